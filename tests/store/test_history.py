from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import Refused
from cgtatlas.core.settings import KEEP_HISTORY, LANGUAGE, TEXT_SIZE
from cgtatlas.store import history
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def test_visits_come_newest_first_each_place_once(store: Store, path: Path) -> None:
    for target in ("cgt:entry/a", "cgt:entry/b", "cgt:entry/a", "cgt:entry/a"):
        assert store.remember(target, target[-1]).history
    store.close()
    again = Store(path)
    assert [(visit.target, visit.title) for visit in again.history()] == [
        ("cgt:entry/a", "a"),
        ("cgt:entry/b", "b"),
    ]
    assert [visit.title for visit in again.history(limit=1)] == ["a"]
    again.forget_history()
    assert again.history() == []
    again.close()


def test_old_visits_go(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "KEPT", 5)
    for number in range(20):
        store.remember(f"cgt:entry/{number}", str(number))
    assert [visit.title for visit in store.history()] == ["19", "18", "17", "16", "15"]


def test_a_reader_who_wants_no_history_has_none(store: Store) -> None:
    store.set_setting(KEEP_HISTORY, False)
    assert not store.remember("cgt:entry/a", "a").history
    assert store.history() == []


def test_a_choice_is_kept_and_unset_ones_have_their_default(store: Store, path: Path) -> None:
    assert store.get_setting("language") == "system"
    assert store.set_setting("language", "en").settings
    store.set_setting(TEXT_SIZE, 150)
    store.close()
    again = Store(path)
    assert again.get_setting(LANGUAGE) == "en"
    assert again.get_setting("text_size") == 150
    again.close()


def test_a_wrong_choice_is_refused_and_the_old_one_stays(store: Store) -> None:
    store.set_setting("theme", "dark")
    with pytest.raises(Refused, match="bad_setting"):
        store.set_setting("theme", "pink")
    assert store.get_setting("theme") == "dark"
    with pytest.raises(KeyError):
        store.get_setting("no such setting")


def test_a_stored_value_that_is_not_allowed_counts_as_the_default(store: Store) -> None:
    for stored in ('"pink"', "dark", "", "7"):
        store._file.write(
            lambda c, v=stored: c.execute("INSERT OR REPLACE INTO setting VALUES ('theme', ?)", (v,))
        )
        assert store.get_setting("theme") == "system"
