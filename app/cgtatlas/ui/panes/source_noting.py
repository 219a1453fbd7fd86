"""The reader's marks in the shown text: made, changed, deleted, and the way from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QTextCursor

from cgtatlas.core.errors import AtlasError
from cgtatlas.ui.widgets.announce import announce
from cgtatlas.ui.widgets.colours import colour_name, known

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.core.model import Span
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.panes.source_content import Content
    from cgtatlas.ui.panes.source_here import HerePanel
    from cgtatlas.ui.panes.source_marks import Mine
    from cgtatlas.ui.panes.source_notes import Notes
    from cgtatlas.ui.panes.source_view import SourceView
    from cgtatlas.ui.widgets.note_editor import NoteEditor


# What is said outlives the page that says it: it is translated without the page.
translate = QCoreApplication.translate


class Noting(QObject):
    """Made by the source pane; ``content`` tells what it shows, None when nothing."""

    def __init__(
        self,
        context: Context,
        notes: Notes,
        parts: tuple[SourceView, HerePanel, NoteEditor],
        content: Callable[[], Content | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._notes, self._content = context, notes, content
        self._view, self._here, self._editor = parts
        self._last = ""  # the annotation that was made, or that the walk came to, last
        self._view.bar.colour.connect(self.highlight)
        self._view.colour_wanted.connect(self.colour_here)
        self._view.delete_wanted.connect(self.delete_here)
        self._view.note_wanted.connect(self.open_note)
        self._here.note_wanted.connect(self.open_note)
        self._here.colour_wanted.connect(self.recolour)
        self._here.delete_wanted.connect(self.delete)
        self._editor.delete_wanted.connect(self.delete)

    # the words at the caret

    def highlight(self, colour: str = "yellow") -> str:
        """Highlight the selected words; the id of what was made, "" when nothing was."""
        content, span = self._content(), self._view.selected()
        if content is None or span is None:
            self._context.messages.info(
                lambda: translate("Noting", "Select words in the original text first.")
            )
            return ""
        made = self._notes.add(content.document, content.text, span, colour)
        if made is None:
            return ""
        cursor = self._view.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._view.setTextCursor(cursor)
        self._last = made.id
        announce(self._view, self.tr("Highlighted in {colour}").format(colour=colour_name(colour)))
        return made.id

    def colour_here(self, colour: str) -> None:
        """Highlight the selected words, or recolour the first highlight at the caret."""
        if self._view.selected() is not None:
            self.highlight(colour)
            return
        mine = self.at_caret()
        if mine:
            self.recolour(mine[0].annotation.id, colour)
        else:
            self._context.messages.info(
                lambda: translate("Noting", "Select words, or go to a highlight, to give it a colour.")
            )

    def note(self) -> None:
        """Write a note on the selected words, or on the first highlight at the caret."""
        mine = self.at_caret() if self._view.selected() is None else []
        id = mine[0].annotation.id if mine else self.highlight()
        if id:
            self.open_note(id)

    def delete_here(self) -> None:
        """Delete the first highlight at the caret."""
        mine = self.at_caret()
        if mine:
            self.delete(mine[0].annotation.id)

    def at_caret(self) -> list[Mine]:
        """The reader's annotations over the caret: just made or walked to, then the shortest."""
        at = self._view.map.to_original(self._view.textCursor().position())
        found = self._view.marks.mine_at(at)
        return sorted(found, key=lambda one: one.annotation.id != self._last or one.start != at)

    # one annotation

    def open_note(self, id: str) -> None:
        """Edit an annotation under the text."""
        try:
            annotation = self._context.store.annotation(id)
        except AtlasError as error:
            self._context.messages.report(error)
            return
        self._here.hide()
        if not self._editor.open_note(annotation):
            self._context.messages.warning(
                lambda: translate(
                    "Noting",
                    "The note being written is not saved yet. Save or copy it before opening another.",
                )
            )

    def recolour(self, id: str, colour: str) -> None:
        """Give an annotation another colour."""
        mine = next((one for one in self._view.marks.mine if one.annotation.id == id), None)
        if mine is not None and known(mine.annotation.colour) != colour and self._editor.flush():
            self._notes.recolour(id, colour)
            announce(self._view, self.tr("Highlighted in {colour}").format(colour=colour_name(colour)))

    def delete(self, id: str) -> None:
        """Delete an annotation, with Undo offered."""
        if (
            self._notes.delete(id)
            and self._editor.annotation is not None
            and self._editor.annotation.id == id
        ):
            self._editor.forget()

    # from one to the next

    def walk(self, by: int) -> Span | None:
        """The next (1) or previous (-1) annotation after the caret, round at the ends; each in turn where
        several begin at one place. Selects nothing: the words flash and their note is told. None for none.
        """
        mine = self._view.marks.mine
        if not mine:
            self._context.messages.info(
                lambda: translate("Noting", "There are no highlights in this text yet.")
            )
            return None
        at = self._view.map.to_original(self._view.textCursor().position())
        ids = [one.annotation.id for one in mine]
        here = ids.index(self._last) if self._last in ids else -1
        if here >= 0 and mine[here].start == at:
            chosen = mine[(here + by) % len(mine)]
        else:
            before = sum(1 for one in mine if one.start < at or (one.start == at and by < 0))
            chosen = mine[(before if by > 0 else before - 1) % len(mine)]
        self._last = chosen.annotation.id
        return chosen.start, chosen.end

    def tell(self) -> None:
        """Say what the walk came to, and show what lies on the words without taking the keyboard."""
        mine = next((one for one in self._view.marks.mine if one.annotation.id == self._last), None)
        if mine is None:
            return
        others = [one for one in self._view.marks.mine_at(mine.start) if one is not mine]
        self._here.show_here((), [mine, *others], focus=False)
        words = " ".join((mine.annotation.body or mine.annotation.anchor.exact).split())
        announce(self._view, f"{colour_name(known(mine.annotation.colour))}: {words}")

    # selecting

    def select_sentence(self, by: int = 1) -> None:
        """Select the sentence at the caret, or take one more into the selection: after (1), before (-1)."""
        content = self._content()
        if content is None:
            return
        span = self._view.selected()
        if span is None:
            at = self._view.map.to_original(self._view.textCursor().position())
            found = content.sentence_at(at)
        elif by > 0:
            found = (span[0], content.sentence_at(span[1])[1])
        else:
            found = (content.sentence_at(span[0], before=True)[0], span[1])
        ranges = self._view.map.view_ranges(*found)
        if not ranges:
            return
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(ranges[0][0])
        cursor.setPosition(ranges[-1][1], QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)
        announce(self._view, self._view.selected_text())
