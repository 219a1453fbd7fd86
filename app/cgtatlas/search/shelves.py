"""All libraries that are searched together, opened for one thread: bundled, the reader's own, others."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.core.errors import AtlasError, Refused
from cgtatlas.library import index
from cgtatlas.library.doubles import tell_apart
from cgtatlas.library.opened import open_other
from cgtatlas.library.reader import Library
from cgtatlas.store import connect, schema
from cgtatlas.store.failures import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

#: The first schema of the reader's file that has the tables of a library.
_WITH_CONTENT = 2


@dataclass(slots=True)
class Shelves:
    """Open libraries in their order, and why others could not be opened. They belong to one thread."""

    libraries: list[Library] = field(default_factory=list)
    refused: list[tuple[Path, AtlasError]] = field(default_factory=list)

    def close(self) -> None:
        """Close every file."""
        for library in self.libraries:
            library.close()


def open_shelves(
    bundled: Path | Library,
    reader: Path | None = None,
    others: Iterable[Path] = (),
    repair: Callable[[Callable[[sqlite3.Connection], None]], None] | None = None,
) -> Shelves:
    """Open the bundled library, the reader's own documents in ``reader`` and other people's libraries.

    What cannot be opened is left out and named in ``refused``; only the bundled one is needed: raises
    :class:`Refused` when it cannot be read. A bundled library that is given open is used as it is.
    ``repair`` writes to the reader's file: then a damaged full-text index of it is made anew.
    """
    shelves = Shelves([bundled if isinstance(bundled, Library) else Library(bundled)])
    if reader is not None and reader.exists():
        try:
            own = _open_own(reader, repair)
        except AtlasError as error:
            shelves.refused.append((reader, error))
        else:
            shelves.libraries += [own] if own is not None else []
    for path in others:
        taken = {library.name for library in shelves.libraries}
        if any(library.path.resolve() == path.resolve() for library in shelves.libraries):
            continue  # the same file twice would give every hit twice
        try:
            other = open_other(path, _name(path, taken))
            tell_apart(other, shelves.libraries)
            shelves.libraries.append(other)
        except AtlasError as error:
            shelves.refused.append((path, error))
    return shelves


def open_own(reader: Path) -> Library | None:
    """The reader's own documents and entries; None when the file has no tables for them yet.

    Raises :class:`AtlasError` when the file or its full-text index cannot be read: what is found elsewhere
    must not depend on it.
    """
    connection = None
    try:
        connection = connect.connect(reader, "ro")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        if ours and _WITH_CONTENT <= version <= schema.VERSION:
            _try_out(connection, reader)
    except Refused:
        if connection is not None:
            connection.close()
        raise
    except (sqlite3.Error, OSError) as error:
        if connection is not None:
            connection.close()
        raise refused(error, reader) or error from error
    if not ours or not _WITH_CONTENT <= version <= schema.VERSION:
        connection.close()
        return None
    return Library(reader, connection=connection, name="mine")


def _open_own(
    reader: Path, repair: Callable[[Callable[[sqlite3.Connection], None]], None] | None
) -> Library | None:
    try:
        return open_own(reader)
    except Refused as error:
        if error.code != "index_damaged" or repair is None:
            raise
    repair(index.renew)
    return open_own(reader)


def _try_out(connection: sqlite3.Connection, reader: Path) -> None:
    try:
        index.try_out(connection)
    except sqlite3.DatabaseError as error:
        raise Refused("index_damaged", path=str(reader)) from error


def _name(path: Path, taken: set[str]) -> str:
    name, number = path.name, 2
    while name in taken:
        name, number = f"{path.name} ({number})", number + 1
    return name
