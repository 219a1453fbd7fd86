"""The facts of one entry as a table: number, property, value, as of, source, disagreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QIcon

from cgtatlas.core import iri
from cgtatlas.core.errors import AtlasError, NotFound
from cgtatlas.render.article import tooltip
from cgtatlas.ui.marking import status_role, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Fact
    from cgtatlas.ui.context import Context

COLUMNS = ("number", "property", "value", "as_of", "source", "conflict", "mine")
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
#: The fact's id.
FACT_ROLE = _Role.UserRole + 1
#: The roles that columns are drawn in, where it is not the text's own.
COLOURS = {
    "number": "muted",
    "property": "muted",
    "source": "link",
    "conflict": "warn",
    "as_of": "muted",
    "mine": "muted",
}
#: The words of a row, a column each.
Row = tuple[str, ...]


class FactModel(QAbstractTableModel):
    """Read only. Labels and values are in the language of the interface.

    The words of the rows are put together once: a table asks for them at every width and every paint.
    """

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._given: tuple[Fact, ...] = ()  # in the order of the entry
        self._facts: tuple[Fact, ...] = ()  # as sorted now
        self._numbers: dict[str, int] = {}  # of each fact, from 1
        self._rows: dict[str, Row] = {}
        self._titles: dict[str, str] = {}
        self._heads: tuple[str, ...] = ()
        self._icons = context.icons
        self._noted: frozenset[str] = frozenset()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts, or the same ones in another language, in their own order."""
        self.beginResetModel()
        self._given = self._facts = tuple(facts)
        self._numbers = {fact.id: number for number, fact in enumerate(self._given, 1)}
        self._noted = self._read_noted()
        self._rows, self._titles, self._heads = {}, {}, ()
        self.endResetModel()

    def look_again(self) -> None:
        """The reader's notes or statuses are others now."""
        self._noted = self._read_noted()
        self._rows = {}
        if self._facts:
            column = COLUMNS.index("mine")
            self.dataChanged.emit(self.index(0, column), self.index(len(self._facts) - 1, column))

    def row(self, number: int) -> Row:
        """The words of all columns of a row."""
        fact = self._facts[number]
        words = self._rows.get(fact.id)
        if words is None:
            words = self._rows[fact.id] = tuple(self._text(fact, column) for column in COLUMNS)
        return words

    def rows(self) -> list[Row]:
        """The words of all rows, as sorted now."""
        return [self.row(number) for number in range(len(self._facts))]

    def icon(self, number: int) -> QIcon | None:
        """The sign of the reader's status of a row's fact."""
        return self._icon(self._facts[number])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, numbers as numbers; by none (-1) the facts stand in their own order again."""
        wanted = self._sorted(column, order)
        if wanted == self._facts:
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        ids = [self._facts[index.row()].id for index in kept]
        self._facts = wanted
        at = {fact.id: row for row, fact in enumerate(self._facts)}
        moved = [self.index(at[id], index.column()) for id, index in zip(ids, kept, strict=True)]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _sorted(self, column: int, order: Qt.SortOrder) -> tuple[Fact, ...]:
        if not 0 <= column < len(COLUMNS):
            return self._given
        name, falling = COLUMNS[column], order == Qt.SortOrder.DescendingOrder
        return tuple(sorted(self._given, key=lambda fact: self._key(fact, name), reverse=falling))

    def _read_noted(self) -> frozenset[str]:
        try:
            notes = self._context.store.annotations("")
        except AtlasError as error:
            self._context.messages.report(error)
            return frozenset()
        return frozenset(note.target for note in notes)

    def fact(self, row: int) -> Fact:
        """The fact of a row."""
        return self._facts[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each fact."""
        return 0 if parent.isValid() else len(self._facts)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """The columns of ``COLUMNS``."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == _Role.DisplayRole:
            self._heads = self._heads or self._column_names()
            return self._heads[section]
        if role == _Role.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role in (_Role.ToolTipRole, _Role.AccessibleTextRole) and COLUMNS[section] == "conflict":
            return self.tr("Sources disagree")
        if role in (_Role.ToolTipRole, _Role.AccessibleTextRole) and COLUMNS[section] == "mine":
            return self.tr("My status and note")
        return None

    def _column_names(self) -> tuple[str, ...]:
        return (
            self.tr("No."),
            self.tr("Property"),
            self.tr("Value"),
            self.tr("As of"),
            self.tr("Source"),
            "⚠",
            "",
        )

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """What a cell shows, tells, and is sorted by."""
        if not index.isValid():
            return None
        fact, column = self._facts[index.row()], COLUMNS[index.column()]
        if role == _Role.DisplayRole:
            return self.row(index.row())[index.column()]
        if role == FACT_ROLE:
            return fact.id
        if role == _Role.ToolTipRole:
            return tooltip(self._tip(fact, column))
        if role == _Role.AccessibleTextRole and column == "mine":
            return self._tip(fact, column)
        if role == _Role.AccessibleTextRole and column == "conflict":
            return self.tr("Sources disagree") if fact.conflicts_with else ""
        if role == _Role.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        if role == _Role.ForegroundRole:
            return self._colour(column)
        if role == _Role.DecorationRole and column == "mine":
            return self._icon(fact)
        return None

    def _icon(self, fact: Fact) -> QIcon | None:
        status = self._context.marking.status(iri.fact(fact.id).iri)
        return self._icons.icon(status, status_role(status)) if status else None

    def _mine(self, fact: Fact) -> str:
        target = iri.fact(fact.id).iri
        words = status_words(self._context.marking.status(target))
        return " ".join(part for part in (words, "✎" if target in self._noted else "") if part)

    def _text(self, fact: Fact, column: str) -> str:
        library, lang = self._context.library, self._context.language
        if column == "number":
            return str(self._numbers[fact.id])
        if column == "property":
            return library.label("property", fact.property, lang)
        if column == "value":
            return fact.value(lang)
        if column == "as_of":
            return fact.as_of
        if column == "source":
            return self._source(fact)
        if column == "mine":
            return self._mine(fact)
        return "⚠" if fact.conflicts_with else ""

    def _key(self, fact: Fact, column: str) -> Any:
        if column == "number":
            return self._numbers[fact.id]
        if column == "value" and fact.number is not None:
            return f"{fact.unit or ''} {fact.number:030.6f}"
        return self._text(fact, column)

    def _tip(self, fact: Fact, column: str) -> str:
        if column == "conflict":
            return self.tr("Sources disagree: see below") if fact.conflicts_with else ""
        if column == "mine":
            noted = self.tr("with a note") if iri.fact(fact.id).iri in self._noted else ""
            status = status_words(self._context.marking.status(iri.fact(fact.id).iri))
            return ", ".join(part for part in (status, noted) if part)
        return f"“{fact.citation.quote}” — {self._source(fact)}"

    def _source(self, fact: Fact) -> str:
        """The title of the document a fact is drawn from; most facts of an entry share a few."""
        id = fact.citation.document
        if id not in self._titles:
            try:
                self._titles[id] = self._context.library.document(id).title
            except NotFound:
                self._titles[id] = id
        return self._titles[id]

    def _colour(self, column: str) -> QBrush | None:
        role = COLOURS.get(column)
        return QBrush(self._context.style.colour(role)) if role else None
