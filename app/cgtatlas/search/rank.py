"""Orders the passages of one library by relevance, however common the words are.

FTS5's own ``rank`` costs microseconds a hit and reads every phrase of a query once more, so it serves
where hits are few or the library is small. Otherwise the champion index tells where a word weighs most:
walked from the weightiest passages downwards it gives BM25 order for one word; for phrases and several
words it proposes passages, which are hits when their text says so.
"""

from __future__ import annotations

import itertools
import json
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.search.matcher import holds
from cgtatlas.search.tree import And, Term
from cgtatlas.text.fold import fold
from cgtatlas.text.tokens import HIGHEST_LEVEL, K1, LOWEST_LEVEL, MEAN_TOKENS, STEPS, B, is_han, level_token

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from cgtatlas.search.plan import Match
    from cgtatlas.search.tree import Filter, Node

#: Up to so many hits of one word are ordered exactly.
EXACT_WORD = 400
#: So many hits of anything else are ordered by themselves; a library of so many passages is small.
HELD, SMALL = 2000, 20_000
#: Counts end here; beyond, "10,000+" is said.
COUNT_CAP = 10_000
#: A Han character that weighs in so many passages is not looked for among all pairs that begin with it.
FREQUENT_CHARACTER = 4000
_FREQUENT = 20_000  # the frequency of a word is not counted further
_HINTS = 250  # champions of the rarest word that are looked at to order a held set
_CANDIDATES = 600  # champions of a word that are proposed as hits
_PROPOSERS = 3  # words that propose
_VERIFIED = 80  # proposed passages whose text is read
_PIECE = 200  # champions of one level that are read at a time
_AFTER = 1e6  # taken from the score of hits that come after those with champions
_CHUNK = 500

_HAN = re.compile("[\u4e00-\u9fff]+")

Scored = tuple[float, int]  # score (more is better), passage id


@dataclass(slots=True)
class Index:
    """The full-text tables of a library, how many passages they hold, and frequencies that were counted."""

    connection: sqlite3.Connection
    passages: int
    known: dict[str, int] = field(default_factory=dict)

    def frequency(self, token: str) -> int:
        """In how many passages a token stands, not beyond a large number."""
        found = self.known.get(token)
        if found is None:
            if self.character(token):
                found = champions(self.connection, [token], _FREQUENT)
            else:
                found = count(self.connection, f'"{token}"', _FREQUENT)
            self.known[token] = found
        return found

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


def count(connection: sqlite3.Connection, expression: str, cap: int | None = None) -> int:
    """Number of hits, not beyond ``cap``."""
    limit = "" if cap is None else f"LIMIT {cap}"
    found = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM passage_fts WHERE passage_fts MATCH ? {limit})", (expression,)
    )
    return int(found.fetchone()[0])


def champions(connection: sqlite3.Connection, terms: Sequence[str], cap: int) -> int:
    """Number of passages in which all terms have weight, not beyond ``cap``: at least so many hold them."""
    levels = range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)
    wanted = (" OR ".join(f'"{level_token(term, level)}"' for level in levels) for term in terms)
    found = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM champion_fts WHERE champion_fts MATCH ? LIMIT ?)",
        (" AND ".join(f"({one})" for one in wanted), cap),
    )
    return int(found.fetchone()[0])


def ids(connection: sqlite3.Connection, expression: str) -> Iterator[int]:
    """The passages that match, by id, read as they are taken."""
    rows = connection.execute("SELECT rowid FROM passage_fts WHERE passage_fts MATCH ?", (expression,))
    return (id_ for (id_,) in rows)


def some(connection: sqlite3.Connection, expression: str, limit: int) -> list[int]:
    """The first passages that match, by id."""
    return _packed(connection, "passage_fts", expression, limit)


def _packed(connection: sqlite3.Connection, table: str, expression: str, limit: int) -> list[int]:
    # one row of JSON takes a third of the time that rows of one number each do
    row = connection.execute(
        f"SELECT json_group_array(rowid) FROM (SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?)",
        (expression, limit),
    ).fetchone()
    found: list[int] = json.loads(row[0])
    return found


def held(connection: sqlite3.Connection, expression: str) -> list[int] | None:
    """All hits by id; None when they are more than are counted."""
    found = some(connection, expression, HELD + 1)
    if len(found) <= HELD:
        return found
    if count(connection, expression, COUNT_CAP + 1) > COUNT_CAP:  # cheaper than reading them
        return None
    return some(connection, expression, COUNT_CAP)


def best(
    index: Index,
    match: Match,
    need: int,
    last: AbstractSet[int],
    allowed: AbstractSet[int] | None = None,
    known: Sequence[int] | None = None,
) -> list[Scored]:
    """The ``need`` best hits, best first; those in ``last`` come after all others.

    Only ``allowed`` passages count when it is given; ``known`` are all hits, if they are at hand.
    """
    first: list[Scored] = []
    later: list[Scored] = []
    seen: set[int] = set()
    for score, id_ in _ordered(index, match, known):
        if id_ in seen or (allowed is not None and id_ not in allowed):
            continue
        seen.add(id_)
        (later if id_ in last else first).append((score, id_))
        if len(first) >= need:
            return first
    return first + later[: need - len(first)]


def _ordered(index: Index, match: Match, known: Sequence[int] | None) -> Iterable[Scored]:
    connection, expression = index.connection, match.expression
    if match.champions:
        character = match.character and index.common(match.champions[0])
        many = character or match.least > EXACT_WORD
        if not many and count(connection, expression, EXACT_WORD + 1) <= EXACT_WORD:
            return _exact(connection, expression)
        return itertools.chain(_walk(connection, match), _rest(index, match))
    if known is None and match.loose is not None:
        return itertools.chain(_proposed(index, match, None), _read(index, match))
    found = held(connection, expression) if known is None else known
    if found is not None and index.passages <= SMALL and len(found) <= HELD:
        return _exact(connection, expression)
    if found is not None and len(found) <= HELD:
        return _weighed(index, match, found)
    return itertools.chain(_proposed(index, match, found), _rest(index, match))


def reads(index: Index, match: Match, found: Iterable[int]) -> Iterator[int]:
    """Those of some passages whose text says that they are hits."""
    for id_ in found:
        row = index.connection.execute("SELECT text FROM passage WHERE id = ?", (id_,)).fetchone()
        if row is None or match.node is None:
            continue
        if _plainly(match.node, row[0]) or holds(match.node, fold(row[0]), _never):
            yield id_


def _plainly(node: Node, text: str) -> bool:
    """Can a text be seen to be a hit without folding it? Folded Han characters are what they were."""
    if isinstance(node, Term):
        return not node.apart and _HAN.fullmatch(node.folded) is not None and node.folded in text
    return isinstance(node, And) and all(_plainly(part, text) for part in node.parts)


def _read(index: Index, match: Match) -> Iterator[Scored]:
    """Hits among all that hold the words which are not a single character; without such words, all hits."""
    connection = index.connection
    if match.loose:
        yield from ((-_AFTER, id_) for id_ in reads(index, match, ids(connection, match.loose)))
        return
    weighty = min((_champions(connection, leaf[0], -1) for leaf in match.leaves), key=len, default={})
    yield from ((-_AFTER, id_) for id_ in reads(index, match, weighty))
    yield from ((-2 * _AFTER, id_) for id_ in ids(connection, match.expression))


def _exact(connection: sqlite3.Connection, expression: str) -> list[Scored]:
    rows = connection.execute(
        "SELECT -rank, rowid FROM passage_fts WHERE passage_fts MATCH ?", (expression,)
    ).fetchall()
    rows.sort(key=lambda row: (-row[0], row[1]))
    return rows


def _rest(index: Index, match: Match) -> Iterator[Scored]:
    """Hits in which no word weighs much, after all others: many by length, then by id."""
    found = some(index.connection, match.expression, HELD)
    yield from ((score - _AFTER, id_) for score, id_ in _weighed(index, match, found))
    if len(found) == HELD:
        yield from ((-2 * _AFTER, id_) for id_ in ids(index.connection, match.expression))


def _level(connection: sqlite3.Connection, terms: Iterable[str], level: int, limit: int = -1) -> list[int]:
    expression = " OR ".join(f'"{level_token(term, level)}"' for term in terms)
    return _packed(connection, "champion_fts", expression, limit)


def _walk(connection: sqlite3.Connection, match: Match) -> Iterator[Scored]:
    """Champions by level."""
    for level in range(HIGHEST_LEVEL, LOWEST_LEVEL - 1, -1):
        found = _level(connection, match.champions, level, _PIECE)
        yield from ((level / STEPS, id_) for id_ in found)
        if len(found) == _PIECE:  # seldom wanted: all of it, so that what was given is given again
            yield from ((level / STEPS, id_) for id_ in _level(connection, match.champions, level))


def _champions(connection: sqlite3.Connection, token: str, most: int) -> dict[int, int]:
    """The weightiest passages of a token with their levels; all for -1."""
    levels: dict[int, int] = {}
    for level in range(HIGHEST_LEVEL, LOWEST_LEVEL - 1, -1):
        room = most - len(levels) if most >= 0 else -1
        if room == 0:
            break
        levels.update(dict.fromkeys(_level(connection, (token,), level, room), level))
    return levels


def _weighed(index: Index, match: Match, found: Sequence[int]) -> list[Scored]:
    """All hits, ordered by the lengths of the passages and the weight of the rarest token in them."""
    tokens = [min(leaf, key=index.frequency) for leaf in match.leaves]
    if not tokens:
        return [(0.0, id_) for id_ in found]
    weights = {token: index.weight(token) for token in tokens}
    every = sum(weights.values())
    scores = {id_: every / _norm(length) for id_, length in _lengths(index.connection, found)}
    rarest = max(weights, key=lambda token: weights[token])
    for id_, level in _champions(index.connection, rarest, _HINTS).items() if len(found) > 1 else ():
        if id_ in scores:  # at its length a single occurrence was taken for granted
            scores[id_] += weights[rarest] * max(level / STEPS - scores[id_] / every, 0)
    best_first = sorted((-score, id_) for id_, score in scores.items())
    return [(-score, id_) for score, id_ in best_first]


def _norm(length: int) -> float:
    """What a single occurrence in a passage of so many tokens is divided by."""
    return (1 + K1 * (1 - B + B * length / MEAN_TOKENS)) / (K1 + 1)


def _lengths(connection: sqlite3.Connection, found: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers of tokens of passages, which FTS5 keeps as variable-length integers."""
    for at in range(0, len(found), _CHUNK):
        chunk = found[at : at + _CHUNK]
        marks = ",".join("?" * len(chunk))
        rows = connection.execute(f"SELECT id, sz FROM passage_fts_docsize WHERE id IN ({marks})", chunk)
        for id_, size in rows:
            length = 0
            for byte in size:
                length = length << 7 | byte & 127
            yield id_, length


def _proposed(index: Index, match: Match, found: Sequence[int] | None) -> Iterator[Scored]:
    """Hits among the champions of the query's words, by the sum of their weights.

    Champions of words are hits of an OR anyway; for the rest either all hits are ``found`` or the text has
    to say so.
    """
    connection = index.connection
    tokens = list(dict.fromkeys(token for leaf in match.leaves for token in leaf))
    if not match.either:
        tokens = sorted(tokens, key=index.frequency)[:_PROPOSERS]
    known = None if found is None else frozenset(found)
    scores: dict[int, float] = {}
    for token in tokens:
        weight = index.weight(token) / STEPS
        for id_, level in _champions(connection, token, _CANDIDATES).items():
            if known is None or id_ in known:
                scores[id_] = scores.get(id_, 0.0) + weight * level
    ordered = sorted((-score, id_) for id_, score in scores.items())
    if match.either or known is not None:
        yield from ((-score, id_) for score, id_ in ordered)
        return
    costs = {id_: score for score, id_ in ordered[:_VERIFIED]}
    yield from ((-costs[id_], id_) for id_ in reads(index, match, costs))


def _never(_: Filter) -> bool:
    return False
