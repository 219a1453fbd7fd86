"""What the window says and does about the state of the reader's file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cgtatlas.store.store import Store, reader_file
from cgtatlas.ui.dialogs.restore import RestoreDialog

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


def _restore_dialog(program: Any, qtbot: Any) -> RestoreDialog:
    """The dialog once it has looked into the copy it stands on."""
    dialog = program.window.findChild(RestoreDialog, "restoreDialog")
    assert isinstance(dialog, RestoreDialog)
    qtbot.waitUntil(lambda: not program.tasks.busy("preview"))
    return dialog


def _spoil(kept: Path) -> bytes:
    content = bytearray(kept.read_bytes())
    content[4096:8192] = os.urandom(4096)
    kept.write_bytes(bytes(content))
    return bytes(content)


def test_a_damaged_file_leaves_the_library_usable_and_is_recovered(
    kept: Path, start: Any, qtbot: Any
) -> None:
    content = _spoil(kept)
    program, said = _watched(start, qtbot)
    assert program.navigator.open("cgt:entry/kymriah")
    assert "damaged" in said[0].text
    assert kept.read_bytes() == content
    assert program.window.keeping.state.isVisible()
    assert not program.window.actions_table["bookmark.add"].isEnabled()
    said[0].action[1]()
    dialog = _restore_dialog(program, qtbot)
    qtbot.mouseClick(dialog.buttons["salvage"], Qt.MouseButton.LeftButton)
    assert "kept as" in said[-1].text
    aside = [file for file in kept.parent.iterdir() if file.is_file() and file.read_bytes() == content]
    assert len(aside) == 1
    # it is in use at once
    assert not program.window.keeping.state.isVisible()
    program.store.add_bookmark("cgt:entry/yescarta", "Yescarta")
    assert program.window.actions_table["bookmark.add"].isEnabled()


def test_a_damaged_file_is_replaced_by_a_backup_with_its_counts_shown(
    kept: Path, start: Any, qtbot: Any
) -> None:
    content = _spoil(kept)
    program, said = _watched(start, qtbot)
    said[0].action[1]()
    dialog = _restore_dialog(program, qtbot)
    assert "1 bookmarks" in dialog.preview.text()
    assert dialog.list.topLevelItem(0).text(1).startswith("plain-text journal")  # type: ignore[union-attr]
    qtbot.mouseClick(dialog.buttons["restore"], Qt.MouseButton.LeftButton)
    assert [b.target for b in program.store.bookmarks()] == [TARGET]
    assert not program.store.read_only
    assert any(file.read_bytes() == content for file in kept.parent.glob("reader.replaced-*.db"))


def test_going_back_can_itself_be_undone(kept: Path, start: Any, qtbot: Any) -> None:
    program, said = _watched(start, qtbot)
    program.store.add_bookmark("cgt:entry/yescarta", "Yescarta")
    program.window.actions_table["backup.restore"].trigger()
    dialog = _restore_dialog(program, qtbot)
    for row in range(dialog.list.topLevelItemCount()):
        item = dialog.list.topLevelItem(row)
        if item is not None and item.text(1) == "automatic backup":
            dialog.list.setCurrentItem(item)
    qtbot.waitUntil(lambda: dialog.preview.text().startswith("0 notes, 1 bookmarks"))
    qtbot.mouseClick(dialog.buttons["restore"], Qt.MouseButton.LeftButton)
    assert [b.target for b in program.store.bookmarks()] == [TARGET]
    said[-1].action[1]()
    assert len(program.store.bookmarks()) == 2


def test_a_copy_that_is_damaged_cannot_be_chosen(kept: Path, start: Any, qtbot: Any) -> None:
    program, _ = _watched(start, qtbot)
    for copy in program.store.backups():
        copy.path.write_bytes(b"x" * 5000)
    kept.with_name("reader.journal.jsonl").unlink()
    program.window.actions_table["backup.restore"].trigger()
    dialog = _restore_dialog(program, qtbot)
    assert dialog.preview.text().startswith("This copy cannot be used")
    assert not dialog.buttons["restore"].isEnabled()


def test_a_newer_file_is_refused_in_words_saved_as_text_and_not_changed(
    kept: Path, start: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(kept)) as connection, connection:
        connection.execute("PRAGMA user_version = 999")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = kept.read_bytes()
    program, said = _watched(start, qtbot)
    assert program.store.read_only
    assert "newer" in said[0].text
    assert "999" in said[0].text
    out = tmp_path / "mine.jsonl"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    said[0].action[1]()
    assert TARGET in out.read_text(encoding="utf-8")
    assert kept.read_bytes() == before


def test_a_lost_file_is_told_and_brought_back(kept: Path, start: Any, qtbot: Any) -> None:
    program, _ = _watched(start, qtbot)
    program.window.close()
    program.close()
    for file in kept.parent.glob("reader.db*"):
        file.unlink()
    again, said = _watched(start, qtbot)
    assert again.store.bookmarks() == []
    assert "Backups found" in said[0].text
    said[0].action[1]()
    dialog = _restore_dialog(again, qtbot)
    qtbot.mouseClick(dialog.buttons["restore"], Qt.MouseButton.LeftButton)
    assert [b.target for b in again.store.bookmarks()] == [TARGET]


def test_another_programs_write_is_waited_for_where_it_can_be_seen(
    kept: Path, start: Any, qtbot: Any
) -> None:
    other = sqlite3.connect(kept, isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("BEGIN IMMEDIATE")
    program, said = _watched(start, qtbot)
    assert "Waiting" in said[0].text
    assert program.window.keeping.state.isVisible()
    other.execute("ROLLBACK")
    other.close()
    qtbot.waitUntil(lambda: not program.store.read_only, timeout=8000)
    assert "can be changed again" in said[-1].text
    assert not program.window.keeping.state.isVisible()


def test_a_synchronised_folder_is_told_once(start: Any, qtbot: Any, data_dir: Path) -> None:
    program, said = _watched(start, qtbot)
    opened = program.store._file._opened
    program.store._file._opened = replace(opened, shared=True)
    for _ in range(2):
        program.window.keeping._tell()
    assert [message.level for message in said] == ["warning"]
    assert "synchronised" in said[0].text


def test_a_missing_second_drive_is_said_once(kept: Path, start: Any, qtbot: Any, tmp_path: Path) -> None:
    program, said = _watched(start, qtbot)
    program.store.set_setting("backup_folder", str(tmp_path / "unplugged"))
    for _ in range(2):
        program.window.keeping.back_up()
        qtbot.waitUntil(lambda: not program.tasks.busy("backup"))
    assert len(said) == 1
    assert "unplugged" in said[0].text


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
    program.window.keeping.look()
    assert heard
    assert heard[0].bookmarks
    assert len(program.store.bookmarks()) == 2
    heard.clear()
    program.window.keeping.look()
    assert heard == []
    shutil.rmtree(kept.parent / "backups", ignore_errors=True)
