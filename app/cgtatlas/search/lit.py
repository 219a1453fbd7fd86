"""All places of a query's words in one document, to be lit when a hit in it is opened."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cgtatlas.search.passages import asking_of, in_document, words_in
from cgtatlas.search.postings import ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Span
    from cgtatlas.search.passages import Asked
    from cgtatlas.search.shelf import Shelf


def lit_in(shelves: Sequence[Shelf], asked: Asked, document: str) -> list[Span]:
    """Ranges of the document's text, ascending: the words of every passage of it that is a hit."""
    shelf = next((shelf for shelf in shelves if document in shelf.documents), None)
    if shelf is None:
        return []
    rows = shelf.connection.execute("SELECT id FROM passage WHERE document = ?", (document,))
    here = {id_ for (id_,) in rows}
    asking = asking_of([shelf], asked, whole=True)[0]
    hits = sorted(here.intersection(asking.matching()))
    literal: set[int] = set()
    if asking.strict is not None and asking.wide is not None:
        literal = here.intersection(ids(shelf.connection, asking.strict.expression))
    found: set[Span] = set()
    for id_ in hits:
        spans, text = shelf.connection.execute(
            "SELECT spans, text FROM passage WHERE id = ?", (id_,)
        ).fetchone()
        ranges, _ = words_in(asked, text, asking.wide is not None and id_ not in literal)
        found.update(in_document([(start, end) for start, end in json.loads(spans)], text, ranges))
    return sorted(found)
