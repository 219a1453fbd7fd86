"""Moves and deletes of many bookmarks and folders at once: each is one transaction and one step to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core.changes import Changes
from cgtatlas.store import bookmark_rows as rows
from cgtatlas.store.bookmarks import one_mark

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
            rows.live_folder(connection, folder)
            folders, bookmarks = _parted(connection, chosen)
            rows.put_folders(connection, folders, folder, positions[0])
            rows.put_bookmarks(connection, bookmarks, folder, positions[1])

        self._file.write(work)
        return _CHANGED

    def delete_all(self, ids: Iterable[str]) -> Changes:
        """Put all into the trash, folders with what is in them. Raises NotSaved."""
        chosen = list(ids)

        def work(connection: sqlite3.Connection) -> None:
            when = one_mark()
            for id in chosen:
                rows.throw_away(connection, id, when)

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
                rows.bring_back(connection, mark)

        self._file.write(work)
        return _CHANGED


def _parted(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """Ids of folders and of bookmarks apart. Raises NotFound, Conflict."""
    folders: list[str] = []
    bookmarks: list[str] = []
    for id in ids:
        if rows.is_live(connection, id):
            folders.append(id)
        else:
            bookmarks.append(rows.live_bookmark(connection, id).id)
    return folders, bookmarks
