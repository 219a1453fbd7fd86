"""All libraries that are searched together, opened for one thread: bundled, the reader's own, others."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.core.errors import AtlasError
from cgtatlas.library.opened import open_other
from cgtatlas.library.reader import Library
from cgtatlas.store import connect, schema
from cgtatlas.store.failures import refused

if TYPE_CHECKING:
    from collections.abc import Iterable
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


def open_shelves(bundled: Path | Library, reader: Path | None = None, others: Iterable[Path] = ()) -> Shelves:
    """Open the bundled library, the reader's own documents in ``reader`` and other people's libraries.

    What cannot be opened is left out and named in ``refused``; only the bundled one is needed: raises
    :class:`Refused` when it cannot be read. A bundled library that is given open is used as it is.
    """
    shelves = Shelves([bundled if isinstance(bundled, Library) else Library(bundled)])
    if reader is not None and reader.exists():
        try:
            own = open_own(reader)
        except AtlasError as error:
            shelves.refused.append((reader, error))
        else:
            shelves.libraries += [own] if own is not None else []
    for path in others:
        taken = {library.name for library in shelves.libraries}
        if any(library.path.resolve() == path.resolve() for library in shelves.libraries):
            continue  # the same file twice would give every hit twice
        try:
            shelves.libraries.append(open_other(path, _name(path, taken)))
        except AtlasError as error:
            shelves.refused.append((path, error))
    return shelves


def open_own(reader: Path) -> Library | None:
    """The reader's own documents and entries; None when the file has no tables for them yet.

    Raises :class:`AtlasError` when the file cannot be read.
    """
    connection = None
    try:
        connection = connect.connect(reader, "ro")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    except (sqlite3.Error, OSError) as error:
        if connection is not None:
            connection.close()
        raise refused(error, reader) or error from error
    if not ours or not _WITH_CONTENT <= version <= schema.VERSION:
        connection.close()
        return None
    return Library(reader, connection=connection, name="mine")


def _name(path: Path, taken: set[str]) -> str:
    name, number = path.name, 2
    while name in taken:
        name, number = f"{path.name} ({number})", number + 1
    return name
