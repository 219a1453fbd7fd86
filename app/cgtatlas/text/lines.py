"""Lines of a text, and paragraphs that a plain-text file broke at a fixed width."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.text.characters import is_cjk, trim, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NARROWEST, _WIDEST = 38, 130  # columns of a text broken at a fixed width
_RAGGED = 14  # columns by which such a line may be short: the next word did not fit


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its trimmed range and the columns it is set in."""

    start: int
    end: int
    indent: int
    after_gap: bool  # an empty line stands before it


def read_lines(text: str) -> list[Line]:
    """The lines that are not blank."""
    found: list[Line] = []
    previous = 0
    for match in _LINE.finditer(text):
        start, end = trim(text, match.start(), match.end())
        if start == end:
            continue
        breaks = text.count("\n", previous, start) or text.count("\r", previous, start)
        found.append(Line(start, end, start - match.start(), not found or breaks > 1))
        previous = end
    return found


def fixed_width(text: str, lines: Sequence[Line]) -> int:
    """The width, in columns, at which the text was broken into lines; 0 when it was not."""
    widths = sorted(width(text[line.start : line.end]) + line.indent for line in lines)
    if len(widths) < 4:
        return 0
    usual = widths[len(widths) * 95 // 100]
    full = sum(1 for each in widths if usual - _RAGGED <= each <= usual + _RAGGED)
    if not _NARROWEST <= usual <= _WIDEST or full < 3 or full * 10 < len(widths) * 3:
        return 0
    return usual


def runs_on(text: str, line: Line, following: Line, columns: int, hang: int) -> bool:
    """Whether ``following`` is the rest of the paragraph that ``line`` belongs to.

    ``hang`` is the column in which the words of the paragraph's first line begin.
    """
    if not columns or following.after_gap or following.indent > max(line.indent + 1, hang):
        return False
    if text[following.start - following.indent : following.start].endswith("\u3000"):
        return False
    cut = text[line.end - 1] == "-" and text[line.end - 2].isalpha() and text[following.start].islower()
    return cut or width(text[line.start : line.end]) + line.indent >= columns - _RAGGED


def join(text: str, spans: list[Span], following: Sequence[Span]) -> None:
    """Append spans that go on where ``spans`` stop, with the white space between when words need it.

    Chinese goes on without a space, and so does a word that a hyphen cut; between two Latin words one
    white space character of the original is kept.
    """
    start, end = spans[-1]
    next_start = following[0][0]
    before, after = text[end - 1], text[next_start]
    hyphen = before == "-" and end - start > 1 and text[end - 2].isalpha() and after.islower()
    if not (is_cjk(before) or is_cjk(after) or hyphen or before > "\u2fff" or after > "\u2fff"):
        end = min(end + 1, next_start)
        if end == next_start:
            spans[-1] = (start, following[0][1])
            spans.extend(following[1:])
            return
        spans[-1] = (start, end)
    spans.extend(following)
