"""The rows of ``resultList`` as a model that is filled in small steps, so that typing never waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from cgtatlas.ui.dragging import TEXT, carried
from cgtatlas.ui.models.roles import ADDRESS_ROLE
from cgtatlas.ui.widgets.colours import colour_name, known

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData, QObject

    from cgtatlas.core.model import PassageHit, Span
    from cgtatlas.ui.models.result_rows import Row

Segments = Sequence[tuple[str, bool]]  # text, is it lit
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
#: Rows that are there at once, and those that follow with every turn of the event loop.
FIRST, STEP = 14, 10


class ResultRole(IntEnum):
    """What the delegate and the pane ask of a row."""

    ROW = Qt.ItemDataRole.UserRole + 1  # the Row itself
    SEGMENTS = Qt.ItemDataRole.UserRole + 2  # Segments of a passage
    IRI = ADDRESS_ROLE


class ResultModel(QAbstractListModel):
    """All rows are known at once; a view is told of the first ones, then of the others bit by bit."""

    filled = Signal()  # the last row is there

    def __init__(self, snippet: Callable[[PassageHit], Segments], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._snippet = snippet
        self._rows: list[Row] = []
        self._told = 0  # rows that views know of
        self._hits: list[int] = []  # rows of passages, in order
        self._numbers: dict[tuple[str, tuple[Span, ...]], int] = {}
        self._segments: dict[int, Segments] = {}
        self._fill = QTimer(self, singleShot=True, interval=0)
        self._fill.timeout.connect(self._step)

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self._told = min(len(self._rows), FIRST)
        self._hits = [at for at, row in enumerate(rows) if row.hit is not None]
        self._numbers = {}
        self._segments = {}
        self.endResetModel()
        self._go_on()

    def clear(self) -> None:
        """Show nothing."""
        self.show([])

    def complete(self) -> bool:
        """Whether views know of every row."""
        return self._told == len(self._rows)

    def tell(self, row: int) -> None:
        """Let views know of all rows up to this one, now."""
        self._tell(min(row + 1, len(self._rows)))

    def rows(self) -> Sequence[Row]:
        """All rows, whether views know of them or not."""
        return self._rows

    def row(self, index: Index) -> Row | None:
        """The row at an index, None when it is invalid."""
        return self._rows[index.row()] if index.isValid() else None

    def forget_snippets(self) -> None:
        """The width changed: snippets are cut anew when they are next looked at."""
        self._segments = {}

    def hits(self) -> int:
        """How many passages are listed."""
        return len(self._hits)

    def documents(self) -> int:
        """In how many documents the listed passages stand."""
        return len({hit.document for row in self._hits if (hit := self._rows[row].hit) is not None})

    def hit_index(self, number: int) -> QModelIndex:
        """The index of the passage of a number (from 1); invalid when it is not listed."""
        if not 0 < number <= len(self._hits):
            return QModelIndex()
        self.tell(self._hits[number - 1])
        return self.index(self._hits[number - 1])

    def number_of(self, hit: PassageHit) -> int:
        """The number of a passage among the listed ones, 0 when it is not listed."""
        if not self._numbers:
            listed = (self._rows[row].hit for row in self._hits)
            self._numbers = {
                (one.document, one.spans): number for number, one in enumerate(listed, 1) if one is not None
            }
        return self._numbers.get((hit.document, hit.spans), 0)

    def matches(self, document: str) -> list[Span]:
        """All listed matches in a document, ascending, each once."""
        hits = (hit for row in self._hits if (hit := self._rows[row].hit) is not None)
        return sorted({span for hit in hits if hit.document == document for span in hit.matches})

    def best(self) -> int:
        """The row to open unasked: an entry found by its name, else a passage, else the first; or -1."""
        named = next((at for at, row in enumerate(self._rows) if row.by_name), -1)
        if named < 0 and self._hits:
            return self._hits[0]
        return named if named >= 0 else (self.step(-1, 1) if self._rows else -1)

    def step(self, start: int, by: int) -> int:
        """The nearest row from ``start`` in a direction that can be chosen; ``start`` when there is none."""
        row = start + by
        while 0 <= row < len(self._rows):
            if self._rows[row].kind != "heading":
                return row
            row += by
        return start

    def rowCount(self, parent: Index = _NONE) -> int:
        """Qt: the number of rows."""
        return 0 if parent.isValid() else self._told

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: headings cannot be chosen, places can be dragged among the bookmarks."""
        if index.isValid() and self._rows[index.row()].kind == "heading":
            return Qt.ItemFlag.ItemIsEnabled
        there = index.isValid() and bool(self._rows[index.row()].iri)
        return super().flags(index) | (Qt.ItemFlag.ItemIsDragEnabled if there else Qt.ItemFlag.NoItemFlags)

    def mimeTypes(self) -> list[str]:
        """Qt: addresses as text."""
        return [TEXT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Qt: what is dragged."""
        return carried(indexes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: plain text for display and assistive tools, and the roles of :class:`ResultRole`."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ResultRole.ROW:
            return row
        if role == ResultRole.IRI:
            return row.iri
        if role == ResultRole.SEGMENTS:
            return self._lit(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._plain(index.row())
        return None

    def _plain(self, at: int) -> str:
        row = self._rows[at]
        if row.kind == "heading":
            return f"{row.title} ({row.count})"
        if row.hit is not None:
            words = "".join(text for text, _ in self._lit(at))
            return " · ".join(part for part in (row.title, row.detail, words) if part)
        colour = colour_name(known(row.colour)) if row.kind == "annotation" else ""
        return " · ".join(part for part in (row.title, row.detail, colour) if part)

    def _lit(self, at: int) -> Segments:
        hit = self._rows[at].hit
        if hit is None:
            return ()
        if at not in self._segments:
            self._segments[at] = self._snippet(hit)
        return self._segments[at]

    def _go_on(self) -> None:
        if self.complete():
            self._fill.stop()
            self.filled.emit()
        else:
            self._fill.start()

    def _step(self) -> None:
        self._tell(min(self._told + STEP, len(self._rows)))

    def _tell(self, upto: int) -> None:
        if upto > self._told:
            self.beginInsertRows(QModelIndex(), self._told, upto - 1)
            self._told = upto
            self.endInsertRows()
            self._go_on()
