"""Units inside one long line: headings, bullets and paragraphs that only a space parts, or nothing at all.

Text copied from web pages and slides loses its line ends, and bullets from symbol fonts become the letter
``n`` or a ``?``. Each rule here asks for more than one sign before it cuts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.text.characters import CJK, CLOSING, OPENING, enclosed, is_cjk
from cgtatlas.text.marks import GLYPHS, mark_at
from cgtatlas.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Span

LONG = 200  # characters from which a line may be several paragraphs
_HEADING = range(4, 51)  # characters of a glued heading
_GLYPH = re.compile(rf"[{GLYPHS}]\s{{0,3}}(?=[^\W_]|[{OPENING}])")
# Letters and signs that bullets of symbol fonts turn into.
_LETTER = re.compile(rf"([nluqvØü§])(?:\s{{0,2}}(?=[{CJK}《“])|\s{{1,2}}(?=[A-Z]))")
_LOST = re.compile(rf"(\?)\s{{0,2}}(?=[{CJK}《“A-Z])")
_DASH = re.compile(r"[-–•]\s")
_TITLED = re.compile(r"(?=[A-Z0-9])([^.!?;\n]{2,90}?)\s[-–]\s(?=[A-Z0-9“\"'])")
_NUMBERED = frozenset({"1、", "(1)", "①", "1.", "一、", "(一)", "是"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A unit found in a line; ``kind`` is "" where the line as a whole decides it."""

    start: int
    end: int
    kind: str = ""
    style: str = ""


def split(text: str, start: int, end: int) -> list[Piece]:
    """The units of a line, in order; together they hold all that is not white space."""
    if end - start < LONG and _GLYPH.search(text, start + 1, end) is None:
        return [Piece(start, end)]
    spans = sentences(text, start, end)
    if len(spans) > 1 and _dashed(text, spans) > 2:
        return _split_dashes(text, spans)
    return _Line(text, spans, end - start >= LONG).pieces()


def _dashed(text: str, spans: Sequence[Span]) -> int:
    """How many sentences are set out as "- point" or "Heading - point"."""
    return sum(1 for start, end in spans if _DASH.match(text, start) or _title_end(text, start, end))


def _title_end(text: str, start: int, end: int) -> int:
    """Where a "Heading" in "Heading - Sentence" ends; 0 when the sentence begins otherwise."""
    match = _TITLED.match(text, start, end)
    if match is None:
        return 0
    words = [word for word in match[1].split() if len(word) > 3 or word[0].isdigit()]
    capital = sum(1 for word in words if not word[0].islower())
    return match.end(1) if words and capital * 10 >= len(words) * 7 else 0


def _split_dashes(text: str, spans: Sequence[Span]) -> list[Piece]:
    """English points: a sentence that begins with neither a dash nor a heading goes on the point before."""
    pieces: list[Piece] = []
    for start, end in spans:
        title_end = _title_end(text, start, end)
        if title_end:
            pieces.append(Piece(start, title_end, "heading"))
            dash = title_end
            while text[dash].isspace():
                dash += 1
            pieces.append(Piece(dash, end, "item", "-"))
        elif _DASH.match(text, start):
            pieces.append(Piece(start, end, "item", "-"))
        elif pieces:
            last = pieces[-1]
            pieces[-1] = Piece(last.start, end, last.kind, last.style)
        else:
            pieces.append(Piece(start, end))
    return pieces


class _Line:
    """One line being split after the signs of Chinese text."""

    def __init__(self, text: str, spans: Sequence[Span], is_long: bool) -> None:
        self._text = text
        self._spans = spans
        self._spaced = is_long and self._space_parts()
        self._lost = self._lost_bullets()
        self._loose = self._is_loose()

    def pieces(self) -> list[Piece]:
        """Cut where units begin, then a heading off the front of each."""
        starts = [index for index in range(len(self._spans)) if index == 0 or self._begins(index)]
        found: list[Piece] = []
        for first, after in zip(starts, [*starts[1:], len(self._spans)], strict=True):
            self._unit(first, after, found)
        return found

    def _stops(self, index: int) -> bool:
        """Whether the sentence before ``spans[index]`` ends as a Chinese sentence does."""
        start, end = self._spans[index - 1]
        while end - 1 > start and self._text[end - 1] in CLOSING + '"':
            end -= 1
        mark = self._text[end - 1]
        if mark in ".?!":
            while end - 1 > start and self._text[end - 1] in ".?!":
                end -= 1
            return is_cjk(self._text[end - 1])
        return mark in "。！？…"

    def _gap(self, index: int) -> bool:
        return self._spans[index][0] > self._spans[index - 1][1]

    def _space_parts(self) -> bool:
        """Whether a space after a sentence means a new paragraph: not when nearly all have one."""
        ends = [index for index in range(1, len(self._spans)) if self._stops(index)]
        gaps = sum(1 for index in ends if self._gap(index))
        return gaps * 10 <= len(ends) * 7

    def _lost_bullets(self) -> str:
        """Letters that are bullets here, "?" among them: each begins more than one sentence."""
        seen: dict[str, int] = {}
        for index in range(1, len(self._spans)):
            at = self._spans[index][0]
            match = _LETTER.match(self._text, at) if self._gap(index) else None
            match = match or _LOST.match(self._text, at)
            if match and self._stops(index):
                seen[match[1]] = seen.get(match[1], 0) + 1
        return "".join(char for char, count in seen.items() if count > 1 or char == "?")

    def _is_loose(self) -> bool:
        """Whether Latin words and numbers stand apart from Chinese, so that a space there says nothing."""
        start, end = self._spans[0][0], self._spans[-1][1]
        apart = len(re.compile(rf"[{CJK}] [A-Za-z0-9]").findall(self._text, start, end))
        tight = len(re.compile(rf"[{CJK}][A-Za-z0-9]").findall(self._text, start, end))
        return apart * 3 > tight

    def _bullet(self, at: int) -> str:
        """The bullet at a position, "" for none."""
        if _GLYPH.match(self._text, at):
            return self._text[at]
        match = _LETTER.match(self._text, at) or _LOST.match(self._text, at)
        return match[1] if match and match[1] in self._lost else ""

    def _begins(self, index: int) -> bool:
        """Whether a sentence begins a new unit."""
        if not self._stops(index):
            return bool(_GLYPH.match(self._text, self._spans[index][0])) and self._gap(index)
        return (self._spaced and self._gap(index)) or bool(self._bullet(self._spans[index][0]))

    def _unit(self, first: int, after: int, found: list[Piece]) -> None:
        start, end = self._spans[first][0], self._spans[after - 1][1]
        if first and (style := self._style(start, end)):
            found.append(Piece(start, end, "item", style))
            return
        heading = self._heading_end(start, end) if self._spaced else 0
        if not heading:
            found.append(Piece(start, end))
            return
        found.append(Piece(start, heading, "heading"))
        while heading < end and self._text[heading].isspace():
            heading += 1
        if heading < end:
            style = self._style(heading, end)
            found.append(Piece(heading, end, "item" if style else "", style))

    def _style(self, start: int, end: int) -> str:
        """The bullet or numbering of an item, "" for a paragraph."""
        bullet = self._bullet(start)
        if bullet:
            return bullet
        mark = mark_at(self._text, start, end)
        return mark.style if mark and mark.style in _NUMBERED else ""

    def _heading_end(self, start: int, end: int) -> int:
        """Where the heading at the front of a unit ends; 0 when it has none."""
        text, limit = self._text, min(start + _HEADING.stop, end)
        if end - start in _HEADING and text[start:end].endswith(("...", "…")):
            return end
        brackets = enclosed(text, start, min(end, limit + LONG), LONG)
        for match in re.compile(r"\s{1,4}").finditer(text, start + 1, limit):
            at = match.start()
            if any(mark in "。！？；;" for mark in text[start:at]):
                return 0
            inside = any(left < at < right for left, right in brackets)
            if not inside and at - start in _HEADING and self._parts(at, match.end(), end):
                return at
        return 0

    def _parts(self, at: int, after: int, end: int) -> bool:
        """Whether the space ``text[at:after]`` parts a heading from what it heads."""
        text = self._text
        before = text[at - 1]
        if after >= end or not (is_cjk(before) or before in CLOSING):
            return False
        if self._bullet(after):
            return True
        first = text[after]
        if not (is_cjk(first) or first in "《“" or (first.isascii() and first.isalnum() and not self._loose)):
            return False
        return self._is_sentence(after, end)

    def _is_sentence(self, start: int, end: int) -> bool:
        """Whether a whole sentence follows, itself without a space between Chinese characters."""
        stop = re.compile("[。！？]").search(self._text, start, min(end, start + 400))
        if stop is None or stop.start() - start < 10:
            return False
        return re.compile(rf"[{CJK}]\s[{CJK}]").search(self._text, start, stop.start()) is None
