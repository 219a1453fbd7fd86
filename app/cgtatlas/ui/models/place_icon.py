"""Which icon stands for a place in lists of places: bookmarks, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.errors import NotFound

if TYPE_CHECKING:
    from cgtatlas.library.reader import Library

_ICONS = {"document": "document", "passage": "quote", "fact": "info", "search": "search"}
_ENTRIES = ("therapy", "company", "policy")  # as in the tree; every other kind has one icon there too


def kind_of(target: str) -> str:
    """entry, document, passage, fact or search; "" for an address that is none of ours."""
    place = iri.parse(target)
    if place is None:
        return ""
    return "passage" if place.start is not None else place.kind


def place_icon(library: Library | None, target: str) -> str:
    """The name of an icon: of an entry that of its kind, "other" for what is not known."""
    kind = kind_of(target)
    place = iri.parse(target)
    if kind != "entry" or place is None or library is None:
        return _ICONS.get(kind, "other")
    try:
        found = library.row(place.id).kind
    except NotFound:
        return "other"
    return found if found in _ENTRIES else "other"
