"""``compareView``: entries side by side; each cell that is a fact is one key from its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cgtatlas.ui.models.compare_model import SIGN, CompareModel, CompareRole
from cgtatlas.ui.widgets.wrapped import laid_out, wrapped_height

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from cgtatlas.ui.context import Context

_PAD = 7
_NARROWEST = 8  # of a column, in font heights


class _Cell(QStyledItemDelegate):
    """A cell: its words wrap, a line ends the field; words that can be opened have the colour of links."""

    def __init__(self, context: Context, parent: CompareTable) -> None:
        super().__init__(parent)
        self._context, self._table = context, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The table gives rows and columns their sizes itself."""
        return QSize(0, QFontMetrics(self._table.font()).lineSpacing())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell in the colours of the theme."""
        style, view = self._context.style, cast("Any", option)
        rect = QRect(view.rect)
        selected = bool(view.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, style.colour("selection" if selected else "base"))
        painter.setPen(style.colour("border"))
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if index.data(CompareRole.LAST):
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        role = "link" if index.data(CompareRole.FACT) else "text"
        painter.setPen(style.colour("selection-text" if selected else role))
        inner = rect.adjusted(_PAD, _PAD // 2, -_PAD, -_PAD // 2)
        layout = laid_out(str(index.data() or ""), self._table.font(), max(inner.width(), 20))
        layout.draw(painter, inner.topLeft())
        if view.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(style.colour("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()


class _Header(QHeaderView):
    """Names of entries above, names of fields at the side: they wrap; one that differs is bold.

    The sign of a field that differs hangs in front: all names begin, and go on, at the same place.
    """

    def __init__(self, context: Context, orientation: Qt.Orientation, table: CompareTable) -> None:
        super().__init__(orientation, table)
        self._context, self._table = context, table
        self._side = orientation == Qt.Orientation.Vertical
        self.hanging = 0  # what measure_signs() found
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(12)
        self.setSectionsClickable(not self._side)
        self.setHighlightSections(False)
        if not self._side:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def section_font(self, section: int) -> QFont:
        """The font of a section: bold for entries and for fields that differ."""
        font = QFont(self._table.font())
        differs = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.FontRole)
        font.setBold(not self._side or differs is not None)
        return font

    def words(self, section: int) -> str:
        """What a section says."""
        return str(self.model().headerData(section, self.orientation()) or "")

    def measure_signs(self) -> None:
        """Keep room in front of all names for the sign that some of them have."""
        signed = [section for section in range(self.count()) if self.words(section).startswith(SIGN)]
        font = self.section_font(signed[0]) if signed else self._table.font()
        self.hanging = QFontMetrics(font).horizontalAdvance(SIGN) if signed else 0

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Qt: draw one section."""
        style = self._context.style
        painter.save()
        painter.fillRect(rect, style.colour("window"))
        last = not self._side or self.model().headerData(section, self.orientation(), int(CompareRole.LAST))
        if last:
            painter.setPen(style.colour("border"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(style.colour("text" if self._side else "link"))
        pad = _PAD // 2 if self._side else _PAD
        inner = rect.adjusted(_PAD, pad, -_PAD, -pad)
        words, font = self.words(section), self.section_font(section)
        if words.startswith(SIGN):
            laid_out(SIGN, font, inner.width()).draw(painter, inner.topLeft())
        inner.setLeft(inner.left() + self.hanging)
        layout = laid_out(words.removeprefix(SIGN), font, max(inner.width(), 20))
        layout.draw(painter, inner.topLeft())
        painter.restore()


class CompareTable(QTableView):
    """Enter or a click opens the words of a fact; Delete takes the entry of the column out."""

    removal_wanted = Signal(str)  # entry id
    copy_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("compareView")
        self.compared = CompareModel(context, self)
        self.setModel(self.compared)
        self.above = _Header(context, Qt.Orientation.Horizontal, self)
        self.beside = _Header(context, Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self.above)
        self.setVerticalHeader(self.beside)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Cell(context, self))
        self.clicked.connect(self._open)
        self.above.sectionClicked.connect(self._open_entry)
        self.compared.modelReset.connect(self.fit)
        self.restyle()

    def _open(self, index: QModelIndex) -> None:
        fact = index.data(CompareRole.FACT) if index.isValid() else ""
        if fact:
            self._context.navigator.open(f"cgt:fact/{fact}")

    def _open_entry(self, column: int) -> None:
        self._context.navigator.open(f"cgt:entry/{self.compared.entry(column)}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the words, with Ctrl the entry; Delete takes the column out; copying takes all."""
        here = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and here.isValid():
                self._open_entry(here.column())
            else:
                self._open(here)
        elif event.key() == Qt.Key.Key_Delete and here.isValid():
            self.removal_wanted.emit(self.compared.entry(here.column()))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def restyle(self) -> None:
        """Take the colours and the font of the theme."""
        self.setFont(self._context.style.table_font())
        style = self._context.style
        base, window, line = (style.colour(role).name() for role in ("base", "window", "border"))
        self.setStyleSheet(
            f"QTableView {{ background: {base}; }} QTableCornerButton::section"
            f" {{ background: {window}; border: none; border-bottom: 1px solid {line}; }}"
        )
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: other columns, other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Columns share the width, but never get too narrow to read; lines are as tall as their words."""
        rows, columns = self.compared.rowCount(), self.compared.columnCount()
        if not columns:
            return
        em = QFontMetrics(self.font()).height()
        self.beside.measure_signs()
        label = self._label_width(rows, em)
        scrollbar = self.verticalScrollBar().sizeHint().width()
        each = max(em * _NARROWEST, (self.width() - label - scrollbar) // columns)
        self.beside.setFixedWidth(label)
        self.above.setFixedHeight(
            2 * _PAD + max(self._header_height(self.above, column, each) for column in range(columns))
        )
        for column in range(columns):
            self.setColumnWidth(column, each)
        for row in range(rows):
            heights = [self._header_height(self.beside, row, label)]
            for column in range(columns):
                words = str(self.compared.index(row, column).data() or "")
                heights.append(wrapped_height(words, self.font(), each - 2 * _PAD))
            self.setRowHeight(row, max(heights) + _PAD)

    def _label_width(self, rows: int, em: int) -> int:
        widest = 0
        for row in range(rows):
            metrics = QFontMetrics(self.beside.section_font(row))
            widest = max(widest, metrics.horizontalAdvance(self.beside.words(row).removeprefix(SIGN)))
        widest += self.beside.hanging
        return min(widest + 2 * _PAD + 2, max(round(self.width() * 0.3), em * 5))

    def _header_height(self, header: _Header, section: int, width: int) -> int:
        room = width - 2 * _PAD - header.hanging
        return wrapped_height(header.words(section).removeprefix(SIGN), header.section_font(section), room)

    def keep_place(self) -> tuple[int, int, QPoint]:
        """The current cell and how far the table is scrolled."""
        here = self.currentIndex()
        bars = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return here.row(), here.column(), bars

    def restore_place(self, place: tuple[int, int, QPoint]) -> None:
        """Go back to what :meth:`keep_place` told, as far as it is still there."""
        row, column, bars = place
        rows, columns = self.compared.rowCount(), self.compared.columnCount()
        if rows and columns and row >= 0:
            self.setCurrentIndex(self.compared.index(min(row, rows - 1), min(column, columns - 1)))
        self.horizontalScrollBar().setValue(bars.x())
        self.verticalScrollBar().setValue(bars.y())
