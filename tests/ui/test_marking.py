"""To read, read, checked: set by key and menu, shown with icon and word, and a list of what is to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt

from cgtatlas.ui.models.tree_model import TreeRole
from cgtatlas.ui.widgets.empty_label import EmptyLabel
from cgtatlas.ui.widgets.status_button import StatusButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.window import Window

ENTRY, PAPER = "cgt:entry/kymriah", "cgt:document/immune-cell-therapy-2022"


def leaves(window: Window, parent: QModelIndex | None = None) -> dict[str, str]:
    """Address -> status of all leaves of the tree, opened branch by branch."""
    model, found = window.navigation_pane.tree.model, {}
    for row in range(model.rowCount(parent or QModelIndex())):
        index = model.index(row, 0, parent or QModelIndex())
        if index.data(TreeRole.IRI):
            found[index.data(TreeRole.IRI)] = index.data(TreeRole.STATUS)
        found |= leaves(window, index)
    return found


def marked(window: Window) -> list[str]:
    return [address for address, status in leaves(window).items() if status]


def button(window: Window, name: str) -> StatusButton:
    return window.findChild(StatusButton, name)  # type: ignore[return-value]


def test_the_key_marks_what_the_keyboard_is_on(window: Window, qtbot: QtBot) -> None:
    window.context.navigator.open(ENTRY)
    fact = window.context.library.entry("kymriah").facts[0]
    window.focus_pane(1)
    window.actions_table["mark.to_read"].trigger()
    view = window.entry_pane.currentWidget()
    view.table.setFocus()  # type: ignore[union-attr]
    view.table.select_fact(fact.id)  # type: ignore[union-attr]
    qtbot.waitUntil(view.table.hasFocus)  # type: ignore[union-attr]
    window.actions_table["mark.checked"].trigger()
    window.context.navigator.open(PAPER)
    window.focus_pane(2)
    window.actions_table["mark.read"].trigger()
    store = window.context.store
    assert {mark.target: mark.status for mark in store.marks()} == {
        ENTRY: "to-read",
        f"cgt:fact/{fact.id}": "checked",
        PAPER: "read",
    }
    assert button(window, "entryStatus").text() == "待读"
    assert button(window, "documentStatus").accessibleName() == "状态：已读"
    assert any("已核对" in row for row in view.table.row_texts())  # type: ignore[union-attr]
    assert set(marked(window)) == {ENTRY, PAPER}
    window.actions_table["mark.read"].trigger()  # the same again takes it away
    assert store.mark(PAPER) == ""
    window.actions_table["edit.undo"].trigger()
    assert store.mark(PAPER) == "read"
    assert button(window, "documentStatus").text() == "已读"


def test_in_the_tree_the_key_marks_the_current_row(window: Window) -> None:
    tree = window.navigation_pane.tree
    window.focus_pane(0)
    tree.view.expandAll()
    tree.show_place(ENTRY)
    assert tree.view.currentIndex().data(TreeRole.IRI) == ENTRY
    window.actions_table["mark.read"].trigger()
    assert window.context.store.mark(ENTRY) == "read"
    spoken = tree.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("已读")


def test_what_is_to_read_is_listed_in_the_tree_and_kept(
    window: Window, start: Callable[..., Program], program: Program
) -> None:
    window.actions_table["mark.list"].trigger()
    assert leaves(window) == {}
    said = window.navigation_pane.tree.view.findChild(EmptyLabel)
    assert said is not None
    assert "待读" in said.text()
    window.context.marking.set(ENTRY, "to-read")
    window.context.marking.set(PAPER, "to-read")
    assert set(marked(window)) == {ENTRY, PAPER}
    assert len(leaves(window)) < 12  # and the groups they stand in
    window.context.marking.set(PAPER, "read")
    assert PAPER not in leaves(window)
    window.actions_table["mark.list"].trigger()
    assert len(leaves(window)) > 100
    again = start()
    assert leaves(again.window)[ENTRY] == "to-read"


def test_the_button_offers_the_choices_and_marks_the_present_one(window: Window) -> None:
    window.context.navigator.open(ENTRY)
    window.context.marking.set(ENTRY, "read")
    menu = button(window, "entryStatus").menu()
    assert menu is not None
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["已读"]
    next(action for action in menu.actions() if action.text() == "已核对").trigger()
    assert window.context.store.mark(ENTRY) == "checked"
