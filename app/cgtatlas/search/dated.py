"""Passages by the date of their document instead of by relevance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.search.fields import published_range
from cgtatlas.search.passages import Found
from cgtatlas.search.postings import ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Document
    from cgtatlas.search.passages import Asking


def by_date(asking: Sequence[Asking], need: int, *, oldest: bool) -> list[Found]:
    """The first ``need`` hits: newest documents first (or oldest), each in reading order.

    Documents without a date come after all others, off-topic ones after these.
    """
    matching = [set(one.matching()) for one in asking]
    literal = [_literal(one) for one in asking]
    documents = [
        (_key(document, oldest), number, ord_, document.id)
        for number, one in enumerate(asking)
        for ord_, document in enumerate(one.shelf.documents.values())
    ]
    found: list[Found] = []
    for _, number, _, document in sorted(documents):
        if len(found) >= need:
            break
        rows = asking[number].shelf.connection.execute(
            "SELECT id FROM passage WHERE document = ? ORDER BY block, id", (document,)
        )
        off_topic = asking[number].shelf.off_topic
        found += [
            Found(id_ in off_topic, int(id_ not in literal[number]), 0.0, number, id_)
            for (id_,) in rows
            if id_ in matching[number]
        ]
    return found[:need]


def _key(document: Document, oldest: bool) -> tuple[bool, bool, int]:
    days = published_range(document.published)
    day = 0 if days is None else int(days[0].replace("-", ""))
    return document.off_topic, days is None, day if oldest else -day


def _literal(one: Asking) -> set[int]:
    """Hits that hold the words as they were typed, when others are found too."""
    if one.wide is None or one.strict is None:
        return set(one.matching())
    return set(ids(one.shelf.connection, one.strict.expression))
