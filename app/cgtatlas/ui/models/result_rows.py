"""The rows of ``resultList``, made from what a search found: entries, my notes, passages, the guide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cgtatlas.core.iri import Place, passage, search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from cgtatlas.core.model import Annotation, Bookmark, EntryHit, PassageHit, SearchResult, Span
    from cgtatlas.core.refine import Suggestion

#: Entries listed at first, and those among them whose name did not match: more would push the passages
#: out of sight. Notes and bookmarks likewise.
ENTRIES, BY_TEXT, NOTES = 8, 3, 5
#: Passages grouped together; those that follow are grouped anew, so that what is listed keeps its number.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    ``kind``: heading, entry, passage, annotation, bookmark, command, search, guide; entries, annotations,
    bookmarks, more (rows that list what is left of their group); forget (all recent searches).
    """

    kind: str
    title: str
    detail: str = ""
    iri: str = ""
    count: int = 0
    number: int = 0  # of a passage: its place among all passages, from 1
    hit: PassageHit | None = None
    colour: str = ""  # of an annotation
    command: str = ""
    by_name: bool = False  # of an entry: its name matched
    id: str = ""  # of a kept search: what it is forgotten by
    saved: bool = False  # of a kept search: among the bookmarks


@dataclass(frozen=True, slots=True)
class Words:
    """The headings and labels of the list in the reader's language."""

    entries: str
    bookmarks: str
    notes: str
    off_topic: str
    commands: str
    suggestions: str
    guide: str
    more: str  # passages not listed: {count}
    more_entries: str  # entries not listed: {count}
    more_notes: str  # notes not listed: {count}
    more_bookmarks: str  # bookmarks not listed: {count}
    how: Callable[[EntryHit], str]  # how an entry was matched
    document: Callable[[str], str]  # title of a document
    via: Callable[[PassageHit], str]  # by which other name, in which library; "" when neither is to be said
    why: Callable[[Suggestion], str]  # what a suggested query finds and how it differs
    sections: Callable[[str], Sequence[tuple[str, str, str]]]  # of the guide: title, chapter, address


def result_rows(
    result: SearchResult, words: Words, language: str, whole: AbstractSet[str] = frozenset()
) -> list[Row]:
    """All rows of a search; of the groups in ``whole`` (entries, bookmarks, annotations) all that came."""
    rows = _suggestions(result.suggestions, words)
    rows += _entries(result, words, language, "entries" in whole)
    kept = [_bookmark(one) for one in result.bookmarks]
    left = Row("bookmarks", words.more_bookmarks, count=result.bookmark_total)
    rows += _group(words.bookmarks, kept, left, "bookmarks" in whole)
    notes = [_annotation(note, words) for note in result.annotations]
    left = Row("annotations", words.more_notes, count=result.annotation_total)
    rows += _group(words.notes, notes, left, "annotations" in whole)
    off: list[tuple[str, list[PassageHit]]] = []
    number = 1
    for at in range(0, len(result.hits), BATCH):
        groups = _by_document(result.hits[at : at + BATCH])
        off += [group for group in groups if group[1][0].off_topic]
        for document, hits in groups:
            if not hits[0].off_topic:
                rows.append(Row("heading", words.document(document), count=len(hits)))
                rows += _passages(hits, number, words)
                number += len(hits)
    if off:
        rows.append(Row("heading", words.off_topic, count=sum(len(hits) for _, hits in off)))
        for document, hits in off:
            rows += _passages(hits, number, words, words.document(document))
            number += len(hits)
    missing = result.total - len(result.hits)
    if missing > 0:
        rows.append(Row("more", words.more.format(count=missing), count=missing))
    return rows + _guide(result.query, words)


def command_rows(commands: Sequence[tuple[str, str, str]], words: Words) -> list[Row]:
    """Rows of actions: (id, text, shortcut)."""
    rows = [Row("command", text, keys, command=id) for id, text, keys in commands]
    return [Row("heading", words.commands, count=len(rows)), *rows] if rows else []


def _guide(query: str, words: Words) -> list[Row]:
    rows = [Row("guide", title, chapter, iri) for title, chapter, iri in words.sections(query)]
    return [Row("heading", words.guide, count=len(rows)), *rows] if rows else []


def _suggestions(suggestions: Sequence[Suggestion], words: Words) -> list[Row]:
    rows = [Row("search", one.query, words.why(one), search(one.query).iri) for one in suggestions]
    return [Row("heading", words.suggestions, count=len(rows)), *rows] if rows else []


def _entries(result: SearchResult, words: Words, language: str, whole: bool) -> list[Row]:
    hits = result.entries
    shown = min(ENTRIES, sum(hit.how != "text" for hit in hits) + BY_TEXT)
    rows = [_entry(hit, words, language) for hit in hits]
    left = Row("entries", words.more_entries, count=max(result.entry_total, len(hits)))
    return _group(words.entries, rows, left, whole, shown)


def _group(title: str, rows: list[Row], left: Row, whole: bool, shown: int = NOTES) -> list[Row]:
    """A heading, its first rows and a row for the others; ``left.count`` is how many there are in all."""
    total = max(left.count, len(rows))
    if not rows:
        return []
    if whole or total == shown + 1:  # a row that says "one more" takes as much room as that one
        shown = len(rows)
    others = total - min(shown, len(rows))
    last = [replace(left, title=left.title.format(count=others), count=others)] if others else []
    return [Row("heading", title, count=total), *rows[:shown], *last]


def _entry(hit: EntryHit, words: Words, language: str) -> Row:
    other = hit.row.name("zh" if language == "en" else "en")
    title = hit.row.name(language)
    detail = " · ".join(part for part in (other if other != title else "", words.how(hit)) if part)
    return Row("entry", title, detail, Place("entry", hit.row.id).iri, by_name=hit.how != "text")


def _bookmark(bookmark: Bookmark) -> Row:
    title, detail = " ".join(bookmark.title.split()), " ".join(bookmark.excerpt.split())
    return Row("bookmark", title or bookmark.target, detail, bookmark.target)


def _annotation(note: Annotation, words: Words) -> Row:
    anchor = note.anchor
    title = note.body.strip() or anchor.exact
    where = words.document(anchor.document) if anchor.document else ""
    detail = anchor.exact if note.body.strip() and anchor.exact else where
    iri = note.target or passage(anchor.document, anchor.start, anchor.end).iri
    return Row("annotation", " ".join(title.split()), " ".join(detail.split()), iri, colour=note.colour)


def _by_document(hits: Iterable[PassageHit]) -> list[tuple[str, list[PassageHit]]]:
    """Hits by document: the document with the best hit first, inside a document in reading order."""
    groups: dict[str, list[PassageHit]] = {}
    for hit in hits:
        groups.setdefault(hit.document, []).append(hit)
    return [(document, sorted(group, key=lambda hit: hit.start)) for document, group in groups.items()]


def _passages(hits: Sequence[PassageHit], number: int, words: Words, title: str = "") -> list[Row]:
    return [
        Row(
            "passage",
            title,
            words.via(hit),
            passage(hit.document, *target(hit)).iri,
            number=number + n,
            hit=hit,
        )
        for n, hit in enumerate(hits)
    ]


def target(hit: PassageHit) -> Span:
    """What the source pane scrolls to: the first match, else the passage."""
    return hit.matches[0] if hit.matches else (hit.start, hit.end)
