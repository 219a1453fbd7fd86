"""One library as the searcher sees it: documents, off-topic passages, entries; read again when changed."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.core.cancel import Cancelled
from cgtatlas.core.errors import Refused
from cgtatlas.core.refine import Searched
from cgtatlas.search.entries import EntryBook
from cgtatlas.search.postings import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from cgtatlas.core.model import Document
    from cgtatlas.library.reader import Library

_INSTRUCTIONS = 500  # SQLite's, between two looks at whether the answer is still wanted


@dataclass(slots=True)
class Shelf:
    """What is kept of a library between two searches."""

    library: Library
    book: EntryBook = field(init=False)
    documents: dict[str, Document] = field(default_factory=dict)
    off_topic: frozenset[int] = frozenset()  # passages
    passages: int = 0
    searched: Searched = field(init=False)  # what a result says of the library
    doubled: frozenset[int] = frozenset()  # passages of documents that an earlier library has too
    index: Index = field(init=False)
    _state: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        self.book = EntryBook(self.library)
        self.index = Index(self.connection, 0)

    @property
    def connection(self) -> sqlite3.Connection:
        """The library's connection."""
        return self.library.connection

    @property
    def label(self) -> str:
        """Which library this is: bundled, mine, or the name of its file."""
        return self.library.name

    def refresh(self) -> bool:
        """Read again what is kept, if the file changed; says whether documents or names did.

        The reader's file changes with every note: that alone is no reason to read all names again.
        """
        version = self.connection.execute("PRAGMA data_version").fetchone()[0]
        state = (int(version), self.connection.total_changes)
        if state == self._state:
            return False
        before = self._state and (self.documents, self.book.rows, self.book.names)
        self.documents = {document.id: document for document in self.library.documents()}
        self.off_topic = frozenset(
            id_
            for (id_,) in self.connection.execute(
                "SELECT id FROM passage WHERE document IN (SELECT id FROM document WHERE off_topic)"
            )
        )
        self.passages = self.connection.execute("SELECT count(*) FROM passage").fetchone()[0]
        self.index = Index(self.connection, self.passages)
        self.book.load()
        self.searched = Searched(self.label, len(self.documents), self.passages, len(self.book.rows))
        self._state = state
        return before != (self.documents, self.book.rows, self.book.names)

    def hide_doubles(self, taken: Collection[str]) -> None:
        """Say which documents stand in earlier libraries too: these are the ones that are shown."""
        self.doubled = frozenset(
            id_
            for document in self.documents.keys() & set(taken)
            for (id_,) in self.connection.execute("SELECT id FROM passage WHERE document = ?", (document,))
        )

    @contextmanager
    def watched(self, cancelled: Callable[[], bool] | None) -> Iterator[None]:
        """Queries inside end with :class:`Cancelled` soon after ``cancelled()`` turns true.

        A library that cannot be read raises :class:`Refused` (library_unreadable).
        """
        connection = self.connection
        try:
            if cancelled is not None:
                if cancelled():
                    raise Cancelled
                connection.set_progress_handler(cancelled, _INSTRUCTIONS)
            yield
        except sqlite3.DatabaseError as error:
            if cancelled is not None and cancelled():
                raise Cancelled from error
            if isinstance(error, sqlite3.ProgrammingError):
                raise  # our own mistake, not the file's
            raise Refused("library_unreadable", path=self.library.path.name, reason=str(error)) from error
        finally:
            if cancelled is not None:
                connection.set_progress_handler(None, 0)
