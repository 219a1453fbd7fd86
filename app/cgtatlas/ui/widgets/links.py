"""Links of a text, as the caret meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock


def at(cursor: QTextCursor) -> str:
    """The address of the link at the caret or of the one that is selected, "" where there is none."""
    place = QTextCursor(cursor)
    place.setPosition(cursor.selectionStart())
    if not place.atBlockEnd():
        place.movePosition(
            QTextCursor.MoveOperation.NextCharacter
        )  # a format is that of the character before
    elif not cursor.hasSelection() and not place.atBlockStart():
        return ""
    return str(place.charFormat().anchorHref())


def beside(cursor: QTextCursor, *, forward: bool) -> QTextCursor | None:
    """The next link after the caret, or the last one before it, selected; None where there is none."""
    here = cursor.selectionEnd() if forward else cursor.selectionStart()
    block = cursor.document().findBlock(here)
    while block.isValid():
        found = _links(block)
        for start, end in found if forward else reversed(found):
            if start >= here if forward else end <= here:
                link = QTextCursor(cursor.document())
                link.setPosition(start)
                link.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                return link
        block = block.next() if forward else block.previous()
    return None


def _links(block: QTextBlock) -> list[tuple[int, int]]:
    """Where the links of a paragraph stand; one that is lit in part is still one."""
    found: list[tuple[int, int]] = []
    address = ""
    each = block.begin()
    while not each.atEnd():
        fragment = each.fragment()
        start, end = fragment.position(), fragment.position() + fragment.length()
        href = fragment.charFormat().anchorHref()
        if href and href == address and found[-1][1] == start:
            found[-1] = found[-1][0], end
        elif href:
            found.append((start, end))
        address = href
        each += 1
    return found
