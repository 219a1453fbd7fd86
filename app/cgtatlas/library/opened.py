"""Opens a library that somebody else made: nothing in it runs, and it is refused when it is not sound."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from cgtatlas.core.errors import Refused
from cgtatlas.core.paths import shipped
from cgtatlas.library.index import VERSION_KEY
from cgtatlas.library.reader import Library, open_read_only
from cgtatlas.text import tokens

if TYPE_CHECKING:
    from pathlib import Path


def open_other(path: Path, name: str = "") -> Library:
    """Open another library beside the bundled one; ``name`` is what its hits are marked with.

    Raises :class:`Refused`: library_unreadable, library_not_ours, library_too_new, library_old_index.
    """
    connection = _connect(path)
    try:
        connection.execute("PRAGMA cell_size_check = 1")
        _look(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise Refused("library_unreadable", path=path.name, reason=str(error)) from error
    except BaseException:
        connection.close()
        raise
    return Library(path, connection=connection, name=name or path.name)


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise Refused("library_unreadable", path=path.name, reason="no such file")
    connection = open_read_only(path, immutable=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:  # a write-ahead log in a folder that cannot be written to
        connection.close()
        return open_read_only(path)
    return connection


def _look(connection: sqlite3.Connection, path: Path) -> None:
    """Tables of ours, whole, and nothing that would run with the reader's rights."""
    found = _objects(connection)
    with_code = [row for row in found if row[0] in ("trigger", "view")]
    model = sqlite3.connect(":memory:")
    try:
        model.executescript(shipped("db/library/schema.sql").read_text(encoding="utf-8"))
        wanted = _objects(model)
        columns = {name: _columns(model, name) for kind, name, _ in wanted if kind == "table"}
    finally:
        model.close()
    virtual = {row for row in found if row[2].startswith("CREATE VIRTUAL")}
    ours = {row for row in wanted if row[2].startswith("CREATE VIRTUAL")}
    whole = all(set(_columns(connection, name)) >= set(known) for name, known in columns.items())
    if with_code or virtual != ours or not whole:
        raise Refused("library_not_ours", path=path.name)
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (VERSION_KEY,)).fetchone()
    if row is None or row[0] != tokens.VERSION:
        raise Refused("library_old_index", path=path.name)


def _objects(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, ifnull(sql, '') FROM sqlite_master")
    return {(kind, name, " ".join(sql.split())) for kind, name, sql in rows}


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
