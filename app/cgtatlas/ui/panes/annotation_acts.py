"""What can be done with many annotations at once: recolour, tag, delete; each is one step to undo."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from cgtatlas.core import iri
from cgtatlas.core.errors import AtlasError, NotFound
from cgtatlas.ui.widgets.colours import COLOURS, colour_name, swatch
from cgtatlas.ui.widgets.tag_field import parted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Annotation, Mention
    from cgtatlas.ui.context import Context

_MOST = 24  # tags offered in a menu


def entries_of(context: Context, annotations: Iterable[Annotation]) -> dict[str, str]:
    """The entries that annotations stand on, or whose names stand under them: id -> name, by name."""
    mentions: dict[str, tuple[list[int], list[Mention]]] = {}
    found: set[str] = set()
    for one in annotations:
        place = iri.parse(one.target) if one.target else None
        if place is not None:
            found.add(place.id.split("/")[0])
            continue
        document = one.anchor.document
        if document not in mentions:
            there = context.library.mentions_in(document)
            mentions[document] = ([mention.start for mention in there], there)
        starts, there = mentions[document]
        at = bisect_left(starts, one.anchor.end) - 1
        while at >= 0 and starts[at] > one.anchor.start - 200:  # no name is longer
            if there[at].end > one.anchor.start:
                found.add(there[at].entry)
            at -= 1
    return dict(sorted(((id, _name(context, id)) for id in found), key=lambda pair: pair[1].lower()))


def _name(context: Context, entry: str) -> str:
    try:
        return context.library.row(entry).name(context.language)
    except NotFound:
        return entry


class AnnotationActs(QObject):
    """Writes through the store, announces it and offers Undo."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._window = context, parent

    def recolour(self, chosen: Sequence[Annotation], colour: str) -> None:
        """Give all of them a colour."""
        ids = [one.id for one in chosen]
        self._do(ids, lambda: self._context.store.edit_annotations(ids, colour=colour))

    def add_tags(self, chosen: Sequence[Annotation], tags: Sequence[str]) -> None:
        """Give all of them these tags too."""
        ids = [one.id for one in chosen]
        self._do(ids, lambda: self._context.store.edit_annotations(ids, add=tags))

    def remove_tag(self, chosen: Sequence[Annotation], tag: str) -> None:
        """Take a tag from all of them."""
        ids = [one.id for one in chosen]
        self._do(ids, lambda: self._context.store.edit_annotations(ids, remove=[tag]))

    def delete(self, chosen: Sequence[Annotation]) -> None:
        """Put all of them into the trash, with Undo offered."""
        ids, store = [one.id for one in chosen], self._context.store
        if self._do(ids, lambda: store.delete_annotations(ids)):
            undo = (lambda: self.tr("Undo"), lambda: self._do(ids, lambda: store.restore_annotations(ids)))
            self._context.messages.info(
                lambda: self.tr("Deleted notes: {count}").format(count=len(ids)), action=undo
            )

    def tag(self, chosen: Sequence[Annotation]) -> None:
        """Ask for tags to add."""
        if not chosen:
            return
        words, given = QInputDialog.getText(
            self._window,
            self.tr("Add tags"),
            self.tr("Tags to add to the selected notes ({count}), separated by commas:").format(
                count=len(chosen)
            ),
        )
        if given and parted(words):
            self.add_tags(chosen, parted(words))

    def manage_tags(self) -> None:
        """Show all tags, to rename, merge or delete them."""
        from cgtatlas.ui.dialogs.tags import TagsDialog

        TagsDialog(self._context, self._window).show()

    def _do(self, ids: Sequence[str], work: Callable[[], Changes]) -> bool:
        return bool(ids) and self._context.do(work)

    # menus, which delete themselves when closed

    def menu(self, chosen: Sequence[Annotation], parent: QWidget) -> QMenu:
        """All that can be done with what is chosen."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for part, title in (
            (self.colours(chosen, menu), self.tr("Colour")),
            (self.tags(chosen, menu), self.tr("Tags")),
        ):
            part.setTitle(title)
            menu.addMenu(part)
        menu.addSeparator()
        menu.addAction(self.tr("Delete"), lambda: self.delete(chosen))
        return menu

    def colours(self, chosen: Sequence[Annotation], parent: QWidget) -> QMenu:
        """The five colours."""
        menu = QMenu(parent)
        for number, colour in enumerate(COLOURS, 1):
            text = f"&{number}  {colour_name(colour)}"
            icon = swatch(self._context.style, colour)
            menu.addAction(icon, text, lambda colour=colour: self.recolour(chosen, colour))
        return menu

    def tags(self, chosen: Sequence[Annotation], parent: QWidget) -> QMenu:
        """New tags, the known ones to give or take, and the list of all."""
        menu = QMenu(parent)
        menu.addAction(self.tr("Add tags…"), lambda: self.tag(chosen))
        menu.addAction(self.tr("Rename, merge or delete tags…"), self.manage_tags)
        menu.addSeparator()
        try:
            known = self._context.store.tags()
        except AtlasError as error:
            self._context.messages.report(error)
            return menu
        often = sorted(known, key=lambda tag: -known[tag])[:_MOST]
        for tag in sorted(often, key=str.lower):
            has = all(tag in one.tags for one in chosen)
            action = menu.addAction(tag.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(has)
            action.triggered.connect(
                lambda _=False, tag=tag, has=has: (
                    self.remove_tag(chosen, tag) if has else self.add_tags(chosen, [tag])
                )
            )
        return menu
