"""The last searches, and the libraries of other people that are searched beside the bundled one."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cgtatlas.core import settings
from cgtatlas.core.changes import Changes
from cgtatlas.store.history import Choices
from cgtatlas.store.writer import clean, now

if TYPE_CHECKING:
    import sqlite3

#: Searches that are kept.
KEPT_SEARCHES = 50
_LONGEST = 2_000


class Searches(Choices):
    """The part of the store that keeps recent searches."""

    def remember_search(self, query: str) -> Changes:
        """Note a search, unless the reader wants none kept; the same query again only moves its time.

        Raises NotSaved.
        """
        query = " ".join(clean(query).split())
        if not query or len(query) > _LONGEST or not self.get_setting(settings.KEEP_HISTORY):
            return Changes()

        def work(connection: sqlite3.Connection) -> None:
            latest = connection.execute("SELECT ifnull(max(at), '') FROM recent_search").fetchone()[0]
            connection.execute(
                "INSERT OR REPLACE INTO recent_search (query, at) VALUES (?, ?)", (query, _after(latest))
            )
            connection.execute(
                "DELETE FROM recent_search WHERE query NOT IN"
                " (SELECT query FROM recent_search ORDER BY at DESC, query = ? DESC LIMIT ?)",
                (query, KEPT_SEARCHES),
            )

        self._file.write(work, counts=False)
        return Changes(searches=True)

    def recent_searches(self, limit: int = KEPT_SEARCHES) -> list[str]:
        """The last queries, newest first, each once."""
        rows = self._file.read("SELECT query FROM recent_search ORDER BY at DESC, query LIMIT ?", (limit,))
        return [query for (query,) in rows]

    def forget_search(self, query: str) -> Changes:
        """Take one query out of the list. Raises NotSaved."""
        self._file.write(
            lambda connection: connection.execute("DELETE FROM recent_search WHERE query = ?", (query,)),
            counts=False,
        )
        return Changes(searches=True)


def _after(latest: str) -> str:
    """The time; a little after the latest search where the clock stands still or was put back."""
    if (here := now()) > latest:
        return here
    later = datetime.fromisoformat(latest) + timedelta(milliseconds=1)
    return later.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class OpenedLibraries(Choices):
    """The part of the store that keeps which other libraries are open. It does not read them."""

    def open_library(self, path: Path) -> Changes:
        """Keep a library's file in the list; the same file again changes nothing. Raises NotSaved.

        The file must have been looked at before: ``search.shelves.open_other``.
        """

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR IGNORE INTO opened_library (path, ord, added)"
                " VALUES (?, (SELECT ifnull(max(ord) + 1, 0) FROM opened_library), ?)",
                (clean(str(path.resolve())), now()),
            )

        self._file.write(work)
        return Changes(libraries=True)

    def close_library(self, path: Path) -> Changes:
        """Take a library's file out of the list; the file itself stays as it is. Raises NotSaved."""
        names = {clean(str(path)), clean(str(path.resolve()))}
        self._file.write(
            lambda connection: connection.executemany(
                "DELETE FROM opened_library WHERE path = ?", [(name,) for name in names]
            )
        )
        return Changes(libraries=True)

    def opened_libraries(self) -> list[Path]:
        """The files in the order in which they were opened, also those that are gone from the disk."""
        rows = self._file.read("SELECT path FROM opened_library ORDER BY ord, path")
        return [Path(path) for (path,) in rows]
