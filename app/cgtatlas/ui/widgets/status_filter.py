"""A button that narrows the tree to what has one status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from cgtatlas.core.model import STATUSES
from cgtatlas.ui.marking import status_words

if TYPE_CHECKING:
    from cgtatlas.ui.theme.icons import Icons

#: Asks for what has no status.
NO_STATUS = "none"


class StatusFilter(QToolButton):
    """``chosen`` carries a status, NO_STATUS, or "" for everything."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusFilter")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self._group = QActionGroup(self)
        for status in ("", *STATUSES, NO_STATUS):
            action = QAction(menu)
            action.setCheckable(True)
            action.setData(status)
            action.setChecked(not status)
            self._group.addAction(action)
            menu.addAction(action)
        self.setMenu(menu)
        self._group.triggered.connect(lambda action: self._choose(str(action.data())))

    def status(self) -> str:
        """What is asked for now."""
        action = self._group.checkedAction()
        return str(action.data()) if action is not None else ""

    def choose(self, status: str) -> None:
        """Ask for a status as if it had been chosen in the menu."""
        for action in self._group.actions():
            if action.data() == status and not action.isChecked():
                action.setChecked(True)
                self._choose(status)

    def _choose(self, status: str) -> None:
        self.retranslate()
        self.chosen.emit(status)

    def _words(self, status: str) -> str:
        return status_words(status) or (self.tr("Without a status") if status else self.tr("Everything"))

    def retranslate(self) -> None:
        """Write all texts anew."""
        for action in self._group.actions():
            action.setText(self._words(str(action.data())))
        shown = self._words(self.status())
        self.setAccessibleName(self.tr("Shown in the tree: {what}").format(what=shown))
        self.setToolTip(self.accessibleName())
        narrowed = bool(self.status())
        self.setText(shown)
        beside, only = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(beside if narrowed else only)

    def redraw(self, icons: Icons) -> None:
        """Draw the icon in the colours of the theme."""
        self.setIcon(icons.icon("to-read"))
