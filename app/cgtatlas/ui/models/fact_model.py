"""The facts of one entry as a table: number, property, value, as of, source, disagreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QIcon

from cgtatlas.core import iri
from cgtatlas.core.errors import AtlasError, NotFound
from cgtatlas.render.article import tooltip
from cgtatlas.ui.marking import status_role, status_words
from cgtatlas.ui.theme.icons import Icons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Fact
    from cgtatlas.ui.context import Context

COLUMNS = ("number", "property", "value", "as_of", "source", "conflict", "mine")
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
#: What a column is sorted by: numbers as numbers.
SORT_ROLE = _Role.UserRole
#: The fact's id.
FACT_ROLE = _Role.UserRole + 1


class FactModel(QAbstractTableModel):
    """Read only. Labels and values are in the language of the interface."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: Sequence[Fact] = ()
        self._icons = Icons(context.style)
        self._noted: frozenset[str] = frozenset()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts, or the same ones in another language."""
        self.beginResetModel()
        self._facts = tuple(facts)
        self._noted = self._read_noted()
        self.endResetModel()

    def look_again(self) -> None:
        """The reader's notes or statuses are others now."""
        self._noted = self._read_noted()
        if self._facts:
            column = COLUMNS.index("mine")
            self.dataChanged.emit(self.index(0, column), self.index(len(self._facts) - 1, column))

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
            return self._column_names()[section]
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
            return self._text(fact, column, index.row())
        if role == SORT_ROLE:
            return self._key(fact, column, index.row())
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

    def _text(self, fact: Fact, column: str, row: int) -> str:
        library, lang = self._context.library, self._context.language
        if column == "number":
            return str(row + 1)
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

    def _key(self, fact: Fact, column: str, row: int) -> Any:
        if column == "number":
            return row
        if column == "value" and fact.number is not None:
            return f"{fact.unit or ''} {fact.number:030.6f}"
        return self._text(fact, column, row)

    def _tip(self, fact: Fact, column: str) -> str:
        if column == "conflict":
            return self.tr("Sources disagree: see below") if fact.conflicts_with else ""
        if column == "mine":
            noted = self.tr("with a note") if iri.fact(fact.id).iri in self._noted else ""
            status = status_words(self._context.marking.status(iri.fact(fact.id).iri))
            return ", ".join(part for part in (status, noted) if part)
        return f"“{fact.citation.quote}” — {self._source(fact)}"

    def _source(self, fact: Fact) -> str:
        try:
            return self._context.library.document(fact.citation.document).title
        except NotFound:
            return fact.citation.document

    def _colour(self, column: str) -> QBrush | None:
        roles = {
            "number": "muted",
            "property": "muted",
            "source": "link",
            "conflict": "warn",
            "as_of": "muted",
            "mine": "muted",
        }
        role = roles.get(column)
        return QBrush(self._context.style.colour(role)) if role else None
