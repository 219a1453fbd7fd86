"""What can be done when the reader's file is damaged: set it aside and read what can be read."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cgtatlas.store import backup, checks, places, schema
from cgtatlas.store.failures import not_saved
from cgtatlas.store.writer import now

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

#: Rows that are looked for one by one where a table cannot be read through.
_PROBES = 200_000


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came out of a damaged file.

    ``counts``: table -> (rows recovered, rows expected; -1 when that cannot be told). ``altered``:
    annotations whose text is not what was saved. ``damaged``: where the damaged file is now.
    """

    damaged: Path
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    altered: tuple[str, ...] = ()


def recover(path: Path) -> Salvaged:
    """Set a damaged file aside and put in its place a new one with all that can be read.

    Raises NotSaved when the new file cannot be written; the damaged one is then back under its name.
    """
    damaged = backup.set_aside(path)
    draft = path.with_name(path.name + ".part")
    try:
        result = salvage(damaged, draft)
        draft.replace(path)
    except BaseException as error:
        draft.unlink(missing_ok=True)
        for suffix in ("", "-wal", "-journal"):
            moved = places.beside(damaged, suffix) if suffix else damaged
            if moved.exists():
                moved.rename(places.beside(path, suffix) if suffix else path)
        raise not_saved(error, path) or error from error
    return result


def salvage(damaged: Path, out: Path) -> Salvaged:
    """Read every row that can be read into a new file at ``out``. Raises sqlite3.Error, OSError."""
    out.unlink(missing_ok=True)
    target = sqlite3.connect(out, isolation_level=None)
    counts: dict[str, tuple[int, int]] = {}
    try:
        target.execute("PRAGMA synchronous = EXTRA")
        target.execute("BEGIN")
        schema.build(target)
        with contextlib.closing(_source(damaged)) as source:
            for table in _tables(target):
                counts[table] = _copy_table(source, target, table)
        mend(target)
        altered = checks.sum_anew(target)  # as they could be read
        target.execute("INSERT OR REPLACE INTO bookkeeping VALUES ('salvaged', ?)", (now(),))
        # what was lost still stands in the journal: that one is kept, and a new one begins
        target.execute("DELETE FROM bookkeeping WHERE key = 'journal'")
        target.execute("COMMIT")
    finally:
        target.close()
    return Salvaged(damaged, counts, altered)


def _source(damaged: Path) -> sqlite3.Connection:
    mode = "ro" if places.size(places.beside(damaged, "-wal")) else "ro&immutable=1"
    connection = sqlite3.connect(f"{damaged.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    with contextlib.suppress(sqlite3.Error):
        connection.execute("PRAGMA trusted_schema = 0")
        # one unreadable definition must not keep the other tables from being read
        connection.execute("PRAGMA writable_schema = 1")
    return connection


def _tables(connection: sqlite3.Connection) -> list[str]:
    """The ordinary tables of a new file, the referred ones first; full-text is built anew from them."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    return [
        name
        for name, sql in rows
        if not name.startswith(("_sqlite", "sqlite_")) and "_fts" not in name and "VIRTUAL" not in sql
    ]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> tuple[int, int]:
    wanted = _columns(target, table)
    try:
        columns = [column for column in _columns(source, table) if column in wanted]
    except (sqlite3.Error, UnicodeError):
        columns = []
    if not columns:
        return 0, -1
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    before = target.total_changes
    for row in _rows(source, table, names):
        # a row that lost its key, or a second reading of one
        with contextlib.suppress(sqlite3.IntegrityError):
            target.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", row)
    return target.total_changes - before, _expected(source, table)


def _expected(source: sqlite3.Connection, table: str) -> int:
    try:  # counted through the smallest index, which may be whole where the table is not
        return int(source.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except (sqlite3.Error, UnicodeError):
        return -1


def _rows(source: sqlite3.Connection, table: str, names: str) -> Iterator[Sequence[Any]]:
    """All rows that can be read: from the front, from the back, then one by one in between."""
    if (yield from _scan(source, f"SELECT {names} FROM {table}")):
        return
    rowids = "WITHOUT ROWID" not in _sql(source, table)
    yield from _scan(source, f"SELECT {names} FROM {table} ORDER BY {'rowid' if rowids else '1'} DESC")
    if not rowids:
        return
    last = 0
    for query in (f"SELECT max(rowid) FROM {table}", f"SELECT count(*) * 2 + 1000 FROM {table}"):
        with contextlib.suppress(sqlite3.Error, UnicodeError):
            last = max(last, int(source.execute(query).fetchone()[0] or 0))
    for rowid in range(1, min(last or 10_000, _PROBES) + 1):
        with contextlib.suppress(sqlite3.Error, UnicodeError):
            yield from source.execute(f"SELECT {names} FROM {table} WHERE rowid = ?", (rowid,)).fetchall()


def _scan(source: sqlite3.Connection, query: str) -> Generator[Sequence[Any], None, bool]:
    """Yields rows; returns whether it came to the end."""
    try:
        yield from source.execute(query)
    except (sqlite3.Error, UnicodeError):
        return False
    return True


def _sql(source: sqlite3.Connection, table: str) -> str:
    try:
        row = source.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    except (sqlite3.Error, UnicodeError):
        return ""
    return str(row[0]) if row else ""


def mend(target: sqlite3.Connection) -> None:
    """Nothing may point to a row that was lost: what pointed moves to the top or goes."""
    target.execute("UPDATE folder SET parent = NULL WHERE parent NOT IN (SELECT id FROM folder)")
    target.execute("UPDATE OR IGNORE bookmark SET folder = NULL WHERE folder NOT IN (SELECT id FROM folder)")
    target.execute(
        "UPDATE bookmark SET folder = NULL, deleted = ?"
        " WHERE folder IS NOT NULL AND folder NOT IN (SELECT id FROM folder)",  # NULL is in no empty list
        (now(),),
    )
    target.execute("DELETE FROM annotation_tag WHERE annotation NOT IN (SELECT id FROM annotation)")
    for table in ("block", "passage", "mention"):
        target.execute(f"DELETE FROM {table} WHERE document NOT IN (SELECT id FROM document)")
    for table in ("entry_parent", "name", "fact"):
        target.execute(f"DELETE FROM {table} WHERE entry NOT IN (SELECT id FROM entry)")
