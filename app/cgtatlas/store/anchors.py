"""Where an annotation belongs in a text that may have changed: the right place, or none.

The rule that everything here serves: never a wrong place. Words alone decide nothing, since the same words
stand elsewhere; their surroundings do. So when an anchor is made, its surroundings are taken so far that they
tell this place from every other one with the same or similar words, and how far that was says how much of
them must be found again (lengths in folded characters, see :mod:`cgtatlas.store.likeness`):

* ALONE: no such other place. One side that is found again is enough.
* APART: there are others, and each differs in a third of it. Both sides must be found again.
* more: there are others that differ in DIFFERENT characters. Both sides, with a few edits only.
* less: the text begins or ends there, or repeats itself for longer than LONGEST: such a side proves nothing;
  or another program took it: then both sides must stand there letter by letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cgtatlas.core.errors import NotFound
from cgtatlas.core.model import Anchor
from cgtatlas.store.likeness import border_edits, edits, ground, simplified, solid, tokens
from cgtatlas.store.seek import MOST, Candidate, Wanted, found_near, like_words, same_words

if TYPE_CHECKING:
    from cgtatlas.store.likeness import Ground

ALONE = 48
APART = 64
LONGEST = 512
DIFFERENT = 12
_LENGTHS = (APART, 96, 128, 192, 256, 384, LONGEST)
_FEW = 4  # edits: fewer than half of DIFFERENT
_SOME, _SOME_APART = 16, 14  # edits of a side of ALONE or APART characters that still agrees
_MARGIN = 16  # edits by which the best place must be better than the next
_FOREIGN = 24  # of another program's surroundings; each side has to agree letter by letter
_SHORT = 12  # a shorter quote is never taken for the same when its words changed
_ALIKE = 0.75  # of the quote that must still stand
_SIMILAR_FROM = 0.6  # words elsewhere that could become mistakable by an edit
_OTHERS = 1_000  # words that stand in more other places cannot be told apart
_SIMILAR = 40  # places with similar words that are looked at when an anchor is made
_PUSHED = 100  # characters that may have been put in next to the words
_LISTED = 0.45  # score, or share of the words, from which a place is shown to the reader
_SHOWN = 5  # places for the reader to choose from


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that the reader may choose. ``start`` and ``end`` are positions of the original text.

    ``score`` from 0 to 1; ``words``, ``before`` and ``after`` say from 0 to 1 how much of each agrees;
    ``numbers``: do numbers and Latin words agree?
    """

    start: int
    end: int
    text: str
    score: float
    words: float
    before: float
    after: float
    numbers: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """The answer: ``how`` is exact, moved, changed or lost; a lost one has start = end = -1.

    ``moved``: the same words, but for white space and width. ``changed``: certain, in other words.
    """

    start: int
    end: int
    how: str


LOST = Placed(-1, -1, "lost")


def make_anchor(document: str, sha256: str, text: str, start: int, end: int) -> Anchor:
    """Selectors for ``text[start:end]``. Raises NotFound("no_range") for a range that is not in the text."""
    if not 0 <= start < end <= len(text):
        raise NotFound("no_range", document=document, start=start, end=end)
    held = ground(text)
    first, last = held.inside(start, end)
    left, right = _lengths(held, first, last)
    prefix = text[held.original(first - left, first)[0] : start] if left else ""
    suffix = text[end : held.original(last, last + right)[1]] if right else ""
    return Anchor(document, sha256, start, end, text[start:end], prefix, suffix)


def taken_elsewhere(anchor: Anchor) -> bool:
    """Did another program choose the surroundings, so that their lengths say nothing?"""
    lengths = {len(solid(anchor.prefix)), len(solid(anchor.suffix))}
    return lengths.isdisjoint((ALONE - 1, ALONE, *_LENGTHS))


def _lengths(held: Ground, start: int, end: int) -> tuple[int, int]:
    """How much to take of each side."""
    folded, far = held.folded, LONGEST + DIFFERENT
    back, on = folded[max(0, start - far) : start][::-1], folded[end : end + far]
    others = _others(held, start, end)
    if others is None:
        return min(ALONE - 1, len(back)), min(ALONE - 1, len(on))
    if not others:
        return min(ALONE, len(back)), min(ALONE, len(on))
    backs = [folded[max(0, first - far) : first][::-1] for first, _ in others]
    ons = [folded[last : last + far] for _, last in others]
    return _telling(back, backs), _telling(on, ons)


def _telling(side: str, others: list[str]) -> int:
    """How much of a side differs enough from every other one's."""
    for length in _LENGTHS:
        if len(side) < length:
            break
        least = length // 3 if length == APART else DIFFERENT
        others = [other for other in others if border_edits(side[:length], other, least) < least]
        if not others:
            return length
    return min(ALONE - 1, len(side))


def _others(held: Ground, start: int, end: int) -> list[tuple[int, int]] | None:
    """Every other place with the same words, and for a longer quote, with words like them.

    None when there are too many to tell apart.
    """
    words = held.folded[start:end]
    if not words:
        return None
    found = held.occurrences(words, _OTHERS)
    if len(found) > _OTHERS:
        return None
    others = [(at, at + len(words)) for at in found if at != start]
    if len(words) >= _SHORT:
        alike = like_words(Wanted(words, "", "", ()), held, held.folded, _SIMILAR)
        others += [
            (one.start, one.end)
            for one in alike
            if one.words >= _SIMILAR_FROM and (one.end <= start or one.start >= end)
        ]
    return others


def place(anchor: Anchor, sha256: str, text: str, *, thorough: bool = False) -> Placed:
    """The anchored words in ``text``, whose version is ``sha256``; LOST when it is not certain.

    ``thorough``: try the other kind of Chinese characters too (the first time costs some 0.3 s).
    """
    return _quickly(anchor, sha256, text) or _Search(anchor, text).place(thorough)


def search(anchor: Anchor, sha256: str, text: str) -> tuple[Placed, list[Choice]]:
    """The thorough answer, and when it is LOST, places to choose from, the likeliest first."""
    found = _quickly(anchor, sha256, text)
    if found is not None:
        return found, []
    looked = _Search(anchor, text)
    found = looked.place(True)
    return found, looked.choices() if found == LOST else []


def choices(anchor: Anchor, text: str) -> list[Choice]:
    """Places for an anchor in a text that need not be its own document's."""
    return _Search(anchor, text).choices()


def _quickly(anchor: Anchor, sha256: str, text: str) -> Placed | None:
    if not anchor.exact or (anchor.start < 0 and anchor.sha256 == sha256):
        return LOST
    if anchor.sha256 == sha256 and text[anchor.start : anchor.end] == anchor.exact:
        return Placed(anchor.start, anchor.end, "exact")
    return None


class _Search:
    """One annotation looked for in one text; what was found is kept for the next question."""

    def __init__(self, anchor: Anchor, text: str) -> None:
        self._exact = anchor.exact
        self._held, self._wanted = ground(text), Wanted.of(anchor)
        self._empty = not self._wanted.quote or not self._held.folded

    @cached_property
    def _same(self) -> list[Candidate]:
        return same_words(self._wanted, self._held, self._held.folded)

    @cached_property
    def _like(self) -> list[Candidate]:
        return like_words(self._wanted, self._held, self._held.folded)

    def place(self, thorough: bool) -> Placed:
        """The certain place, or LOST."""
        if self._empty:
            return LOST
        best = _one_of(self._wanted, self._held.folded, self._same)
        if best is None and len(self._wanted.quote) >= _SHORT:
            best = self._edited()
        if best is not None:
            return self._placed(best, "moved" if best.words == 1 else "changed")
        return (self._reissued() if thorough else None) or LOST

    def _placed(self, one: Candidate, how: str) -> Placed:
        start, end = self._held.original(one.start, one.end)
        start, end = _with_blanks(self._exact, self._held.text, start, end)
        if tokens(self._held.text[start:end]) != list(self._wanted.tokens):
            return LOST  # what was 10 5 is now 105
        return Placed(start, end, how)

    def _edited(self) -> Candidate | None:
        """Other words in surroundings that leave no doubt, with the same numbers and Latin words."""
        wanted, folded = self._wanted, self._held.folded
        found = [one for one in self._like if _surrounded(wanted, one)]
        best = _best([one for one in found if _alike(wanted, folded, one)])
        if best is None or _closed(wanted, folded):
            return None
        apart = [one for one in found if one.end <= best.start or one.start >= best.end]
        if any(_total(one) - _total(best) < _MARGIN for one in apart):
            return None
        # between the two sides stand the very words and others that were put in beside them
        inside = [one for one in self._same if best.start <= one.start and one.end <= best.end]
        return best if not inside else inside[0] if len(inside) == 1 else None

    def _reissued(self) -> Placed | None:
        """The same text in traditional characters, or in simple ones."""
        wanted, held = self._wanted, self._held
        quote, before, after = (simplified(part) for part in wanted.parts)
        simple = Wanted(quote, before, after, wanted.tokens)
        if simple == wanted and held.simple == held.folded:
            return None
        best = _one_of(simple, held.simple, same_words(simple, held, held.simple))
        return None if best is None else self._placed(best, "changed")

    def choices(self) -> list[Choice]:
        """Places that the reader may choose from."""
        if self._empty:
            return []
        wanted = self._wanted
        ranked = sorted(self._same + self._like, key=lambda one: (-_score(wanted, one), one.start))
        kept: list[Candidate] = []
        for one in ranked:
            apart = all(one.end <= other.start or one.start >= other.end for other in kept)
            if apart and (one.words >= _LISTED or _score(wanted, one) >= _LISTED):
                kept.append(one)
        return [self._choice(one) for one in kept[:_SHOWN]]

    def _choice(self, one: Candidate) -> Choice:
        wanted = self._wanted
        start, end = self._held.original(one.start, one.end)
        text = self._held.text[start:end]
        score = round(_score(wanted, one), 3)
        before, after = _agreement(wanted.before, one.left), _agreement(wanted.after, one.right)
        numbers = tokens(text) == list(wanted.tokens)
        return Choice(
            start, end, text, score, round(one.words, 3), round(before, 3), round(after, 3), numbers
        )


def _score(wanted: Wanted, one: Candidate) -> float:
    """From 0 to 1. Short words stand in many places: what stands around says more than they do."""
    weight = 0.4 + 0.35 * min(1.0, len(wanted.quote) / 24)
    around = (_agreement(wanted.before, one.left) + _agreement(wanted.after, one.right)) / 2
    between = 0.04 if one.left == one.right == 0 else 0.0
    return 0.96 * (weight * one.words**2 + (1 - weight) * around) + between


def _agreement(side: str, many: int) -> float:
    longest = min(len(side), ALONE)
    return max(0.0, 1 - 2 * many / longest) if longest else 0.0


def _one_of(wanted: Wanted, folded: str, found: list[Candidate]) -> Candidate | None:
    """The place of the same words in surroundings that leave no doubt."""
    best = _best([one for one in found if _certain(wanted, folded, one)])
    return None if best is None or _closed(wanted, folded) else best


def _certain(wanted: Wanted, folded: str, one: Candidate) -> bool:
    before, after = len(wanted.before), len(wanted.after)
    left, right = _agrees(before, one.left), _agrees(after, one.right)
    repeats = _repeats(wanted)
    telling = (before >= ALONE) + (after >= ALONE)
    if ALONE in (before, after) and before <= ALONE and after <= ALONE and not repeats:
        # the words stood nowhere else: one side is enough, or some of both
        if (left and before == ALONE) or (right and after == ALONE):
            return True
        if telling == 2 and one.left <= MOST and one.right <= MOST:
            return True
    if left and right:
        return telling > repeats or (min(before, after) >= _FOREIGN and max(before, after) < ALONE - 4)
    # one side, and the other one a little away: something was put in
    enough = telling == 2 or ALONE in (before, after)
    return enough and not repeats and (left or right) and _pushed(wanted, folded, one, left)


def _pushed(wanted: Wanted, folded: str, one: Candidate, left: bool) -> bool:
    """Does the side that does not agree stand a little away, without the words in between?"""
    if left:
        side, text = wanted.after, folded[one.end : one.end + _PUSHED + LONGEST + MOST]
    else:
        side = wanted.before[::-1]
        text = folded[max(0, one.start - _PUSHED - LONGEST - MOST) : one.start][::-1]
    gap = found_near(side, text[: _PUSHED + len(side) + MOST], _FEW)
    words = wanted.quote if left else wanted.quote[::-1]
    return 0 < gap <= _PUSHED and words not in text[:gap]


def _agrees(length: int, many: int) -> bool:
    if length > APART:
        return many <= _FEW
    return many <= {ALONE: _SOME, APART: _SOME_APART}.get(length, 0)


def _best(sure: list[Candidate]) -> Candidate | None:
    """The one place, or the one that is better than every other by far."""
    ranked = sorted(sure, key=_total)
    if not ranked or (len(ranked) > 1 and _total(ranked[1]) - _total(ranked[0]) < _MARGIN):
        return None
    return ranked[0]


def _total(one: Candidate) -> int:
    return one.left + one.right


def _closed(wanted: Wanted, folded: str) -> bool:
    """Do the two sides stand next to each other? Then the words between them were deleted."""
    if not wanted.before:
        return folded.startswith(wanted.after)
    return wanted.before + wanted.after in folded if wanted.after else folded.endswith(wanted.before)


def _repeats(wanted: Wanted) -> bool:
    """Do the words stand in their own surroundings once more? Then these may have closed over a gap."""
    around = wanted.before + wanted.quote + wanted.after
    at = around.find(wanted.quote)
    return at != len(wanted.before) or around.find(wanted.quote, at + 1) >= 0


def _with_blanks(exact: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The range with the white space at the quote's ends, where it stands there too."""
    lead, trail = len(exact) - len(exact.lstrip()), len(exact) - len(exact.rstrip())
    if lead and text[max(0, start - lead) : start] == exact[:lead]:
        start -= lead
    if trail and text[end : end + trail] == exact[-trail:]:
        end += trail
    return start, end


def _surrounded(wanted: Wanted, one: Candidate) -> bool:
    before, after = len(wanted.before), len(wanted.after)
    if min(before, after) < ALONE:
        return before + after >= ALONE and one.left == 0 and one.right == 0
    return _agrees(before, one.left) and _agrees(after, one.right)


def _alike(wanted: Wanted, folded: str, one: Candidate) -> bool:
    return edits(wanted.quote, folded[one.start : one.end]) <= (1 - _ALIKE) * len(wanted.quote)
