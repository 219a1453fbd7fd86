"""Where a reader was in an original, as plain values: the first words seen, the selection, what was lit."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cgtatlas.core.model import Document, Span
    from cgtatlas.ui.panes.source_view import SourceView


def view_state(document: Document, view: SourceView) -> dict[str, object]:
    """What is shown and where; positions are those of the original text."""
    top, above = view.top()
    return {
        "document": document.id,
        "sha256": document.sha256,
        "top": top,
        "above": above,
        "caret": view.map.to_original(view.textCursor().position()),
        "anchor": view.map.to_original(view.textCursor().anchor()),
        "target": view.marks.target,
        "matches": list(view.marks.hits),
    }


def put_back(view: SourceView, top: int, state: Mapping[str, object]) -> None:
    """Light, select and scroll as ``view_state`` told; ``top`` is shown by now."""
    view.marks.target = cast("Span | None", state.get("target"))
    view.marks.hits = list(cast("Sequence[Span]", state.get("matches", ())))
    cursor = QTextCursor(view.document())
    caret = cast("int", state.get("caret", top))
    anchor = cast("int", state.get("anchor", caret))
    begin, end = view.map.to_view, view.map.to_view_end  # behind a range other words may follow, far away
    cursor.setPosition(end(anchor) if anchor > caret else begin(anchor))
    cursor.setPosition(end(caret) if caret > anchor else begin(caret), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.relight()
    view.scroll_to_top(top, cast("int", state.get("above", 4)))
