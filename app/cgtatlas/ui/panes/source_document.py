"""Builds the text document a source is read in, and the map between it and the original text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontInfo,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from cgtatlas.render.article import tooltip
from cgtatlas.render.source import Item, Paragraph, Table, reading_ranges
from cgtatlas.render.source_map import SourceMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject

    from cgtatlas.core.model import Mention, Span
    from cgtatlas.ui.theme.style import Style

_HEADINGS = {1: 1.32, 2: 1.16, 3: 1.06}
_QUIET = 120  # of 255: cited words are many
_Height = QTextBlockFormat.LineHeightTypes.MinimumHeight


class SourceBuilder:
    """Writes display paragraphs into a new document, once; entity links are anchors."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        style: Style,
        break_tip: str,
        cited: Iterable[Span] = (),
    ) -> None:
        self._text = text
        self._mentions = _longest_first(mentions)
        self._starts = [mention.start for mention in self._mentions]
        self._style, self._cited = style, cited
        self._font = style.page_font()
        self._pixels = QFontInfo(self._font).pixelSize()
        self._placed: list[tuple[int, Paragraph]] = []
        self._links: dict[tuple[str, bool, int], QTextCharFormat] = {}
        self._formats = self._char_formats(break_tip)

    def build(self, items: Sequence[Item], parent: QObject) -> tuple[QTextDocument, SourceMap]:
        """The document and its map; the document belongs to ``parent``.

        All is done before it has a layout: what is laid out is laid out again at every change.
        """
        document = QTextDocument(parent)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self._font)
        document.setDocumentMargin(0)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        self._first = self._empty = True
        for item in items:
            if isinstance(item, Table):
                self._table(cursor, item)
            else:
                self._paragraph(cursor, item)
        shown = SourceMap(self._text, self._placed)
        self._underline(cursor, shown)
        cursor.endEditBlock()
        return document, shown

    def _underline(self, cursor: QTextCursor, shown: SourceMap) -> None:
        """A quiet line under the words that facts rest on."""
        form, colour = QTextCharFormat(), self._style.colour("muted")
        colour.setAlpha(_QUIET)
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(colour)
        low, high = shown.bounds
        for start, end in sorted(set(self._cited)):
            if end > low and start < high:
                for a, b in shown.view_ranges(start, end):
                    cursor.setPosition(a)
                    cursor.setPosition(b, QTextCursor.MoveMode.KeepAnchor)
                    cursor.mergeCharFormat(form)

    # formats

    def _char_formats(self, break_tip: str) -> dict[str, QTextCharFormat]:
        colour = self._style.colour
        formats = {name: QTextCharFormat() for name in ("text", "muted", "head", "mark", "small")}
        for name, role in (("text", "text"), ("muted", "muted"), ("head", "text"), ("small", "muted")):
            formats[name].setForeground(QBrush(colour(role)))
        formats["head"].setFontWeight(QFont.Weight.DemiBold)
        formats["small"].setProperty(QTextCharFormat.Property.FontPixelSize, round(self._pixels * 0.88))
        formats["mark"].setForeground(QBrush(colour("accent")))
        formats["mark"].setToolTip(tooltip(break_tip))
        for level, factor in _HEADINGS.items():
            form = QTextCharFormat(formats["head"])
            form.setProperty(QTextCharFormat.Property.FontPixelSize, round(self._pixels * factor))
            formats[f"heading{level}"] = form
        return formats

    def _char_format(self, paragraph: Paragraph) -> QTextCharFormat:
        if paragraph.kind == "heading":
            return self._formats[f"heading{min(max(paragraph.level, 1), 3)}"]
        kinds = {"caption": "muted", "furniture": "small", "reference": "small"}
        return self._formats[kinds.get(paragraph.kind, "text")]

    def _block_format(self, paragraph: Paragraph) -> QTextBlockFormat:
        form, size = QTextBlockFormat(), self._pixels
        small = paragraph.kind in ("furniture", "reference")
        form.setLineHeight(self._style.line_height(size * (0.86 if small else 1.0)), _Height.value)
        above, below = {
            "heading": (size * 1.4, size * 0.35),
            "item": (size * 0.2, size * 0.25),
            "caption": (size * 0.3, size * 0.7),
            "furniture": (size * 0.2, size * 0.2),
            "reference": (size * 0.1, size * 0.15),
        }.get(paragraph.kind, (size * 0.1, size * 0.65))
        form.setTopMargin(0 if self._first or paragraph.continued else above)
        form.setBottomMargin(below)
        if paragraph.kind == "heading":
            form.setHeadingLevel(min(max(paragraph.level, 1), 6))
        if paragraph.kind == "item":
            form.setLeftMargin(size * 1.5 * max(paragraph.level, 1))
            form.setTextIndent(0 if paragraph.continued else -size * 1.1)
        return form

    # content

    def _paragraph(self, cursor: QTextCursor, paragraph: Paragraph) -> None:
        form, chars = self._block_format(paragraph), self._char_format(paragraph)
        if self._empty:
            cursor.setBlockFormat(form)
            cursor.setBlockCharFormat(chars)
        else:
            cursor.insertBlock(form, chars)
        self._first = self._empty = False
        if paragraph.bullet:
            cursor.insertText(paragraph.bullet + "\u2002", self._formats["mark"])
        self._words(cursor, paragraph, chars)

    def _words(self, cursor: QTextCursor, paragraph: Paragraph, chars: QTextCharFormat) -> None:
        """The paragraph's words at the cursor: plain, linked, or the mark of a page break."""
        self._placed.append((cursor.position(), paragraph))
        at, text = 0, paragraph.text
        for low, high, form in self._special(paragraph, chars):
            if at < low:
                cursor.insertText(text[at:low], chars)
            cursor.insertText(text[low:high], form)
            at = high
        if at < len(text):
            cursor.insertText(text[at:], chars)

    def _special(
        self, paragraph: Paragraph, chars: QTextCharFormat
    ) -> list[tuple[int, int, QTextCharFormat]]:
        found = [(at, at + 1, self._formats["mark"]) for at in paragraph.marks]
        if paragraph.pieces and paragraph.kind != "furniture":
            low = min(piece.start for piece in paragraph.pieces)
            high = max(piece.end for piece in paragraph.pieces)
            first = max(0, bisect_right(self._starts, low) - 1)
            seen: set[str] = set()
            calm = paragraph.kind != "heading"
            for mention in self._mentions[first : bisect_left(self._starts, high)]:
                form = self._link(mention, chars, first=mention.entry not in seen and calm)
                seen.add(mention.entry)
                for a, b in reading_ranges(paragraph.pieces, mention.start, mention.end):
                    found.append((a, b, form))
        return sorted(found, key=lambda one: one[:2])

    def _link(self, mention: Mention, chars: QTextCharFormat, *, first: bool) -> QTextCharFormat:
        """A link; coloured where a paragraph names the entry for the first time, so that it stays calm."""
        key = (mention.entry, first, id(chars))
        if key in self._links:
            return self._links[key]
        form = self._links[key] = QTextCharFormat(chars)
        if first:
            form.setForeground(QBrush(self._style.colour("link")))
            form.setFontUnderline(self._style.contrast)
        form.setAnchor(True)
        form.setAnchorHref(f"cgt:entry/{mention.entry}")
        return form

    def _table(self, cursor: QTextCursor, table: Table) -> None:
        columns = max(len(row) for row in table.rows)
        form = QTextTableFormat()
        form.setBorderCollapse(True)
        form.setBorder(1)
        form.setBorderBrush(QBrush(self._style.colour("border")))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setCellPadding(self._pixels * 0.4)
        form.setHeaderRowCount(1)
        form.setTopMargin(self._pixels * 0.4)
        form.setBottomMargin(self._pixels * 0.9)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        made: QTextTable = cursor.insertTable(len(table.rows), columns, form)
        self._first = False
        self._empty = True  # the paragraph that Qt puts after a table
        for number, row in enumerate(table.rows):
            chars = self._formats["head" if number == 0 else "text"]
            for column, paragraph in enumerate(row):
                self._cell(made, number, column, paragraph, chars)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _cell(
        self, table: QTextTable, row: int, column: int, paragraph: Paragraph, chars: QTextCharFormat
    ) -> None:
        cell = table.cellAt(row, column)
        if row == 0:
            shade = cell.format()
            shade.setBackground(QBrush(self._style.colour("window")))
            cell.setFormat(shade)
        cursor = cell.firstCursorPosition()
        height = QTextBlockFormat()
        height.setLineHeight(self._style.line_height(self._pixels * 0.92), _Height.value)
        cursor.setBlockFormat(height)
        cursor.setBlockCharFormat(chars)
        self._words(cursor, paragraph, chars)


def _longest_first(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions in order without overlaps: of two that overlap, the one that begins first, then the longer."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
