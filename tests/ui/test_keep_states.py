"""Each state of the reader's file: what the window says and offers, and what the command line says."""

from __future__ import annotations

import os
import random
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas import main as program
from cgtatlas.store import connect, journal
from cgtatlas.store.anchors import make_anchor
from cgtatlas.store.store import Store, reader_file
from cgtatlas.ui.dialogs.restore import RestoreDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cgtatlas.library.reader import Library

BRING_BACK, AGAIN, AS_TEXT = "Restore notes…", "Try again", "Save as text…"


@pytest.fixture
def kept(data_dir: Path, library: Library) -> Path:
    """A reader's file with a note, a bookmark and a backup, closed."""
    path = reader_file(data_dir)
    store = Store(path)
    document = library.document("car-t-industrialisation-2018")
    anchor = make_anchor(document.id, document.sha256, library.text(document.id), 100, 120)
    store.add_annotation(anchor, body="批注")
    store.add_bookmark("cgt:entry/kymriah", "Kymriah")
    store.backup_if_due()
    store.close()
    return path


def _sql(statements: str) -> Callable[[Path], object]:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(statements)

    return spoil


def _gone(path: Path) -> None:
    path.unlink()


def _first_run(path: Path) -> None:
    path.unlink()
    journal.file_of(path).unlink()
    for copy in (path.parent / "backups").iterdir():
        copy.unlink()


def _zero_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:8192] = bytes(4096)
    path.write_bytes(bytes(content))


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent / "nowhere" / "x")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _stale_log(path: Path) -> None:
    path.with_name("reader.db-wal").write_bytes(random.Random(1).randbytes(8272))


#: state -> (how it comes about, words of the message or "", its button, can be written, a command's status)
STATES: dict[str, tuple[Callable[[Path], object], str, str, bool, int]] = {
    "good": (lambda path: None, "", "", True, 0),
    "first run": (_first_run, "", "", True, 1),
    "missing, with backups": (_gone, "No file of notes was found", BRING_BACK, True, 1),
    "empty, with backups": (lambda path: path.write_bytes(b""), "No file of notes", BRING_BACK, True, 1),
    "newer schema": (_sql("PRAGMA user_version = 77"), "77", AS_TEXT, False, 3),
    "text file": (lambda path: path.write_text("hello " * 999), "not a data file", BRING_BACK, False, 3),
    "other application": (_sql("PRAGMA application_id = 1"), "not a data file", BRING_BACK, False, 3),
    "planted trigger": (
        _sql("CREATE TRIGGER t AFTER INSERT ON annotation BEGIN DELETE FROM annotation; END"),
        "not a data file",
        BRING_BACK,
        False,
        3,
    ),
    "damaged": (_zero_page, "is damaged", BRING_BACK, False, 3),
    "index damaged": (_sql("DELETE FROM passage_fts_data"), "", "", True, 0),
    "stale log": (_stale_log, "", "", True, 0),
    "folder": (_folder, "not a regular file", AGAIN, False, 3),
    "pipe": (_pipe, "not a regular file", AGAIN, False, 3),
    "dangling link": (_link, "not a regular file", AGAIN, False, 3),
}


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes and links there")
@pytest.mark.parametrize("state", STATES)
def test_the_window_says_it_and_offers_what_helps(state: str, kept: Path, start: Any, qtbot: Any) -> None:
    spoil, words, button, writable, _ = STATES[state]
    spoil(kept)
    window = start(language="en")
    said: list[Any] = []
    window.messages.posted.connect(said.append)
    window.watch()
    qtbot.waitUntil(lambda: not window.tasks.busy())
    if words:
        assert words in said[0].text
        assert said[0].label == button
    else:  # that a note's text has changed may be told: the text of the fixture's note has
        assert [message.text for message in said if message.level != "info"] == []
    assert window.store.read_only is not writable
    assert window.window.keeping.state.isVisible() is not writable
    assert window.window.actions_table["annotate.note"].isEnabled() is writable
    assert window.navigator.open("cgt:entry/kymriah")  # the library is there in any case
    window.window.actions_table["annotate.list"].trigger()
    empty = window.window.navigation_pane.annotations().empty.text()
    assert ("No notes yet" in empty) is (window.store.refusal is None and not window.store.annotations())
    if button == BRING_BACK:
        said[0].action[1]()
        dialog = window.window.findChild(RestoreDialog)
        qtbot.waitUntil(lambda: "1 notes" in dialog.preview.text())
        assert dialog.buttons["salvage"].isHidden() is (state != "damaged")
        dialog.buttons["restore"].click()
        assert [note.body for note in window.store.annotations()] == ["批注"]
        assert window.window.actions_table["annotate.note"].isEnabled()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes and links there")
def test_the_command_line_says_it_in_one_line(
    state: str, kept: Path, capsys: pytest.CaptureFixture[str], library_path: Path, monkeypatch: Any
) -> None:
    from cgtatlas.library import bundled

    monkeypatch.setattr(bundled, "bundled_library", lambda: library_path)
    spoil, words, _, writable, status = STATES[state]
    spoil(kept)
    assert program.main(["annotations", "--data-dir", str(kept.parent), "--lang", "en"]) == status
    said = capsys.readouterr().err.strip()
    if writable:
        assert said == ""
    else:
        assert words in said
        assert len(said.splitlines()) == 1


def test_a_file_that_can_only_be_read_is_shown_and_tried_again(
    kept: Path, start: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "_may_write", lambda _path: False)
    window = start(language="en")
    said: list[Any] = []
    window.messages.posted.connect(said.append)
    window.watch()
    assert "can be read but not changed" in said[0].text
    assert [note.body for note in window.store.annotations()] == ["批注"]
    assert window.window.keeping.state.isVisible()
    monkeypatch.undo()
    assert said[0].label == AGAIN
    said[0].action[1]()
    assert not window.store.read_only
    assert not window.window.keeping.state.isVisible()
