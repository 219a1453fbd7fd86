"""Is a reader's file ours, of a known schema, whole, and free of anything that could run?"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from cgtatlas.core.errors import Refused
from cgtatlas.store.failures import code_of
from cgtatlas.store.schema import APPLICATION_ID, PRECIOUS, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# quick_check misses most damage; up to this size everything is read at every opening (some 30 ms)
_SMALL = 2 * 1024 * 1024
# quick_check reads the whole file; above this size only the reader's own tables are read at a clean start
_LARGE = 64 * 1024 * 1024

TAGS = (
    "(SELECT json_group_array(tag) FROM"
    " (SELECT tag FROM annotation_tag WHERE annotation = annotation.id ORDER BY ord))"
)


def checksum(fields: Iterable[object]) -> str:
    """A short fingerprint of what the reader made in one annotation."""
    import hashlib  # maps 3 MB of OpenSSL, which a start without notes can do without

    joined = "\x1f".join(str(value) for value in fields)
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def annotation_checksum(fields: Iterable[object], tags: Iterable[str], **later: str) -> str:
    """The checksum of one annotation.

    ``fields`` are its id, anchor, colour, body and time of making; ``later`` are the columns that came with a
    later schema. Only those that are not empty count: so what was saved before they existed still fits.
    """
    # a tag cannot hold \x1e, nor begin with a blank
    named = [f"\x1e{name}\x1e{value}" for name, value in sorted(later.items()) if value]
    return checksum((*fields, *tags, *named))


def version_of(connection: sqlite3.Connection) -> int:
    """The schema number of an open file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def identify(connection: sqlite3.Connection, path: Path) -> int:
    """The schema number of a file of ours; 0 for one without any content.

    Raises Refused: not_ours, too_new.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = version_of(connection)
    names = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
    if not names and application in (0, APPLICATION_ID):
        return 0  # cut off while being made
    if application != APPLICATION_ID or version < 1:
        raise Refused("not_ours", path=str(path))
    if version > VERSION:
        raise Refused("too_new", path=str(path), version=version, known=VERSION)
    # none of our schemas has any: a planted one would run with the reader's rights
    if any(kind in ("trigger", "view") for kind, _ in names):
        raise Refused("not_ours", path=str(path))
    return version


def examine(connection: sqlite3.Connection, path: Path, *, full: bool, size: int) -> None:
    """Look for damage; ``full`` after an unclean end and for backups. Raises Refused("corrupt").

    ``size`` is the file's in bytes: a small one is always read in full.
    """
    full = full or size <= _SMALL
    try:
        problems = _structure(connection, full, size)
        if version_of(connection) == VERSION and not problems:
            for table, columns in PRECIOUS.items():
                connection.execute(f"SELECT {columns} FROM {table} LIMIT 0")
            if full:
                problems = [f"annotation {id} was altered" for id, _ in altered(connection)]
    except (sqlite3.Error, ValueError) as error:
        if code_of(error) == "locked":
            raise
        problems = [str(error)]
    if problems:
        raise Refused("corrupt", path=str(path), problems=problems)


def _structure(connection: sqlite3.Connection, full: bool, size: int) -> list[str]:
    if full or size <= _LARGE:
        found = connection.execute("PRAGMA integrity_check(20)" if full else "PRAGMA quick_check(1)")
        lines = [str(row[0]) for row in found]
    else:
        lines = [
            str(row[0]) for table in PRECIOUS for row in connection.execute(f"PRAGMA quick_check({table})")
        ]
    # a full-text index can be rebuilt from the texts: never a reason to speak of damage
    return [line for line in lines if line != "ok" and "FTS5 table" not in line]


def altered(connection: sqlite3.Connection, id: str = "") -> list[tuple[str, str]]:
    """Annotations whose content is not what was saved, each with the checksum that would fit.

    Of one annotation only when its ``id`` is given.
    """
    rows = connection.execute(
        "SELECT id, document, sha256, start, end, exact, prefix, suffix, colour, body, created,"
        f" {TAGS}, target, previous, checksum FROM annotation{' WHERE id = ?' if id else ''}",
        (id,) if id else (),
    )
    found = []
    for *fields, tags, target, previous, kept in rows:
        fits = annotation_checksum(fields, json.loads(tags), target=target, previous=previous)
        if fits != kept:
            found.append((fields[0], fits))
    return found


def sum_anew(connection: sqlite3.Connection, id: str = "") -> tuple[str, ...]:
    """Make the checksum of an annotation (of all without an ``id``) fit; the ids of those that did not."""
    found = altered(connection, id)
    for changed, fits in found:
        connection.execute("UPDATE annotation SET checksum = ? WHERE id = ?", (fits, changed))
    return tuple(changed for changed, _ in found)
