"""The list of what a search found, with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView

from cgtatlas.ui.widgets.result_delegate import ResultDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.models.result_model import ResultModel
    from cgtatlas.ui.theme.style import Style


class ResultList(QListView):
    """``resultList``. Enter or a click opens the row, with Ctrl or the middle button in a new tab; Delete
    forgets it; Escape goes back to the search field.
    """

    opened = Signal(bool)
    forgotten = Signal()
    left = Signal()

    def __init__(self, model: ResultModel, style: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self._pressed = False
        self.results = model
        self.setObjectName("resultList")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.setModel(model)
        self.delegate = ResultDelegate(style, self)
        self.setItemDelegate(self.delegate)

    def select(self, row: int) -> None:
        """Make a row the current one, also when the list is not filled as far as that yet."""
        self.results.tell(row)
        self.setCurrentIndex(self.results.index(max(row, 0)))

    def move_by(self, rows: int) -> None:
        """Move the current row up or down, over headings."""
        at, by = self.currentIndex().row(), 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            at = self.results.step(at, by)
        self.select(at)
        if at == self.results.step(-1, 1):
            self.scrollToTop()  # the heading above it

    def move_pages(self, pages: int) -> None:
        """Move as many rows as the list shows at once."""
        area = self.viewport().rect()
        first, last = self.indexAt(area.topLeft()), self.indexAt(area.bottomLeft())
        shown = (last.row() if last.isValid() else self.results.rowCount() - 1) - first.row()
        self.move_by(pages * max(shown - 1, 1))

    def move_to_end(self, by: int) -> None:
        """Move to the last (1) or first (-1) row."""
        rows = len(self.results.rows())
        self.select(self.results.step(rows, -1) if by > 0 else self.results.step(-1, 1))
        if by < 0:
            self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter, Delete and Escape; all else as in every list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_Delete:
            self.forgotten.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a middle press chooses the row too."""
        self._pressed = self.indexAt(event.position().toPoint()).isValid()
        if event.button() == Qt.MouseButton.MiddleButton and self._pressed:
            self.setCurrentIndex(self.indexAt(event.position().toPoint()))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click on a row opens it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.results.row(index)
        if not self._pressed or row is None or row.kind == "heading" or index != self.currentIndex():
            return
        if event.button() == Qt.MouseButton.MiddleButton:
            self.opened.emit(True)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: heights depend on the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.results.forget_snippets()
            self.scheduleDelayedItemsLayout()
