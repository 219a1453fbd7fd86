"""A scrolling area with one readable column in its middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from cgtatlas.ui.widgets.page_browser import PageBrowser

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from cgtatlas.ui.context import Context

_WIDER = 9 / 7  # the column against a line of an original: it holds tables too
_SIDE = 24


@runtime_checkable
class Anchored(Protocol):
    """A part that can say what stands where in it, in words that outlive another width or size."""

    def anchor_at(self, y: int) -> tuple[list[Any], int]:
        """What stands ``y`` pixels below its top, as plain values, and where exactly that begins."""

    def anchor_top(self, anchor: list[Any]) -> int:
        """Where that begins now, in pixels below its top."""


class ScrollColumn(QScrollArea):
    """Holds pages and tables that are as tall as what they show.

    Another width or size of the text leaves the words at the top where they are.
    """

    def __init__(self, context: Context, *parts: QWidget) -> None:
        super().__init__()
        self._context, self._parts = context, parts
        self._wanted: Mapping[str, object] | None = None  # to be reached once the page is laid out
        # the place that was returned to and how far that was: the same until the reader scrolls on
        self._kept: tuple[int, Mapping[str, object]] | None = None
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
        self.verticalScrollBar().actionTriggered.connect(lambda _action: self._let_go())
        self.restyle()

    def room(self) -> int:
        """The width of the column, in pixels."""
        around = self._column.contentsMargins()
        return self.viewport().width() - around.left() - around.right()

    def place(self) -> int:
        """How far it is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def to_top(self) -> None:
        """Scroll to the top, whatever was wanted before."""
        self._wanted = None
        self.verticalScrollBar().setValue(0)

    def scroll_to(self, value: int) -> None:
        """Scroll to a position, now or as soon as the page is tall enough."""
        self.return_to({"scroll": value})

    # places

    def at(self) -> dict[str, object]:
        """What stands at the top, as plain values for :meth:`return_to`."""
        top = self.place()
        if self._wanted is not None:
            return dict(self._wanted)
        if self._kept is not None and self._kept[0] == top:
            return dict(self._kept[1])
        for number, part in enumerate(self._parts):
            below = part.geometry().bottom() + self._column.spacing()
            if top and isinstance(part, Anchored) and not part.isHidden() and below >= top:
                anchor, began = part.anchor_at(max(top - part.y(), 0))
                return {"scroll": top, "part": number, "anchor": anchor, "above": part.y() + began - top}
        return {"scroll": top}

    def return_to(self, place: Mapping[str, object]) -> None:
        """Scroll to what ``at`` told, now or as soon as the page is tall enough."""
        self._wanted = {key: place[key] for key in ("scroll", "part", "anchor", "above") if key in place}
        self._reach()
        QTimer.singleShot(0, self, self._arrive)

    def _arrive(self) -> None:
        self._reach()
        if self._wanted is not None and self.place() == self._target(self._wanted):
            self._wanted = None

    def _reach(self) -> None:
        if self._wanted is None:
            return
        wanted, self._wanted = self._wanted, None  # laying out changes the range, which leads here again
        for widget in (self._inside, self.viewport()):
            QApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest.value)
        self._wanted = wanted
        self.verticalScrollBar().setValue(self._target(wanted))
        self._kept = self.place(), wanted

    def _target(self, place: Mapping[str, object]) -> int:
        number, anchor, above = (place.get(key) for key in ("part", "anchor", "above"))
        scroll = place.get("scroll")
        if isinstance(number, int) and 0 <= number < len(self._parts) and isinstance(anchor, list):
            part = self._parts[number]
            if isinstance(part, Anchored) and not part.isHidden() and isinstance(above, int):
                return part.y() + part.anchor_top(anchor) - above
        return scroll if isinstance(scroll, int) else 0

    def _let_go(self) -> None:
        """The reader scrolls on: nothing is waited for any longer."""
        self._wanted = None

    def centre_on(self, part: QWidget, rect: QRect) -> None:
        """Scroll so that a rectangle of a part stands in the middle."""
        self._wanted = None
        place = part.mapTo(self._inside, rect.center())
        half = self.viewport().height() // 2
        self.ensureVisible(place.x(), place.y(), 20, max(half - 20, 0))

    def restyle(self) -> None:
        """Take the colours and sizes of the theme."""
        base = self._context.style.colour("base").name()
        self._inside.setStyleSheet(f"#entryColumn {{ background: {base}; }}")
        self._centre()

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
        """Qt: keep the column in the middle (first, or it is laid out twice) and the words at the top."""
        place = self.at() if event.size().width() != event.oldSize().width() else None
        self._centre()
        super().resizeEvent(event)
        if place is not None:
            self.return_to(place)
