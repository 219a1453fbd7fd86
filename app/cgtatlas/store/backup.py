"""Copies of the reader's file: automatic, verified, thinned out with age; and the way back from one."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cgtatlas.core.errors import AtlasError, Refused
from cgtatlas.store import checks, connect, places, schema
from cgtatlas.store.failures import not_saved, primary, refused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: No two automatic backups closer than this.
APART = timedelta(minutes=30)
#: All of the last two days are kept, then the newest of each of so many days, weeks and months.
DAILY, WEEKLY, MONTHLY = 12, 10, 9
#: Backups with a label (before an upgrade, of a replaced file) are kept by number.
LABELLED = 10

_COMPANIONS = ("-wal", "-journal", "-shm")
_REVISED = ("annotation", "folder", "bookmark", "mark")
_NAME = re.compile(r"(\d{8}T\d{6}Z)-([0-9a-f]{16}|none)(?:-([a-z0-9-]+))?\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: when it was made, of which state (``token``), and why ("" for the automatic ones)."""

    path: Path
    at: datetime
    token: str
    label: str
    size: int


def folder_of(path: Path) -> Path:
    """Where the copies of a reader's file are kept."""
    return path.parent / "backups"


def backups(path: Path, folder: Path | None = None) -> list[Backup]:
    """The copies of the reader's file at ``path``, newest first. Names only: none is opened.

    ``folder``: where to look instead of beside the file.
    """
    found = []
    folder = folder or folder_of(path)
    for file in folder.glob(f"{path.stem}-*.db") if folder.is_dir() else ():
        match = _NAME.fullmatch(file.name.removeprefix(f"{path.stem}-"))
        if match is not None:
            at = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append(Backup(file, at, match[2], match[3] or "", places.size(file)))
    return sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True)


def keep(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which of the automatic backups stay: all of today and yesterday, then ever fewer."""
    newest_first = sorted(times, reverse=True)
    kept = {at for at in newest_first if (now.date() - at.date()).days < 2}
    rest = [at for at in newest_first if at not in kept]
    for limit, period in (
        (DAILY, lambda at: at.date()),
        (WEEKLY, lambda at: at.isocalendar()[:2]),
        (MONTHLY, lambda at: (at.year, at.month)),
    ):
        newest: dict[object, datetime] = {}
        for at in rest:
            newest.setdefault(period(at), at)
        chosen = list(newest.values())[:limit]
        kept.update(chosen)
        # the next, coarser step begins where this one ends
        rest = [at for at in rest if chosen and at < chosen[-1]]
    return kept


def automatic(path: Path, now: datetime | None = None, folder: Path | None = None) -> Path | None:
    """Back up when something changed since the last copy and that one is old enough; thin out the old ones.

    None when nothing was due. Opens its own connection, so it may run in any thread while the store is in
    use. ``folder``: a second place, with its own set of copies. Raises Refused("corrupt") before any old copy
    is removed, NotSaved.
    """
    now = now or datetime.now(UTC)
    made = backups(path, folder)
    newest = next((backup for backup in made if not backup.label), None)
    token = _token(path)
    if token == "none" or (newest is not None and newest.token == token):
        return None
    if newest is not None and timedelta(0) <= now - newest.at < APART:
        return None
    written = make(path, now=now, folder=folder)
    _thin(path, now, folder)
    return written


def make(path: Path, label: str = "", now: datetime | None = None, folder: Path | None = None) -> Path:
    """A verified copy in the folder of backups (or ``folder``). Raises Refused, NotSaved."""
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    name = f"{path.stem}-{stamp}-{_token(path)}{'-' + label if label else ''}.db"
    out = (folder or folder_of(path)) / name
    copy_to(path, out)
    return out


def copy_to(path: Path, out: Path) -> None:
    """Copy the reader's file, also while it is in use, to ``out``; verified before it stands there.

    Raises Refused (not_a_file, corrupt, ...) and NotSaved (disk_full, read_only, io_error).
    """
    if not places.regular_file(path):
        raise Refused("no_reader_file", path=str(path))
    source = _open(path)
    try:
        copy_from(source, path, out)
    finally:
        source.close()


def copy_from(source: sqlite3.Connection, path: Path, out: Path) -> None:
    """As ``copy_to``, from an open connection to the file at ``path``."""
    places.regular_file(out)
    if out.exists() and path.exists() and out.samefile(path):
        raise Refused("same_file", path=str(out))
    draft = out.with_name(out.name + ".part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        target = sqlite3.connect(draft, isolation_level=None)
        try:
            connect.copy_pages(source, target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        finally:
            target.close()
        verify(draft)
        _to_disk(draft)
        draft.replace(out)
        _to_disk(out.parent)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise not_saved(error, out) or error from error
    finally:
        draft.unlink(missing_ok=True)


def verify(path: Path) -> int:
    """Open a copy and read all of it; its schema number. Raises Refused when it is not a good one."""
    if not places.regular_file(path):
        raise Refused("not_a_file", path=str(path))
    try:
        connection = connect.connect(path, "ro&immutable=1")
        try:
            version = checks.identify(connection, path)
            if version == 0:
                raise Refused("not_ours", path=str(path))
            checks.examine(connection, path, full=True, size=0)
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        foreign = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB
        raise (Refused("not_ours", path=str(path)) if foreign else refused(error, path) or error) from error
    return version


def newest_good(path: Path) -> Backup | None:
    """The newest copy that opens and passes every check; None when there is none."""
    for backup in backups(path):
        try:
            verify(backup.path)
        except AtlasError:
            continue
        return backup
    return None


def upgrade_backup(path: Path) -> Path:
    """The copy made before an older schema is migrated."""
    return make(path, label=f"before-v{schema.VERSION}")


def restore_from(source: Path, path: Path) -> Path | None:
    """Go back to the copy at ``source``; where the replaced file is kept (None when there was none).

    The copy is verified and brought to the newest schema first. A file in use is replaced through SQLite,
    so that other windows see the restored content. Raises Refused (not_a_file, not_ours, too_new, corrupt,
    locked), NotSaved; then nothing has changed.
    """
    import shutil

    verify(source)
    if places.regular_file(path) and source.samefile(path):
        raise Refused("same_file", path=str(source))
    draft = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        shutil.copyfile(source, draft)
        with contextlib.closing(connect.connect(draft, "rw")) as copy:
            if checks.version_of(copy) < schema.VERSION:
                schema.migrate(copy)
            return _put_in_place(copy, draft, path)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise not_saved(error, path) or error from error
    finally:
        draft.unlink(missing_ok=True)


def set_aside(path: Path, why: str = "damaged") -> Path:
    """Give a file another name beside the old one, its log with it; the new name."""
    target = connect.free_name(path, why)
    for suffix in _COMPANIONS:
        companion = places.beside(path, suffix)
        if suffix == "-shm":
            companion.unlink(missing_ok=True)  # an index of the log, made anew when needed
        elif companion.exists():
            companion.rename(places.beside(target, suffix))
    path.rename(target)
    return target


def _open(path: Path) -> sqlite3.Connection:
    try:
        connection = connect.connect(path, "ro")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if primary(error) == sqlite3.SQLITE_CANTOPEN and not places.size(places.beside(path, "-wal")):
            return connect.connect(path, "ro&immutable=1")  # a read-only folder: nobody writes
        raise refused(error, path) or error from error
    return connection


def _token(path: Path) -> str:
    """The mark that the last counting write left; "none" before the first one."""
    connection = _open(path)
    try:
        row = connection.execute("SELECT value FROM bookkeeping WHERE key = 'version'").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise refused(error, path) or error from error
    finally:
        connection.close()
    return str(row[0]) if row is not None and re.fullmatch("[0-9a-f]{16}", str(row[0])) else "none"


def _thin(path: Path, now: datetime, folder: Path | None) -> None:
    made = backups(path, folder)
    plain = [backup for backup in made if not backup.label]
    stay = keep((backup.at for backup in plain), now)
    labelled = [backup for backup in made if backup.label]
    for old in [backup for backup in plain if backup.at not in stay] + labelled[LABELLED:]:
        old.path.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # folders cannot be opened there
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put_in_place(copy: sqlite3.Connection, draft: Path, path: Path) -> Path | None:
    if not path.exists():
        _renew(copy, 0)
        draft.chmod(0o600)
        draft.rename(path)
        return None
    try:
        opened = connect.open_file(path, upgrade=upgrade_backup)
    except Refused as error:
        if error.code in ("locked", "not_a_file", "no_access"):
            raise
        kept = set_aside(path, "replaced")  # damaged, or not ours
        _renew(copy, 0)
        draft.chmod(0o600)
        draft.rename(path)
        return kept
    with contextlib.closing(opened.connection) as live:
        if opened.read_only:
            raise Refused(opened.reason, path=str(path))
        kept = connect.free_name(path, "replaced")
        copy_from(live, path, kept)
        _renew(copy, _highest(live))
        connect.copy_pages(copy, live)
    return kept


def _highest(connection: sqlite3.Connection) -> int:
    union = " UNION ALL ".join(f"SELECT max(revision) AS r FROM {table}" for table in _REVISED)
    return int(connection.execute(f"SELECT ifnull(max(r), 0) FROM ({union})").fetchone()[0])


def _renew(copy: sqlite3.Connection, highest: int) -> None:
    """Mark the content as new: a window that still shows the replaced one must not edit by its revisions."""
    copy.execute("BEGIN IMMEDIATE")
    for table in _REVISED:
        copy.execute(f"UPDATE {table} SET revision = revision + ?", (highest,))
    copy.execute("INSERT OR REPLACE INTO bookkeeping VALUES ('version', ?)", (os.urandom(8).hex(),))
    copy.execute("DELETE FROM bookkeeping WHERE key = 'journal'")  # that one tells of another content
    copy.execute("COMMIT")
