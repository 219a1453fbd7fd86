"""The one search over everything: entries, passages of all open libraries, the reader's notes."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from cgtatlas.core.cancel import Cancelled, CancelToken
from cgtatlas.core.model import SearchResult
from cgtatlas.search import passages
from cgtatlas.search.conditions import asks_for, document_meets, note_meets, split
from cgtatlas.search.entries import EntryQuery, entry_hit, find_entries, selects_entries
from cgtatlas.search.fields import GROUPS
from cgtatlas.search.matcher import holds
from cgtatlas.search.names import Names, read_parents
from cgtatlas.search.passages import Asked, Found
from cgtatlas.search.query import Or, parse, show
from cgtatlas.search.shelf import Shelf
from cgtatlas.search.widen import as_name, widen
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cgtatlas.core.model import Annotation, EntryHit
    from cgtatlas.library.reader import Library
    from cgtatlas.search.query import Filter, Node, Query

_NOTE_FIELDS = frozenset({"has", "tag"})


class Searcher:
    """Searches several libraries as one, and the notes that ``annotations()`` gives.

    Like the libraries it belongs to one thread. It notices when a library's file has changed.
    """

    def __init__(
        self,
        libraries: Sequence[Library],
        annotations: Callable[[], list[Annotation]] | None = None,
    ) -> None:
        self._shelves = [Shelf(library) for library in libraries]
        self._annotations = annotations
        self._names = Names()

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        kinds: frozenset[str] = GROUPS,
        typing: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> SearchResult:
        """Find entries, passages and notes; any text is a query, an empty one finds nothing.

        ``limit`` and ``offset`` page through the passages; of entries and notes the first ``limit`` are
        given. ``typing``: the last word may be unfinished. Raises :class:`Cancelled` soon after
        ``cancelled()`` turns true, :class:`Refused` when a library's file is damaged.
        """
        began = time.perf_counter()
        parsed = parse(query, typing=typing)
        if parsed.root is None:
            return SearchResult(query, "", _since(began), notes=parsed.notes)
        first, need = max(offset, 0), max(offset, 0) + max(limit, 0)
        with self._watched(cancelled):
            asked = self._asked(parsed.root, kinds)
            entries = self._entries(asked, limit) if "entry" in kinds else []
            found, total, exact = list[Found](), 0, True
            if "passage" in kinds:
                found, total, exact = passages.find(self._shelves, asked, need)
            hits = passages.show(self._shelves, asked, found[first:])
            notes = self._notes(asked, limit) if "annotation" in kinds else []
        return SearchResult(
            query,
            _interpreted(parsed, asked),
            _since(began),
            tuple(entries),
            tuple(hits),
            total,
            exact,
            tuple(notes),
            parsed.notes,
        )

    def count(self, query: str) -> tuple[int, bool]:
        """The number of passages a query finds, and whether it is exact: it always is here."""
        parsed = parse(query)
        if parsed.root is None:
            return 0, True
        with self._watched(None):
            return passages.total(self._shelves, self._asked(parsed.root, GROUPS)), True

    @contextmanager
    def _watched(self, cancelled: Callable[[], bool] | None) -> Iterator[None]:
        """All libraries up to date and ready to be interrupted."""
        with ExitStack() as stack:
            if isinstance(cancelled, CancelToken):
                stack.callback(_release, cancelled)
                cancelled.attach(self._interrupt)
            for shelf in self._shelves:
                stack.enter_context(shelf.watched(cancelled))
            self._refresh()
            yield

    def _interrupt(self) -> None:
        for shelf in self._shelves:
            shelf.connection.interrupt()

    def _refresh(self) -> None:
        changed = [shelf.refresh() for shelf in self._shelves]
        if any(changed):
            self._names = Names()
            for shelf in self._shelves:
                self._names.add(shelf.book.names, read_parents(shelf.connection))

    def _asked(self, root: Node, kinds: frozenset[str]) -> Asked:
        words, conditions = split(root)
        wide = None if words is None else widen(words, self._names)
        needs_notes = "annotation" in kinds or any(asks_for(part, _NOTE_FIELDS) for part in conditions)
        notes = self._annotations() if self._annotations is not None and needs_notes else []
        return Asked(words, wide, conditions, notes)

    def _entries(self, asked: Asked, limit: int) -> list[EntryHit]:
        if not selects_entries(asked.conditions):
            return []
        name = as_name(asked.strict) if asked.strict is not None else ""
        query = EntryQuery(asked.wide, asked.conditions, name)
        found = [
            (one, shelf.book)
            for shelf in self._shelves
            for one in find_entries(shelf.book, query, self._names)
        ]
        if any(one.how in ("name", "alias") for one, _ in found):
            found = [pair for pair in found if pair[0].how != "typo"]
        found.sort(key=lambda pair: pair[0])
        return [entry_hit(book, query, one) for one, book in found[: max(limit, 0)]]

    def _notes(self, asked: Asked, limit: int) -> list[Annotation]:
        """Notes of which words or conditions hold, the newest first."""
        found = [note for note in asked.notes if self._meets(note, asked)]
        found.sort(key=lambda note: (note.modified, note.id), reverse=True)
        return found[: max(limit, 0)]

    def _meets(self, note: Annotation, asked: Asked) -> bool:
        def condition(node: Filter) -> bool:
            if node.field == "kind":
                return "annotation" in node.values
            if node.field in _NOTE_FIELDS:
                return note_meets(note, node)
            shelves = (shelf.documents.get(note.anchor.document) for shelf in self._shelves)
            return any(document is not None and document_meets(document, node) for document in shelves)

        text = " , ".join(fold(part) for part in (note.anchor.exact, note.body, *note.tags))
        parts = [*asked.conditions, *((asked.wide,) if asked.wide is not None else ())]
        return all(holds(part, text, condition) for part in parts)


def _interpreted(parsed: Query, asked: Asked) -> str:
    """The query in clear, with the other names that were searched for."""
    if asked.wide is None or asked.wide == asked.strict:
        return parsed.interpreted
    words = show(asked.wide, inner=bool(asked.conditions) and isinstance(asked.wide, Or))
    return " AND ".join([words, *(show(part, inner=True) for part in asked.conditions)])


def _release(token: CancelToken) -> None:
    """A token cancelled from now on must not stop what the connections do next."""
    with suppress(Cancelled):  # being cancelled already is no reason to keep hold
        token.attach(None)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
