"""Finds the names of entries in texts: longest first, never inside another word or name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ahocorasick

from cgtatlas.text.fold import HAN, fold, fold_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cgtatlas.core.model import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a text, with the positions of its original words."""

    start: int
    end: int
    entry: str


class NameFinder:
    """All names in one automaton, so that a text is read once however many names there are."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take (name, entry) pairs."""
        self._automaton = ahocorasick.Automaton()
        for name, entry in names:
            folded = fold(name)
            if folded:
                self._automaton.add_word(folded, (len(folded), entry))
        self._empty = len(self._automaton) == 0
        self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Found]:
        """Names in a text, in order, none overlapping another: the longer name wins."""
        if self._empty:
            return
        folded = fold_map(text)
        hits = [
            (end + 1 - length, end + 1, entry)
            for end, (length, entry) in self._automaton.iter(folded.text)
            if _stands_alone(folded.text, end + 1 - length, end + 1)
        ]
        reached = -1
        for start, end, entry in _longest(hits):
            if start >= reached:
                reached = end
                yield Found(*folded.original(start, end), entry)


def _longest(hits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Drop every hit that overlaps a longer one; the earlier wins among equals."""
    taken: list[tuple[int, int, str]] = []
    covered: set[int] = set()
    for hit in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        positions = range(hit[0], hit[1])
        if covered.isdisjoint(positions):
            covered.update(positions)
            taken.append(hit)
    return sorted(taken)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A name that begins or ends with a Latin letter or digit must not continue a word."""
    before = start > 0 and _is_latin(text[start]) and _is_latin(text[start - 1])
    after = end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end])
    return not (before or after)


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < HAN


def pieces(spans: tuple[Span, ...], start: int, end: int, gap: int = 0) -> list[Span]:
    """Where positions of a passage's joined text lie in the document: one range per span touched.

    ``gap`` is the length of what stands between two joined spans (1 for the tab of a table row).
    """
    found, offset = [], 0
    for first, last in spans:
        length = last - first
        a, b = max(start - offset, 0), min(end - offset, length)
        if a < b:
            found.append((first + a, first + b))
        offset += length + gap
    return found
