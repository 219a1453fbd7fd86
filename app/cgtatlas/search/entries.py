"""Finds entries: by exact name, other name, part of a name, one-letter typo, words of their text."""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.core.model import EntryHit
from cgtatlas.search.conditions import ENTRY_FIELDS, entry_meets
from cgtatlas.search.fields import ENTRY_VALUES
from cgtatlas.search.matcher import holds, lit, places, stands_in, wanted
from cgtatlas.search.names import joined, read_names
from cgtatlas.search.pinyin import sounds_like, typed_sound
from cgtatlas.search.query import Filter
from cgtatlas.text.fold import fold, fold_map
from cgtatlas.text.tokens import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cgtatlas.core.model import EntryRow
    from cgtatlas.library.reader import Library
    from cgtatlas.search.names import NameRow, Names
    from cgtatlas.search.query import Node

#: Roles of a name under which a thing is known in the first place.
_MAIN = frozenset({"official", "brand"})
_EXACT, _BEGINS, _WORD_BEGINS, _WITHIN, _SOUND, _TYPO, _TEXT = range(7)
_LONGEST_NAME = 1000
_SHORTEST_WITHIN = 4  # Latin letters; FDA is not to find CFDA
_LATIN = re.compile("[a-z]{4,}")
_MARKUP = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|[*`#>\[]+")
_APART = " , "  # between parts of a text; stands in no folded text


@dataclass(frozen=True, order=True, slots=True)
class FoundEntry:
    """An entry in the order of results: class of the match, main names first, shorter ones or more words."""

    rank: int
    other: bool
    size: int
    entry: str
    matched: str = field(compare=False)  # the name; "" for words of the text
    how: str = field(compare=False)


@dataclass(slots=True)
class EntryBook:
    """The entries of one library in memory: rows, names and, when first needed, their texts."""

    library: Library
    rows: dict[str, EntryRow] = field(default_factory=dict)
    names: list[NameRow] = field(default_factory=list)
    _names_of: dict[str, list[NameRow]] = field(default_factory=dict)
    _joined: str = ""  # all names, joined, a line each: looked through at one go
    _begins: list[int] = field(default_factory=list)  # where the line of each name begins
    _words: frozenset[str] = frozenset()
    _parts: dict[str, list[str]] = field(default_factory=dict)
    _folded: dict[str, str] = field(default_factory=dict)

    def load(self) -> None:
        """Read rows and names again."""
        self.rows = {row.id: row for row in self.library.entries()}
        self.names = [row for row in read_names(self.library.connection) if row.entry in self.rows]
        self._joined = "\n".join(name.joined for name in self.names) + "\n"
        lengths = (len(name.joined) + 1 for name in self.names)
        self._begins = [0, *itertools.accumulate(lengths)]
        self._parts, self._folded, self._names_of, self._words = {}, {}, {}, frozenset()

    def names_with(self, together: str) -> Iterator[NameRow]:
        """The names in whose joined form something stands."""
        at = self._joined.find(together)
        while at >= 0:
            line = bisect.bisect_right(self._begins, at) - 1
            yield self.names[line]
            at = self._joined.find(together, self._begins[line + 1])

    def names_of(self, entry: str) -> list[NameRow]:
        """The names of one entry."""
        if not self._names_of:
            for name in self.names:
                self._names_of.setdefault(name.entry, []).append(name)
        return self._names_of.get(entry, [])

    def folded(self) -> dict[str, str]:
        """For each entry all its text, folded: names, summaries, articles, values of facts."""
        if not self._folded:
            self._read()
            self._folded = {
                id_: _APART.join(fold(part) for part in parts) for id_, parts in self._parts.items()
            }
        return self._folded

    def words(self) -> frozenset[str]:
        """The Latin words of all its entries, folded."""
        if not self._words:
            self._words = frozenset(word for text in self.folded().values() for word in _LATIN.findall(text))
        return self._words

    def parts(self, entry: str) -> list[str]:
        """The texts of an entry as a reader sees them."""
        self.folded()
        return self._parts[entry]

    def _read(self) -> None:
        query = self.library.connection.execute
        parts: dict[str, list[str]] = {id_: [] for id_ in self.rows}
        for id_, *texts in query("SELECT id, summary_zh, summary_en, article_zh, article_en FROM entry"):
            parts[id_] += [_MARKUP.sub("", text) for text in texts]
        for id_, *values in query("SELECT entry, value_zh, value_en FROM fact ORDER BY entry, ord"):
            parts[id_] += values
        for name in self.names:
            parts[name.entry].append(name.text)
        self._parts = parts


def is_sure(found: FoundEntry) -> bool:
    """Was an entry found by a name that begins like what was typed? Then nothing has to be guessed."""
    return found.rank < _WITHIN


@dataclass(frozen=True, slots=True)
class EntryQuery:
    """What is asked of entries: words (None: any), conditions, and the words as one folded name or ""."""

    words: Node | None
    conditions: Sequence[Node]
    name: str


def find_entries(book: EntryBook, query: EntryQuery, names: Names) -> list[FoundEntry]:
    """The entries of one library that a query finds, in no order."""
    found = by_name(book, query.name) if query.name else {}
    if not any(one.rank == _EXACT for one in found.values()):
        found = {**by_sound(book, query.name), **found}
    if query.name and all(one.rank >= _WITHIN for one in found.values()):
        found = {**by_typo(book, names.near(query.name)), **found}
    terms = list(wanted(query.words)) if query.words is not None else []
    for id_, text in book.folded().items():
        if id_ not in found and (query.words is None or holds(query.words, text, _never)):
            count = sum(1 for term in terms for _ in places(term, text))
            found[id_] = FoundEntry(_TEXT, False, -count, id_, "", "text")
    return [one for one in found.values() if _meets(book.rows[one.entry], query, book)]


def entry_hit(book: EntryBook, query: EntryQuery, found: FoundEntry) -> EntryHit:
    """A found entry as a hit, with the name or the words that matched."""
    row, label = book.rows[found.entry], book.library.name
    if found.matched:
        return EntryHit(row, found.matched, found.how, label)
    terms = list(wanted(query.words)) if query.words is not None else []
    for part in book.parts(found.entry) if terms else []:
        spans = lit(terms, fold_map(part))
        if spans:
            return EntryHit(row, part[slice(*spans[0])], found.how, label)
    return EntryHit(row, row.name_zh or row.name_en, found.how, label)


def _never(_: Filter) -> bool:
    return False


def _meets(row: EntryRow, query: EntryQuery, book: EntryBook) -> bool:
    return all(
        holds(part, book.folded()[row.id], lambda asked: entry_meets(book, row, asked))
        for part in query.conditions
    )


def by_name(book: EntryBook, typed: str) -> dict[str, FoundEntry]:
    """Entries of which a name is, begins with or contains what was typed: the best name of each."""
    together, found = joined(typed), dict[str, FoundEntry]()
    if not together:  # nothing but a percent sign
        return found
    han = is_han(typed)
    within = han or len(together) >= _SHORTEST_WITHIN
    one_word = " " not in typed
    for name in book.names_with(together):
        if name.joined == together:
            rank = _EXACT
        elif name.key.startswith(typed) or (one_word and name.joined.startswith(together)):
            rank = _BEGINS
        elif not han and (stands_in(typed, name.key, prefix=True) or stands_in(together, name.key)):
            rank = _WORD_BEGINS
        elif within and (typed in name.key or together in name.key):
            rank = _WITHIN
        else:
            continue
        row = book.rows[name.entry]
        main = name.role in _MAIN or name.text in (row.name_zh, row.name_en)
        how = "name" if main else "alias"
        one = FoundEntry(rank, not main, len(name.key), row.id, name.text, how)
        found[row.id] = min(found.get(row.id, one), one)
    return found


def by_sound(book: EntryBook, typed: str) -> dict[str, FoundEntry]:
    """Entries of which a Chinese name sounds like what was typed."""
    letters, found = typed_sound(typed), dict[str, FoundEntry]()
    for name in book.names if letters else ():
        likeness = sounds_like(name.key, letters)
        if likeness is not None:
            size = likeness * _LONGEST_NAME + min(len(name.key), _LONGEST_NAME - 1)
            one = FoundEntry(_SOUND, False, size, name.entry, name.text, "pinyin")
            found[name.entry] = min(found.get(name.entry, one), one)
    return found


def by_typo(book: EntryBook, near: list[NameRow]) -> dict[str, FoundEntry]:
    """Entries of which a name is one letter off."""
    return {
        name.entry: FoundEntry(_TYPO, False, len(name.key), name.entry, name.text, "typo")
        for name in near
        if name.entry in book.rows
    }


def selects_entries(conditions: Sequence[Node]) -> bool:
    """Can an entry meet these conditions at all? Spares the reading of all their texts."""
    kinds = ENTRY_VALUES | {"entry"}
    return all(
        not isinstance(part, Filter)
        or (part.field in ENTRY_FIELDS and (part.field != "kind" or not kinds.isdisjoint(part.values)))
        for part in conditions
    )
