"""A text whose places are those of the original: scrolling to words, and back to a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontInfo, QTextCursor, QTextDocument, QTextOption

from cgtatlas.render.source_map import SourceMap
from cgtatlas.ui.widgets.safe_browser import SafeBrowser

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from cgtatlas.core.model import Span
    from cgtatlas.ui.context import Context

_MARGIN = 34  # pixels beside the text; the right one holds the signs of notes
_FIRST = 4  # pixels from the top: the line that stands there is the first one seen
_BELOW = 4_000  # view positions that are laid out below a place before it is scrolled to


class PlacedView(SafeBrowser):
    """Shows one text at a place that stays the same words, however wide or large they are set.

    ``moved`` when it was scrolled or resized.
    """

    moved = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.map = SourceMap("", [])
        self._centre: Span | None = None  # to be centred once the view has its size
        # the place that was scrolled to and how far that was: it is the place until the reader scrolls on,
        # or each new width would move it to the beginning of another line
        self._kept: tuple[int, tuple[int, int]] | None = None
        self.resizing = False  # it scrolls because its size changes, not because the reader wants it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def place_text(self, document: QTextDocument, shown: SourceMap) -> None:
        """Put another text into the view."""
        self.map, self._kept = shown, None
        self._frame(document)  # before it is laid out
        self.setDocument(document)

    def let_go(self) -> None:
        """The reader scrolls or chooses: from now on a new size keeps what is at the top."""
        self._centre = None

    # positions

    def centre(self, start: int, end: int) -> None:
        """Scroll so that words stand in the middle of the view, with the caret before them."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.map.to_view(start))
        self.setTextCursor(cursor)
        self._centre = (start, end)
        self._scroll_to_centre()

    def _scroll_to_centre(self) -> None:
        if self._centre is None or not self.isVisible():
            return
        at = self.map.to_view(self._centre[0])
        self._lay_out_below(at)
        first = self._at(at)
        last = self._at(self.map.to_view(max(self._centre[0], self._centre[1] - 1)))
        height = self.viewport().height()
        middle = (first.top() + last.bottom()) // 2 if last.bottom() - first.top() < height else first.top()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + middle - height // 2)

    def _at(self, at: int) -> QRect:
        cursor = QTextCursor(self.document())
        cursor.setPosition(at)
        return self.cursorRect(cursor)

    def selected(self) -> Span | None:
        """The original range of the selection; None when no text of the document is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self.map.original_range(cursor.selectionStart(), cursor.selectionEnd())

    def selected_text(self) -> str:
        """The selected words as they stand in the original."""
        cursor = self.textCursor()
        return self.map.copy(cursor.selectionStart(), cursor.selectionEnd())

    def position_at(self, point: QPoint) -> int:
        """The original position of a point of the viewport."""
        return self.map.to_original(self.cursorForPosition(point).position())

    def top(self) -> tuple[int, int]:
        """The first original position seen, and how many pixels from the top of the view it stands."""
        if self._kept is not None and self._kept[0] == self.verticalScrollBar().value():
            return self._kept[1]
        cursor = self.cursorForPosition(QPoint(self.viewport().width() // 2, _FIRST))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        first = cursor.position()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfLine)  # where the next line begins: not before
        last = cursor.position()
        # bullets and the signs of page breaks have no place of their own in the original
        own = (at for at in range(first, last) if self.map.to_view(self.map.to_original(at)) == at)
        at = next(own, first)
        return self.map.to_original(at), self._at(at).top()

    def scroll_to_top(self, position: int, above: int = _FIRST) -> None:
        """Scroll so that a position stands at the top, ``above`` pixels from it."""
        self._centre = None
        at, bar = self.map.to_view(position), self.verticalScrollBar()
        self._lay_out_below(at)
        bar.setValue(bar.value() + self._at(at).top() - above)
        self._kept = bar.value(), (position, above)

    def _lay_out_below(self, at: int) -> None:
        """Qt lays out what is asked for: the scroll bar would end before the place is at the top."""
        self._at(min(at + _BELOW, max(self.document().characterCount() - 1, 0)))

    # events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep the lines readable and the place."""
        place = self.top() if self.map.text and self._centre is None else None
        self.resizing = True
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._frame(self.document())
        if place is not None:
            self.scroll_to_top(*place)
        else:
            self._scroll_to_centre()
        self.resizing = False
        self.moved.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: words asked for before the view had a size are centred now."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._scroll_to_centre)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the reader scrolls."""
        self.let_go()
        super().wheelEvent(event)

    def _frame(self, document: QTextDocument) -> None:
        """Margins that hold the text to a readable line in the middle."""
        room = self.viewport().width() - 2 * _MARGIN
        widest = self.context.style.reading.width * QFontInfo(self.context.style.page_font()).pixelSize()
        side = _MARGIN + max(0, int(room - widest) // 2)
        frame = document.rootFrame()
        form = frame.frameFormat()
        if form.leftMargin() != side:
            form.setLeftMargin(side)
            form.setRightMargin(side)
            form.setTopMargin(18)
            form.setBottomMargin(60)
            frame.setFrameFormat(form)
