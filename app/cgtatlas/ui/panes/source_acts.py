"""What can be done with a place: bookmark it, cite it, choose from a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu

from cgtatlas.core import iri
from cgtatlas.core.errors import AtlasError, NotFound
from cgtatlas.library.titles import exists, title_of
from cgtatlas.render.kwic import cut_right
from cgtatlas.ui.widgets.colours import COLOURS, colour_name, swatch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cgtatlas.core.iri import Place
    from cgtatlas.core.model import Bookmark, Document
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.panes.source_pane import SourcePane

_EXCERPT = 160
_TITLE = 40  # columns of a passage's words in its title


def citation(document: Document, words: str, place: Place) -> str:
    """The words in quotation marks with their source, as plain text ready to paste."""
    parts = [
        part for part in (document.author, document.title, document.publisher, document.published) if part
    ]
    if document.doi:
        parts.append(f"https://doi.org/{document.doi}")
    elif document.url:
        parts.append(document.url)
    parts.append(place.iri)
    opening, closing = ("“", "”")
    return f"{opening}{words.strip()}{closing}\n— " + ". ".join(parts)


def bookmark_all(context: Context, addresses: Iterable[str], folder: str = "") -> None:
    """Bookmark places known by their addresses alone, as :func:`bookmark_place` does."""
    for address in addresses:
        place = iri.parse(address)
        if place is not None and exists(context.library, address):
            words = context.library.text(place.id)[place.start : place.end] if place.start is not None else ""
            bookmark_place(
                context, place, title_of(context.library, address, context.language), words, folder
            )


def bookmark_place(context: Context, place: Place, title: str, words: str = "", folder: str = "") -> None:
    """Bookmark a place in a folder, "" for the top; says so, and offers Undo or tells it was there."""
    excerpt = " ".join(words.split())
    if excerpt:
        title = f"“{cut_right(excerpt, _TITLE)}” {title}"
    excerpt = excerpt[:_EXCERPT] + ("…" if len(excerpt) > _EXCERPT else "")
    try:
        there = next((one for one in context.store.bookmarks() if one.target == place.iri), None)
        if there is not None:
            _tell_where(context, there)
            return
        made, changes = context.store.add_bookmark(place.iri, title, excerpt=excerpt, folder=folder)
    except AtlasError as error:
        context.messages.report(error)
        return
    context.changes.announce(changes)
    translate = QCoreApplication.translate
    context.messages.info(
        lambda: translate("SourceActs", "Bookmarked: {title}").format(title=title),
        action=(
            lambda: translate("SourceActs", "Undo"),
            lambda: context.do(lambda: context.store.delete_bookmark(made.id)),
        ),
    )


def _tell_where(context: Context, there: Bookmark) -> None:
    """Say in which folder a place is bookmarked already, and offer to go there."""
    translate = QCoreApplication.translate
    folder = next((one.title for one in context.store.folders() if one.id == there.folder), "")

    def words() -> str:
        text = translate("SourceActs", "Already bookmarked in “{folder}”: {title}")
        if not folder:
            text = translate("SourceActs", "Already among your bookmarks: {title}")
        return text.format(folder=folder, title=there.title)

    show = (
        lambda: translate("SourceActs", "Show"),
        lambda: context.navigator.list_wanted.emit("bookmarks", there.id),
    )
    context.messages.info(words, action=show)


def entry_tip(context: Context, entry: str) -> str:
    """What a link of an original leads to: name and class of the entry, the bare id when it is gone."""
    try:
        row = context.library.row(entry)
    except NotFound:
        return entry
    lang = context.language
    kind = context.library.label("class", row.class_, lang)
    return f"{row.name(lang)} · {kind}" if kind else row.name(lang)


def source_menu(pane: SourcePane, position: int) -> QMenu:
    """The menu of a place in the text; it deletes itself when closed."""
    translate = QCoreApplication.translate
    menu = QMenu(pane)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    selected = pane.selected_span() is not None
    copy = menu.addAction(translate("SourceActs", "Copy"), pane.view.copy)
    cite = menu.addAction(translate("SourceActs", "Copy with citation"), pane.copy_with_citation)
    menu.addSeparator()
    colours = menu.addMenu(translate("SourceActs", "Highlight"))
    for name in COLOURS:
        icon = swatch(pane.view.context.style, name)
        colours.addAction(icon, colour_name(name), lambda name=name: pane.highlight_selection(name))
    note = menu.addAction(translate("SourceActs", "Write a note"), pane.note_on_selection)
    menu.addAction(translate("SourceActs", "Bookmark this place"), pane.bookmark_here)
    menu.addSeparator()
    facts = menu.addAction(
        translate("SourceActs", "Facts drawn from this"), lambda: pane.view.here_wanted.emit(position, True)
    )
    facts.setEnabled(bool(pane.view.marks.facts_at(position, position)))
    menu.addSeparator()
    menu.addAction(translate("SourceActs", "Select all"), pane.view.selectAll)
    for action in (copy, colours.menuAction()):
        action.setEnabled(selected)
    cite.setEnabled(selected)
    note.setEnabled(selected or bool(pane.view.marks.mine_at(position)))
    return menu
