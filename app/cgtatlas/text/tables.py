"""Tables drawn with upright strokes: ``| a | b |`` over ``|---|---|``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cgtatlas.text.characters import trim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Span
    from cgtatlas.text.lines import Line

_RULE = re.compile(r"[|:\- \t]+")


def table_at(text: str, lines: Sequence[Line], first: int) -> int:
    """How many lines, from ``lines[first]``, make a table; 0 when none begins there."""
    if first + 1 >= len(lines) or lines[first + 1].after_gap:
        return 0
    head, rule = lines[first], lines[first + 1]
    if text.find("|", head.start, head.end) < 0 or not _is_rule(text, rule):
        return 0
    if len(cells(text, head.start, head.end)) != len(cells(text, rule.start, rule.end)):
        return 0
    last = first + 2
    while last < len(lines) and not lines[last].after_gap and _has_stroke(text, lines[last]):
        last += 1
    return last - first


def _has_stroke(text: str, line: Line) -> bool:
    return text.find("|", line.start, line.end) >= 0


def _is_rule(text: str, line: Line) -> bool:
    """Whether a line is the one under a table's head."""
    return (
        _has_stroke(text, line)
        and text.find("-", line.start, line.end) >= 0
        and _RULE.fullmatch(text, line.start, line.end) is not None
    )


def cells(text: str, start: int, end: int) -> list[Span]:
    """Trimmed ranges of the cells of a row; an empty cell is an empty range at its place."""
    edges = _strokes(text, start, end)
    if not edges or edges[0] != start:
        edges.insert(0, start - 1)
    if edges[-1] != end - 1 or len(edges) == 1:
        edges.append(end)
    return [trim(text, left + 1, right) for left, right in pairwise(edges)]


def _strokes(text: str, start: int, end: int) -> list[int]:
    """Positions of the strokes that part cells: those without a backslash before them."""
    return [
        match.start()
        for match in re.compile(r"\|").finditer(text, start, end)
        if match.start() == start or text[match.start() - 1] != "\\"
    ]


def rows(text: str, lines: Sequence[Line]) -> list[tuple[Span, ...]]:
    """The cells of each row of a table, head first, without the rule; rows with nothing in them left out.

    A row that is shorter than the head gets empty cells at its end.
    """
    head = cells(text, lines[0].start, lines[0].end)
    found = [tuple(head)]
    for line in lines[2:]:
        row = cells(text, line.start, line.end)
        found.append((*row, *[(line.end, line.end)] * (len(head) - len(row))))
    return [row for row in found if any(start < end for start, end in row)]
