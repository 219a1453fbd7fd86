from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import Refused
from cgtatlas.store import backup, rescue
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.core.model import Anchor


@pytest.fixture
def filled(path: Path, anchor: Anchor) -> Path:
    """150 notes, two folders, a bookmark and a document of the reader's own."""
    store = Store(path)
    for number in range(150):
        place = replace(anchor, start=number, end=number + 4)
        store.add_annotation(place, body=f"批注{number} " + "嵌合" * 100, tags=("甲", "乙"))
    inner = store.add_folder("竞品", store.add_folder("项目")[0].id)[0]
    store.add_bookmark("cgt:entry/kymriah", "Kymriah", folder=inner.id)
    store.set_setting("language", "en")
    store._file.write(
        lambda c: c.execute(
            "INSERT INTO document VALUES ('mine',0,'o.txt',0,'t','zh','','','','','',0,'s',2,'2025','正文')"
        )
    )
    store.close()
    return path


def _zero_a_note_page(path: Path, *more: int) -> None:
    raw = bytearray(path.read_bytes())
    for number in (70, *more):
        at = raw.find(f"批注{number} ".encode()) // 4096 * 4096
        raw[at : at + 4096] = bytes(4096)
    path.write_bytes(bytes(raw))


def test_all_but_the_damaged_page_is_saved(filled: Path) -> None:
    _zero_a_note_page(filled)
    before = filled.read_bytes()
    with pytest.raises(Refused, match="corrupt"):
        Store(filled)
    result = rescue.recover(filled)
    assert result.damaged.parent == filled.parent
    assert result.damaged.read_bytes() == before
    got, expected = result.counts["annotation"]
    assert 140 <= got < 150
    assert expected == 150
    store = Store(filled)
    bodies = {note.body.split()[0] for note in store.annotations()}
    assert len(bodies) == got
    assert "批注70" not in bodies
    assert {"批注0", "批注149"} <= bodies
    assert all(note.tags == ("甲", "乙") for note in store.annotations())
    assert [folder.title for folder in store.folders()] == ["项目", "竞品"]
    assert len(store.bookmarks()) == 1
    assert store.get_setting("language") == "en"
    assert store.check() == []
    store.close()
    content = sqlite3.connect(filled)
    assert content.execute("SELECT text FROM document").fetchall() == [("正文",)]
    content.close()


def test_notes_between_two_damaged_pages_are_saved(filled: Path) -> None:
    _zero_a_note_page(filled, 20, 120)
    rescue.recover(filled)
    store = Store(filled)
    bodies = {note.body.split()[0] for note in store.annotations()}
    assert {"批注0", "批注45", "批注95", "批注149"} <= bodies
    assert bodies.isdisjoint({"批注20", "批注70", "批注120"})
    store.close()


def test_an_altered_note_is_saved_and_named(filled: Path) -> None:
    content = sqlite3.connect(filled)
    content.execute("UPDATE annotation SET body = '被改' WHERE start = 7")
    (altered,) = content.execute("SELECT id FROM annotation WHERE start = 7").fetchone()
    content.commit()
    content.close()
    result = rescue.recover(filled)
    assert result.altered == (altered,)
    store = Store(filled)
    assert store.annotation(altered).body == "被改"
    assert len(store.annotations()) == 150
    store.close()


def test_notes_in_the_log_are_saved_too(filled: Path, anchor: Anchor, tmp_path: Path) -> None:
    store = Store(filled)
    store.add_annotation(anchor, body="只在日志里")
    other = tmp_path / "killed" / "reader.db"
    other.parent.mkdir()
    for suffix in ("", "-wal"):
        other.with_name(f"reader.db{suffix}").write_bytes(filled.with_name(f"reader.db{suffix}").read_bytes())
    store.close()
    result = rescue.recover(other)
    assert result.counts["annotation"][0] == 151
    assert result.damaged.with_name(result.damaged.name + "-wal").exists()
    again = Store(other)
    assert "只在日志里" in {note.body for note in again.annotations()}
    again.close()


def test_a_bookmark_whose_folder_is_lost_moves_to_the_top(filled: Path) -> None:
    content = sqlite3.connect(filled)
    content.execute("DELETE FROM folder WHERE title = '竞品'")
    content.commit()
    content.close()
    rescue.recover(filled)
    store = Store(filled)
    assert [mark.folder for mark in store.bookmarks()] == [""]
    store.close()


def test_nothing_readable_gives_an_empty_file_and_keeps_the_old_one(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"SQLite format 3\x00" + bytes(8000))
    result = rescue.recover(path)
    assert result.counts["annotation"] == (0, -1)
    assert result.damaged.stat().st_size == 8016
    store = Store(path)
    assert store.annotations() == []
    store.close()


def test_when_the_new_file_cannot_be_written_the_damaged_one_is_back(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rescue, "salvage", full)
    with pytest.raises(Exception, match="disk_full"):
        rescue.recover(filled)
    assert filled.read_bytes() == before
    assert [file.name for file in filled.parent.glob("*.db*")] == ["reader.db"]


def test_the_newest_backup_is_offered_beside_what_was_saved(filled: Path) -> None:
    made = backup.automatic(filled)
    _zero_a_note_page(filled)
    rescue.recover(filled)
    found = backup.newest_good(filled)
    assert found is not None
    assert found.path == made
    backup.restore_from(found.path, filled)
    store = Store(filled)
    assert len(store.annotations()) == 150
    store.close()


def test_a_bookmark_at_the_top_is_saved_also_where_there_is_no_folder(store: Store, path: Path) -> None:
    made = store.add_bookmark("cgt:entry/kymriah", "Kymriah")[0]
    store.close()
    rescue.recover(path)
    again = Store(path)
    assert [mark.id for mark in again.bookmarks()] == [made.id]
    again.close()
