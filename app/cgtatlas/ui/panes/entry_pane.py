"""The entries that are open, each in a tab, and the home page when none is."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from cgtatlas.core import iri
from cgtatlas.core.errors import NotFound
from cgtatlas.ui.panes.entry_view import EntryView
from cgtatlas.ui.panes.source_acts import bookmark_place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cgtatlas.ui.context import Context


class EntryPane(QTabWidget):
    """Tabs of entries. Never empty: without an entry it shows the home page."""

    currentEntryChanged = Signal(str)  # entry id, "" for the home page

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("entryView")
        self.setDocumentMode(True)
        self.setMovable(True)
        self.setTabsClosable(True)
        self.setTabBarAutoHide(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.tabCloseRequested.connect(self._close)
        self.currentChanged.connect(self._current_changed)
        context.style.changed.connect(self.refresh)
        self._add()
        self.show_home()

    # showing

    def show_entry(self, entry: str, new_tab: bool = False) -> None:
        """Show an entry in the current tab or in a new one. Raises NotFound."""
        found = self._context.library.entry(entry)
        view = self._view()
        if new_tab and view.entry is not None:
            view = self._add()
            self.setCurrentWidget(view)
        if view.entry is None or view.entry.row.id != entry:
            view.show_entry(found)
        self._name_tabs()
        self._current_changed()

    def show_home(self) -> None:
        """Show the home page in the current tab."""
        self._view().show_home()
        self._name_tabs()
        self._current_changed()

    def current_entry(self) -> str:
        """The id of the shown entry, "" for the home page."""
        entry = self._view().entry
        return entry.row.id if entry is not None else ""

    def open_entries(self) -> list[str]:
        """The ids of the entries in all tabs, in order ("" for a home page)."""
        views = [self._view(index) for index in range(self.count())]
        return [view.entry.row.id if view.entry is not None else "" for view in views]

    def close_current_tab(self) -> None:
        """Close the current tab; the last one becomes the home page."""
        self._close(self.currentIndex())

    def next_tab(self, by: int = 1) -> None:
        """Go to the next tab (or with -1 to the previous one), round at the ends."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def previous_tab(self) -> None:
        """Go to the previous tab, round at the beginning."""
        self.next_tab(-1)

    def find_in_page(self) -> None:
        """Open the find bar of the shown page."""
        self._view().find_in_page()

    def next_match(self) -> bool:
        """Go to the next match in the shown page."""
        return self._view().next_match()

    def previous_match(self) -> bool:
        """Go to the previous match in the shown page."""
        return self._view().previous_match()

    def bookmark_here(self) -> None:
        """Bookmark the shown entry."""
        entry = self._view().entry
        if entry is not None:
            name = entry.row.name(self._context.language)
            bookmark_place(self._context, iri.entry(entry.row.id), name)

    # state

    def view_state(self) -> dict[str, object]:
        """Which entry is shown in which tab and how far it is scrolled, as plain values."""
        return {
            "entry": self.current_entry(),
            "tab": self.currentIndex(),
            "scroll": self._view().area.verticalScrollBar().value(),
        }

    def restore_view_state(self, state: Mapping[str, object]) -> None:
        """Show again what ``view_state`` told; an entry that is gone is told and left out."""
        if not state:
            return
        entry = str(state.get("entry", ""))
        tab = cast("int", state.get("tab", 0))
        if tab < self.count() and self.open_entries()[tab] == entry:
            self.setCurrentIndex(tab)
        try:
            if entry:
                self.show_entry(entry)
            else:
                self.show_home()
        except NotFound as error:
            self._context.messages.report(error)
            return
        self._view().scroll_to(cast("int", state.get("scroll", 0)))

    # tabs

    def _view(self, index: int = -1) -> EntryView:
        widget = self.widget(index) if index >= 0 else self.currentWidget()
        return cast("EntryView", widget)

    def _add(self) -> EntryView:
        view = EntryView(self._context)
        self.addTab(view, "")
        return view

    def _close(self, index: int) -> None:
        if self.count() == 1:
            self.show_home()
            return
        view = self._view(index)
        view.bear_names(False)
        self.removeTab(index)
        view.deleteLater()

    def _name_tabs(self) -> None:
        for index in range(self.count()):
            entry = self._view(index).entry
            name = entry.row.name(self._context.language) if entry is not None else self.tr("Home")
            self.setTabText(index, name.replace("&", "&&"))
            self.setTabToolTip(index, "")
        self.setAccessibleName(self.tr("Entries"))
        self.tabBar().setAccessibleName(self.tr("Open entries"))

    def _current_changed(self) -> None:
        if self.currentWidget() is None:
            return
        for index in range(self.count()):
            # the names are a contract: at any time each stands for one widget
            self._view(index).bear_names(index == self.currentIndex())
        self.setFocusProxy(self._view().above)
        self.currentEntryChanged.emit(self.current_entry())

    def refresh(self) -> None:
        """Show all tabs in the language and theme as they are now."""
        for index in range(self.count()):
            self._view(index).refresh()
        self._name_tabs()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other pages."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.currentWidget() is not None:
            self.refresh()
