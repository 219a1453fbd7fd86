"""What the reader has read, wants to read and has checked: a status of entries, documents and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.changes import Changes
from cgtatlas.core.model import STATUSES, Mark
from cgtatlas.store.writer import now

if TYPE_CHECKING:
    import sqlite3

    from cgtatlas.store.writer import ReaderFile


class Marks:
    """The part of the store that keeps the status of things, by their address."""

    _file: ReaderFile

    def mark(self, target: str) -> str:
        """The status of a thing, "" for none."""
        rows = self._file.read("SELECT status FROM mark WHERE target = ?", (target,))
        return str(rows[0][0]) if rows else ""

    def marks(self, status: str = "") -> list[Mark]:
        """All that have a status (or this one), last marked first."""
        where, values = (" WHERE status = ?", (status,)) if status else ("", ())
        rows = self._file.read(
            f"SELECT target, status, modified, revision FROM mark{where} ORDER BY modified DESC, target",
            values,
        )
        return [Mark(*row) for row in rows]

    def set_mark(self, target: str, status: str) -> Changes:
        """Give a status, or take it away with "". Raises NotSaved, ValueError for an unknown one.

        ``target`` is the address of an entry, a whole document or a fact, else ValueError.
        """
        if status and status not in STATUSES:
            raise ValueError(status)
        place = iri.parse(target)
        if place is None or place.kind == "search" or place.start is not None:
            raise ValueError(target)

        def work(connection: sqlite3.Connection) -> bool:
            old = connection.execute("SELECT status FROM mark WHERE target = ?", (place.iri,)).fetchone()
            if (old[0] if old else "") == status:
                return False
            if not status:
                connection.execute("DELETE FROM mark WHERE target = ?", (place.iri,))
            else:
                connection.execute(
                    "INSERT INTO mark VALUES (?, ?, ?, 1) ON CONFLICT (target) DO UPDATE"
                    " SET status = excluded.status, modified = excluded.modified, revision = revision + 1",
                    (place.iri, status, now()),
                )
            return True

        return Changes(marks=True) if self._file.write(work) else Changes()
