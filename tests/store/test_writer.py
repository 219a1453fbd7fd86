from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas.core.errors import Conflict, NotSaved, Refused
from cgtatlas.core.sentences import sentence
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.core.model import Anchor


class Faulty:
    """A connection whose commit fails like a disk does: before or after the change is in the log."""

    def __init__(self, connection: sqlite3.Connection, code: int, takes_effect: bool) -> None:
        self.real, self.code, self.takes_effect = connection, code, takes_effect

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        if sql != "COMMIT":
            return self.real.execute(sql, *parameters)
        self.real.execute("COMMIT" if self.takes_effect else "ROLLBACK")
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = self.code
        raise error

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


def _spoil(store: Store, code: int, takes_effect: bool) -> None:
    opened = store._file._opened
    assert opened is not None
    faulty: Any = Faulty(opened.connection, code, takes_effect)
    store._file._opened = replace(opened, connection=faulty)


@pytest.mark.parametrize(
    ("code", "name"), [(sqlite3.SQLITE_IOERR_FSYNC, "io_error"), (sqlite3.SQLITE_FULL, "disk_full")]
)
def test_a_commit_that_failed_is_reported_and_can_be_tried_again(
    store: Store, anchor: Anchor, code: int, name: str
) -> None:
    kept = store.add_annotation(anchor, body="一")[0]
    _spoil(store, code, takes_effect=False)
    with pytest.raises(NotSaved) as failed:
        store.edit_annotation(kept.id, revision=1, body="二")
    assert failed.value.code == name
    assert str(store.path) in sentence(failed.value, "zh")
    assert store.annotation(kept.id) == kept  # what is shown is what is there
    assert store.edit_annotation(kept.id, revision=1, body="二")[0].body == "二"


def test_a_commit_that_reported_failure_but_took_effect_is_read_again(store: Store, anchor: Anchor) -> None:
    other = Store(store.path)  # with it, closing alone does not move the log into the file
    _spoil(store, sqlite3.SQLITE_IOERR_FSYNC, takes_effect=True)
    made = store.add_annotation(anchor, body="一")[0]
    assert store.annotations() == [made]
    # and the disk has confirmed it: it stands in the main file
    content = sqlite3.connect(f"file:{store.path}?mode=ro&immutable=1", uri=True)
    assert content.execute("SELECT body FROM annotation").fetchall() == [("一",)]
    content.close()
    other.close()


def test_a_disk_that_is_full_refuses_and_loses_nothing(store: Store, path: Path, anchor: Anchor) -> None:
    kept = store.add_annotation(anchor, body="在")[0]
    pages = store._file.read("PRAGMA page_count")[0][0]
    store._file.read(f"PRAGMA max_page_count = {pages}")
    refused = 0
    for _ in range(5):
        with pytest.raises(NotSaved, match="disk_full"):
            store.add_annotation(anchor, body="大" * 50_000)
        refused += 1
    assert refused == 5
    assert store.annotations() == [kept]
    store._file.read("PRAGMA max_page_count = 1000000")
    store.add_annotation(anchor, body="大" * 50_000)
    store.close()
    again = Store(path)
    assert [len(note.body) for note in again.annotations()] == [1, 50_000]
    assert again.check() == []
    again.close()


def test_an_error_inside_a_write_leaves_nothing_behind(store: Store, anchor: Anchor) -> None:
    def work(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO setting VALUES ('x', '1')")
        raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogate")

    with pytest.raises(UnicodeEncodeError):
        store._file.write(work)
    assert store._file.read("SELECT * FROM setting") == []
    store.add_annotation(anchor)  # no transaction was left open


def test_while_another_program_writes_the_save_says_so(path: Path, anchor: Anchor) -> None:
    store = Store(path, timeout=0.2)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotSaved, match="locked"):
        store.add_annotation(anchor)
    assert store.annotations() == []  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    store.add_annotation(anchor)
    store.close()


def test_a_file_moved_away_while_open_takes_no_more_notes(store: Store, path: Path, anchor: Anchor) -> None:
    store.add_annotation(anchor, body="一")
    away = path.with_name("moved.db")
    path.rename(away)
    with pytest.raises(NotSaved, match="file_moved"):
        store.add_annotation(anchor, body="二")
    away.rename(path)
    store.add_annotation(anchor, body="三")
    assert [note.body for note in store.annotations()] == ["一", "三"]


def test_two_windows_see_each_others_changes(store: Store, path: Path, anchor: Anchor) -> None:
    other = Store(path)
    assert not store.changed_elsewhere()
    made = other.add_annotation(anchor)[0]
    assert store.annotations() == [made]
    assert store.changed_elsewhere()
    assert not store.changed_elsewhere()
    store.edit_annotation(made.id, revision=1, body="甲")
    assert not store.changed_elsewhere()  # one's own changes are known
    with pytest.raises(Conflict):
        other.edit_annotation(made.id, revision=1, body="乙")
    other.close()


def test_several_threads_may_use_one_store(store: Store, anchor: Anchor) -> None:
    def work() -> None:
        for _ in range(20):
            store.add_annotation(anchor)
            store.annotations()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.annotations()) == 80


def test_a_stand_in_shows_nothing_and_says_why_it_keeps_nothing(anchor: Anchor) -> None:
    store = Store.stand_in(Refused("too_new", path="/x/reader.db", version=9, known=2))
    assert (store.annotations(), store.bookmarks(), store.history()) == ([], [], [])
    assert store.get_setting("language") == "system"
    assert (store.read_only, store.reason) == (True, "too_new")
    with pytest.raises(NotSaved) as refused:
        store.add_annotation(anchor)
    assert "9" in sentence(refused.value, "en")
    assert store.backup_if_due() is None
    store.close()


def test_closing_twice_is_harmless(store: Store) -> None:
    store.close()
    store.close()
