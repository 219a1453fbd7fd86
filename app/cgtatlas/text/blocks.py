"""The structure of a text by rules over the text alone: headings, paragraphs, items, tables, page furniture.

Nothing is rewritten: a block is a list of ranges of the text. Each step takes time in proportion to the
text's length and none fails, whatever the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core.model import Block
from cgtatlas.text import glued, tables
from cgtatlas.text.headings import settle
from cgtatlas.text.joins import join_cut
from cgtatlas.text.lines import Line, fixed_width, join, read_lines, runs_on
from cgtatlas.text.marks import CAPTION, FURNITURE, LABEL, NOTE, REFERENCES, mark_at
from cgtatlas.text.units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cgtatlas.core.model import Span

_LONGEST_CAPTION = 300


def structure(document_id: str, text: str) -> list[Block]:
    """The blocks of a document, in reading order by where they begin.

    Every character that is not white space is inside exactly one block without children, or is the rule or
    a stroke of a table. A table's rows follow it: ``parent`` is the table's ``ord``, a row's spans are its
    trimmed cells (an empty cell is an empty span), the head's level is 1. Raises nothing.
    """
    lines = read_lines(text)
    units = join_cut(text, list(_units(text, lines)))
    settle(text, units)
    return list(_blocks(document_id, units))


def _blocks(document_id: str, units: Sequence[Unit]) -> Iterator[Block]:
    ord_ = 0
    for unit in sorted(units, key=lambda unit: unit.start):
        yield Block(document_id, ord_, unit.kind or "paragraph", unit.level, tuple(unit.spans))
        table, ord_ = ord_, ord_ + 1
        for index, row in enumerate(unit.rows):
            yield Block(document_id, ord_, "row", int(index == 0), row, table)
            ord_ += 1


def _units(text: str, lines: Sequence[Line]) -> Iterator[Unit]:
    """Units line by line, before anything is known of what stands around them."""
    columns = fixed_width(text, lines)
    index, sourced, references = 0, False, False
    while index < len(lines):
        count = tables.table_at(text, lines, index)
        if count:
            yield _table(text, lines[index : index + count])
            index, sourced = index + count, True
            continue
        count = _paragraph(text, lines, index, columns)
        unit = _unit(text, lines[index : index + count])
        index += count
        content = text[unit.start : min(unit.end, unit.start + _LONGEST_CAPTION)]
        if REFERENCES.fullmatch(content):
            unit.kind, unit.level, references = "heading", 2, True
        elif references and _is_reference(unit, content):
            unit.kind = "reference"
        elif sourced and NOTE.match(content):
            unit.kind = "caption"
        else:
            references = references and unit.kind in ("furniture", "caption")
        sourced = unit.kind == "caption" or (sourced and unit.kind == "furniture")
        yield from [unit] if unit.kind or unit.label or count > 1 else _split(text, unit)


def _is_reference(unit: Unit, content: str) -> bool:
    return unit.style in ("bullet", "[1]", "1.", "1、", "(1)", "①", "-", "*", "•") or (
        any(part.isdigit() and len(part) == 4 for part in content.replace(".", " ").replace(",", " ").split())
        and len(content) > 30
    )


def _table(text: str, lines: Sequence[Line]) -> Unit:
    return Unit([(lines[0].start, lines[-1].end)], "table", rows=tables.rows(text, lines))


def _paragraph(text: str, lines: Sequence[Line], first: int, columns: int) -> int:
    """How many lines, from ``lines[first]``, make one paragraph of a text of fixed width."""
    line, after = lines[first], first + 1
    if not columns or _fixed_kind(text, line):
        return 1
    mark = mark_at(text, line.start, line.end)
    hang = line.indent + (mark.body - line.start if mark else 0)
    while (
        after < len(lines)
        and runs_on(text, lines[after - 1], lines[after], columns, hang)
        and not _fixed_kind(text, lines[after])
        and mark_at(text, lines[after].start, lines[after].end) is None
        and not tables.table_at(text, lines, after)
    ):
        after += 1
    return after - first


def _fixed_kind(text: str, line: Line) -> str:
    """The kind that a line shows by itself, "label" for metadata, "" for running text."""
    content = text[line.start : min(line.end, line.start + _LONGEST_CAPTION)]
    if not any(char.isalnum() for char in content) or FURNITURE.fullmatch(content):
        return "furniture"
    if content.isdigit() and len(content) < 4 and line.after_gap:
        return "furniture"  # a page number
    if LABEL.match(content):
        return "label"
    is_short = line.end - line.start <= _LONGEST_CAPTION and not content.endswith(("。", "；"))
    return "caption" if is_short and CAPTION.match(content) else ""


def _unit(text: str, lines: Sequence[Line]) -> Unit:
    """One unit of a line, or of the lines of a paragraph."""
    first = lines[0]
    spans: list[Span] = [(first.start, first.end)]
    for line in lines[1:]:
        join(text, spans, [(line.start, line.end)])
    unit = Unit(spans, indent=first.indent, body=first.start)
    kind = _fixed_kind(text, first) if len(lines) == 1 else ""
    unit.label = kind == "label"
    unit.kind = "" if unit.label else kind
    mark = None if kind in ("furniture", "caption") else mark_at(text, first.start, first.end)
    if mark is not None:
        unit.style, unit.number, unit.body = mark.style, mark.number, mark.body
    return unit


def _split(text: str, unit: Unit) -> Iterator[Unit]:
    """The units of a line of running text: mostly the line itself."""
    pieces = glued.split(text, unit.start, unit.end)
    if len(pieces) == 1:
        yield unit
        return
    for index, piece in enumerate(pieces):
        part = Unit([(piece.start, piece.end)], piece.kind, indent=unit.indent, style=piece.style)
        part.alone, part.opens = False, index == 0
        part.level = 2 if piece.kind == "heading" else 0
        part.body = piece.start
        if index == 0 and not piece.kind:
            part.style, part.number, part.body = unit.style, unit.number, unit.body
        yield part
