"""Coming back: the words at the top, the selection and the lit passage, at any width and size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.panes.entry_view import EntryView
    from cgtatlas.ui.panes.source_view import SourceView
    from cgtatlas.ui.window import Window

LONG, CAR_T = "immune-cell-therapy-2022", "car-t-industrialisation-2018"


def top_line(view: SourceView) -> str:
    """The words of the first line in sight."""
    cursor = view.cursorForPosition(QPoint(view.viewport().width() // 2, 4))
    cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def top_words(view: EntryView) -> str:
    """The first words in sight on an entry's page: of a text, or of the table's row."""
    top = view.area.place()
    for part in view.pages:
        if not part.isHidden() and part.y() <= top < part.y() + part.height():
            cursor = part.cursorForPosition(QPoint(0, top - part.y()))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            return cursor.selectedText()[:4]
    return view.table.row_texts()[view.table.rowAt(top - view.table.y() - view.table.viewport().y())]


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


# originals


def test_an_original_keeps_its_first_words_through_any_width(window: Window, qtbot: QtBot) -> None:
    pane = window.source_pane
    pane.show_document(LONG)
    view, bar = pane.view, pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    width, place, line, value = view.width(), view.top(), top_line(view), bar.value()
    for change in (-37, -90, 60, -120, 25):
        view.resize(width + change, view.height())
        assert view.top() == place
        assert view.map.text[place[0] : place[0] + 3] in top_line(view)
    view.resize(width, view.height())
    assert (top_line(view), bar.value()) == (line, value)


def test_a_line_that_begins_with_a_bullet_is_found_again(window: Window) -> None:
    pane = window.source_pane
    for document in (LONG, CAR_T, "cgt-interview-2025"):
        pane.show_document(document)
        bar = pane.view.verticalScrollBar()
        for value in range(0, bar.maximum(), 211):
            bar.setValue(value)
            state = pane.view_state()
            bar.setValue(0)
            pane.restore_view_state(state)
            assert bar.value() == value


def test_a_selection_to_the_end_of_a_paragraph_is_the_same_again(window: Window) -> None:
    pane = window.source_pane
    pane.show_document(LONG)
    view = pane.view
    block = view.document().firstBlock()
    while block.isValid():
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)
        words, selected = view.selected_text(), view.selected()
        state = pane.view_state()
        view.setTextCursor(QTextCursor(view.document()))
        pane.restore_view_state(state)
        assert (view.selected_text(), view.selected()) == (words, selected)
        if words and view.map.to_view(selected[0]) == cursor.selectionStart():  # type: ignore[index]
            back = view.textCursor()
            assert (back.anchor(), back.position()) == (cursor.anchor(), cursor.position())
        block = block.next()


@pytest.mark.parametrize("share", [0.37, 0.83])
def test_two_originals_in_step_come_back_to_the_line(
    start: Callable[..., Program], qtbot: QtBot, share: float
) -> None:
    """At the next start the first stands alone, in another width, until the second comes beside it."""
    first = start()
    window = first.window
    window.context.navigator.open(f"cgt:document/{LONG}")
    window.originals.show_beside(CAR_T, 100, 120)
    qtbot.waitUntil(lambda: not window.originals._settling.isActive())
    bar = window.originals.first.view.verticalScrollBar()
    bar.setValue(round(bar.maximum() * share))
    line, place = top_line(window.originals.first.view), window.originals.first.view.top()
    beside = top_line(window.originals.second.view)  # type: ignore[union-attr]
    window.session.save()
    first.tasks.close()
    window.hide()  # as after kill -9: nothing more is kept
    again = start().window
    settle()
    again.resize(window.size())  # the screen of the tests is smaller than the window
    again.splitter.setSizes(window.splitter.sizes())
    settle()
    assert again.originals.second is not None
    assert top_line(again.originals.second.view) == beside
    assert again.originals.first.view.top() == place
    assert top_line(again.originals.first.view) == line


# entry pages


def test_back_comes_to_the_same_words_at_another_width_and_size(window: Window, qtbot: QtBot) -> None:
    navigator, style = window.context.navigator, window.context.style
    navigator.open("cgt:entry/car-t")
    view = window.entry_pane._view()
    for share in (0.1, 0.4, 0.6):
        navigator.open("cgt:entry/car-t")
        settle()
        bar = view.area.verticalScrollBar()
        bar.setValue(round(bar.maximum() * share))
        words = top_words(view)
        navigator.open("cgt:entry/novartis")
        window.splitter.setSizes([250, 380, 640])
        style.set_zoom(style.zoom + 0.2)
        navigator.back()
        settle()
        assert top_words(view) == words
        window.splitter.setSizes([250, 620, 400])
        qtbot.waitUntil(lambda: not view._rewrite.isActive())
        settle()
        assert top_words(view) == words


def test_back_brings_selection_sorting_and_whole_lists_again(window: Window, qtbot: QtBot) -> None:
    navigator = window.context.navigator
    navigator.open("cgt:entry/car-t")
    view = window.entry_pane._view()
    view.below.fragment.emit("all-mentions")
    view.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    view.table.selectRow(3)
    chosen, rows = view.table.current_fact(), view.table.row_texts()
    cursor = view.below.textCursor()
    cursor.setPosition(40)
    cursor.setPosition(52, QTextCursor.MoveMode.KeepAnchor)
    view.below.setTextCursor(cursor)
    words = cursor.selectedText()
    settle()
    bar = view.area.verticalScrollBar()
    bar.setValue(bar.maximum() - 40)
    value, whole = bar.value(), view.below.toPlainText()
    navigator.open("cgt:entry/novartis")
    assert view.table.row_texts() != rows
    assert not view.below.textCursor().hasSelection()
    navigator.back()
    settle()
    assert view.below.toPlainText() == whole
    assert view.table.row_texts() == rows
    assert view.table.current_fact() == chosen
    assert view.below.textCursor().selectedText() == words
    assert bar.value() == value
    navigator.forward()
    navigator.back()
    settle()
    assert bar.value() == value


# tabs and panes of their own


def test_back_finds_the_tab_of_an_entry_where_it_is_by_now(window: Window) -> None:
    navigator, pane = window.context.navigator, window.entry_pane
    for entry in ("kymriah", "car-t", "novartis"):
        navigator.open(f"cgt:entry/{entry}", new_tab=True)
    pane.tabBar().moveTab(1, 0)
    navigator.back()
    assert pane.current_entry() == "car-t"
    assert sorted(pane.open_entries()) == ["car-t", "kymriah", "novartis"]
    navigator.back()
    assert pane.current_entry() == "kymriah"
    assert sorted(pane.open_entries()) == ["car-t", "kymriah", "novartis"]


def test_each_tab_and_a_pane_of_its_own_keep_the_lit_words(window: Window, qtbot: QtBot) -> None:
    navigator, library = window.context.navigator, window.context.library
    navigator.open("cgt:entry/kymriah")
    facts = library.entry("kymriah").facts
    navigator.open(f"cgt:fact/{facts[2].id}")
    view = window.source_pane.view
    lit, place = view.marks.target, view.top()
    navigator.open("cgt:entry/car-t", new_tab=True)
    navigator.open(f"cgt:document/{LONG}")
    window.layout_of_panes.take_out(2, True)
    settle()
    floating = window.frames[2].window()
    floating.resize(floating.width() + 160, floating.height() + 40)
    settle()
    while window.entry_pane.current_entry() != "kymriah" or view.marks.target != lit:
        assert navigator.can_back
        navigator.back()
    settle()
    assert lit is not None
    assert view.top() == place
    assert _lit_words(view) == [library.text(facts[2].citation.document)[slice(*lit)]]
    navigator.forward()
    assert window.entry_pane.current_entry() == "car-t"
    window.layout_of_panes.take_out(2, False)
    navigator.back()
    settle()
    assert view.top() == place


def _lit_words(view: Any) -> list[str]:
    shade = view.context.style.colour("cite")
    found = [one for one in view.extraSelections() if one.format.background().color() == shade]
    return [view.map.copy(one.cursor.selectionStart(), one.cursor.selectionEnd()) for one in found]


def test_the_settings_of_a_page_do_not_outlive_other_words(window: Window) -> None:
    """In the other language other words stand at the place of the selected ones: none are selected."""
    window.context.navigator.open("cgt:entry/kymriah")
    view = window.entry_pane._view()
    cursor = view.above.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    view.above.setTextCursor(cursor)
    view.refresh()
    assert view.above.textCursor().hasSelection()
    window.actions_table["view.language"].trigger()
    QApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
    assert not view.above.textCursor().hasSelection()
