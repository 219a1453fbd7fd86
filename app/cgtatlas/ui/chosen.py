"""What the reader has chosen, wherever the keyboard is: a node, a result, a fact, a link, a bookmark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QApplication

from cgtatlas.ui.models.roles import ADDRESS_ROLE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.window import Window


def chosen_iri(window: Window) -> str:
    """The address of what is chosen where the keyboard is, else of the place in the original; "" if none."""
    focus = QApplication.focusWidget()
    if focus is window.navigation_pane.omnibox:
        focus = window.navigation_pane.list()
    found = of_list(focus) or _of_link(focus)
    if found:
        return found
    place = window.originals.first.current_place()
    return place.iri if place is not None else ""


def of_list(widget: QWidget | None) -> str:
    """The address of the current row of a list, a tree or a table of facts; "" when it is no place."""
    from cgtatlas.ui.panes.entry_facts import FactTable  # loaded with the panes, after the window stands

    if isinstance(widget, FactTable):
        fact = widget.current_fact()
        return f"cgt:fact/{fact.id}" if fact is not None else ""
    if not isinstance(widget, QAbstractItemView) or not widget.currentIndex().isValid():
        return ""
    return str(widget.currentIndex().data(ADDRESS_ROLE) or "")


def _of_link(widget: QWidget | None) -> str:
    from PySide6.QtWidgets import QTextBrowser

    if not isinstance(widget, QTextBrowser):
        return ""
    address = widget.textCursor().charFormat().anchorHref()
    return address if address.startswith("cgt:") else ""
