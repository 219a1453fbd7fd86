from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.paths import checkout
from cgtatlas.ui import app

if TYPE_CHECKING:
    from pathlib import Path

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
