"""One entry, or the home page, in one scrolling column: page, fact table, timeline, page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cgtatlas.core import iri
from cgtatlas.render.entry_page import MORE, entry_page
from cgtatlas.render.home_page import LIST, home_page
from cgtatlas.ui.desk import desk
from cgtatlas.ui.panes.entry_acts import EntryActs
from cgtatlas.ui.panes.entry_facts import FactTable
from cgtatlas.ui.panes.entry_find import find_words, light, place_of
from cgtatlas.ui.panes.entry_notes import EntryNotes
from cgtatlas.ui.panes.entry_reading import put_back, reading_state
from cgtatlas.ui.panes.source_find import Finder
from cgtatlas.ui.panes.tab_page import TabPage
from cgtatlas.ui.widgets.find_bar import FindBar
from cgtatlas.ui.widgets.page_browser import PageBrowser
from cgtatlas.ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Entry, Span
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.panes.entry_find import Match
    from cgtatlas.ui.widgets.note_editor import NoteEditor


# What is said outlives the page that says it: it is translated without the page.
translate = QCoreApplication.translate


class EntryView(TabPage):
    """Shows what it is told; links go through the navigator."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.entry: Entry | None = None
        self._waiting: tuple[str, Mapping[str, object]] | None = None  # shown when first looked at
        self._more: frozenset[str] = frozenset()  # lists to show whole, by their fragment
        self._shown_width = 0
        self._rewrite = QTimer(self, singleShot=True, interval=150)
        self._rewrite.timeout.connect(self.refresh)
        self._home_stale = False  # has the reader done something since the home page was written
        context.changes.changed.connect(self._own_changed)
        self.find_bar = FindBar()
        self._finder = Finder(self.find_bar, self._find, self)
        self._matches: list[Match] = []
        self.acts = EntryActs(context)
        self.above, self.dates, self.below = (PageBrowser(context) for _ in range(3))
        self.table = FactTable(context)
        self.notes = EntryNotes(context, self)
        self.pages = (self.above, self.notes.page, self.dates, self.below)
        self.area = ScrollColumn(
            context, self.acts, self.above, self.notes.page, self.table, self.dates, self.below
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.find_bar)
        for page in self.pages:
            page.fragment.connect(self._fragment)
        self._finder.shown.connect(self._show_found)
        self.find_bar.closed.connect(self.above.setFocus)
        self.notes.made.connect(self._add_editor)
        self.acts.note_wanted.connect(self.write_note)
        self.table.note_wanted.connect(self.notes.write)
        self.restyle()

    def _add_editor(self, editor: NoteEditor) -> None:
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)  # made with the page
        whole.insertWidget(1, editor)
        editor.closed.connect(self.focus_target().setFocus)

    def bear_names(self, shown: bool) -> None:
        """Give the parts their object names, or take them away: only the shown page bears them."""
        self.table.setObjectName("factTable" if shown else "")
        self.above.setObjectName("entryPage" if shown else "")
        self.dates.setObjectName("timelineView" if shown else "")
        self.below.setObjectName("entryDetails" if shown else "")
        self.notes.page.setObjectName("entryNotes" if shown else "")
        self.acts.bear_names(shown)

    # content

    @property
    def entry_id(self) -> str:
        """The id of the entry that is shown or waits to be; "" for the home page."""
        if self._waiting is not None:
            return self._waiting[0]
        return self.entry.row.id if self.entry is not None else ""

    def wait(self, entry: str, state: Mapping[str, object]) -> None:
        """Stand for an entry that is only read when the page is looked at. Raises NotFound."""
        self._context.library.row(entry)
        self._waiting = entry, state

    def wake(self) -> None:
        """Show the entry that waits, if one does."""
        if self._waiting is not None:
            entry, state = self._waiting
            self.show_entry(self._context.library.entry(entry))
            self.restore(state)

    def show_entry(self, entry: Entry) -> None:
        """Show an entry from its top."""
        self._waiting = None
        self._more = frozenset()
        self._fill(entry)
        self.area.to_top()

    def show_fact(self, fact: str) -> None:
        """Mark a fact in the table and bring it into view, once the page is laid out."""

        def bring() -> None:
            self.area.centre_on(self.table, self.table.row_rect())

        if self.table.select_fact(fact):
            QTimer.singleShot(0, self, bring)

    def show_home(self) -> None:
        """Show the home page."""
        self.entry = self._waiting = None
        self.acts.show_entry("")
        self._home_stale = False
        self.notes.show_entry(None)
        for part in (self.table, self.dates, self.below):
            part.hide()
        tips = (
            self.tr("Type a name, a code or any words into the search box (Ctrl+L)."),
            self.tr("Choose an entry in the tree; each fact opens the sentence it rests on (Enter)."),
            self.tr("Select words in an original text to highlight them, note on them or cite them."),
            self.tr(
                "By keyboard: F6 goes to the next pane, Ctrl+P to every command, Ctrl+F1 lists all keys."
            ),
        )
        lead = self.tr(
            "Cell and gene therapies, companies and policies. Every statement is one key press from the "
            "sentence it comes from."
        )
        body = home_page(
            self._context.library,
            self._context.language,
            title=self.tr("CGT Atlas"),
            lead=lead,
            tips=tips,
            desk=desk(self._context),
        )
        self.above.setAccessibleName(self.tr("Home page"))
        self.above.show_html(body)

    def _fill(self, entry: Entry) -> None:
        self.entry = entry
        self._shown_width = self._context_width()
        library, lang = self._context.library, self._context.language
        page = entry_page(
            entry,
            library,
            lang,
            differences=library.conflicts(),
            more=self._more,
            width=self._context_width(),
        )
        name = entry.row.name(lang)
        self.acts.show_entry(entry.row.id)
        self.notes.show_entry(entry)
        self.above.setAccessibleName(self.tr("{name}: summary").format(name=name))
        self.dates.setAccessibleName(self.tr("{name}: timeline").format(name=name))
        self.below.setAccessibleName(self.tr("{name}: article, relations, mentions").format(name=name))
        self.above.show_html(page.above)
        self.table.show_entry(entry)
        self.dates.show_html(page.timeline)
        self.dates.setVisible(bool(page.timeline))
        self.below.show()
        self.below.show_html(page.below)
        self._finder.again()

    def _context_width(self) -> int:
        """Columns of context on each side of a mention that fit beside each other."""
        pixels = QFontInfo(self._context.style.page_font()).pixelSize()
        return min(max(int((self.area.room() / pixels - 8) * 0.92), 12), 44)

    def refresh(self) -> None:
        """Show the same in the language and theme as they are now, at the same place."""
        place, reading = self.area.at(), reading_state(self)
        self.restyle()
        if self._waiting is not None:
            return
        if self.entry is None:
            self.show_home()
        else:
            self._fill(self.entry)
            put_back(self, reading)
        self.area.return_to(place)

    def _own_changed(self, changes: Changes) -> None:
        """The reader made or did something: the home page tells it, once it is looked at."""
        if self.entry is None and self._waiting is None:
            self._home_stale = True
            if self.isVisible() and (changes.annotations or changes.bookmarks or changes.marks):
                self._rewrite.start()

    def showEvent(self, event: QShowEvent) -> None:
        """A home page that came out of date meanwhile is written anew."""
        super().showEvent(event)
        if self._home_stale and self.entry is None and self._waiting is None:
            self._rewrite.start()

    def _fragment(self, fragment: str) -> None:
        if f"#{fragment}".startswith(LIST):
            self._context.navigator.list_wanted.emit(fragment.removeprefix(LIST[1:]), "")
        if fragment in MORE and self.entry is not None:
            self._more |= {fragment}
            self.refresh()

    def write_note(self) -> None:
        """Write a note on the fact of the table that has the keyboard, else on the entry."""
        fact = self.table.current_fact() if self.table.hasFocus() else None
        if fact is not None:
            self.notes.write(iri.fact(fact.id).iri)
        elif self.entry is not None:
            self.notes.write(iri.entry(self.entry.row.id).iri)
        else:
            self._context.messages.info(
                lambda: translate("EntryView", "Open an entry to write a note on it.")
            )

    def flush(self) -> bool:
        """Save the note being written. False when it could not be saved."""
        return self.notes.flush()

    # a page in a tab

    def title(self) -> str:
        """The words on the tab."""
        if self._waiting is not None:
            return self._context.library.row(self._waiting[0]).name(self._context.language)
        if self.entry is None:
            return self.tr("Home")
        return self.entry.row.name(self._context.language)

    def focus_target(self) -> QWidget:
        """The page's text."""
        return self.above

    def state(self) -> dict[str, object]:
        """What stands at its top, what is selected, how the facts are sorted, which lists are whole."""
        if self._waiting is not None:
            return dict(self._waiting[1])
        return {"more": sorted(self._more)} | reading_state(self) | self.area.at()

    def restore(self, state: Mapping[str, object]) -> None:
        """Show it as ``state`` told."""
        wanted = state.get("more")
        more = MORE.intersection(wanted) if isinstance(wanted, list) else self._more
        if self.entry is not None and more != self._more:
            self._more = more
            self._fill(self.entry)
        put_back(self, state)
        self.area.return_to(state)

    # finding

    def find_in_page(self) -> None:
        """Open the find bar."""
        self.find_bar.open_bar()

    def next_match(self) -> bool:
        """Go to the next match of the find bar."""
        return self._finder.step(1)

    def previous_match(self) -> bool:
        """Go to the previous match of the find bar."""
        return self._finder.step(-1)

    def _find(self, words: str) -> list[Span]:
        self._matches = find_words(words, [self.above, self.notes.page, self.table, self.dates, self.below])
        return [(number, number) for number in range(len(self._matches))]

    def _show_found(self, matches: list[Span], current: Span | None) -> None:
        found = self._matches if matches else []
        now = found[current[0]] if current is not None else None
        for page in self.pages:
            light(page, found, now, self._context.style)
        if now is None:
            return
        if now.where is self.table:
            self.table.selectRow(now.start)
        self.area.centre_on(now.where, place_of(now))

    # look

    def restyle(self) -> None:
        """Take the colours and sizes of the theme."""
        self.acts.restyle()
        self.notes.restyle()
        self.table.restyle()
        self.area.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: other concordance lines."""
        super().resizeEvent(event)
        if self.entry is not None and self._context_width() != self._shown_width:
            self._rewrite.start()
