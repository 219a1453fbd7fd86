"""What the actions on highlights and notes do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.ui.window import Window


class NoteCommands(QObject):
    """Made once by :class:`cgtatlas.ui.commands.Commands`, which connects ``slots()``."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context

    def slots(self) -> dict[str, Callable[[], object]]:
        """The functions of these actions, by id."""
        window = self._window
        return {
            "annotate.highlight": lambda: window.source_pane.highlight_selection(),
            "annotate.note": lambda: window.source_pane.note_on_selection(),
            "annotate.next": lambda: self._walk(1),
            "annotate.previous": lambda: self._walk(-1),
            "select.sentence": lambda: self._sentence(1),
            "select.sentence_before": lambda: self._sentence(-1),
        }

    def _walk(self, by: int) -> None:
        self._window.focus_pane(2)
        self._window.source_pane.next_highlight(by)

    def _sentence(self, by: int) -> None:
        self._window.focus_pane(2)
        self._window.source_pane.noting.select_sentence(by)
