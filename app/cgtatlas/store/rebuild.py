"""A reader's file built anew from its journal, when the database is lost or damaged."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from cgtatlas.core.errors import Refused
from cgtatlas.store import backup, checks, connect, journal, places, rescue, schema
from cgtatlas.store.failures import not_saved, refused

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.store.journal import Content
    from cgtatlas.store.undo import Row


def restore_from_journal(source: Path, path: Path) -> tuple[Content, Path | None]:
    """Put a file built from a journal in the place of the reader's file at ``path``.

    What the journal held, and where the replaced file is kept. Raises Refused, NotSaved; then nothing has
    changed.
    """
    draft = path.with_name(path.name + ".rebuilt")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        content = rebuild(source, draft)
        return content, backup.restore_from(draft, path)
    except OSError as error:
        raise not_saved(error, path) or error from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def save_as_text(path: Path, out: Path) -> int:
    """Write the reader's work in the file at ``path`` as JSON lines; how many rows.

    Also that of a newer program's file, of which no byte is changed. Raises Refused, NotSaved.
    """
    if not places.regular_file(path):
        raise Refused("no_reader_file", path=str(path))
    places.regular_file(out)
    draft = out.with_name(out.name + ".part")
    mode = "ro" if places.size(places.beside(path, "-wal")) else "ro&immutable=1"
    try:
        with contextlib.closing(connect.connect(path, mode)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
                raise Refused("not_ours", path=str(path))
            with draft.open("w", encoding="utf-8", newline="\n") as file:
                count = sum(bool(file.write(line)) for line in journal.lines(connection, "")) - 2
                file.flush()
                os.fsync(file.fileno())
        draft.replace(out)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise refused(error, path) or error from error
    except OSError as error:
        raise not_saved(error, out) or error from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    return count


def rebuild(source: Path, out: Path) -> Content:
    """Build a reader's file from a journal at ``out``; its content. Raises Refused, NotSaved."""
    if not places.regular_file(source):
        raise Refused("no_journal", path=str(source))
    try:
        content = journal.read(source)
        if not content.rows:
            raise Refused("no_journal", path=str(source))
        out.unlink(missing_ok=True)
        os.close(os.open(out, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with contextlib.closing(connect.connect(out, "rw")) as target:
            target.execute("PRAGMA foreign_keys = 0")  # nothing may depend on the order of damaged lines
            target.execute("PRAGMA synchronous = EXTRA")
            target.execute("BEGIN")
            schema.build(target)
            for (table, _), row in content.rows.items():
                content.unread += not _insert(target, table, row)
            rescue.mend(target)
            checks.sum_anew(target)
            target.execute("INSERT INTO bookkeeping VALUES ('version', ?)", (os.urandom(8).hex(),))
            target.execute("COMMIT")
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise not_saved(error, out) or error from error
    return content


def _insert(target: sqlite3.Connection, table: str, row: Row) -> bool:
    columns = {str(found[1]) for found in target.execute(f"PRAGMA table_info({table})")}
    known = {name: value for name, value in row.items() if name in columns}
    names = ", ".join(f'"{name}"' for name in known)
    try:
        target.execute(
            f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(known))})",
            tuple(known.values()),
        )
    except sqlite3.Error:  # a damaged line may hold anything: one row less, counted
        return False
    return True
