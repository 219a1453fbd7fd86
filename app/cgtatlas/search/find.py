"""The one search over everything: entries and passages of all open libraries, notes, bookmarks."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cgtatlas.core.cancel import Cancelled, CancelToken
from cgtatlas.core.errors import Refused
from cgtatlas.core.model import SearchResult
from cgtatlas.library.opened import unsound
from cgtatlas.search import passages
from cgtatlas.search.conditions import NOTE_FIELDS, asks_for
from cgtatlas.search.dated import by_date
from cgtatlas.search.entries import EntryQuery, entry_hit, find_entries, is_sure, selects_entries
from cgtatlas.search.facets import Counted, count_documents, facets
from cgtatlas.search.fields import GROUPS
from cgtatlas.search.lit import lit_in
from cgtatlas.search.names import Names, read_parents
from cgtatlas.search.passages import Asked, Found
from cgtatlas.search.query import parse
from cgtatlas.search.shelf import Shelf
from cgtatlas.search.suggest import suggestions, with_off_topic
from cgtatlas.search.things import find_bookmarks, find_notes
from cgtatlas.search.understood import Memory, meaning
from cgtatlas.search.widen import as_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cgtatlas.core.model import Annotation, Bookmark, Span
    from cgtatlas.core.refine import Facet, Suggestion
    from cgtatlas.library.reader import Library
    from cgtatlas.search.entries import EntryBook, FoundEntry
    from cgtatlas.search.query import Node, Query
    from cgtatlas.search.understood import Meaning, Understood


@dataclass(frozen=True, slots=True)
class _Search:
    """One search as it is understood."""

    asked: Asked
    kinds: frozenset[str]
    sort: str


@dataclass(frozen=True, slots=True)
class _Wishes:
    kinds: frozenset[str]
    sort: str
    off_topic: bool


class Searcher:
    """Searches several libraries as one, and the notes and bookmarks that two functions give.

    Like the libraries it belongs to one thread. It notices when a library's file has changed.
    """

    def __init__(
        self,
        libraries: Sequence[Library],
        annotations: Callable[[], list[Annotation]] | None = None,
        bookmarks: Callable[[], list[Bookmark]] | None = None,
    ) -> None:
        self._shelves = [Shelf(library) for library in libraries]
        self._annotations = annotations
        self._bookmarks = bookmarks
        self._names = Names()
        self._memory = Memory()

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        kinds: frozenset[str] = GROUPS,
        typing: bool = False,
        sort: str = "relevance",
        facets: bool = False,
        suggest: bool = True,
        off_topic: bool = True,
        cancelled: Callable[[], bool] | None = None,
    ) -> SearchResult:
        """Find entries, passages, notes and bookmarks; any text is a query, an empty one finds nothing.

        ``limit`` and ``offset`` page through the passages; of the other groups the first ``limit`` are
        given. ``typing``: the last word may be unfinished. ``sort``: relevance, date (newest documents
        first) or date-asc. ``suggest``: when nothing is found, count what near forms
        would find. ``off_topic``: search off-topic documents too, last. What the query itself says
        of these goes before. Raises :class:`Cancelled` soon after ``cancelled()`` turns true,
        :class:`Refused` when a library's file is damaged.
        """
        began = time.perf_counter()
        if not query.strip():
            return SearchResult(query, "", _since(began))
        with self._watched(cancelled):
            known = self._memory.understood(query, typing, self._shelves, self._names)
            typed, wishes = known.typed, _Wishes(kinds, sort, off_topic)
            if typed.root is None:
                return SearchResult(query, "", _since(began), notes=typed.notes, chips=known.chips)
            result = self._found(query, known, wishes, max(limit, 0), max(offset, 0))
            if facets:
                result = replace(result, facets=self._facets(typed, wishes))
            if suggest and _nothing(result):
                result = replace(result, suggestions=self._suggestions(typed, wishes))
        object.__setattr__(result, "took_ms", _since(began))  # nobody else has it yet
        return result

    def count(self, query: str, *, typing: bool = False, off_topic: bool = True) -> tuple[int, bool]:
        """The number of passages a query finds, and whether it is exact: it always is here."""
        with self._watched(None):
            asked = self._asked(query, typing, off_topic)
            return (0 if asked is None else passages.total(self._shelves, asked)), True

    def lit_in(
        self,
        query: str,
        document: str,
        *,
        typing: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Span]:
        """Where in a document the words of all its hits stand, ascending."""
        with self._watched(cancelled):
            asked = self._asked(query, typing, True)
            return [] if asked is None else lit_in(self._shelves, asked, document)

    def _asked(self, query: str, typing: bool, off_topic: bool) -> Asked | None:
        known = self._memory.understood(query, typing, self._shelves, self._names)
        if known.typed.root is None:
            return None
        return self._wished(known.meaning, _Wishes(GROUPS, "relevance", off_topic)).asked

    @contextmanager
    def _watched(self, cancelled: Callable[[], bool] | None) -> Iterator[None]:
        """All libraries up to date and ready to be interrupted."""
        with ExitStack() as stack:
            if isinstance(cancelled, CancelToken):
                stack.callback(_release, cancelled)
                cancelled.attach(self._interrupt)
            for shelf in self._shelves:
                stack.enter_context(shelf.watched(cancelled))
            with self._telling_damage():
                self._refresh()
                yield

    @contextmanager
    def _telling_damage(self) -> Iterator[None]:
        """Tell a fault of ours from values that no library of ours can hold: then :class:`Refused`."""
        try:
            yield
        except (AttributeError, TypeError, KeyError, ValueError) as error:
            for shelf in self._shelves:
                problems = unsound(shelf.connection)
                if problems:
                    path, reason = shelf.library.path.name, problems[0]
                    raise Refused("library_unreadable", path=path, reason=reason) from error
            raise

    def _interrupt(self) -> None:
        for shelf in self._shelves:
            shelf.connection.interrupt()

    def _refresh(self) -> None:
        changed = [shelf.refresh() for shelf in self._shelves]
        if any(changed):
            self._names = Names(occurring=self._occurring)
            taken: set[str] = set()
            for shelf in self._shelves:
                shelf.hide_doubles(taken)
                taken |= shelf.documents.keys()
                self._names.add(shelf.book.names, read_parents(shelf.connection))

    def _occurring(self, words: list[str]) -> list[str]:
        """Those of some words that stand in a passage or an entry."""
        marks = ", ".join("?" * len(words))
        found: set[str] = set()
        for shelf in self._shelves:
            rows = shelf.connection.execute(f"SELECT term FROM vocabulary WHERE term IN ({marks})", words)
            found.update(term for (term,) in rows)
            found.update(shelf.book.words().intersection(words))
        return [word for word in words if word in found]

    def _understood(self, query: Query, wishes: _Wishes) -> _Search:
        """A query as it is searched for."""
        return self._wished(meaning(query, self._shelves, self._names), wishes)

    def _wished(self, found: Meaning, wishes: _Wishes) -> _Search:
        query = found.query
        needs = "annotation" in wishes.kinds or any(asks_for(part, NOTE_FIELDS) for part in found.conditions)
        asked = Asked(
            found.strict,
            found.wide,
            found.conditions,
            self._annotations() if self._annotations is not None and needs else [],
            query.option("off_topic") != "no" if query.option("off_topic") else wishes.off_topic,
        )
        kinds = wishes.kinds if query.root is not None else frozenset()
        return _Search(asked, kinds, query.option("sort") or wishes.sort)

    def _found(self, text: str, known: Understood, wishes: _Wishes, limit: int, offset: int) -> SearchResult:
        search = self._wished(known.meaning, wishes)
        asked, oldest = search.asked, search.sort == "date-asc"
        entries = self._entries(search)
        found, total, exact = list[Found](), 0, True
        if "passage" in search.kinds:
            found, total, exact = self._passages(search, offset + limit)
        notes = find_notes(self._shelves, asked, oldest=oldest) if "annotation" in search.kinds else []
        bookmarks = self._kept(search, oldest)
        hits = [entry_hit(book, _entry_query(asked), one) for one, book in entries[:limit]]
        return SearchResult(
            query=text,
            interpreted=known.interpreted,
            took_ms=0.0,
            entries=tuple(hits),
            hits=tuple(passages.show(self._shelves, asked, found[offset:])),
            total=total,
            exact=exact,
            annotations=tuple(notes[:limit]),
            notes=known.meaning.notes,
            chips=known.chips,
            bookmarks=tuple(bookmarks[:limit]),
            entry_total=len(entries),
            annotation_total=len(notes),
            bookmark_total=len(bookmarks),
            searched=tuple(shelf.searched for shelf in self._shelves),
            sort=search.sort,
            off_topic=asked.off_topic,
        )

    def _passages(self, search: _Search, need: int) -> tuple[list[Found], int, bool]:
        if search.sort == "relevance":
            return passages.find(self._shelves, search.asked, need)
        _, total, exact = passages.find(self._shelves, search.asked, 0)
        asking = passages.asking_of(self._shelves, search.asked, whole=True)
        return by_date(asking, need, oldest=search.sort == "date-asc"), total, exact

    def _entries(self, search: _Search) -> list[tuple[FoundEntry, EntryBook]]:
        """Entries in their order; one that two libraries hold is taken from the first of them."""
        if "entry" not in search.kinds or not selects_entries(search.asked.conditions):
            return []
        query = _entry_query(search.asked)
        found: dict[str, tuple[FoundEntry, EntryBook]] = {}
        for shelf in self._shelves:
            for one in find_entries(shelf.book, query, self._names):
                if self._owner(one.entry) is shelf:
                    found[one.entry] = one, shelf.book
        pairs = list(found.values())
        if any(is_sure(one) for one, _ in pairs):
            pairs = [pair for pair in pairs if pair[0].how != "typo"]
        return sorted(pairs, key=lambda pair: pair[0])

    def _owner(self, entry: str) -> Shelf | None:
        return next((shelf for shelf in self._shelves if entry in shelf.book.rows), None)

    def _kept(self, search: _Search, oldest: bool) -> list[Bookmark]:
        if "bookmark" not in search.kinds or self._bookmarks is None:
            return []
        return find_bookmarks(self._shelves, search.asked, self._bookmarks(), oldest=oldest)

    def _facets(self, query: Query, wishes: _Wishes) -> tuple[Facet, ...]:
        def count(root: Node | None) -> Counted:
            if root is None:
                return Counted()
            search = self._understood(replace(query, root=root), wishes)
            counted = count_documents(self._shelves, search.asked) if "passage" in wishes.kinds else Counted()
            entries = self._entries(search)
            counted.kinds.update(book.rows[one.entry].kind for one, book in entries)
            counted.groups["entry"] = len(entries)
            if "annotation" in wishes.kinds:
                counted.groups["annotation"] = len(find_notes(self._shelves, search.asked))
            counted.groups["bookmark"] = len(self._kept(search, oldest=False))
            return counted

        return facets(query, count)

    def _suggestions(self, query: Query, wishes: _Wishes) -> tuple[Suggestion, ...]:
        def count(text: str) -> int:
            parsed = parse(text)
            if parsed.root is None:
                return 0
            search = self._understood(parsed, wishes)
            found = len(self._entries(search)) + len(self._kept(search, oldest=False))
            if "annotation" in search.kinds:
                found += len(find_notes(self._shelves, search.asked))
            if "passage" in search.kinds:
                found += passages.find(self._shelves, search.asked, 0)[1]
            return found

        if query.root is None:
            return ()
        return suggestions(query, self._names, count, () if wishes.off_topic else (with_off_topic(query),))


def _nothing(result: SearchResult) -> bool:
    """Was nothing found but perhaps guesses?"""
    known = any(hit.how not in ("typo", "pinyin") for hit in result.entries)
    return not (known or result.total or result.annotation_total or result.bookmark_total)


def _entry_query(asked: Asked) -> EntryQuery:
    name = as_name(asked.strict) if asked.strict is not None else ""
    return EntryQuery(asked.wide, asked.conditions, name)


def _release(token: CancelToken) -> None:
    """A token cancelled from now on must not stop what the connections do next."""
    with suppress(Cancelled):  # being cancelled already is no reason to keep hold
        token.attach(None)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
