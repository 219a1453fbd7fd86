"""Entries field by field for ``compareView``: a column for each entry, a line for each value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from cgtatlas.core.errors import NotFound
from cgtatlas.render.article import tooltip
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from cgtatlas.library.compare import ComparedRow, ComparedValue, Comparison
    from cgtatlas.ui.context import Context

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
#: Put before the name of a field in which the entries differ.
SIGN = "≠\u00a0"


class CompareRole(IntEnum):
    """What the table asks of a cell beyond its words."""

    FACT = Qt.ItemDataRole.UserRole + 1  # id of the cell's fact, "" when it is none
    LAST = Qt.ItemDataRole.UserRole + 2  # True in the last line of a field


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a field: at most one fact in each column, so that each can be opened by itself."""

    row: ComparedRow
    at: int
    last: bool
    cells: tuple[tuple[ComparedValue, ...], ...]


class CompareModel(QAbstractTableModel):
    """Read only. Words are in the language of the interface."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._comparison: Comparison | None = None
        self._lines: list[_Line] = []
        self._only_differences = False
        self._wanted: list[str] = []

    def show(self, comparison: Comparison | None) -> None:
        """Show another comparison, or the same one in another language."""
        self._comparison = comparison
        self._fill()

    def narrow(self, *, only_differences: bool, words: str) -> None:
        """Show only fields that differ, or only those in which all the words stand."""
        self._only_differences = only_differences
        self._wanted = [fold(word) for word in words.split()]
        self._fill()

    def comparison(self) -> Comparison | None:
        """What is shown, before it was narrowed."""
        return self._comparison

    def fields(self) -> tuple[int, int]:
        """How many fields are shown, and of how many."""
        everything = len(self._comparison.rows) if self._comparison is not None else 0
        return sum(line.last for line in self._lines), everything

    def shown_rows(self) -> list[ComparedRow]:
        """The fields that are shown."""
        return [line.row for line in self._lines if line.last]

    def entry(self, column: int) -> str:
        """The id of a column's entry."""
        return self._comparison.entries[column].id if self._comparison is not None else ""

    def _fill(self) -> None:
        self.beginResetModel()
        rows = self._comparison.rows if self._comparison is not None else ()
        self._lines = [line for row in rows if self._wants(row) for line in _lines(row)]
        self.endResetModel()

    def _wants(self, row: ComparedRow) -> bool:
        if self._only_differences and not row.differs:
            return False
        lang = self._context.language
        said = [row.label(lang), *(value.text(lang) for cell in row.cells for value in cell)]
        text = "\n".join(map(fold, said)) if self._wanted else ""
        return all(word in text for word in self._wanted)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: the lines of all shown fields."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: one column for each entry."""
        return 0 if parent.isValid() or self._comparison is None else len(self._comparison.entries)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """Qt: the entries' names above; the fields' names at the side, those that differ in bold."""
        if self._comparison is None:
            return None
        lang = self._context.language
        if orientation == Qt.Orientation.Horizontal:
            if not 0 <= section < len(self._comparison.entries):
                return None
            name = self._comparison.entries[section].name(lang)
            if role == _Role.ToolTipRole:
                return tooltip(self.tr("Open {name}").format(name=name))
            return name if role in (_Role.DisplayRole, _Role.AccessibleTextRole) else None
        return self._field(section, role) if 0 <= section < len(self._lines) else None

    def _field(self, section: int, role: int) -> Any:
        line, lang = self._lines[section], self._context.language
        label, differs = line.row.label(lang), line.row.differs
        if role == _Role.DisplayRole:
            return (f"{SIGN}{label}" if differs else label) if line.at == 0 else ""
        if role == _Role.FontRole and differs:
            font = QFont()
            font.setBold(True)
            return font
        if role == CompareRole.LAST:
            return line.last
        if role == _Role.AccessibleTextRole:
            return self.tr("{field} (differs)").format(field=label) if differs else label
        if role == _Role.ToolTipRole and differs:
            return tooltip(self.tr("The entries do not say the same here"))
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Qt: the words of a cell; the quotation as its tool tip; the roles of :class:`CompareRole`."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        cell = line.cells[index.column()]
        if role == _Role.DisplayRole:
            return self._words(line, index.column())
        if role == _Role.AccessibleTextRole:
            name = self.headerData(index.column(), Qt.Orientation.Horizontal)
            words = self._words(line, index.column()) or self.tr("nothing more")
            return f"{self._field(index.row(), role)}, {name}: {words}"
        if role == CompareRole.FACT:
            return cell[0].fact if cell else ""
        if role == CompareRole.LAST:
            return line.last
        if role == _Role.ToolTipRole and cell and cell[0].fact:
            return self._quote(cell[0].fact)
        return None

    def _words(self, line: _Line, column: int) -> str:
        lang, cell = self._context.language, line.cells[column]
        if not cell:
            return "" if line.at else "—"
        said = (value.text(lang) + (" ⚠" if value.disputed else "") for value in cell)
        return (", " if lang == "en" else "、").join(said)

    def _quote(self, id: str) -> str | None:
        try:
            cite = self._context.library.fact(id).citation
            return tooltip(f"“{cite.quote}” — {self._context.library.document(cite.document).title}")
        except NotFound:
            return None


def _lines(row: ComparedRow) -> list[_Line]:
    """A field's lines: each fact in one of its own, other values of a cell together in one."""
    columns = [
        [(value,) for value in cell] if any(value.fact for value in cell) else [cell] for cell in row.cells
    ]
    lines = list(zip_longest(*columns, fillvalue=()))
    return [_Line(row, at, at + 1 == len(lines), tuple(cells)) for at, cells in enumerate(lines)]
