from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cgtatlas.core.settings import KEEP_HISTORY
from cgtatlas.store import searches
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    import pytest


def test_recent_searches_come_newest_first_each_once(store: Store, path: Path) -> None:
    for query in ("CAR-T", "细胞  治疗", "CAR-T", "", "  ", "x" * 3000):
        store.remember_search(query)
    assert store.recent_searches() == ["CAR-T", "细胞 治疗"]
    store.close()
    again = Store(path)
    assert again.recent_searches(limit=1) == ["CAR-T"]
    again.forget_search("CAR-T")
    assert again.recent_searches() == ["细胞 治疗"]
    again.close()


def test_only_so_many_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "KEPT_SEARCHES", 3)
    for number in range(9):
        store.remember_search(f"q{number}")
    assert set(store.recent_searches()) == {"q6", "q7", "q8"}


def test_a_reader_who_wants_no_history_has_no_searches(store: Store) -> None:
    store.remember_search("before")
    store.set_setting(KEEP_HISTORY, False)
    assert not store.remember_search("after").searches
    assert store.recent_searches() == ["before"]
    assert store.forget_history().searches
    assert store.recent_searches() == []


def test_opened_libraries_keep_their_order_and_are_closed(store: Store, tmp_path: Path) -> None:
    first, second = tmp_path / "b.db", tmp_path / "a.db"
    for path in (first, second, first):
        assert store.open_library(path).libraries
    assert store.opened_libraries() == [first.resolve(), second.resolve()]
    store.close_library(first)
    assert store.opened_libraries() == [second.resolve()]
    store.close_library(Path("nowhere.db"))
    assert store.opened_libraries() == [second.resolve()]
