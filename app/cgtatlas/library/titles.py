"""What an address leads to, for lists that hold addresses: is it in the library, and what is it called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.errors import NotFound

if TYPE_CHECKING:
    from cgtatlas.library.reader import Library


def exists(library: Library, address: str) -> bool:
    """Can the address be shown now? A search always can."""
    found = iri.parse(address)
    if found is None:
        return False
    try:
        if found.kind == "entry":
            library.row(found.id)
        elif found.kind == "fact":
            library.fact(found.id)
        elif found.kind == "document":
            size = library.document(found.id).characters
            return found.end is None or found.end <= size
    except NotFound:
        return False
    return True


def title_of(library: Library, address: str, lang: str) -> str:
    """The name of an entry, the title of a document, entry and property of a fact, the words of a search.

    The id for what the library does not hold.
    """
    found = iri.parse(address)
    if found is None:
        return address
    try:
        if found.kind == "entry":
            return library.row(found.id).name(lang)
        if found.kind == "document":
            return library.document(found.id).title
        if found.kind == "fact":
            fact = library.fact(found.id)
            return f"{library.row(fact.entry).name(lang)} · {library.label('property', fact.property, lang)}"
    except NotFound:
        return found.id
    return found.id
