"""A scrolling area with one readable column in its middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cgtatlas.ui.widgets.page_browser import PageBrowser

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from cgtatlas.ui.context import Context

_WIDER = 9 / 7  # the column against a line of an original: it holds tables too
_SIDE = 24


class ScrollColumn(QScrollArea):
    """Holds pages and tables that are as tall as what they show."""

    def __init__(self, context: Context, *parts: QWidget) -> None:
        super().__init__()
        self._context = context
        self._wanted: int | None = None  # scroll position to reach once the page is laid out
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._inside.setObjectName("entryColumn")
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(10)
        for part in parts:
            self._column.addWidget(part)
            if isinstance(part, PageBrowser):
                part.caret_moved.connect(lambda rect, page=part: self._keep_in_view(page, rect))
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._reach())
        self.restyle()

    def room(self) -> int:
        """The width of the column, in pixels."""
        around = self._column.contentsMargins()
        return self.viewport().width() - around.left() - around.right()

    def place(self) -> int:
        """How far it is scrolled."""
        return self.verticalScrollBar().value()

    def to_top(self) -> None:
        """Scroll to the top, whatever was wanted before."""
        self._wanted = None
        self.verticalScrollBar().setValue(0)

    def scroll_to(self, value: int) -> None:
        """Scroll to a position, now or as soon as the page is tall enough."""
        self._wanted = value
        self._reach()
        QTimer.singleShot(0, self, self._reach)

    def centre_on(self, part: QWidget, rect: QRect) -> None:
        """Scroll so that a rectangle of a part stands in the middle."""
        place = part.mapTo(self._inside, rect.center())
        half = self.viewport().height() // 2
        self.ensureVisible(place.x(), place.y(), 20, max(half - 20, 0))

    def restyle(self) -> None:
        """Take the colours and sizes of the theme."""
        base = self._context.style.colour("base").name()
        self._inside.setStyleSheet(f"#entryColumn {{ background: {base}; }}")
        self._centre()

    def _reach(self) -> None:
        bar = self.verticalScrollBar()
        if self._wanted is not None:
            wanted = self._wanted
            bar.setValue(wanted)
            if bar.value() == wanted:
                self._wanted = None

    def _keep_in_view(self, page: PageBrowser, rect: QRect) -> None:
        place = page.viewport().mapTo(self._inside, rect.center())
        self.ensureVisible(place.x(), place.y(), 20, 60)

    def _centre(self) -> None:
        """The column in the middle of what a scroll bar leaves, be it there or not.

        So a longer page does not lay all its words out again, and nothing moves aside from page to page.
        """
        style, seen = self._context.style, self.viewport().width()
        widest = round(_WIDER * style.reading.width * QFontInfo(style.page_font()).pixelSize())
        room = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()
        side = max(_SIDE, (room - widest) // 2)
        self._column.setContentsMargins(side, 20, max(side + seen - room, side), 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column readable and in the middle: first, so that it is laid out in its new place only."""
        self._centre()
        super().resizeEvent(event)
