"""Where an annotation belongs in a text that may have changed: the right place, or none.

The rule that everything here serves: never a wrong place. Deleting the annotated words must not move the
annotation to the same words elsewhere, so words alone decide nothing; their surroundings do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.core.errors import NotFound
from cgtatlas.core.model import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Characters of context on each side (W3C prefix and suffix); fewer on a side that does not tell this place
#: from every other one with the same words.
CONTEXT = 32
#: The most that is taken to tell them apart.
LONGEST = 512
#: By how many characters the right place must agree better than any other one.
MARGIN = 8


@dataclass(frozen=True, slots=True)
class Placed:
    """The answer: ``how`` is exact, moved or lost; a lost one has start = end = -1."""

    start: int
    end: int
    how: str


LOST = Placed(-1, -1, "lost")


def make_anchor(document: str, sha256: str, text: str, start: int, end: int) -> Anchor:
    """Selectors for ``text[start:end]``. Raises NotFound("no_range") for a range that is not in the text.

    Each side's context is lengthened, up to LONGEST, until it alone tells this place from every other
    one with the same words: so one unchanged side is enough to find the place again. A side that cannot
    (the text ends before, or repeats itself for longer) is kept shorter than CONTEXT, which marks it.
    """
    if not 0 <= start < end <= len(text):
        raise NotFound("no_range", document=document, start=start, end=end)
    exact = text[start:end]
    before = after = 0
    for found in _occurrences(text, exact):
        if found != start:
            before = max(before, _agree_back(text, found, start))
            after = max(after, _agree_on(text, found + len(exact), end))
            if before == after == LONGEST:
                break
    left, right = _length(before, start), _length(after, len(text) - end)
    prefix, suffix = text[start - left : start], text[end : end + right]
    return Anchor(document, sha256, start, end, exact, prefix, suffix)


def _length(agreeing: int, room: int) -> int:
    wanted = max(CONTEXT, agreeing + MARGIN)
    return wanted if wanted <= min(LONGEST, room) else min(CONTEXT - 1, room)


def place(anchor: Anchor, sha256: str, text: str) -> Placed:
    """The anchored words in ``text``, whose version is ``sha256``; LOST when it is not certain."""
    exact = anchor.exact
    if not exact:
        return LOST
    if anchor.sha256 == sha256 and text[anchor.start : anchor.end] == exact:
        return Placed(anchor.start, anchor.end, "exact")
    found = _certain(anchor, text)
    return LOST if found is None else Placed(found, found + len(exact), "moved")


def _certain(anchor: Anchor, text: str) -> int | None:
    exact, prefix, suffix = anchor.exact, anchor.prefix, anchor.suffix
    if prefix + suffix in text:
        return None  # the two sides stand next to each other: the words between them were deleted
    both: list[int] = []
    one: list[int] = []
    for start in _occurrences(text, exact):
        left = _agrees_left(text, start, prefix)
        right = text.startswith(suffix, start + len(exact))
        if left and right:
            both.append(start)
        elif (left and _tells(prefix)) or (right and _tells(suffix)):
            one.append(start)
    if both:
        telling = _tells(prefix) + _tells(suffix)
        # several: alike in all that is known; in a run (-----) one side alone cannot count the words
        return both[0] if len(both) == 1 and telling > _repeats(anchor) else None
    return one[0] if len(one) == 1 and not _repeats(anchor) else None


def _agrees_left(text: str, start: int, prefix: str) -> bool:
    return text.endswith(prefix, 0, start)


def _tells(context: str) -> bool:
    return len(context) >= CONTEXT


def _repeats(anchor: Anchor) -> bool:
    """Do the words stand in their own surroundings once more? Then these may have closed over a gap."""
    around = anchor.prefix + anchor.exact + anchor.suffix
    return any(found != len(anchor.prefix) for found in _occurrences(around, anchor.exact))


def _occurrences(text: str, words: str) -> Iterator[int]:
    found = text.find(words)
    while found >= 0:
        yield found
        found = text.find(words, found + 1)


def _agree_back(text: str, one: int, other: int) -> int:
    """How many characters before two positions are the same, up to LONGEST."""
    count, room = 0, min(LONGEST, one, other)
    while count < room and text[one - 1 - count] == text[other - 1 - count]:
        count += 1
    return count


def _agree_on(text: str, one: int, other: int) -> int:
    """How many characters from two positions on are the same, up to LONGEST."""
    count, room = 0, min(LONGEST, len(text) - one, len(text) - other)
    while count < room and text[one + count] == text[other + count]:
        count += 1
    return count
