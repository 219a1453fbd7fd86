"""The reader's work as plain text: a file of JSON lines beside the database, from which it can be built anew.

A line is written inside the transaction of each change, so that lines stand in the order of the commits. It
ends with the token that the same transaction leaves in the database: when the two differ (a cut-off line,
another database put in place, a disk that was full) the file is behind, and is written anew from the
database. The database never waits for this file, and a change counts as saved without it.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cgtatlas.store import places, schema, undo

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cgtatlas.store.undo import Change, Row

#: Characters after which the file is written anew, beyond four times what it needs.
SLACK = 4 * 1024 * 1024
#: Files of replaced databases that are kept.
KEPT = 5

_FORMAT = "cgt-atlas journal"
_TAIL = 40  # bytes that hold the token at the end of a line


def file_of(path: Path) -> Path:
    """The journal of the reader's file at ``path``."""
    return path.with_name(f"{path.stem}.journal.jsonl")


def files(path: Path) -> list[Path]:
    """The journal and those of databases that were replaced, newest first."""
    older = sorted(path.parent.glob(f"{path.stem}.journal-*.jsonl"), reverse=True)
    return [file for file in (file_of(path), *older) if places.size(file)]


@dataclass(slots=True)
class Content:
    """What a journal says: the rows by table and key. ``unread``: lines that are cut off or damaged."""

    rows: dict[tuple[str, tuple[Any, ...]], Row] = field(default_factory=dict)
    unread: int = 0

    def count(self, table: str) -> int:
        """Rows of a table that are not in the trash."""
        return sum(kind == table and not row.get("deleted") for (kind, _), row in self.rows.items())


class Journal:
    """Writes the journal of one reader's file; every method is called with the file locked for writing."""

    def __init__(self, path: Path) -> None:
        self.path = file_of(path)
        self._known = ("", -1)  # the last token and the size of the file then
        self._needed = 0  # bytes of the file when it was last written anew
        self._unsynced = False
        self._whole = False  # was the last entry the whole content?

    def follows(self, token: str) -> bool:
        """Does the file end with this token?"""
        size = places.size(self.path)
        if self._known != (token, size):
            self._known = (_last_token(self.path, size), size)
        return bool(token) and self._known[0] == token

    def add(self, connection: sqlite3.Connection, before: str, token: str, changes: list[Change]) -> None:
        """Write what an open transaction changed; ``before`` is the token of the one before."""
        try:
            full = places.size(self.path) > 4 * self._needed + SLACK
            self._whole = full or not self.follows(before)
            if self._whole:
                self.write_anew(connection, token, before)
            else:
                self._append(_line(changes, token), token)
        except OSError:
            # A second copy must never cost the first one: the token tells that the file is behind, and it is
            # written anew when there is room again.
            self._known = ("", -1)

    def void(self, token: str, before: str) -> None:
        """The transaction of the last entry failed: take the entry back."""
        self._known = ("", -1)
        with contextlib.suppress(OSError):  # the file is then behind, which the token tells
            # what was written whole cannot be taken back line by line: it is behind on purpose
            before = "" if self._whole else before
            self._append(json.dumps({"void": token, "token": before}) + "\n", before)

    def sync(self) -> None:
        """Have the disk confirm what was appended. Raises OSError."""
        if self._unsynced:
            _to_disk(self.path)
            self._unsynced = False

    def write_anew(self, connection: sqlite3.Connection, token: str, before: str) -> None:
        """Replace the file by the whole content of the database, whose token was ``before`` until now.

        Raises OSError, sqlite3.Error.
        """
        draft = self.path.with_name(self.path.name + ".part")
        try:
            draft.touch(0o600)
            with draft.open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(lines(connection, token))
                out.flush()
                os.fsync(out.fileno())
            if not self.follows(before):
                self._keep_what_is_lost(connection, before)
            draft.replace(self.path)
        finally:
            draft.unlink(missing_ok=True)
        self._needed = places.size(self.path)
        self._known = (token, self._needed)
        self._unsynced = False

    def _append(self, line: str, token: str) -> None:
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            raw = line.encode("utf-8", "replace")
            if os.write(handle, raw) != len(raw):
                raise OSError("cut off")
            self._unsynced = True
            self._known = (token, os.fstat(handle).st_size)
        finally:
            os.close(handle)

    def _keep_what_is_lost(self, connection: sqlite3.Connection, before: str) -> None:
        """A file that tells of things the database does not have is kept under another name."""
        if not self.path.exists():
            return
        there = {
            (table, key)
            for table, keys in undo.TABLES.items()
            for key in connection.execute(f"SELECT {', '.join(keys)} FROM {table}")
        }
        old = read(self.path, until=before).rows
        if any(place[0] != "annotation_tag" and place not in there for place in old):
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
            stem = self.path.name.removesuffix(".journal.jsonl")
            self.path.replace(self.path.with_name(f"{stem}.journal-{stamp}.jsonl"))
            for old_file in sorted(self.path.parent.glob(f"{stem}.journal-*.jsonl"), reverse=True)[KEPT:]:
                old_file.unlink(missing_ok=True)


def _token(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM bookkeeping WHERE key = 'journal'").fetchone()
    return str(row[0]) if row else ""


def missing(connection: sqlite3.Connection, path: Path) -> int:
    """How many things the journal of the file at ``path`` knows that its database has lost without a trace.

    An old write-ahead log, put beside the file by a tool that copies folders, takes back what was saved
    since and leaves a database in which nothing looks wrong. 0 when the two are not of the same moment.
    """
    file = file_of(path)
    token = _token(connection)
    if not token or _last_token(file, places.size(file)) != token:
        return 0
    known = read(file).rows
    there = {
        (table, key)
        for table, keys in undo.TABLES.items()
        for key in connection.execute(f"SELECT {', '.join(keys)} FROM {table}")
    }
    if _last_token(file, places.size(file)) != token:  # another program went on writing meanwhile
        return 0
    return len(known.keys() - there)


def differing(connection: sqlite3.Connection, path: Path) -> list[str]:
    """What the file at ``path`` and its journal tell otherwise, a line each: damage that SQLite does not see.

    Annotations have checksums, also where there is no journal; bookmarks, folders and statuses have this.
    Empty when the two are not of the same moment, or when lines of the journal cannot be read.
    """
    file, token = file_of(path), _token(connection)
    if not token or _last_token(file, places.size(file)) != token:
        return []
    try:
        known = read(file)
    except OSError:
        return []
    there: dict[tuple[str, tuple[Any, ...]], Row] = {}
    for table, keys in undo.TABLES.items():
        columns = undo.COLUMNS[table]
        for values in connection.execute(f"SELECT {', '.join(columns)} FROM {table}"):
            row = dict(zip(columns, values, strict=True))
            there[table, tuple(row[key] for key in keys)] = row
    if known.unread or _token(connection) != token or _last_token(file, places.size(file)) != token:
        return []  # another program went on writing meanwhile
    return [
        f"{table} {'/'.join(map(str, key))}: the file and its journal say different things"
        for table, key in sorted(known.rows.keys() | there.keys(), key=str)
        if _told(known.rows.get((table, key))) != _told(there.get((table, key)))
    ]


def _told(row: Row | None) -> Row | None:
    """A row without its empty columns: the journal of an earlier program may have fewer."""
    return None if row is None else {name: value for name, value in row.items() if value not in ("", None)}


def _last_token(path: Path, size: int) -> str:
    if size < _TAIL:
        return ""
    try:
        with path.open("rb") as file:
            file.seek(size - _TAIL)
            tail = file.read().decode("utf-8", "replace")
    except OSError:
        return ""
    head, _, token = tail.rpartition('"token": "')
    return token.removesuffix('"}\n') if head and token.endswith('"}\n') else ""


def _line(changes: Iterable[Change], token: str) -> str:
    rows = [[change.table, change.key, change.after] for change in changes]
    # the token comes last: it says that the line is whole
    return json.dumps({"rows": rows, "token": token}, ensure_ascii=False) + "\n"


def lines(connection: sqlite3.Connection, token: str) -> Iterator[str]:
    """The whole content of a database as lines of a journal; tables that it does not have are left out."""
    yield json.dumps({"format": _FORMAT, "version": 1, "schema": schema.VERSION}) + "\n"
    for table, keys in undo.TABLES.items():
        columns = [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
        if not set(keys) <= set(columns):
            continue
        for values in connection.execute(f"SELECT {', '.join(columns)} FROM {table}"):
            row = dict(zip(columns, values, strict=True))
            kept = [table, [row[key] for key in keys], row]
            yield json.dumps({"rows": [kept], "token": ""}, ensure_ascii=False) + "\n"
    yield json.dumps({"rows": [], "token": token}) + "\n"


def read(path: Path, *, until: str = "") -> Content:
    """The content of a journal; damaged lines are counted and left out. Raises OSError.

    ``until`` is the token of a database: the one line that may stand after it is left out, since it is of a
    change that was cut off and never acknowledged.
    """
    entries, voided, unread = [], set[str](), 0
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        for line in file:
            try:
                entry = json.loads(line)
                if "void" in entry:
                    voided.add(entry["void"])
                elif "rows" in entry:
                    entries.append((str(entry["token"]), [_checked(row) for row in entry["rows"]]))
            except (ValueError, KeyError, TypeError, RecursionError):
                unread += 1
    content = Content(unread=unread)
    if until and len(entries) > 1 and entries[-2][0] == until:
        entries.pop()
    for token, rows in entries:
        for place, row in rows if token not in voided else ():
            if row is None:
                content.rows.pop(place, None)
            else:
                content.rows[place] = row
    return content


def _checked(stored: Any) -> tuple[tuple[str, tuple[Any, ...]], Row | None]:
    table, key, row = stored
    if len(undo.TABLES[table]) != len(key):
        raise ValueError(table)
    return (table, tuple(key)), None if row is None else dict(row)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
