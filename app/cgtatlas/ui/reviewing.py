"""Follows documents that have changed, and keeps the list of notes whose place the reader has to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cgtatlas.core.errors import AtlasError
from cgtatlas.library.texts import texts_of
from cgtatlas.store.review import Item, items

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.core.cancel import CancelToken
    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Annotation
    from cgtatlas.library.reader import Library
    from cgtatlas.store.relocate import Relocated
    from cgtatlas.ui.context import Context

#: The address of the page with the list.
PAGE = "cgt:page/review"
_AFTER = 400  # ms: several writes in a row are answered once


class Reviewing(QObject):
    """``changed`` when the list is another one. Nothing is looked for before ``start`` or ``refresh``."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.items: list[Item] = []
        self.read = False  # has the list been read once?
        #: What is selected in an original: document, start, end. The window says.
        self.selected: Callable[[], tuple[str, int, int] | None] = lambda: None
        self._soon = QTimer(self, singleShot=True, interval=_AFTER)
        self._soon.timeout.connect(self.refresh)
        context.changes.changed.connect(self._changes)

    def start(self) -> None:
        """Bring all notes and bookmarks to their places in the documents as they are now, in the helper."""
        store = self._context.store
        if store.read_only:
            self.refresh()
            return
        self._context.tasks.run(
            "relocate",
            lambda library, token: store.relocate(texts_of(library), token.check),
            self._relocated,
            self._failed,
        )

    def refresh(self) -> None:
        """Read the list anew, in the helper."""
        store = self._context.store

        def work(library: Library, token: CancelToken) -> list[Item]:
            documents = [document.id for document in library.documents()]
            return items(store.annotations(), texts_of(library), documents, token.check)

        self._context.tasks.run("review", work, self._found, self._failed)

    def place(self, one: Annotation, document: str, start: int, end: int) -> bool:
        """Put a note at the place that the reader chose. False when it could not be saved; that is told."""
        library, store = self._context.library, self._context.store

        def write() -> Changes:
            text = library.document(document).sha256, library.text(document)
            return store.place_annotation(one, document, text, start, end)[1]

        return self._do(one, write)

    def let_go(self, one: Annotation) -> bool:
        """Keep a note with its words, without a place."""
        text = texts_of(self._context.library)(one.anchor.document)
        sha256 = "" if text is None else text[0]
        return self._do(one, lambda: self._context.store.let_annotation_go(one, sha256)[1])

    def looked_at(self, one: Annotation) -> bool:
        """The reader has seen what became of the words."""
        return self._do(one, lambda: self._context.store.looked_at(one)[1])

    def delete(self, one: Annotation) -> bool:
        """Put a note into the trash."""
        return self._do(one, lambda: self._context.store.delete_annotation(one.id))

    def _do(self, one: Annotation, write: Callable[[], Changes]) -> bool:
        try:
            changes = write()
        except AtlasError as error:
            self._context.messages.report(error)
            return False
        # at once: what was decided must not be decided twice
        self._found([item for item in self.items if item.annotation.id != one.id])
        self._context.changes.announce(changes)
        return True

    def _changes(self, changes: Changes) -> None:
        if changes.annotations and self.read:
            self._soon.start()

    def _found(self, found: list[Item]) -> None:
        self.items, self.read = found, True
        self.changed.emit()

    def _relocated(self, result: Relocated) -> None:
        self._context.changes.announce(result.changes)
        self.refresh()
        if not (result.moved or result.changed or result.review):
            return
        look = (lambda: self.tr("Review"), lambda: self._context.navigator.open(PAGE))
        self._context.messages.info(
            lambda: self._relocated_words(result),
            action=look if result.changed or result.review else None,
        )

    def _relocated_words(self, result: Relocated) -> str:
        counts = (
            (self.tr("moved with their text: {count}"), result.moved),
            (self.tr("changed: {count}"), result.changed),
            (self.tr("to look at: {count}"), result.review),
        )
        told = " · ".join(text.format(count=count) for text, count in counts if count)
        return self.tr("Notes in documents that have changed: {what}").format(what=told)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AtlasError):
            raise error
        self._context.messages.report(error)
