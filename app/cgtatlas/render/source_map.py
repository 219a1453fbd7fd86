"""Maps between positions of a text view and the original text, both ways, for every character."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.text.fold import Folded, fold, fold_map
from cgtatlas.text.utf16 import utf16_map

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cgtatlas.core.model import Span
    from cgtatlas.render.source import Paragraph


@dataclass(frozen=True, slots=True)
class Placed:
    """Original ``start``..``end`` shown at view position ``at``..``until`` (UTF-16 units)."""

    at: int
    until: int
    start: int
    end: int
    block: int
    cell: int  # number of the paragraph it belongs to
    kind: str


class SourceMap:
    """What of a document a view shows, and where.

    Made from the paragraphs with the view position (UTF-16 units) of each one's first character.
    """

    def __init__(self, text: str, placed: Iterable[tuple[int, Paragraph]]) -> None:
        self.text = text
        self._utf16 = utf16_map(text)
        self._shown: list[Placed] = []
        for cell, (position, paragraph) in enumerate(placed):
            self._shown.extend(self._place(position, paragraph, cell))
        self._by_start = sorted(self._shown, key=lambda one: one.start)
        self._starts = [one.start for one in self._by_start]
        self._ats = [one.at for one in self._shown]
        self._folded: list[tuple[list[Placed], Folded]] | None = None

    def _place(self, position: int, paragraph: Paragraph, cell: int) -> Iterable[Placed]:
        extra = 0  # units beyond one for each code point, so far
        for piece in paragraph.pieces:
            units = self._length(piece.start, piece.end)
            at = position + piece.at + extra
            yield Placed(at, at + units, piece.start, piece.end, paragraph.block, cell, paragraph.kind)
            extra += units - (piece.end - piece.start)

    @property
    def bounds(self) -> Span:
        """From the first to the last original position shown."""
        return (self._starts[0], max(one.end for one in self._shown)) if self._shown else (0, 0)

    def _length(self, start: int, end: int) -> int:
        return self._utf16.to_utf16(end) - self._utf16.to_utf16(start)

    def _forward(self, start: int, units: int) -> int:
        return self._utf16.to_code_point(self._utf16.to_utf16(start) + units)

    def to_view(self, position: int) -> int:
        """The view position of an original one; of one not shown: the nearest after it, else before."""
        if not self._shown:
            return 0
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position < self._by_start[index].end:
            piece = self._by_start[index]
            return piece.at + self._length(piece.start, position)
        if index + 1 < len(self._by_start):
            return self._by_start[index + 1].at
        return self._by_start[-1].until

    def to_view_end(self, position: int) -> int:
        """The view position behind the original character before ``position``: where a range ends."""
        if position <= 0:
            return self.to_view(0)
        return self.to_view(position - 1) + self._length(position - 1, position)

    def to_original(self, at: int) -> int:
        """The original position of a view position; between characters shown: the nearest before it."""
        if not self._shown:
            return 0
        index = bisect_right(self._ats, at) - 1
        if index < 0:
            return self._shown[0].start
        piece = self._shown[index]
        return piece.end if at >= piece.until else self._forward(piece.start, at - piece.at)

    def view_ranges(self, start: int, end: int) -> list[Span]:
        """Where original ``start``..``end`` is shown.

        A range that begins and ends in one block shows in that block only: what a page break or a
        table put between the two halves is not part of it.
        """
        over = self._overlapping(start, end)
        if len(over) == 1:  # most of them
            piece = over[0]
            low, high = max(start, piece.start), min(end, piece.end)
            at = piece.at + self._length(piece.start, low)
            return [(at, at + self._length(low, high))]
        if over and len({one.block for one in over}) > 1:
            first = min(over, key=lambda one: one.start).block
            last = max(over, key=lambda one: one.end).block
            if first == last:
                over = [one for one in over if one.block == first]
        found: list[Span] = []
        for piece in sorted(over, key=lambda one: one.at):
            low, high = max(start, piece.start), min(end, piece.end)
            at = piece.at + self._length(piece.start, low)
            until = at + self._length(low, high)
            if found and 0 <= at - found[-1][1] <= 1 and self._same_cell(found[-1][1] - 1, at):
                found[-1] = (found[-1][0], until)
            else:
                found.append((at, until))
        return found

    def _same_cell(self, a: int, b: int) -> bool:
        one, other = bisect_right(self._ats, a) - 1, bisect_right(self._ats, b) - 1
        return self._shown[one].cell == self._shown[other].cell

    def _overlapping(self, start: int, end: int) -> list[Placed]:
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return [one for one in self._by_start[first:last] if one.end > start and one.start < end]

    def original_range(self, a: int, b: int) -> Span | None:
        """The original range behind view positions ``a``..``b``; None when nothing of the text is there."""
        cut = [(low, high) for _, low, high in self._cut(a, b)]
        return (min(low for low, _ in cut), max(high for _, high in cut)) if cut else None

    def copy(self, a: int, b: int) -> str:
        """The original text behind view positions ``a``..``b``, sliced from the original.

        Halves of a cut unit are joined, cells are parted by tabs, units by line ends.
        """
        parts: list[str] = []
        before: Placed | None = None
        for piece, low, high in self._cut(a, b):
            if before is not None and before.cell != piece.cell:
                same = before.block == piece.block
                parts.append(("\t" if piece.kind == "cell" else "") if same else "\n")
            parts.append(self.text[low:high])
            before = piece
        return "".join(parts)

    def _cut(self, a: int, b: int) -> Iterable[tuple[Placed, int, int]]:
        low, high = min(a, b), max(a, b)
        for piece in self._shown[max(0, bisect_right(self._ats, low) - 1) : bisect_left(self._ats, high)]:
            start = self._forward(piece.start, max(0, low - piece.at))
            end = piece.end if high >= piece.until else self._forward(piece.start, high - piece.at)
            if start < end and piece.until > low:
                yield piece, start, end

    def find(self, words: str) -> list[Span]:
        """Ranges of the original text that read like ``words`` when folded, in reading order.

        Each lies inside one unit, over its joints; nothing for words of white space only.
        """
        wanted = fold(words)
        if not wanted.strip():
            return []
        found: list[Span] = []
        for unit, folded in self._folded_units():
            at = folded.text.find(wanted)
            while at >= 0:
                found.append(_outer(unit, *folded.original(at, at + len(wanted))))
                at = folded.text.find(wanted, at + len(wanted))
        return found

    def _folded_units(self) -> list[tuple[list[Placed], Folded]]:
        """Each unit with its folded text, made at the first search."""
        if self._folded is None:
            self._folded = [
                (unit, fold_map("".join(self.text[piece.start : piece.end] for piece in unit)))
                for unit in self._unit_pieces()
            ]
        return self._folded

    def _unit_pieces(self) -> Iterable[list[Placed]]:
        unit: list[Placed] = []
        for piece in self._shown:
            last = unit[-1] if unit else piece
            if piece.block != last.block or (piece.kind == "cell" and piece.cell != last.cell):
                yield unit
                unit = []
            unit.append(piece)
        if unit:
            yield unit


def _outer(unit: list[Placed], low: int, high: int) -> Span:
    """Offsets in a unit's joined text as one original range."""
    at, start, end = 0, unit[0].start, unit[-1].end
    for piece in unit:
        size = piece.end - piece.start
        if at <= low < at + size:
            start = piece.start + low - at
        if at < high <= at + size:
            end = piece.start + high - at
        at += size
    return start, end
