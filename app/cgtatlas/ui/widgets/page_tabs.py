"""The tabs over the pages: drag to reorder, middle click to close, a menu for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QTabBar

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QMouseEvent


class PageTabs(QTabBar):
    """Tells what the reader wants of a tab by its place; the same can be done by the table of actions."""

    close_wanted = Signal(int)
    close_others_wanted = Signal(int)
    new_wanted = Signal()
    reopen_wanted = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a middle click closes the tab under it."""
        at = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and at >= 0:
            self.close_wanted.emit(at)
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: a double click beside the tabs opens a new one."""
        if event.button() == Qt.MouseButton.LeftButton and self.tabAt(event.position().toPoint()) < 0:
            self.new_wanted.emit()
            return
        super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: what can be done with the tab."""
        by_key = event.reason() == event.Reason.Keyboard
        at = self.currentIndex() if by_key else self.tabAt(event.pos())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if at >= 0:
            menu.addAction(self.tr("Close tab"), lambda: self.close_wanted.emit(at))
            others = menu.addAction(self.tr("Close other tabs"), lambda: self.close_others_wanted.emit(at))
            others.setEnabled(self.count() > 1)
            menu.addSeparator()
        menu.addAction(self.tr("New tab"), self.new_wanted.emit)
        menu.addAction(self.tr("Reopen closed tab"), self.reopen_wanted.emit)
        where = self.mapToGlobal(self.tabRect(at).bottomLeft()) if by_key and at >= 0 else event.globalPos()
        menu.popup(where)
