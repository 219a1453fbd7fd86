"""Recent and saved searches: as rows of the list of results, and what is done with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cgtatlas.core import iri
from cgtatlas.ui.models.result_rows import Row

if TYPE_CHECKING:
    from cgtatlas.core.changes import Changes
    from cgtatlas.ui.context import Context

_WRITE_AFTER = 300  # ms: written when the opened hit stands, not while it is being drawn
_RECENT = 20  # rows; the others are found by typing
_ALL = "all"  # stands for every recent search


class KeptSearches(QObject):
    """``changed`` when a search was added to or taken out of either list."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting = ""
        self._write = QTimer(self, singleShot=True, interval=_WRITE_AFTER)
        self._write.timeout.connect(self._remember)
        context.changes.changed.connect(self._heard)

    def rows(self) -> list[Row]:
        """Both lists under their headings; none of what is empty."""
        recent = [
            Row("search", query, iri=iri.search(query).iri, id=query)
            for query in self._context.store.recent_searches(_RECENT)
        ]
        saved = [
            Row(
                "search",
                place.id,
                "" if one.title == place.id else one.title,
                one.target,
                id=one.id,
                saved=True,
            )
            for one in self._context.store.bookmarks()
            if (place := iri.parse(one.target)) is not None and place.kind == "search"
        ]
        rows = [Row("heading", self.tr("Saved searches"), count=len(saved)), *saved] if saved else []
        if recent:
            rows += [Row("heading", self.tr("Recent searches"), count=len(recent)), *recent]
            rows.append(Row("forget", self.tr("Forget all recent searches"), id=_ALL))
        return rows

    def why_empty(self) -> str:
        """What to say when there is neither."""
        return self.tr(
            "No searches yet. One is remembered when you open something it found; Ctrl+Shift+S saves one."
        )

    def note(self, query: str) -> None:
        """Remember a search, a moment later."""
        self._waiting = query
        self._write.start()

    def forget(self, row: Row) -> None:
        """Take a row's search out of its list; a saved one can be brought back."""
        store = self._context.store
        if row.saved:
            if not self._context.do(lambda: store.delete_bookmark(row.id)):
                return
            undo = (
                lambda: self.tr("Undo"),
                lambda: self._context.make(lambda: store.restore_bookmark(row.id)),
            )
            self._context.messages.info(
                lambda: self.tr("Not saved any more: {query}").format(query=row.title), action=undo
            )
        elif row.id == _ALL:
            for query in store.recent_searches():
                self._context.do(partial(store.forget_search, query))
        elif row.id:
            self._context.do(lambda: store.forget_search(row.id))

    def save(self, query: str) -> None:
        """Keep a search among the bookmarks."""
        from cgtatlas.ui.panes.source_acts import bookmark_place

        bookmark_place(self._context, iri.search(query), " ".join(query.split()))

    def _remember(self) -> None:
        query, self._waiting = self._waiting, ""
        if query:
            self._context.do(lambda: self._context.store.remember_search(query))

    def _heard(self, changes: Changes) -> None:
        if changes.searches or changes.bookmarks:
            self.changed.emit()
