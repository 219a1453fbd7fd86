"""The interface with letters twice as large, in a window of 1280 x 800: no word is clipped or covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QPushButton,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)
from walking import Walk, furnish

from cgtatlas.core.settings import TEXT_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program


@pytest.fixture
def twice(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    large = qapp.font()
    large.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(large)
    yield
    qapp.setFont(before)


def told_elsewhere(widget: QWidget, text: str) -> bool:
    """Can the whole of a text that is cut be had by pointing at it?"""
    return text.strip(" …") in widget.toolTip() or bool(widget.toolTip() and text.endswith("…"))


def too_small(widget: QWidget) -> bool:
    """Is there less room than the words of a label or a button need?"""
    if isinstance(widget, QLabel) and widget.text() and type(widget).__name__ != "OneLine":
        room = widget.contentsRect()
        flags = Qt.TextFlag.TextWordWrap if widget.wordWrap() else Qt.TextFlag.TextSingleLine
        need = widget.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10000), flags, widget.text())
        return need.width() > room.width() + 1 or need.height() > room.height() + 4
    if isinstance(widget, QPushButton) and widget.text():
        return widget.fontMetrics().horizontalAdvance(widget.text().replace("&", "")) > widget.width() - 2
    if isinstance(widget, QToolButton) and widget.text():
        words = widget.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly
        words = words and not isinstance(widget.parent(), (QToolBar, QTabBar))
        return words and widget.fontMetrics().horizontalAdvance(widget.text()) > widget.width()
    return isinstance(widget, QComboBox) and widget.height() < widget.fontMetrics().height()


def clipped(program: Program) -> set[str]:
    found = set()
    for top in QApplication.topLevelWidgets():
        for widget in top.findChildren(QWidget) if top.isVisible() else []:
            shown = widget.isVisible() and not widget.visibleRegion().isEmpty()
            text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
            if shown and too_small(widget) and not told_elsewhere(widget, text):
                found.add(f"{widget.objectName()} {type(widget).__name__}: {text[:50]}")
        if top.isVisible() and isinstance(top, QDialog):
            room = program.window.screen().availableGeometry().size()
            if top.width() > max(room.width(), 1280) or top.height() > max(room.height(), 800):
                found.add(f"{top.objectName()} is larger than the screen: {top.size()}")
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_word_is_clipped_beside_large_pages(
    start: Callable[..., Program], qtbot: QtBot, language: str
) -> None:
    program = start(language=language)
    program.window.resize(1280, 800)
    program.changes.announce(program.store.set_setting(TEXT_SIZE, 200))
    assert program.style.zoom == 2
    furnish(program)
    walk, found = Walk(program, qtbot), set()
    for station in walk.stations():
        if station == "view.settings":
            break  # dialogs and menus keep the size of the interface
        found |= {f"{bad}  ({station})" for bad in clipped(program)}
    assert "\n".join(sorted(found)) == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_word_is_clipped(twice: None, start: Callable[..., Program], qtbot: QtBot, language: str) -> None:
    program = start(language=language)
    program.window.resize(1280, 800)
    furnish(program)
    program.watch()
    walk = Walk(program, qtbot)
    found = {station: bad for station in walk.stations() if (bad := clipped(program))}
    assert "\n".join(sorted({f"{bad}  ({at})" for at, all_bad in found.items() for bad in all_bad})) == ""
    bar = program.window.toolbar
    assert bar.sizeHint().width() <= program.window.width() or bar.findChild(QWidget, "qt_toolbar_ext_button")
