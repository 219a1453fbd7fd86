"""The originals read last, ready to be shown again: a reader goes to and fro between a few of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.ui.panes.source_content import Content
from cgtatlas.ui.panes.source_document import SourceBuilder

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QTextDocument

    from cgtatlas.render.source_map import SourceMap
    from cgtatlas.ui.context import Context

_KEPT = 2  # times as many characters as one part may have: of the usual parts about 15 MB


@dataclass(slots=True)
class _Read:
    content: Content
    built: dict[int, tuple[QTextDocument, SourceMap]] = field(default_factory=dict)  # by part

    def characters(self) -> int:
        return sum(end - start for _, shown in self.built.values() for start, end in [shown.bounds])


class Shelf:
    """Reads documents and builds their texts, for one view; what may be out of date is given up.

    With :meth:`clear` when the libraries are others, :meth:`unbuild` when the look or the language is.
    """

    def __init__(self, context: Context, owner: QObject, part: int) -> None:
        self._context, self._owner, self._part = context, owner, part
        self._read: dict[str, _Read] = {}  # the one used last is the last
        self._shown: QTextDocument | None = None  # stands in the view, so it is freed after it

    def content(self, id: str) -> Content:
        """A document. Raises NotFound."""
        found = self._read.pop(id, None) or _Read(Content(self._context.library, id, self._part))
        self._read[id] = found
        return found.content

    def built(self, content: Content, part: int, tip: str) -> tuple[QTextDocument, SourceMap]:
        """The text of a part and its map; ``tip`` is told of the marks of page breaks."""
        read = self._read.setdefault(content.document.id, _Read(content))
        if part not in read.built:
            cited = ((fact.citation.start, fact.citation.end) for fact in content.facts)
            mentions = content.part_mentions(part)
            builder = SourceBuilder(content.text, mentions, self._context.style, tip, cited)
            read.built[part] = builder.build(content.items(part), self._owner)
            self._make_room(read, part)
        before, self._shown = self._shown, read.built[part][0]
        if before is not None and not self._holds(before):
            before.deleteLater()
        return read.built[part]

    def _holds(self, text: QTextDocument) -> bool:
        return any(one is text for read in self._read.values() for one, _ in read.built.values())

    def _free(self, text: QTextDocument) -> None:
        if text is not self._shown:
            text.deleteLater()

    def _make_room(self, shown: _Read, part: int) -> None:
        """Take away what was not used for longest; never what is about to be shown."""
        for id, read in list(self._read.items()):
            for old in list(read.built):
                if self._characters() <= _KEPT * self._part:
                    return
                if read is not shown or old != part:
                    self._free(read.built.pop(old)[0])
            if read is not shown and not read.built:
                del self._read[id]

    def _characters(self) -> int:
        return sum(read.characters() for read in self._read.values())

    def unbuild(self) -> None:
        """The texts are to be built anew when they are shown next."""
        for read in self._read.values():
            for document, _ in read.built.values():
                self._free(document)
            read.built = {}

    def clear(self) -> None:
        """Everything is to be read anew."""
        self.unbuild()
        self._read = {}
