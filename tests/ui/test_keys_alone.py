"""Keyboard alone: Tab reaches everything and is caught nowhere, Escape closes, the keyboard comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from walking import Walk, furnish

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program

_LINKS = 1000  # presses of Tab that one page may keep: it walks through its links
DIALOGS = ("view.settings", "help.shortcuts", "help.about", "help.doctor", "notes.trash", "backup.restore")


@pytest.fixture
def walk(start: Callable[..., Program], qtbot: QtBot) -> Walk:
    program = start()
    furnish(program)
    program.watch()
    return Walk(program, qtbot)


def named(widget: QWidget | None) -> str:
    names = []
    while widget is not None and len(names) < 3:
        names.append(widget.objectName() or type(widget).__name__)
        widget = widget.parentWidget()
    return " < ".join(names)


def takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    inside = isinstance(widget.parentWidget(), QAbstractScrollArea)
    return (
        bool(policy) and widget.isVisible() and widget.isEnabled() and not inside and not widget.focusProxy()
    )


def is_last(widget: QWidget, top: QWidget) -> bool:
    """Does nothing that takes Tab come before the round begins again? Offscreen, Qt goes round no window."""
    at = widget.nextInFocusChain()
    while at is not top and at is not widget:
        if takes_tab(at):
            return False
        at = at.nextInFocusChain()
    return True


def next_by_tab(widget: QWidget) -> QWidget:
    at = widget.nextInFocusChain()
    while not takes_tab(at):
        at = at.nextInFocusChain()
    return at


def round_by_tab(top: QWidget) -> list[QWidget]:
    """Every widget that Tab comes to, from the first of a window to the last; fails where it is caught."""
    at = next_by_tab(top)
    at.setFocus(Qt.FocusReason.TabFocusReason)
    seen = [at]
    while not is_last(at, top):
        for _ in range(_LINKS):
            QTest.keyClick(at, Qt.Key.Key_Tab)
            following = QApplication.focusWidget()
            assert following is not None, f"the keyboard is lost after {named(at)}"
            if following is not at:
                break
        else:
            pytest.fail(f"the keyboard is caught in {named(at)}, not {named(next_by_tab(at))}")
        at = following
        if at in seen:
            break
        seen.append(at)
    return seen


def unreached(top: QWidget) -> list[str]:
    seen = round_by_tab(top)
    wanted = [widget for widget in top.findChildren(QWidget) if takes_tab(widget) and widget.window() is top]
    return [named(widget) for widget in wanted if widget not in seen]


@pytest.mark.parametrize("id", [*DIALOGS, "annotate.tags"])
def test_a_dialog_is_gone_through_by_tab_and_left_by_escape(walk: Walk, qtbot: QtBot, id: str) -> None:
    window = walk.window
    walk.act("bookmark.list")
    before = window.focusWidget()
    walk.act(id)
    walk.settle()
    dialog = QApplication.activeWindow()
    assert dialog is not None
    assert dialog is not window
    assert unreached(dialog) == []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(QWidget, dialog_name(id)) is None)
    assert window.focusWidget() is before


def dialog_name(id: str) -> str:
    return {
        "view.settings": "settings",
        "help.shortcuts": "shortcuts",
        "help.about": "about",
        "help.doctor": "doctor",
        "notes.trash": "trashDialog",
        "backup.restore": "restoreDialog",
        "annotate.tags": "tagsDialog",
    }[id]


def test_panes_of_their_own_are_left_and_come_back_by_key(walk: Walk, qtbot: QtBot) -> None:
    window = walk.window
    for take_out, give, which in (
        ("view.detach_navigation", "bookmark.list", 0),
        ("view.detach_source", "go.source", 2),
    ):
        walk.program.navigator.open("cgt:document/immune-cell-therapy-2022#2000-2040")
        walk.act(give)
        keyboard = QApplication.focusWidget()
        walk.act(take_out)
        walk.settle()
        outside = window.frames[which].window()
        assert outside is not window
        assert outside.focusWidget() is keyboard
        walk.act("go.next_pane")
        walk.act(take_out)
        walk.settle()
        assert window.frames[which].window() is window


@pytest.mark.parametrize("page", ["annotate.list", "bookmark.list", "go.tree"])
def test_the_window_is_gone_through_by_tab(walk: Walk, page: str) -> None:
    window, open_ = walk.window, walk.program.navigator.open
    open_("cgt:entry/kymriah")
    open_("cgt:document/immune-cell-therapy-2022#2000-2040")
    walk.act(page)
    walk.settle()
    assert unreached(window) == []
