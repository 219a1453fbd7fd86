"""Entries and documents by what they are called alone: names, pinyin, initials, one-letter typos."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.search.entries import EntryBook, by_name, by_sound, by_typo
from cgtatlas.search.names import Names, read_parents
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cgtatlas.library.reader import Library
    from cgtatlas.search.entries import FoundEntry


@dataclass(frozen=True, slots=True)
class Called:
    """What goes by a name. ``how`` says how the entries were found: name, pinyin, or typo (a guess)."""

    entries: frozenset[str] = field(default_factory=frozenset)
    documents: frozenset[str] = field(default_factory=frozenset)
    how: str = "name"
    names: tuple[str, ...] = ()  # those that matched, the likest first; told of pinyin and typos


class Titles:
    """The names of all entries and the titles of all documents of some libraries, read once."""

    def __init__(self, libraries: Iterable[Library]) -> None:
        self._names = Names()
        self._books: list[EntryBook] = []
        self._documents: list[tuple[str, str]] = []  # id and folded title
        for library in libraries:
            book = EntryBook(library)
            book.load()
            self._books.append(book)
            self._names.add(book.names, read_parents(library.connection))
            self._documents += [(one.id, fold(f"{one.title} {one.id}")) for one in library.documents()]

    def called(self, typed: str) -> Called:
        """What is called so, or sounds so; when nothing does, what is written nearly so."""
        name = fold(typed)
        documents = frozenset(id_ for id_, title in self._documents if name and name in title)
        written = [one for book in self._books for one in by_name(book, name).values()]
        heard = [one for book in self._books for one in by_sound(book, name).values()]
        if written or heard:
            return _called([*written, *heard], documents, "name" if written else "pinyin")
        near = [] if documents else self._names.near(name)
        guessed = [one for book in self._books for one in by_typo(book, near).values()]
        return _called(guessed, documents, "typo" if guessed else "name")


def _called(found: list[FoundEntry], documents: frozenset[str], how: str) -> Called:
    names = dict.fromkeys(one.matched for one in sorted(found))
    return Called(frozenset(one.entry for one in found), documents, how, tuple(names))
