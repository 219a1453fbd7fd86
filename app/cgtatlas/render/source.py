"""A document's blocks as display paragraphs, each with exact maps to the original text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.core.model import Block, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Longest display paragraph, in code points: Qt lays one paragraph out as a whole.
LIMIT = 1500
#: An endless word gets a place to wrap after this many characters.
WORD = 200
#: Shown where a page break cut a unit in two; not part of the text.
BREAK_MARK = "\u00a6"
_WRAP = "\u200b"
_ENDLESS = re.compile(
    rf"[^\s\u200b\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]{{{WORD}}}"
)
_STOP = re.compile(r"[。！？；!?;]|\.\s|\s")
# One character for one: line ends stay inside their paragraph, what Qt keeps for itself is not passed on.
_SHOWN = {
    0x0A: 0x2028, 0x0B: 0x2028, 0x0C: 0x2028, 0x0D: 0x2028, 0x85: 0x2028, 0x2029: 0x2028,
    0xFDD0: 0xFFFD, 0xFDD1: 0xFFFD, 0xFFFC: 0xFFFD, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD,
    **dict.fromkeys((*range(9), *range(14, 32), 127), 65533),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}  # fmt: skip
_NUMBERED = re.compile(r"[（(]?\d{1,3}[)）.、．]|[一二三四五六七八九十]{1,3}、")
#: Bullets that lost their font: shown as what they were, one character for one; a copy has the original.
_LOST_BULLETS = {"n": "•", "?": "–", "\uf06e": "•", "\uf0b7": "•", "\uf0d8": "▸", "\uf0a7": "▪"}
_BULLETS = {"▼": "▸", "n": "•", "?": "–", "•": "•", "-": "•", "*": "•", "·": "•", "": "•"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Original characters ``start``..``end`` shown from offset ``at`` of a paragraph's display text."""

    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One display paragraph: a block, a part of a long one, or a table's cell."""

    block: int  # the block's ord
    kind: str
    level: int
    text: str  # as shown; each piece of it is as long as its original
    pieces: tuple[Piece, ...]
    marks: tuple[int, ...] = ()  # offsets of page-break marks in ``text``
    continued: bool = False  # goes on from the paragraph before
    bullet: str = ""  # shown before an item whose own text has no marker


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the head."""

    block: int
    rows: tuple[tuple[Paragraph, ...], ...]


Item = Paragraph | Table


def items(text: str, blocks: Sequence[Block]) -> list[Item]:
    """Everything to show, in reading order. Blocks that hold no text at all are left out."""
    rows: dict[int, list[Block]] = {}
    for block in blocks:
        if block.kind == "row" and block.parent is not None:
            rows.setdefault(block.parent, []).append(block)
    shown: list[Item] = []
    for block in blocks:
        if block.kind == "table":
            table = _table(text, block, rows.get(block.ord, []))
            shown.extend([table] if table.rows else _paragraphs(text, block))
        elif block.kind != "row" or block.parent is None:
            shown.extend(_paragraphs(text, block))
    return shown


def paragraphs(shown: Iterable[Item]) -> Iterable[Paragraph]:
    """All paragraphs in display order, cells included."""
    for item in shown:
        if isinstance(item, Paragraph):
            yield item
        else:
            for row in item.rows:
                yield from row


def sections(blocks: Sequence[Block], limit: int) -> list[tuple[int, int]]:
    """Index ranges of ``blocks``, each of about ``limit`` characters, cut before a heading if near."""
    borders, size = [0], 0
    for index, block in enumerate(blocks):
        own = sum(end - start for start, end in block.spans)
        if block.parent is None and size:
            heading = block.kind == "heading" and size > limit * 0.6
            if heading or size + own > limit:
                borders.append(index)
                size = 0
        if block.kind != "table":  # its rows are counted
            size += own
    return list(zip(borders, [*borders[1:], len(blocks)], strict=True))


def _table(text: str, block: Block, rows: Sequence[Block]) -> Table:
    made = []
    for row in rows:
        blocks = (Block(row.document, row.ord, "cell", 0, (span,), row.parent) for span in row.spans)
        cells = (_paragraphs(text, one) for one in blocks)
        made.append(tuple(_joined(cell) if cell else _empty(row) for cell in cells))
    return Table(block.ord, tuple(made))


def _empty(row: Block) -> Paragraph:
    return Paragraph(row.ord, "cell", 0, "", ())


def _joined(parts: Sequence[Paragraph]) -> Paragraph:
    """One cell of the parts a very long one was cut into: a cell is one paragraph."""
    if len(parts) == 1:
        return parts[0]
    shown, pieces = "", []
    for part in parts:
        pieces += [Piece(piece.at + len(shown), piece.start, piece.end) for piece in part.pieces]
        shown += part.text
    return Paragraph(parts[0].block, "cell", 0, shown, tuple(pieces))


class _Builder:
    """Collects the display text of one block, starting a new paragraph when it grows too long."""

    def __init__(self, text: str, block: Block) -> None:
        self.text, self.block = text, block
        self.done: list[Paragraph] = []
        self._clear()

    def _clear(self) -> None:
        self.shown: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.marks: list[int] = []

    def add(self, start: int, end: int) -> None:
        self.pieces.append(Piece(self.length, start, end))
        shown = self.text[start:end].translate(_SHOWN)
        if start == self.block.start and self.block.kind == "item" and _lost_bullet(self.text, start):
            shown = _LOST_BULLETS[shown[0]] + shown[1:]
        self._append(shown)

    def mark(self) -> None:
        self.marks.append(self.length)
        self._append(BREAK_MARK)

    def wrap(self) -> None:
        self._append(_WRAP)

    def _append(self, shown: str) -> None:
        self.shown.append(shown)
        self.length += len(shown)

    def flush(self) -> None:
        if self.pieces:
            block, first = self.block, not self.done
            bullet = _bullet(self.text, block) if first and block.kind == "item" else ""
            self.done.append(
                Paragraph(
                    block.ord, block.kind, block.level, "".join(self.shown), tuple(self.pieces),
                    tuple(self.marks), not first, bullet,
                )
            )  # fmt: skip
        self._clear()


def _paragraphs(text: str, block: Block) -> list[Paragraph]:
    """The block's paragraphs; spans are joined, long ones cut after a sentence or at white space."""
    builder = _Builder(text, block)
    for number, (start, end) in enumerate(block.spans):
        if number:
            builder.mark()
        while start < end:
            room = max(LIMIT - builder.length, 1)
            cut = end if end - start <= room else _cut(text, start, start + room)
            _wrapped(builder, start, cut)
            start = cut
            if start < end:
                builder.flush()
    builder.flush()
    return builder.done


def _wrapped(builder: _Builder, start: int, end: int) -> None:
    at = start
    for endless in _ENDLESS.finditer(builder.text, start, end):
        builder.add(at, endless.end())
        builder.wrap()
        at = endless.end()
    if at < end:
        builder.add(at, end)


def _cut(text: str, start: int, limit: int) -> int:
    """Where to end a paragraph that may reach ``limit``: the last stop in its last third, else the limit."""
    stops = [match.end() for match in _STOP.finditer(text, start + (limit - start) * 2 // 3, limit)]
    return stops[-1] if stops else limit


def _lost_bullet(text: str, start: int) -> bool:
    after = text[start + 1 : start + 2]
    return text[start : start + 1] in _LOST_BULLETS and not (
        after.isascii() and after.isalnum() and after.islower()
    )


def _bullet(text: str, block: Block) -> str:
    """The bullet of an item: a clean form of the marker before it, none when the text brings its own."""
    start = block.start
    first = text[start : start + 1]
    if first in "▼•·■◆●※▲-*" or _NUMBERED.match(text, start) or _lost_bullet(text, start):
        return ""
    before = text[max(0, start - 6) : start].rstrip()[-1:]
    return _BULLETS.get(before, "•")


def reading_ranges(pieces: Iterable[Piece], start: int, end: int) -> list[Span]:
    """The parts of original ``start``..``end`` that the pieces show, as ranges of their display offsets."""
    found: list[Span] = []
    for piece in pieces:
        low, high = max(piece.start, start), min(piece.end, end)
        if low < high:
            found.append((piece.at + low - piece.start, piece.at + high - piece.start))
    return found
