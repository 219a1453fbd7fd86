"""The plain-text journal: the database can be deleted and built anew from it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas.core.errors import NotSaved, Refused
from cgtatlas.store import copies, journal, rescue
from cgtatlas.store.rebuild import restore_from_journal
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.core.model import Anchor


def _work(store: Store, anchor: Anchor) -> None:
    """Some of everything, changed, deleted, brought back and undone."""
    notes = [
        store.add_annotation(anchor, body=f"批注{n}\n😀 \u2028'\"", tags=("甲", "乙"))[0] for n in range(9)
    ]
    store.edit_annotation(notes[0].id, revision=1, body="改", tags=("丙",))
    store.edit_annotation(notes[1].id, revision=1, colour="pink")
    store.delete_annotation(notes[2].id)
    store.delete_annotation(notes[3].id)
    store.restore_annotation(notes[3].id)
    top = store.add_folder("项目")[0].id
    inner = store.add_folder("竞品", top)[0].id
    for number in range(4):
        store.add_bookmark(f"cgt:entry/{number}", str(number), folder=inner if number % 2 else top)
    store.delete_folder(inner)
    store.set_mark("cgt:entry/kymriah", "read")
    store.set_mark("cgt:entry/yescarta", "to-read")
    store.set_mark("cgt:entry/yescarta", "")
    store.add_annotation(anchor, body="撤销")
    store.undo()
    store.add_annotation(anchor, body="彻底删除")
    gone = store.annotations()[-1].id
    store.delete_annotation(gone)
    store.purge([("annotation", gone)])


def _all(store: Store) -> dict[str, Any]:
    return {
        "notes": sorted(map(repr, store.annotations())),
        "trash": [(t.kind, t.id, t.inside) for t in store.trash()],
        "folders": store.folders(),
        "bookmarks": store.bookmarks(),
        "marks": store.marks(),
    }


def test_the_database_is_deleted_and_built_anew(store: Store, path: Path, anchor: Anchor) -> None:
    _work(store, anchor)
    before = _all(store)
    store.close()
    for file in path.parent.glob("reader.db*"):
        file.unlink()
    content, kept = restore_from_journal(journal.file_of(path), path)
    assert (content.unread, kept) == (0, None)
    again = Store(path)
    assert _all(again) == before
    assert len(before["notes"]) == 8
    assert again.check() == []
    again.add_annotation(anchor)
    again.close()


def test_it_is_json_that_any_program_can_read(store: Store, path: Path, anchor: Anchor) -> None:
    _work(store, anchor)
    lines = journal.file_of(path).read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    assert all(isinstance(json.loads(line), dict) for line in lines)
    assert "竞品" in "".join(lines)
    assert "彻底删除" not in "".join(lines)  # deleted for good is gone from here too
    assert journal.file_of(path).stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_what_is_new_after_a_restart_is_appended(path: Path, anchor: Anchor) -> None:
    for number in range(3):
        store = Store(path)
        size = journal.file_of(path).stat().st_size if number else 0
        head = journal.file_of(path).read_bytes() if number else b""
        store.add_annotation(anchor, body=str(number))
        assert journal.file_of(path).stat().st_size > size
        assert journal.file_of(path).read_bytes().startswith(head)
        store.close()
    assert journal.read(journal.file_of(path)).count("annotation") == 3


@pytest.mark.parametrize("harm", ["missing", "cut off", "foreign", "empty"])
def test_a_journal_that_is_missing_or_behind_is_written_anew(
    harm: str, store: Store, path: Path, anchor: Anchor
) -> None:
    _work(store, anchor)
    file = journal.file_of(path)
    raw = file.read_bytes()
    if harm == "missing":
        file.unlink()
    else:
        file.write_bytes({"cut off": raw[:-7], "foreign": b"hello\n" * 20, "empty": b""}[harm])
    store.tend_journal()
    assert journal.read(file).count("annotation") == len(store.annotations())
    assert not list(path.parent.glob("*.part"))


def test_the_journal_of_a_lost_database_is_not_overwritten(path: Path, anchor: Anchor) -> None:
    store = Store(path)
    _work(store, anchor)
    before = _all(store)
    store.close()
    for file in path.parent.glob("reader.db*"):
        file.unlink()
    fresh = Store(path)  # the program makes a new, empty file
    assert fresh.created
    fresh.tend_journal()
    fresh.add_annotation(anchor, body="新")
    now, lost = journal.files(path)
    assert journal.read(now).count("annotation") == 1
    assert journal.read(lost).count("annotation") == 8
    fresh.close()
    _, kept = restore_from_journal(lost, path)
    assert kept is not None
    again = Store(path)
    found = _all(again)
    assert found["trash"] == before["trash"]
    assert len(found["notes"]) == len(before["notes"])
    again.close()


def test_a_disk_that_takes_no_journal_costs_no_note(store: Store, path: Path, anchor: Anchor) -> None:
    store.add_annotation(anchor, body="一")
    file = journal.file_of(path)
    file.unlink()
    file.mkdir()  # no file can be written there
    made = store.add_annotation(anchor, body="二")[0]
    assert store.annotation(made.id).body == "二"
    with pytest.raises(NotSaved):
        store.tend_journal()
    file.rmdir()
    store.tend_journal()
    assert journal.read(file).count("annotation") == 2


def test_a_change_that_failed_is_not_in_it(store: Store, path: Path, anchor: Anchor) -> None:
    class Faulty:
        def __init__(self, real: sqlite3.Connection) -> None:
            self.real = real

        def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
            if sql == "COMMIT":
                self.real.execute("ROLLBACK")
                error = sqlite3.OperationalError("full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            return self.real.execute(sql, *parameters)

        def __getattr__(self, name: str) -> Any:
            return getattr(self.real, name)

    store.add_annotation(anchor, body="一")
    opened = store._file._opened
    assert opened is not None
    faulty: Any = Faulty(opened.connection)
    store._file._opened = replace(opened, connection=faulty)
    with pytest.raises(NotSaved, match="disk_full"):
        store.add_annotation(anchor, body="没有保存")
    content = journal.read(journal.file_of(path))
    assert [row["body"] for row in content.rows.values()] == ["一"]
    store.add_annotation(anchor, body="二")
    assert journal.read(journal.file_of(path)).count("annotation") == 2


def test_it_does_not_grow_without_bound(
    store: Store, path: Path, anchor: Anchor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "SLACK", 20_000)
    note = store.add_annotation(anchor, body="一")[0]
    for number in range(120):
        note = store.edit_annotation(note.id, revision=note.revision, body=f"{number} " + "嵌合" * 300)[0]
    assert journal.file_of(path).stat().st_size < 40_000
    assert [row["body"] for row in journal.read(journal.file_of(path)).rows.values()] == [note.body]
    assert len(journal.files(path)) == 1


def test_damaged_lines_cost_only_themselves(store: Store, path: Path, anchor: Anchor) -> None:
    for number in range(10):
        store.add_annotation(anchor, body=str(number))
    store.close()
    file = journal.file_of(path)
    lines = file.read_bytes().splitlines(keepends=True)
    lines[3] = b'{"rows": [["annotation", ["x"], 5]], "token": ""}\n'
    lines[5] = b"\xff\xfe\x00garbage\n"
    lines[6] = b'{"rows": [["annotation", ["y"], {"id": "y", "zz": 1}]], "token": "t"}\n'
    file.write_bytes(b"".join(lines))
    content, _ = restore_from_journal(file, path)
    assert content.unread == 3
    again = Store(path)
    assert len(again.annotations()) == 7
    assert again.check() == []
    again.close()


def test_without_content_nothing_is_replaced(store: Store, path: Path, anchor: Anchor) -> None:
    store.add_annotation(anchor)
    empty = path.with_name("empty.jsonl")
    empty.write_text('{"format": "cgt-atlas journal"}\n')
    for source in (empty, path.with_name("none.jsonl")):
        with pytest.raises(Refused, match="no_journal"):
            restore_from_journal(source, path)
    assert len(store.annotations()) == 1


def test_a_file_of_an_earlier_program_gets_its_journal(store: Store, path: Path, anchor: Anchor) -> None:
    store.add_annotation(anchor)
    store.close()
    with closing(sqlite3.connect(path)) as content, content:
        content.execute("DELETE FROM bookkeeping WHERE key = 'journal'")
    journal.file_of(path).unlink()
    again = Store(path)
    again.tend_journal()
    assert journal.read(journal.file_of(path)).count("annotation") == 1
    again.close()


def test_what_can_be_brought_back_is_listed_with_its_counts(store: Store, path: Path, anchor: Anchor) -> None:
    _work(store, anchor)
    made = store.backup_if_due()
    assert made is not None
    replaced = store.restore(made)
    found = {copy.kind: copy for copy in copies.copies(path)}
    assert found.keys() == {"automatic", "replaced", "journal"}
    assert found["replaced"].path == replaced
    for copy in found.values():
        assert copies.look(copy.path) == copies.Preview(notes=8, bookmarks=2, folders=1, marks=1)
    made.write_bytes(made.read_bytes()[:5000])
    with pytest.raises(Refused):
        copies.look(made)


def _killed(path: Path, to: Path) -> Path:
    """The files as a kill -9 would leave them now."""
    to.mkdir()
    for name in ("reader.db", "reader.db-wal", "reader.journal.jsonl"):
        shutil.copy(path.with_name(name), to / name)
    return to / "reader.db"


@pytest.mark.parametrize("how", ["rescue", "restore"])
def test_after_a_loss_the_journal_begins_anew_and_keeps_what_was_lost(
    how: str, path: Path, anchor: Anchor, tmp_path: Path
) -> None:
    store = Store(path)
    store.add_annotation(anchor, body="旧")
    copy = tmp_path / "copy.db"
    store.backup(copy)
    store.add_annotation(anchor, body="失")
    store.close()
    if how == "restore":
        copies.bring_back(copy, path)
    else:
        with closing(sqlite3.connect(path)) as content, content:
            content.execute("DELETE FROM annotation WHERE body = '失'")
        rescue.recover(path)
    again = Store(path)
    again.add_annotation(anchor, body="新")
    after = Store(_killed(path, tmp_path / "after"))
    assert [note.body for note in after.annotations()] == ["旧", "新"]
    after.close()
    again.close()
    _, lost = journal.files(path)
    assert {row["body"] for row in journal.read(lost).rows.values()} == {"旧", "失"}


def test_an_old_log_that_takes_notes_back_is_noticed(path: Path, anchor: Anchor, tmp_path: Path) -> None:
    store = Store(path)
    store.add_annotation(anchor, body="一")
    store.add_annotation(anchor, body="二")
    killed = _killed(path, tmp_path / "after")
    store.close()
    with closing(sqlite3.connect(killed)) as content:
        content.execute("PRAGMA wal_autocheckpoint = 0")
        content.execute("DELETE FROM annotation WHERE body = '二'")
        content.commit()
        log = killed.with_name("reader.db-wal").read_bytes()
        main = killed.read_bytes()
    killed.write_bytes(main)
    killed.with_name("reader.db-wal").write_bytes(log)
    with pytest.raises(Refused, match="corrupt"):
        Store(killed)
    assert (killed.read_bytes(), killed.with_name("reader.db-wal").read_bytes()) == (main, log)


@pytest.mark.parametrize(
    ("damage", "table"),
    [
        ("UPDATE bookmark SET title = 'x' || title WHERE target = 'cgt:entry/0'", "bookmark"),
        ("UPDATE folder SET title = '' WHERE parent IS NULL", "folder"),
        ("UPDATE mark SET status = 'checked'", "mark"),
        ("DELETE FROM bookmark WHERE target = 'cgt:entry/2'", "bookmark"),
    ],
)
def test_damage_that_sqlite_does_not_see_is_told_by_the_journal(
    path: Path, anchor: Anchor, damage: str, table: str
) -> None:
    store = Store(path)
    _work(store, anchor)
    assert store.check() == []
    with closing(sqlite3.connect(path)) as file, file:
        assert file.execute(damage).rowcount == 1
    (told,) = store.check()
    assert told.startswith(f"{table} ")
    # what is of another moment, or cannot be read, accuses nobody
    text = journal.file_of(path).read_text(encoding="utf-8")
    for other in (text.replace('"rows"', '"rows', 1), text[: text.rindex("\n", 0, -1) + 1]):
        journal.file_of(path).write_text(other, encoding="utf-8")
        assert store.check() == []
    store.close()
