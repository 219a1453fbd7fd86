"""One document as the source pane needs it: text, blocks, parts of a long one, facts, mentions, headings."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from cgtatlas.render.source import items, paragraphs, sections
from cgtatlas.render.source_map import SourceMap
from cgtatlas.text.sentences import sentences
from cgtatlas.ui.panes.source_header import Section

if TYPE_CHECKING:
    from cgtatlas.core.model import Block, Fact, Mention, Span
    from cgtatlas.library.reader import Library
    from cgtatlas.render.source import Item

#: Characters shown at once; a longer document is shown in parts.
PART = 60_000


class Content:
    """Read once when a document is opened. Raises NotFound for an unknown id."""

    def __init__(self, library: Library, id: str, part: int = PART) -> None:
        self.document = library.document(id)
        self.text = library.text(id)
        self.blocks: list[Block] = library.blocks(id) or _lines(id, self.text)
        self.facts: list[Fact] = library.facts_in(id)
        self._library = library
        self.parts = sections(self.blocks, part)

    def part_of(self, position: int) -> int:
        """The number of the part that shows a position."""
        if not self.blocks:
            return 0
        return max(bisect_right(self._part_starts, position) - 1, 0)

    @cached_property
    def _part_starts(self) -> list[int]:
        return [self.blocks[first].start for first, _ in self.parts]

    def items(self, part: int) -> list[Item]:
        """What one part shows."""
        first, last = self.parts[part]
        return items(self.text, self.blocks[first:last])

    def part_mentions(self, part: int) -> list[Mention]:
        """The mentions in one part."""
        first, last = self.parts[part]
        if first == last:
            return []
        start = min(block.start for block in self.blocks[first:last])
        end = max(block.end for block in self.blocks[first:last])
        return self._library.mentions_in(self.document.id, start, end)

    @cached_property
    def headings(self) -> list[Section]:
        """The headings, in order."""
        found = [block for block in self.blocks if block.kind == "heading"]
        return [Section(self._words(block), block.start, max(block.level, 1)) for block in found]

    def _words(self, block: Block) -> str:
        return "".join(self.text[start:end] for start, end in block.spans)

    @cached_property
    def _reading(self) -> SourceMap:
        return SourceMap(self.text, ((0, one) for one in paragraphs(items(self.text, self.blocks))))

    def find(self, words: str) -> list[Span]:
        """Where the words stand, anywhere in the document, in reading order."""
        return self._reading.find(words)

    @cached_property
    def _sentences(self) -> list[Span]:
        found: list[Span] = []
        for block in self.blocks:
            if block.kind == "table":
                continue
            # the cells of a row are apart; the halves of a cut sentence belong together
            units = [[span] for span in block.spans] if block.kind == "row" else [list(block.spans)]
            for unit in units:
                found += sentences_of(self.text, unit)
        return sorted(found)

    def sentence_at(self, position: int, *, before: bool = False) -> Span:
        """The sentence that holds a position, else the next one after it (or the one ``before`` it)."""
        if before:
            found = [one for one in self._sentences if one[0] < position]
            return found[-1] if found else (position, position)
        return next((one for one in self._sentences if one[1] > position), (position, position))

    def block_at(self, position: int) -> Span:
        """The range of the block at a position, or of the nearest one before it."""
        best = (0, min(len(self.text), 1))
        for block in self.blocks:
            if block.kind != "table" and block.start <= position:
                best = (block.start, block.end)
                if position < block.end:
                    break
        return best


def sentences_of(text: str, spans: list[Span]) -> list[Span]:
    """The sentences of one unit that may stand in several pieces, as ranges of the original text."""
    joined, starts = "", []
    for start, end in spans:
        starts.append((len(joined), start))
        joined += text[start:end]

    def original(at: int) -> int:
        offset, start = next(pair for pair in reversed(starts) if pair[0] <= at)
        return start + at - offset

    return [(original(low), original(high - 1) + 1) for low, high in sentences(joined)]


def _lines(id: str, text: str) -> list[Block]:
    """A document without block structure: each line is a paragraph."""
    from cgtatlas.core.model import Block

    found: list[Block] = []
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = at + line.index(words[0])
            found.append(Block(id, len(found), "paragraph", 0, ((start, start + len(words)),)))
        at += len(line)
    return found
