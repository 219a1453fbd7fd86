"""What the reader does can be taken back and done again, across restarts, and never over others' work."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cgtatlas.core.errors import AtlasError, Conflict, NotFound
from cgtatlas.core.model import Anchor
from cgtatlas.store import undo
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

ANCHOR = Anchor("doc", "a" * 64, 0, 4, "细胞治疗", "前", "后")
TEXTS = st.sampled_from(["", "嵌合", "CD19\x00", "\ud800x", "a\nb", "'\"{}[]", "\x1e"])
NUMBERS = st.integers(0, 999)


def _seen(store: Store) -> dict[str, Any]:
    """Everything the reader can see of the reader's work; times and revisions apart."""
    return {
        "notes": [(n.id, n.anchor, n.body, n.colour, n.tags, n.previous) for n in store.annotations()],
        "trash": sorted(
            x.id for x in (*store.deleted_annotations(), *store.deleted_bookmarks(), *store.deleted_folders())
        ),
        "folders": [(f.id, f.parent, f.title, f.ord) for f in store.folders()],
        "bookmarks": [(b.id, b.folder, b.target, b.title, b.ord) for b in store.bookmarks()],
        "marks": store._file.read("SELECT target, status FROM mark ORDER BY target"),
    }


class Machine(RuleBasedStateMachine):
    """The store against a list of the states it was in."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.mkdtemp()
        self.store = Store(Path(self.folder) / "reader.db")
        self.states, self.at = [_seen(self.store)], 0

    def do(self, work: Callable[[], object]) -> None:
        try:
            work()
        except AtlasError:
            assert _seen(self.store) == self.states[self.at]
            return
        now = _seen(self.store)
        if now != self.states[self.at]:
            self.states = [*self.states[: self.at + 1], now]
            self.at += 1

    def pick(self, number: int, *things: list[Any]) -> Any:
        every = sorted(thing.id for some in things for thing in some)
        return every[number % len(every)] if every else "none"

    @rule(body=TEXTS, tags=st.lists(st.sampled_from("ab"), max_size=2))
    def add_note(self, body: str, tags: list[str]) -> None:
        self.do(lambda: self.store.add_annotation(ANCHOR, body=body, tags=tags))

    @rule(n=NUMBERS, body=st.none() | TEXTS, tags=st.none() | st.lists(st.sampled_from("abc"), max_size=3))
    def edit_note(self, n: int, body: str | None, tags: list[str] | None) -> None:
        notes = self.store.annotations()
        if notes:
            old = notes[n % len(notes)]
            self.do(lambda: self.store.edit_annotation(old.id, revision=old.revision, body=body, tags=tags))

    @rule(n=NUMBERS, gone=st.booleans())
    def delete_or_restore_note(self, n: int, gone: bool) -> None:
        id = self.pick(n, self.store.annotations(), self.store.deleted_annotations())
        self.do(lambda: (self.store.delete_annotation if gone else self.store.restore_annotation)(id))

    @rule(n=NUMBERS, title=TEXTS)
    def add_folder(self, n: int, title: str) -> None:
        folders = self.store.folders()
        self.do(lambda: self.store.add_folder(title, self.pick(n, folders) if folders and n % 2 else ""))

    @rule(n=NUMBERS, m=NUMBERS)
    def move_folder(self, n: int, m: int) -> None:
        folders = self.store.folders()
        self.do(lambda: self.store.move_folder(self.pick(n, folders), self.pick(m, folders), m % 3 - 1))

    @rule(n=NUMBERS, gone=st.booleans())
    def delete_or_restore_folder(self, n: int, gone: bool) -> None:
        id = self.pick(n, self.store.folders(), self.store.deleted_folders())
        self.do(lambda: (self.store.delete_folder if gone else self.store.restore_folder)(id))

    @rule(n=NUMBERS, place=st.sampled_from(["cgt:entry/a", "cgt:entry/b"]))
    def add_bookmark(self, n: int, place: str) -> None:
        folders = self.store.folders()
        where = self.pick(n, folders) if folders and n % 3 else ""
        self.do(lambda: self.store.add_bookmark(place, "t", folder=where))

    @rule(n=NUMBERS, m=NUMBERS)
    def move_bookmark(self, n: int, m: int) -> None:
        folders = self.store.folders()
        where = self.pick(m, folders) if folders and m % 3 else ""
        self.do(lambda: self.store.move_bookmark(self.pick(n, self.store.bookmarks()), where, m % 3 - 1))

    @rule(n=NUMBERS, gone=st.booleans())
    def delete_or_restore_bookmark(self, n: int, gone: bool) -> None:
        id = self.pick(n, self.store.bookmarks(), self.store.deleted_bookmarks())
        self.do(lambda: (self.store.delete_bookmark if gone else self.store.restore_bookmark)(id))

    @rule(place=st.sampled_from("ab"), status=st.sampled_from(["read", "checked"]))
    def mark(self, place: str, status: str) -> None:
        self.do(
            lambda: self.store._file.write(
                lambda c: c.execute("INSERT OR REPLACE INTO mark VALUES (?, ?, 'now', 1)", (place, status))
            )
        )

    @rule(many=st.integers(1, 4))
    def undo(self, many: int) -> None:
        for _ in range(many):
            if self.at:
                self.at -= 1
                self.store.undo()
            else:
                with pytest.raises(NotFound, match="nothing_to_undo"):
                    self.store.undo()

    @rule(many=st.integers(1, 4))
    def redo(self, many: int) -> None:
        for _ in range(many):
            if self.at + 1 < len(self.states):
                self.at += 1
                self.store.redo()
            else:
                with pytest.raises(NotFound, match="nothing_to_redo"):
                    self.store.redo()

    @rule()
    def reopen(self) -> None:
        path = self.store.path
        self.store.close()
        self.store = Store(path)

    @invariant()
    def equal(self) -> None:
        assert _seen(self.store) == self.states[self.at]

    def teardown(self) -> None:
        assert self.store.check() == []
        self.store.close()
        shutil.rmtree(self.folder)


def test_any_sequence_with_undo_and_redo_and_restarts(monkeypatch: pytest.MonkeyPatch) -> None:
    """``CGT_EXAMPLES=100`` for the full number."""
    monkeypatch.setattr(undo, "JOINED", -1.0)
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=int(os.environ.get("CGT_EXAMPLES", "12")),
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_hundred_steps_come_back_after_a_restart(store: Store, path: Path) -> None:
    for number in range(110):
        store.add_annotation(ANCHOR, body=str(number))
    store.close()
    again = Store(path)
    for number in range(110):
        assert again.undo()[0] == undo.Step("add_annotation", 1)
        assert len(again.annotations()) == 109 - number
    assert again.undo_step is None
    for _ in range(110):
        again.redo()
    assert len(again.annotations()) == 110
    again.close()


def test_typing_in_one_note_is_one_step(store: Store) -> None:
    note = store.add_annotation(ANCHOR)[0]
    for body in ("嵌", "嵌合", "嵌合抗原"):
        note = store.edit_annotation(note.id, revision=note.revision, body=body)[0]
    other = store.add_annotation(ANCHOR)[0]
    store.edit_annotation(other.id, revision=1, body="x")
    assert store.undo()[0].label == "edit_annotation"
    store.undo()
    assert store.undo()[0].label == "edit_annotation"
    assert store.annotation(note.id).body == ""
    store.redo()
    assert store.annotation(note.id).body == "嵌合抗原"


@pytest.mark.parametrize(
    ("label", "count", "work"),
    [
        ("delete_annotation", 1, lambda s, ids: s.delete_annotation(ids["note"])),
        ("colour_annotation", 1, lambda s, ids: s.edit_annotation(ids["note"], revision=1, colour="pink")),
        ("tag_annotation", 1, lambda s, ids: s.edit_annotation(ids["note"], revision=1, tags=["甲"])),
        ("rename_bookmark", 1, lambda s, ids: s.rename_bookmark(ids["mark"], "新")),
        ("move_bookmark", 1, lambda s, ids: s.move_bookmark(ids["mark"], ids["folder"], 0)),
        ("delete_folder", 1, lambda s, ids: s.delete_folder(ids["folder"])),
        ("rename_folder", 1, lambda s, ids: s.rename_folder(ids["folder"], "新")),
    ],
)
def test_steps_say_what_was_done(
    label: str, count: int, work: Callable[[Store, dict[str, str]], object], store: Store
) -> None:
    folder = store.add_folder("项目")[0].id
    store.add_bookmark("cgt:entry/b", "b", folder=folder)
    ids = {
        "note": store.add_annotation(ANCHOR, body="一")[0].id,
        "mark": store.add_bookmark("cgt:entry/a", "a")[0].id,
        "folder": folder,
    }
    before = _seen(store)
    work(store, ids)
    assert store.undo_step == undo.Step(label, count)
    assert store.redo_step is None
    store.undo()
    assert _seen(store) == before
    assert store.redo_step == undo.Step(label, count)


def test_what_was_changed_by_other_means_is_not_overwritten(store: Store) -> None:
    first = store.add_annotation(ANCHOR, body="一")[0]
    other = store.add_annotation(ANCHOR, body="二")[0]
    store.delete_annotation(other.id)
    store.edit_annotation(first.id, revision=1, body="一改")
    with closing(sqlite3.connect(store.path)) as foreign, foreign:
        foreign.execute("UPDATE annotation SET body = '他人' WHERE id = ?", (first.id,))
    with pytest.raises(Conflict, match="undo_conflict"):
        store.undo()
    assert store.annotation(first.id).body == "他人"
    assert store.undo()[0].label == "delete_annotation"  # the way on is free
    assert {note.body for note in store.annotations()} == {"他人", "二"}


def test_what_moved_meanwhile_keeps_its_new_place(store: Store) -> None:
    note = store.add_annotation(ANCHOR, body="一")[0]
    store.edit_annotation(note.id, revision=1, body="二")
    with closing(sqlite3.connect(store.path)) as foreign, foreign:
        foreign.execute("UPDATE annotation SET start = 7, end = 11, revision = revision + 1")
    store.undo()
    back = store.annotation(note.id)
    assert (back.body, back.anchor.start) == ("一", 7)
    assert store.check() == []  # the checksum fits what is there now


def test_a_window_that_still_shows_what_was_undone_cannot_overwrite(store: Store) -> None:
    note = store.add_annotation(ANCHOR, body="一")[0]
    shown = store.edit_annotation(note.id, revision=1, body="二")[0]
    store.undo()
    store.undo()
    store.redo()
    now = store.annotation(note.id)
    store.edit_annotation(note.id, revision=now.revision, body="三")
    with pytest.raises(Conflict):
        store.edit_annotation(note.id, revision=shown.revision, body="四")


def test_the_file_stays_free_of_triggers(store: Store, path: Path) -> None:
    store.add_annotation(ANCHOR)
    store.close()
    with closing(sqlite3.connect(path)) as content:
        assert (
            content.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchall()
            == []
        )


def test_a_damaged_step_is_given_up_and_harms_nothing(store: Store) -> None:
    note = store.add_annotation(ANCHOR, body="一")[0]
    store.edit_annotation(note.id, revision=1, body="二")
    with closing(sqlite3.connect(store.path)) as foreign, foreign:
        foreign.execute("UPDATE step SET rows = replace(rows, '一', '坏') WHERE label LIKE 'edit%'")
    with pytest.raises(Conflict):
        store.undo()
    assert store.annotation(note.id).body == "二"
