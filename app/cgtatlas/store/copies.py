"""Everything the reader's file can be brought back from: backups, replaced files, the plain-text journal."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cgtatlas.core.errors import Refused
from cgtatlas.store import backup, connect, journal, places
from cgtatlas.store.failures import refused
from cgtatlas.store.rebuild import restore_from_journal

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_ASIDE = re.compile(r"\.(replaced|damaged)-(\d{8}T\d{6}Z)")
_COUNTED = {"notes": "annotation", "bookmarks": "bookmark", "folders": "folder", "marks": "mark"}


@dataclass(frozen=True, slots=True)
class Copy:
    """One of them. ``kind``: automatic, labelled (see ``label``), replaced, damaged, journal."""

    path: Path
    kind: str
    made: datetime
    size: int  # bytes
    label: str = ""

    def as_json(self) -> dict[str, Any]:
        """What the command line lists."""
        made = self.made.isoformat(timespec="seconds").replace("+00:00", "Z")
        row = {"path": str(self.path), "kind": self.kind, "made": made, "bytes": self.size}
        return row | ({"label": self.label} if self.label else {})


@dataclass(frozen=True, slots=True)
class Preview:
    """What is in a copy, without the trash; ``unread``: damaged lines of a journal."""

    notes: int = 0
    bookmarks: int = 0
    folders: int = 0
    marks: int = 0
    unread: int = 0


def copies(path: Path, second: Path | None = None) -> list[Copy]:
    """All of them, newest first; ``second`` is the folder of the second backups. None is opened."""
    folders = [backup.folder_of(path), *([second] if second is not None else [])]
    found = [
        Copy(made.path, "labelled" if made.label else "automatic", made.at, made.size, made.label)
        for folder in folders
        for made in backup.backups(path, folder)
    ]
    for file in journal.files(path):
        found.append(Copy(file, "journal", _changed(file), places.size(file)))
    for file in path.parent.glob(f"{path.stem}.*{path.suffix}"):
        match = _ASIDE.search(file.name)
        if match is not None:
            at = datetime.strptime(match[2], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append(Copy(file, match[1], at, places.size(file)))
    return sorted(found, key=lambda copy: (copy.made, copy.path.name), reverse=True)


def _changed(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def look(source: Path) -> Preview:
    """Open a copy, check all of it and count. Raises Refused when it is not a good one."""
    if is_journal(source):
        if not places.regular_file(source):
            raise Refused("no_journal", path=str(source))
        try:
            content = journal.read(source)
        except OSError as error:
            raise refused(error, source) or error from error
        counts = {name: content.count(table) for name, table in _COUNTED.items()}
        return Preview(**counts, unread=content.unread)
    version = backup.verify(source)
    with contextlib.closing(connect.connect(source, "ro&immutable=1")) as connection:
        return Preview(**{name: _count(connection, table, version) for name, table in _COUNTED.items()})


def _count(connection: sqlite3.Connection, table: str, version: int) -> int:
    if table == "mark":
        if version < 3:  # the schema that brought them
            return 0
        return int(connection.execute("SELECT count(*) FROM mark").fetchone()[0])
    return int(connection.execute(f"SELECT count(*) FROM {table} WHERE deleted = ''").fetchone()[0])


def is_journal(source: Path) -> bool:
    """Is it a journal, by its name?"""
    return source.suffix == ".jsonl"


def bring_back(source: Path, path: Path) -> Path | None:
    """Put the content of a copy in the place of the reader's file; where the replaced file is kept.

    Raises Refused, NotSaved; then nothing has changed.
    """
    if is_journal(source):
        return restore_from_journal(source, path)[1]
    return backup.restore_from(source, path)
