"""Notes on entries and facts: written by keyboard, shown rendered and harmless, with tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.panes.entry_view import EntryView
    from cgtatlas.ui.window import Window

ENTRY = "cgt:entry/kymriah"


@pytest.fixture
def view(window: Window) -> EntryView:
    window.context.navigator.open(ENTRY)
    window.focus_pane(1)
    return window.entry_pane.currentWidget()  # type: ignore[return-value]


def write(window: Window, view: EntryView, words: str, qtbot: QtBot) -> None:
    window.actions_table["annotate.note"].trigger()
    qtbot.waitUntil(view.notes.editor.text.hasFocus)
    view.notes.editor.text.setPlainText(words)
    qtbot.keyClick(view.notes.editor.text, Qt.Key.Key_Escape)


def test_a_note_on_an_entry_is_written_by_key_and_read_on_its_page(
    window: Window, view: EntryView, qtbot: QtBot
) -> None:
    write(window, view, "**重点** 看 [Yescarta](cgt:entry/yescarta)\n<script>alert(1)</script>", qtbot)
    (note,) = window.context.store.notes_on(ENTRY)
    assert note.body.startswith("**重点**")
    page = view.notes.page
    assert page.isVisible()
    shown = page.toPlainText()
    assert "重点 看 Yescarta" in shown  # rendered
    assert "<script>alert(1)</script>" in shown  # as letters
    page.follow(QUrl("cgt:entry/yescarta"))
    assert window.entry_pane.current_entry() == "yescarta"
    assert not page.isVisible()  # the other entry has none


def test_a_note_that_was_never_typed_leaves_nothing(window: Window, view: EntryView, qtbot: QtBot) -> None:
    write(window, view, "", qtbot)
    assert window.context.store.annotations() == []
    assert window.context.store.deleted_annotations() == []


def test_a_note_on_a_fact_comes_from_the_keyboard_and_from_the_menu(
    window: Window, view: EntryView, qtbot: QtBot
) -> None:
    fact = view.entry.facts[1]  # type: ignore[union-attr]
    view.table.setFocus()
    view.table.select_fact(fact.id)
    qtbot.waitUntil(view.table.hasFocus)
    write(window, view, "请核对", qtbot)
    (note,) = window.context.store.notes_on(f"cgt:fact/{fact.id}")
    assert note.body == "请核对"
    assert any("✎" in row for row in view.table.row_texts())

    from cgtatlas.ui.panes.fact_menu import fact_menu

    menu = fact_menu(window.context, fact, view.table)
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "写笔记").trigger()
    assert view.notes.editor.text.toPlainText() == "请核对"  # the one that is there, not a second one
    menu.deleteLater()


def test_a_note_is_edited_from_the_page_and_deleted_with_undo(
    window: Window, view: EntryView, qtbot: QtBot
) -> None:
    write(window, view, "一", qtbot)
    (note,) = window.context.store.notes_on(ENTRY)
    view.notes.page.follow(QUrl(f"#note-{note.id}"))
    editor = view.notes.editor
    assert editor.isVisible()
    editor.delete_wanted.emit(note.id)
    assert window.context.store.annotations() == []
    assert not view.notes.page.isVisible()
    window.actions_table["edit.undo"].trigger()
    assert [one.id for one in window.context.store.annotations()] == [note.id]
    assert view.notes.page.isVisible()


def test_tags_are_completed_from_those_there_are(window: Window, view: EntryView, qtbot: QtBot) -> None:
    write(window, view, "一", qtbot)
    (note,) = window.context.store.notes_on(ENTRY)
    window.context.store.edit_annotations([note.id], add=["靶点 CD19", "价格"])
    window.context.navigator.open("cgt:entry/yescarta")
    window.actions_table["annotate.note"].trigger()
    editor = view.notes.editor
    editor.tags.setFocus()
    qtbot.keyClicks(editor.tags, "new one, cd19")
    popup = editor.tags._completer.popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().index(0, 0).data() == "靶点 CD19"
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert editor.tags.tags() == ["new one", "靶点 CD19"]
    assert editor.flush()
    (made,) = window.context.store.notes_on("cgt:entry/yescarta")
    assert made.tags == ("new one", "靶点 CD19")


def test_the_note_can_be_read_while_it_is_written(window: Window, view: EntryView, qtbot: QtBot) -> None:
    window.actions_table["annotate.note"].trigger()
    editor = view.notes.editor
    editor.text.setPlainText("# 标题\n\n- 一\n- 二 [^abc]")
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(editor.text, Qt.Key.Key_R, alt)
    assert editor.preview.isVisible()
    assert editor.preview.toPlainText().split() == ["标题", "一", "二", "[^abc]"]
    qtbot.keyClick(editor.preview, Qt.Key.Key_R, alt)
    assert editor.text.isVisible()
    qtbot.keyClick(editor.text, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    editor.flush()
    assert window.context.store.notes_on(ENTRY)[0].colour == "blue"


def test_closing_the_tab_saves_what_is_being_written(window: Window, view: EntryView, qtbot: QtBot) -> None:
    window.context.navigator.open("cgt:entry/yescarta", new_tab=True)
    window.entry_pane.write_note()
    window.entry_pane.currentWidget().notes.editor.text.setPlainText("还没存")  # type: ignore[union-attr]
    window.entry_pane.close_current_tab()
    assert [one.body for one in window.context.store.notes_on("cgt:entry/yescarta")] == ["还没存"]
