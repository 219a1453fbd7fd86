from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import NotFound

if TYPE_CHECKING:
    from cgtatlas.core.model import Anchor
    from cgtatlas.store.store import Store


def _fill(store: Store, anchor: Anchor) -> dict[str, str]:
    folder = store.add_folder("项目")[0].id
    inner = store.add_folder("竞品", folder)[0].id
    ids = {
        "note": store.add_annotation(anchor, body="机密")[0].id,
        "folder": folder,
        "alone": store.add_bookmark("cgt:entry/a", "甲")[0].id,
        "inside": store.add_bookmark("cgt:entry/b", "乙", folder=inner)[0].id,
    }
    store.delete_annotation(ids["note"])
    store.delete_bookmark(ids["alone"])
    store.delete_folder(folder)
    return ids


def test_a_folder_stands_for_what_went_with_it(store: Store, anchor: Anchor) -> None:
    ids = _fill(store, anchor)
    assert {(t.kind, t.id, t.inside) for t in store.trash()} == {
        ("annotation", ids["note"], 0),
        ("bookmark", ids["alone"], 0),
        ("folder", ids["folder"], 1),
    }
    store.restore_folder(ids["folder"])
    assert [mark.id for mark in store.bookmarks()] == [ids["inside"]]
    assert len(store.trash()) == 2


def test_deleted_for_good_is_gone_from_everywhere(store: Store, anchor: Anchor) -> None:
    ids = _fill(store, anchor)
    store.purge([("annotation", ids["note"]), ("folder", ids["folder"])])
    assert [thing.id for thing in store.trash()] == [ids["alone"]]
    with pytest.raises(NotFound):
        store.restore_annotation(ids["note"])
    store.close()
    with closing(sqlite3.connect(store.path)) as content:
        for table in ("annotation", "annotation_tag", "step", "folder", "bookmark"):
            assert "机密" not in str(content.execute(f"SELECT * FROM {table}").fetchall())
        assert content.execute("PRAGMA foreign_key_check").fetchall() == []
    store.retry()
    assert store.undo()[0].label == "delete_bookmark"  # what is not concerned can still be undone
    assert [mark.id for mark in store.bookmarks()] == [ids["alone"]]


def test_what_is_in_use_is_not_purged(store: Store, anchor: Anchor) -> None:
    note = store.add_annotation(anchor)[0]
    store.purge([("annotation", note.id), ("folder", "nothing")])
    assert store.annotations() == [note]


def test_after_thirty_days_it_goes_by_itself(store: Store, anchor: Anchor) -> None:
    ids = _fill(store, anchor)
    now = datetime.now(UTC)
    assert store.purge_old(now + timedelta(days=29)) == 0
    assert store.restore_annotation(ids["note"])[0].body == "机密"
    store.delete_annotation(ids["note"])
    assert store.purge_old(now + timedelta(days=31)) == 3
    assert store.trash() == []
    assert store.check() == []


def test_many_at_once_only_after_a_backup(store: Store, anchor: Anchor) -> None:
    for _ in range(12):
        store.delete_annotation(store.add_annotation(anchor)[0].id)
    store.purge([(thing.kind, thing.id) for thing in store.trash()])
    assert [copy.label for copy in store.backups()] == ["before-delete"]
    assert store.trash() == []
