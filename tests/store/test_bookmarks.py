from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import Conflict, NotFound, Refused
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

KYMRIAH, YESCARTA = "cgt:entry/kymriah", "cgt:entry/yescarta"


def _titles(store: Store, folder: str = "") -> list[str]:
    return [mark.title for mark in store.bookmarks() if mark.folder == folder]


def test_bookmarks_and_folders_are_there_after_opening_again(store: Store, path: Path) -> None:
    top, changes = store.add_folder("项目")
    inner = store.add_folder("竞品", top.id)[0]
    mark = store.add_bookmark("cgt:document/d#3-9", "一句话", excerpt="原文", folder=inner.id)[0]
    assert changes.bookmarks
    store.close()
    again = Store(path)
    assert again.folders() == [top, inner]
    assert again.bookmarks() == [mark]
    assert (mark.target, mark.excerpt, mark.folder) == ("cgt:document/d#3-9", "原文", inner.id)
    again.close()


def test_the_same_place_in_the_same_folder_is_kept_once(store: Store) -> None:
    first = store.add_bookmark(KYMRIAH, "Kymriah")[0]
    assert store.add_bookmark(KYMRIAH, "another title")[0] == first
    folder = store.add_folder("项目")[0]
    second = store.add_bookmark(KYMRIAH, "Kymriah", folder=folder.id)[0]
    assert second.id != first.id
    with pytest.raises(Refused, match="duplicate_bookmark"):
        store.move_bookmark(second.id, "", 0)
    assert len(store.bookmarks()) == 2


def test_moving_keeps_an_order(store: Store) -> None:
    ids = {title: store.add_bookmark(f"cgt:entry/{title}", title)[0].id for title in "abcd"}
    assert _titles(store) == list("abcd")
    store.move_bookmark(ids["d"], "", 0)
    assert _titles(store) == list("dabc")
    store.move_bookmark(ids["d"], "", 2)
    assert _titles(store) == list("abdc")
    store.move_bookmark(ids["a"], "")
    assert _titles(store) == list("bdca")
    folder = store.add_folder("项目")[0]
    moved = store.move_bookmark(ids["c"], folder.id, 99)[0]
    assert moved.folder == folder.id
    assert (_titles(store), _titles(store, folder.id)) == (list("bda"), ["c"])
    store.add_bookmark("cgt:entry/e", "e")
    assert _titles(store) == list("bdae")


def test_folders_move_but_not_into_themselves(store: Store) -> None:
    a = store.add_folder("a")[0]
    b = store.add_folder("b", a.id)[0]
    c = store.add_folder("c", b.id)[0]
    for parent in (a.id, b.id, c.id):
        with pytest.raises(Refused, match="folder_cycle"):
            store.move_folder(a.id, parent)
    moved = store.move_folder(c.id, "", 0)[0]
    assert (moved.parent, moved.ord) == ("", 0)
    assert [folder.title for folder in store.folders() if not folder.parent] == ["c", "a"]


def test_renaming_checks_the_revision(store: Store, path: Path) -> None:
    mark = store.add_bookmark(KYMRIAH, "Kymriah")[0]
    folder = store.add_folder("项目")[0]
    other = Store(path)
    assert other.rename_bookmark(mark.id, "替沙仑赛", revision=1)[0].revision == 2
    other.rename_folder(folder.id, "新项目", revision=1)
    other.close()
    with pytest.raises(Conflict):
        store.rename_bookmark(mark.id, "我的", revision=1)
    with pytest.raises(Conflict):
        store.rename_folder(folder.id, "我的", revision=1)
    with pytest.raises(Conflict):
        store.move_bookmark(mark.id, folder.id, revision=1)
    assert [m.title for m in store.bookmarks()] == ["替沙仑赛"]
    assert store.rename_bookmark(mark.id, "最后")[0].title == "最后"
    assert [f.title for f in store.folders()] == ["新项目"]


def test_a_deleted_bookmark_comes_back(store: Store) -> None:
    folder = store.add_folder("项目")[0]
    mark = store.add_bookmark(KYMRIAH, "Kymriah", folder=folder.id)[0]
    store.delete_bookmark(mark.id)
    assert store.bookmarks() == []
    assert [m.id for m in store.deleted_bookmarks()] == [mark.id]
    store.delete_folder(folder.id)
    back = store.restore_bookmark(mark.id)[0]
    assert (back.id, back.folder) == (mark.id, "")  # its folder is gone
    assert store.bookmarks() == [back]


def test_a_bookmark_made_again_wins_over_the_deleted_one(store: Store) -> None:
    old = store.add_bookmark(KYMRIAH, "old")[0]
    store.delete_bookmark(old.id)
    new = store.add_bookmark(KYMRIAH, "new")[0]
    assert store.restore_bookmark(old.id)[0] == new
    assert store.bookmarks() == [new]


def test_a_deleted_folder_comes_back_with_what_was_in_it_then(store: Store) -> None:
    top = store.add_folder("项目")[0]
    inner = store.add_folder("竞品", top.id)[0]
    earlier = store.add_bookmark(YESCARTA, "deleted before", folder=inner.id)[0]
    mark = store.add_bookmark(KYMRIAH, "Kymriah", folder=inner.id)[0]
    outside = store.add_bookmark(KYMRIAH, "outside")[0]
    store.delete_bookmark(earlier.id)
    store.delete_folder(top.id)
    assert (store.folders(), store.bookmarks()) == ([], [outside])
    assert {folder.title for folder in store.deleted_folders()} == {"项目", "竞品"}
    store.restore_folder(top.id)
    assert {folder.title for folder in store.folders()} == {"项目", "竞品"}
    assert {m.id for m in store.bookmarks()} == {mark.id, outside.id}
    assert [m.id for m in store.deleted_bookmarks()] == [earlier.id]


def test_an_inner_folder_comes_back_alone_to_the_top(store: Store) -> None:
    top = store.add_folder("项目")[0]
    inner = store.add_folder("竞品", top.id)[0]
    store.delete_folder(inner.id)
    store.delete_folder(top.id)
    store.restore_folder(inner.id)
    assert [(folder.title, folder.parent) for folder in store.folders()] == [("竞品", "")]


def test_what_is_not_there_is_named(store: Store) -> None:
    for work in (
        lambda: store.add_bookmark(KYMRIAH, "x", folder="nowhere"),
        lambda: store.add_folder("x", "nowhere"),
        lambda: store.delete_folder("nowhere"),
        lambda: store.restore_folder("nowhere"),
    ):
        with pytest.raises(NotFound, match="no_folder"):
            work()
    for call in (store.delete_bookmark, store.restore_bookmark):
        with pytest.raises(NotFound, match="no_bookmark"):
            call("nothing")
    assert store.bookmarks() == []
