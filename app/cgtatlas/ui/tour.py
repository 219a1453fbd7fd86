"""The tour of five minutes: what the parts of the window are for, pointed at one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from cgtatlas.ui.shortcuts import native
from cgtatlas.ui.widgets.tour_panel import Spotlight, TourPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.window import Window

_STEPS = ("search", "tree", "entry", "fact", "highlight", "note", "bookmark", "commands")


class Tour(QObject):
    """Made when it is first taken. The window can be used meanwhile; leaving it is one key."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._at = -1
        self.panel = TourPanel(window)
        self.spotlight = Spotlight(window, window.context.style)
        self.panel.next_wanted.connect(lambda: self.go(self._at + 1))
        self.panel.back_wanted.connect(lambda: self.go(self._at - 1))
        self.panel.stop_wanted.connect(self.stop)
        window.installEventFilter(self)
        self.stop()

    @property
    def running(self) -> bool:
        """Is it being taken?"""
        return self._at >= 0

    def start(self) -> None:
        """Begin, or give the keyboard to the panel of a tour that was begun."""
        if not self.running:
            self.go(0)
        self.panel.take_keyboard()

    def stop(self) -> None:
        """Leave; the keyboard goes to the page if it was in the panel."""
        had_keyboard = self.panel.has_keyboard()
        self._at = -1
        self.panel.hide()
        self.spotlight.hide()
        if had_keyboard:
            self._window.focus_pane(1)

    def go(self, step: int) -> None:
        """Show a step; after the last one the tour ends."""
        if step >= len(_STEPS):
            self.stop()
            return
        self._at = max(step, 0)
        self._prepare(_STEPS[self._at])
        self._show()

    def _prepare(self, step: str) -> None:
        """Bring into sight what a step speaks of."""
        window = self._window
        if step == "tree":
            window.navigation_pane.omnibox.clear()
            window.show_pane(0, True)
            window.navigation_pane.show_page("library")
        elif step == "entry" and not window.entry_pane.current_entry():
            window.context.navigator.open(f"cgt:entry/{self._example()}")
        elif step == "fact":
            shown = window.entry_pane.current_entry() or self._example()
            facts = window.context.library.entry(shown).facts
            if facts:
                window.context.navigator.open(f"cgt:fact/{facts[0].id}")

    def _example(self) -> str:
        """A therapy that has facts, else the first entry there is."""
        library = self._window.context.library
        rows = library.entries("therapy") or library.entries()
        with_facts = (row.id for row in rows if library.entry(row.id).facts)
        return next(with_facts, rows[0].id)

    def _target(self, step: str) -> QWidget | None:
        window = self._window
        if step in ("highlight", "note", "bookmark"):
            ids = {"highlight": "annotate.highlight", "note": "annotate.note", "bookmark": "bookmark.add"}
            return window.toolbar.widgetForAction(window.actions_table[ids[step]])
        targets: dict[str, QWidget] = {
            "search": window.navigation_pane.omnibox,
            "tree": window.frames[0],
            "entry": window.frames[1],
            "fact": window.frames[2],
            "commands": window.menuBar(),
        }
        return targets[step]

    def _show(self) -> None:
        if not self.running:
            return
        step = _STEPS[self._at]
        target = self._target(step)
        self.spotlight.point_at(target)
        self.panel.show_step(self._at, len(_STEPS), *self._words(step), target=target)

    def _keys(self, id: str) -> str:
        return native(self._window.actions_table.keys(id)[:1]) or self.tr("a key of your choice")

    def _words(self, step: str) -> tuple[str, str]:
        """Title and text of a step, with the keys as they are now."""
        return (self._words_on_reading() | self._words_on_working())[step]

    def _words_on_reading(self) -> dict[str, tuple[str, str]]:
        return {
            "search": (
                self.tr("One field finds everything"),
                self.tr(
                    "Type a name, a code or any words, in Chinese or English. The results appear beside it; "
                    "the arrow keys choose, Enter opens. {keys} leads here from everywhere."
                ).format(keys=self._keys("go.omnibox")),
            ),
            "tree": (
                self.tr("The library as a tree"),
                self.tr(
                    "Therapies, companies, policies and documents. Below are your bookmarks, notes "
                    "and history. {keys} leads to the tree, F6 from pane to pane."
                ).format(keys=self._keys("go.tree")),
            ),
            "entry": (
                self.tr("An entry"),
                self.tr(
                    "Names, facts, timeline and an article. Every number in the article and every row of the "
                    "table of facts stands for a sentence in an original text."
                ),
            ),
            "fact": (
                self.tr("The sentence it comes from"),
                self.tr(
                    "A click on a fact, or Enter, opens its very words and lights them up. {keys} leads "
                    "back, to the same place."
                ).format(keys=self._keys("go.back")),
            ),
        }

    def _words_on_working(self) -> dict[str, tuple[str, str]]:
        return {
            "highlight": (
                self.tr("Highlight"),
                self.tr("Select words in an original text and press {keys}, or choose a colour.").format(
                    keys=self._keys("annotate.highlight")
                ),
            ),
            "note": (
                self.tr("Write a note"),
                self.tr("{keys} writes a note on the selected words. It is saved while you type.").format(
                    keys=self._keys("annotate.note")
                ),
            ),
            "bookmark": (
                self.tr("Bookmark"),
                self.tr("{keys} keeps an entry or a passage in one of your folders.").format(
                    keys=self._keys("bookmark.add")
                ),
            ),
            "commands": (
                self.tr("Every command"),
                self.tr(
                    "{keys} finds any command by a few letters of its name. {shortcuts} lists all keys and "
                    "changes them. This tour is in the menu Help."
                ).format(keys=self._keys("go.palette"), shortcuts=self._keys("help.shortcuts")),
            ),
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: follow the window's size and language."""
        kinds = (QEvent.Type.Resize, QEvent.Type.LanguageChange, QEvent.Type.LayoutRequest)
        if watched is self._window and event.type() in kinds:
            self._show()
        return super().eventFilter(watched, event)
