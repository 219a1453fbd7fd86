"""Ctrl+Z, Ctrl+Y and the trash, as a reader uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from cgtatlas.core.model import Anchor
from cgtatlas.store.anchors import make_anchor
from cgtatlas.ui.dialogs.trash import TrashDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program

ANCHOR = Anchor("car-t-industrialisation-2018", "a" * 64, 10, 14, "细胞治疗")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def english(start: Callable[..., Program], qtbot: QtBot) -> Program:
    program = start(language="en")
    program.window.activateWindow()
    program.window.navigation_pane.tree.view.setFocus()
    qtbot.waitUntil(program.window.navigation_pane.tree.view.hasFocus)
    return program


def _said(program: Program) -> list[str]:
    said: list[str] = []
    program.messages.posted.connect(lambda message: said.append(message.text))
    return said


def test_keys_take_back_and_do_again_and_say_what(english: Program, qtbot: QtBot) -> None:
    said, store, tree = _said(english), english.store, english.window.navigation_pane.tree.view
    note = store.add_annotation(ANCHOR, body="一")[0]
    store.delete_annotation(note.id)
    heard: list[Any] = []
    english.changes.changed.connect(heard.append)
    qtbot.keyClick(tree, Qt.Key.Key_Z, CONTROL)
    assert [one.id for one in store.annotations()] == [note.id]
    assert said[-1] == "Undone: delete note"
    assert heard[-1].annotations
    assert heard[-1].documents == {ANCHOR.document}
    qtbot.keyClick(tree, Qt.Key.Key_Y, CONTROL)
    assert store.annotations() == []
    assert said[-1] == "Done again: delete note"
    for _ in range(3):
        qtbot.keyClick(tree, Qt.Key.Key_Z, CONTROL)
    assert said[-1] == "There is nothing to undo."


def test_undo_reaches_back_over_a_restart(english: Program, start: Callable[..., Program]) -> None:
    english.store.add_bookmark("cgt:entry/kymriah", "Kymriah")
    english.close()
    again = start(language="en")
    again.window.actions_table["edit.undo"].trigger()
    assert again.store.bookmarks() == []


def test_a_text_field_with_the_keyboard_keeps_its_own_undo(english: Program, qtbot: QtBot) -> None:
    english.store.add_bookmark("cgt:entry/kymriah", "Kymriah")
    field = english.window.navigation_pane.omnibox
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "abc")
    for undo in (
        lambda: qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL),
        english.window.actions_table["edit.undo"].trigger,
    ):
        undo()
        assert field.text() == ""
        field.redo()
        assert field.text() == "abc"
    assert len(english.store.bookmarks()) == 1


def test_the_menu_names_the_step(english: Program) -> None:
    english.store.add_bookmark("cgt:entry/kymriah", "Kymriah")
    menu = english.window.menu("edit")
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert "Undo: add bookmark" in texts
    menu.aboutToHide.emit()
    assert english.window.actions_table["edit.undo"].text() == "Undo"


def _trash(program: Program, qtbot: QtBot) -> TrashDialog:
    program.window.actions_table["notes.trash"].trigger()
    dialog = program.window.findChild(TrashDialog, "trashDialog")
    assert isinstance(dialog, TrashDialog)
    qtbot.waitExposed(dialog)
    return dialog


def test_deleted_things_are_brought_back_from_the_trash(english: Program, qtbot: QtBot) -> None:
    store = english.store
    note = store.add_annotation(ANCHOR, body="<b>机密</b>")[0]
    folder = store.add_folder("项目")[0]
    store.add_bookmark("cgt:entry/kymriah", "Kymriah", folder=folder.id)
    store.delete_annotation(note.id)
    store.delete_folder(folder.id)
    dialog = _trash(english, qtbot)
    rows = {dialog.list.topLevelItem(n).text(0): dialog.list.topLevelItem(n) for n in range(2)}  # type: ignore[union-attr]
    assert rows.keys() == {"<b>机密</b>", "项目"}
    assert "1" in rows["项目"].text(1)  # type: ignore[union-attr]
    dialog.list.selectAll()
    qtbot.mouseClick(dialog.buttons["restore"], Qt.MouseButton.LeftButton)
    assert [one.body for one in store.annotations()] == ["<b>机密</b>"]
    assert len(store.bookmarks()) == 1
    assert dialog.list.topLevelItemCount() == 0
    dialog.close()


def test_deleting_for_good_asks_first(english: Program, qtbot: QtBot) -> None:
    store = english.store
    store.delete_annotation(store.add_annotation(ANCHOR, body="一")[0].id)
    dialog = _trash(english, qtbot)
    for label, left in (("Cancel", 1), ("Delete for good", 0)):
        qtbot.mouseClick(dialog.buttons["empty"], Qt.MouseButton.LeftButton)
        box = dialog.findChildren(QMessageBox)[-1]
        button = next(b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == label)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert len(store.trash()) == left
    assert dialog.list.topLevelItemCount() == 0
    dialog.close()


def test_a_note_that_was_undone_leaves_the_editor(english: Program, qtbot: QtBot) -> None:
    document = english.library.documents()[0]
    anchor = make_anchor(document.id, document.sha256, english.library.text(document.id), 300, 330)
    english.navigator.open(f"cgt:document/{document.id}")
    note, changes = english.store.add_annotation(anchor, body="一")
    english.changes.announce(changes)
    editor = english.window.source_pane.note_editor
    editor.open_note(note)
    english.window.navigation_pane.tree.view.setFocus()
    english.window.actions_table["edit.undo"].trigger()
    assert editor.isHidden()
    assert editor.annotation is None
    assert english.store.annotations() == []


def test_the_trash_by_keyboard(english: Program, qtbot: QtBot) -> None:
    store = english.store
    for body in ("一", "二", "三"):
        store.delete_annotation(store.add_annotation(ANCHOR, body=body)[0].id)
    dialog = _trash(english, qtbot)
    dialog.activateWindow()
    dialog.list.setFocus()
    qtbot.waitUntil(dialog.list.hasFocus)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert [note.body for note in store.annotations()] == ["三"]  # the last deleted, and only that one
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    box = dialog.findChild(QMessageBox, "trashQuestion")
    assert box is not None
    box.reject()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
    assert len(store.trash()) == 2
