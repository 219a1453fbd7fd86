"""The reader's bookmarks and their folders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cgtatlas.core.changes import Changes
from cgtatlas.core.errors import Conflict, NotFound
from cgtatlas.core.model import Bookmark, Folder
from cgtatlas.store import bookmark_rows as rows
from cgtatlas.store.writer import clean, new_id, now

if TYPE_CHECKING:
    import sqlite3

    from cgtatlas.store.writer import ReaderFile

_CHANGED = Changes(bookmarks=True)


class Bookmarks:
    """The part of the store that keeps bookmarks and folders. "" is the top folder."""

    _file: ReaderFile

    def folders(self) -> list[Folder]:
        """All folders that are not in the trash, in order within each parent."""
        found = self._file.read(f"{rows.FOLDER} WHERE deleted = '' ORDER BY ifnull(parent, ''), ord, created")
        return [Folder(*row[:5]) for row in found]

    def bookmarks(self) -> list[Bookmark]:
        """All bookmarks that are not in the trash, in order within each folder."""
        found = self._file.read(
            f"{rows.BOOKMARK} WHERE deleted = '' ORDER BY ifnull(folder, ''), ord, created"
        )
        return [Bookmark(*row[:8]) for row in found]

    def deleted_bookmarks(self) -> list[Bookmark]:
        """The bookmarks in the trash, last deleted first."""
        found = self._file.read(f"{rows.BOOKMARK} WHERE deleted <> '' ORDER BY deleted DESC, ord")
        return [Bookmark(*row[:8]) for row in found]

    def deleted_folders(self) -> list[Folder]:
        """The folders in the trash, last deleted first."""
        found = self._file.read(f"{rows.FOLDER} WHERE deleted <> '' ORDER BY deleted DESC, ord")
        return [Folder(*row[:5]) for row in found]

    def add_folder(self, title: str, parent: str = "", *, id: str = "") -> tuple[Folder, Changes]:
        """Make a folder at the end of its parent. Raises NotFound("no_folder"), NotSaved."""
        wanted = id or new_id()

        def work(connection: sqlite3.Connection) -> Folder:
            there = connection.execute(f"{rows.FOLDER} WHERE id = ?", (wanted,)).fetchone()
            if there is not None:
                return Folder(*there[:5])
            rows.live_folder(connection, parent)
            return rows.add_folder(connection, wanted, parent, clean(title), now())

        return self._file.write(work), _CHANGED

    def rename_folder(self, id: str, title: str, *, revision: int | None = None) -> tuple[Folder, Changes]:
        """Give another title. Raises Conflict when a given ``revision`` is stale, NotFound, NotSaved."""

        def work(connection: sqlite3.Connection) -> Folder:
            old = rows.live_folder(connection, id)
            if old.title == clean(title):
                return old
            _check(old, revision)
            connection.execute(
                "UPDATE folder SET title = ?, revision = revision + 1 WHERE id = ?", (clean(title), id)
            )
            return replace(old, title=clean(title), revision=old.revision + 1)

        return self._file.write(work), _CHANGED

    def move_folder(
        self, id: str, parent: str, position: int = -1, *, revision: int | None = None
    ) -> tuple[Folder, Changes]:
        """Put into another folder, or to another place; ``position`` counts from 0, -1 is the end.

        Raises Refused("folder_cycle") when ``parent`` lies below the folder, Conflict, NotFound, NotSaved.
        """

        def work(connection: sqlite3.Connection) -> Folder:
            _check(rows.live_folder(connection, id), revision)
            rows.live_folder(connection, parent)
            rows.put_folders(connection, [id], parent, position)
            return rows.live_folder(connection, id)

        return self._file.write(work), _CHANGED

    def delete_folder(self, id: str) -> Changes:
        """Put a folder with all that is in it into the trash. Raises NotFound, NotSaved."""

        def work(connection: sqlite3.Connection) -> None:
            rows.live_folder(connection, id)
            rows.throw_away(connection, id, one_mark())

        self._file.write(work)
        return _CHANGED

    def restore_folder(self, id: str) -> Changes:
        """Take a folder, and what was deleted with it, out of the trash. Raises NotFound, NotSaved."""

        def work(connection: sqlite3.Connection) -> None:
            row = connection.execute("SELECT deleted, parent FROM folder WHERE id = ?", (id,)).fetchone()
            if row is None:
                raise NotFound("no_folder", id=id)
            if not row[0]:
                return
            if row[1] is not None and not rows.is_live(connection, row[1]):
                connection.execute("UPDATE folder SET parent = NULL WHERE id = ?", (id,))
            rows.bring_back(connection, row[0])

        self._file.write(work)
        return _CHANGED

    def add_bookmark(
        self, target: str, title: str, *, excerpt: str = "", folder: str = "", id: str = ""
    ) -> tuple[Bookmark, Changes]:
        """Keep a place at the end of a folder; the same target in the same folder is kept once.

        Raises NotFound("no_folder"), NotSaved.
        """
        place, wanted = (clean(target), clean(title), clean(excerpt)), id or new_id()

        def work(connection: sqlite3.Connection) -> Bookmark:
            rows.live_folder(connection, folder)
            there = rows.same_target(connection, folder, place[0])
            return there or rows.add_bookmark(connection, wanted, folder, place, now())

        return self._file.write(work), _CHANGED

    def rename_bookmark(
        self, id: str, title: str, *, revision: int | None = None
    ) -> tuple[Bookmark, Changes]:
        """Give another title. Raises Conflict when a given ``revision`` is stale, NotFound, NotSaved."""

        def work(connection: sqlite3.Connection) -> Bookmark:
            old = rows.live_bookmark(connection, id)
            if old.title == clean(title):
                return old
            _check(old, revision)
            connection.execute(
                "UPDATE bookmark SET title = ?, revision = revision + 1 WHERE id = ?", (clean(title), id)
            )
            return replace(old, title=clean(title), revision=old.revision + 1)

        return self._file.write(work), _CHANGED

    def move_bookmark(
        self, id: str, folder: str, position: int = -1, *, revision: int | None = None
    ) -> tuple[Bookmark, Changes]:
        """Put into a folder at a position (from 0, -1 is the end).

        Raises Refused("duplicate_bookmark") when the folder has the same target already, Conflict,
        NotFound, NotSaved.
        """

        def work(connection: sqlite3.Connection) -> Bookmark:
            _check(rows.live_bookmark(connection, id), revision)
            rows.live_folder(connection, folder)
            rows.put_bookmarks(connection, [id], folder, position)
            return rows.live_bookmark(connection, id)

        return self._file.write(work), _CHANGED

    def delete_bookmark(self, id: str) -> Changes:
        """Put into the trash; nothing happens when it is there already. Raises NotFound, NotSaved."""

        def work(connection: sqlite3.Connection) -> None:
            rows.any_bookmark(connection, id)
            connection.execute(
                "UPDATE bookmark SET deleted = ?, revision = revision + 1 WHERE id = ? AND deleted = ''",
                (now(), id),
            )

        self._file.write(work)
        return _CHANGED

    def restore_bookmark(self, id: str) -> tuple[Bookmark, Changes]:
        """Take out of the trash, to the top when its folder is gone; an equal one made since is returned."""

        def work(connection: sqlite3.Connection) -> Bookmark:
            row = rows.any_bookmark(connection, id)
            if not row[8]:
                return Bookmark(*row[:8])
            folder = row[1] if row[1] and rows.is_live(connection, row[1]) else ""
            there = rows.same_target(connection, folder, row[2])
            if there is not None:
                return there
            connection.execute(
                "UPDATE bookmark SET deleted = '', folder = ?, revision = revision + 1 WHERE id = ?",
                (folder or None, id),
            )
            return rows.live_bookmark(connection, id)

        return self._file.write(work), _CHANGED


def one_mark() -> str:
    """A mark for all that goes into the trash together."""
    return f"{now()}#{new_id()[:8]}"


def _check(old: Folder | Bookmark, revision: int | None) -> None:
    if revision is not None and old.revision != revision:
        raise Conflict("conflict", id=old.id)
