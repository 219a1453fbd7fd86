"""What the window says and does about the state of the reader's file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas.store.store import Store, reader_file

if TYPE_CHECKING:
    from pathlib import Path

TARGET, TITLE = "cgt:entry/kymriah", "Kymriah"


@pytest.fixture
def kept(data_dir: Path) -> Path:
    """A reader's file with one bookmark, closed."""
    path = reader_file(data_dir)
    store = Store(path)
    store.add_bookmark(TARGET, TITLE)
    store.close()
    return path


def _watched(start: Any, qtbot: Any) -> tuple[Any, list[Any]]:
    program = start(language="en")
    said: list[Any] = []
    program.messages.posted.connect(said.append)
    program.watch()
    qtbot.waitUntil(lambda: not program.tasks.busy("backup"))
    return program, said


def test_a_start_after_changes_makes_a_backup(kept: Path, start: Any, qtbot: Any) -> None:
    program, said = _watched(start, qtbot)
    copies = program.store.backups()
    assert len(copies) == 1
    with closing(sqlite3.connect(copies[0].path)) as copy, copy:
        assert copy.execute("SELECT target FROM bookmark").fetchall() == [(TARGET,)]
    assert said == []


def test_a_damaged_file_leaves_the_library_usable_and_is_recovered(
    kept: Path, start: Any, qtbot: Any
) -> None:
    content = bytearray(kept.read_bytes())
    content[4096:8192] = os.urandom(4096)
    kept.write_bytes(bytes(content))
    program, said = _watched(start, qtbot)
    assert program.navigator.open("cgt:entry/kymriah")
    assert "damaged" in said[0].text
    assert kept.read_bytes() == bytes(content)
    said[0].action[1]()
    assert "kept as" in said[-1].text
    aside = [file for file in kept.parent.iterdir() if file.is_file() and file.read_bytes() == bytes(content)]
    assert len(aside) == 1
    Store(kept).close()


def test_a_newer_file_is_refused_in_words_and_not_changed(kept: Path, start: Any, qtbot: Any) -> None:
    with closing(sqlite3.connect(kept)) as connection, connection:
        connection.execute("PRAGMA user_version = 999")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = kept.read_bytes()
    program, said = _watched(start, qtbot)
    assert program.store.read_only
    assert "newer" in said[0].text
    assert said[0].action is None
    assert kept.read_bytes() == before


def test_a_lost_file_is_told_and_restored_from_the_backup(kept: Path, start: Any, qtbot: Any) -> None:
    program, _ = _watched(start, qtbot)
    program.window.close()
    program.close()
    for file in kept.parent.glob("reader.db*"):
        file.unlink()
    again, said = _watched(start, qtbot)
    assert again.store.bookmarks() == []
    assert "backups" in said[0].text
    said[0].action[1]()
    assert [b.target for b in again.store.bookmarks()] == [TARGET]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_said_and_can_be_tried_again(kept: Path, start: Any, qtbot: Any) -> None:
    kept.parent.chmod(0o555)
    try:
        program, said = _watched(start, qtbot)
        assert [b.target for b in program.store.bookmarks()] == [TARGET]
        assert "not changed" in said[0].text
    finally:
        kept.parent.chmod(0o755)
    said[0].action[1]()
    assert not program.store.read_only


def test_what_another_program_wrote_is_shown(kept: Path, start: Any, qtbot: Any) -> None:
    program, _ = _watched(start, qtbot)
    program.store.changed_elsewhere()
    heard: list[Any] = []
    program.changes.changed.connect(heard.append)
    other = Store(kept)
    other.add_bookmark("cgt:entry/yescarta", "Yescarta")
    other.close()
    program._keeping.look()
    assert heard
    assert heard[0].bookmarks
    assert len(program.store.bookmarks()) == 2
    heard.clear()
    program._keeping.look()
    assert heard == []
    shutil.rmtree(kept.parent / "backups", ignore_errors=True)
