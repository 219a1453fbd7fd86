"""Orders the passages of one library by relevance, however common the words are.

FTS5's own ``rank`` costs microseconds a hit and reads every phrase of a query once more, so it serves
where hits are few or the library is small. Otherwise the champion index tells where a word weighs most:
walked from the weightiest passages downwards it gives BM25 order for one word; for phrases and several
words it proposes passages, which are hits when their text says so.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from cgtatlas.search.matcher import holds
from cgtatlas.search.postings import FREQUENT, SMALL, Hits, at_level, count, held, ids, some
from cgtatlas.search.tree import And, Term
from cgtatlas.text.fold import fold, letters
from cgtatlas.text.tokens import HIGHEST_LEVEL, K1, LOWEST_LEVEL, MEAN_TOKENS, STEPS, B

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from cgtatlas.search.plan import Match
    from cgtatlas.search.postings import Index
    from cgtatlas.search.tree import Filter, Node

#: Up to so many hits of one word are ordered exactly.
EXACT_WORD = 400
#: In a small library so many hits of anything else are ordered exactly.
EXACT_HELD = 2000
#: So many hits of anything else are all weighed.
HELD = 64
_HINTS = 250  # champions of the rarest word that are looked at to weigh them
_PROPOSERS = 3  # words that propose
_WEIGHED = 64  # proposed passages of which the length is looked up
_VERIFIED = 80  # proposed passages whose text is read
_PIECE = 200  # champions of one level that are read at a time
_SAMPLED = 500  # hits in which no word weighs much that are ordered by their length
_AFTER = 1e6  # taken from the score of hits that come after those with champions
_CHUNK = 500
_LENGTHS = 30_000  # lengths that are kept: 3 MB

_HAN = re.compile("[\u4e00-\u9fff]+")
_WORDS = re.compile("[^ ,.%]+")

Scored = tuple[float, int]  # score (more is better), passage id


def best(
    index: Index,
    match: Match,
    need: int,
    last: AbstractSet[int],
    allowed: AbstractSet[int] | None = None,
    known: Hits | None = None,
) -> list[Scored]:
    """The ``need`` best hits, best first; those in ``last`` come after all others.

    Only ``allowed`` passages count when it is given; ``known`` are the hits, if they are at hand.
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


def _ordered(index: Index, match: Match, known: Hits | None) -> Iterable[Scored]:
    connection, expression = index.connection, match.expression
    if match.champions:
        character = match.character and index.common(match.champions[0])
        many = character or match.least > EXACT_WORD
        if not many and holding(index, match, EXACT_WORD + 1) <= EXACT_WORD:
            return _exact(connection, expression)
        return itertools.chain(_walk(connection, match), _rest(index, match, None))
    if match.loose is not None and (known is None or not known.whole):
        return itertools.chain(_proposed(index, match, known or Hits([], upto=0)), _read(index, match))
    found = held(connection, expression) if known is None else known
    if index.passages <= SMALL and found.whole and len(found.ids) <= EXACT_HELD:
        return _exact(connection, expression)
    if found.whole and len(found.ids) <= HELD:
        return _weighed(index, match, found.ids)
    return itertools.chain(_proposed(index, match, found), _rest(index, match, found))


def reads(index: Index, match: Match, found: Iterable[int]) -> Iterator[int]:
    """Those of some passages whose text says that they are hits."""
    for id_ in found:
        row = index.connection.execute("SELECT text FROM passage WHERE id = ?", (id_,)).fetchone()
        if row is None or match.node is None:
            continue
        text, node = row[0], match.node
        if _plainly(node, text) or (_perhaps(node, letters(text)) and holds(node, fold(text), _never)):
            yield id_


def _plainly(node: Node, text: str) -> bool:
    """Can a text be seen to be a hit without folding it? Folded Han characters are what they were."""
    if isinstance(node, Term):
        return not node.apart and _HAN.fullmatch(node.folded) is not None and node.folded in text
    return isinstance(node, And) and all(_plainly(part, text) for part in node.parts)


def _perhaps(node: Node, squeezed: str) -> bool:
    """Can a text be a hit, as far as its letters tell? Folding takes three times as long."""
    if isinstance(node, And):
        return all(_perhaps(part, squeezed) for part in node.parts)
    if isinstance(node, Term) and (node.folded.isascii() or _HAN.fullmatch(node.folded)):
        return all(word in squeezed for word in _WORDS.findall(node.folded))
    return True


def _read(index: Index, match: Match) -> Iterator[Scored]:
    """Hits among all that hold the words which are not a single character; without such words, all hits."""
    connection = index.connection
    if match.loose:
        yield from ((-_AFTER, id_) for id_ in reads(index, match, ids(connection, match.loose)))
        return
    weighty = min((_weighty(connection, leaf[0]) for leaf in match.leaves), key=len, default=[])
    yield from ((-_AFTER, id_) for id_ in reads(index, match, weighty))
    yield from ((-2 * _AFTER, id_) for id_ in ids(connection, match.expression))


def _exact(connection: sqlite3.Connection, expression: str) -> list[Scored]:
    rows = connection.execute(
        "SELECT -rank, rowid FROM passage_fts WHERE passage_fts MATCH ?", (expression,)
    ).fetchall()
    rows.sort(key=lambda row: (-row[0], row[1]))
    return rows


def _rest(index: Index, match: Match, found: Hits | None) -> Iterator[Scored]:
    """Hits in which no word weighs much, after all others: a sample by length, then by id."""
    known = some(index.connection, match.expression, EXACT_HELD) if found is None else found.ids
    sample = known[:: -(-len(known) // _SAMPLED) or 1]
    yield from ((score - _AFTER, id_) for score, id_ in _weighed(index, match, sample))
    whole = len(known) < EXACT_HELD if found is None else found.whole
    rest = known if whole else ids(index.connection, match.expression)
    yield from ((-2 * _AFTER, id_) for id_ in rest)


def holding(index: Index, match: Match, cap: int) -> int:
    """How many passages match, not beyond ``cap``; a single word is counted once for all searches."""
    word = match.champions[0] if len(match.champions) == 1 else ""
    if match.expression == f'"{word}"' and cap <= FREQUENT:
        return min(index.frequency(word), cap)
    return count(index.connection, match.expression, cap)


def _weighty(connection: sqlite3.Connection, token: str) -> list[int]:
    """All champions of a token, the weightiest first."""
    levels = range(HIGHEST_LEVEL, LOWEST_LEVEL - 1, -1)
    return [id_ for level in levels for id_ in at_level(connection, (token,), level)]


def _walk(connection: sqlite3.Connection, match: Match) -> Iterator[Scored]:
    """Champions by level."""
    for level in range(HIGHEST_LEVEL, LOWEST_LEVEL - 1, -1):
        found = at_level(connection, match.champions, level, _PIECE)
        yield from ((level / STEPS, id_) for id_ in found)
        if len(found) == _PIECE:  # seldom wanted: all of it, so that what was given is given again
            yield from ((level / STEPS, id_) for id_ in at_level(connection, match.champions, level))


def _weighed(index: Index, match: Match, found: Sequence[int]) -> list[Scored]:
    """All hits, ordered by the lengths of the passages and the weight of the rarest token in them."""
    tokens = [min(leaf, key=index.frequency) for leaf in match.leaves]
    if not tokens:
        return [(0.0, id_) for id_ in found]
    weights = {token: index.weight(token) for token in tokens}
    every = sum(weights.values())
    scores = {id_: every / _norm(length) for id_, length in _lengths(index, found)}
    rarest = max(weights, key=lambda token: weights[token])
    hints = zip(*index.champions(rarest), strict=True) if len(found) > 1 else ()
    for id_, level in itertools.islice(hints, _HINTS):
        if id_ in scores:  # at its length a single occurrence was taken for granted
            scores[id_] += weights[rarest] * max(level / STEPS - scores[id_] / every, 0)
    best_first = sorted((-score, id_) for id_, score in scores.items())
    return [(-score, id_) for score, id_ in best_first]


def _norm(length: int) -> float:
    """What a single occurrence in a passage of so many tokens is divided by."""
    return (1 + K1 * (1 - B + B * length / MEAN_TOKENS)) / (K1 + 1)


def _lengths(index: Index, found: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers of tokens of passages, kept for the next search: looking one up takes 4 µs."""
    kept = index.lengths
    missing = [id_ for id_ in found if id_ not in kept]
    if missing:
        if len(kept) > _LENGTHS:
            kept.clear()
            missing = list(found)
        kept.update(_read_lengths(index.connection, missing))
    return ((id_, kept[id_]) for id_ in found if id_ in kept)


def _read_lengths(connection: sqlite3.Connection, found: Sequence[int]) -> Iterator[tuple[int, int]]:
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


def _proposed(index: Index, match: Match, found: Hits) -> Iterator[Scored]:
    """Hits among the champions of the query's words, by the sum of their weights.

    Champions of words are hits of an OR anyway; else the ``found`` ones are, and where these say nothing
    the text has to.
    """
    matching = frozenset(found.ids)
    verified = 0
    scored = _sums(index, match, matching, found.upto)
    if not found.upto:  # known from all over the library: there may be enough without reading
        scored.sort(key=lambda one: one[1] not in matching)
    for score, id_ in scored:
        if match.either or id_ in matching:
            yield score, id_
        elif verified < _VERIFIED:
            verified += 1
            yield from ((score, hit) for hit in reads(index, match, (id_,)))


def _sums(index: Index, match: Match, matching: AbstractSet[int], upto: float) -> list[Scored]:
    """Champions of a query's words that may be hits, best first: those in ``matching`` or beyond ``upto``.

    Of the best ones the length is looked up too: words that all hits hold weigh what one occurrence does.
    """
    tokens = list(dict.fromkeys(token for leaf in match.leaves for token in leaf))
    if match.either:
        upto = 0
    else:
        tokens = sorted(tokens, key=index.frequency)[:_PROPOSERS]
    sums: dict[int, float] = {}
    heavy: dict[int, float] = {}  # weights of the words of which a passage is a champion
    for token in tokens:
        weight = index.weight(token)
        for id_, level in zip(*index.champions(token), strict=True):
            if id_ > upto or id_ in matching:
                sums[id_] = sums.get(id_, 0.0) + weight * level / STEPS
                heavy[id_] = heavy.get(id_, 0.0) + weight
    ordered = sorted(((score, id_) for id_, score in sums.items()), key=_best_first)
    if match.either or not isinstance(match.node, Term | And):
        return ordered
    every = sum(map(index.weight, tokens))
    near = [id_ for _, id_ in ordered[:_WEIGHED]]
    for id_, length in _lengths(index, near):
        sums[id_] += (every - heavy[id_]) / _norm(length)
    return sorted(((sums[id_], id_) for id_ in near), key=_best_first) + ordered[_WEIGHED:]


def _best_first(scored: Scored) -> Scored:
    return -scored[0], scored[1]


def _never(_: Filter) -> bool:
    return False
