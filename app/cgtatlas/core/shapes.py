"""The JSON shapes of the command line: other programs rely on these keys."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cgtatlas.core.markup import without_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import (
        Annotation,
        Block,
        Bookmark,
        Citation,
        Document,
        Entry,
        EntryHit,
        EntryRow,
        Fact,
        PassageHit,
        SearchResult,
    )

Shape = dict[str, Any]


def row_shape(row: EntryRow) -> Shape:
    """An entry as a list shows it."""
    return {
        "id": row.id,
        "kind": row.kind,
        "class": row.class_,
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "country": row.country,
        "facts": row.facts,
    }


def document_shape(document: Document) -> Shape:
    """A document's metadata."""
    return asdict(document)


def block_shape(block: Block, text: str) -> Shape:
    """A block with the words of each of its spans."""
    return {
        "ord": block.ord,
        "kind": block.kind,
        "level": block.level,
        "parent": block.parent,
        "spans": [list(span) for span in block.spans],
        "text": [text[start:end] for start, end in block.spans],
    }


def citation_shape(citation: Citation) -> Shape:
    """Where a fact comes from, with the exact words."""
    return {
        "document": citation.document,
        "origin": citation.origin,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
    }


def fact_shape(fact: Fact) -> Shape:
    """A fact with its citation; ``value`` is the Chinese one where there is one."""
    return {
        "id": fact.id,
        "property": fact.property,
        "value": fact.value("zh"),
        "value_zh": fact.value_zh,
        "value_en": fact.value_en,
        "number": fact.number,
        "unit": fact.unit,
        "as_of": fact.as_of,
        "citation": citation_shape(fact.citation),
        "conflicts_with": list(fact.conflicts_with),
    }


def entry_shape(entry: Entry) -> Shape:
    """A whole entry."""
    return {
        **row_shape(entry.row),
        "names": [
            {"text": n.text, "lang": n.lang, "role": n.role, "in_source": n.in_source} for n in entry.names
        ],
        "summary_zh": without_notes(entry.summary_zh),
        "summary_en": without_notes(entry.summary_en),
        "article_zh": entry.article_zh,
        "article_en": entry.article_en,
        "facts": [fact_shape(fact) for fact in entry.facts],
        "relations": [{"type": r.type, "to": r.object, "fact": r.fact} for r in entry.relations],
        "incoming": [{"type": r.type, "from": r.subject, "fact": r.fact} for r in entry.incoming],
        "mentions": [
            {"document": m.document, "start": m.start, "end": m.end, "text": m.text} for m in entry.mentions
        ],
    }


def entry_hit_shape(hit: EntryHit) -> Shape:
    """An entry that a search found."""
    shape = row_shape(hit.row)
    del shape["country"], shape["facts"]
    if hit.library != "bundled":
        shape["library"] = hit.library
    return {**shape, "matched": hit.matched, "how": hit.how}


def passage_hit_shape(hit: PassageHit) -> Shape:
    """A passage that a search found; ``matches`` are ranges of the document's text."""
    return {
        "document": hit.document,
        "origin": hit.origin,
        "start": hit.start,
        "end": hit.end,
        "spans": [list(span) for span in hit.spans],
        "text": hit.text,
        "matches": [list(span) for span in hit.matches],
        "via": hit.via,
        "off_topic": hit.off_topic,
        "library": hit.library,
    }


def annotation_shape(annotation: Annotation) -> Shape:
    """A reader's highlight or note; ``target`` is set for one on an entry or a fact, which has no place in
    a document. ``previous`` is its place before the document changed.
    """
    anchor, previous = annotation.anchor, annotation.previous
    return {
        "id": annotation.id,
        "document": anchor.document,
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.exact,
        "colour": annotation.colour,
        "body": annotation.body,
        "tags": list(annotation.tags),
        "created": annotation.created,
        "modified": annotation.modified,
        "target": annotation.target,
        "previous": None
        if previous is None
        else {"start": previous.start, "end": previous.end, "quote": previous.exact},
    }


def review_shape(annotation: Annotation, how: str, candidates: Sequence[Shape]) -> Shape:
    """An annotation that waits for the reader.

    ``how``: changed (it was moved, ``now`` says where to), lost or gone (no place is certain; ``candidates``
    are places to choose from, each with document, start, end, text and score, how much of ``words``,
    ``before`` and ``after`` agrees, from 0 to 1, and whether the ``numbers`` and Latin words do).
    ``quote`` is as the reader marked it.
    """
    anchor, before = annotation.anchor, annotation.previous or annotation.anchor
    now = {"start": anchor.start, "end": anchor.end, "text": anchor.exact} if how == "changed" else None
    return {
        "id": annotation.id,
        "how": how,
        "quote": before.exact,
        "prefix": before.prefix,
        "suffix": before.suffix,
        "document": anchor.document,
        "now": now,
        "candidates": list(candidates),
    }


def bookmark_shape(bookmark: Bookmark) -> Shape:
    """A saved place."""
    return {
        "id": bookmark.id,
        "folder": bookmark.folder,
        "target": bookmark.target,
        "title": bookmark.title,
        "excerpt": bookmark.excerpt,
        "created": bookmark.created,
    }


def search_shape(result: SearchResult) -> Shape:
    """All that a query found."""
    return {
        "query": result.query,
        "interpreted": result.interpreted,
        "took_ms": round(result.took_ms, 3),
        "entries": [entry_hit_shape(hit) for hit in result.entries],
        "passages": {
            "total": result.total,
            "exact": result.exact,
            "hits": [passage_hit_shape(hit) for hit in result.hits],
        },
        "annotations": [annotation_shape(annotation) for annotation in result.annotations],
        "bookmarks": [bookmark_shape(bookmark) for bookmark in result.bookmarks],
        "totals": {
            "entries": result.entry_total,
            "passages": result.total,
            "annotations": result.annotation_total,
            "bookmarks": result.bookmark_total,
        },
        "notes": list(result.notes),
        "sort": result.sort,
        "off_topic": result.off_topic,
        "chips": [asdict(chip) for chip in result.chips],
        "facets": [asdict(facet) for facet in result.facets],
        "suggestions": [asdict(suggestion) for suggestion in result.suggestions],
        "searched": [asdict(library) for library in result.searched],
    }


def comparison_shape(entries: Sequence[EntryRow], rows: Sequence[Any]) -> Shape:
    """Entries side by side: ``rows`` are ``library.compare.ComparedRow``."""
    return {
        "entries": [row_shape(entry) for entry in entries],
        "rows": [
            {
                "key": row.key,
                "label_zh": row.label_zh,
                "label_en": row.label_en,
                "differs": row.differs,
                "cells": [[asdict(value) for value in cell] for cell in row.cells],
            }
            for row in rows
        ],
    }
