"""Opens a library that somebody else made: nothing in it runs, and it is refused when it is not sound."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from cgtatlas.core.errors import Refused
from cgtatlas.core.paths import shipped
from cgtatlas.library.index import VERSION_KEY
from cgtatlas.library.reader import Library, open_read_only
from cgtatlas.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def open_other(path: Path, name: str = "") -> Library:
    """Open another library beside the bundled one; ``name`` is what its hits are marked with.

    Raises :class:`Refused`: no_such_file, not_a_file, library_unreadable, library_not_ours, library_too_new,
    library_old_index.
    """
    connection = _connect(path)
    try:
        connection.execute("PRAGMA cell_size_check = 1")
        look(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise Refused("library_unreadable", path=path.name, reason=str(error)) from error
    except BaseException:
        connection.close()
        raise
    return Library(path, connection=connection, name=name or path.name)


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise Refused("not_a_file" if path.exists() else "no_such_file", path=str(path))
    connection = open_read_only(path, immutable=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:  # a write-ahead log in a folder that cannot be written to
        connection.close()
        return open_read_only(path)
    return connection


def look(connection: sqlite3.Connection, path: Path) -> None:
    """Tables of ours, whole, and nothing that would run with the reader's rights; else :class:`Refused`."""
    found = _objects(connection)
    with_code = [row for row in found if row[0] in ("trigger", "view")]
    with _model() as model:
        wanted = _objects(model)
        columns = {name: _columns(model, name) for kind, name, _ in wanted if kind == "table"}
    virtual = {row for row in found if row[2].startswith("CREATE VIRTUAL")}
    ours = {row for row in wanted if row[2].startswith("CREATE VIRTUAL")}
    whole = all(set(_columns(connection, name)) >= set(known) for name, known in columns.items())
    if with_code or virtual != ours or not whole:
        raise Refused("library_not_ours", path=path.name)
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (VERSION_KEY,)).fetchone()
    if row is None or row[0] != tokens.VERSION:
        raise Refused("library_old_index", path=path.name)


def unsound(connection: sqlite3.Connection) -> list[str]:
    """What no library of ours can hold: values of another type, spans that are none, passages of no document.

    SQLite keeps any value in any column, so a damaged page can be a sound one with bytes for a text. Reads
    every row; one line for each column that is wrong.
    """
    problems = []
    with _model() as model:
        tables = [name for kind, name, sql in _objects(model) if kind == "table" and "VIRTUAL" not in sql]
        kinds = {table: _kinds(model, table) for table in sorted(tables) if "_fts" not in table}
    try:
        for table, columns in kinds.items():
            for column, kind in columns:
                wrong = f"typeof({column}) != '{kind}'" + (
                    f" OR NOT json_valid({column})" * (column == "spans")
                )
                problems += _any(connection, f"{table}.{column}", f"SELECT 1 FROM {table} WHERE {wrong}")
        for table in ("passage", "block"):
            orphans = f"SELECT 1 FROM {table} WHERE document NOT IN (SELECT id FROM document)"
            problems += _any(connection, f"{table}.document", orphans)
    except sqlite3.Error as error:
        problems.append(str(error))
    return problems


def _any(connection: sqlite3.Connection, what: str, sql: str) -> list[str]:
    return [f"{what} holds damaged values"] if connection.execute(f"{sql} LIMIT 1").fetchone() else []


@contextmanager
def _model() -> Iterator[sqlite3.Connection]:
    """An empty library to compare with."""
    with closing(sqlite3.connect(":memory:")) as model:
        model.executescript(shipped("db/library/schema.sql").read_text(encoding="utf-8"))
        yield model


def _kinds(model: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """Columns that always hold a text or a whole number, with that type."""
    rows = model.execute("SELECT name, type, [notnull] FROM pragma_table_info(?)", (table,))
    return [(name, kind.lower()) for name, kind, needed in rows if needed and kind in ("TEXT", "INTEGER")]


def _objects(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, ifnull(sql, '') FROM sqlite_master")
    return {(kind, name, " ".join(sql.split())) for kind, name, sql in rows}


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
