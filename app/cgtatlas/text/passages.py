"""The units of search: a block, or a piece of a long one that begins and ends with a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cgtatlas.core.model import Block, Span

LONGEST = 1500  # characters
_BREAKS = " \t\n\u3000，,、;；:："


@dataclass(frozen=True, slots=True)
class PassageDraft:
    """A passage that has no id yet: the ``ord`` of its block, its spans and its text."""

    block: int
    spans: tuple[Span, ...]
    text: str


def passages(text: str, blocks: Sequence[Block]) -> list[PassageDraft]:
    """Passages of the blocks, in their order; a table has none of its own, each of its rows has one.

    ``text`` of a passage is its spans' text joined: with a tab between the cells of a row, with nothing
    between the spans of anything else.
    """
    drafts: list[PassageDraft] = []
    for block in blocks:
        if block.kind != "table":
            glue = "\t" if block.kind == "row" else ""
            drafts.extend(
                PassageDraft(block.ord, spans, glue.join(text[start:end] for start, end in spans))
                for spans in _pieces(text, block.spans, len(glue))
            )
    return drafts


def _pieces(text: str, spans: tuple[Span, ...], glue: int) -> Iterator[tuple[Span, ...]]:
    """The spans as they are, or cut at sentence borders into groups of at most ``LONGEST`` characters."""
    if sum(end - start + glue for start, end in spans) <= LONGEST:
        yield spans
        return
    joined = ("\t" if glue else "").join(text[start:end] for start, end in spans)
    for start, end in _cuts(joined):
        yield tuple(_original(spans, glue, start, end))


def _cuts(joined: str) -> Iterator[Span]:
    """Ranges of at most ``LONGEST`` characters, ending with a sentence where one ends in time."""
    begin = end = 0
    for start, stop in _short(joined):
        if end and stop - begin > LONGEST:
            yield begin, end
            begin = start
        elif not end:
            begin = start
        end = stop
    yield begin, end


def _short(joined: str) -> Iterator[Span]:
    """Sentences; one that is too long by itself is cut at a comma, at a space or anywhere."""
    for start, end in sentences(joined):
        while end - start > LONGEST:
            cut = start + LONGEST
            while cut > start + LONGEST // 2 and joined[cut - 1] not in _BREAKS:
                cut -= 1
            cut = cut if joined[cut - 1] in _BREAKS else start + LONGEST
            yield start, cut
            start = cut
        yield start, end


def _original(spans: tuple[Span, ...], glue: int, start: int, end: int) -> Iterator[Span]:
    """The spans of the text that a range of the joined text came from."""
    offset = 0
    for first, last in spans:
        low, high = max(start, offset), min(end, offset + last - first)
        if low < high:
            yield first + low - offset, first + high - offset
        offset += last - first + glue
