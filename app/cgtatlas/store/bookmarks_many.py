"""Moves and deletes of many bookmarks and folders at once: each is one transaction and one step to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core.changes import Changes
from cgtatlas.core.errors import Refused
from cgtatlas.store.bookmarks import BELOW, live_bookmark, live_folder, place_in, same_target
from cgtatlas.store.writer import new_id, now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from cgtatlas.store.writer import ReaderFile

_CHANGED = Changes(bookmarks=True)


class ManyBookmarks:
    """The part of the store that changes many bookmarks; ids may be of folders and of bookmarks, mixed."""

    _file: ReaderFile

    def move_all(self, ids: Iterable[str], folder: str, positions: tuple[int, int] = (-1, -1)) -> Changes:
        """Put all into a folder, in the order given; ``positions`` are the places among its folders and
        among its bookmarks at which they go in, -1 for the end.

        Raises Refused("folder_cycle"), Refused("duplicate_bookmark"), NotFound, NotSaved; then none moved.
        """
        chosen = list(dict.fromkeys(ids))

        def work(connection: sqlite3.Connection) -> None:
            live_folder(connection, folder)
            folders, bookmarks = _parted(connection, chosen)
            for id in folders:
                found = connection.execute(f"{BELOW} SELECT 1 FROM below WHERE id = ?", (id, folder))
                if folder and found.fetchone():
                    raise Refused("folder_cycle", id=id)
                connection.execute(
                    "UPDATE folder SET parent = ?, revision = revision + 1 WHERE id = ?", (folder or None, id)
                )
            for id in bookmarks:
                there = same_target(connection, folder, live_bookmark(connection, id).target)
                if there is not None and there.id not in bookmarks:
                    raise Refused("duplicate_bookmark", title=there.title)
                connection.execute(
                    "UPDATE bookmark SET folder = ?, revision = revision + 1 WHERE id = ?",
                    (folder or None, id),
                )
            place_in(connection, "folder", "parent", folder, folders, positions[0])
            place_in(connection, "bookmark", "folder", folder, bookmarks, positions[1])

        self._file.write(work)
        return _CHANGED

    def delete_all(self, ids: Iterable[str]) -> Changes:
        """Put all into the trash, folders with what is in them. Raises NotSaved."""
        chosen = list(ids)

        def work(connection: sqlite3.Connection) -> None:
            when = now() + f"#{new_id()[:8]}"  # one mark for all that goes together
            for id in chosen:
                connection.execute(
                    "UPDATE bookmark SET deleted = ?, revision = revision + 1 WHERE id = ? AND deleted = ''",
                    (when, id),
                )
                for table, column in (("bookmark", "folder"), ("folder", "id")):
                    connection.execute(
                        f"{BELOW} UPDATE {table} SET deleted = ?, revision = revision + 1"
                        f" WHERE deleted = '' AND {column} IN (SELECT id FROM below)",
                        (id, when),
                    )

        self._file.write(work)
        return _CHANGED

    def restore_all(self, ids: Iterable[str]) -> Changes:
        """Take what ``delete_all`` put away out of the trash again. Raises NotSaved."""
        chosen = list(ids)

        def work(connection: sqlite3.Connection) -> None:
            marks = {
                row[0]
                for id in chosen
                for table in ("bookmark", "folder")
                for row in connection.execute(f"SELECT deleted FROM {table} WHERE id = ?", (id,))
            }
            for mark in marks - {""}:
                # a bookmark that was made anew meanwhile stays in the trash
                for statement in ("UPDATE folder", "UPDATE OR IGNORE bookmark"):
                    connection.execute(
                        f"{statement} SET deleted = '', revision = revision + 1 WHERE deleted = ?", (mark,)
                    )

        self._file.write(work)
        return _CHANGED


def _parted(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """Ids of folders and of bookmarks apart. Raises NotFound, Conflict."""
    folders: list[str] = []
    bookmarks: list[str] = []
    for id in ids:
        if connection.execute("SELECT 1 FROM folder WHERE id = ? AND deleted = ''", (id,)).fetchone():
            folders.append(id)
        else:
            bookmarks.append(live_bookmark(connection, id).id)
    return folders, bookmarks
