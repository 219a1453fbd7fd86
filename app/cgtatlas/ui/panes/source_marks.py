"""What lights up in a source: highlights, hits, found words, the words a link led to."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtGui import QBrush, QPen, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from cgtatlas.ui.widgets.colours import COLOURS, known, striped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QTextDocument

    from cgtatlas.core.model import Annotation, Fact, Span
    from cgtatlas.render.source_map import SourceMap
    from cgtatlas.ui.theme.style import Style

#: More of one kind are not lit: nobody looks at them, and each costs time at every paint.
LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Mine:
    """An annotation of the reader and where it stands now."""

    annotation: Annotation
    start: int
    end: int


@dataclass(slots=True)
class Marks:
    """All marks of one document; ranges are positions of its original text."""

    facts: list[Fact] = field(default_factory=list)
    mine: list[Mine] = field(default_factory=list)
    hits: list[Span] = field(default_factory=list)
    found: list[Span] = field(default_factory=list)
    current: Span | None = None  # of the found ones
    target: Span | None = None  # where the reader was led
    flashing: bool = False

    def facts_at(self, start: int, end: int) -> list[Fact]:
        """Facts drawn from words that touch a range (or hold a position)."""
        stop = max(end, start + 1)
        return [one for one in self.facts if one.citation.start < stop and one.citation.end > start]

    def mine_at(self, position: int) -> list[Mine]:
        """The reader's annotations over a position, the shortest first."""
        return _inner_first(one for one in self.mine if one.start <= position < one.end)


def _inner_first(mine: Iterable[Mine]) -> list[Mine]:
    return sorted(mine, key=lambda one: (one.end - one.start, one.start, one.annotation.created))


def overlaps(mine: Sequence[Mine]) -> list[tuple[Span, list[Mine]]]:
    """Ranges that lie under the same annotations from end to end, each with them, the shortest first."""
    starting: dict[int, list[Mine]] = {}
    for one in mine:
        if one.start < one.end:
            starting.setdefault(one.start, []).append(one)
    found: list[tuple[Span, list[Mine]]] = []
    over: list[Mine] = []
    edges = sorted({edge for one in mine for edge in (one.start, one.end)})
    for start, end in pairwise(edges):
        over = [one for one in over if one.end > start] + starting.get(start, [])
        if over:
            found.append(((start, end), _inner_first(over)))
    return found


def current_mark(style: Style) -> QTextCharFormat:
    """The one of many matches the reader stands at: another colour, and lines all around it."""
    form, ink = QTextCharFormat(), style.colour("flash-text")
    form.setBackground(QBrush(style.colour("flash")))
    form.setForeground(QBrush(ink))
    form.setFontOverline(True)
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    form.setUnderlineColor(ink)
    form.setProperty(QTextCharFormat.Property.OutlinePen, QPen(ink, 1))
    return form


class Painter:
    """Makes the extra selections of a view from marks, the later over the earlier."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def selections(
        self, marks: Marks, shown: SourceMap, document: QTextDocument
    ) -> list[QTextEdit.ExtraSelection]:
        """One selection for each place where a mark is shown."""
        ranges: list[tuple[Span, QTextCharFormat]] = [
            (place, self._mine(over)) for place, over in overlaps(marks.mine[:LIMIT])
        ]
        at_hit = marks.target in marks.hits
        if marks.target is not None and not at_hit:
            ranges.append((marks.target, self._target(marks.flashing)))
        hit, current = self._lit("hit"), current_mark(self._style)
        for places, here in ((marks.hits, marks.target if at_hit else None), (marks.found, marks.current)):
            ranges += [(place, hit) for place in _near(places, shown.bounds, here) if place != here]
            if here is not None:
                ranges.append((here, current))
        return [
            _selection(document, a, b, form)
            for (start, end), form in ranges
            for a, b in shown.view_ranges(start, end)
        ]

    def _mine(self, over: Sequence[Mine]) -> QTextCharFormat:
        """The shortest one's colour and line; stripes of all colours where several lie over each other."""
        colours = list(dict.fromkeys(known(one.annotation.colour) for one in over))
        colour = colours[0]
        form = self._lit(f"mark-{colour}")
        if len(colours) > 1:
            form.setBackground(striped(self._style, colours))
        form.setUnderlineStyle(COLOURS[colour])
        form.setUnderlineColor(self._style.colour(f"mark-{colour}-text"))
        # a line above too: the words have changed since the reader marked them
        form.setFontOverline(any(one.annotation.previous is not None for one in over))
        return form

    def _target(self, flashing: bool) -> QTextCharFormat:
        """Where a link led: a line above the words."""
        form = self._lit("flash" if flashing else "cite")
        form.setFontOverline(True)
        return form

    def _lit(self, role: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setBackground(QBrush(self._style.colour(role)))
        form.setForeground(QBrush(self._style.colour(f"{role}-text")))
        return form


def _near(places: Sequence[Span], bounds: Span, here: Span | None) -> Sequence[Span]:
    """The places that are shown; of very many, those around where the reader is."""
    low, high = bounds
    shown = [place for place in places if place[1] > low and place[0] < high]
    if len(shown) <= LIMIT:
        return shown
    at = bisect_left(shown, here) if here is not None else 0
    first = max(min(at - LIMIT // 2, len(shown) - LIMIT), 0)
    return shown[first : first + LIMIT]


def _selection(document: QTextDocument, a: int, b: int, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
    cursor = QTextCursor(document)
    cursor.setPosition(a)
    cursor.setPosition(b, QTextCursor.MoveMode.KeepAnchor)
    made = QTextEdit.ExtraSelection()
    made.cursor, made.format = cursor, form
    return made
