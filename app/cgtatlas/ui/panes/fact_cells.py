"""What the cells of a fact table look like: their words broken into lines, their widths and heights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cgtatlas.ui.models.fact_model import COLOURS, COLUMNS, FactModel
from cgtatlas.ui.widgets.wrapped import cut_to_lines, laid_out, wrapped_height

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QTextLayout

    from cgtatlas.ui.context import Context

PAD = 6
ICON = 16
WRAPPED = ("property", "value", "source")
_SOURCE = COLUMNS.index("source")
_SOURCE_LINES = 2  # of a title: it tells sources apart, the tool tip has all of it
_MINE = COLUMNS.index("mine")
_ROLES = ("base", "selection", "border", "focus", "text", "selection-text", *COLOURS.values())
_Selected, _HasFocus = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus


class FactCells(QStyledItemDelegate):
    """Draws a cell: the statement wraps, the source is cut to two lines, a thin line ends the row.

    Widths and lines are kept until the words, the font or the width are others.
    """

    def __init__(self, context: Context, model: FactModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._model = context, model
        self._colours: dict[str, QColor] = {}
        self._lines: dict[tuple[str, int], QTextLayout] = {}
        self._widest: tuple[int, ...] = ()
        self.restyle(parent.font())
        model.modelReset.connect(self.forget)
        model.dataChanged.connect(self.forget)

    def restyle(self, font: QFont) -> None:
        """Draw in a font and in the colours of the theme as it is now."""
        self._font, self._metrics = font, QFontMetrics(font)
        self._colours = {role: self._context.style.colour(role) for role in _ROLES}
        self.forget()

    def forget(self) -> None:
        """The words of the table are others now."""
        self._lines, self._widest = {}, ()

    # measures

    def widest(self) -> dict[str, int]:
        """The width of each column's longest words on one line, with its padding; 0 for an empty "mine"."""
        if not self._widest:
            advance, rows = self._metrics.horizontalAdvance, self._model.rows()
            head = [
                str(self._model.headerData(column, Qt.Orientation.Horizontal))
                for column in range(len(COLUMNS))
            ]
            columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
            wide = [
                max(map(advance, {*words, head[column]})) + 2 * PAD + 2
                for column, words in enumerate(columns)
            ]
            wide[_MINE] = self._mine_width([row[_MINE] for row in rows])
            self._widest = tuple(wide)
        return dict(zip(COLUMNS, self._widest, strict=True))

    def _mine_width(self, texts: list[str]) -> int:
        """Room for the longest status with its icon; none when no fact has a status or a note."""
        if not any(texts):
            return 0
        icon = ICON + 3 if any(self._model.icon(row) for row in range(len(texts))) else 0
        return max(map(self._metrics.horizontalAdvance, texts)) + icon + 2 * PAD + 2

    def height(self, row: int, rooms: dict[int, int]) -> int:
        """The height of a row whose wrapped columns have these widths."""
        words, needed = self._model.row(row), self._metrics.lineSpacing()
        for column, room in rooms.items():
            text = self._fitting(words[column], column, room - 2 * PAD)
            needed = max(needed, wrapped_height(text, self._font, room - 2 * PAD, self._laid_out))
        return needed + 2 * PAD

    def _fitting(self, text: str, column: int, room: int) -> str:
        """The words of a cell as far as they are shown in a column of this width that wraps."""
        if column != _SOURCE or room <= 0 or not self._wraps(text, room):
            return text
        return cut_to_lines(text, self._font, room, _SOURCE_LINES, self._laid_out)

    def _laid_out(self, text: str, font: QFont, width: int) -> QTextLayout:
        key = (text, width)
        if key not in self._lines:
            self._lines[key] = laid_out(text, font, width)
        return self._lines[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: the size of the cell's words on one line; the table gives rows their height itself."""
        text = self._model.row(index.row())[index.column()]
        return QSize(self._metrics.horizontalAdvance(text) + 2 * PAD, self._metrics.lineSpacing() + 2 * PAD)

    # drawing

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt: draw the cell in the colours of the theme."""
        view, colours = cast("Any", option), self._colours
        rect, state = QRect(view.rect), view.state
        row, column = index.row(), index.column()
        selected = bool(state & _Selected)
        painter.save()
        painter.fillRect(rect, colours["selection" if selected else "base"])
        painter.setPen(colours["border"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(colours["selection-text" if selected else COLOURS.get(COLUMNS[column], "text")])
        self._words(painter, rect.adjusted(PAD, PAD, -PAD, -PAD), row, column)
        if state & _HasFocus:
            painter.setBrush(QBrush())
            painter.setPen(colours["focus"])
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _words(self, painter: QPainter, inner: QRect, row: int, column: int) -> None:
        text = self._model.row(row)[column]
        icon = self._model.icon(row) if column == _MINE else None
        if icon is not None:
            icon.paint(painter, QRect(inner.left(), inner.top(), ICON, self._metrics.height()))
            inner.setLeft(inner.left() + ICON + 3)
        if not text:
            return
        if COLUMNS[column] not in WRAPPED:
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        elif self._wraps(text := self._fitting(text, column, inner.width()), inner.width()):
            self._laid_out(text, self._font, inner.width()).draw(painter, inner.topLeft())
            return
        painter.setFont(self._font)
        painter.drawText(QPoint(inner.left(), inner.top() + self._metrics.ascent()), text)

    def _wraps(self, text: str, room: int) -> bool:
        return (text, room) in self._lines or "\n" in text or self._metrics.horizontalAdvance(text) > room
