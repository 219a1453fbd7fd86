"""The reader's bookmarks and their folders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cgtatlas.core.changes import Changes
from cgtatlas.core.errors import Conflict, NotFound, Refused
from cgtatlas.core.model import Bookmark, Folder
from cgtatlas.store.writer import clean, new_id, now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from cgtatlas.store.writer import ReaderFile

_FOLDER = "SELECT id, ifnull(parent, ''), title, ord, revision, deleted FROM folder"
_BOOKMARK = (
    "SELECT id, ifnull(folder, ''), target, title, excerpt, ord, created, revision, deleted FROM bookmark"
)
_CHANGED = Changes(bookmarks=True)
#: All folders below one, itself included, as the table ``below``.
BELOW = (
    "WITH RECURSIVE below(id) AS (SELECT ? UNION SELECT folder.id FROM folder JOIN below"
    " ON folder.parent = below.id)"
)


class Bookmarks:
    """The part of the store that keeps bookmarks and folders. "" is the top folder."""

    _file: ReaderFile

    def folders(self) -> list[Folder]:
        """All folders that are not in the trash, in order within each parent."""
        rows = self._file.read(f"{_FOLDER} WHERE deleted = '' ORDER BY ifnull(parent, ''), ord, created")
        return [Folder(*row[:5]) for row in rows]

    def bookmarks(self) -> list[Bookmark]:
        """All bookmarks that are not in the trash, in order within each folder."""
        rows = self._file.read(f"{_BOOKMARK} WHERE deleted = '' ORDER BY ifnull(folder, ''), ord, created")
        return [Bookmark(*row[:8]) for row in rows]

    def deleted_bookmarks(self) -> list[Bookmark]:
        """The bookmarks in the trash, last deleted first."""
        rows = self._file.read(f"{_BOOKMARK} WHERE deleted <> '' ORDER BY deleted DESC, ord")
        return [Bookmark(*row[:8]) for row in rows]

    def deleted_folders(self) -> list[Folder]:
        """The folders in the trash, last deleted first."""
        rows = self._file.read(f"{_FOLDER} WHERE deleted <> '' ORDER BY deleted DESC, ord")
        return [Folder(*row[:5]) for row in rows]

    def add_folder(self, title: str, parent: str = "", *, id: str = "") -> tuple[Folder, Changes]:
        """Make a folder at the end of its parent. Raises NotFound("no_folder"), NotSaved."""
        wanted = Folder(id or new_id(), parent, clean(title), 0, 1)

        def work(connection: sqlite3.Connection) -> Folder:
            there = connection.execute(f"{_FOLDER} WHERE id = ?", (wanted.id,)).fetchone()
            if there is not None:
                return Folder(*there[:5])
            live_folder(connection, parent)
            made = replace(wanted, ord=_next(connection, "folder", "parent", parent))
            connection.execute(
                "INSERT INTO folder VALUES (?, ?, ?, ?, ?, 1, '')",
                (made.id, parent or None, made.title, made.ord, now()),
            )
            return made

        return self._file.write(work), _CHANGED

    def rename_folder(self, id: str, title: str, *, revision: int | None = None) -> tuple[Folder, Changes]:
        """Give another title. Raises Conflict when a given ``revision`` is stale, NotFound, NotSaved."""

        def work(connection: sqlite3.Connection) -> Folder:
            old = live_folder(connection, id)
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
            _check(live_folder(connection, id), revision)
            if parent:
                live_folder(connection, parent)
                if connection.execute(f"{BELOW} SELECT 1 FROM below WHERE id = ?", (id, parent)).fetchone():
                    raise Refused("folder_cycle", id=id)
            connection.execute(
                "UPDATE folder SET parent = ?, revision = revision + 1 WHERE id = ?", (parent or None, id)
            )
            place_in(connection, "folder", "parent", parent, [id], position)
            return live_folder(connection, id)

        return self._file.write(work), _CHANGED

    def delete_folder(self, id: str) -> Changes:
        """Put a folder with all that is in it into the trash. Raises NotFound, NotSaved."""

        def work(connection: sqlite3.Connection) -> None:
            live_folder(connection, id)
            when = now() + f"#{new_id()[:8]}"  # one mark for all that goes together
            for table, column in (("bookmark", "folder"), ("folder", "id")):
                connection.execute(
                    f"{BELOW} UPDATE {table} SET deleted = ?, revision = revision + 1"
                    f" WHERE deleted = '' AND {column} IN (SELECT id FROM below)",
                    (id, when),
                )

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
            if row[1] is not None and not _is_live(connection, row[1]):
                connection.execute("UPDATE folder SET parent = NULL WHERE id = ?", (id,))
            # a bookmark that was made anew meanwhile stays in the trash
            for statement in ("UPDATE folder", "UPDATE OR IGNORE bookmark"):
                connection.execute(
                    f"{statement} SET deleted = '', revision = revision + 1 WHERE deleted = ?", (row[0],)
                )

        self._file.write(work)
        return _CHANGED

    def add_bookmark(
        self, target: str, title: str, *, excerpt: str = "", folder: str = "", id: str = ""
    ) -> tuple[Bookmark, Changes]:
        """Keep a place at the end of a folder; the same target in the same folder is kept once.

        Raises NotFound("no_folder"), NotSaved.
        """
        made = now()
        wanted = Bookmark(id or new_id(), folder, clean(target), clean(title), clean(excerpt), 0, made, 1)

        def work(connection: sqlite3.Connection) -> Bookmark:
            live_folder(connection, folder)
            there = same_target(connection, folder, wanted.target)
            if there is not None:
                return there
            new = replace(wanted, ord=_next(connection, "bookmark", "folder", folder))
            connection.execute(
                "INSERT INTO bookmark VALUES (?, ?, ?, ?, ?, ?, ?, 1, '')",
                (new.id, folder or None, new.target, new.title, new.excerpt, new.ord, made),
            )
            return new

        return self._file.write(work), _CHANGED

    def rename_bookmark(
        self, id: str, title: str, *, revision: int | None = None
    ) -> tuple[Bookmark, Changes]:
        """Give another title. Raises Conflict when a given ``revision`` is stale, NotFound, NotSaved."""

        def work(connection: sqlite3.Connection) -> Bookmark:
            old = live_bookmark(connection, id)
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
            old = live_bookmark(connection, id)
            _check(old, revision)
            live_folder(connection, folder)
            there = same_target(connection, folder, old.target)
            if there is not None and there.id != id:
                raise Refused("duplicate_bookmark", title=there.title)
            connection.execute(
                "UPDATE bookmark SET folder = ?, revision = revision + 1 WHERE id = ?", (folder or None, id)
            )
            place_in(connection, "bookmark", "folder", folder, [id], position)
            return live_bookmark(connection, id)

        return self._file.write(work), _CHANGED

    def delete_bookmark(self, id: str) -> Changes:
        """Put into the trash; nothing happens when it is there already. Raises NotFound, NotSaved."""

        def work(connection: sqlite3.Connection) -> None:
            _any_bookmark(connection, id)
            connection.execute(
                "UPDATE bookmark SET deleted = ?, revision = revision + 1 WHERE id = ? AND deleted = ''",
                (now(), id),
            )

        self._file.write(work)
        return _CHANGED

    def restore_bookmark(self, id: str) -> tuple[Bookmark, Changes]:
        """Take out of the trash, to the top when its folder is gone; an equal one made since is returned."""

        def work(connection: sqlite3.Connection) -> Bookmark:
            row = _any_bookmark(connection, id)
            if not row[8]:
                return Bookmark(*row[:8])
            folder = row[1] if row[1] and _is_live(connection, row[1]) else ""
            there = same_target(connection, folder, row[2])
            if there is not None:
                return there
            connection.execute(
                "UPDATE bookmark SET deleted = '', folder = ?, revision = revision + 1 WHERE id = ?",
                (folder or None, id),
            )
            return live_bookmark(connection, id)

        return self._file.write(work), _CHANGED


def _check(old: Folder | Bookmark, revision: int | None) -> None:
    if revision is not None and old.revision != revision:
        raise Conflict("conflict", id=old.id)


def _is_live(connection: sqlite3.Connection, folder: str) -> bool:
    found = connection.execute("SELECT 1 FROM folder WHERE id = ? AND deleted = ''", (folder,)).fetchone()
    return found is not None


def live_folder(connection: sqlite3.Connection, id: str) -> Folder:
    """A folder that is not in the trash; "" is the top. Raises NotFound("no_folder")."""
    if not id:
        return Folder("", "", "", 0, 0)
    row = connection.execute(f"{_FOLDER} WHERE id = ? AND deleted = ''", (id,)).fetchone()
    if row is None:
        raise NotFound("no_folder", id=id)
    return Folder(*row[:5])


def _any_bookmark(connection: sqlite3.Connection, id: str) -> Sequence[Any]:
    row: Sequence[Any] | None = connection.execute(f"{_BOOKMARK} WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise NotFound("no_bookmark", id=id)
    return row


def live_bookmark(connection: sqlite3.Connection, id: str) -> Bookmark:
    """A bookmark that is not in the trash. Raises NotFound("no_bookmark"), Conflict."""
    row = _any_bookmark(connection, id)
    if row[8]:
        raise Conflict("conflict", id=id)
    return Bookmark(*row[:8])


def same_target(connection: sqlite3.Connection, folder: str, target: str) -> Bookmark | None:
    """The bookmark of a place in a folder, None when there is none."""
    row = connection.execute(
        f"{_BOOKMARK} WHERE deleted = '' AND ifnull(folder, '') = ? AND target = ?", (folder, target)
    ).fetchone()
    return None if row is None else Bookmark(*row[:8])


def _next(connection: sqlite3.Connection, table: str, column: str, within: str) -> int:
    row = connection.execute(
        f"SELECT ifnull(max(ord) + 1, 0) FROM {table} WHERE {column} IS ? AND deleted = ''", (within or None,)
    ).fetchone()
    return int(row[0])


def place_in(
    connection: sqlite3.Connection, table: str, column: str, within: str, chosen: Sequence[str], position: int
) -> None:
    """Number all in a folder anew, with the chosen ones from ``position`` on (-1: at the end)."""
    ids = [
        row[0]
        for row in connection.execute(
            f"SELECT id FROM {table} WHERE {column} IS ? AND deleted = '' ORDER BY ord, created",
            (within or None,),
        )
        if row[0] not in chosen
    ]
    at = len(ids) if position < 0 else position
    ids[at:at] = chosen
    connection.executemany(f"UPDATE {table} SET ord = ? WHERE id = ?", [(n, i) for n, i in enumerate(ids)])
