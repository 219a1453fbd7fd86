"""The read-only view of an original text: exact positions, marks, notes in the margin, keyboard selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QTextDocument
from PySide6.QtWidgets import QFrame, QStyle, QTextEdit, QToolTip, QWidget

from cgtatlas.core import iri
from cgtatlas.render.article import tooltip
from cgtatlas.ui.panes.placed_view import PlacedView
from cgtatlas.ui.panes.source_acts import entry_tip
from cgtatlas.ui.panes.source_lanes import paint_lanes
from cgtatlas.ui.panes.source_marks import Marks, Mine, Painter
from cgtatlas.ui.widgets import links
from cgtatlas.ui.widgets.colours import colour_of_key
from cgtatlas.ui.widgets.selection_bar import SelectionBar

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QHelpEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
    )

    from cgtatlas.core.model import Span
    from cgtatlas.render.source_map import SourceMap
    from cgtatlas.ui.context import Context

_FLASH = 1_400  # ms
_SIGN = 16
_REST = 120  # ms a selection stands still before its bar appears


class SourceView(PlacedView):
    """Shows one document (or a section of a long one) and tells what the reader does in it."""

    here_wanted = Signal(int, bool)  # position; whether asked for by key (then it may take the focus)
    menu_wanted = Signal(QPoint, int)  # where on the screen, position in the text
    note_wanted = Signal(str)  # annotation id
    colour_wanted = Signal(str)  # a digit from 1 to 5 was pressed
    delete_wanted = Signal()  # Delete was pressed

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("sourceView")
        self.marks = Marks()
        self._painter, self._icons = Painter(context.style), context.icons
        self._signs: list[tuple[QRect, Mine]] = []
        self.bar = SelectionBar(context.style, self.viewport())
        self._bar_timer = QTimer(self, singleShot=True, interval=_REST)
        self._bar_timer.timeout.connect(self._place_bar)
        self.selectionChanged.connect(self._selection_changed)
        self._flash = QTimer(self, singleShot=True, interval=_FLASH)
        self._flash.timeout.connect(self._end_flash)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(2)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _scrolled(self) -> None:
        self.moved.emit()
        if self.bar.isVisible():
            self._place_bar()

    # content

    def show_text(self, document: QTextDocument, shown: SourceMap) -> None:
        """Show a built text; :meth:`relight` then lights its marks. Qt frees only a text of its own."""
        self.bar.hide()
        self.setExtraSelections([])  # their cursors belong to the document that goes
        self.place_text(document, shown)

    def relight(self) -> None:
        """Light all marks anew; no text is laid out again."""
        self.setExtraSelections(self._painter.selections(self.marks, self.map, self.document()))
        self.viewport().update()

    def lead_to(self, start: int, end: int) -> None:
        """Centre words, put the caret there, light them and let them flash for a moment."""
        self.marks.target = (start, end) if start < end else None
        animated = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0
        animated = animated and not self.context.style.reduced_motion
        self.marks.flashing = animated
        if animated:
            self._flash.start()
        self.relight()
        self.centre(start, end)

    def _end_flash(self) -> None:
        self.marks.flashing = False
        self.relight()

    def _selection_changed(self) -> None:
        if self.textCursor().hasSelection():
            self._bar_timer.start()
        else:
            self.bar.hide()

    def _place_bar(self) -> None:
        """Show the bar beside the selection, once the mouse is released."""
        if self.selected() is None:
            self.bar.hide()
            return
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._bar_timer.start()
            return
        cursor, area = self.textCursor(), self.viewport().rect()
        around = self._at(cursor.selectionStart()).united(self._at(cursor.selectionEnd()))
        if around.intersects(area):
            self.bar.place(around, area)
        else:
            self.bar.hide()

    # copying

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text cut from the original: Qt's own text has other spaces and line ends."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then the lines of overlapping highlights and the signs of notes in the right margin."""
        super().paintEvent(event)
        self._signs = self._visible_signs()
        if self.marks.mine:
            painter = QPainter(self.viewport())
            self._paint_lanes(painter)
            for rect, mine in self._signs:
                role = f"mark-{mine.annotation.colour}"
                painter.fillRect(rect.adjusted(-3, -3, 3, 3), self.context.style.colour(role))
                painter.drawPixmap(rect, self._icons.pixmap("note", f"{role}-text", _SIGN))
            painter.end()

    def _paint_lanes(self, painter: QPainter) -> None:
        offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        style = self.context.style
        paint_lanes(painter, self.document(), self.map, self.marks.mine, style, self._visible(), offset)

    def _visible(self) -> Span:
        area = self.viewport().rect()
        return (
            self.cursorForPosition(area.topLeft()).position(),
            self.cursorForPosition(area.bottomRight()).position(),
        )

    def _visible_signs(self) -> list[tuple[QRect, Mine]]:
        noted = [one for one in self.marks.mine if one.annotation.body.strip()]
        if not noted:
            return []
        area = self.viewport().rect()
        first, last = self._visible()
        right = self.document().rootFrame().frameFormat().rightMargin()
        x = area.right() - int(right) + 10
        signs: list[tuple[QRect, Mine]] = []
        for one in noted:
            at = self.map.to_view(one.start)
            if first <= at <= last:
                y = self._at(at).center().y() - _SIGN // 2
                while any(abs(rect.y() - y) < _SIGN + 6 for rect, _ in signs):
                    y += _SIGN + 6
                signs.append((QRect(x, y, _SIGN, _SIGN), one))
        return signs

    def sign_at(self, point: QPoint) -> Mine | None:
        """The note whose sign in the margin is at a point of the viewport."""
        return next((mine for rect, mine in self._signs if rect.adjusted(-4, -4, 4, 4).contains(point)), None)

    def viewportEvent(self, event: QEvent) -> bool:
        """A note's own words as a tooltip over its sign, what a link leads to over the link."""
        if event.type() == QEvent.Type.ToolTip:
            help_event: QHelpEvent = event  # type: ignore[assignment]
            words = self.tip_at(help_event.pos())
            if words:
                QToolTip.showText(help_event.globalPos(), tooltip(words), self)
                return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """What a tooltip says of a point of the viewport, "" for nothing: a text has thousands of links."""
        mine, address = self.sign_at(point), self.anchorAt(point)
        if mine is not None:
            return mine.annotation.body
        place = iri.parse(address)
        return entry_tip(self.context, place.id) if place is not None and place.kind == "entry" else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a note's sign opens it; on cited or highlighted words it shows what is here."""
        self.let_go()
        point = event.position().toPoint()
        plain = event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection()
        mine = self.sign_at(point) if plain else None
        if mine is not None:
            self.note_wanted.emit(mine.annotation.id)
            return
        linked = bool(self.anchorAt(point))
        super().mouseReleaseEvent(event)
        if plain and not linked:
            self.here_wanted.emit(self.position_at(point), False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a link follows it, elsewhere it shows what is known of the words at the caret.

        1 to 5 give colours, Delete takes a highlight away.
        """
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            address = links.at(self.textCursor())
            if address:
                self.follow(QUrl(address))
            else:
                self.here_wanted.emit(self.map.to_original(self.textCursor().selectionStart()), True)
            return
        if colour := colour_of_key(event):
            self.colour_wanted.emit(colour)
            return
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
            return
        self.let_go()
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes to the next link from the caret on, and out of the text after the last one.

        Qt's own way begins at the top, where the place that was read is lost.
        """
        link = links.beside(self.textCursor(), forward=next)
        if link is None:
            return QTextEdit.focusNextPrevChild(self, next)
        self.let_go()
        self.setTextCursor(link)
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The pane makes the menu: it knows the actions."""
        by_key = event.reason() == event.Reason.Keyboard
        point = self.cursorRect().bottomLeft() if by_key else event.pos()
        where = self.viewport().mapToGlobal(point) if by_key else event.globalPos()
        position = self.map.to_original(self.textCursor().position()) if by_key else self.position_at(point)
        self.menu_wanted.emit(where, position)
