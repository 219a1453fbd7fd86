"""The one connection to the reader's file, and the one function that writes through it."""

from __future__ import annotations

import os
import re
import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cgtatlas.core.errors import AtlasError, NotSaved
from cgtatlas.store import connect, turns, undo
from cgtatlas.store.failures import code_of, not_saved, refused
from cgtatlas.store.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """Text without what SQLite cannot keep: NUL, and halves of characters that a selection cut in two."""
    return _UNSTORABLE.sub("", text)


def now() -> str:
    """The time as the file keeps it: ISO 8601, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """An id of its own for something the reader makes: a random UUID."""
    import uuid  # 7 ms, once the first thing is made

    return str(uuid.uuid4())


class ReaderFile:
    """Reads and writes of the reader's file. Safe to use from several threads: one at a time is served."""

    def __init__(
        self, path: Path, timeout: float = connect.TIMEOUT, upgrade: Callable[[Path], object] | None = None
    ) -> None:
        self.path = path
        self.damaged = False
        self._timeout = timeout
        self._upgrade = upgrade
        self._lock = threading.RLock()
        self._why: dict[str, object] = {"path": str(path)}
        self._journal = Journal(path)
        self._opened: connect.Opened | None = self._open()
        self.created = self._opened.created
        self.unclean = self._opened.unclean

    @classmethod
    def in_memory(cls, error: AtlasError) -> ReaderFile:
        """An empty one that takes no writes and says why: ``error``."""
        file = cls.__new__(cls)
        file.path, file.damaged, file.created, file.unclean = Path(), False, False, False
        file._timeout, file._upgrade, file._lock = 0.0, None, threading.RLock()
        file._opened, file._why = connect.memory(error.code), error.data
        file._journal = Journal(Path("nowhere.db"))  # never written to: writes are refused
        return file

    def _open(self) -> connect.Opened:
        opened = connect.open_file(self.path, self._timeout, self._upgrade)
        if not opened.read_only:
            try:
                undo.watch(opened.connection)
            except (
                sqlite3.Error,
                UnicodeDecodeError,
            ) as error:  # a log that cannot be opened for writing shows only now
                opened.connection.close()
                raise refused(error, self.path) or error from error
        return opened

    @property
    def read_only(self) -> bool:
        """Are writes refused?"""
        return self._opened is None or self._opened.read_only

    @property
    def reason(self) -> str:
        """Why writes are refused: locked, read_only, io_error; "" when they are not."""
        return "io_error" if self._opened is None else self._opened.reason

    @property
    def refusal(self) -> AtlasError | None:
        """Why this only stands in for the reader's file; None for the file itself."""
        return AtlasError(self.reason, **self._why) if self.path == Path() else None

    @property
    def shared(self) -> bool:
        """Does the file lie on a network drive or in a synchronised folder?"""
        return self._opened is not None and self._opened.shared

    def wait_for_others(self, seconds: float) -> None:
        """How long to wait for another program's write, from now on."""
        with self._lock:
            self._timeout = seconds
            if self._opened is not None:
                self._opened.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")

    def close(self) -> None:
        """Give the file back; closing twice is harmless."""
        with self._lock:
            if self._opened is not None:
                opened, self._opened = self._opened, None
                opened.connection.close()

    def reopen(self) -> None:
        """Open the file anew, as at the start: also the way out of read-only. Raises Refused."""
        with self._lock:
            self.close()
            self._opened = self._open()

    def use(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do reading work on the connection, alone. Raises Refused when the file cannot be read."""
        with self._lock:
            if self._opened is None:
                self.reopen()
            opened = self._opened
            assert opened is not None
            try:
                return work(opened.connection)
            except (sqlite3.Error, UnicodeDecodeError) as error:
                self.damaged = self.damaged or code_of(error) == "corrupt"
                raise refused(error, self.path) or error from error

    def read(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of one query."""
        return self.use(lambda connection: connection.execute(sql, parameters).fetchall())

    def write(
        self,
        work: Callable[[sqlite3.Connection], T],
        *,
        counts: bool = True,
        undoable: bool = True,
        label: str = "",
    ) -> T:
        """Do writing work as one transaction; when this returns, it is on the disk.

        What it changes of the reader's work (``undo.TABLES``) can be undone, unless ``undoable`` is False;
        ``label`` names the step where the rows alone do not say it well (``import``). ``counts`` is False
        for what needs no backup of its own (visits). Raises NotSaved (disk_full, read_only, io_error,
        locked, file_moved) with nothing changed, or what ``work`` raises.
        """
        with self._lock:
            connection = self._writable()
            token, committing = os.urandom(8).hex(), False
            try:
                turns.begin(connection, self._timeout)
                undo.begin(connection)
                result = work(connection)
                before = self._note(connection, token, counts, label if undoable else None)
                committing = True
                connection.execute("COMMIT")
            except BaseException as error:
                # whatever happened: an open transaction would make every later save fail
                self._roll_back(connection)
                failure = not_saved(error, self.path)
                if failure is None:
                    raise
                self.damaged = self.damaged or failure.code == "corrupt"
                if committing and self._reached_the_disk(token):
                    return result
                if committing and before is not None:
                    self._journal.void(token, before)
                raise failure from error
            return result

    def _note(
        self, connection: sqlite3.Connection, token: str, counts: bool, label: str | None
    ) -> str | None:
        """What every write adds: the step that can be undone (None: none), a line of the journal, its mark.

        The journal's mark before it; None when the reader's work was not touched.
        """
        put = "INSERT OR REPLACE INTO bookkeeping VALUES (?, ?)"
        connection.execute(put, ("version" if counts else "quiet", token))
        changes = undo.changed(connection)
        if not changes:
            return None
        if label is not None:
            undo.record(connection, changes, now(), label)
        before = _journalled(connection)
        connection.execute(put, ("journal", token))
        self._journal.add(connection, before, token, changes)
        return before

    def tend_journal(self, *, anew: bool = False) -> None:
        """Bring a journal that is missing or behind in step, and have the disk confirm it.

        ``anew``: write it anew in any case, so that nothing deleted for good stays in it.

        Done when there is time, in any thread. Raises NotSaved when the journal cannot be written.
        """
        with self._lock:
            if self.read_only or self.damaged:
                return
            connection = self._writable()
            try:
                if anew or not self._journal.follows(_journalled(connection)):
                    turns.begin(connection, self._timeout)
                    before = _journalled(connection)
                    token = before or _first_token(connection)
                    if token:
                        self._journal.write_anew(connection, token, before)
                    connection.execute("COMMIT")
                self._journal.sync()
            except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
                raise not_saved(error, self._journal.path) or error from error
            finally:
                self._roll_back(connection)

    def _writable(self) -> sqlite3.Connection:
        if self._opened is None:
            try:
                self.reopen()
            except AtlasError as error:
                raise NotSaved(error.code, **error.data) from error
        opened = self._opened
        assert opened is not None
        if opened.read_only:
            raise NotSaved(opened.reason, **self._why)
        try:
            if self.path.stat().st_ino == opened.inode:
                return opened.connection
        except OSError:
            pass
        # the open file has no name any more: what is written to it would vanish with the program
        raise NotSaved("file_moved", path=str(self.path))

    @staticmethod
    def _roll_back(connection: sqlite3.Connection) -> None:
        if connection.in_transaction:
            try:
                connection.execute("ROLLBACK")
            except sqlite3.Error:
                # SQLite has rolled back by itself, or the connection is about to be opened anew
                return

    def _reached_the_disk(self, token: str) -> bool:
        """After a failed commit: is the change there, and does the disk confirm it now?

        A sync that failed can leave the change in the log. It counts as saved only when it is found
        after reopening and could be written into the main file and synced.
        """
        try:
            self.reopen()
            opened = self._opened
            if opened is None or opened.read_only:
                return False
            found = opened.connection.execute(
                "SELECT 1 FROM bookkeeping WHERE value = ?", (token,)
            ).fetchone()
            if found is None:
                return False
            busy = opened.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            return int(busy) == 0
        except (AtlasError, sqlite3.Error, OSError):
            return False


def _journalled(connection: sqlite3.Connection) -> str:
    """The mark that the last change of the reader's work left; "" before the first one."""
    row = connection.execute("SELECT value FROM bookkeeping WHERE key = 'journal'").fetchone()
    return str(row[0]) if row else ""


def _first_token(connection: sqlite3.Connection) -> str:
    """A mark for a file with work in it that had no journal yet; "" for one without any work."""
    tables = " UNION ALL ".join(f"SELECT 1 FROM {table}" for table in undo.TABLES)
    if connection.execute(f"SELECT 1 WHERE EXISTS ({tables})").fetchone() is None:
        return ""
    token = os.urandom(8).hex()
    connection.execute("INSERT INTO bookkeeping VALUES ('journal', ?)", (token,))
    return token
