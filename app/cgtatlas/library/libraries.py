"""Several open libraries read as one: the bundled one first, then the reader's own and other people's."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cgtatlas.core.errors import NotFound
from cgtatlas.library.reader import Library
from cgtatlas.library.tree import other_branch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cgtatlas.core.model import Block, Document, Entry, EntryRow, Fact, Mention, TreeNode
    from cgtatlas.library.reader import Disagreement

T = TypeVar("T")


class Libraries(Library):
    """A library made of libraries. Of two things with the same id the one in the earlier library is meant.

    ``parts`` is never empty; the first of them stays the same for as long as the object lives.
    """

    def __init__(self, parts: Sequence[Library]) -> None:
        super().__init__(parts[0].path, connection=parts[0].connection, name=parts[0].name)
        self.parts = list(parts)

    def set_others(self, others: Iterable[Library]) -> None:
        """Put these libraries beside the first one; those that were there before are closed."""
        kept = list(others)
        for part in self.parts[1:]:
            if part not in kept:
                part.close()
        self.parts = [self.parts[0], *kept]

    def close(self) -> None:
        """Close every file."""
        for part in self.parts:
            part.close()

    def library_of(self, document: str) -> Library:
        """The library a document is read from. Raises :class:`NotFound`."""
        for part in self.parts:
            if part.holds(document):
                return part
        raise NotFound("no_document", id=document)

    def holds(self, document: str) -> bool:
        """Does one of them have a document of this id?"""
        return any(part.holds(document) for part in self.parts)

    # documents

    def documents(self) -> list[Document]:
        """All documents, library by library."""
        found: dict[str, Document] = {}
        for part in self.parts:
            for document in part.documents():
                found.setdefault(document.id, document)
        return list(found.values())

    def document(self, id: str) -> Document:
        """One document's metadata; :class:`NotFound` when no library has it."""
        return self._first(lambda part: part.document(id))

    def text(self, document: str) -> str:
        """The exact original text of a document."""
        return self.library_of(document).text(document)

    def blocks(self, document: str) -> list[Block]:
        """The blocks of a document in reading order."""
        return self.library_of(document).blocks(document) if self.holds(document) else []

    def facts_in(self, document: str, start: int = 0, end: int | None = None) -> list[Fact]:
        """The facts whose cited words touch a range of a document."""
        return self.library_of(document).facts_in(document, start, end) if self.holds(document) else []

    def mentions_in(self, document: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """The mentions of entries that begin in a range of a document, in order."""
        return self.library_of(document).mentions_in(document, start, end) if self.holds(document) else []

    # entries

    def entries(self, kind: str | None = None) -> list[EntryRow]:
        """Rows of all entries, or of one kind, by English name."""
        found: dict[str, EntryRow] = {}
        for part in self.parts:
            for row in part.entries(kind):
                found.setdefault(row.id, row)
        if len(self.parts) == 1:
            return list(found.values())
        return sorted(found.values(), key=lambda row: (row.name_en.lower(), row.id))

    def row(self, id: str) -> EntryRow:
        """What a list shows of an entry; :class:`NotFound` when no library has it."""
        return self._first(lambda part: part.row(id))

    def entry(self, id: str) -> Entry:
        """An entry with its names, facts, relations from both ends and mentions."""
        return self._first(lambda part: part.entry(id))

    def fact(self, id: str) -> Fact:
        """One fact by its id ``entry/slug``; :class:`NotFound` when there is none."""
        return self._first(lambda part: part.fact(id))

    def facts(self) -> list[Fact]:
        """All facts, library by library."""
        found: dict[str, Fact] = {}
        for part in self.parts:
            for fact in part.facts():
                found.setdefault(fact.id, fact)
        return list(found.values())

    def conflicts(self) -> list[Disagreement]:
        """All recorded disagreements between facts."""
        return list(dict.fromkeys(one for part in self.parts for one in part.conflicts()))

    # tree and vocabulary

    def tree(self, groupings: Mapping[str, str] | None = None) -> tuple[TreeNode, ...]:
        """The tree of the first library, then a branch for each of the others."""
        others = (other_branch(part) for part in self.parts[1:])
        return (*self.parts[0].tree(groupings), *(branch for branch in others if branch.children))

    def first_known(self) -> dict[str, str]:
        """The earliest date that a fact of each entry speaks of; entries without dated facts are left out."""
        found: dict[str, str] = {}
        for part in reversed(self.parts):
            found |= part.first_known()
        return found

    def terms(self, scheme: str) -> list[str]:
        """The words of a scheme of the vocabularies, in their order."""
        return list(dict.fromkeys(term for part in self.parts for term in part.terms(scheme)))

    def label(self, scheme: str, id: str, lang: str, *, inverse: bool = False) -> str:
        """The word for a term in the first library that lists it; the id itself when none does."""
        for part in self.parts:
            word = part.label(scheme, id, lang, inverse=inverse)
            if word != id:
                return word
        return id

    def _first(self, read: Callable[[Library], T]) -> T:
        """What the first library that has a thing says of it."""
        for part in self.parts[:-1]:
            try:
                return read(part)
            except NotFound:
                continue
        return read(self.parts[-1])


def parts_of(library: Library) -> list[Library]:
    """The libraries that a library is made of: itself when it is a single one."""
    return library.parts if isinstance(library, Libraries) else [library]
