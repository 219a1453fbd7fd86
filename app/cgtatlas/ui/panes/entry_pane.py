"""The entries that are open, each in a tab, the home page when none is, and the pages of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QTabWidget, QWidget

from cgtatlas.core import iri
from cgtatlas.core.errors import NotFound
from cgtatlas.core.markup import escape
from cgtatlas.ui.panes.entry_acts import add_to_comparison
from cgtatlas.ui.panes.entry_tabs import (
    MOST,
    REOPENED,
    entry_in,
    entry_of,
    made_page,
    page_in,
    tab_state,
    waiting_tab,
)
from cgtatlas.ui.panes.entry_view import EntryView
from cgtatlas.ui.panes.fact_menu import bookmark_fact
from cgtatlas.ui.panes.source_acts import bookmark_place
from cgtatlas.ui.widgets.lends_focus import LendsFocus
from cgtatlas.ui.widgets.page_tabs import PageTabs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cgtatlas.ui.context import Context
    from cgtatlas.ui.panes.tab_page import TabPage


class EntryPane(QTabWidget):
    """Tabs of entries, and at most one each of the comparison, the disagreements and the review list.

    Never empty: without an entry it shows the home page.
    """

    currentEntryChanged = Signal(str)  # entry id, "" for the home page
    touched = Signal()  # another tab, another order, another scroll position

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._last: EntryView | None = None  # the page of entries that was current last
        self._closed: list[dict[str, object]] = []  # tabs that can be opened again, the last one last
        self.setObjectName("entryView")
        bar = PageTabs(self)
        self.setTabBar(bar)
        bar.close_wanted.connect(self._close)
        bar.close_others_wanted.connect(self.close_other_tabs)
        bar.new_wanted.connect(self.new_tab)
        bar.reopen_wanted.connect(self.reopen_tab)
        bar.tabMoved.connect(lambda *_: self.touched.emit())
        self.setDocumentMode(True)
        self.setMovable(True)
        self.setTabsClosable(True)
        self.setTabBarAutoHide(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.tabCloseRequested.connect(self._close)
        self.currentChanged.connect(self._current_changed)
        context.style.changed.connect(self.refresh)
        context.comparing.changed.connect(self._name_tabs)
        LendsFocus(self, lambda: self._tab().focus_target())
        self._add(EntryView(context))
        self.show_home()

    # showing

    def show_entry(self, entry: str, new_tab: bool = False) -> None:
        """Show an entry in the current tab of entries or in a new one. Raises NotFound."""
        found = self._context.library.entry(entry)
        view = self._view()
        if new_tab and view.entry_id:
            view = EntryView(self._context)
            self._add(view)
        view.wake()
        if view.entry_id != entry:
            view.show_entry(found)
        self.setCurrentWidget(view)
        self._name_tabs()
        self._current_changed()

    def show_fact(self, fact: str) -> None:
        """Mark a fact of the shown entry in its table and bring it into view."""
        self._view().show_fact(fact)

    def show_home(self) -> None:
        """Show the home page in the current tab of entries."""
        self._view().show_home()
        self.setCurrentWidget(self._view())
        self._name_tabs()
        self._current_changed()

    def show_page(self, page: str) -> None:
        """Show one of PAGES in its own tab, made when first asked for; ``guide/search`` is a part of one."""
        name, _, part = page.partition("/")
        shown = next((tab for tab in self._tabs() if tab.page == name), None)
        if shown is None:
            shown = made_page(self._context, name)
            self._add(shown)
        if part:
            shown.show_part(part)
        self.setCurrentWidget(shown)
        self._name_tabs()
        self._current_changed()

    def add_to_comparison(self) -> None:
        """Choose the shown entry for the comparison."""
        add_to_comparison(
            self._context,
            self.current_entry(),
            lambda: (
                self.tr("Added to the comparison: {name} ({count})"),
                self.tr("Already in the comparison: {name} ({count})"),
                self.tr("Open an entry to add it to the comparison."),
                self.tr("Compare"),
            ),
        )

    def current_entry(self) -> str:
        """The id of the shown entry, "" for any other page."""
        return entry_of(self._tab())

    def current_title(self) -> str:
        """The name of the shown page."""
        return self._tab().title()

    def open_entries(self) -> list[str]:
        """The ids of the entries in all tabs, in order ("" for any other page)."""
        return [entry_of(tab) for tab in self._tabs()]

    def close_current_tab(self) -> None:
        """Close the current tab; the last one becomes the home page."""
        self._close(self.currentIndex())

    def close_other_tabs(self, kept: int = -1) -> None:
        """Close all tabs but one; without a number, but the current one."""
        keep = self._tab(kept)
        for tab in [tab for tab in self._tabs() if tab is not keep]:
            self._close(self.indexOf(tab))
        self.setCurrentWidget(keep)

    def new_tab(self) -> None:
        """Open a new tab with the home page, unless the current one shows it."""
        if self.current_entry() or self._tab().page:
            self._add(EntryView(self._context))
            self.setCurrentIndex(self.count() - 1)
            self.show_home()

    def reopen_tab(self) -> bool:
        """Open the tab that was closed last once more; False when there is none."""
        if not self._closed:
            return False
        state = self._closed.pop()
        if state.get("page"):
            self.show_page(str(state["page"]))
        else:
            self.show_entry(str(state["entry"]), new_tab=True)
        self._tab().restore(state)
        return True

    def move_tab(self, by: int) -> None:
        """Move the current tab among the others, round at the ends."""
        self.tabBar().moveTab(self.currentIndex(), (self.currentIndex() + by) % self.count())

    def _remember_closed(self, tab: TabPage) -> None:
        if tab.page or entry_of(tab):
            self._closed.append(tab_state(tab))
            del self._closed[:-REOPENED]

    def next_tab(self, by: int = 1) -> None:
        """Go to the next tab (or with -1 to the previous one), round at the ends."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def previous_tab(self) -> None:
        """Go to the previous tab, round at the beginning."""
        self.next_tab(-1)

    def find_in_page(self) -> None:
        """Open the find bar of the shown page."""
        self._tab().find_in_page()

    def next_match(self) -> bool:
        """Go to the next match in the shown page."""
        return self._tab().next_match()

    def previous_match(self) -> bool:
        """Go to the previous match in the shown page."""
        return self._tab().previous_match()

    def bookmark_here(self) -> None:
        """Bookmark the fact with the keyboard, else the shown entry."""
        entry, fact = self.current_entry(), self.current_fact()
        if fact:
            bookmark_fact(self._context, self._context.library.fact(fact))
        elif entry:
            name = self._context.library.row(entry).name(self._context.language)
            bookmark_place(self._context, iri.entry(entry), name)
        else:
            self._context.messages.info(lambda: self.tr("Open an entry or a document to bookmark it."))

    def write_note(self) -> None:
        """Write a note on the fact with the keyboard, else on the shown entry."""
        tab = self._tab()
        if isinstance(tab, EntryView):
            tab.write_note()
        else:
            self._context.messages.info(lambda: self.tr("Open an entry to write a note on it."))

    def current_fact(self) -> str:
        """The id of the fact that has the keyboard in the table of the shown entry, "" for none."""
        tab = self._tab()
        fact = tab.table.current_fact() if isinstance(tab, EntryView) and tab.table.hasFocus() else None
        return fact.id if fact is not None else ""

    def flush(self) -> bool:
        """Save the notes being written. False when one could not be saved: do not close yet."""
        saved = [tab.flush() for tab in self._tabs() if isinstance(tab, EntryView)]
        return all(saved)

    # state

    def view_state(self) -> dict[str, object]:
        """What is shown in which tab and how far it is scrolled, as plain values."""
        return {"tab": self.currentIndex()} | tab_state(self._tab())

    def restore_view_state(self, state: Mapping[str, object]) -> None:
        """Show again what ``view_state`` told; an entry that is gone is told and left out."""
        if not state:
            return
        entry, page = entry_in(state), page_in(state)
        if not page:
            self._go_to_tab_of(entry, state.get("tab"))
        try:
            if page:
                self.show_page(page)
            elif entry:
                self.show_entry(entry)
            else:
                self.show_home()
        except NotFound as error:
            self._context.messages.report(error)
            return
        self._tab().restore(state)

    def _go_to_tab_of(self, entry: str, before: object) -> None:
        """Go to the tab that shows an entry: where it was ``before``, else where it is by now."""
        there = [at for at, tab in enumerate(self._tabs()) if not tab.page and entry_of(tab) == entry]
        if there:
            self.setCurrentIndex(before if isinstance(before, int) and before in there else there[0])

    def tab_states(self) -> list[dict[str, object]]:
        """What is in each tab, in order, as plain values."""
        return [tab_state(tab) for tab in self._tabs()]

    def restore_tabs(self, states: Sequence[Mapping[str, object]], current: int) -> None:
        """Put up again what ``tab_states`` told; entries are read when they are looked at.

        An entry that is gone from the library is left out.
        """
        alone = self._tab(0) if self.count() == 1 else None
        before = alone if isinstance(alone, EntryView) and not alone.entry_id else None
        if before is not None:
            self.removeTab(0)  # the home page becomes the first entry, or stands there again
        for state in states[:MOST]:
            try:
                tab = waiting_tab(self._context, state, before)
            except NotFound:
                continue
            if tab is before:
                self.addTab(tab, "")
                before = None
            else:
                self._add(tab)
        if not self.count() and before is not None:
            self.addTab(before, "")
        elif before is not None:
            self._last = None if self._last is before else self._last
            before.deleteLater()
        self._name_tabs()
        self.setCurrentIndex(min(max(current, 0), self.count() - 1))
        self._current_changed()

    # tabs

    def _tab(self, index: int = -1) -> TabPage:
        return cast("TabPage", self.widget(index) if index >= 0 else self.currentWidget())

    def _tabs(self) -> list[TabPage]:
        return [self._tab(index) for index in range(self.count())]

    def _view(self) -> EntryView:
        """The page that shows entries: the current one, else the last one that was, else a new one."""
        current = self.currentWidget()
        if isinstance(current, EntryView):
            return current
        if self._last is None:
            self._add(EntryView(self._context))
        assert self._last is not None
        return self._last

    def _add(self, tab: TabPage) -> None:
        if isinstance(tab, EntryView):
            self._last = tab
        self.addTab(tab, "")
        for area in tab.findChildren(QAbstractScrollArea):
            area.verticalScrollBar().valueChanged.connect(self.touched)

    def _close(self, index: int) -> None:
        tab = self._tab(index)
        if isinstance(tab, EntryView) and not tab.flush():
            self._context.messages.warning(
                lambda: self.tr(
                    "The note being written is not saved yet. Save or copy it before closing its tab."
                )
            )
            return
        self._remember_closed(tab)
        if self.count() == 1 and isinstance(tab, EntryView):
            self.show_home()
            return
        if isinstance(tab, EntryView):
            tab.bear_names(False)
        if tab is self._last:
            others = (one for one in self._tabs() if isinstance(one, EntryView) and one is not tab)
            self._last = next(others, None)
        self.removeTab(index)
        tab.deleteLater()
        if not self.count():
            self._view().show_home()
        self._name_tabs()
        self._current_changed()

    def _name_tabs(self) -> None:
        for index, tab in enumerate(self._tabs()):
            self.setTabText(index, tab.title().replace("&", "&&"))
            self.setTabToolTip(index, escape(tab.title()))
        self.setAccessibleName(self.tr("Entries"))
        self.tabBar().setAccessibleName(self.tr("Open entries"))

    def _current_changed(self) -> None:
        current = self.currentWidget()
        if current is None:
            return
        if isinstance(current, EntryView):
            self._last = current
            current.wake()
        for tab in self._tabs():
            # the names are a contract: at any time each stands for one widget
            if isinstance(tab, EntryView):
                tab.bear_names(tab is self._last)
        self.currentEntryChanged.emit(self.current_entry())
        self.touched.emit()

    def refresh(self) -> None:
        """Show all tabs in the language and theme as they are now."""
        for tab in self._tabs():
            tab.refresh()
        self._name_tabs()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other pages."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.currentWidget() is not None:
            self.refresh()
