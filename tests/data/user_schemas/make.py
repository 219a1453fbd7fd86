"""Make the file of one schema, to be kept for ever: ``python make.py 2`` writes 0002.db beside this."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from cgtatlas.store import schema
from cgtatlas.store.checks import checksum

THEN, LATER = "2025-01-31T12:00:00.000Z", "2025-02-01T12:00:00.000Z"
NOTE = ("a-1", "doc", "f" * 64, 3, 7, "细胞治疗", "前文", "后文", "green", "一条**批注**", THEN)

ROWS: tuple[tuple[str, tuple[object, ...]], ...] = (
    (
        "INSERT INTO annotation (id, document, sha256, start, end, exact, prefix, suffix, colour, body,"
        " created, modified, revision, deleted, checksum) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (*NOTE, LATER, 3, "", checksum((*NOTE, "产业", "CAR-T"))),
    ),
    ("INSERT INTO annotation_tag VALUES (?,?,?)", ("a-1", 0, "产业")),
    ("INSERT INTO annotation_tag VALUES (?,?,?)", ("a-1", 1, "CAR-T")),
    (
        "INSERT INTO folder VALUES (?,?,?,?,?,?,?)",
        ("f-1", None, "项目", 0, THEN, 1, ""),
    ),
    (
        "INSERT INTO folder VALUES (?,?,?,?,?,?,?)",
        ("f-2", "f-1", "竞品", 0, THEN, 2, ""),
    ),
    (
        "INSERT INTO bookmark VALUES (?,?,?,?,?,?,?,?,?)",
        ("b-1", "f-2", "cgt:entry/kymriah", "Kymriah", "", 0, THEN, 1, ""),
    ),
    ("INSERT INTO visit VALUES (?,?,?,?)", (1, "cgt:entry/kymriah", "Kymriah", THEN)),
    ("INSERT INTO setting VALUES (?,?)", ("language", '"en"')),
    ("INSERT INTO bookkeeping VALUES (?,?)", ("version", "0123456789abcdef")),
)


def main(number: int) -> None:
    """Write the file; everything in it is the same at every run but the time of making."""
    path = Path(__file__).with_name(f"{number:04}.db")
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    schema.build(connection, number)
    for statement, values in ROWS:
        connection.execute(statement, values)
    connection.execute("UPDATE _sqlite_migrations SET applied_at = '2025-01-31 12:00:00+00:00'")
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
