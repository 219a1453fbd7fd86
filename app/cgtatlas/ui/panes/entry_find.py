"""Finding words in an entry's page: over its texts and its fact table, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QBrush, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from cgtatlas.text.fold import fold, fold_map
from cgtatlas.text.utf16 import utf16_map
from cgtatlas.ui.panes.source_marks import current_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect

    from cgtatlas.ui.panes.entry_facts import FactTable
    from cgtatlas.ui.theme.style import Style
    from cgtatlas.ui.widgets.page_browser import PageBrowser


@dataclass(frozen=True, slots=True)
class Match:
    """Words in a text (view positions ``start``..``end``), or a row of the table."""

    where: QWidget
    start: int
    end: int


def find_words(words: str, parts: Sequence[PageBrowser | FactTable]) -> list[Match]:
    """Every place where the folded words stand in the shown parts, in their order; a table row once."""
    wanted = fold(words)
    found: list[Match] = []
    for part in parts if wanted.strip() else ():
        if part.isHidden():
            continue
        if isinstance(part, QTextEdit):
            found += _in_text(wanted, part)
        else:
            rows = (row for row, text in enumerate(part.row_texts()) if wanted in fold(text))
            found += [Match(part, row, row) for row in rows]
    return found


def _in_text(wanted: str, page: PageBrowser) -> list[Match]:
    text = page.document().toPlainText()
    units, folded = utf16_map(text), fold_map(text)
    found, at = [], folded.text.find(wanted)
    while at >= 0:
        start, end = folded.original(at, at + len(wanted))
        found.append(Match(page, units.to_utf16(start), units.to_utf16(end)))
        at = folded.text.find(wanted, at + len(wanted))
    return found


def light(page: PageBrowser, matches: list[Match], current: Match | None, style: Style) -> None:
    """Light the matches that stand in a text, the current one more than the others."""
    made = []
    for match in matches:
        if match.where is page:
            selection = QTextEdit.ExtraSelection()
            form = QTextCharFormat()
            form.setBackground(QBrush(style.colour("hit")))
            form.setForeground(QBrush(style.colour("hit-text")))
            selection.cursor = _cursor(page, match)
            selection.format = current_mark(style) if match is current else form
            made.append(selection)
    page.setExtraSelections(made)


def place_of(match: Match) -> QRect:
    """Where a match stands, in the coordinates of the widget it stands in."""
    where = match.where
    if isinstance(where, QTextEdit):
        cursor = QTextCursor(where.document())
        cursor.setPosition(match.start)
        return where.cursorRect(cursor)
    table: FactTable = where  # type: ignore[assignment]
    rect = table.visualRect(table.model().index(match.start, 0))
    return rect.translated(table.viewport().pos())


def _cursor(page: PageBrowser, match: Match) -> QTextCursor:
    cursor = QTextCursor(page.document())
    cursor.setPosition(match.start)
    cursor.setPosition(match.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
