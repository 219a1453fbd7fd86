"""How a reader left an entry's page: the selected words, the chosen fact, the order of the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from cgtatlas.ui.models.fact_model import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cgtatlas.ui.panes.entry_view import EntryView
    from cgtatlas.ui.widgets.page_browser import PageBrowser


def reading_state(view: EntryView) -> dict[str, object]:
    """Plain values for :func:`put_back`; what is as on a fresh page is left out."""
    state: dict[str, object] = {}
    for number, page in enumerate(view.pages):
        cursor = page.textCursor()
        if cursor.hasSelection() and not page.isHidden():
            state["selection"] = [number, cursor.anchor(), cursor.position()]
            state["words"] = cursor.selectedText()
    header = view.table.horizontalHeader()
    if header.sortIndicatorSection() in range(len(COLUMNS)):
        state["sort"] = [header.sortIndicatorSection(), header.sortIndicatorOrder().value]
    fact = view.table.current_fact()
    if fact is not None:
        state["fact"] = fact.id
    return state


def put_back(view: EntryView, state: Mapping[str, object]) -> None:
    """Sort, choose and select as :func:`reading_state` told; other words are not selected instead."""
    sort, fact, selection = state.get("sort"), state.get("fact"), state.get("selection")
    column, order = _numbers(sort, 2) or (-1, 0)
    if view.table.horizontalHeader().sortIndicatorSection() != column or column >= 0:
        falling = order == Qt.SortOrder.DescendingOrder.value
        chosen = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        view.table.sortByColumn(column if column < len(COLUMNS) else -1, chosen)
    if isinstance(fact, str):
        view.table.select_fact(fact)
    number, anchor, position = _numbers(selection, 3) or (-1, 0, 0)
    for at, page in enumerate(view.pages):
        if at == number:
            _select(page, anchor, position, state.get("words"))
        elif page.textCursor().hasSelection():
            _select(page, 0, 0, "")


def _select(page: PageBrowser, anchor: int, position: int, words: object) -> None:
    last = page.document().characterCount() - 1
    cursor = page.textCursor()
    cursor.setPosition(min(max(anchor, 0), last))
    cursor.setPosition(min(max(position, 0), last), QTextCursor.MoveMode.KeepAnchor)
    if cursor.selectedText() == words:
        page.setTextCursor(cursor)


def _numbers(value: object, count: int) -> list[int]:
    """A list of so many whole numbers, or none: what is kept may be of another version."""
    sound = isinstance(value, list) and len(value) == count and all(isinstance(one, int) for one in value)
    return list(value) if sound and isinstance(value, list) else []
