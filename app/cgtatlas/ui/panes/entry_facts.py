"""The table of an entry's facts: sortable, as tall as its rows, each row one key from its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView, QWidget

from cgtatlas.ui.models.fact_model import COLUMNS, SORT_ROLE, FactModel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from cgtatlas.core.model import Entry, Fact
    from cgtatlas.ui.context import Context


class FactTable(QTableView):
    """Shows the facts of one entry; Enter or a click opens the cited words."""

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
        self.clicked.connect(self._open)
        self._sorted.layoutChanged.connect(self._fit)
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

    def _open(self, index: QModelIndex) -> None:
        source = self._sorted.mapToSource(index)
        if source.isValid():
            self._context.navigator.open(f"cgt:fact/{self._model.fact(source.row()).id}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the words; copying takes the statement with its words."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
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
        lit, lit_text = style.colour("selection").name(), style.colour("selection-text").name()
        self.setStyleSheet(
            f"QTableView::item {{ border-bottom: 1px solid {border}; padding: 4px 6px; }}"
            f"QTableView::item:selected {{ background: {lit}; color: {lit_text}; }}"
            f"QHeaderView::section {{ background: {window}; color: {text}; border: none;"
            f" border-bottom: 1px solid {border}; padding: 4px 6px; }}"
        )
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: other columns, other rows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Columns to the width, rows to their words, the table to its rows."""
        width = self.viewport().width()
        em = self.fontMetrics().averageCharWidth()
        hints = {name: self.sizeHintForColumn(column) for column, name in enumerate(COLUMNS)}
        conflict = hints["conflict"] if self._has_conflicts() else 0
        fixed = {
            "number": max(hints["number"], em * 5),
            "property": min(hints["property"], max(em * 12, width // 5)),
            "as_of": max(min(hints["as_of"], em * 15), em * 8),
            "source": min(hints["source"], max(em * 14, width // 4)),
            "conflict": max(conflict, em * 4) if conflict else 0,
        }
        fixed["value"] = max(width - sum(fixed.values()), em * 16)
        for column, name in enumerate(COLUMNS):
            self.setColumnHidden(column, not fixed[name])
            self.setColumnWidth(column, fixed[name])
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self._sorted.rowCount()))
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + 2)

    def _has_conflicts(self) -> bool:
        return any(self._model.fact(row).conflicts_with for row in range(self._model.rowCount()))
