"""Candidates for the place of a quote in a text that has changed, each with what speaks for it.

Nothing is decided here; see :mod:`cgtatlas.store.anchors`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.store.likeness import best_end, best_start, border_edits, shared, solid, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cgtatlas.core.model import Anchor
    from cgtatlas.store.likeness import Ground

#: So many places with the same words are looked at one by one; of more, only those near known surroundings.
MANY = 300
#: Characters of each side that are compared first; where these differ too much, the rest is not looked at.
NEAR = 48
#: More edits of a side than this are not counted: it is another text.
MOST = 24
_SEED = 6  # characters of the pieces that are looked up
_SEEDS = 10  # pieces of each of quote and sides
_HITS = 24  # a piece that stands in more places tells little
_REGIONS = 6  # places with most pieces that are looked at closely
_SLACK = 64  # folded characters that may have come or gone between a piece and the quote
_LONG = 200  # a longer quote is found by its two ends


@dataclass(frozen=True, slots=True)
class Wanted:
    """An anchor's selectors, folded."""

    quote: str
    before: str
    after: str
    tokens: tuple[str, ...]

    @classmethod
    def of(cls, anchor: Anchor) -> Wanted:
        """The selectors of an anchor."""
        return cls(
            solid(anchor.exact), solid(anchor.prefix), solid(anchor.suffix), tuple(tokens(anchor.exact))
        )

    @property
    def parts(self) -> tuple[str, str, str]:
        """Quote and both sides."""
        return self.quote, self.before, self.after


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the folded text: ``left`` and ``right`` are edits of the surroundings, MOST + 1 for many.

    ``words``: how much of the quote stands there, from 0 to 1; 1 only for exactly the same.
    """

    start: int
    end: int
    words: float
    left: int
    right: int


def sides(wanted: Wanted, folded: str, start: int, end: int) -> tuple[int, int]:
    """The edits of what stands before and after a place, up to MOST + 1."""
    room = len(wanted.before) + MOST
    left = _side(wanted.before[::-1], folded[max(0, start - room) : start][::-1])
    return left, _side(wanted.after, folded[end : end + len(wanted.after) + MOST])


def _side(pattern: str, text: str) -> int:
    many = border_edits(pattern[:NEAR], text, MOST)
    if many <= MOST and len(pattern) > NEAR:
        many = border_edits(pattern, text, MOST)
    return min(many, MOST + 1)


def same_words(wanted: Wanted, ground: Ground, folded: str) -> list[Candidate]:
    """Every place where exactly the quote stands; of very many, those in surroundings that are known."""
    length = len(wanted.quote)
    found = ground.occurrences(wanted.quote, MANY, folded)
    if len(found) > MANY:
        near = _regions(wanted, ground, folded, _REGIONS)
        found = sorted({at for centre in near for at in _around(folded, wanted.quote, centre)})
    return [Candidate(at, at + length, 1.0, *sides(wanted, folded, at, at + length)) for at in found]


def found_near(side: str, text: str, limit: int) -> int:
    """How far from the beginning of ``text`` something like ``side`` begins; -1 when it does not.

    ``limit`` is how many edits are allowed.
    """
    many, start = best_start(side[:NEAR], text)
    return start if many <= limit and border_edits(side, text[start:], limit) <= limit else -1


def _around(folded: str, quote: str, centre: int) -> Iterator[int]:
    low, high = max(0, centre - _SLACK), centre + len(quote) + _SLACK
    at = folded.find(quote, low, high)
    while at >= 0:
        yield at
        at = folded.find(quote, at + 1, high)


def like_words(wanted: Wanted, ground: Ground, folded: str, most: int = _REGIONS) -> list[Candidate]:
    """Places where the quote may stand in other words: near its surroundings, or near pieces of it."""
    found: dict[tuple[int, int], Candidate] = {}
    for centre in _regions(wanted, ground, folded, most):
        for start, end in _ranges(wanted, folded, centre):
            if (start, end) not in found:
                words = min(shared(wanted.quote, folded[start:end]), 0.99)
                found[start, end] = Candidate(start, end, words, *sides(wanted, folded, start, end))
    return list(found.values())


def _regions(wanted: Wanted, ground: Ground, folded: str, most: int) -> list[int]:
    """Where the quote should begin by the pieces of it all that stand somewhere, best first."""
    # of long surroundings and quotes, what is near the borders of the quote
    before, quote, after = wanted.before[-2 * NEAR :], wanted.quote, wanted.after[: 2 * NEAR]
    size = _SEED if len(before) + len(quote) + len(after) >= 4 * _SEED else 3
    votes: Counter[int] = Counter()
    for text, shift in ((before, -len(before)), (quote, 0), (after, len(quote))):
        for n in range(0, len(text) - size + 1, max(1, len(text) // _SEEDS)):
            hits = ground.occurrences(text[n : n + size], _HITS, folded)
            for at in hits if len(hits) <= _HITS else ():
                votes[at - shift - n] += 1
    return _clusters(votes)[:most]


def _clusters(votes: Counter[int]) -> list[int]:
    """Votes for nearly the same place taken together; the place is the one with most of them."""
    groups: list[list[int]] = []
    for at in sorted(votes):
        if groups and at - groups[-1][-1] <= _SLACK // 4:
            groups[-1].append(at)
        else:
            groups.append([at])
    weighed = [(max(group, key=lambda at: votes[at]), sum(votes[at] for at in group)) for group in groups]
    return [centre for centre, _ in sorted(weighed, key=lambda one: -one[1])]


def _ranges(wanted: Wanted, folded: str, centre: int) -> Iterator[tuple[int, int]]:
    """What the quote may have become near ``centre``: between its surroundings, or what is most like it."""
    length = len(wanted.quote)
    before, after = wanted.before[-NEAR:], wanted.after[:NEAR]
    low = max(0, centre - len(before) - _SLACK)
    window = folded[low : centre + length + len(after) + _SLACK]
    left, start = best_end(before, window) if before else (1, -1)
    right, end = best_start(after, window) if after else (1, -1)
    left_found, right_found = (3 * left <= len(before) - 1), (3 * right <= len(after) - 1)
    if left_found and right_found and start < end <= start + 2 * length + 16:
        yield low + start, low + end
    elif left_found and not right_found and start < len(window):
        yield low + start, min(low + start + length, len(folded))
    elif right_found and not left_found and end > 0:
        yield max(0, low + end - length), low + end
    yield from _most_like(wanted.quote, window, low)


def _most_like(quote: str, window: str, low: int) -> Iterator[tuple[int, int]]:
    head, tail = (quote, quote) if len(quote) <= _LONG else (quote[:NEAR], quote[-NEAR:])
    many, end = best_end(tail, window)
    if 2 * many > len(tail):
        return
    many, start = best_start(head, window[:end])
    if 2 * many <= len(head) and start < end:
        yield low + start, low + end
