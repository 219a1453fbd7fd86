"""Reads the full-text tables of one library, and keeps what many searches ask of them again."""

from __future__ import annotations

import functools
import json
import math
import re
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.text.tokens import HIGHEST_LEVEL, LONGEST_WORD, LOWEST_LEVEL, is_han, level_token

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: A library of so many passages is small.
SMALL = 20_000
#: Counts end here; beyond, "10,000+" is said.
COUNT_CAP = 10_000
#: A Han character that weighs in so many passages is not looked for among all pairs that begin with it.
FREQUENT_CHARACTER = 4000
#: The frequency of a word is not counted further.
FREQUENT = 20_000
#: So many champions of a word are kept, the weightiest ones.
CANDIDATES = 600
_SELDOM = 1000  # champions of a word in fewer passages are read in one go
_KEPT = 400  # words of which champions are kept: 2 MB at most
_KNOWN = 20_000  # words of which the frequency is kept

#: Champions of a word, the weightiest first: their ids, and of each its level.
Champions = tuple["array[int]", bytes]
_MARKS = frozenset(",.%")
_FEWEST = 500  # a word in fewer passages is quickly read from the lists of FTS5
_SETS = 64  # phrases that are kept as sets: 10 MB in a library of a million passages
_FARTHEST = 1 << 23  # a set of greater numbers would be too large
_SET_BYTE = re.compile(rb"[^\0]")
_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))
_LEVELS = range(HIGHEST_LEVEL, LOWEST_LEVEL - 1, -1)


@dataclass(slots=True, eq=False)
class Index:
    """The full-text tables of a library as they stand, their number of passages, and what was read of them.

    It is thrown away when the library changes.
    """

    connection: sqlite3.Connection
    passages: int
    completed: dict[str, tuple[list[str], int] | None] = field(default_factory=dict)  # see plan.completions
    lengths: dict[int, int] = field(default_factory=dict)  # tokens of passages that were weighed
    _known: dict[str, int] = field(default_factory=dict)
    _champions: dict[str, Champions] = field(default_factory=dict)  # the one used last is the last one
    _listed: bool = False
    _sets: dict[str, int] = field(default_factory=dict)  # by phrase: a bit for each passage, or 0: asked once

    def frequency(self, token: str) -> int:
        """In how many passages a token stands, not beyond a large number; of a character, at least."""
        found = self._known.get(token)
        if found is None:
            if len(self._known) >= _KNOWN:
                self._known.clear()
            found = self._known[token] = self._counted(token)
        return found

    def _counted(self, token: str) -> int:
        if token in _MARKS:  # they are hardly rarer than anything else
            return self.passages
        if self.character(token):
            return len(champions(self.connection, [token], FREQUENT))
        if token.isalnum() and not is_han(token) and len(token) <= LONGEST_WORD:
            row = self.connection.execute(
                "SELECT passages FROM vocabulary WHERE term = ?", (token,)
            ).fetchone()
            return min(row[0], FREQUENT) if row is not None else 0
        return count(self.connection, f'"{token}"', FREQUENT)

    @staticmethod
    def character(token: str) -> bool:
        """Is a token a single Han character?"""
        return len(token) == 1 and is_han(token)

    def common(self, character: str) -> bool:
        """Is a Han character too common, in a large library, to gather all pairs that begin with it?"""
        return self.passages > SMALL and self.frequency(character) >= FREQUENT_CHARACTER

    def weight(self, token: str) -> float:
        """BM25's weight of a token: the rarer the more."""
        holding = self.frequency(token)
        return max(math.log((self.passages - holding + 0.5) / (holding + 0.5)), 1e-6)

    def champions(self, token: str) -> Champions:
        """The ``CANDIDATES`` weightiest passages of a token."""
        found = self._champions.pop(token, None)
        if found is None:
            found = self._seldom(token) if self._is_seldom(token) else self._by_level(token)
            if len(self._champions) >= _KEPT:
                del self._champions[next(iter(self._champions))]
        self._champions[token] = found
        return found

    def all_of(self, phrases: Mapping[str, tuple[str, ...]]) -> Hits | None:
        """The passages that hold several phrases, given with their tokens; None when FTS5 has to say.

        What is asked for again and stands in many passages is kept as a set of bits, so that the next AND
        with it is not read from the lists of FTS5.
        """
        for tokens in phrases.values():
            words = (self.frequency(token) for token in tokens if not self.character(token))
            if not _FEWEST <= min(words, default=0) < FREQUENT:
                return None
        sets = [self._set(phrase) for phrase in phrases]
        if 0 in sets:
            return None
        found = _members(functools.reduce(int.__and__, sets))
        return Hits(found) if len(found) <= COUNT_CAP else Hits(found[: COUNT_CAP + 1], found[COUNT_CAP])

    def _set(self, phrase: str) -> int:
        """The passages of a phrase as bits; 0 the first time."""
        if phrase not in self._sets:
            if len(self._sets) >= _SETS:
                del self._sets[next(iter(self._sets))]
            self._sets[phrase] = 0
            return 0
        bits = self._sets.pop(phrase)
        if not bits:
            ids = some(self.connection, phrase, FREQUENT)
            flags = bytearray((ids[-1] >> 3) + 1 if ids and ids[-1] < _FARTHEST else 0)
            for id_ in ids if flags else ():
                flags[id_ >> 3] |= 1 << (id_ & 7)
            bits = int.from_bytes(flags, "little")
        self._sets[phrase] = bits
        return bits

    def _is_seldom(self, token: str) -> bool:
        return not self.character(token) and self.frequency(token) <= _SELDOM

    def _by_level(self, token: str) -> Champions:
        ids, levels = array("q"), b""
        for level in _LEVELS:
            found = at_level(self.connection, (token,), level, CANDIDATES - len(ids))
            ids.extend(found)
            levels += bytes((level,)) * len(found)
            if len(ids) >= CANDIDATES:
                break
        return ids, levels

    def _seldom(self, token: str) -> Champions:
        """All levels in one reading, a tenth of the time that a question for each takes."""
        if not self._listed:
            self.connection.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.champion"
                " USING fts5vocab('main', 'champion_fts', 'instance')"
            )
            self._listed = True
        rows = self.connection.execute(
            "SELECT term, doc FROM temp.champion WHERE term >= ? AND term <= ?",
            (level_token(token, LOWEST_LEVEL), level_token(token, HIGHEST_LEVEL)),
        ).fetchall()
        rows.sort(key=lambda row: (row[0], -row[1]), reverse=True)
        del rows[CANDIDATES:]
        return array("q", [id_ for _, id_ in rows]), bytes(ord(term[-1]) & 0xFF for term, _ in rows)


def _members(bits: int) -> list[int]:
    """The numbers of the bits that are set, ascending."""
    data = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    return [
        match.start() * 8 + bit for match in _SET_BYTE.finditer(data) for bit in _BITS[data[match.start()]]
    ]


def count(connection: sqlite3.Connection, expression: str, cap: int | None = None) -> int:
    """Number of hits, not beyond ``cap``."""
    limit = "" if cap is None else f"LIMIT {cap}"
    found = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM passage_fts WHERE passage_fts MATCH ? {limit})", (expression,)
    )
    return int(found.fetchone()[0])


def champions(connection: sqlite3.Connection, terms: Sequence[str], cap: int) -> list[int]:
    """Passages in which all terms have weight, by id and not more than ``cap``: they all hold them."""
    wanted = (" OR ".join(f'"{level_token(term, level)}"' for level in _LEVELS) for term in terms)
    return _packed(connection, "champion_fts", " AND ".join(f"({one})" for one in wanted), cap)


def at_level(connection: sqlite3.Connection, terms: Iterable[str], level: int, limit: int = -1) -> list[int]:
    """Passages in which one of some terms has a weight level, by id."""
    expression = " OR ".join(f'"{level_token(term, level)}"' for term in terms)
    return _packed(connection, "champion_fts", expression, limit)


def ids(connection: sqlite3.Connection, expression: str) -> Iterator[int]:
    """The passages that match, by id, read as they are taken."""
    rows = connection.execute("SELECT rowid FROM passage_fts WHERE passage_fts MATCH ?", (expression,))
    return (id_ for (id_,) in rows)


def some(connection: sqlite3.Connection, expression: str, limit: int) -> list[int]:
    """The first passages that match, by id."""
    return _packed(connection, "passage_fts", expression, limit)


@dataclass(slots=True)
class Hits:
    """Passages that match, by id: all of those up to the number ``upto``, and perhaps others."""

    ids: list[int]
    upto: float = math.inf

    @property
    def whole(self) -> bool:
        """Are these all?"""
        return self.upto == math.inf


def held(connection: sqlite3.Connection, expression: str) -> Hits:
    """All that match, as far as hits are counted."""
    found = some(connection, expression, COUNT_CAP + 1)
    return Hits(found) if len(found) <= COUNT_CAP else Hits(found, found[-1])


def _packed(connection: sqlite3.Connection, table: str, expression: str, limit: int) -> list[int]:
    # one row of JSON takes a third of the time that rows of one number each do
    row = connection.execute(
        f"SELECT json_group_array(rowid) FROM (SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?)",
        (expression, limit),
    ).fetchone()
    found: list[int] = json.loads(row[0])
    return found
