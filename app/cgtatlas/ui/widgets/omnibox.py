"""The one search field: keys that belong to the list below are passed on while the field keeps the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit

from cgtatlas.ui.widgets.told import name_clear

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.theme.icons import Icons

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENDS = {Qt.Key.Key_Home: -1, Qt.Key.Key_End: 1}  # with Ctrl; without it they move in the field
_LONGEST = 4_000  # characters; more than a query uses, so that what is cut of a long paste is told


class Omnibox(QLineEdit):
    """``moved`` by rows, ``paged`` by pages, ``ended`` at the first (-1) or last (1) row, ``opened``
    (True: in a new tab), ``left`` by Escape in an empty field.
    """

    moved = Signal(int)
    paged = Signal(int)
    ended = Signal(int)
    opened = Signal(bool)
    listed = Signal()  # Alt+Down: recent and saved searches
    forgotten = Signal()  # Shift+Delete: take the current one of these out
    left = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setObjectName("omnibox")
        self.setMaxLength(_LONGEST)
        self.setClearButtonEnabled(True)
        self._loupe: QAction = self.addAction(
            icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._loupe.triggered.connect(self.listed)
        self.retranslate()

    def redraw(self) -> None:
        """Draw the loupe in the colours of the theme."""
        self._loupe.setIcon(self._icons.icon("search", "muted"))

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.setPlaceholderText(self.tr("Search names and texts; type > for commands"))
        self.setAccessibleName(self.tr("Search the library"))
        name_clear(self)
        self.setAccessibleDescription(
            self.tr("Results appear while you type. Arrow keys choose, Enter opens, Escape clears.")
        )
        self._loupe.setText(self.tr("Recent and saved searches"))
        self._loupe.setToolTip(self.tr("Recent and saved searches (Alt+Down)"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows move the list, Enter opens, Escape clears and then leaves."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.listed.emit()
        elif key == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.forgotten.emit()
        elif key in _STEPS and (plain or event.modifiers() == Qt.KeyboardModifier.AltModifier):
            self.moved.emit(_STEPS[key])
        elif key in _PAGES and plain:
            self.paged.emit(_PAGES[key])
        elif key in _ENDS and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.ended.emit(_ENDS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
