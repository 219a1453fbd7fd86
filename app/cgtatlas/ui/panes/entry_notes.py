"""The reader's notes on an entry and its facts: shown on the page, written in an editor below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from cgtatlas.core import iri
from cgtatlas.core.errors import AtlasError
from cgtatlas.core.model import Annotation
from cgtatlas.render.notes import EDIT, notes_html
from cgtatlas.store.annotations import NOWHERE
from cgtatlas.store.writer import new_id
from cgtatlas.ui.panes.source_notes import Notes
from cgtatlas.ui.widgets.note_editor import NoteEditor
from cgtatlas.ui.widgets.page_browser import PageBrowser

if TYPE_CHECKING:
    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Entry
    from cgtatlas.ui.context import Context


# What is said outlives the page that says it: it is translated without the page.
translate = QCoreApplication.translate


class EntryNotes(QObject):
    """``page`` goes into the entry's column, the editor below it; ``made`` carries it at its first use."""

    made = Signal(NoteEditor)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._entry: Entry | None = None
        self._notes = Notes(context, self)
        self.page = PageBrowser(context)
        self._editor: NoteEditor | None = None
        self.page.fragment.connect(self._fragment)
        context.changes.changed.connect(self._changed)
        self.page.hide()

    @property
    def editor(self) -> NoteEditor:
        """The editor, made on first use: most tabs are only read."""
        if self._editor is None:
            self._editor = NoteEditor(self._context, self._notes.save)
            self._editor.delete_wanted.connect(self._delete)
            self.made.emit(self._editor)
        return self._editor

    def flush(self) -> bool:
        """Save what is being written; False when it could not be saved."""
        return self._editor is None or self._editor.flush()

    def restyle(self) -> None:
        """Take the colours of the theme."""
        if self._editor is not None:
            self._editor.restyle()

    def show_entry(self, entry: Entry | None) -> None:
        """Show the notes on an entry and its facts; None on the home page. What is written is saved first."""
        another = (entry and entry.row.id) != (self._entry and self._entry.row.id)
        if another and self._editor is not None and self._editor.flush():
            self._editor.forget()
        self._entry = entry
        self._show()

    def write(self, target: str) -> None:
        """Edit the note on an entry or a fact, or begin one: it is kept from its first letter on."""
        try:
            there = self._context.store.notes_on(target)
        except AtlasError as error:
            self._context.messages.report(error)
            return
        self._edit(there[0] if there else Annotation(new_id(), NOWHERE, "yellow", "", (), "", "", 0, target))

    def _edit(self, annotation: Annotation) -> None:
        if not self.editor.open_note(annotation):
            self._context.messages.warning(
                lambda: translate(
                    "EntryNotes",
                    "The note being written is not saved yet. Save or copy it before opening another.",
                )
            )

    def _all(self) -> list[Annotation]:
        """The notes on the entry, then those on its facts in their order."""
        if self._entry is None:
            return []
        order = {iri.entry(self._entry.row.id).iri: 0}
        order |= {iri.fact(fact.id).iri: at for at, fact in enumerate(self._entry.facts, 1)}
        try:
            found = [one for one in self._context.store.annotations("") if one.target in order]
        except AtlasError as error:
            self._context.messages.report(error)
            return []
        return sorted(found, key=lambda one: (order[one.target], one.created))

    def _show(self) -> None:
        body = notes_html(self._context.library, self._all(), self._context.language)
        self.page.setAccessibleName(self.tr("My notes"))
        self.page.setVisible(bool(body))
        self.page.show_html(body)

    def _fragment(self, fragment: str) -> None:
        if f"#{fragment}".startswith(EDIT):
            try:
                self._edit(self._context.store.annotation(fragment.removeprefix(EDIT[1:])))
            except AtlasError as error:
                self._context.messages.report(error)

    def _delete(self, id: str) -> None:
        edited = self.editor.annotation
        if edited is not None and edited.revision == 0:
            self.editor.forget()  # never saved: there is nothing to delete
        elif self._notes.delete(id):
            self.editor.forget()

    def _changed(self, changes: Changes) -> None:
        if not changes.annotations or (changes.documents and "" not in changes.documents):
            return
        notes = self._all()
        self._show()
        if self._editor is None:
            return
        for note in notes:
            self._editor.refresh(note)
        edited = self._editor.annotation
        gone = edited is not None and edited.revision and edited.id not in {note.id for note in notes}
        if gone and not self._editor.unsaved:
            self._editor.forget()
