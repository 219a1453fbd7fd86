"""Opening what a row of the results stands for, its words lit; what is opened is kept as a search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import SearchResult, Span
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.models.result_rows import Row
    from cgtatlas.ui.panes.hit_lights import HitLights
    from cgtatlas.ui.panes.hit_walk import HitWalk
    from cgtatlas.ui.panes.kept_searches import KeptSearches


@dataclass(frozen=True, slots=True)
class Found:
    """A search as far as opening its rows needs it."""

    query: str
    whole: bool  # every hit is listed
    total: str  # how many, in words


class ResultOpening(QObject):
    """``told`` carries the Words "hit 4 of 94" when a hit was opened."""

    told = Signal(object)

    def __init__(
        self, context: Context, lights: HitLights, walk: HitWalk, kept: KeptSearches, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._lights, self._walk, self._kept = context, lights, walk, kept

    def open(
        self, row: Row | None, found: Found | None, *, new_tab: bool = False, passing: bool = False
    ) -> None:
        """Open a row; a ``passing`` look keeps nothing. Rows without an address are left alone."""
        if row is None or not row.iri:
            return
        if row.kind != "search" and not passing and found is not None:
            self._kept.note(found.query)
        matches: Sequence[Span] = ()
        if row.hit is not None and found is not None:
            matches = self._lights.of(row.hit.document, every_hit_listed=found.whole)
        self._context.navigator.open(row.iri, new_tab=new_tab, matches=matches, passing=passing)
        if row.hit is not None and found is not None:
            self._walk.at = row.hit
            self.told.emit(self._walk.line(row.number, found.total))

    def look(self, row: Row | None, found: Found | None) -> None:
        """Show what the row leads to, unless opening it would start another search or leave the library."""
        if row is not None and row.kind not in ("search", "guide"):
            self.open(row, found, passing=True)


def group_size(result: SearchResult, group: str) -> tuple[int, int]:
    """How many of a group came with a result, and how many there are."""
    came, total = {
        "entries": (result.entries, result.entry_total),
        "annotations": (result.annotations, result.annotation_total),
        "bookmarks": (result.bookmarks, result.bookmark_total),
    }[group]
    return len(came), total


def worth_opening(query: str) -> bool:
    """One Latin letter is the beginning of a word, one Chinese character may be a whole query."""
    return len(query) > 1 or ord(query[0]) > 0x2E7F
