"""The part of a hit that a list shows: whole sentences where they fit, with all found words lit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import PassageHit, Span

_ELLIPSIS = "…"
_MOST = 3  # pieces of one snippet


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a snippet; ``lit`` when it is one of the found words."""

    text: str
    lit: bool


def snippet(hit: PassageHit, width: int = 120) -> list[Segment]:
    """The pieces of a passage with its found words, about ``width`` characters together, in segments.

    Different words that stand far apart are shown in up to three pieces. A piece begins and ends with a
    sentence where that fits, else between characters; an ellipsis stands only where something was cut.
    """
    text, spans = hit.text, in_passage(hit)
    found: list[Segment] = []
    at = 0
    for start, end in _pieces(text, spans, max(width, 1)):
        if text[at:start].strip():
            found.append(Segment(_ELLIPSIS, False))
        found += _lit(text, spans, start, end)
        at = end
    return [*found, Segment(_ELLIPSIS, False)] if text[at:].strip() else found


def _lit(text: str, spans: Sequence[Span], start: int, end: int) -> list[Segment]:
    """One piece, cut at the borders of its found words."""
    found: list[Segment] = []
    at = start
    for low, high in spans:
        low, high = max(low, start), min(high, end)
        if low >= high:
            continue
        if at < low:
            found.append(Segment(text[at:low], False))
        found.append(Segment(text[low:high], True))
        at = high
    return [*found, Segment(text[at:end], False)] if at < end else found


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


def _pieces(text: str, spans: Sequence[Span], width: int) -> list[Span]:
    """The ranges to show, ascending and apart: one where it holds every different word, else a few."""
    whole = sentences(text)
    if not whole:
        return [(0, min(len(text), width))]
    if not spans:
        return [_window(text, whole, whole[0][0], whole[0][0], width)]
    words = [text[start:end].casefold() for start, end in spans]
    best = _densest(spans, words, width)
    missing = set(words)
    if missing <= _inside(spans, words, best):
        return [_window(text, whole, *best, width)]
    share = max(width // min(len(missing), _MOST), 1)
    pieces: list[Span] = []
    while missing and len(pieces) < _MOST:
        left = [(span, word) for span, word in zip(spans, words, strict=True) if word in missing]
        best = _densest([span for span, _ in left], [word for _, word in left], share)
        pieces.append(_window(text, whole, *best, share))
        missing -= _inside(spans, words, pieces[-1])
    return _joined(text, sorted(pieces))


def _joined(text: str, pieces: Sequence[Span]) -> list[Span]:
    """Pieces that touch or overlap as one."""
    found = [pieces[0]]
    for start, end in pieces[1:]:
        if text[found[-1][1] : start].strip():
            found.append((start, end))
        else:
            found[-1] = found[-1][0], max(end, found[-1][1])
    return found


def _inside(spans: Sequence[Span], words: Sequence[str], piece: Span) -> set[str]:
    """The different words that stand in a range."""
    low, high = piece
    return {word for (start, end), word in zip(spans, words, strict=True) if low <= start and end <= high}


def _window(text: str, whole: Sequence[Span], start: int, end: int, width: int) -> Span:
    """A range around found words, grown by sentences as far as the width goes."""
    first = max((i for i, (low, _) in enumerate(whole) if low <= start), default=0)
    last = max((i for i, (low, _) in enumerate(whole) if low < max(end, start + 1)), default=first)
    last = max(first, last)
    low, high = min(start, whole[first][0]), max(end, whole[last][1])
    if high - low > width:
        return _whole_words(text, _cut(low, high, start, end, width), start, end)
    while last + 1 < len(whole) and whole[last + 1][1] - low <= width:
        last += 1
        high = whole[last][1]
    while first > 0 and high - whole[first - 1][0] <= width:
        first -= 1
        low = whole[first][0]
    return low, high


def _densest(spans: Sequence[Span], words: Sequence[str], width: int) -> Span:
    """The stretch of at most ``width`` characters with most different words, then most words; the first."""
    best, most, stop = spans[0], (0, 0), 0
    inside: Counter[str] = Counter()  # the words of spans[i:stop]
    for i, (start, end) in enumerate(spans):
        stop = max(stop, i)
        while stop < len(spans) and spans[stop][1] <= start + width:
            inside[words[stop]] += 1
            stop += 1
        worth = len(inside), stop - i
        if worth > most:
            best, most = (start, spans[stop - 1][1]), worth
        elif not most[0]:
            best, most = (start, end), (1, 1)  # a word longer than the width
        if stop > i:
            inside[words[i]] -= 1
            if not inside[words[i]]:
                del inside[words[i]]
    return best


def _cut(low: int, high: int, start: int, end: int, width: int) -> Span:
    """A piece of a sentence that is too long: the words with what stands around them."""
    if start - low + (end - start) <= width:
        return low, low + width  # from the sentence's beginning the words are still inside
    before = max((width - (end - start)) // 3, 0)
    begin = max(low, start - before)
    stop = min(high, max(begin + width, end if end - begin <= width else begin + width))
    return max(low, min(begin, stop - width)), stop


def _whole_words(text: str, piece: Span, start: int, end: int) -> Span:
    """A piece without the halves of Latin words and numbers at its ends; what was found stays in it."""
    begin, stop = piece
    while begin < start and _inside_word(text, begin):
        begin += 1
    while stop > end and _inside_word(text, stop):
        stop -= 1
    return begin, stop


def _inside_word(text: str, at: int) -> bool:
    around = text[max(at - 1, 0) : at + 1]
    return 0 < at < len(text) and around.isascii() and around.isalnum()
