from __future__ import annotations

import builtins
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.paths import checkout
from cgtatlas.ui import app
from cgtatlas.ui.startup import Startup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent
    from pytestqt.qtbot import QtBot

#: Slow to import and not needed before the first window stands.
LATE = {
    "sqlite_utils",
    "markdown",
    "asyncio",
    "importlib.metadata",
    "concurrent.futures",
    "opencc",
    "numpy",
    "multiprocessing",
    "http",
    "email",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "PySide6.QtSql",
    "PySide6.QtQml",
    "hashlib",  # maps OpenSSL
    "uuid",
    "cgtatlas.commands.reading",
    "cgtatlas.store.anchors",
    "cgtatlas.store.copies",
    "cgtatlas.text.fold",
    "cgtatlas.ui.panes.entry_facts",
    "cgtatlas.ui.panes.source_acts",
    "cgtatlas.search.find",
    "cgtatlas.ui.panes.entry_pane",
    "cgtatlas.ui.panes.source_pane",
    "cgtatlas.ui.panes.search_page",
    "cgtatlas.ui.panes.bookmarks_pane",
    "cgtatlas.ui.panes.annotations_pane",
}
START = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QMainWindow
from cgtatlas.ui import app
seen = []
def show(self, old=QMainWindow.show):
    old(self)
    seen.extend(sys.modules)
app.Window.show = show
status = app.run(Path(sys.argv[1]), Path(sys.argv[2]), quit_after_show=True, language="zh")
print(json.dumps([status, seen]))
"""


def run(library_path: Path, data_dir: Path) -> tuple[int, set[str], str]:
    done = subprocess.run(
        [sys.executable, "-c", START, str(library_path), str(data_dir)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=checkout() / "app",
    )
    status, modules = json.loads(done.stdout)
    return status, set(modules), done.stderr


@pytest.mark.end2end
def test_the_first_window_waits_for_nothing_it_does_not_need(library_path: Path, data_dir: Path) -> None:
    run(library_path, data_dir)  # makes the reader's file
    status, modules, said = run(library_path, data_dir)
    assert status == 0
    assert modules & LATE == set()
    assert [line for line in said.splitlines() if "propagateSizeHints" not in line] == []


def test_python_imports_in_its_own_way(qapp: object) -> None:
    """Qt's import would keep the source of every module in memory."""
    assert type(builtins.__import__) is type(len)
    assert builtins.__import__ is builtins.__orig_import__


def test_the_steps_follow_the_first_picture(qtbot: QtBot) -> None:
    seen: list[str] = []

    class Painted(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            seen.append("painted")
            super().paintEvent(event)

    def fail() -> None:
        seen.append("fails")
        raise AtlasError("locked")

    window = Painted()
    qtbot.addWidget(window)
    steps: dict[str, Callable[[], object]] = {"one": lambda: seen.append("one"), "two": fail}
    startup = Startup(window, steps | {"three": lambda: seen.append("three")})
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(startup.done):
        startup.show()
        assert seen == []
    assert seen == ["painted", "one", "fails", "three"]
    assert startup.begun == ["one", "two", "three"]
    assert [str(error) for _kind, error, _trace in raised] == [str(AtlasError("locked"))]


def test_a_window_that_is_never_painted_starts_all_the_same(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setWindowState(Qt.WindowState.WindowMinimized)
    startup = Startup(window, {"one": lambda: None})
    with qtbot.waitSignal(startup.done):
        startup.show()
    assert startup.begun == ["one"]


def test_what_is_typed_at_once_is_not_replaced_by_the_last_search(
    start: Callable[..., app.Program], qtbot: QtBot
) -> None:
    first = start()
    first.window.navigation_pane.omnibox.setText("Kymriah")
    first.window.session.save()
    typing = app.Program(first.opening.libraries.parts[0].path, first.store.path.parent, language="zh")
    typing.window.navigation_pane.omnibox.setText("阿")
    typing.window.restore_place()
    text = typing.window.navigation_pane.omnibox.text()
    typing.tasks.close()
    typing.close()
    assert text == "阿"


def test_a_library_that_cannot_be_used_is_told_and_raised(
    qapp: object, tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library.db"
    library.write_bytes(b"this is not a database at all, not even nearly" * 100)
    told: list[str] = []
    monkeypatch.setattr(app, "_tell", told.append)
    with pytest.raises(AtlasError):
        app.run(library, data_dir, language="zh")
    assert len(told) == 1
    assert any("\u4e00" <= letter <= "\u9fff" for letter in told[0])
