"""Searches for the window: in the helper thread while the reader types, or at once for a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.core.cancel import CancelToken
    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Annotation, SearchResult
    from cgtatlas.library.reader import Library
    from cgtatlas.search.find import Searcher
    from cgtatlas.ui.context import Context

PAGE = 100  # passages fetched at a time
_KIND = "search"


class Searching(QObject):
    """Runs searches; a newer one replaces an older one whose answer then never arrives."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        # The reader's notes belong to the GUI thread's file; the helper searches this copy of the list.
        self._notes: list[Annotation] = []
        self._stale = True
        self._helper: tuple[Library, Searcher] | None = None  # touched in the helper thread only
        context.changes.changed.connect(self._changed)

    def start(self, query: str, limit: int, typing: bool, done: Callable[[SearchResult], None]) -> None:
        """Search in the helper thread; ``done`` is called in the GUI thread unless a newer search came."""
        if self._stale:
            self._notes, self._stale = self._context.store.annotations(), False

        def work(library: Library, token: CancelToken) -> SearchResult:
            return self._searcher(library).search(query, limit=limit, typing=typing, cancelled=token)

        self._context.tasks.run(_KIND, work, done)

    def now(self, query: str, limit: int = PAGE) -> SearchResult:
        """Search in this thread and wait for it."""
        return self._context.searcher.search(query, limit=limit)

    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._context.tasks.busy(_KIND)

    def stop(self) -> None:
        """Drop the running search."""
        self._context.tasks.cancel(_KIND)

    def _searcher(self, library: Library) -> Searcher:
        if self._helper is None or self._helper[0] is not library:
            from cgtatlas.search.find import Searcher

            self._helper = (library, Searcher([library], lambda: self._notes))
        return self._helper[1]

    def _changed(self, changes: Changes) -> None:
        if changes.annotations:
            self._stale = True
