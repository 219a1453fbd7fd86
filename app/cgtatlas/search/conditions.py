"""Field conditions (``doc:``, ``lang:``, ``date:`` …) as sets of passages; are they true of other things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.core.model import ENTRY_KINDS
from cgtatlas.search.fields import BLOCK_VALUES, DATE_FIELDS, GROUPS, published_range
from cgtatlas.search.names import joined
from cgtatlas.search.plan import match
from cgtatlas.search.postings import ids
from cgtatlas.search.query import And, Filter, Not, Or
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cgtatlas.core import iri
    from cgtatlas.core.model import Annotation, Document, EntryRow
    from cgtatlas.search.entries import EntryBook
    from cgtatlas.search.query import Node
    from cgtatlas.search.shelf import Shelf

#: Conditions on the reader's notes.
NOTE_FIELDS = frozenset({"has", "tag"})
#: Conditions that an entry can meet.
ENTRY_FIELDS = frozenset({"kind", "class", "in", "library"})
_DOCUMENT_FIELDS = frozenset({"document", "publisher", "author", "language"}) | DATE_FIELDS


def split(root: Node) -> tuple[Node | None, list[Node]]:
    """A tree as its words (None: none are asked for) and the conditions that must hold besides."""
    parts = root.parts if isinstance(root, And) else (root,)
    words = [part for part in parts if not conditional(part)]
    conditions = [part for part in parts if conditional(part)]
    return (None if not words else words[0] if len(words) == 1 else And(tuple(words))), conditions


def conditional(node: Node) -> bool:
    """Does a tree ask for more than words?"""
    return next(filters(node), None) is not None


def filters(node: Node) -> Iterator[Filter]:
    """All field conditions anywhere in a tree."""
    if isinstance(node, Filter):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from filters(part)
    elif isinstance(node, Not):
        yield from filters(node.part)


def top_filters(node: Node | None) -> list[Filter]:
    """The conditions that stand at the top of a tree and so hold for all that it finds."""
    parts = node.parts if isinstance(node, And) else (node,)
    return [part for part in parts if isinstance(part, Filter)]


def asks_for(node: Node, fields: frozenset[str]) -> bool:
    """Does a condition on one of these fields stand anywhere in a tree?"""
    return any(one.field in fields for one in filters(node))


def passages_of(shelf: Shelf, node: Node, notes: Sequence[Annotation]) -> set[int]:
    """The passages of which a tree is true, whatever it is made of."""
    found = match(shelf.index, node, whole=True)
    if found is not None:
        return set(ids(shelf.connection, found.expression))
    if isinstance(node, Not):
        return _everything(shelf) - passages_of(shelf, node.part, notes)
    if isinstance(node, And):
        return set.intersection(*(passages_of(shelf, part, notes) for part in node.parts))
    if isinstance(node, Or):
        return set[int]().union(*(passages_of(shelf, part, notes) for part in node.parts))
    return _filtered(shelf, node, notes) if isinstance(node, Filter) else set()


def _everything(shelf: Shelf) -> set[int]:
    return {id_ for (id_,) in shelf.connection.execute("SELECT id FROM passage")}


def _filtered(shelf: Shelf, node: Filter, notes: Sequence[Annotation]) -> set[int]:
    query = shelf.connection.execute
    if node.field == "library":
        return _everything(shelf) if in_library(shelf.label, node) else set()
    if node.field in ("kind", "class"):
        if "passage" in node.values:
            return _everything(shelf)
        kinds = sorted(BLOCK_VALUES.intersection(node.values))
        rows = query(
            "SELECT passage.id FROM passage JOIN block ON block.document = passage.document"
            f" AND block.ord = passage.block WHERE block.kind IN ({', '.join('?' * len(kinds))})",
            kinds,
        )
        return {id_ for (id_,) in rows}
    if node.field == "in":
        return _about(shelf, node)
    if node.field in NOTE_FIELDS:
        places = [_Range(note.anchor.document, note.anchor.start, note.anchor.end) for note in notes]
        return _touching(shelf, [p for p, note in zip(places, notes, strict=True) if note_meets(note, node)])
    documents = [id_ for id_, document in shelf.documents.items() if document_meets(document, node)]
    found: set[int] = set()
    for document in documents:
        found.update(id_ for (id_,) in query("SELECT id FROM passage WHERE document = ?", (document,)))
    return found


@dataclass(frozen=True, slots=True)
class _Range:
    document: str
    start: int
    end: int


def _about(shelf: Shelf, node: Filter) -> set[int]:
    """Passages in which one of the entries that are meant is mentioned."""
    if "passage" in node.values:
        return _everything(shelf)
    entries = sorted(id_ for id_, row in shelf.book.rows.items() if is_meant(shelf.book, row, node))
    ranges = []
    for entry in entries:
        rows = shelf.connection.execute("SELECT document, start, end FROM mention WHERE entry = ?", (entry,))
        ranges += [_Range(*row) for row in rows]
    return _touching(shelf, ranges)


def _touching(shelf: Shelf, ranges: Sequence[_Range]) -> set[int]:
    """Passages that share characters with one of these places."""
    import json  # only few conditions need it

    by_document: dict[str, list[_Range]] = {}
    for one in ranges:
        by_document.setdefault(one.document, []).append(one)
    found: set[int] = set()
    for document, wanted in by_document.items():
        rows = shelf.connection.execute("SELECT id, spans FROM passage WHERE document = ?", (document,))
        for id_, text in rows:
            spans = json.loads(text)
            if any(a < one.end and one.start < b for one in wanted for a, b in spans):
                found.add(id_)
    return found


def entry_meets(book: EntryBook, row: EntryRow, node: Filter) -> bool:
    """Is a condition true of an entry?"""
    if node.field == "library":
        return in_library(book.library.name, node)
    if node.field in ("kind", "in") and "entry" in node.values:
        return True
    if node.field == "kind":
        return row.kind in node.values
    return node.field in ("class", "in") and is_meant(book, row, node)


def is_meant(book: EntryBook, row: EntryRow, node: Filter) -> bool:
    """Is an entry one of those that ``in:`` or ``class:`` names: by kind, class, name or id?"""
    if node.field == "class":
        return _of_class(book, row, node)
    if row.kind in node.values or row.id in node.values or _of_class(book, row, node):
        return True
    typed = {joined(value) for value in node.values} - {""}
    return any(name.joined in typed for name in book.names_of(row.id))


def _of_class(book: EntryBook, row: EntryRow, node: Filter) -> bool:
    known = {
        fold(row.class_),
        *(fold(book.library.label("class", row.class_, lang)) for lang in ("zh", "en")),
    }
    return bool(known & set(node.values))


def means_nothing(shelves: Sequence[Shelf], node: Filter) -> bool:
    """Does a condition on entries name a kind, class or entry that no library has?"""
    if node.field not in ("in", "class") or {*GROUPS, *ENTRY_KINDS} & set(node.values):
        return False
    return not any(is_meant(shelf.book, row, node) for shelf in shelves for row in shelf.book.rows.values())


def in_library(label: str, node: Filter) -> bool:
    """Is a library one of those that ``library:`` names: bundled, mine or a part of a file's name?"""
    return any(
        value == label or (not node.exact and value in fold(label)) or value == fold(label)
        for value in node.values
    )


def document_meets(document: Document, node: Filter) -> bool:
    """Is a condition true of a document?"""
    if node.field in DATE_FIELDS:
        days = published_range(document.published)
        return days is not None and days[0] <= node.high and node.low <= days[1]
    if node.field == "language":
        return bool(set(node.values) & set(document.language.lower().split("-")))
    texts = {
        "document": (document.id, document.title, document.origin),
        "publisher": (document.publisher,),
        "author": (document.author,),
    }.get(node.field, ())
    if node.exact:
        return any(value == fold(text) for value in node.values for text in texts)
    return any(value in fold(text) for value in node.values for text in texts)


def note_meets(note: Annotation, node: Filter) -> bool:
    """Is a condition on notes true of one?"""
    if node.field == "has":
        return "highlight" in node.values or ("note" in node.values and note.body.strip() != "")
    return node.field == "tag" and bool({fold(tag) for tag in note.tags} & set(node.values))


def thing_meets(shelves: Sequence[Shelf], place: iri.Place | None, node: Filter) -> bool:
    """Is a condition true of something of the reader's: a note or bookmark at a place?"""
    if node.field == "library":
        return in_library("mine", node)
    if place is None:
        return False
    if node.field == "in":
        return any(_about_place(shelf, place, node) for shelf in shelves)
    if node.field not in _DOCUMENT_FIELDS or place.kind != "document":
        return False
    found = (shelf.documents.get(place.id) for shelf in shelves)
    return any(document is not None and document_meets(document, node) for document in found)


def _about_place(shelf: Shelf, place: iri.Place, node: Filter) -> bool:
    if place.kind in ("entry", "fact"):
        row = shelf.book.rows.get(place.id.partition("/")[0])
        return row is not None and is_meant(shelf.book, row, node)
    if place.kind != "document" or place.start is None:
        return False
    rows = shelf.connection.execute(
        "SELECT entry FROM mention WHERE document = ? AND start < ? AND end > ?",
        (place.id, place.end, place.start),
    )
    meant = (shelf.book.rows.get(entry) for (entry,) in rows.fetchall())
    return any(row is not None and is_meant(shelf.book, row, node) for row in meant)
