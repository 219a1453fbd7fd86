"""Finds what is the reader's own: notes and bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.search.conditions import NOTE_FIELDS, note_meets, thing_meets
from cgtatlas.search.matcher import holds
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cgtatlas.core.model import Annotation, Bookmark
    from cgtatlas.search.passages import Asked
    from cgtatlas.search.query import Filter
    from cgtatlas.search.shelf import Shelf

_APART = " , "  # stands in no folded text


def find_notes(shelves: Sequence[Shelf], asked: Asked, *, oldest: bool = False) -> list[Annotation]:
    """Notes of which words or conditions hold, the newest first."""

    def meets(note: Annotation) -> bool:
        place = iri.parse(note.target) if note.target else _anchored(note)

        def condition(node: Filter) -> bool:
            if node.field in ("kind", "class"):
                return "annotation" in node.values
            if node.field in NOTE_FIELDS:
                return note_meets(note, node)
            if node.field == "in" and "annotation" in node.values:
                return True
            return thing_meets(shelves, place, node)

        return _hold(asked, (note.anchor.exact, note.body, *note.tags), condition)

    found = [note for note in asked.notes if meets(note)]
    return sorted(found, key=lambda note: (note.modified, note.id), reverse=not oldest)


def find_bookmarks(
    shelves: Sequence[Shelf], asked: Asked, bookmarks: Iterable[Bookmark], *, oldest: bool = False
) -> list[Bookmark]:
    """Bookmarks of which words or conditions hold, the newest first."""

    def meets(bookmark: Bookmark) -> bool:
        place = iri.parse(bookmark.target)

        def condition(node: Filter) -> bool:
            if node.field in ("kind", "class"):
                return "bookmark" in node.values
            if node.field == "in" and "bookmark" in node.values:
                return True
            return node.field not in NOTE_FIELDS and thing_meets(shelves, place, node)

        return _hold(asked, (bookmark.title, bookmark.excerpt), condition)

    found = [bookmark for bookmark in bookmarks if meets(bookmark)]
    return sorted(found, key=lambda one: (one.created, one.id), reverse=not oldest)


def _anchored(note: Annotation) -> iri.Place | None:
    anchor = note.anchor
    return iri.passage(anchor.document, anchor.start, anchor.end) if anchor.document else None


def _hold(asked: Asked, texts: Iterable[str], condition: Callable[[Filter], bool]) -> bool:
    text = _APART.join(fold(part) for part in texts)
    parts = [*asked.conditions, *((asked.wide,) if asked.wide is not None else ())]
    return all(holds(part, text, condition) for part in parts)
