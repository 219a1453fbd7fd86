"""Orders the passages of one library by relevance, however common the words are.

Few hits are ordered by BM25 exactly. Ordering many would take seconds, so then the champion index is
walked from the weightiest passages downwards: BM25 order for one word, up to a twentieth.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from cgtatlas.text.tokens import HIGHEST_LEVEL, LOWEST_LEVEL, STEPS, level_token

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from cgtatlas.search.plan import Match

#: Up to so many hits are ordered exactly: one word, anything else.
EXACT_WORD, EXACT_OTHER = 1500, 6000
#: Counts end here; beyond, "10,000+" is said.
COUNT_CAP = 10_000
_MERGED_HITS = 100_000
_CHAMPIONS = 4000

Scored = tuple[float, int]  # score (more is better), passage id


def count(connection: sqlite3.Connection, expression: str, cap: int | None = None) -> int:
    """Number of hits, not beyond ``cap``."""
    limit = "" if cap is None else f"LIMIT {cap}"
    found = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM passage_fts WHERE passage_fts MATCH ? {limit})", (expression,)
    )
    return int(found.fetchone()[0])


def champions(connection: sqlite3.Connection, term: str, cap: int) -> int:
    """Number of passages in which a term has weight, not beyond ``cap``: at least so many hold it."""
    levels = range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)
    expression = " OR ".join(f'"{level_token(term, level)}"' for level in levels)
    found = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM champion_fts WHERE champion_fts MATCH ? LIMIT ?)",
        (expression, cap),
    )
    return int(found.fetchone()[0])


def ids(connection: sqlite3.Connection, expression: str) -> Iterator[int]:
    """The passages that match, by id, read as they are taken."""
    rows = connection.execute("SELECT rowid FROM passage_fts WHERE passage_fts MATCH ?", (expression,))
    return (id_ for (id_,) in rows)


def best(
    connection: sqlite3.Connection,
    match: Match,
    need: int,
    last: AbstractSet[int],
    allowed: AbstractSet[int] | None = None,
    number: int | None = None,
) -> list[Scored]:
    """The ``need`` best hits, best first; those in ``last`` come after all others.

    Only ``allowed`` passages count when it is given; ``number`` is how many hits there are, if known.
    """
    limit = EXACT_WORD if match.champions else EXACT_OTHER
    if number is None:
        number = count(connection, match.expression, limit + 1)
    if number <= limit:
        stream: Iterable[Scored] = _exact(connection, match.expression)
    elif match.champions:
        stream = _walk(connection, match)
    else:
        stream = _merge(connection, match)
    first: list[Scored] = []
    held: list[Scored] = []
    seen: set[int] = set()
    for score, id_ in stream:
        if id_ in seen or (allowed is not None and id_ not in allowed):
            continue
        seen.add(id_)
        (held if id_ in last else first).append((score, id_))
        if len(first) >= need:
            return first
    return first + held[: need - len(first)]


def _exact(connection: sqlite3.Connection, expression: str) -> list[Scored]:
    rows = connection.execute(
        "SELECT -rank, rowid FROM passage_fts WHERE passage_fts MATCH ?", (expression,)
    ).fetchall()
    rows.sort(key=lambda row: (-row[0], row[1]))
    return rows


def _level(
    connection: sqlite3.Connection, terms: Iterable[str], level: int, limit: int = -1
) -> Iterator[int]:
    expression = " OR ".join(f'"{level_token(term, level)}"' for term in terms)
    rows = connection.execute(
        "SELECT rowid FROM champion_fts WHERE champion_fts MATCH ? LIMIT ?", (expression, limit)
    )
    return (id_ for (id_,) in rows)


def _walk(connection: sqlite3.Connection, match: Match) -> Iterator[Scored]:
    """Champions by level, then all other hits."""
    for level in range(HIGHEST_LEVEL, LOWEST_LEVEL - 1, -1):
        for id_ in _level(connection, match.champions, level):
            yield level / STEPS, id_
    for id_ in ids(connection, match.expression):
        yield 0.0, id_


def _merge(connection: sqlite3.Connection, match: Match) -> Iterator[Scored]:
    """Hits by the sum of the weights of the query's terms among their champions."""
    found = ids(connection, match.expression)
    scores: dict[int, float] = {}
    if not match.either:  # else every champion is a hit
        scores = dict.fromkeys((id_ for _, id_ in zip(range(_MERGED_HITS), found, strict=False)), 0.0)
    for leaf in match.leaves:
        for token in dict.fromkeys(leaf):
            for id_, level in _champions(connection, token).items():
                if match.either or id_ in scores:
                    weight = (level - LOWEST_LEVEL + 1) / STEPS / len(leaf)
                    scores[id_] = scores.get(id_, 0.0) + weight
    ordered = heapq.nsmallest(_CHAMPIONS, ((-score, id_) for id_, score in scores.items()))
    yield from ((-score, id_) for score, id_ in ordered)
    yield from ((0.0, id_) for id_ in scores)
    yield from ((0.0, id_) for id_ in found)


def _champions(connection: sqlite3.Connection, token: str) -> dict[int, int]:
    levels: dict[int, int] = {}
    for level in range(HIGHEST_LEVEL, LOWEST_LEVEL - 1, -1):
        room = _CHAMPIONS - len(levels)
        if room <= 0:
            break
        for id_ in _level(connection, (token,), level, room):
            levels.setdefault(id_, level)
    return levels
