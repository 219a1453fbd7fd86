"""Counts the hits of a search by what they are and where they stand, with the query that keeps each part."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.core.model import ENTRY_KINDS
from cgtatlas.core.refine import Facet, FacetValue
from cgtatlas.search.conditions import top_filters
from cgtatlas.search.fields import DATE_FIELDS, published_range
from cgtatlas.search.passages import asking_of
from cgtatlas.search.tree import Filter
from cgtatlas.search.turn import lifted, with_filter
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cgtatlas.core.model import Document
    from cgtatlas.search.passages import Asked
    from cgtatlas.search.query import Query
    from cgtatlas.search.shelf import Shelf
    from cgtatlas.search.tree import Node

#: Passages of one library that are looked at; beyond, counts are lower bounds.
MOST_COUNTED = 20_000
_CHUNK = 500
_KINDS = frozenset({"kind", "class"})
_YEARS = frozenset(DATE_FIELDS)


@dataclass(slots=True)
class Counted:
    """What a search finds in numbers: groups of results, kinds of entries, passages of documents."""

    groups: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    documents: list[tuple[str, Document, int]] = field(default_factory=list)  # library, document, passages
    exact: bool = True


def count_documents(shelves: Sequence[Shelf], asked: Asked) -> Counted:
    """The passages that a search finds, by library and document."""
    counted = Counted()
    for one in asking_of(shelves, asked):
        ids = list(itertools.islice(one.matching(), MOST_COUNTED + 1))
        counted.exact = counted.exact and len(ids) <= MOST_COUNTED and not one.partial
        counts: Counter[str] = Counter()
        for at in range(0, min(len(ids), MOST_COUNTED), _CHUNK):
            chunk = ids[at : at + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            rows = one.shelf.connection.execute(f"SELECT document FROM passage WHERE id IN ({marks})", chunk)
            counts.update(document for (document,) in rows)
        for document, number in counts.items():
            counted.documents.append((one.shelf.label, one.shelf.documents[document], number))
        counted.groups["passage"] += counts.total()
    return counted


def facets(query: Query, count: Callable[[Node | None], Counted]) -> tuple[Facet, ...]:
    """All facets of a query; ``count`` counts what a tree finds.

    A facet whose condition stands in the query is counted without it, so that another value can be chosen.
    """
    known: dict[Node | None, Counted] = {}

    def counted(fields: Iterable[str]) -> Counted:
        root = lifted(query.root, frozenset(fields))
        if root not in known:
            known[root] = count(root)
        return known[root]

    by_kind = counted(_KINDS)
    found = [
        Facet("kind", _values(query, "kind", _KINDS, _groups(by_kind, _GROUPS)), by_kind.exact),
        Facet("entry_kind", _values(query, "kind", _KINDS, _groups(by_kind, ENTRY_KINDS)), True),
    ]
    for id_, field_, fields, labels in _BY_DOCUMENT:
        here = counted(fields)
        counts: Counter[str] = Counter()
        names: dict[str, str] = {}
        for library, document, number in here.documents:
            for value, label in labels(library, document):
                counts[value] += number
                names[value] = label
        if id_ == "library":
            counts += Counter({"mine": here.groups["annotation"] + here.groups["bookmark"]})
        order = (
            sorted(counts, reverse=True) if id_ == "year" else [value for value, _ in counts.most_common()]
        )
        values = [(value, names.get(value, ""), counts[value]) for value in order]
        found.append(Facet(id_, _values(query, field_, fields, values), here.exact))
    return tuple(facet for facet in found if facet.values)


_GROUPS = ("entry", "passage", "annotation", "bookmark")


def _of_document(library: str, document: Document) -> list[tuple[str, str]]:
    return [(document.id, document.title)]


def _of_publisher(library: str, document: Document) -> list[tuple[str, str]]:
    return [(document.publisher, document.publisher)] if fold(document.publisher) else []


def _of_year(library: str, document: Document) -> list[tuple[str, str]]:
    days = published_range(document.published)
    return [] if days is None else [(days[0][:4], days[0][:4])]


def _of_language(library: str, document: Document) -> list[tuple[str, str]]:
    return [(part, "") for part in document.language.lower().split("-") if fold(part)]


def _of_library(library: str, document: Document) -> list[tuple[str, str]]:
    return [(library, "" if library in ("bundled", "mine") else library)]


# facet, field of its condition, fields that its condition replaces, values of a document with their labels
_BY_DOCUMENT: tuple[
    tuple[str, str, frozenset[str], Callable[[str, Document], list[tuple[str, str]]]], ...
] = (
    ("document", "document", frozenset({"document"}), _of_document),
    ("publisher", "publisher", frozenset({"publisher"}), _of_publisher),
    ("year", "date", _YEARS, _of_year),
    ("language", "language", frozenset({"language"}), _of_language),
    ("library", "library", frozenset({"library"}), _of_library),
)


def _groups(counted: Counted, ids: Sequence[str]) -> list[tuple[str, str, int]]:
    numbers = counted.groups + counted.kinds
    return [(id_, "", numbers[id_]) for id_ in ids if numbers[id_]]


def _values(
    query: Query, field_: str, fields: frozenset[str], values: Iterable[tuple[str, str, int]]
) -> tuple[FacetValue, ...]:
    chosen = {show_key(one) for one in top_filters(query.root)}
    found = []
    for value, label, number in values:
        condition = _condition(field_, value)
        on = show_key(condition) in chosen
        turned = with_filter(query, None if on else condition, fields)
        found.append(FacetValue(value, label, number, turned, on))
    return tuple(found)


def show_key(node: Filter) -> tuple[str, tuple[str, ...], str, str]:
    """What makes two conditions the same, however they were typed."""
    return node.field, node.values, node.low, node.high


def _condition(field_: str, value: str) -> Filter:
    if field_ == "date":
        return Filter("date", (), value, f"{value}-01-01", f"{value}-12-31")
    if field_ in ("kind", "language"):
        return Filter(field_, (value,), value)
    exact = field_ != "library" or value not in ("bundled", "mine")
    return Filter(field_, (fold(value),), value, exact=exact)
