"""Searches for the window: in the helper thread while the reader types, or at once for a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cgtatlas.core import settings
from cgtatlas.library.libraries import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.core.cancel import CancelToken
    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Annotation, Bookmark, SearchResult, Span
    from cgtatlas.library.reader import Library
    from cgtatlas.search.find import Searcher
    from cgtatlas.ui.context import Context

FEW = 20  # passages fetched with every key: what a list shows at once
PAGE = 100  # passages fetched when the keys rest, and at a time from then on
_KIND = "search"
_AFTER = 8  # ms: the letter is drawn first, undisturbed by the helper


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked. ``typing``: the last word may be unfinished; ``facets``: count them too."""

    query: str
    limit: int
    typing: bool = False
    facets: bool = False


class Searching(QObject):
    """Runs searches; a newer one replaces an older one whose answer then never arrives.

    Order and off-topic documents are as the reader has set them, unless the query says otherwise.
    """

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        # The reader's notes belong to the GUI thread's file; the helper searches these copies.
        self._notes: list[Annotation] = []
        self._bookmarks: list[Bookmark] = []
        self._stale = True
        self._helper: tuple[Library, Searcher] | None = None  # touched in the helper thread only
        self._asked: tuple[str, bool] | None = None  # order and off-topic documents as last searched for
        self._next: tuple[Request, Callable[[SearchResult], None]] | None = None
        self._soon = QTimer(self, singleShot=True, interval=_AFTER)
        self._soon.timeout.connect(self._start)
        context.changes.changed.connect(self._changed)

    def start(self, request: Request, done: Callable[[SearchResult], None]) -> None:
        """Search in the helper thread; ``done`` is called in the GUI thread unless a newer search came."""
        self.stop()
        self._next = request, done
        self._soon.start()

    def _start(self) -> None:
        if self._next is None:
            return
        (request, done), self._next = self._next, None
        self._copy()
        sort, off_topic = self._asked = self._wishes()

        def work(library: Library, token: CancelToken) -> SearchResult:
            return self._searcher(library).search(
                request.query,
                limit=request.limit,
                typing=request.typing,
                facets=request.facets,
                sort=sort,
                off_topic=off_topic,
                cancelled=token,
            )

        self._context.tasks.run(_KIND, work, done)

    def warm(self) -> None:
        """Read names and texts now, so that the first key need not wait for them."""
        self._copy()
        self._context.tasks.run("warm", lambda library, token: self._warm(library, token), lambda _: None)

    def _warm(self, library: Library, token: CancelToken) -> None:
        self._searcher(library).search("warm up", limit=1, cancelled=token)

    def count(self, query: str, typing: bool, done: Callable[[int], None]) -> None:
        """Count all hits of the query just answered, however many; a newer search ends it."""
        self.stop()
        off_topic = self._wishes()[1]

        def work(library: Library, token: CancelToken) -> int:
            total = self._searcher(library).count(query, typing=typing, off_topic=off_topic)[0]
            token.check()
            return total

        self._context.tasks.run(_KIND, work, done)

    def light(self, query: str, typing: bool, document: str, done: Callable[[list[Span]], None]) -> None:
        """Find where in a document the words of all its hits stand."""

        def work(library: Library, token: CancelToken) -> list[Span]:
            return self._searcher(library).lit_in(query, document, typing=typing, cancelled=token)

        self._context.tasks.run("light", work, done)

    def now(self, query: str, limit: int = PAGE) -> SearchResult:
        """Search in this thread and wait for it."""
        sort, off_topic = self._asked = self._wishes()
        return self._context.searcher.search(query, limit=limit, sort=sort, off_topic=off_topic)

    def outdated(self) -> bool:
        """Have order or off-topic documents been set otherwise since the last search?"""
        return self._asked is not None and self._asked != self._wishes()

    def set_order(self, order: str) -> None:
        """Keep in which order results are shown from now on."""
        self._context.do(lambda: self._context.store.set_setting(settings.SORT.key, order))

    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._next is not None or self._context.tasks.busy(_KIND)

    def stop(self) -> None:
        """Drop the running search."""
        self._next = None
        self._context.tasks.cancel(_KIND)

    def _wishes(self) -> tuple[str, bool]:
        store = self._context.store
        return store.get_setting(settings.SORT), store.get_setting(settings.SHOW_OFF_TOPIC)

    def _copy(self) -> None:
        if self._stale:
            self._notes, self._bookmarks = self._context.store.annotations(), self._context.store.bookmarks()
            self._stale = False

    def _searcher(self, library: Library) -> Searcher:
        if self._helper is None or self._helper[0] is not library:
            from cgtatlas.search.find import Searcher

            searcher = Searcher(parts_of(library), lambda: self._notes, lambda: self._bookmarks)
            self._helper = (library, searcher)
        return self._helper[1]

    def _changed(self, changes: Changes) -> None:
        if changes.annotations or changes.bookmarks:
            self._stale = True
