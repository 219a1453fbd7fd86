"""Undo and redo: every change of the reader's work leaves its rows, before and after, in the table ``step``.

The rows are noticed by triggers in the connection's own temporary schema, so whatever a store function
writes can be undone without its doing anything for it, and the file itself stays free of triggers.
"""

from __future__ import annotations

import json
import sqlite3
import time
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from cgtatlas.core.changes import Changes
from cgtatlas.core.errors import Conflict, NotFound
from cgtatlas.store import checks, schema

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The tables that hold the reader's work, with their keys; what is referred to comes first.
TABLES: dict[str, tuple[str, ...]] = {
    "folder": ("id",),
    "annotation": ("id",),
    "annotation_tag": ("annotation", "ord"),
    "bookmark": ("id",),
    "mark": ("target",),
}
#: The columns of those tables in the schema that this program writes.
COLUMNS = {table: tuple(schema.PRECIOUS[table].split(", ")) for table in TABLES}
#: Steps that are kept, and the least number of them when they are large (characters in all).
KEPT, KEPT_LARGE, LARGE = 200, 30, 32 * 1024 * 1024
#: Seconds within which further typing in the same note belongs to the step before.
JOINED = 30.0

# counted on, or made from the rest of the row: never a reason to refuse
_BOOKKEEPING = frozenset(("revision", "modified", "checksum"))
_TYPED = frozenset(("body", *_BOOKKEEPING))
_PLACES = frozenset(("folder", "parent", "ord"))

Row: TypeAlias = "dict[str, Any]"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a step; ``before`` is None when it was added, ``after`` when it was removed."""

    table: str
    key: tuple[Any, ...]
    before: Row | None
    after: Row | None

    @property
    def columns(self) -> frozenset[str]:
        """What is different; all columns of a row that came or went."""
        before, after = self.before or {}, self.after or {}
        return frozenset(name for name in before | after if before.get(name) != after.get(name))

    def as_json(self) -> dict[str, Any]:
        """The form in which it is kept."""
        return {"table": self.table, "key": self.key, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Step:
    """What undo or redo would do, or did: a label such as ``delete_annotation``, and how many things."""

    label: str
    count: int

    @classmethod
    def read(cls, stored: str) -> Step:
        """From the form in which it is kept: ``delete_annotation 3``."""
        label, _, count = stored.partition(" ")
        return cls(label, int(count) if count.isdecimal() else 1)


def watch(connection: sqlite3.Connection) -> None:
    """Notice from now on which rows of the reader's work this connection changes."""
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA recursive_triggers = 1")  # else rows that REPLACE removes would go unnoticed
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (kind TEXT, key TEXT, before TEXT)")
    for table, keys in TABLES.items():
        old = f"'{table}', {_array('OLD', keys)}, {_object('OLD', COLUMNS[table])}"
        there = f"(SELECT {_object(table, COLUMNS[table])} FROM main.{table} WHERE " + (
            " AND ".join(f"{table}.{key} IS NEW.{key}" for key in keys) + ")"
        )
        new = f"'{table}', {_array('NEW', keys)}, {there}"
        moved = f"INSERT INTO touched SELECT {new} WHERE {_array('NEW', keys)} <> {_array('OLD', keys)};"
        for event, body in (
            ("INSERT", f"INSERT INTO touched SELECT {new};"),
            ("UPDATE", f"INSERT INTO touched SELECT {old}; {moved}"),
            ("DELETE", f"INSERT INTO touched SELECT {old};"),
        ):
            name = f"touched_{table}_{event.lower()}"
            connection.execute(
                f"CREATE TEMP TRIGGER IF NOT EXISTS {name} BEFORE {event} ON main.{table} BEGIN {body} END"
            )


def _array(row: str, columns: Iterable[str]) -> str:
    return f"json_array({', '.join(f'{row}.{column}' for column in columns)})"


def _object(row: str, columns: Iterable[str]) -> str:
    pairs = ", ".join(f"'{column}', {row}.\"{column}\"" for column in columns)
    return f"json_object({pairs})"


def begin(connection: sqlite3.Connection) -> None:
    """Forget what was noticed: a new transaction begins."""
    connection.execute("DELETE FROM temp.touched")


def changed(connection: sqlite3.Connection) -> list[Change]:
    """The rows that the open transaction has changed so far, in the order of the first change of each."""
    first: dict[tuple[str, str], str | None] = {}
    for kind, key, before in connection.execute("SELECT kind, key, before FROM temp.touched ORDER BY rowid"):
        first.setdefault((kind, key), before)
    found = []
    for (table, raw), before in first.items():
        key = tuple(json.loads(raw))
        after = _row(connection, table, key)
        change = Change(table, key, json.loads(before) if before else None, after)
        if change.before != change.after:
            found.append(change)
    return found


def _where(table: str) -> str:
    return " AND ".join(f"{key} IS ?" for key in TABLES[table])


def _row(connection: sqlite3.Connection, table: str, key: tuple[Any, ...]) -> Row | None:
    select = f"SELECT {_object(table, COLUMNS[table])} FROM {table} WHERE {_where(table)}"
    found = connection.execute(select, key).fetchone()
    row: Row | None = None if found is None else json.loads(found[0])
    return row


def record(connection: sqlite3.Connection, changes: list[Change], at: str, label: str = "") -> None:
    """Keep a step, inside the transaction that made it; what had been undone can then not be redone.

    A change that the reader cannot see (a revision counted on) makes no step.
    """
    if all(change.columns <= _BOOKKEEPING for change in changes):
        return
    connection.execute("DELETE FROM step WHERE undone <> 0")
    last = connection.execute("SELECT at, rows, checksum, id FROM step ORDER BY id DESC LIMIT 1").fetchone()
    joined = None if last is None else _joined(last[0], last[1], last[2], changes, at)
    rows = _dump(joined or changes)
    if joined is not None:
        connection.execute(
            "UPDATE step SET at = ?, rows = ?, checksum = ? WHERE id = ?",
            (at, rows, checks.checksum([rows]), last[3]),
        )
        return
    connection.execute(
        "INSERT INTO step (at, label, rows, undone, checksum) VALUES (?, ?, ?, 0, ?)",
        (at, f"{label or label_of(changes)} {_count(changes)}", rows, checks.checksum([rows])),
    )
    connection.execute("DELETE FROM step WHERE id <= (SELECT max(id) FROM step) - ?", (KEPT,))
    if connection.execute("SELECT sum(length(rows)) FROM step").fetchone()[0] > LARGE:
        connection.execute("DELETE FROM step WHERE id <= (SELECT max(id) FROM step) - ?", (KEPT_LARGE,))


def _dump(changes: list[Change]) -> str:
    return json.dumps([change.as_json() for change in changes], ensure_ascii=False, separators=(",", ":"))


def _load(rows: str, checksum: str) -> list[Change]:
    """Raises ValueError when the step itself is damaged, or names what no table of the reader's work has."""
    if checks.checksum([rows]) != checksum:
        raise ValueError(checksum)
    try:
        found = [
            Change(row["table"], tuple(row["key"]), row["before"], row["after"]) for row in json.loads(rows)
        ]
        known = all({*(one.before or ()), *(one.after or ())} <= {*COLUMNS[one.table]} for one in found)
    except (KeyError, TypeError) as error:
        raise ValueError(checksum) from error
    if not known:  # names become part of statements
        raise ValueError(checksum)
    return found


def _joined(at: str, rows: str, checksum: str, changes: list[Change], now: str) -> list[Change] | None:
    """One step out of two, when both are typing in the same note within a short time."""
    if len(changes) != 1 or not _typing(changes[0]) or len(rows) > LARGE:
        return None
    try:
        seconds = (datetime.fromisoformat(now) - datetime.fromisoformat(at)).total_seconds()
        before = _load(rows, checksum)
    except ValueError:
        return None
    new = changes[0]
    if len(before) != 1 or not 0 <= seconds <= JOINED or not _typing(before[0]) or before[0].key != new.key:
        return None
    return [Change(new.table, new.key, before[0].before, new.after)]


def _typing(change: Change) -> bool:
    both = change.before is not None and change.after is not None
    return both and change.table == "annotation" and change.columns <= _TYPED


def label_of(changes: list[Change]) -> str:
    """What was done, from the rows alone: ``add_annotation``, ``delete_folder``, ``rename_bookmark``, ..."""
    for table in ("folder", "annotation", "bookmark", "mark"):
        verbs = {_verb(change) for change in changes if change.table == table}
        if "place" in verbs and len(verbs) > 1:
            verbs.discard("place")  # neighbours that were numbered anew
        if verbs:
            verb = verbs.pop() if len(verbs) == 1 else "edit"
            return f"{'move' if verb == 'place' else verb}_{table}"
    return "tag_annotation"


def _verb(change: Change) -> str:
    if change.before is None or change.after is None:
        return "add" if change.before is None else "remove"
    if change.before.get("deleted", "") != change.after.get("deleted", ""):
        return "delete" if change.after["deleted"] else "restore"
    columns = change.columns - _BOOKKEEPING
    if columns and columns <= _PLACES:
        return "place" if columns == {"ord"} else "move"
    if columns & {"document", "start", "end", "exact", "sha256"}:
        return "move"
    special = {frozenset(("colour",)): "colour", frozenset(("title",)): "rename", frozenset[str](): "tag"}
    return special.get(columns, "edit")


def peek(connection: sqlite3.Connection, *, redo: bool = False) -> Step | None:
    """What undo (or redo) would do now; None when there is nothing."""
    row = _next(connection, redo)
    return None if row is None else Step.read(row[1])


def _next(connection: sqlite3.Connection, redo: bool) -> tuple[int, str, str, str] | None:
    """Its id, label, rows and checksum."""
    order = "undone <> 0 ORDER BY id LIMIT 1" if redo else "undone = 0 ORDER BY id DESC LIMIT 1"
    row: tuple[int, str, str, str] | None = connection.execute(
        f"SELECT id, label, rows, checksum FROM step WHERE {order}"
    ).fetchone()
    return row


def _count(changes: list[Change]) -> int:
    """How many things: the rows of the first table concerned, without neighbours that only moved up."""
    main = next((table for table in TABLES if any(change.table == table for change in changes)), "")
    verbs = [_verb(change) for change in changes if change.table == main]
    return max(1, len([verb for verb in verbs if verb != "place"]))


def take(connection: sqlite3.Connection, *, redo: bool = False) -> tuple[Step, Changes]:
    """Undo the last step that is done, or redo the first that is undone, inside a transaction.

    Raises NotFound("nothing_to_undo", "nothing_to_redo"); Conflict("undo_conflict") when something in it was
    changed since by other means: then ``drop`` takes the step out of the way.
    """
    row = _next(connection, redo)
    if row is None:
        raise NotFound("nothing_to_redo" if redo else "nothing_to_undo")
    try:
        changes = _load(row[2], row[3])
        if not redo:
            changes = [Change(change.table, change.key, change.after, change.before) for change in changes]
        _apply(connection, changes)
    except (ValueError, sqlite3.IntegrityError) as error:
        raise Conflict("undo_conflict") from error
    connection.execute("UPDATE step SET undone = ? WHERE id = ?", (int(not redo), row[0]))
    return Step.read(row[1]), changes_of(changes)


def drop(connection: sqlite3.Connection, *, redo: bool = False) -> None:
    """Give up the step that ``take`` would take."""
    row = _next(connection, redo)
    if row is not None:
        connection.execute("DELETE FROM step WHERE id = ?", (row[0],))


def scrub(connection: sqlite3.Connection, gone: set[tuple[str, str]]) -> None:
    """Forget the steps in which one of the things (table, id) occurs: they were deleted for good."""
    for id, rows, checksum in connection.execute("SELECT id, rows, checksum FROM step").fetchall():
        try:
            touched = {(change.table, str(change.key[0])) for change in _load(rows, checksum)}
        except ValueError:
            touched = gone
        if touched & gone:
            connection.execute("DELETE FROM step WHERE id = ?", (id,))


def changes_of(changes: list[Change]) -> Changes:
    """Which views have to read anew."""
    tables = {change.table for change in changes}
    documents = {
        str(row["document"])
        for change in changes
        for row in (change.before, change.after)
        if change.table == "annotation" and row is not None
    }
    notes = bool(tables & {"annotation", "annotation_tag"})
    only_notes = frozenset(documents) if "annotation" in tables else frozenset[str]()
    return Changes(
        annotations=notes,
        bookmarks=bool(tables & {"folder", "bookmark"}),
        marks="mark" in tables,
        documents=only_notes,
    )


def _apply(connection: sqlite3.Connection, changes: list[Change]) -> None:
    """Bring every row from ``before`` to ``after``; raises Conflict when one is not as expected."""
    connection.execute("PRAGMA defer_foreign_keys = 1")
    for change in changes:
        _expect(change, _row(connection, change.table, change.key))
    order = list(TABLES)
    # what goes makes room first: a folder keeps a target once
    for change in sorted(changes, key=lambda change: (_comes(change), order.index(change.table))):
        _put(connection, change)
    touched = {str(change.key[0]) for change in changes if change.table.startswith("annotation")}
    gone = {str(change.key[0]) for change in changes if change.table == "annotation" and change.after is None}
    for id in touched - gone:
        checks.sum_anew(connection, id)
    for table in TABLES:  # now, not at the commit, where it would be an error of unknown meaning
        if connection.execute(f"PRAGMA foreign_key_check({table})").fetchone() is not None:
            raise Conflict("undo_conflict")


def _comes(change: Change) -> int:
    if change.after is None:
        return 0
    return 1 if change.after.get("deleted") else 2


def _expect(change: Change, there: Row | None) -> None:
    if (there is None) != (change.before is None):
        raise Conflict("undo_conflict")
    if there is None or change.before is None:
        return
    checked = (change.columns if change.after is not None else frozenset(there)) - _BOOKKEEPING
    if any(there.get(column) != change.before.get(column) for column in checked):
        raise Conflict("undo_conflict")


def _put(connection: sqlite3.Connection, change: Change) -> None:
    if change.after is None:
        connection.execute(f"DELETE FROM {change.table} WHERE {_where(change.table)}", change.key)
        return
    row = dict(change.after)
    if change.before is None:
        if "revision" in row:  # higher than any that another window may still hold
            row["revision"] = time.time_ns() // 1_000_000
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {change.table} ({names}) VALUES ({marks})", tuple(row.values()))
        return
    columns = [name for name in row if name in change.columns and name != "revision"]
    sets = [f'"{name}" = ?' for name in columns] + (["revision = revision + 1"] if "revision" in row else [])
    connection.execute(
        f"UPDATE {change.table} SET {', '.join(sets)} WHERE {_where(change.table)}",
        (*(row[name] for name in columns), *change.key),
    )
