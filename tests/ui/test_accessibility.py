from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTabBar,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.window import Window


def open_everything(program: Program) -> None:
    """Make every page and pane that is made on first use."""
    window = program.window
    program.navigator.open("cgt:entry/kymriah")
    fact = program.library.entry("kymriah").facts[0]
    program.navigator.open(f"cgt:fact/{fact.id}")
    for id in ("bookmark.list", "annotate.list", "history.list", "page.find"):
        window.actions_table[id].trigger()
    window.navigation_pane.search_now("Kymriah")
    program.messages.info(lambda: "message", action=(lambda: "Undo", lambda: None))


def path_of(widget: QWidget) -> str:
    names = []
    at: QWidget | None = widget
    while at is not None:
        names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return " < ".join(names[:4])


def inside_view(widget: QWidget) -> bool:
    """Qt's own helpers inside scroll areas: viewports and their corners speak through their view."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea) or widget.objectName().startswith("qt_")


def nameless(window: Window) -> list[str]:
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        # what is hidden itself is named when it is shown; pages of a stack are looked into
        out_of_reach = widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.isHidden()
        if out_of_reach or inside_view(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        if not name.strip():
            found.append(path_of(widget))
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_that_takes_the_keyboard_has_a_name(start: Callable[..., Program], language: str) -> None:
    program = start(language=language)
    open_everything(program)
    assert nameless(program.window) == []


def test_names_change_with_the_language(program: Program, qtbot: QtBot) -> None:
    open_everything(program)
    tree = program.window.navigation_pane.tree.view
    assert tree.accessibleName() == "资料库目录"
    program.translations.set("en")
    qtbot.waitUntil(lambda: tree.accessibleName() == "Library tree")
    assert nameless(program.window) == []
    chinese = [
        widget.accessibleName()
        for widget in program.window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget.parent(), QTabBar)  # Qt names its scroll buttons once
        and widget.objectName() != "chip"  # bears names of entries
        and any("\u4e00" <= letter <= "\u9fff" for letter in widget.accessibleName())
        and not _shows_content(widget.accessibleName(), program)
    ]
    assert chinese == []


def _shows_content(name: str, program: Program) -> bool:
    titles = [document.title for document in program.library.documents()]
    return any(title and title[:6] in name for title in titles) or "中文" in name


def child_names(interface: QAccessibleInterface) -> list[str]:
    return [
        interface.child(at).text(QAccessible.Text.Name)
        for at in range(interface.childCount())
        if interface.child(at)
    ]


def test_roles_and_rows_are_told(program: Program) -> None:
    window = program.window
    window.navigation_pane.search_now("Kymriah")
    roles = {
        "omnibox": QAccessible.Role.EditableText,
        "navTree": QAccessible.Role.Tree,
        "resultList": QAccessible.Role.List,
    }
    for name, role in roles.items():
        interface = QAccessible.queryAccessibleInterface(window.findChild(QWidget, name))
        assert interface.role() == role, name
    results = QAccessible.queryAccessibleInterface(window.findChild(QWidget, "resultList"))
    said = child_names(results)
    assert any("Kymriah" in text for text in said)
    assert all(said)


def test_labels_show_foreign_text_as_it_is(program: Program) -> None:
    """A title such as <img src=...> must never be read as rich text."""
    open_everything(program)
    rich = [
        path_of(label)
        for label in program.window.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and label.text() and label.pixmap().isNull()
    ]
    assert rich == []


@pytest.mark.parametrize("theme", ["light", "dark", "contrast-dark"])
def test_where_the_keyboard_is_can_be_seen(start: Callable[..., Program], theme: str) -> None:
    """A button, field or tab is drawn otherwise with the keyboard; views have the line of their pane."""
    program = start(theme=theme)
    window = program.window
    open_everything(program)
    program.navigator.open("cgt:entry/kymriah")
    program.navigator.open("cgt:page/disagreements")
    window.actions_table["view.settings"].trigger()
    unseen = []
    controls = (QAbstractButton, QLineEdit, QComboBox, QSpinBox, QTabBar)
    for top in (window, window.findChild(QWidget, "settings")):
        assert top is not None
        top.activateWindow()
        for widget in top.findChildren(QWidget):
            takes = widget.isVisible() and widget.isEnabled() and widget.window() is top
            if not takes or not isinstance(widget, controls) or not widget.focusPolicy():
                continue
            if inside_view(widget) or isinstance(widget.parent(), QComboBox | QSpinBox | QTabBar):
                continue
            top.setFocus()
            before = widget.grab().toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if widget.hasFocus() and widget.grab().toImage() == before:
                unseen.append(path_of(widget))
    assert "\n".join(unseen) == ""
