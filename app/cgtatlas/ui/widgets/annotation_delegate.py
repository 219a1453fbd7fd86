"""Draws a row of the list of annotations: colour, quotation, note, document, and a mark when it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cgtatlas.ui.models.annotation_model import (
    COLOUR_ROLE,
    DOCUMENT_ROLE,
    LOST_ROLE,
    NOTE_ROLE,
    QUOTE_ROLE,
    TAGS_ROLE,
)
from cgtatlas.ui.widgets.colours import PENS, known

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from cgtatlas.ui.theme.style import Style

_PAD = 8
_BAR = 4
_Index = QModelIndex | QPersistentModelIndex


class AnnotationDelegate(QStyledItemDelegate):
    """A line each for the quotation, the note, the tags, the document, and what is wrong with the place."""

    def __init__(self, style: Style, parent: Any = None) -> None:
        super().__init__(parent)
        self._style = style

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As many lines as the row has."""
        metrics = QFontMetrics(cast("Any", option).font)
        lines = 2 + sum(bool(index.data(role)) for role in (NOTE_ROLE, TAGS_ROLE, LOST_ROLE))
        return QSize(160, lines * (metrics.lineSpacing() + 3) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row; all words are foreign and drawn as they are."""
        view, colour = cast("Any", option), self._style.colour
        selected = bool(view.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setFont(view.font)
        rect = QRect(view.rect)
        painter.fillRect(rect, colour("selection" if selected else "base"))
        painter.setPen(colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        name = known(index.data(COLOUR_ROLE))
        bar = QRect(rect.left() + _PAD, rect.top() + _PAD, _BAR, rect.height() - 2 * _PAD)
        painter.fillRect(bar, colour(f"mark-{name}"))
        painter.setPen(QPen(colour(f"mark-{name}-text"), 1.2, PENS[name]))  # the colour's own kind of line
        painter.drawLine(bar.right() + 2, bar.top(), bar.right() + 2, bar.bottom())
        text = colour("selection-text" if selected else "text")
        muted = text if selected else colour("muted")
        lines: list[tuple[str, QColor]] = [(index.data(QUOTE_ROLE), text)]
        if index.data(NOTE_ROLE):
            lines.append(("✎ " + index.data(NOTE_ROLE), text if selected else colour("accent")))
        if index.data(TAGS_ROLE):
            lines.append((index.data(TAGS_ROLE), muted))
        lines.append((index.data(DOCUMENT_ROLE), muted))
        if index.data(LOST_ROLE):
            lines.append(("⚠ " + index.data(LOST_ROLE), text if selected else colour("warn")))
        self._lines(painter, rect.adjusted(_PAD + _BAR + 8, _PAD, -_PAD, -_PAD), lines)
        if view.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _lines(self, painter: QPainter, inner: QRect, lines: list[tuple[str, QColor]]) -> None:
        metrics = painter.fontMetrics()
        step = metrics.lineSpacing() + 3
        for number, (words, ink) in enumerate(lines):
            painter.setPen(ink)
            place = QRect(inner.left(), inner.top() + number * step, inner.width(), step)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
