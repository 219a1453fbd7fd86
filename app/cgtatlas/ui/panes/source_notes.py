"""The reader's annotations of the shown document: finding their places, writing them, undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cgtatlas.core.errors import NotFound
from cgtatlas.store.anchors import make_anchor, place
from cgtatlas.ui.panes.source_marks import Mine

if TYPE_CHECKING:
    from cgtatlas.core.model import Annotation, Document, Span
    from cgtatlas.ui.context import Context


class Notes(QObject):
    """Reads and writes annotations through the store; every write is announced."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def placed(self, document: Document, text: str) -> list[Mine]:
        """The annotations of a document that have a place in its text, in order."""
        found = []
        for annotation in self._context.store.annotations(document.id):
            where = place(annotation.anchor, document.sha256, text)
            if where.how != "lost":
                found.append(Mine(annotation, where.start, where.end))
        return sorted(found, key=lambda one: (one.start, one.end))

    def exists(self, id: str) -> bool:
        """Is an annotation still there, and not in the trash?"""
        try:
            self._context.store.annotation(id)
        except NotFound:
            return False
        return True

    def add(self, document: Document, text: str, span: Span, colour: str) -> Annotation | None:
        """Highlight words; None when it could not be saved (the reader is told)."""
        anchor = make_anchor(document.id, document.sha256, text, *span)
        return self._context.make(lambda: self._context.store.add_annotation(anchor, colour=colour))

    def save(self, wanted: Annotation, over: bool) -> Annotation:
        """Save an edit; ``over``: over a newer version too, or anew when deleted. Raises AtlasError.

        One of revision 0 was never saved: it is added.
        """
        store, revision, id = self._context.store, wanted.revision, wanted.id
        if over:
            try:
                revision = store.annotation(id).revision
            except NotFound:
                revision, id = 0, ""
        if revision:
            saved, changes = store.edit_annotation(
                id, revision=revision, body=wanted.body, colour=wanted.colour, tags=wanted.tags
            )
        else:
            saved, changes = store.add_annotation(
                wanted.anchor,
                colour=wanted.colour,
                body=wanted.body,
                tags=wanted.tags,
                target=wanted.target,
                id=id,
            )
        self._context.changes.announce(changes)
        return saved

    def recolour(self, id: str, colour: str) -> None:
        """Give a highlight another colour."""
        self._context.do(lambda: self._context.store.edit_annotations([id], colour=colour))

    def delete(self, id: str) -> bool:
        """Delete an annotation, with Undo offered. False when it could not be done."""
        context, store = self._context, self._context.store
        if not context.do(lambda: store.delete_annotation(id)):
            return False
        undo = (lambda: self.tr("Undo"), lambda: context.make(lambda: store.restore_annotation(id)))
        context.messages.info(lambda: self.tr("Highlight deleted."), action=undo)
        return True
