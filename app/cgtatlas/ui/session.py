"""Keeps what the window shows, so that the next start shows it again, also after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cgtatlas.core import settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cgtatlas.ui.state import WindowState
    from cgtatlas.ui.window import Window

_SAVE_AFTER = 800  # ms from a change to the write: what a crash can lose


class Session(QObject):
    """Made by the window; ``state`` is None when nothing is to be kept."""

    def __init__(self, window: Window, state: WindowState | None) -> None:
        super().__init__(window)
        self._window, self._state = window, state
        self._ready = False  # the panes show what they are to show
        self._page = "library"
        # not started anew by each change: who scrolls on and on is kept too
        self._save = QTimer(self, singleShot=True, interval=_SAVE_AFTER)
        self._save.timeout.connect(self.save)

    @property
    def fresh(self) -> bool:
        """Does the program start in this folder for the first time?"""
        return self._state is not None and self._state.fresh

    def touched(self) -> None:
        """Something that is kept has changed."""
        if self._state is not None and self._ready and not self._save.isActive():
            self._save.start()

    # keeping

    def save(self) -> None:
        """Write what the window shows now."""
        window, state = self._window, self._state
        if state is None:
            return
        state.set_bytes("geometry", window.saveGeometry())
        state.set_plain("frames", window.layout_of_panes.state())
        navigation = window.navigation_pane
        state.set_plain(
            "view",
            {
                "page": navigation.page(),
                "open": navigation.tree.kept_open(),
                "tree": navigation.tree.options.state(),
                "bookmarks": navigation.bookmark_sort,
                "facets": navigation.facet_state(),
                "compare": list(window.context.comparing.ids),
                "recent": window.palette_of_commands.recent,
                "told": sorted(window.told),
                "folder": window.file_folder,
            },
        )
        if self._ready:
            state.set_plain("session", self._contents())
        state.write()

    def _contents(self) -> dict[str, object]:
        window = self._window
        return {
            "tabs": window.entry_pane.tab_states(),
            "tab": window.entry_pane.currentIndex(),
            "place": window.context.navigator.state(),
            "query": window.navigation_pane.omnibox.text(),
            "originals": window.originals.state(),
        }

    # showing again

    def restore_layout(self) -> None:
        """Size, panes and tree, before the window is on the screen."""
        if self._state is None:
            self._window.layout_of_panes.restore({})
            return
        window, view = self._window, self._state.plain("view")
        window.restoreGeometry(self._state.bytes("geometry"))
        window.layout_of_panes.restore(self._state.plain("frames"))
        window.told = {str(name) for name in _list(view.get("told"))}
        window.file_folder = str(view.get("folder", ""))
        window.palette_of_commands.recent = [str(id) for id in _list(view.get("recent"))]
        window.context.comparing.restore(str(id) for id in _list(view.get("compare")))
        window.navigation_pane.bookmark_sort = str(view.get("bookmarks", ""))
        facets = view.get("facets")
        if isinstance(facets, dict):
            window.navigation_pane.restore_facets(facets)
        options = view.get("tree")
        if isinstance(options, dict):
            window.navigation_pane.tree.options.restore(options)
        if isinstance(view.get("open"), list):
            window.navigation_pane.tree.expand_keys(str(key) for key in _list(view["open"]))
        self._page = str(view.get("page", "library"))

    def restore_contents(self) -> None:
        """Tabs, places, query and selection, once the window is on the screen."""
        window = self._window
        window.navigation_pane.show_page(self._page)
        wanted = window.context.store.get_setting(settings.RESTORE_SESSION)
        if self._state is not None and wanted:
            self._put_up(self._state.plain("session"))
        window.layout_of_panes.restore_floating()
        self._watch()
        self._ready = True

    def _put_up(self, kept: Mapping[str, object]) -> None:
        window = self._window
        tab = kept.get("tab")
        tabs = [state for state in _list(kept.get("tabs")) if isinstance(state, dict)]
        if tabs:
            window.entry_pane.restore_tabs(tabs, tab if isinstance(tab, int) else 0)
        place, originals, query = (kept.get(name) for name in ("place", "originals", "query"))
        if isinstance(place, dict):
            window.context.navigator.restore(place)
        if isinstance(originals, dict):
            window.originals.restore(originals)
        typed = window.navigation_pane.omnibox.text()  # before this was shown again
        if isinstance(query, str) and query.strip() and not typed:
            page = window.navigation_pane.page()
            window.navigation_pane.search_now(query)
            window.navigation_pane.show_page(page)

    def _watch(self) -> None:
        window = self._window
        navigation = window.navigation_pane
        tree = navigation.tree
        for signal in (
            window.context.navigator.moved,
            window.layout_of_panes.changed,
            window.entry_pane.touched,
            window.originals.changed,
            window.context.comparing.changed,
            navigation.page_changed,
            navigation.omnibox.textChanged,
            tree.view.expanded,
            tree.view.collapsed,
            tree.options.grouped,
            tree.options.dated,
        ):
            signal.connect(self.touched)


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()
