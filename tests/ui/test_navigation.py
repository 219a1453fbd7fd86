from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import NotSaved
from cgtatlas.store.store import Store
from cgtatlas.ui import navigation
from cgtatlas.ui.changes import ChangeSignals
from cgtatlas.ui.messages import Messages
from cgtatlas.ui.navigation import Navigator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Span
    from cgtatlas.library.reader import Library


class Entries:
    """An entry pane that remembers what it was told; ``scroll`` is set by the tests as a reader would."""

    def __init__(self) -> None:
        self.shown, self.scroll, self.tabs = "", 0, 0

    def show_entry(self, entry: str, new_tab: bool = False) -> None:
        self.shown, self.scroll = entry, 0
        self.tabs += new_tab

    def show_home(self) -> None:
        self.shown = "home"

    def view_state(self) -> dict[str, object]:
        return {"entry": self.shown, "scroll": self.scroll}

    def restore_view_state(self, state: Mapping[str, object]) -> None:
        self.shown, self.scroll = str(state["entry"]), int(str(state["scroll"]))


class Sources:
    """A source pane of the same kind."""

    def __init__(self) -> None:
        self.shown: tuple[object, ...] = ()
        self.scroll = 0

    def show_document(
        self, document: str, start: int | None = None, end: int | None = None, matches: Sequence[Span] = ()
    ) -> None:
        self.shown, self.scroll = (document, start, end, tuple(matches)), 0

    def view_state(self) -> dict[str, object]:
        return {"shown": self.shown, "scroll": self.scroll}

    def restore_view_state(self, state: Mapping[str, object]) -> None:
        self.shown, self.scroll = tuple(state["shown"]), int(str(state["scroll"]))  # type: ignore[arg-type]


class World:
    """A navigator between two such panes, a real library and a real reader's file."""

    def __init__(self, library: Library, store: Store) -> None:
        self.library, self.store = library, store
        self.changes, self.messages = ChangeSignals(), Messages()
        self.said: list[str] = []
        self.messages.posted.connect(lambda message: self.said.append(message.text))
        self.navigator = Navigator(library, store, self.changes, self.messages)
        self.entries, self.sources = Entries(), Sources()
        self.navigator.attach(lambda: (self.entries, self.sources))

    def history(self) -> list[str]:
        self.navigator.flush()
        return [visit.target for visit in self.store.history()]


@pytest.fixture
def world(qapp: QApplication, library: Library, data_dir: Path) -> Iterator[World]:
    store = Store(data_dir / "reader.db")
    yield World(library, store)
    store.close()


DOCUMENT = "car-t-industrialisation-2018"


def test_an_entry_a_document_and_a_fact_open_in_their_panes(world: World) -> None:
    assert world.navigator.open("cgt:entry/kymriah", new_tab=True)
    assert (world.entries.shown, world.entries.tabs) == ("kymriah", 1)
    assert world.navigator.open(f"cgt:document/{DOCUMENT}#10-20", matches=[(10, 12), (30, 32)])
    assert world.sources.shown == (DOCUMENT, 10, 20, ((10, 12), (30, 32)))
    fact = world.library.entry("kymriah").facts[0]
    assert world.navigator.open(f"cgt:fact/{fact.id}")
    cite = fact.citation
    assert world.sources.shown == (cite.document, cite.start, cite.end, ())


def test_words_beyond_the_end_are_told_and_the_document_is_shown(world: World) -> None:
    beyond = world.library.document(DOCUMENT).characters + 1
    assert world.navigator.open(f"cgt:document/{DOCUMENT}#10-{beyond}")
    assert world.sources.shown == (DOCUMENT, None, None, ())
    assert f"10-{beyond}" in world.said[-1]


def test_a_complaint_is_taken_back_when_another_address_leads_somewhere(world: World) -> None:
    taken: list[str] = []
    world.messages.taken_back.connect(lambda words: taken.append(words()))
    world.navigator.open("cgt:///")
    world.navigator.open("cgt:entry/kymriah")
    assert taken == world.said


@pytest.mark.parametrize(
    ("iri", "said"),
    [
        ("cgt:entry/nobody", "nobody"),
        ("cgt:document/nothing#1-2", "nothing"),
        ("cgt:fact/kymriah/nothing", "kymriah/nothing"),
        ("https://example.org/x", "https://example.org/x"),
        ("cgt:entry/kymriah#1-2", "cgt:entry/kymriah#1-2"),
        ("", ""),
    ],
)
def test_an_address_that_leads_nowhere_is_told_and_changes_nothing(world: World, iri: str, said: str) -> None:
    world.navigator.open("cgt:entry/kymriah")
    assert not world.navigator.open(iri)
    assert world.entries.shown == "kymriah"
    assert len(world.said) == 1
    assert said in world.said[0]
    assert not world.navigator.can_back


def test_back_and_forward_return_to_the_same_scroll_position(world: World, qtbot: QtBot) -> None:
    go = world.navigator
    go.open("cgt:entry/kymriah")
    world.entries.scroll = 120
    go.open(f"cgt:document/{DOCUMENT}#10-20")
    world.sources.scroll = 777
    go.open("cgt:entry/yescarta")
    world.entries.scroll = 5
    with qtbot.waitSignal(go.moved):
        go.back()
    assert (world.entries.shown, world.entries.scroll) == ("kymriah", 120)
    assert (world.sources.shown[0], world.sources.scroll) == (DOCUMENT, 777)
    go.back()
    assert (world.entries.shown, world.sources.shown) == ("kymriah", ())
    assert not go.can_back
    go.back()
    go.forward()
    go.forward()
    assert (world.entries.shown, world.entries.scroll) == ("yescarta", 5)
    assert not go.can_forward


def test_a_new_place_cuts_the_way_forward(world: World) -> None:
    for entry in ("kymriah", "yescarta"):
        world.navigator.open(f"cgt:entry/{entry}")
    world.navigator.back()
    world.navigator.open("cgt:entry/car-t")
    assert not world.navigator.can_forward
    world.navigator.back()
    assert world.entries.shown == "kymriah"


def test_opening_the_same_place_again_adds_no_step(world: World) -> None:
    for _ in range(3):
        world.navigator.open("cgt:entry/kymriah")
    assert not world.navigator.can_back


def test_what_is_opened_is_remembered_with_its_title(world: World) -> None:
    heard: list[Changes] = []
    world.changes.changed.connect(heard.append)
    world.navigator.open("cgt:entry/kymriah")
    world.navigator.open(f"cgt:document/{DOCUMENT}#10-20")
    assert world.history() == [f"cgt:document/{DOCUMENT}#10-20", "cgt:entry/kymriah"]
    assert world.store.history()[1].title == world.library.row("kymriah").name("zh")
    assert all(change.history for change in heard)
    assert heard


def test_history_is_written_without_being_asked(world: World, qtbot: QtBot) -> None:
    world.navigator.open("cgt:entry/kymriah")
    qtbot.waitUntil(lambda: len(world.store.history()) == 1)


def test_looks_in_passing_leave_one_step_and_no_history(world: World) -> None:
    go = world.navigator
    go.open("cgt:entry/car-t")
    world.entries.scroll = 44
    for entry in ("kymriah", "yescarta", "cell-therapy"):
        go.open(f"cgt:entry/{entry}", passing=True)
    assert world.entries.shown == "cell-therapy"
    assert world.history() == ["cgt:entry/car-t"]
    go.back()
    assert (world.entries.shown, world.entries.scroll) == ("car-t", 44)
    assert not go.can_back


def test_a_look_that_lasts_becomes_a_visit(
    world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.navigator._dwell.setInterval(1)
    world.navigator.open("cgt:entry/kymriah", passing=True)
    qtbot.waitUntil(lambda: [visit.target for visit in world.store.history()] == ["cgt:entry/kymriah"])


def test_opening_what_was_looked_at_in_passing_makes_it_a_visit(world: World) -> None:
    world.navigator.open("cgt:entry/kymriah", passing=True)
    world.navigator.open("cgt:entry/kymriah")
    assert world.history() == ["cgt:entry/kymriah"]
    world.navigator.open("cgt:entry/yescarta", passing=True)
    world.navigator.back()
    assert world.entries.shown == "kymriah"


def test_history_can_be_switched_off(world: World) -> None:
    world.navigator.keep_history = False
    world.navigator.open("cgt:entry/kymriah")
    assert world.history() == []


def test_home_is_a_place_on_the_way(world: World) -> None:
    world.navigator.open("cgt:entry/kymriah")
    world.navigator.home()
    assert world.entries.shown == "home"
    assert world.navigator.current() is None
    world.navigator.back()
    assert world.entries.shown == "kymriah"


def test_a_full_disk_costs_the_history_and_nothing_else(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_visits: object) -> Changes:
        raise NotSaved("disk_full", path="reader.db")

    monkeypatch.setattr(world.store, "remember_all", full)
    assert world.navigator.open("cgt:entry/kymriah")
    world.navigator.flush()
    assert world.entries.shown == "kymriah"
    assert len(world.said) == 1


def test_the_state_brings_back_the_last_place(world: World, data_dir: Path) -> None:
    world.navigator.open("cgt:entry/kymriah")
    world.navigator.open(f"cgt:document/{DOCUMENT}#10-20")
    world.sources.scroll = 9
    state = world.navigator.state()
    other = World(world.library, world.store)
    other.navigator.restore(state)
    assert (other.entries.shown, other.sources.scroll) == ("kymriah", 9)
    current = other.navigator.current()
    assert current is not None
    assert current.iri == f"cgt:document/{DOCUMENT}#10-20"
    assert not other.navigator.can_back


@pytest.mark.parametrize("state", [{}, {"iri": 3}, {"iri": "x", "entry": [], "source": {}}])
def test_a_strange_state_is_no_state(world: World, state: dict[str, object]) -> None:
    world.navigator.restore(state)
    assert world.navigator.current() is None
    assert world.entries.shown == ""


def test_the_way_is_not_endless(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_LIMIT", 3)
    for number in range(6):
        world.navigator.open(f"cgt:document/{DOCUMENT}#{number}-{number + 1}")
    steps = 0
    while world.navigator.can_back:
        world.navigator.back()
        steps += 1
    assert steps == 2


def test_an_address_of_a_search_asks_for_that_search_and_is_no_stop_on_the_way(world: World) -> None:
    asked: list[str] = []
    world.navigator.search_wanted.connect(asked.append)
    world.navigator.open("cgt:entry/kymriah")

    assert world.navigator.open("cgt:search/CAR-T%20%E8%82%BF%E7%98%A4")

    assert asked == ["CAR-T 肿瘤"]
    assert not world.navigator.can_back
    assert world.history() == ["cgt:entry/kymriah"]
