"""Marking an original text by keyboard alone, and highlights that lie over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from cgtatlas.store.anchors import make_anchor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.panes.source_pane import SourcePane
    from cgtatlas.ui.window import Window

CAR_T = "car-t-industrialisation-2018"
WORDS = "客观响应率高达95%"


@pytest.fixture
def pane(window: Window) -> SourcePane:
    window.source_pane.show_document(CAR_T)
    window.focus_pane(2)
    return window.source_pane


@pytest.fixture
def at(window: Window) -> int:
    return window.context.library.text(CAR_T).index(WORDS)


def mark(window: Window, start: int, end: int, colour: str, body: str = "") -> str:
    library = window.context.library
    anchor = make_anchor(CAR_T, library.document(CAR_T).sha256, library.text(CAR_T), start, end)
    made, changes = window.context.store.add_annotation(anchor, colour=colour, body=body)
    window.context.changes.announce(changes)
    return made.id


def caret_to(pane: SourcePane, position: int) -> None:
    cursor = QTextCursor(pane.view.document())
    cursor.setPosition(pane.view.map.to_view(position))
    pane.view.setTextCursor(cursor)


def colours(window: Window) -> dict[str, str]:
    return {one.id: one.colour for one in window.context.store.annotations()}


def test_overlapping_highlights_are_all_shown(window: Window, pane: SourcePane, at: int) -> None:
    mark(window, at, at + 8, "yellow")
    mark(window, at + 4, at + 12, "blue")
    style = window.context.style
    shown = {
        one.cursor.selectedText(): one.format.background()
        for one in pane.view.extraSelections()
        if one.format.background().style() != Qt.BrushStyle.NoBrush
    }
    text = window.context.library.text(CAR_T)
    assert shown[text[at : at + 4]].color() == style.colour("mark-yellow")
    assert shown[text[at + 8 : at + 12]].color() == style.colour("mark-blue")
    both = shown[text[at + 4 : at + 8]]
    assert both.style() == Qt.BrushStyle.TexturePattern
    picture = both.texture().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {style.colour("mark-yellow").name(), style.colour("mark-blue").name()} <= seen


def test_every_one_of_overlapping_highlights_is_reached_by_key(
    window: Window, pane: SourcePane, at: int, qtbot: QtBot
) -> None:
    outer, inner = mark(window, at, at + 12, "yellow"), mark(window, at, at + 4, "blue", "细看")
    last = mark(window, at + 40, at + 44, "pink")
    window.activateWindow()
    visited = []
    for _ in range(3):
        window.actions_table["annotate.next"].trigger()
        visited.append(pane.noting._last)
    assert sorted(visited) == sorted((outer, inner, last))
    window.actions_table["annotate.previous"].trigger()
    assert pane.noting._last == visited[1]
    caret_to(pane, at + 1)
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    rows = [pane._here.list.item(row).text() for row in range(2)]
    assert "细看" in rows[0]  # the shortest first
    assert WORDS in rows[1]
    qtbot.keyClick(pane._here.list, Qt.Key.Key_Down)
    qtbot.keyClick(pane._here.list, Qt.Key.Key_4)
    assert colours(window) == {outer: "pink", inner: "blue", last: "pink"}
    assert pane._here.isVisible()
    qtbot.keyClick(pane._here.list, Qt.Key.Key_Delete)
    assert outer not in colours(window)


def test_digits_colour_and_delete_takes_away(window: Window, pane: SourcePane, at: int, qtbot: QtBot) -> None:
    caret_to(pane, at)
    for _ in range(5):
        qtbot.keyClick(pane.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(pane.view, Qt.Key.Key_2)
    (made,) = window.context.store.annotations()
    assert (made.anchor.exact, made.colour) == (WORDS[:5], "green")
    qtbot.keyClick(pane.view, Qt.Key.Key_5)
    assert colours(window) == {made.id: "purple"}
    qtbot.keyClick(pane.view, Qt.Key.Key_Delete)
    assert colours(window) == {}


def test_sentences_are_selected_by_key(window: Window, pane: SourcePane, at: int) -> None:
    text = window.context.library.text(CAR_T)
    caret_to(pane, at)
    window.actions_table["select.sentence"].trigger()
    first = pane.selected_span()
    assert first is not None
    assert first[0] <= at < first[1]
    assert text[first[1] - 1] in "。!?；"
    window.actions_table["select.sentence"].trigger()
    second = pane.selected_span()
    assert second is not None
    assert second[0] == first[0]
    assert second[1] > first[1]
    window.actions_table["select.sentence_before"].trigger()
    third = pane.selected_span()
    assert third is not None
    assert third[0] < second[0]
    assert third[1] == second[1]
    window.actions_table["annotate.highlight"].trigger()
    (made,) = window.context.store.annotations()
    assert made.anchor.exact == text[third[0] : third[1]]


def test_keys_after_highlighting_or_walking_mean_that_highlight(
    window: Window, pane: SourcePane, at: int, qtbot: QtBot
) -> None:
    inner = mark(window, at, at + 3, "yellow")
    cursor = QTextCursor(pane.view.document())
    cursor.setPosition(pane.view.map.to_view(at))
    cursor.setPosition(pane.view.map.to_view(at + 8), QTextCursor.MoveMode.KeepAnchor)
    pane.view.setTextCursor(cursor)
    qtbot.keyClick(pane.view, Qt.Key.Key_5)
    (outer,) = colours(window).keys() - {inner}
    qtbot.keyClick(pane.view, Qt.Key.Key_4)
    assert colours(window) == {inner: "yellow", outer: "pink"}
    pane.note_on_selection()
    assert pane.note_editor.annotation is not None
    assert pane.note_editor.annotation.id == outer
    pane.note_editor.close_editor()
    caret_to(pane, at + 1)
    qtbot.keyClick(pane.view, Qt.Key.Key_3)  # elsewhere it is the shortest
    assert colours(window) == {inner: "blue", outer: "pink"}
