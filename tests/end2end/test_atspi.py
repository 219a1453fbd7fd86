"""The window as a screen reader finds it: over AT-SPI, from another process, on a bus of the test's own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas.store.anchors import make_anchor
from cgtatlas.store.store import Store, reader_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cgtatlas.library.reader import Library

pytestmark = [pytest.mark.end2end, pytest.mark.xvfb]
PROBE = Path(__file__).with_name("atspi_probe.py")
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
PYTHON = "/usr/bin/python3"  # the system's: pyatspi's parts come as packages of the system
DOCUMENT = "immune-cell-therapy-2022"
#: What takes the keyboard, or is pressed, or is looked into: it has a name.
CONTROLS = {"check box", "page tab", "text", "combo box", "tree", "list", "table", "tool bar", "split pane"}
POLITE = 1  # ATSPI_LIVE_POLITE
NAMED = {
    *(
        "text",
        "tree",
        "table",
        "list",
        "push button",
        "toggle button",
        "check box",
        "combo box",
        "radio button",
    ),
    *(
        "page tab",
        "spin button",
        "list item",
        "tool bar",
        "status bar",
        "dialog",
        "frame",
        "menu bar",
        "unknown",
    ),
}


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus with the accessibility service on it; skips where the system has none."""
    launcher = next((path for path in LAUNCHERS if Path(path).exists()), None)
    knows = [PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    able = Path(PYTHON).exists() and subprocess.run(knows, capture_output=True, check=False).returncode == 0
    if launcher is None or not able or shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon, at-spi2-core and python3-pyatspi of the system")
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        monkeypatch.setenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1")
        service = subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            service.terminate()
            service.wait(10)
    finally:
        daemon.terminate()
        daemon.communicate(timeout=10)


class Reader:
    """A screen reader that has found the program."""

    def __init__(self, program: Any) -> None:
        self._probe = subprocess.Popen(
            [PYTHON, str(PROBE), str(program.process.pid)],
            env={key: value for key, value in os.environ.items() if not key.startswith("PYTHON")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.all_heard: list[dict[str, Any]] = []
        assert self._line() == "ready", "the program is not on the accessibility bus"

    def _line(self) -> Any:
        assert self._probe.stdout is not None
        return json.loads(self._probe.stdout.readline())

    def ask(self, command: str) -> Any:
        assert self._probe.stdin is not None
        self._probe.stdin.write(command + "\n")
        self._probe.stdin.flush()
        return self._line()

    def heard(self, kind: str, held: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first event of a kind of which ``held`` is true; waits for it."""
        end = time.monotonic() + 15
        while time.monotonic() < end:
            for event in self.ask("events"):
                self.all_heard.append(event)
                if event["type"].startswith(kind) and held(event):
                    return dict(event)
            time.sleep(0.1)
        pytest.fail(f"never heard: {kind}; but {self.all_heard[-10:]}")

    def rows(self) -> list[dict[str, Any]]:
        """Everything that is showing, once it holds still."""
        while (found := self.ask("tree")) is None:
            time.sleep(0.1)
        return list(found)

    def sees(self, role: str, name: str, *states: str, without: str = "") -> dict[str, Any]:
        """Wait for a widget or row of a role, with these words in its name and these states."""
        end, near = time.monotonic() + 30, []
        while time.monotonic() < end:
            rows = self.rows()
            near = [row for row in rows if name in row["name"]]
            for row in near:
                fits = row["role"] == role and set(states) <= set(row["states"])
                if fits and (not without or without not in row["states"]):
                    return dict(row)
            time.sleep(0.1)
        likely = [(row["role"], row["name"], row["states"]) for row in near or rows if row["role"] == role]
        pytest.fail(f"never told: {role} {name!r} {states}; but {likely or near}")

    def close(self) -> None:
        self._probe.communicate("quit\n", timeout=15)


@pytest.fixture
def listening(bus: None, start: Callable[..., Any]) -> Iterator[Callable[..., tuple[Any, Reader]]]:
    """Starts the program and a screen reader beside it."""
    readers: list[Reader] = []

    def open_both(*words: str, language: str = "zh") -> tuple[Any, Reader]:
        program = start(*words, language=language)
        readers.append(Reader(program))
        return program, readers[-1]

    yield open_both
    for reader in readers:
        reader.close()


@pytest.fixture
def furnished(data_dir: Path, library: Library) -> None:
    """A reader's file with highlights of all colours, a folder, bookmarks and something in the trash."""
    store, text = Store(reader_file(data_dir)), library.text(DOCUMENT)
    sha256 = library.document(DOCUMENT).sha256
    for number, colour in enumerate(("yellow", "green", "blue", "pink", "purple")):
        at = 2000 + 100 * number
        anchor = make_anchor(DOCUMENT, sha256, text, at, at + 40)
        store.add_annotation(
            anchor, colour=colour, body="a note" if colour == "yellow" else "", tags=("tag",)
        )
    gone, _ = store.add_annotation(make_anchor(DOCUMENT, sha256, text, 2600, 2640), body="gone")
    store.delete_annotation(gone.id)
    folder, _ = store.add_folder("a folder")
    store.add_bookmark("cgt:entry/kymriah", "Kymriah", folder=folder.id)
    store.add_bookmark("cgt:entry/yescarta", "Yescarta")
    store.close()


def told_badly(rows: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    """Widgets without a name, boxes that do not say what they are for, and markup read aloud."""
    found = []
    for row in rows:
        nameless = row["role"] in NAMED and not row["name"].strip()
        aimless = row["role"] == "combo box" and not row["description"].strip()
        words = row["name"] + row["description"]
        markup = any(sign in words for sign in ("&amp;", "&quot;", "&lt;", "<br>", "<p>", "<b>"))
        if nameless or aimless or markup:
            found.append((row["role"], row["name"], row["description"], row["path"][-1]))
    return found


def told(rows: list[dict[str, Any]]) -> list[tuple[str, tuple[str, ...]]]:
    """Role and state of every control, without the words; rows of lists come in another order."""
    rows = [row for row in rows if row["role"] in CONTROLS]
    return sorted((row["role"], tuple(sorted(row["states"]))) for row in rows)


class Look:
    """Goes through the window by keys and looks at everything that is told on the way."""

    def __init__(self, program: Any, reader: Reader) -> None:
        self.program, self.reader = program, reader
        self.bad: dict[str, list[tuple[str, str, str, str]]] = {}

    def at(self, where: str, *, keyboard: bool = True) -> None:
        rows = self.reader.rows()
        self.bad[where] = told_badly(rows)
        somewhere = [row for row in rows if "focused" in row["states"]]
        assert somewhere or not keyboard, f"the keyboard is nowhere: {where}"

    def pages(self) -> None:
        """The tree, an entry with its facts, tabs."""
        sees, keys = self.reader.sees, self.program.keys
        keys("ctrl+1")
        sees("table cell", "疗法", "expandable", "expanded")
        row = sees("table cell", "细胞治疗", "expandable", without="expanded")
        assert row["description"].startswith("第 2 级")
        for role, name in (("tool bar", "工具栏"), ("split pane", "窗格"), ("status bar", "状态栏")):
            sees(role, name)
        keys("ctrl+2")
        sees("text", "替沙仑赛：概述", "focusable", "read-only", "multi-line")
        sees("table column header", "属性")
        self.at("an entry")
        keys("ctrl+t")
        self.program.type("Yescarta")
        keys("Return")
        sees("page tab", "阿基仑赛", "selected")
        sees("page tab", "替沙仑赛", without="selected")

    def search(self) -> None:
        """Results, chips and facets."""
        sees, keys = self.reader.sees, self.program.keys
        keys("ctrl+l")
        self.program.type("in:passage Kymriah")
        sees("list item", "Kymriah", "selectable", "selected")
        sees("check box", "CTL019", "checkable", "checked")
        sees("push button", "Kymriah", "focusable")
        keys("ctrl+shift+f")
        sees("table cell", "，5 处", "checkable", without="checked")
        self.at("a search")
        keys("Down", "Return")
        sees("table cell", "处", "checkable", "checked")

    def made(self) -> None:
        """Bookmarks and notes."""
        sees, keys = self.reader.sees, self.program.keys
        keys("ctrl+shift+b")
        sees("table cell", "a folder", "expandable")
        sees("check box", "书签", "checked")
        self.at("bookmarks")
        keys("ctrl+shift+a")
        for colour in ("黄色", "绿色", "蓝色", "粉色", "紫色"):
            sees("list item", colour, "selectable")
        self.at("notes")

    def dialogs(self) -> None:
        """Windows over the window; without a window manager they do not get the keyboard."""
        sees, keys = self.reader.sees, self.program.keys
        dialogs = {"ctrl+comma": "设置", "ctrl+F1": "键盘快捷键", "ctrl+shift+Delete": "回收站"}
        for key, title in dialogs.items():
            keys(key)
            sees("dialog", title)
            self.at(title, keyboard=False)
            keys("Escape")
            self.program.focus()
            sees("frame", "CGT Atlas", "active")
        keys("ctrl+p")
        sees("text", "输入命令", "focused")
        self.at("palette")
        keys("Escape")
        sees("list", "我的笔记", "focused")


def test_every_kind_of_control_tells_role_name_and_state(
    furnished: None, listening: Callable[..., tuple[Any, Reader]]
) -> None:
    program, reader = listening("--open", "cgt:entry/kymriah")
    look = Look(program, reader)
    look.pages()
    look.search()
    look.made()
    look.dialogs()
    before = reader.rows()
    program.keys("ctrl+shift+l")
    reader.sees("tool bar", "Toolbar")
    look.at("in English")
    assert told(reader.rows()) == told(before)
    assert {where: found for where, found in look.bad.items() if found} == {}
    program.kill()


def what_happens_is_announced(program: Any, reader: Reader) -> None:
    # counts while typing: what is there when the keys rest, once and politely
    program.keys("ctrl+l")
    reader.ask("events")
    program.type("in:passage Kymriah")
    heard = reader.heard("object:announcement", lambda event: "7 处" in event["said"])
    assert heard["detail"] == POLITE
    assert len([event for event in reader.all_heard if "7 处" in event["said"]]) == 1
    program.keys("ctrl+f")
    program.type("CAR")
    reader.heard("object:announcement", lambda event: "共 68 处" in event["said"])
    # what was done and undone, and what went wrong
    program.keys("Escape", "ctrl+2", "ctrl+d")
    reader.heard("object:announcement", lambda event: "书签" in event["said"] and event["detail"] == POLITE)
    program.keys("ctrl+z")
    reader.heard("object:announcement", lambda event: "已撤销" in event["said"] and event["detail"] == POLITE)


def test_texts_are_read_by_caret_and_what_happens_is_announced(
    furnished: None, listening: Callable[..., tuple[Any, Reader]], library: Library
) -> None:
    program, reader = listening("--open", f"cgt:document/{DOCUMENT}#1900-1910")
    entry, original = "首页", "原文："
    # a page of ours: its caret goes where a reader puts it, and by the arrow keys
    assert reader.ask(f"text {entry}")["role"] == "text"
    assert reader.ask(f"caret 3 {entry}")
    reader.heard("object:text-caret-moved", lambda event: event["name"] == entry and event["detail"] == 3)
    program.keys("ctrl+2", "Right")
    reader.heard("object:text-caret-moved", lambda event: event["name"] == entry and event["detail"] == 4)
    # the original: characters, words and sentences of the document itself
    told = reader.ask(f"text {original}")
    assert told["role"] == "text"
    words = library.text(DOCUMENT)[2000:2040]
    at = told["text"].index(words[:12])
    around = reader.ask(f"at {at} {original}")
    assert around["char"] == words[0]
    assert around["word"].strip() == "Medical"  # the highlight begins in the middle of it
    assert words[:8] in around["sentence"]
    assert around["sentence"] in told["text"]
    # highlights lie over the text and are no attributes of it: they are said at the caret
    program.keys("ctrl+3")
    reader.ask("events")
    assert reader.ask(f"caret {at + 2} {original}")
    said = reader.heard("object:announcement", lambda event: "已用黄色高亮" in event["said"])
    assert "a note" in said["said"]
    assert said["name"].startswith(original)
    described = next(row for row in reader.rows() if row["name"].startswith(original))
    assert "已用黄色高亮" in described["description"]
    what_happens_is_announced(program, reader)
    program.kill()
