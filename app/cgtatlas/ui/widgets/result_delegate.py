"""Draws the rows of the result list: headings, entries, snippets with the found words lit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cgtatlas.ui.models.result_model import ResultRole, Segments
from cgtatlas.ui.widgets.colours import PENS, known

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from cgtatlas.ui.models.result_rows import Row
    from cgtatlas.ui.theme.style import Style

_SIDE = 10  # px beside the text
_AIR = 6  # px above and below
_LINES = 3  # of a snippet
_REMEMBERED = 2_000  # heights of rows
_TWO_LINES = ("annotation", "bookmark", "search")
_ACTIONS = ("more", "entries", "annotations", "bookmarks", "forget")
_WIDE = re.compile("[\u2e80-\uffef\U00020000-\U0003ffff]")
_ORDINARY = "The quick brown fox jumps over the lazy dog 12345, and so on."


class Measure:
    """Estimates widths in a font from two numbers: asking the font for every text costs too much."""

    def __init__(self, metrics: QFontMetrics) -> None:
        self._wide = metrics.horizontalAdvance("细胞治疗") / 4
        self._narrow = metrics.horizontalAdvance(_ORDINARY) / len(_ORDINARY)

    def width(self, text: str) -> float:
        """About how many pixels a text takes in one line."""
        wide = len(_WIDE.findall(text))
        return wide * self._wide + (len(text) - wide) * self._narrow

    def fitting(self, text: str, pixels: int) -> int:
        """About how many characters of a text fill the lines of a snippet in a list of this width."""
        sample = text[:200] or "x"
        each = max(self.width(sample) / len(sample), 1.0)
        return max(round((pixels - 2 * _SIDE) * _LINES * 0.92 / each), 24)


class ResultDelegate(QStyledItemDelegate):
    """Heights come from an estimate of the lines, so that a list of hundreds is laid out at once."""

    def __init__(self, style: Style, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._measures: dict[str, Measure] = {}
        self._heights: dict[int, tuple[Row, int, int, int]] = {}  # by the row's identity

    def measure(self, font: QFont) -> Measure:
        """The estimate for a font, made once."""
        key = font.key()
        if key not in self._measures:
            self._measures = {key: Measure(QFontMetrics(font))}
        return self._measures[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: up to three lines for a passage, two for a note, else one."""
        row: Row = index.data(ResultRole.ROW)
        width = max(option.rect.width(), self._width(option)) - 2 * _SIDE
        line = _line(option.fontMetrics)
        known = self._heights.get(id(row))
        if known is not None and known[:3] == (row, width, line):
            return QSize(0, known[3])
        if len(self._heights) > _REMEMBERED:
            self._heights.clear()
        height = self._height(option, index, row, width)
        self._heights[id(row)] = row, width, line, height
        return QSize(0, height)

    def _height(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        row: Row,
        width: int,
    ) -> int:
        metrics, lines = option.fontMetrics, 1
        if row.kind == "passage":
            text = _text(index.data(ResultRole.SEGMENTS))
            lines = self._lines(text, option.font, metrics, width) + bool(row.title or row.detail)
        elif row.kind in _TWO_LINES:
            lines = 2 if row.detail else 1
        extra = 6 if row.kind == "heading" else 0
        return lines * _line(metrics) + 2 * _AIR + extra

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: background by state, then the row's own text."""
        row: Row = index.data(ResultRole.ROW)
        painter.save()
        self._background(painter, option, row)
        inner = option.rect.adjusted(_SIDE, _AIR, -_SIDE, -_AIR)
        if row.kind == "heading":
            self._heading(painter, option, inner, row)
        elif row.kind == "passage":
            self._passage(painter, option, inner, row, index.data(ResultRole.SEGMENTS))
        elif row.kind in _TWO_LINES:
            self._two_lines(painter, option, inner, row)
        else:
            self._one_line(painter, option, inner, row)
        painter.restore()

    def _width(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        viewport = getattr(view, "viewport", None)
        return int(viewport().width()) if viewport is not None else 260

    def _lines(self, text: str, font: QFont, metrics: QFontMetrics, width: int) -> int:
        """By the length of the text where that is certain, else by breaking it."""
        length = self.measure(font).width(text) / max(width, 40)
        if length < 0.85:
            return 1
        if length > _LINES - 0.35:  # breaking at words costs some room
            return _LINES
        return min(max(_wrap(QTextLayout(text, font), width, _line(metrics), _LINES), 1), _LINES)

    def _background(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        if row.kind == "heading":
            painter.fillRect(option.rect, self._style.colour("window"))
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._style.colour("selection"))
            bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(bar, self._style.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._style.colour("hover"))
        if row.kind == "annotation":
            bar = option.rect.adjusted(4, _AIR + 2, 0, -_AIR - 2)
            bar.setWidth(3)
            name = known(row.colour)
            painter.fillRect(bar, self._style.colour(f"mark-{name}"))
            painter.setPen(QPen(self._style.colour(f"mark-{name}-text"), 1.2, PENS[name]))
            painter.drawLine(bar.right() + 2, bar.top(), bar.right() + 2, bar.bottom())

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, row: Row) -> None:
        font = QFont(option.font)
        font.setBold(True)
        metrics = QFontMetrics(font)
        count = str(row.count)
        room = option.fontMetrics.horizontalAdvance(count) + _SIDE
        painter.setFont(font)
        painter.setPen(self._style.colour("text"))
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, inner.width() - room)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(inner, flags, title)
        painter.setFont(option.font)
        painter.setPen(self._style.colour("muted"))
        painter.drawText(inner, flags | Qt.AlignmentFlag.AlignRight, count)

    def _one_line(self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, row: Row) -> None:
        """A title, its detail muted behind it (an entry) or at the right (a command)."""
        metrics, single = option.fontMetrics, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(option.font)
        painter.setPen(self._style.colour("link" if row.kind in _ACTIONS else "text"))
        kept = metrics.horizontalAdvance(row.detail) + _SIDE if row.kind == "command" and row.detail else 0
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, inner.width() - kept)
        painter.drawText(inner, single, title)
        painter.setPen(self._style.colour("muted"))
        if row.kind == "command":
            painter.drawText(inner, single | Qt.AlignmentFlag.AlignRight, row.detail)
            return
        behind = inner.adjusted(metrics.horizontalAdvance(title) + _SIDE, 0, 0, 0)
        if row.detail and behind.width() > 3 * metrics.averageCharWidth():
            detail = metrics.elidedText(row.detail, Qt.TextElideMode.ElideRight, behind.width())
            painter.drawText(behind, single, detail)

    def _two_lines(self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, row: Row) -> None:
        metrics, single = option.fontMetrics, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        height = _line(metrics)
        first = QRect(inner.left(), inner.top(), inner.width(), height)
        painter.setFont(option.font)
        for number, (text, role) in enumerate(((row.title, "text"), (row.detail, "muted"))):
            painter.setPen(self._style.colour(role))
            line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(first.translated(0, number * height), single, line)

    def _passage(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, row: Row, segments: Segments
    ) -> None:
        top = float(inner.top())
        height = _line(option.fontMetrics)
        if row.title or row.detail:
            painter.setFont(option.font)
            painter.setPen(self._style.colour("off-topic" if row.title else "muted"))
            head = " · ".join(part for part in (row.title, row.detail) if part)
            head = option.fontMetrics.elidedText(head, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRect(inner.left(), inner.top(), inner.width(), height), 0, head)
            top += height
        layout = QTextLayout(_text(segments), option.font)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.setFormats(self._formats(segments))
        room = max(round((inner.bottom() + 1 - top) / height), 1)
        _wrap(layout, inner.width(), height, room)
        painter.setPen(self._style.colour("text"))
        painter.setClipRect(option.rect)
        layout.draw(painter, QPointF(inner.left(), top))

    def _formats(self, segments: Segments) -> list[QTextLayout.FormatRange]:
        lit = QTextCharFormat()
        lit.setBackground(self._style.colour("hit"))
        lit.setForeground(self._style.colour("hit-text"))
        lit.setFontUnderline(True)  # colour alone would not be seen by everybody
        formats, at = [], 0
        for text, is_lit in segments:
            length = len(text.encode("utf-16-le")) // 2  # Qt counts in UTF-16
            if is_lit:
                part = QTextLayout.FormatRange()
                part.start, part.length, part.format = at, length, lit
                formats.append(part)
            at += length
        return formats


def _text(segments: Segments) -> str:
    return "".join(text for text, _ in segments)


def _line(metrics: QFontMetrics) -> int:
    return metrics.height() + 2


def _wrap(layout: QTextLayout, width: int, height: int, lines: int) -> int:
    """Break into at most ``lines`` lines and say into how many; what does not fit is not laid out."""
    layout.beginLayout()
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * height))
    layout.endLayout()
    return layout.lineCount()
