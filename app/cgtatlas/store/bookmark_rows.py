"""Rows of bookmarks and folders inside a transaction: found, put somewhere, thrown away, brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cgtatlas.core.errors import Conflict, NotFound, Refused
from cgtatlas.core.model import Bookmark, Folder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence

FOLDER = "SELECT id, ifnull(parent, ''), title, ord, revision, deleted FROM folder"
BOOKMARK = (
    "SELECT id, ifnull(folder, ''), target, title, excerpt, ord, created, revision, deleted FROM bookmark"
)
# all folders below one, itself included, as the table "below"
_BELOW = (
    "WITH RECURSIVE below(id) AS (SELECT ? UNION SELECT folder.id FROM folder JOIN below"
    " ON folder.parent = below.id)"
)


def is_live(connection: sqlite3.Connection, folder: str) -> bool:
    """Is there such a folder, outside the trash?"""
    found = connection.execute("SELECT 1 FROM folder WHERE id = ? AND deleted = ''", (folder,)).fetchone()
    return found is not None


def live_folder(connection: sqlite3.Connection, id: str) -> Folder:
    """A folder that is not in the trash; "" is the top. Raises NotFound("no_folder")."""
    if not id:
        return Folder("", "", "", 0, 0)
    row = connection.execute(f"{FOLDER} WHERE id = ? AND deleted = ''", (id,)).fetchone()
    if row is None:
        raise NotFound("no_folder", id=id)
    return Folder(*row[:5])


def any_bookmark(connection: sqlite3.Connection, id: str) -> Sequence[Any]:
    """The row of a bookmark, which may lie in the trash. Raises NotFound("no_bookmark")."""
    row: Sequence[Any] | None = connection.execute(f"{BOOKMARK} WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise NotFound("no_bookmark", id=id)
    return row


def live_bookmark(connection: sqlite3.Connection, id: str) -> Bookmark:
    """A bookmark that is not in the trash. Raises NotFound("no_bookmark"), Conflict."""
    row = any_bookmark(connection, id)
    if row[8]:
        raise Conflict("conflict", id=id)
    return Bookmark(*row[:8])


def same_target(connection: sqlite3.Connection, folder: str, target: str) -> Bookmark | None:
    """The bookmark of a place in a folder, None when there is none."""
    row = connection.execute(
        f"{BOOKMARK} WHERE deleted = '' AND ifnull(folder, '') = ? AND target = ?", (folder, target)
    ).fetchone()
    return None if row is None else Bookmark(*row[:8])


def add_folder(connection: sqlite3.Connection, id: str, parent: str, title: str, created: str) -> Folder:
    """A new folder at the end of its parent."""
    made = Folder(id, parent, title, _next(connection, "folder", "parent", parent), 1)
    connection.execute(
        "INSERT INTO folder (id, parent, title, ord, created, revision, deleted)"
        " VALUES (?, ?, ?, ?, ?, 1, '')",
        (made.id, parent or None, made.title, made.ord, created),
    )
    return made


def add_bookmark(
    connection: sqlite3.Connection, id: str, folder: str, place: tuple[str, str, str], created: str
) -> Bookmark:
    """A new bookmark at the end of its folder; ``place`` is its target, title and excerpt."""
    made = Bookmark(id, folder, *place, _next(connection, "bookmark", "folder", folder), created, 1)
    connection.execute(
        "INSERT INTO bookmark (id, folder, target, title, excerpt, ord, created, revision, deleted)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 1, '')",
        (id, folder or None, *place, made.ord, created),
    )
    return made


def _next(connection: sqlite3.Connection, table: str, column: str, within: str) -> int:
    row = connection.execute(
        f"SELECT ifnull(max(ord) + 1, 0) FROM {table} WHERE {column} IS ? AND deleted = ''", (within or None,)
    ).fetchone()
    return int(row[0])


def put_folders(connection: sqlite3.Connection, ids: Sequence[str], parent: str, position: int) -> None:
    """Put folders into another one, from ``position`` on (-1: at the end). Raises Refused("folder_cycle")."""
    for id in ids:
        below = connection.execute(f"{_BELOW} SELECT 1 FROM below WHERE id = ?", (id, parent))
        if parent and below.fetchone():
            raise Refused("folder_cycle", id=id)
        connection.execute(
            "UPDATE folder SET parent = ?, revision = revision + 1 WHERE id = ?", (parent or None, id)
        )
    _number(connection, "folder", "parent", parent, ids, position)


def put_bookmarks(connection: sqlite3.Connection, ids: Sequence[str], folder: str, position: int) -> None:
    """Put bookmarks into a folder, from ``position`` on (-1: at the end).

    Raises Refused("duplicate_bookmark") when another bookmark there has the same target, NotFound, Conflict.
    """
    for id in ids:
        there = same_target(connection, folder, live_bookmark(connection, id).target)
        if there is not None and there.id not in ids:
            raise Refused("duplicate_bookmark", title=there.title)
        connection.execute(
            "UPDATE bookmark SET folder = ?, revision = revision + 1 WHERE id = ?", (folder or None, id)
        )
    _number(connection, "bookmark", "folder", folder, ids, position)


def _number(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    within: str,
    chosen: Collection[str],
    position: int,
) -> None:
    """Number all in a folder anew, with the chosen ones from ``position`` on."""
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


def throw_away(connection: sqlite3.Connection, id: str, when: str) -> None:
    """Put a bookmark, or a folder with all that is in it, into the trash, with the mark ``when``."""
    connection.execute(
        "UPDATE bookmark SET deleted = ?, revision = revision + 1 WHERE id = ? AND deleted = ''", (when, id)
    )
    for table, column in (("bookmark", "folder"), ("folder", "id")):
        connection.execute(
            f"{_BELOW} UPDATE {table} SET deleted = ?, revision = revision + 1"
            f" WHERE deleted = '' AND {column} IN (SELECT id FROM below)",
            (id, when),
        )


def bring_back(connection: sqlite3.Connection, when: str) -> None:
    """Take out of the trash what went there together, with the mark ``when``."""
    # a bookmark that was made anew meanwhile stays in the trash
    for statement in ("UPDATE folder", "UPDATE OR IGNORE bookmark"):
        connection.execute(
            f"{statement} SET deleted = '', revision = revision + 1 WHERE deleted = ?", (when,)
        )
