"""The trash: deleted notes, bookmarks and folders stay in it for 30 days and can be brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cgtatlas.core.changes import Changes
from cgtatlas.store import backup, undo

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from cgtatlas.store.writer import ReaderFile

#: Days after which what was deleted goes for good.
DAYS = 30
#: From so many things on, a backup is made before they are deleted for good.
MANY = 10

_EVERYTHING = Changes(annotations=True, bookmarks=True)
# what was deleted together with its folder stands in the trash as that folder
_LISTED = """
SELECT 'annotation' AS kind, id, iif(body <> '', body, exact) AS title, exact AS about,
  iif(document <> '', document, target) AS target, deleted, 0 AS inside FROM annotation WHERE deleted <> ''
UNION ALL
SELECT 'bookmark', id, title, excerpt, target, deleted, 0 FROM bookmark AS b WHERE deleted <> ''
  AND NOT EXISTS (SELECT 1 FROM folder WHERE folder.deleted = b.deleted)
UNION ALL
SELECT 'folder', id, title, '', '', deleted,
  (SELECT count(*) FROM bookmark WHERE bookmark.deleted = f.deleted) FROM folder AS f WHERE deleted <> ''
  AND NOT EXISTS (SELECT 1 FROM folder AS p WHERE p.id = f.parent AND p.deleted = f.deleted)
ORDER BY deleted DESC, title
"""


@dataclass(frozen=True, slots=True)
class Trashed:
    """One thing in the trash. ``kind``: annotation, bookmark, folder; ``inside``: bookmarks going with it."""

    kind: str
    id: str
    title: str
    about: str  # the words it stood on
    target: str  # where it led: a document, an address
    deleted: str  # ISO 8601, UTC
    inside: int = 0


class Trash:
    """The part of the store that looks after what was deleted."""

    _file: ReaderFile

    def trash(self) -> list[Trashed]:
        """What was deleted and can be brought back, last deleted first; a folder stands for what is in it."""
        rows = self._file.read(_LISTED)
        return [
            Trashed(kind, id, title, about, target, deleted.partition("#")[0], inside)
            for kind, id, title, about, target, deleted, inside in rows
        ]

    def purge(self, things: Iterable[tuple[str, str]]) -> Changes:
        """Delete things in the trash, given as (kind, id), for good; undo cannot bring them back either.

        Things that are not in the trash are left alone. Many at once: after a backup. Raises Refused,
        NotSaved.
        """
        wanted = list(things)
        if len(wanted) >= MANY:
            backup.make(self._file.path, label="before-delete")
        self._file.write(lambda connection: _purge(connection, wanted), undoable=False)
        self._file.tend_journal(anew=True)
        return _EVERYTHING

    def purge_old(self, now: datetime | None = None) -> int:
        """Delete for good what was deleted more than 30 days ago; how many things. Raises NotSaved."""
        limit = ((now or datetime.now(UTC)) - timedelta(days=DAYS)).isoformat(timespec="milliseconds")
        old = [(thing.kind, thing.id) for thing in self.trash() if thing.deleted < limit]
        if old:
            self._file.write(lambda connection: _purge(connection, old), undoable=False)
            self._file.tend_journal(anew=True)
        return len(old)


def _purge(connection: sqlite3.Connection, things: list[tuple[str, str]]) -> None:
    gone: set[tuple[str, str]] = set()
    for kind, id in things:
        if kind == "folder":
            gone |= _with_folder(connection, id)
        elif _is_in_trash(connection, kind, id):
            gone.add((kind, id))
    for kind, id in sorted(gone):  # annotation, bookmark, then folder: what refers goes first
        if kind == "folder":
            # what was deleted on its own before its folder was keeps its place in the trash
            connection.execute("UPDATE bookmark SET folder = NULL WHERE folder = ?", (id,))
            connection.execute("UPDATE folder SET parent = NULL WHERE parent = ?", (id,))
        connection.execute(f"DELETE FROM {_table(kind)} WHERE id = ?", (id,))
    undo.scrub(connection, gone)


def _is_in_trash(connection: sqlite3.Connection, kind: str, id: str) -> bool:
    found = connection.execute(f"SELECT 1 FROM {_table(kind)} WHERE id = ? AND deleted <> ''", (id,))
    return found.fetchone() is not None


def _table(kind: str) -> str:
    return {"annotation": "annotation", "bookmark": "bookmark", "folder": "folder"}[kind]


def _with_folder(connection: sqlite3.Connection, id: str) -> set[tuple[str, str]]:
    row = connection.execute("SELECT deleted FROM folder WHERE id = ? AND deleted <> ''", (id,)).fetchone()
    if row is None:
        return set()
    found: set[tuple[str, str]] = {("folder", id)}
    for kind in ("folder", "bookmark"):
        together = connection.execute(f"SELECT id FROM {kind} WHERE deleted = ?", row).fetchall()
        found |= {(kind, other) for (other,) in together}
    return found
