"""Field conditions (``doc:``, ``lang:``, ``date:`` …) as sets of passages, and their truth for a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.search.fields import BLOCK_VALUES, published_range
from cgtatlas.search.plan import match
from cgtatlas.search.query import And, Filter, Not, Or
from cgtatlas.search.rank import ids
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Annotation, Document
    from cgtatlas.search.query import Node
    from cgtatlas.search.shelf import Shelf


def split(root: Node) -> tuple[Node | None, list[Node]]:
    """A tree as its words (None: none are asked for) and the conditions that must hold besides."""
    parts = root.parts if isinstance(root, And) else (root,)
    words = [part for part in parts if not conditional(part)]
    conditions = [part for part in parts if conditional(part)]
    return (None if not words else words[0] if len(words) == 1 else And(tuple(words))), conditions


def conditional(node: Node) -> bool:
    """Does a tree ask for more than words?"""
    if isinstance(node, And | Or):
        return any(conditional(part) for part in node.parts)
    return conditional(node.part) if isinstance(node, Not) else isinstance(node, Filter)


def asks_for(node: Node, fields: frozenset[str]) -> bool:
    """Does a condition on one of these fields stand anywhere in a tree?"""
    if isinstance(node, And | Or):
        return any(asks_for(part, fields) for part in node.parts)
    if isinstance(node, Not):
        return asks_for(node.part, fields)
    return isinstance(node, Filter) and node.field in fields


def passages_of(shelf: Shelf, node: Node, notes: Sequence[Annotation]) -> set[int]:
    """The passages of which a tree is true, whatever it is made of."""
    found = match(shelf.connection, node, whole=True)
    if found is not None:
        return set(ids(shelf.connection, found.expression))
    if isinstance(node, Not):
        everything = {id_ for (id_,) in shelf.connection.execute("SELECT id FROM passage")}
        return everything - passages_of(shelf, node.part, notes)
    if isinstance(node, And):
        return set.intersection(*(passages_of(shelf, part, notes) for part in node.parts))
    if isinstance(node, Or):
        return set[int]().union(*(passages_of(shelf, part, notes) for part in node.parts))
    return _filtered(shelf, node, notes) if isinstance(node, Filter) else set()


def _filtered(shelf: Shelf, node: Filter, notes: Sequence[Annotation]) -> set[int]:
    query = shelf.connection.execute
    if node.field == "kind":
        if "passage" in node.values:
            return {id_ for (id_,) in query("SELECT id FROM passage")}
        kinds = sorted(BLOCK_VALUES.intersection(node.values))
        rows = query(
            "SELECT passage.id FROM passage JOIN block ON block.document = passage.document"
            f" AND block.ord = passage.block WHERE block.kind IN ({', '.join('?' * len(kinds))})",
            kinds,
        )
        return {id_ for (id_,) in rows}
    if node.field in ("has", "tag"):
        return _noted(shelf, [note for note in notes if note_meets(note, node)])
    documents = [id_ for id_, document in shelf.documents.items() if document_meets(document, node)]
    found: set[int] = set()
    for document in documents:
        found.update(id_ for (id_,) in query("SELECT id FROM passage WHERE document = ?", (document,)))
    return found


def _noted(shelf: Shelf, notes: Sequence[Annotation]) -> set[int]:
    """Passages that share characters with one of these notes."""
    import json  # only conditions on notes need it

    found: set[int] = set()
    for note in notes:
        start, end = note.anchor.start, note.anchor.end
        rows = shelf.connection.execute(
            "SELECT id, spans FROM passage WHERE document = ?", (note.anchor.document,)
        )
        found.update(id_ for id_, spans in rows if any(a < end and start < b for a, b in json.loads(spans)))
    return found


def document_meets(document: Document, node: Filter) -> bool:
    """Is a condition true of a document?"""
    if node.field in ("date", "after", "before"):
        days = published_range(document.published)
        return days is not None and days[0] <= node.high and node.low <= days[1]
    if node.field == "language":
        return bool(set(node.values) & set(document.language.lower().split("-")))
    texts = {
        "document": (document.id, document.title, document.origin),
        "publisher": (document.publisher,),
        "author": (document.author,),
    }.get(node.field, ())
    return any(value in fold(text) for value in node.values for text in texts)


def note_meets(note: Annotation, node: Filter) -> bool:
    """Is a condition on notes true of one?"""
    if node.field == "has":
        return "highlight" in node.values or ("note" in node.values and note.body.strip() != "")
    return node.field == "tag" and bool({fold(tag) for tag in note.tags} & set(node.values))
