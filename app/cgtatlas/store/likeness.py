"""How alike two pieces of text are, counted in edits; and a text prepared for such comparing.

White space and full or half width say nothing about where words belong, so they are folded away before
anything is compared. Nothing else is: letters, digits and marks are what a text says.
"""

from __future__ import annotations

import functools
import re
from array import array
from bisect import bisect_left

_GAPS = "\\s\u00ad\u200b-\u200f\u2060\ufeff"
_SOLID = re.compile(f"[^{_GAPS}]+")
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
# what must be the same letter by letter: numbers with their points and signs, Latin and Greek words
_TOKEN = re.compile(
    r"[<>≤≥≦≧＜＞±]|[-−–]?[0-9]+(?:[.,:/][0-9]+)*[%‰]?|[0-9A-Za-z\u00b2\u00b3\u00b9\u00c0-\u024f\u0370-\u03ff\u2070-\u209f]+"
)


def solid(text: str) -> str:
    """``text`` without white space and in half width."""
    folded = "".join(_SOLID.findall(text))
    for wide in _WIDE.keys() & set(folded):
        folded = folded.replace(wide, _WIDE[wide])
    return folded


def simplified(folded: str) -> str:
    """The same with traditional characters made simple ones, character by character."""
    from cgtatlas.text.fold import fold

    for char in set(_HAN.findall(folded)):
        other = fold(char)
        if len(other) == 1 and other != char:
            folded = folded.replace(char, other)
    return folded


def tokens(text: str) -> list[str]:
    """Numbers and Latin words of a text, in order: those that must not differ."""
    for wide in _WIDE.keys() & set(text):
        text = text.replace(wide, _WIDE[wide])
    return _TOKEN.findall(text)


class Ground:
    """A text in which places are looked for: folded once, with the way back to the original."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = solid(text)
        # one number a character: made of whole ranges, since there are many
        whole = array("I", range(len(text)))
        self._at = array("I")
        for match in _SOLID.finditer(text):
            self._at += whole[match.start() : match.end()]

    @functools.cached_property
    def simple(self) -> str:
        """The folded text in simplified characters; positions are the same."""
        return simplified(self.folded)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that a range of the folded text, not an empty one, came from."""
        return self._at[start], self._at[end - 1] + 1

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """The range of the folded text that a range of the original became."""
        return bisect_left(self._at, start), bisect_left(self._at, end)

    def occurrences(self, words: str, limit: int, folded: str = "") -> list[int]:
        """Where ``words`` stand in the folded text, overlapping ones too; at most ``limit`` and one more."""
        folded = folded or self.folded
        found: list[int] = []
        at = folded.find(words)
        while at >= 0 and len(found) <= limit:
            found.append(at)
            at = folded.find(words, at + 1)
        return found


@functools.lru_cache(maxsize=2)
def ground(text: str) -> Ground:
    """A text prepared for comparing; the last two are kept, for one is asked about many places."""
    return Ground(text)


def edits(one: str, other: str) -> int:
    """The least number of characters to change, put in or take out to make one text the other."""
    one, other = _cores(one, other)
    if not one or not other:
        return len(one) + len(other)
    return _scan(one, other, anchored=True)[-1]


def border_edits(pattern: str, text: str, limit: int) -> int:
    """The edits between ``pattern`` and that beginning of ``text`` which it is most like.

    Where these are sure to be more than ``limit``, some number greater than it.
    """
    if text.startswith(pattern):
        return 0
    text = text[: len(pattern) + limit]
    strangers = len(set(pattern) - set(text))  # each has to be changed
    if strangers > limit:
        return strangers
    same = _alike_from_start(pattern, text)
    return min(_scan(pattern[same:], text[same:], anchored=True))


def best_end(pattern: str, text: str) -> tuple[int, int]:
    """(edits, end) of the piece of ``text`` that ``pattern`` is most like; the last of equal ones."""
    at = text.rfind(pattern)
    if at >= 0:
        return 0, at + len(pattern)
    scores = _scan(pattern, text, anchored=False)
    least = min(scores)
    return least, len(scores) - 1 - scores[::-1].index(least)


def best_start(pattern: str, text: str) -> tuple[int, int]:
    """(edits, start) of the piece of ``text`` that ``pattern`` is most like; the first of equal ones."""
    least, end = best_end(pattern[::-1], text[::-1])
    return least, len(text) - end


def shared(one: str, other: str) -> float:
    """How much two texts share, from 0 to 1: by edits, for long ones by their pieces of four characters."""
    longest = max(len(one), len(other))
    if not longest:
        return 1.0
    mine, theirs = _cores(one, other)
    if max(len(mine), len(theirs)) <= _EXACTLY:
        return 1 - edits(mine, theirs) / longest
    few, many = ({text[n : n + 4] for n in range(len(text) - 3)} for text in (mine, theirs))
    same = longest - max(len(mine), len(theirs))
    return (same + len(few & many) / max(len(few), len(many), 1) * (longest - same)) / longest


#: Longer differences are not counted edit by edit.
_EXACTLY = 400


def _alike_from_start(one: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _cores(one: str, other: str) -> tuple[str, str]:
    """Both without what they have in common at the beginning and the end."""
    same = _alike_from_start(one, other)
    one, other = one[same:], other[same:]
    same = _alike_from_start(one[::-1], other[::-1])
    return one[: len(one) - same], other[: len(other) - same]


def _scan(pattern: str, text: str, *, anchored: bool) -> list[int]:
    """Edits between ``pattern`` and the text up to each position (anchored: from its beginning; else from
    wherever it is best): all columns of the table at once, as the bits of one number each.
    """
    bits: dict[str, int] = {}
    for at, char in enumerate(pattern):
        bits[char] = bits.get(char, 0) | 1 << at
    score, all_ones, top = len(pattern), (1 << len(pattern)) - 1, 1 << len(pattern) >> 1
    more, less, step = all_ones, 0, int(anchored)
    scores = [score]
    for char in text:
        equal = bits.get(char, 0)
        across = (((equal & more) + more) ^ more) | equal
        rising = less | ~(across | more) & all_ones
        falling = more & across
        score += bool(rising & top) - bool(falling & top)
        rising, falling, equal = rising << 1 | step, falling << 1, equal | less
        more = (falling | ~(equal | rising)) & all_ones
        less = rising & equal & all_ones
        scores.append(score)
    return scores
