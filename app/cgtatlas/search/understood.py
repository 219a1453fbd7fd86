"""What a query means for the libraries at hand, kept for as long as they stay the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cgtatlas.search.chips import chips
from cgtatlas.search.conditions import filters, means_nothing, split
from cgtatlas.search.query import Or, parse, show, write
from cgtatlas.search.tree import dropped, show_option
from cgtatlas.search.widen import widen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.refine import Chip
    from cgtatlas.search.names import Names
    from cgtatlas.search.query import Node, Query
    from cgtatlas.search.shelf import Shelf
    from cgtatlas.search.widen import Form

_KEPT = 64  # queries


@dataclass(frozen=True, slots=True)
class Meaning:
    """A query as it is searched for: its words, the words with their other forms, its conditions.

    ``query`` is without conditions that name nothing known; ``notes`` tell of them and of what was cut.
    """

    query: Query
    strict: Node | None
    wide: Node | None
    conditions: Sequence[Node]
    forms: tuple[Form, ...]
    notes: tuple[str, ...]

    @property
    def interpreted(self) -> str:
        """The query in clear, with the other names that are searched for."""
        query = self.query
        if self.wide is None or self.wide == self.strict:
            return write(query.root, query.options)
        several = bool(self.conditions or query.options)
        words = show(self.wide, inner=several and isinstance(self.wide, Or))
        conditions = [show(part, inner=True) for part in self.conditions]
        return " AND ".join([words, *conditions, *map(show_option, query.options)])


def meaning(query: Query, shelves: Sequence[Shelf], names: Names) -> Meaning:
    """What a query means: conditions that name nothing known are left out with a note."""
    root, noted = query.root, list(query.notes)
    for one in [one for one in filters(root) if means_nothing(shelves, one)] if root else ():
        root = dropped(root, one) if root is not None else None
        noted.append("query_bad_value")
    words, conditions = split(root) if root is not None else (None, [])
    wide = None if words is None else widen(words, names, query)
    return Meaning(
        query if root is query.root else replace(query, root=root),
        words,
        None if wide is None else wide.node,
        conditions,
        () if wide is None else wide.forms,
        tuple(dict.fromkeys(noted)),
    )


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as typed, what it means, and what is shown of that."""

    typed: Query
    meaning: Meaning
    chips: tuple[Chip, ...]
    interpreted: str


class Memory:
    """What the last queries meant: results, counts, pages and lit words of one query ask for it in turn."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bool], Understood] = {}  # the one used last is the last one
        self._of: Sequence[object] = ()

    def understood(self, text: str, typing: bool, shelves: Sequence[Shelf], names: Names) -> Understood:
        """What a text means; worked out anew when a library has changed."""
        state = [shelf.index for shelf in shelves]
        if state != self._of:
            self._kept, self._of = {}, state
        found = self._kept.pop((text, typing), None)
        if found is None:
            found = _understood(text, typing, shelves, names)
            if len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
        self._kept[text, typing] = found
        return found


def _understood(text: str, typing: bool, shelves: Sequence[Shelf], names: Names) -> Understood:
    typed = parse(text)
    found = meaning(parse(text, typing=True) if typing else typed, shelves, names)
    return Understood(typed, found, chips(typed, found.forms), found.interpreted)
