"""What SQLite's errors mean for the reader: one code of ours for each."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from cgtatlas.core.errors import AtlasError, NotSaved, Refused

if TYPE_CHECKING:
    from pathlib import Path

_CODES = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_PROTOCOL: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_IOERR: "io_error",
    sqlite3.SQLITE_CANTOPEN: "io_error",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "corrupt",
}


def primary(error: BaseException) -> int:
    """SQLite's primary result code of an error; 0 when it has none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def code_of(error: BaseException) -> str | None:
    """Our code for a failure of the disk or the file; None for an error that is a bug.

    A message about damaged text can itself be undecodable: UnicodeDecodeError counts as damage.
    """
    if isinstance(error, UnicodeDecodeError):
        return "corrupt"
    if isinstance(error, sqlite3.Error):
        found = _CODES.get(primary(error))
        # the sqlite3 module gives no code with some messages of damage
        return found or ("corrupt" if "malformed" in str(error) or "decode" in str(error) else None)
    if isinstance(error, OSError):
        return _of_os(error)
    return None


def _of_os(error: OSError) -> str:
    import errno

    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "read_only"
    full = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    return "disk_full" if error.errno in full else "io_error"


def refused(error: BaseException, path: Path) -> AtlasError | None:
    """The typed error for a file that cannot be opened or read; None when the error is a bug."""
    code = code_of(error)
    return None if code is None else Refused(code, path=str(path), problems=[str(error)])


def not_saved(error: BaseException, path: Path) -> AtlasError | None:
    """The typed error for a change that did not reach the disk; None when the error is a bug."""
    code = code_of(error)
    if code == "corrupt":
        return Refused(code, path=str(path), problems=[str(error)])
    return None if code is None else NotSaved(code, path=str(path))
