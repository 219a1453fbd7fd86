"""What the actions on highlights and notes do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cgtatlas.core import iri
from cgtatlas.ui.reviewing import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.ui.window import Window


class NoteCommands(QObject):
    """Made once by :class:`cgtatlas.ui.commands.Commands`, which connects ``slots()``."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context
        self._context.reviewing.selected = self._selected

    def slots(self) -> dict[str, Callable[[], object]]:
        """The functions of these actions, by id."""
        window = self._window
        return {
            "annotate.highlight": lambda: window.source_pane.highlight_selection(),
            "annotate.note": self._note,
            "annotate.review": self._review,
            "mark.to_read": lambda: self._mark("to-read"),
            "mark.read": lambda: self._mark("read"),
            "mark.checked": lambda: self._mark("checked"),
            "mark.list": self._to_read,
            "annotate.tags": self._tags,
            "annotate.next": lambda: self._walk(1),
            "annotate.previous": lambda: self._walk(-1),
            "select.sentence": lambda: self._sentence(1),
            "select.sentence_before": lambda: self._sentence(-1),
        }

    def _note(self) -> None:
        """On the words of the original text, or on the fact or the entry when the keyboard is there."""
        if self._window.frames[1].has_keyboard():
            self._window.entry_pane.write_note()
        else:
            self._window.source_pane.note_on_selection()

    def _review(self) -> None:
        self._context.reviewing.refresh()
        if self._context.navigator.open(PAGE):
            self._window.focus_pane(1)

    def _selected(self) -> tuple[str, int, int] | None:
        """The words that are selected in the original text."""
        pane = self._window.source_pane
        span = pane.selected_span()
        return None if span is None else (pane.current_document(), *span)

    def _mark(self, status: str) -> None:
        target = self._target()
        if target:
            self._context.marking.toggle(target, status)
        else:
            self._context.messages.info(lambda: self.tr("Open an entry or a document to mark it."))

    def _tags(self) -> None:
        from cgtatlas.ui.dialogs.tags import TagsDialog

        TagsDialog(self._context, self._window).show()

    def _to_read(self) -> None:
        """The tree narrowed to what is to read; the same again shows everything."""
        pane = self._window.navigation_pane
        self._window.show_pane(0, True)
        pane.omnibox.clear()
        choice = pane.tree.options.status
        choice.choose("" if choice.status() == "to-read" else "to-read")
        pane.show_page("library", focus=True)

    def _target(self) -> str:
        """What gets a status: what the keyboard is on in a list, a table or a text, else the open entry."""
        from cgtatlas.ui.chosen import of_list

        window = self._window
        if window.frames[0].has_keyboard():
            place = iri.parse(of_list(window.navigation_pane.list()))
            if place is not None and place.kind != "search":
                return replace(place, start=None, end=None).iri
        document = window.source_pane.current_document()
        if window.frames[2].has_keyboard() and document:
            return iri.Place("document", document).iri
        fact, entry = window.entry_pane.current_fact(), window.entry_pane.current_entry()
        if fact:
            return iri.fact(fact).iri
        return iri.entry(entry).iri if entry else iri.Place("document", document).iri if document else ""

    def _walk(self, by: int) -> None:
        self._window.focus_pane(2)
        self._window.source_pane.next_highlight(by)

    def _sentence(self, by: int) -> None:
        self._window.focus_pane(2)
        self._window.source_pane.noting.select_sentence(by)
