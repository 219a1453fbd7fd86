"""A window of its own for a pane that was taken out of the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QMoveEvent, QResizeEvent


class Floating(QWidget):
    """Holds one pane; closing it puts the pane back. All shortcuts of the main window work in it."""

    closed = Signal()
    moved = Signal()

    def __init__(self, main: QWidget, pane: QWidget) -> None:
        super().__init__(main, Qt.WindowType.Window)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(pane)
        self.addActions(main.actions())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: the pane goes back, the window is kept until then."""
        event.ignore()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: tell it."""
        super().resizeEvent(event)
        self.moved.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Qt: tell it."""
        super().moveEvent(event)
        self.moved.emit()
