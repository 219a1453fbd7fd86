"""The original text beside the entry: card, sections, the text with all its marks, notes, find bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette, QTextCursor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cgtatlas.core import iri
from cgtatlas.core.errors import NotFound
from cgtatlas.ui.panes.source_acts import bookmark_place, citation, source_menu
from cgtatlas.ui.panes.source_caret import CaretTeller
from cgtatlas.ui.panes.source_content import PART
from cgtatlas.ui.panes.source_find import Finder
from cgtatlas.ui.panes.source_header import SourceHeader
from cgtatlas.ui.panes.source_here import HerePanel
from cgtatlas.ui.panes.source_marks import Marks
from cgtatlas.ui.panes.source_notes import Notes
from cgtatlas.ui.panes.source_noting import Noting
from cgtatlas.ui.panes.source_parts import PartBar
from cgtatlas.ui.panes.source_shelf import Shelf
from cgtatlas.ui.panes.source_state import put_back, view_state
from cgtatlas.ui.panes.source_view import SourceView
from cgtatlas.ui.widgets.find_bar import FindBar
from cgtatlas.ui.widgets.lends_focus import LendsFocus
from cgtatlas.ui.widgets.note_editor import NoteEditor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.iri import Place
    from cgtatlas.core.model import Span
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.panes.source_content import Content


class SourcePane(QWidget):
    """Shows original texts and all that is known of their words."""

    documentChanged = Signal(str)
    selectionChanged = Signal(bool)

    def __init__(self, context: Context, parent: QWidget | None = None, *, part: int = PART) -> None:
        super().__init__(parent)
        self.setObjectName("sourcePane")
        self._context = context
        self._content: Content | None = None
        self._part = 0
        self.view = SourceView(context)
        self._shelf = Shelf(context, self.view, part)
        self._header, self._here = SourceHeader(context), HerePanel(context)
        self._notes = Notes(context, self)
        self.note_editor = NoteEditor(context, self._notes.save)
        parts = (self.view, self._here, self.note_editor)
        self.noting = Noting(context, self._notes, parts, lambda: self._content, self)
        self.find_bar = FindBar()
        self._finder = Finder(self.find_bar, self._find, self)
        self._empty, self.parts = QLabel(), PartBar()
        self._arrange()
        self._connect()
        self._caret = CaretTeller(self.view, self._header.section_at, self)
        self.retranslate()
        self._show_or_hide()

    def _arrange(self) -> None:
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._empty.setMargin(24)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (self._header, self.view, self._empty, self.parts, self._here, self.note_editor):
            whole.addWidget(widget, 1 if widget in (self.view, self._empty) else 0)
        whole.addWidget(self.find_bar)
        LendsFocus(self, lambda: self.view)

    def _connect(self) -> None:
        view = self.view
        view.selectionChanged.connect(lambda: self.selectionChanged.emit(view.textCursor().hasSelection()))
        view.here_wanted.connect(self._show_here)
        view.menu_wanted.connect(self._show_menu)
        view.moved.connect(self._moved)
        self._header.section_chosen.connect(self._go_to_section)
        self._header.link_wanted.connect(view.follow)
        self._here.fact_wanted.connect(lambda id: self._context.navigator.open(f"cgt:row/{id}"))
        self._here.closed.connect(view.setFocus)
        self.note_editor.closed.connect(view.setFocus)
        self._finder.start_from(lambda: view.map.to_original(view.textCursor().selectionStart()))
        self._finder.shown.connect(self._show_found)
        self.find_bar.closed.connect(view.setFocus)
        self.parts.turned.connect(self._turn_to)
        acts = {
            "note": self.note_on_selection,
            "bookmark": self.bookmark_here,
            "cite": self.copy_with_citation,
        }
        view.bar.act.connect(lambda name: acts[name]())
        self._context.changes.changed.connect(self._changed)
        self._context.style.changed.connect(self.restyle)
        QCoreApplication.instance().aboutToQuit.connect(self.flush)  # type: ignore[union-attr]

    # showing

    def show_document(
        self, document: str, start: int | None = None, end: int | None = None, matches: Sequence[Span] = ()
    ) -> None:
        """Show a document; with ``start``, centred on those words, which light up. Raises NotFound."""
        self._open(document)
        self.view.marks.hits = list(matches)
        self.view.marks.target = None
        self._here.hide()
        if start is None and matches:
            start, end = matches[0]
        self._ensure_part(start or 0)
        if start is None:
            self.view.relight()
            self.view.scroll_to_top(0, 18)
            self.view.moveCursor(QTextCursor.MoveOperation.Start)
        else:
            self.view.lead_to(start, end if end is not None else start)

    def light(self, document: str, matches: Sequence[Span]) -> None:
        """Light these words, if this document is shown; nothing moves."""
        if self.current_document() == document:
            self.view.marks.hits = list(matches)
            self.view.relight()

    def _open(self, id: str) -> None:
        """Read a document unless it is the shown one; a note being written is saved first."""
        if self._content is not None and self._content.document.id == id:
            return
        content = self._shelf.content(id)
        if self.note_editor.flush():
            self.note_editor.forget()
        self._content, self._part = content, -1
        self._header.show_document(content.document, content.headings)
        self.view.marks = Marks(facts=content.facts)
        self.view.marks.mine = self._notes.placed(content.document, content.text)
        self._finder.again()
        self.view.marks.found = self._finder.matches
        self._show_or_hide()
        self.documentChanged.emit(id)

    def _ensure_part(self, position: int) -> None:
        if self._content is not None:
            part = self._content.part_of(position)
            if part != self._part:
                self._build(part)

    def _build(self, part: int) -> None:
        content = self._content
        if content is None:
            return
        self._part = part
        tip = self.tr("A page ended here in the original")
        with QSignalBlocker(self.view):
            self.view.show_text(*self._shelf.built(content, part, tip))
        self.view.setAccessibleName(self.tr("Original text: {title}").format(title=content.document.title))
        self.parts.show_part(part, len(content.parts))

    def _turn_to(self, part: int) -> None:
        self._build(part)
        self.view.relight()
        self.view.scroll_to_top(self.view.map.to_original(0), 18)
        self.view.moveCursor(QTextCursor.MoveOperation.Start)

    def _go_to_section(self, position: int) -> None:
        self._ensure_part(position)
        self.view.relight()
        self.view.centre(position, position)
        self.view.scroll_to_top(position, 18)
        self.view.setFocus()

    def _moved(self) -> None:
        if self._content is not None:
            self._header.follow(self.view.top()[0] + 1)

    def _show_or_hide(self) -> None:
        there = self._content is not None
        for widget in (self._header, self.view):
            widget.setVisible(there)
        self._empty.setVisible(not there)
        if not there:
            self.parts.hide()

    # place and state

    def current_document(self) -> str:
        """The id of the shown document, "" when there is none."""
        return self._content.document.id if self._content is not None else ""

    def selected_span(self) -> Span | None:
        """The selected words as a range of the original."""
        return self.view.selected() if self._content is not None else None

    def current_place(self) -> Place | None:
        """The selected words, else the passage at the caret if it is in view, else the first visible one."""
        if self._content is None:
            return None
        span = self.selected_span()
        if span is None:
            caret = self.view.cursorRect()
            seen = self.view.viewport().rect().contains(caret.center())
            at = self.view.map.to_original(self.view.textCursor().position()) if seen else self.view.top()[0]
            span = self._content.block_at(at)
        return iri.passage(self._content.document.id, *span)

    def view_state(self) -> dict[str, object]:
        """What is shown and where, as plain values."""
        return view_state(self._content.document, self.view) if self._content is not None else {}

    def restore_view_state(self, state: Mapping[str, object]) -> None:
        """Show again what ``view_state`` told, at the same place; a document that is gone is left out.

        In another version of the text nothing is lit or selected: other words would stand there.
        """
        document = state.get("document")
        if not document:
            return
        try:
            self._open(str(document))
        except NotFound as error:
            self._context.messages.report(error)
            return
        top = cast("int", state.get("top", 0))
        if self._content is not None and state.get("sha256") not in (None, self._content.document.sha256):
            state = {"above": state.get("above", 4)}
        self._ensure_part(top)
        put_back(self.view, top, state)

    # selection, highlights, notes

    def highlight_selection(self, colour: str = "yellow") -> None:
        """Highlight the selected words."""
        self.noting.highlight(colour)

    def note_on_selection(self) -> None:
        """Write a note on the selected words, or on the highlight at the caret."""
        self.noting.note()

    def next_highlight(self, by: int = 1) -> None:
        """Go to the next (1) or previous (-1) highlight of the reader, round at the ends."""
        span = self.noting.walk(by)
        if span is not None:
            self._ensure_part(span[0])
            self.view.lead_to(*span)
            self.noting.tell()

    def flush(self) -> bool:
        """Save what is being written. False when it could not be saved: do not close yet."""
        return self.note_editor.flush()

    def bookmark_here(self) -> None:
        """Bookmark the selected words or the passage in view."""
        place = self.current_place()
        if place is not None and self._content is not None:
            words = self._content.text[place.start : place.end]
            bookmark_place(self._context, place, self._content.document.title, words)

    def copy_with_citation(self) -> None:
        """Copy the selected words (else the passage in view) with their source."""
        place = self.current_place()
        if place is None or self._content is None:
            return
        words = self.view.selected_text() or self._content.text[place.start : place.end]
        QGuiApplication.clipboard().setText(citation(self._content.document, words, place))
        self._context.messages.info(lambda: self.tr("Copied with citation."))

    # what is here

    def _show_here(self, position: int, focus: bool) -> None:
        facts = self.view.marks.facts_at(position, position)
        mine = self.view.marks.mine_at(position)
        self._here.show_here(facts, mine, focus=focus)

    def facts_here(self) -> None:
        """List the facts drawn from the words at the caret."""
        self._show_here(self.view.map.to_original(self.view.textCursor().selectionStart()), True)

    def _show_menu(self, where: QPoint, position: int) -> None:
        source_menu(self, position).popup(where)

    # finding

    def _find(self, words: str) -> list[Span]:
        return self._content.find(words) if self._content is not None else []

    def find_in_page(self) -> None:
        """Open the find bar, with the selected words if there are some."""
        words = self.view.selected_text() if self.view.textCursor().hasSelection() else ""
        self.find_bar.open_bar(words if len(words) <= 60 and "\n" not in words else "")

    def next_match(self) -> bool:
        """Go to the next match of the find bar."""
        return self._finder.step(1)

    def previous_match(self) -> bool:
        """Go to the previous match of the find bar."""
        return self._finder.step(-1)

    def _show_found(self, matches: list[Span], current: Span | None) -> None:
        self.view.marks.found, self.view.marks.current = matches, current
        if current is not None:
            self._ensure_part(current[0])
            self.view.centre(*current)
        self.view.relight()

    # listening

    def _changed(self, changes: Changes) -> None:
        content = self._content
        if changes.libraries:
            self._shelf.clear()
        if content is None or not changes.annotations:
            return
        if not changes.documents or content.document.id in changes.documents:
            self.view.marks.mine = self._notes.placed(content.document, content.text)
            self.view.relight()
            for mine in self.view.marks.mine:
                self.note_editor.refresh(mine.annotation)
            self._here.refresh({mine.annotation.id: mine for mine in self.view.marks.mine})
            edited = self.note_editor.annotation
            if edited is not None and not self.note_editor.unsaved and not self._notes.exists(edited.id):
                self.note_editor.forget()

    def restyle(self) -> None:
        """Show the same place again in the theme as it is now."""
        self._shelf.unbuild()
        self._header.restyle()
        self._here.restyle()
        self.view.bar.restyle()
        self.note_editor.restyle()
        if self._content is not None and self._part >= 0:
            state = self.view_state()
            self._build(self._part)
            self.restore_view_state(state)

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self._empty.setText(self.tr("No original text is open. Follow a citation, or choose a document."))
        self.setAccessibleName(self.tr("Original text"))
        self._caret.describe(
            self.tr(
                "Enter: what is known of the words at the caret. Shift+arrows: select. "
                "1 to 5: highlight. Delete: take the highlight away."
            )
        )
        self.restyle()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
