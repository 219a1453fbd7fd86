"""A page of our own HTML that is as tall as its text: the area around it scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from cgtatlas.ui.widgets.safe_browser import SafeBrowser

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from cgtatlas.ui.context import Context


_INDENT = 1.7  # of lists, in font sizes: room for a number of two digits
_Flag = Qt.TextInteractionFlag


class PageBrowser(SafeBrowser):
    """One part of an entry's page. ``caret_moved`` carries the rectangle to keep in view.

    Where a screen reader listens or the reader wishes it, the arrow keys move a caret, and Shift selects;
    else they scroll.
    """

    caret_moved = Signal(QRect)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._html, self._sheet = "", ""
        self._filling = False  # the text comes and goes: its height now means nothing
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.setCursorWidth(2)
        self.cursorPositionChanged.connect(self._follow_caret)

    def show_html(self, body: str) -> None:
        """Show a body of HTML in the theme's style; an unchanged style is not read again."""
        style = self.context.style
        self.setFont(style.page_font())
        self.document().setIndentWidth(_INDENT * self.fontInfo().pixelSize())
        sheet = style.page_sheet(style.line_height(self.fontInfo().pixelSize()))
        if sheet != self._sheet:
            self._sheet = sheet
            self.document().setDefaultStyleSheet(sheet)
        elif not body and not self._html:
            return
        self._html = body
        self._filling = True
        self.setHtml(body)
        self._filling = False
        self._fit()

    def anchor_at(self, y: int) -> tuple[list[int], int]:
        """The paragraph and the place in it of the line at a height, and where that line begins."""
        cursor = self.cursorForPosition(QPoint(0, y))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        return [cursor.blockNumber(), cursor.positionInBlock()], self.cursorRect(cursor).top()

    def anchor_top(self, anchor: list[int]) -> int:
        """Where the line with that place begins now; the last one where there is none any more."""
        number, at = anchor if len(anchor) == 2 and all(isinstance(one, int) for one in anchor) else (0, 0)
        document = self.document()
        block = document.findBlockByNumber(min(max(number, 0), document.blockCount() - 1))
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(max(at, 0), block.length() - 1))
        return self.cursorRect(cursor).top()

    def restyle(self) -> None:
        """Show the same page again in the theme as it is now."""
        self.show_html(self._html)

    def sizeHint(self) -> QSize:
        """As tall as the text."""
        hint = super().sizeHint()
        hint.setHeight(round(self.document().size().height()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: another height.

        A text that only became as tall as it is stands right: Qt would lay all of it out once more.
        """
        if event.size().width() != event.oldSize().width():
            super().resizeEvent(event)
            self._fit()
        else:
            self.verticalScrollBar().setRange(0, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard comes, with a caret or without."""
        from PySide6.QtGui import QAccessible  # not on the way to the first window

        caret = self.context.style.caret_in_pages or QAccessible.isActive()
        by_keyboard = _Flag.TextSelectableByKeyboard if caret else _Flag.NoTextInteraction
        self.setTextInteractionFlags(_Flag.TextBrowserInteraction | by_keyboard)
        super().focusInEvent(event)

    def _follow_caret(self) -> None:
        by_key = bool(self.textInteractionFlags() & _Flag.TextSelectableByKeyboard)
        if (
            by_key
            and not self._filling
            and self.hasFocus()
            and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
        ):
            self.caret_moved.emit(self.cursorRect())

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab walks through the links; the one reached is kept in view."""
        inside = super().focusNextPrevChild(next)
        if inside:
            self.caret_moved.emit(self.cursorRect())
        return inside

    def _fit(self) -> None:
        if self._filling:
            return
        height = round(self.document().size().height())
        if height != self.height():
            self.setFixedHeight(max(height, 1))
