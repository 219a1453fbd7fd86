"""Find in the document: what was typed, where it stands, which match is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.core.model import Span
    from cgtatlas.ui.widgets.find_bar import FindBar


class Finder(QObject):
    """Connects the find bar with a document; the pane shows what ``shown`` tells."""

    shown = Signal(object, object)  # all matches (list of spans), the current one or None

    def __init__(self, bar: FindBar, find: Callable[[str], list[Span]], parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._find = bar, find
        self._matches: list[Span] = []
        self._current = -1
        self._from: Callable[[], int] = lambda: 0
        bar.changed.connect(self.look)
        bar.next.connect(lambda: self.step(1))
        bar.previous.connect(lambda: self.step(-1))
        bar.closed.connect(self.clear)

    def start_from(self, position: Callable[[], int]) -> None:
        """Say where the reader is: the first match shown is the first one after it."""
        self._from = position

    def look(self, words: str) -> None:
        """Find words anew and show the first match from where the reader is; without one, wrap."""
        self._matches = self._find(words) if words else []
        here = self._from()
        after = (index for index, (start, _) in enumerate(self._matches) if start >= here)
        self._current = next(after, 0 if self._matches else -1)
        self._tell()

    def again(self) -> None:
        """Look for the same words in another document, without leading anywhere."""
        self._matches = self._find(self._bar.field.text()) if self._bar.isVisible() else []
        self._current = -1
        self._bar.show_count(0, len(self._matches))

    def step(self, by: int) -> bool:
        """Go to the next or previous match, round at the ends; False when there is none."""
        if not self._matches:
            return False
        first = 0 if by > 0 else len(self._matches) - 1
        self._current = first if self._current < 0 else (self._current + by) % len(self._matches)
        self._tell()
        return True

    def clear(self) -> None:
        """Show no matches."""
        self._matches, self._current = [], -1
        self.shown.emit([], None)

    @property
    def matches(self) -> list[Span]:
        """All matches."""
        return self._matches

    def _tell(self) -> None:
        current = self._matches[self._current] if self._current >= 0 else None
        self._bar.show_count(self._current + 1, len(self._matches))
        self.shown.emit(self._matches, current)
