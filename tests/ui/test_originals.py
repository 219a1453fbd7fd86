from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.panes.originals import Originals
    from cgtatlas.ui.window import Window

ONE, OTHER = "immune-cell-therapy-2022", "car-t-industrialisation-2018"


@pytest.fixture
def two(window: Window, qtbot: QtBot) -> Originals:
    """Two documents beside each other, laid out."""
    window.resize(1280, 700)
    window.activateWindow()
    window.context.navigator.open(f"cgt:document/{ONE}")
    assert window.context.navigator.open_beside(f"cgt:document/{OTHER}")
    originals = window.originals
    settled(originals, qtbot)
    return originals


def settled(originals: Originals, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not originals._settling.isActive())


def part(pane) -> float:  # noqa: ANN001
    bar = pane.view.verticalScrollBar()
    return bar.value() / bar.maximum()


def test_each_has_its_own_document_and_header(window: Window, two: Originals) -> None:
    assert (two.first.current_document(), two.second.current_document()) == (ONE, OTHER)
    assert window.findChildren(QWidget, "sourceView") == [two.first.view]
    assert window.actions_table["view.split"].isChecked()
    assert window.context.navigator.current().id == ONE  # the way stays where it is


def test_they_scroll_in_step_until_the_lock_is_opened(window: Window, two: Originals, qtbot: QtBot) -> None:
    first, second = two.first.view.verticalScrollBar(), two.second.view.verticalScrollBar()
    first.setValue(first.maximum() // 2)
    assert part(two.second) == pytest.approx(part(two.first), abs=0.02)
    second.setValue(second.maximum() // 4)
    assert part(two.first) == pytest.approx(0.25, abs=0.02)
    window.actions_table["view.split_lock"].trigger()
    assert not two.locked
    first.setValue(first.maximum())
    assert part(two.second) == pytest.approx(0.25, abs=0.02)
    second.setValue(0)
    window.actions_table["view.split_lock"].trigger()
    first.setValue(round(first.maximum() * 0.9))  # from where each is, not from its beginning
    assert part(two.second) == 0
    assert part(two.first) == pytest.approx(0.9, abs=0.02)


def test_opening_a_citation_leaves_the_second_where_it_is(
    window: Window, two: Originals, qtbot: QtBot
) -> None:
    second = two.second.view.verticalScrollBar()
    second.setValue(second.maximum() // 3)
    settled(two, qtbot)
    before = second.value()
    window.context.navigator.open(f"cgt:document/{ONE}#9000-9050")
    settled(two, qtbot)
    assert second.value() == before


def test_two_places_of_one_document(window: Window, qtbot: QtBot) -> None:
    window.actions_table["view.split"].trigger()
    assert not window.originals.split  # nothing is open yet
    window.context.navigator.open(f"cgt:document/{ONE}#9000-9050")
    window.actions_table["view.split"].trigger()
    assert window.originals.second.current_document() == ONE
    window.actions_table["view.split"].trigger()
    assert not window.originals.split


def test_acts_belong_to_the_one_with_the_keyboard(window: Window, two: Originals, qtbot: QtBot) -> None:
    window.actions_table["go.beside_source"].trigger()
    assert two.second.view.hasFocus()
    assert window.source_pane is two.second
    view = two.second.view
    cursor = view.textCursor()
    cursor.setPosition(view.map.to_view(500))
    cursor.setPosition(view.map.to_view(520), cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    window.actions_table["annotate.highlight"].trigger()
    made = window.context.store.annotations()
    assert [(one.anchor.document, one.anchor.start, one.anchor.end) for one in made] == [(OTHER, 500, 520)]
    window.actions_table["go.source"].trigger()
    window.actions_table["view.exchange"].trigger()
    assert (two.first.current_document(), two.second.current_document()) == (OTHER, ONE)
    two.unsplit()
    assert window.source_pane is two.first


def test_what_is_chosen_anywhere_is_opened_beside(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    window.context.navigator.open(f"cgt:document/{ONE}")
    window.context.navigator.open("cgt:entry/kymriah")
    table = window.findChild(QWidget, "factTable")
    table.setFocus()
    fact = window.context.library.entry("kymriah").facts[0]
    table.select_fact(fact.id)
    window.actions_table["go.open_beside"].trigger()
    second = window.originals.second
    assert second.current_document() == fact.citation.document
    assert second.view.marks.target == (fact.citation.start, fact.citation.end)
    assert window.originals.first.current_document() == ONE
    window.navigation_pane.search_now("啶氧菌酯")
    window.navigation_pane.focus_page()
    window.navigation_pane.results.view.setCurrentIndex(window.navigation_pane.results.model.hit_index(1))
    window.actions_table["go.open_beside"].trigger()
    hit = window.navigation_pane.results.model.row(window.navigation_pane.results.view.currentIndex()).hit
    assert second.current_document() == hit.document


def test_an_unknown_place_beside_is_told_and_changes_nothing(window: Window) -> None:
    assert not window.context.navigator.open_beside("cgt:document/nowhere")
    assert "nowhere" in window.messages_widget.text.text()
    assert not window.originals.split


def test_the_second_comes_back_with_the_session(start: Callable[..., Program], qtbot: QtBot) -> None:
    window = start().window
    window.context.navigator.open(f"cgt:document/{ONE}")
    window.context.navigator.open_beside(f"cgt:document/{OTHER}#500-560")
    window.originals.set_locked(False)
    window.close()
    again = start().window.originals
    assert again.second.current_document() == OTHER
    assert again.second.view.marks.target == [500, 560] or again.second.view.marks.target == (500, 560)
    assert not again.locked


@pytest.mark.parametrize(("which", "action"), [(0, "view.detach_navigation"), (2, "view.detach_source")])
def test_a_pane_goes_into_its_own_window_and_back(
    start: Callable[..., Program], qtbot: QtBot, which: int, action: str
) -> None:
    window = start().window
    window.activateWindow()
    window.context.navigator.open(f"cgt:document/{ONE}")
    frame = window.frames[which]
    window.actions_table[action].trigger()
    floating = frame.window()
    assert floating is not window
    assert floating.isVisible()
    assert floating.windowTitle()
    assert all(shown in floating.actions() for _, shown in window.actions_table)
    window.focus_pane(which)
    qtbot.waitUntil(lambda: frame.isAncestorOf(QApplication.focusWidget()))
    window.show_pane(which, False)
    assert not floating.isVisible()
    window.show_pane(which, True)
    floating.resize(420, 380)
    window.close()
    again = start().window
    frame = again.frames[which]
    assert frame.window() is not again
    assert again.actions_table[action].isChecked()
    qtbot.waitUntil(lambda: frame.window().width() == 420)
    frame.window().close()
    assert frame.window() is again
    assert [again.splitter.indexOf(one) for one in again.frames] == [0, 1, 2]
    assert not again.actions_table[action].isChecked()


def test_the_room_of_a_pane_that_went_out_is_for_reading(window: Window) -> None:
    before = window.frames[0].width()
    window.layout_of_panes.take_out(2, True)
    assert abs(window.splitter.sizes()[0] - before) <= 2


def test_both_panes_out_and_back_keep_their_order(window: Window) -> None:
    sizes = window.splitter.sizes()
    for which in (0, 2):
        window.layout_of_panes.take_out(which, True)
    for which in (0, 2):
        window.layout_of_panes.take_out(which, False)
    assert [window.splitter.indexOf(one) for one in window.frames] == [0, 1, 2]
    assert window.splitter.sizes() == sizes


def test_shortcuts_work_in_the_window_of_a_pane(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    window.context.navigator.open(f"cgt:document/{ONE}")
    window.actions_table["view.detach_source"].trigger()
    window.focus_pane(2)
    floating = window.frames[2].window()
    qtbot.waitUntil(floating.isActiveWindow)
    qtbot.keyClick(floating, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.navigation_pane.omnibox.hasFocus)
