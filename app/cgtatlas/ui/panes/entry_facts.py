"""The table of an entry's facts: sortable, as tall as its rows, each row one key from its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cgtatlas.ui.models.fact_model import COLUMNS, FACT_ROLE, SORT_ROLE, FactModel
from cgtatlas.ui.panes.fact_menu import fact_menu
from cgtatlas.ui.widgets.wrapped import laid_out, wrapped_height

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Entry, Fact
    from cgtatlas.ui.context import Context


_PAD = 6
_ICON = 16
_WRAPPED = ("property", "value")


class FactDelegate(QStyledItemDelegate):
    """Draws a cell: the statement wraps, the source is cut to one line, a thin line ends the row."""

    def __init__(self, context: Context, parent: FactTable) -> None:
        super().__init__(parent)
        self._context, self._table = context, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The size of the cell's words on one line; the table gives rows their height itself."""
        text = str(index.data() or "")
        metrics = QFontMetrics(self._table.font())
        return QSize(metrics.horizontalAdvance(text) + 2 * _PAD, metrics.lineSpacing() + 2 * _PAD)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell in the colours of the theme."""
        style, view = self._context.style, cast("Any", option)
        rect, text = QRect(view.rect), str(index.data() or "")
        selected = bool(view.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, style.colour("selection" if selected else "base"))
        painter.setPen(style.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        colour = style.colour("text") if brush is None else brush.color()
        painter.setPen(style.colour("selection-text") if selected else colour)
        painter.setFont(self._table.font())
        inner = rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if icon is not None:
            icon.paint(painter, QRect(inner.left(), inner.top(), _ICON, painter.fontMetrics().height()))
            inner.setLeft(inner.left() + _ICON + 3)
        if COLUMNS[index.column()] in _WRAPPED:
            laid_out(text, self._table.font(), inner.width()).draw(painter, inner.topLeft())
        else:
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), elided)
        if view.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(style.colour("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()


class FactTable(QTableView):
    """Shows the facts of one entry; Enter or a click opens the cited words."""

    note_wanted = Signal(str)  # the address of a fact

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._model = FactModel(context, self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSortRole(SORT_ROLE)
        self._sorted.setSourceModel(self._model)
        self.setModel(self._sorted)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(20)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for column in range(len(COLUMNS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(FactDelegate(context, self))
        self.clicked.connect(self._open)
        self._sorted.layoutChanged.connect(self._fit)
        context.marking.changed.connect(self._look_again)
        context.changes.changed.connect(self._changed)
        self.restyle()

    def show_entry(self, entry: Entry) -> None:
        """Show an entry's facts in their own order."""
        self._model.show_facts(entry.facts)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setVisible(bool(entry.facts))
        self.setAccessibleName(self.tr("Facts of {name}").format(name=entry.row.name(self._context.language)))
        self.setAccessibleDescription(self.tr("Enter opens the cited words"))
        self._fit()

    def current_fact(self) -> Fact | None:
        """The fact of the current row."""
        index = self._sorted.mapToSource(self.currentIndex())
        return self._model.fact(index.row()) if index.isValid() else None

    def select_fact(self, id: str) -> bool:
        """Make a fact's row the current one; False when the table does not hold it."""
        for row in range(self._sorted.rowCount()):
            index = self._sorted.index(row, 0)
            if index.data(FACT_ROLE) == id:
                self.selectRow(row)
                return True
        return False

    def row_rect(self) -> QRect:
        """Where the current row stands in the table."""
        return self.visualRect(self.currentIndex()).translated(self.viewport().pos())

    def row_texts(self) -> list[str]:
        """The words of each row, in the order shown."""
        columns = range(self._sorted.columnCount())
        rows = range(self._sorted.rowCount())
        return ["\t".join(str(self._sorted.index(r, c).data() or "") for c in columns) for r in rows]

    def _changed(self, changes: Changes) -> None:
        if changes.annotations and (not changes.documents or "" in changes.documents):
            self._look_again()

    def _look_again(self) -> None:
        self._model.look_again()
        self._fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the fact under the mouse, or with the current one when a key asked."""
        if event.reason() != QContextMenuEvent.Reason.Keyboard and self.indexAt(event.pos()).isValid():
            self.setCurrentIndex(self.indexAt(event.pos()))
        fact = self.current_fact()
        if fact is None:
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.visualRect(self.currentIndex()).bottomLeft()
        where = self.viewport().mapToGlobal(at) if by_key else event.globalPos()
        fact_menu(self._context, fact, self).popup(where)

    def _open(self, index: QModelIndex) -> None:
        source = self._sorted.mapToSource(index)
        if source.isValid():
            self._context.navigator.open(f"cgt:fact/{self._model.fact(source.row()).id}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the words; copying takes the statement with its words."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_fact()
        else:
            super().keyPressEvent(event)

    def copy_fact(self) -> None:
        """Copy the current fact with the words it rests on and its address."""
        fact = self.current_fact()
        if fact is not None:
            lang = self._context.language
            label = self._context.library.label("property", fact.property, lang)
            text = f"{label}: {fact.value(lang)}\n“{fact.citation.quote}”\ncgt:fact/{fact.id}"
            QGuiApplication.clipboard().setText(text)

    def restyle(self) -> None:
        """Take the colours and the font of the theme."""
        style = self._context.style
        font = style.page_font()
        font.setPointSizeF(font.pointSizeF() * 0.96)
        self.setFont(font)
        border, window, text = (style.colour(role).name() for role in ("border", "window", "text"))
        self.setStyleSheet(
            f"QHeaderView::section {{ background: {window}; color: {text}; border: none;"
            f" border-bottom: 1px solid {border}; padding: 4px {_PAD}px; }}"
        )
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: other columns, other rows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Columns to the width, rows to their words, the table to its rows."""
        width, font = self.viewport().width(), self.fontMetrics()
        em = font.height()
        hints = {name: self._widest(column) for column, name in enumerate(COLUMNS)}
        fixed = {
            "number": max(hints["number"], round(em * 1.8)),
            "property": max(min(hints["property"], width // 4), round(em * 3)),
            "as_of": max(hints["as_of"], round(em * 2.6)),
            "source": min(hints["source"], max(round(em * 5), width // 5)),
            "conflict": max(hints["conflict"], round(em * 1.4)) if self._has_conflicts() else 0,
            "mine": self._mine_width(),
        }
        if width - sum(fixed.values()) < em * 8:
            fixed["number"] = 0  # the statement needs the room; who says so tells more than a number
        if width - sum(fixed.values()) < em * 6:
            fixed["source"] = 0  # beside two originals: told by the tooltip and by opening it
        fixed["value"] = max(width - sum(fixed.values()), em * 5)
        for column, name in enumerate(COLUMNS):
            self.setColumnHidden(column, not fixed[name])
            self.setColumnWidth(column, fixed[name])
        heights = [self._height(row) for row in range(self._sorted.rowCount())]
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        self.setFixedHeight(sum(heights) + self.horizontalHeader().sizeHint().height() + 2)

    def _height(self, row: int) -> int:
        """The height of a row's longest statement in the columns as wide as they are now."""
        needed = self.fontMetrics().lineSpacing()
        for name in _WRAPPED:
            column = COLUMNS.index(name)
            text, room = str(self._sorted.index(row, column).data()), self.columnWidth(column) - 2 * _PAD
            needed = max(needed, wrapped_height(text, self.font(), room))
        return needed + 2 * _PAD

    def _widest(self, column: int) -> int:
        """The width of a column's longest words on one line."""
        metrics = self.fontMetrics()
        texts = [str(self._sorted.index(row, column).data()) for row in range(self._sorted.rowCount())]
        texts.append(str(self._sorted.headerData(column, Qt.Orientation.Horizontal)))
        return max(metrics.horizontalAdvance(text) for text in texts) + 2 * _PAD + 2

    def _mine_width(self) -> int:
        """Room for the longest status with its icon; none when no fact has a status or a note."""
        column = COLUMNS.index("mine")
        rows = [self._sorted.index(row, column) for row in range(self._sorted.rowCount())]
        texts = [str(index.data()) for index in rows if index.data()]
        icon = _ICON + 3 if any(index.data(Qt.ItemDataRole.DecorationRole) for index in rows) else 0
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
        return widest + icon + 2 * _PAD + 2 if texts else 0

    def _has_conflicts(self) -> bool:
        return any(self._model.fact(row).conflicts_with for row in range(self._model.rowCount()))
