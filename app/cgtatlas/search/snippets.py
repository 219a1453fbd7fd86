"""The part of a hit that a list shows: whole sentences where they fit, with all found words lit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import PassageHit, Span

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a snippet; ``lit`` when it is one of the found words."""

    text: str
    lit: bool


def snippet(hit: PassageHit, width: int = 120) -> list[Segment]:
    """The piece of a passage with most of the found words, about ``width`` characters, in segments.

    It begins and ends with a sentence where that fits, else between characters, marked by an ellipsis.
    """
    text, spans = hit.text, in_passage(hit)
    start, end = _window(text, spans, max(width, 1))
    found = [Segment(_ELLIPSIS, False)] if text[:start].strip() else []
    at = start
    for low, high in spans:
        low, high = max(low, start), min(high, end)
        if low >= high:
            continue
        if at < low:
            found.append(Segment(text[at:low], False))
        found.append(Segment(text[low:high], True))
        at = high
    if at < end:
        found.append(Segment(text[at:end], False))
    return [*found, Segment(_ELLIPSIS, False)] if text[end:].strip() else found


def in_passage(hit: PassageHit) -> list[Span]:
    """The matches of a hit as ranges of its own text."""
    glue = 1 if len(hit.text) > sum(end - start for start, end in hit.spans) else 0
    found: list[Span] = []
    offset = 0
    for first, last in hit.spans:
        for start, end in hit.matches:
            low, high = max(start, first), min(end, last)
            if low < high:
                found.append((offset + low - first, offset + high - first))
        offset += last - first + glue
    return sorted(found)


def _window(text: str, spans: Sequence[Span], width: int) -> Span:
    """The range to show: grown by sentences around the densest group of words."""
    whole = sentences(text)
    if not whole:
        return 0, min(len(text), width)
    start, end = _densest(spans, width) if spans else (whole[0][0], whole[0][0])
    first = max((i for i, (low, _) in enumerate(whole) if low <= start), default=0)
    last = max((i for i, (low, _) in enumerate(whole) if low < max(end, start + 1)), default=first)
    last = max(first, last)
    low, high = min(start, whole[first][0]), max(end, whole[last][1])
    if high - low > width:
        return _cut(low, high, start, end, width)
    while last + 1 < len(whole) and whole[last + 1][1] - low <= width:
        last += 1
        high = whole[last][1]
    while first > 0 and high - whole[first - 1][0] <= width:
        first -= 1
        low = whole[first][0]
    return low, high


def _densest(spans: Sequence[Span], width: int) -> Span:
    """The stretch of at most ``width`` characters that holds most found words; the first of equals."""
    best = (0, spans[0])
    for i, (start, end) in enumerate(spans):
        inside = [span for span in spans[i:] if span[1] <= start + width]
        reach = inside[-1][1] if inside else end
        best = max(best, (len(inside), (start, reach)), key=lambda found: found[0])
    return best[1]


def _cut(low: int, high: int, start: int, end: int, width: int) -> Span:
    """A piece of a sentence that is too long: the words with what stands around them."""
    if start - low + (end - start) <= width:
        return low, low + width  # from the sentence's beginning the words are still inside
    before = max((width - (end - start)) // 3, 0)
    begin = max(low, start - before)
    stop = min(high, max(begin + width, end if end - begin <= width else begin + width))
    return max(low, min(begin, stop - width)), stop
