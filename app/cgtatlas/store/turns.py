"""Taking turns with other programs that write into the same reader's file."""

from __future__ import annotations

import sqlite3
import time

from cgtatlas.store.failures import primary

# seconds between two looks whether the other program has done: the longer the wait, the shorter
_PATIENT, _IMPATIENT, _LONG = 0.004, 0.0005, 0.1


def begin(connection: sqlite3.Connection, timeout: float) -> None:
    """Begin to write as soon as no other program does, those first that have waited longest.

    SQLite itself would look again after up to 100 ms, whoever has waited how long: with many programs the
    file lies idle meanwhile, and one of them may wait for seconds. Raises sqlite3.OperationalError when
    another program still writes after ``timeout`` seconds.
    """
    began = time.monotonic()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                waited = time.monotonic() - began
                if primary(error) != sqlite3.SQLITE_BUSY or waited >= timeout:
                    raise
            time.sleep(max(_PATIENT * (1 - waited / _LONG), _IMPATIENT))
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(timeout * 1000)}")
