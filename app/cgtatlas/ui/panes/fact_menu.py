"""The menu of a fact in an entry's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu

from cgtatlas.core import iri
from cgtatlas.library.titles import title_of
from cgtatlas.ui.panes.source_acts import bookmark_place
from cgtatlas.ui.widgets.status_button import status_menu

if TYPE_CHECKING:
    from cgtatlas.core.model import Fact
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.panes.entry_facts import FactTable


def bookmark_fact(context: Context, fact: Fact) -> None:
    """Bookmark a fact, with its value kept beside it."""
    place = iri.fact(fact.id)
    title = title_of(context.library, place.iri, context.language)
    bookmark_place(context, place, title, fact.value(context.language))


def fact_menu(context: Context, fact: Fact, table: FactTable) -> QMenu:
    """Open, note, status, bookmark, copy; it deletes itself when closed."""
    translate, target = QCoreApplication.translate, iri.fact(fact.id).iri
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(
        translate("FactMenu", "Open the cited words"), lambda: context.navigator.open(f"cgt:fact/{fact.id}")
    )
    menu.addAction(
        translate("FactMenu", "Open beside the original"),
        lambda: context.navigator.open_beside(f"cgt:fact/{fact.id}"),
    )
    menu.addSeparator()
    menu.addAction(translate("FactMenu", "Write a note"), lambda: table.note_wanted.emit(target))
    choices = status_menu(context, target, menu)
    choices.setTitle(translate("FactMenu", "Status"))
    menu.addMenu(choices)
    menu.addAction(translate("FactMenu", "Bookmark this fact"), lambda: bookmark_fact(context, fact))
    menu.addSeparator()
    menu.addAction(translate("FactMenu", "Copy with its words"), table.copy_fact)
    return menu
