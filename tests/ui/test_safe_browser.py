from __future__ import annotations

import base64
import os
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument

from cgtatlas.ui.messages import Message, Messages
from cgtatlas.ui.widgets.safe_browser import SafeBrowser

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


class Opened:
    """A navigator that only remembers."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []

    def open(self, address: str, *, new_tab: bool = False) -> None:
        self.asked.append((address, new_tab))


@pytest.fixture
def browser(qtbot: QtBot) -> SafeBrowser:
    context: Any = SimpleNamespace(navigator=Opened(), messages=Messages())
    made = SafeBrowser(context)
    made.open_outside = lambda url: pytest.fail(f"opened {url.toString()}")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def posted(browser: SafeBrowser) -> list[Message]:
    seen: list[Message] = []
    browser.context.messages.posted.connect(seen.append)
    return seen


def pictures(browser: SafeBrowser) -> set[str]:
    """The colours on the screen that belong to the canary picture."""
    image = browser.grab().toImage()
    found = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)
    }
    return found & {"#ff00ff"}


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    path = tmp_path / "canary.png"
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff00ff"))
    assert picture.save(str(path))
    return path


PAGES = {
    "file url": '<img src="file://{path}">',
    "absolute path": '<img src="{path}">',
    "relative path": '<img src="{name}">',
    "body background": '<body background="{path}"><p>x<br>y<br>z</p></body>',
    "table background": '<table background="{path}" width=300 height=200><tr><td>x</td></tr></table>',
    "css background": '<p style="background-image: url({path})">x<br>y<br>z</p>',
    "svg in data": '<img src="data:image/svg+xml;base64,{svg}" width=300 height=200>',
    "picture in data": '<img src="data:image/png;base64,{png}" width=300 height=200>',
}


@pytest.mark.parametrize("name", PAGES)
def test_no_picture_of_the_disk_is_shown(browser: SafeBrowser, canary: Path, name: str, qtbot: QtBot) -> None:
    size = 'width="300" height="200"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image href="{canary}" {size}/></svg>'
    page = PAGES[name].format(
        path=canary,
        name=canary.name,
        svg=base64.b64encode(svg.encode()).decode(),
        png=base64.b64encode(canary.read_bytes()).decode(),
    )
    browser.setSearchPaths([str(canary.parent)])
    browser.setHtml(page)
    browser.repaint()
    assert not pictures(browser)


@pytest.mark.parametrize("page", [PAGES["file url"], PAGES["absolute path"]])
def test_the_canary_would_be_seen_in_a_common_browser(canary: Path, page: str, qtbot: QtBot) -> None:
    """The proof that the tests above can fail."""
    from PySide6.QtWidgets import QTextBrowser

    common = QTextBrowser()
    qtbot.addWidget(common)
    common.resize(400, 300)
    common.show()
    common.setHtml(page.format(path=canary))
    image = common.grab().toImage()
    assert "#ff00ff" in {image.pixelColor(x, 100).name() for x in range(0, 400, 4)}


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "/etc/hostname",
        "//host/share/x.png",
        r"\\host\share\x.png",
        "https://a.example/x",
        "data:,x",
        "",
    ],
)
@pytest.mark.parametrize("kind", list(QTextDocument.ResourceType))
def test_every_resource_is_answered_with_an_empty_picture(
    browser: SafeBrowser, address: str, kind: QTextDocument.ResourceType
) -> None:
    answer = browser.loadResource(kind.value, QUrl(address))
    assert isinstance(answer, QImage)
    assert not answer.isNull()
    assert answer.pixelColor(0, 0).alpha() == 0


def test_style_sheets_of_the_disk_are_not_read(browser: SafeBrowser, tmp_path: Path) -> None:
    sheet = tmp_path / "x.css"
    sheet.write_text("p { background-color: #ff00ff; }", "utf-8")
    linked = f'<link rel="stylesheet" type="text/css" href="{sheet}">'
    browser.setHtml(f'<style>@import url("file://{sheet}");</style>{linked}<p>x</p>')
    assert not pictures(browser)


def test_only_registered_pictures_are_served(browser: SafeBrowser) -> None:
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff00ff"))
    browser.add_image("logo", picture)
    browser.setHtml('<img src="cgt:image/logo">')
    assert pictures(browser)
    browser.setHtml('<img src="cgt:image/other">')
    assert not pictures(browser)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/zero")
def test_a_device_is_not_opened(tmp_path: Path) -> None:
    """In a process of its own with little memory: opening /dev/zero as a picture takes all of it."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    code = f"""
import resource
from types import SimpleNamespace
from PySide6.QtWidgets import QApplication
from cgtatlas.ui.messages import Messages
from cgtatlas.ui.widgets.safe_browser import SafeBrowser
app = QApplication([])
browser = SafeBrowser(SimpleNamespace(navigator=None, messages=Messages()))
resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))
browser.setHtml('<img src="/dev/zero"><img src="{fifo}"><p>seen</p>')
browser.show()
browser.grab()
print(browser.toPlainText())
"""
    environment = {**os.environ, "PYTHONPATH": "app", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, timeout=60, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert "seen" in done.stdout


def test_setting_a_source_loads_nothing(browser: SafeBrowser, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("<p>secret</p>", "utf-8")
    browser.setHtml("<p>ours</p>")
    browser.setSource(QUrl.fromLocalFile(str(secret)))
    browser.reload()
    assert browser.toPlainText() == "ours"


def test_our_links_go_to_the_navigator(browser: SafeBrowser) -> None:
    browser.follow(QUrl("cgt:document/x#10-20"))
    assert browser.context.navigator.asked == [("cgt:document/x#10-20", False)]  # type: ignore[attr-defined]


def test_a_middle_click_opens_a_new_tab(browser: SafeBrowser, qtbot: QtBot) -> None:
    browser.setHtml('<a href="cgt:entry/kymriah">Kymriah Kymriah Kymriah</a>')
    qtbot.mouseClick(browser.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(30, 14))
    assert browser.context.navigator.asked == [("cgt:entry/kymriah", True)]  # type: ignore[attr-defined]


def test_a_fragment_stays_on_the_page(browser: SafeBrowser, qtbot: QtBot) -> None:
    with qtbot.waitSignal(browser.fragment) as seen:
        browser.follow(QUrl("#all-mentions"))
    assert seen.args == ["all-mentions"]


@pytest.mark.parametrize("address", ["https://doi.org/10.1/x?y=1", "http://a.example/", "mailto:a@b.example"])
def test_the_web_is_asked_about_with_the_whole_address(browser: SafeBrowser, address: str) -> None:
    seen, opened = posted(browser), []
    browser.open_outside = lambda url: opened.append(url.toString())
    browser.follow(QUrl(address))
    assert opened == []
    (message,) = seen
    assert address in message.text
    assert message.action is not None
    message.action[1]()
    assert opened == [address]


def test_a_look_alike_address_is_shown_in_its_true_form(browser: SafeBrowser) -> None:
    seen = posted(browser)
    browser.follow(QUrl("https://аpple.example/"))  # the first letter is Cyrillic
    assert "xn--" in seen[0].text


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "notes.txt",
        r"\\host\share",
        "//host/share",
        "javascript:alert(1)",
        "data:text/html,x",
        "smb://host/x",
        "ms-msdt:x",
        "C:/windows/calc.exe",
        "ftp://a.example/",
    ],
)
def test_every_other_link_is_refused_with_a_sentence(browser: SafeBrowser, address: str) -> None:
    seen = posted(browser)
    browser.setHtml(f'<p>before</p><a href="{address}">words</a>')
    browser.anchorClicked.emit(QUrl(address))
    assert [message.level for message in seen] == ["warning"]
    assert seen[0].action is None
    assert "before" in browser.toPlainText()
    assert browser.context.navigator.asked == []  # type: ignore[attr-defined]
