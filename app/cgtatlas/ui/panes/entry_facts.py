"""The table of an entry's facts: sortable, as tall as its rows, each row one key from its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView, QWidget

from cgtatlas.ui.models.fact_model import COLUMNS, FACT_ROLE, FactModel
from cgtatlas.ui.panes.fact_cells import PAD, WRAPPED, FactCells
from cgtatlas.ui.panes.fact_menu import fact_menu

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Entry, Fact
    from cgtatlas.ui.context import Context


class FactTable(QTableView):
    """Shows the facts of one entry; Enter or a click opens the cited words."""

    note_wanted = Signal(str)  # the address of a fact

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._model = FactModel(context, self)
        self._cells = FactCells(context, self._model, self)
        self._head_height = 0
        self.setModel(self._model)
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
        self.setItemDelegate(self._cells)
        self.clicked.connect(self._open)
        self._model.layoutChanged.connect(self._fit)
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
        index = self.currentIndex()
        return self._model.fact(index.row()) if index.isValid() else None

    def select_fact(self, id: str) -> bool:
        """Make a fact's row the current one; False when the table does not hold it."""
        for row in range(self._model.rowCount()):
            if self._model.index(row, 0).data(FACT_ROLE) == id:
                self.selectRow(row)
                return True
        return False

    def row_rect(self) -> QRect:
        """Where the current row stands in the table."""
        return self.visualRect(self.currentIndex()).translated(self.viewport().pos())

    def anchor_at(self, y: int) -> tuple[list[str], int]:
        """The fact whose row is at a height, and where the row begins; none for the heading."""
        above = self.viewport().y()
        row = self.rowAt(y - above)
        if y < above or row < 0:
            return [], 0
        return [self._model.fact(row).id], self.rowViewportPosition(row) + above

    def anchor_top(self, anchor: list[str]) -> int:
        """Where that fact's row begins now; the top of the table when it is gone."""
        rows = range(self._model.rowCount()) if anchor else ()
        row = next((row for row in rows if self._model.fact(row).id == anchor[0]), -1)
        return self.rowViewportPosition(row) + self.viewport().y() if row >= 0 else 0

    def row_texts(self) -> list[str]:
        """The words of each row, in the order shown."""
        return ["\t".join(words) for words in self._model.rows()]

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
        if index.isValid():
            self._context.navigator.open(f"cgt:fact/{self._model.fact(index.row()).id}")

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
        self.setFont(style.table_font())
        self.horizontalHeader().setFont(self.font())
        border, window, text = (style.colour(role).name() for role in ("border", "window", "text"))
        self.setStyleSheet(
            f"QHeaderView::section {{ background: {window}; color: {text}; border: none;"
            f" border-bottom: 1px solid {border}; padding: 4px {PAD}px; }}"
        )
        self._cells.restyle(self.font())
        self._head_height = 0
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: other columns, other rows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Columns to the width, rows to their words, the table to its rows."""
        widths = self._widths(self.viewport().width())
        for column, name in enumerate(COLUMNS):
            self.setColumnHidden(column, not widths[name])
            self.setColumnWidth(column, widths[name])
        rooms = {column: self.columnWidth(column) for column, name in enumerate(COLUMNS) if name in WRAPPED}
        heights = [self._cells.height(row, rooms) for row in range(self._model.rowCount())]
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        if not self._head_height:
            self._head_height = self.horizontalHeader().sizeHint().height()  # asks for every heading
        self.setFixedHeight(sum(heights) + self._head_height + 2)

    def _widths(self, width: int) -> dict[str, int]:
        """How wide each column is in a table of ``width`` pixels; 0 for one that is left out."""
        em, widest = self.fontMetrics().height(), self._cells.widest()
        fixed = {
            "number": max(widest["number"], round(em * 1.8)),
            "property": max(min(widest["property"], width // 4), round(em * 3)),
            "as_of": max(widest["as_of"], round(em * 2.6)),
            "source": min(widest["source"], max(round(em * 5), width // 5)),
            "conflict": max(widest["conflict"], round(em * 1.4)) if self._has_conflicts() else 0,
            "mine": widest["mine"],
        }
        if width - sum(fixed.values()) < em * 8:
            fixed["number"] = 0  # the statement needs the room; who says so tells more than a number
        if width - sum(fixed.values()) < em * 6:
            fixed["source"] = 0  # beside two originals: told by the tooltip and by opening it
        return fixed | {"value": max(width - sum(fixed.values()), em * 5)}

    def _has_conflicts(self) -> bool:
        return any(self._model.fact(row).conflicts_with for row in range(self._model.rowCount()))
