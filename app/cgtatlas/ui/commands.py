"""What each action of the window does: the table's ids on one side, the panes and services on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cgtatlas.core import settings
from cgtatlas.ui.chosen import of_list
from cgtatlas.ui.library_commands import LibraryCommands
from cgtatlas.ui.note_commands import NoteCommands
from cgtatlas.ui.search_commands import SearchCommands
from cgtatlas.ui.transfers import Transfers
from cgtatlas.ui.undoing import Undoing
from cgtatlas.ui.window_commands import WindowCommands

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.ui.window import Window

_STEP = 10  # percent of text size


class Commands(QObject):
    """Connects every row of the table of actions; made once by the window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context
        self.frame = WindowCommands(window)
        slots = self._moves() | self._reading() | self._looks() | self.frame.slots()
        slots |= NoteCommands(window).slots() | Transfers(window).slots()
        self.libraries = LibraryCommands(window)
        slots |= self.libraries.slots() | SearchCommands(window).slots()
        for id, slot in slots.items():
            window.actions_table.on(id, slot)
        self.undoing = Undoing(window)
        window.navigation_pane.told.connect(self._context.messages.info)
        window.navigation_pane.chosen_command.connect(self.run)
        window.navigation_pane.left.connect(lambda: window.focus_pane(1))
        self._check_theme()
        self._context.style.changed.connect(self._check_theme)

    def run(self, id: str) -> None:
        """Do what an action does, when it can be done now."""
        self._window.palette_of_commands.used(id)
        self._window.actions_table[id].trigger()

    def _moves(self) -> dict[str, Callable[[], object]]:
        window, navigator = self._window, self._context.navigator
        return {
            "app.quit": window.close,
            "backup.save": lambda: self._keeping("save_backup"),
            "backup.restore": lambda: self._keeping("show_restore"),
            "go.back": navigator.back,
            "go.forward": navigator.forward,
            "go.home": navigator.home,
            "go.omnibox": self._to_omnibox,
            "go.tree": self._to_tree,
            "go.entry": lambda: window.focus_pane(1),
            "go.source": lambda: window.focus_pane(2),
            "compare.add": lambda: window.entry_pane.add_to_comparison(),
            "compare.open": lambda: self._to_place("cgt:page/compare"),
            "disagreements.open": lambda: self._to_place("cgt:page/disagreements"),
            "help.guide": lambda: self._to_place("cgt:page/guide"),
            "go.next_pane": lambda: window.next_pane(1),
            "go.previous_pane": lambda: window.next_pane(-1),
            "bookmark.list": lambda: self._to_page("bookmarks"),
            "annotate.list": lambda: self._to_page("notes"),
            "history.list": lambda: self._to_page("history"),
        }

    def _reading(self) -> dict[str, Callable[[], object]]:
        window = self._window
        return {
            "search.next_hit": lambda: self._hit(1),
            "search.previous_hit": lambda: self._hit(-1),
            "page.find": self._find,
            "bookmark.add": self._bookmark,
            "copy.citation": lambda: window.source_pane.copy_with_citation(),
        }

    def _looks(self) -> dict[str, Callable[[], object]]:
        return {
            "view.navigation": lambda: self._toggle(0, "view.navigation"),
            "view.source": lambda: self._toggle(2, "view.source"),
            "view.zoom_in": lambda: self._zoom(_STEP),
            "view.zoom_out": lambda: self._zoom(-_STEP),
            "view.zoom_reset": lambda: self._zoom(0),
            "view.theme": lambda: self._theme(self._context.style.other),
            "view.theme_system": lambda: self._theme("system"),
            "view.language": self._language,
        }

    def _keeping(self, name: str) -> None:
        keeping = self._window.keeping
        if keeping is not None:  # made when the window stands
            getattr(keeping, name)()

    def _to_omnibox(self) -> None:
        self._window.navigation_pane.focus_omnibox()

    def _to_tree(self) -> None:
        self._window.navigation_pane.omnibox.clear()
        self._to_page("library")

    def _to_page(self, name: str) -> None:
        self._window.show_pane(0, True)
        self._window.navigation_pane.show_page(name, focus=True)

    def _to_place(self, iri: str) -> None:
        if self._context.navigator.open(iri):
            self._window.focus_pane(1)

    def _hit(self, by: int) -> None:
        """Walk the matches of the find bar the reader stands in, else the hits of the search."""
        source = self._window.source_pane
        step = source.next_match if by > 0 else source.previous_match
        if self._window.frames[2].has_keyboard() and step():
            return
        if not self._window.navigation_pane.results.next_hit(by):
            step()

    def _find(self) -> None:
        if self._window.frames[1].has_keyboard() or self._window.frames[2].isHidden():
            self._window.entry_pane.find_in_page()
        else:
            self._window.source_pane.find_in_page()

    def _bookmark(self) -> None:
        listed = of_list(self._window.navigation_pane.list()) if self._window.frames[0].has_keyboard() else ""
        if listed:
            from cgtatlas.ui.panes.source_acts import bookmark_all  # loaded with the panes

            bookmark_all(self._context, [listed])
        elif self._window.frames[2].has_keyboard():
            self._window.source_pane.bookmark_here()
        else:
            self._window.entry_pane.bookmark_here()

    def _toggle(self, pane: int, id: str) -> None:
        self._window.show_pane(pane, self._window.actions_table[id].isChecked())

    def _zoom(self, by: int) -> None:
        style = self._context.style
        percent = round(style.zoom * 100) + by if by else 100
        style.set_zoom(percent / 100)
        self._keep(settings.TEXT_SIZE.key, round(style.zoom * 100))
        self._context.messages.info(
            lambda: self.tr("Text size {percent} %").format(percent=round(style.zoom * 100))
        )

    def _theme(self, theme: str) -> None:
        self._context.style.set_theme(theme)
        self._check_theme()
        self._keep(settings.THEME.key, theme)

    def _check_theme(self) -> None:
        follows = self._context.style.theme == "system"
        self._window.actions_table["view.theme_system"].setChecked(follows)

    def _language(self) -> None:
        language = "en" if self._context.language == "zh" else "zh"
        self._window.translations.set(language)
        self._keep(settings.LANGUAGE.key, language)

    def _keep(self, key: str, value: str | int) -> None:
        self._context.do(lambda: self._context.store.set_setting(key, value))
