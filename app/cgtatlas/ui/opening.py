"""The libraries a window reads: the bundled one, the reader's own, and those of other people."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from cgtatlas.library.libraries import Libraries
from cgtatlas.library.reader import Library

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.core.errors import AtlasError
    from cgtatlas.store.store import Store


class Opening:
    """``libraries`` of the GUI thread, and how to open the same ones for another thread.

    Raises :class:`Refused` when the bundled library cannot be read. ``missing`` are other libraries that
    could not be opened, and why.
    """

    def __init__(self, bundled: Path, reader: Path, store: Store) -> None:
        self._bundled, self._reader, self._store = bundled, reader, store
        self._others: tuple[Path, ...] = ()
        self.libraries = Libraries([Library(bundled)])
        self.missing: list[tuple[Path, AtlasError]] = []
        self.refresh()

    def refresh(self) -> None:
        """Put beside the bundled one what the reader's file says now."""
        self._others = tuple(self._store.opened_libraries())
        others, self.missing = self._beside(self.libraries.parts[0])
        self.libraries.set_others(others)

    def again(self) -> Libraries:
        """All of them once more; called in the thread that will read them."""
        bundled = Library(self._bundled)
        return Libraries([bundled, *self._beside(bundled)[0]])

    def _beside(self, bundled: Library) -> tuple[list[Library], list[tuple[Path, AtlasError]]]:
        own = self._reader if _has_content(self._reader) else None
        if own is None and not self._others:
            return [], []
        from cgtatlas.search.shelves import open_shelves  # costs time at the start of those without others

        shelves = open_shelves(bundled, own, self._others, self._store.maintain)
        return shelves.libraries[1:], [(path, error) for path, error in shelves.refused if path != own]


def _has_content(reader: Path) -> bool:
    """Does the reader's file hold documents or entries? One that cannot be read is told by the store."""
    if not reader.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{reader.resolve().as_uri()}?mode=ro", uri=True)) as file:
            query = "SELECT EXISTS (SELECT 1 FROM document) OR EXISTS (SELECT 1 FROM entry)"
            return bool(file.execute(query).fetchone()[0])
    except sqlite3.Error:
        return False
