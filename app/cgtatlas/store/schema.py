"""The shape of the reader's file: its numbered migrations, and how a file comes to the newest one."""

from __future__ import annotations

import functools
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cgtatlas.core.paths import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlite_utils import Database

#: "CGTR": marks a reader's file in the header of SQLite.
APPLICATION_ID = 0x43475452
#: The schema this program reads and writes: the number of the last file in db/user.
VERSION = 3

_SET = "reader"
# The table in which sqlite-utils keeps what was applied; a new file is made without importing it.
_APPLIED = (
    'CREATE TABLE "_sqlite_migrations" (\n   "id" INTEGER PRIMARY KEY,\n   "migration_set" TEXT,\n'
    '   "name" TEXT,\n   "applied_at" TEXT\n)',
    'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"\n'
    '    ON "_sqlite_migrations" ("migration_set", "name")',
)

#: Tables that hold the reader's own work: checked at every opening, whatever the file's size.
PRECIOUS = {
    "annotation": "id, document, sha256, start, end, exact, prefix, suffix, colour, body, created, modified,"
    " revision, deleted, checksum, target, previous",
    "annotation_tag": "annotation, ord, tag",
    "folder": "id, parent, title, ord, created, revision, deleted",
    "bookmark": "id, folder, target, title, excerpt, ord, created, revision, deleted",
    "visit": "id, target, title, at",
    "setting": "key, value",
    "bookkeeping": "key, value",
    "mark": "target, status, modified, revision",
    "step": "id, at, label, rows, undone, checksum",
    "recent_search": "query, at",
    "opened_library": "path, ord, added",
}


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step: ``0001_initial`` with its statements."""

    number: int
    name: str
    statements: tuple[str, ...]


@functools.cache
def migrations() -> tuple[Migration, ...]:
    """The shipped steps in their order."""
    return tuple(_read(path) for path in sorted(shipped("db/user").glob("[0-9]*_*.sql")))


def _read(path: Path) -> Migration:
    text = path.read_text(encoding="utf-8")
    return Migration(int(path.name[:4]), path.stem, tuple(_statements(text)))


def _statements(text: str) -> Iterator[str]:
    # executescript() commits whatever transaction is open, so the statements are run one by one
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def build(connection: sqlite3.Connection, version: int = VERSION) -> None:
    """Make all tables in an empty file, inside the caller's transaction, with the standard library alone."""
    for statement in _APPLIED:
        connection.execute(statement)
    now = str(datetime.now(UTC))
    for step in migrations()[:version]:
        for statement in step.statements:
            connection.execute(statement)
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
            (_SET, step.name, now),
        )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an older file to the newest schema: all steps or none. Raises sqlite3.Error.

    The connection must be in autocommit mode (``isolation_level=None``).
    """
    # 0.1 to 0.4 s to import, so only on the rare way of an upgrade
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    steps = Migrations(_SET)
    for step in migrations():
        steps(name=step.name)(_function(step))
    database = Database(connection, recursive_triggers=False, execute_plugins=False)
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(database)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _function(step: Migration) -> Callable[[Database], None]:
    def apply(database: Database) -> None:
        for statement in step.statements:
            database.conn.execute(statement)
        database.conn.execute(f"PRAGMA user_version = {step.number}")

    return apply
