"""Opening the reader's file: every state it can be in has one defined outcome.

A file that is refused keeps every byte: it is looked at through a read-only connection first, because
closing a writable one would move the write-ahead log into it.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cgtatlas.core.errors import AtlasError, Refused
from cgtatlas.store import checks, journal, places, schema, turns
from cgtatlas.store.failures import code_of, primary, refused

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds to wait for another process's write before the file is opened read-only.
TIMEOUT = 5.0

_MAGIC = b"SQLite format 3\x00"
_LEAST = 512  # bytes of the smallest page; SQLite takes anything shorter for an empty file
_JOURNAL = bytes.fromhex("d9d505f920a163d7")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open reader's file. ``reason`` says why it is read-only: locked, read_only; else ""."""

    connection: sqlite3.Connection
    read_only: bool = False
    reason: str = ""
    created: bool = False
    unclean: bool = False  # the last run did not end in order, or another one is still going on
    shared: bool = False  # on a network drive or in a synchronised folder
    inode: int = 0


def open_file(
    path: Path, timeout: float = TIMEOUT, upgrade: Callable[[Path], object] | None = None
) -> Opened:
    """Open, create or bring up to date the reader's file at ``path``.

    ``upgrade`` is called with the path before an older schema is migrated (it makes the backup).
    Raises Refused: not_a_file, no_access, not_ours, too_new, corrupt, locked, disk_full, io_error.
    """
    try:
        created = not places.regular_file(path) or places.size(path) == 0
        if created and not _create(path, timeout):
            return memory("read_only")
        opened = _open_existing(path, timeout, upgrade)
    except AtlasError:
        raise
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise refused(error, path) or error from error
    return replace(opened, created=created)


def memory(reason: str) -> Opened:
    """An empty file in memory that takes no writes: the program works, editing is off."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    schema.build(connection)
    harden(connection)
    connection.execute("PRAGMA query_only = 1")
    return Opened(connection, read_only=True, reason=reason)


def connect(path: Path, mode: str, timeout: float = TIMEOUT) -> sqlite3.Connection:
    """A hardened connection; ``mode`` is ``rw``, ``ro`` or ``ro&immutable=1``. Raises sqlite3.Error."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        harden(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def harden(connection: sqlite3.Connection) -> None:
    """Nothing in the file may run, damage is noticed, and one bad byte does not hide a whole list."""
    connection.text_factory = _text
    for pragma in ("foreign_keys = 1", "trusted_schema = 0", "cell_size_check = 1", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    setconfig = getattr(connection, "setconfig", None)  # Python 3.12
    if setconfig is not None:
        setconfig(getattr(sqlite3, "SQLITE_DBCONFIG_DEFENSIVE"), True)  # noqa: B009


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection, timeout: float = TIMEOUT) -> None:
    """Copy a whole file into another one, in one transaction. Raises sqlite3.Error."""
    deadline = time.monotonic() + timeout

    def progress(status: int, remaining: int, total: int) -> None:
        # by itself, the copy would wait for a lock for ever
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            late = sqlite3.OperationalError("database is locked")
            late.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise late

    source.backup(target, progress=progress, sleep=0.05)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _create(path: Path, timeout: float) -> bool:
    """Make the file; False when its folder cannot be written to."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_orphans(path)
        # notes are private: SQLite gives its companions the same rights
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        _build(path, timeout)
    except (sqlite3.Error, OSError) as error:
        if code_of(error) == "read_only":
            return False
        raise
    return True


def _build(path: Path, timeout: float) -> None:
    # With a rollback journal, a file cut off while being made is empty again at the next opening;
    # EXTRA makes the removal of the journal durable too.
    connection = connect(path, "rw", timeout)
    try:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("BEGIN EXCLUSIVE")
        try:
            if checks.identify(connection, path) == 0:
                schema.build(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    finally:
        connection.close()


def _clear_orphans(path: Path) -> None:
    # SQLite deletes a log whose main file is gone; it may hold the reader's last notes, so it is kept
    orphan = places.beside(path, "-wal")
    if places.size(orphan):
        orphan.replace(places.beside(free_name(path, "orphan"), "-wal"))


def free_name(path: Path, why: str) -> Path:
    """A name beside ``path`` that nothing has yet: ``reader.damaged-20250131T120000Z.db``."""
    from datetime import UTC, datetime

    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 0
    while True:
        extra = f"-{number}" if number else ""
        found = path.with_name(f"{path.stem}.{why}-{stamp}{extra}{path.suffix}")
        if not found.exists() and not places.beside(found, "-wal").exists():
            return found
        number += 1


def _open_existing(path: Path, timeout: float, upgrade: Callable[[Path], object] | None) -> Opened:
    if 0 < places.size(path) < _LEAST:
        raise Refused("corrupt" if _has_magic(path) else "not_ours", path=str(path), problems=["cut off"])
    unclean = places.size(places.beside(path, "-wal")) > 0
    journal = places.size(places.beside(path, "-journal")) > 0
    if journal:
        _expect_ours(path)
        if not _roll_back(path, timeout):
            return _read_only(path, True, timeout)
    if _look(path, unclean or journal, timeout) == 0:
        _build(path, timeout)
    if not _may_write(path):  # a writable connection would leave files beside it
        return _read_only(path, unclean, timeout)
    return _writable(path, timeout, unclean or journal, upgrade)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _roll_back(path: Path, timeout: float) -> bool:
    """Let SQLite undo what was cut off, which only a writable connection can; False in a read-only folder."""
    connection = connect(path, "rw", timeout)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        if primary(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            return False
        raise
    finally:
        connection.close()
    return True


def _expect_ours(path: Path) -> None:
    """Before a rollback writes. Raises Refused("not_ours")."""
    # our own file has its mark before it can have a journal, except while it is being made
    if _being_made(path):
        return
    with contextlib.closing(connect(path, "ro&immutable=1")) as connection:
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
        except sqlite3.DatabaseError:
            application = -1
    if application != schema.APPLICATION_ID:
        raise Refused("not_ours", path=str(path))


def _being_made(path: Path) -> bool:
    """Does the journal say that the file had no pages before what was cut off?"""
    with places.beside(path, "-journal").open("rb") as file:
        header = file.read(20)
    return header[:8] == _JOURNAL and header[16:20] == bytes(4)


def _look(path: Path, unclean: bool, timeout: float) -> int:
    """Identify and examine without changing a byte. Raises Refused, sqlite3.Error."""
    log = places.beside(path, "-wal")
    if not unclean:
        try:
            return _look_through(path, "ro&immutable=1", unclean, timeout)
        except (sqlite3.Error, UnicodeDecodeError, Refused) as error:
            if getattr(error, "code", "corrupt") != "corrupt":
                raise
            # without locks, another process's write can look like damage: look again, with them if it writes
            if not log.exists():
                return _look_through(path, "ro&immutable=1", unclean, timeout)
    try:
        return _look_through(path, "ro", unclean, timeout)
    except sqlite3.Error as error:
        if unclean and primary(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            return schema.VERSION  # a read-only folder: looked at again in the copy
        raise


def _look_through(path: Path, mode: str, unclean: bool, timeout: float) -> int:
    connection = connect(path, mode, timeout)
    try:
        version = checks.identify(connection, path)
        if version:
            checks.examine(connection, path, full=unclean, size=places.size(path))
        if unclean and version == schema.VERSION:
            _compare_with_journal(connection, path)
        return version
    except sqlite3.DatabaseError as error:
        if primary(error) == sqlite3.SQLITE_NOTADB and not _has_magic(path):
            raise Refused("not_ours", path=str(path)) from error
        raise
    finally:
        connection.close()


def _compare_with_journal(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN")  # one moment of the file
    try:
        lost = journal.missing(connection, path)
    finally:
        connection.execute("ROLLBACK")
    if lost:
        raise Refused("corrupt", path=str(path), problems=[f"{lost} things of the journal are missing"])


def _has_magic(path: Path) -> bool:
    # Only for what SQLite cannot open: closing a file drops the locks that this process has on it.
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _writable(path: Path, timeout: float, unclean: bool, upgrade: Callable[[Path], object] | None) -> Opened:
    shared = places.is_shared(path)
    connection = None
    try:
        connection = connect(path, "rw", timeout)
        version = checks.identify(connection, path)
        turns.begin(connection, timeout)
        connection.execute("UPDATE bookkeeping SET value = value WHERE 0")  # BEGIN takes a read-only file
        connection.execute("ROLLBACK")
        if version < schema.VERSION:
            if upgrade is not None:
                upgrade(path)
            schema.migrate(connection)
        settle(connection, shared)
    except (sqlite3.Error, OSError) as error:
        code = code_of(error)
        if code == "locked" and connection is not None and _readable(connection):
            connection.execute("PRAGMA query_only = 1")
            return Opened(connection, True, "locked", False, unclean, shared, path.stat().st_ino)
        if connection is not None:
            connection.close()
        if code == "read_only" or primary(error) == sqlite3.SQLITE_CANTOPEN:
            return _read_only(path, unclean, timeout)
        raise
    except BaseException:
        if connection is not None:
            connection.close()
        raise
    return Opened(connection, unclean=unclean, shared=shared, inode=path.stat().st_ino)


def settle(connection: sqlite3.Connection, shared: bool) -> None:
    """Choose the journal: a write-ahead log, or a journal that network drives can bear."""
    connection.execute("PRAGMA synchronous = FULL")
    mode = "" if shared else connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = EXTRA")


def _readable(connection: sqlite3.Connection) -> bool:
    """Can a file that another process writes to be read meanwhile, in our schema?"""
    try:
        connection.execute("PRAGMA busy_timeout = 200")  # the long wait is over already
        return checks.version_of(connection) == schema.VERSION
    except sqlite3.Error:
        return False


def _read_only(path: Path, unclean: bool, timeout: float) -> Opened:
    connection = _copy_into_memory(path, timeout) if unclean else connect(path, "ro&immutable=1", timeout)
    try:
        version = checks.identify(connection, path)
        checks.examine(connection, path, full=unclean, size=places.size(path))
    except BaseException:
        connection.close()
        raise
    if version < schema.VERSION:  # an older file that cannot be brought up to date: do so in memory
        connection = _upgraded(connection)
    connection.execute("PRAGMA query_only = 1")
    return Opened(connection, read_only=True, reason="read_only", unclean=unclean)


def _upgraded(connection: sqlite3.Connection) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    copy_pages(connection, copy)
    connection.close()
    harden(copy)
    schema.migrate(copy)
    return copy


def _copy_into_memory(path: Path, timeout: float) -> sqlite3.Connection:
    import shutil
    import tempfile

    # A log that cannot be opened in place holds the newest notes: read both from a copy elsewhere.
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        for suffix in ("", "-wal", "-journal"):
            source = places.beside(path, suffix) if suffix else path
            if source.exists():
                shutil.copyfile(source, places.beside(copy, suffix) if suffix else copy)
        opened = connect(copy, "rw", timeout)
        try:
            inside = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            copy_pages(opened, inside, timeout)
        finally:
            opened.close()
    harden(inside)
    return inside
