"""The page shown while no entry is open: what the library holds, its newest facts, how to start."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from cgtatlas.core import iri
from cgtatlas.core.markup import escape
from cgtatlas.core.model import ENTRY_KINDS, Document, EntryRow, Fact
from cgtatlas.render.disagreements import PAGE, by_reason
from cgtatlas.render.markup import entry_link, heading, link, pair_row, pair_table
from cgtatlas.render.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.library.reader import Library

_NEWEST = 8
_FEATURED = 10


#: A link to this and the name of a list asks for that list: history, bookmarks, notes, review, to-read.
LIST = "#list-"
Titled: TypeAlias = "tuple[str, str]"  # address, title


@dataclass(frozen=True, slots=True)
class Desk:
    """What of the reader's own the page shows; each list is cut to what a page holds."""

    recent: Sequence[Titled] = ()
    bookmarks: Sequence[Titled] = ()
    to_read: Sequence[Titled] = ()
    notes: int = 0
    bookmarked: int = 0
    marked: int = 0  # to read
    review: int = 0


def home_page(
    shelf: Library, lang: str, *, title: str, lead: str, tips: Sequence[str], desk: Desk | None = None
) -> str:
    """The page's HTML body. ``title``, ``lead`` and ``tips`` are plain sentences of the window."""
    rows = shelf.entries()
    documents = shelf.documents()
    facts = [fact for document in documents for fact in shelf.facts_in(document.id)]
    parts = [
        f"<h1>{escape(title)}</h1><p>{escape(lead)}</p>",
        _desk(desk, lang) if desk is not None else "",
        heading("start", lang),
        "<ul>" + "".join(f"<li>{escape(tip)}</li>" for tip in tips) + "</ul>",
        heading("library", lang) + _kinds(shelf, rows, lang),
        _conflicts(shelf, lang),
        heading("newest", lang) + _facts(shelf, facts, lang) if facts else "",
        heading("documents", lang, len(documents)) + _documents(documents, lang),
    ]
    return "".join(parts)


def _desk(desk: Desk, lang: str) -> str:
    """Where the reader was, what is kept, what is to do; nothing before there is anything."""
    if not (desk.recent or desk.bookmarks or desk.to_read or desk.notes):
        return ""
    rows = [
        _row(word("recent", lang), desk.recent, link(f"{LIST}history", word("all_of_it", lang)), lang),
        _row(
            word("to_read", lang, count=desk.marked),
            desk.to_read,
            link(f"{LIST}to-read", word("all_of_it", lang)),
            lang,
        ),
        _row(
            word("bookmarks", lang, count=desk.bookmarked),
            desk.bookmarks,
            link(f"{LIST}bookmarks", word("all_of_it", lang)),
            lang,
        ),
    ]
    told = [link(f"{LIST}notes", word("notes_count", lang, count=desk.notes))] if desk.notes else []
    if desk.review:
        told.append("⚠ " + link("cgt:page/review", word("review_count", lang, count=desk.review)))
    if told:
        rows.append(pair_row(escape(word("my_notes", lang)), " · ".join(told)))
    return heading("desk", lang) + pair_table(rows)


def _row(label: str, places: Sequence[Titled], every: str, lang: str) -> str:
    if not places:
        return ""
    shown = escape(word("listing", lang)).join(link(address, title) for address, title in places)
    return pair_row(escape(label), f"{shown} · {every}")


def _kinds(shelf: Library, rows: Sequence[EntryRow], lang: str) -> str:
    counts = Counter(row.kind for row in rows)
    shown = []
    for kind in ENTRY_KINDS[:3]:
        own = sorted((row for row in rows if row.kind == kind), key=lambda row: -row.facts)[:_FEATURED]
        names = escape(word("listing", lang)).join(link(iri.entry(row.id).iri, row.name(lang)) for row in own)
        more = " …" if counts[kind] > len(own) else ""
        label = f'{escape(shelf.label("kind", kind, lang))} <span class="muted">{counts[kind]}</span>'
        if own:
            shown.append(pair_row(label, names + more))
    return pair_table(shown)


def _conflicts(shelf: Library, lang: str) -> str:
    found = shelf.conflicts()
    if not found:
        return ""
    counts = [
        f"{shelf.label('reason', reason, lang)} {len(group)}" for reason, group in by_reason(shelf, found)
    ]
    every = link(PAGE, word("conflicts_all", lang, count=len(found)))
    told = escape(word("listing", lang).join(counts))
    return heading("conflicts", lang, len(found)) + f'<p>{every} <span class="muted">{told}</span></p>'


def _facts(shelf: Library, facts: Sequence[Fact], lang: str) -> str:
    dates = {document.id: document.published or "9999" for document in shelf.documents()}
    seen: set[str] = set()
    rows: list[str] = []
    for fact in sorted(facts, key=lambda fact: fact.as_of, reverse=True):
        if fact.entry in seen or not fact.as_of or fact.as_of > dates[fact.citation.document]:
            continue  # one for each entry: a page of one entry's facts tells little; and no forecasts
        seen.add(fact.entry)
        label = escape(shelf.label("property", fact.property, lang) + word("colon", lang))
        value = link(f"cgt:fact/{fact.id}", fact.value(lang), fact.citation.quote)
        rows.append(pair_row(escape(fact.as_of), f"{entry_link(shelf, fact.entry, lang)} · {label}{value}"))
        if len(rows) == _NEWEST:
            break
    return pair_table(rows)


def _documents(documents: Sequence[Document], lang: str) -> str:
    rows = []
    for document in documents:
        told = f' <span class="off-topic">{escape(word("off_topic", lang))}</span>'
        off = told if document.off_topic else ""
        note = " · ".join(part for part in (document.publisher, document.published) if part)
        rows.append(
            f"<li>{link(iri.Place('document', document.id).iri, document.title)}{off}"
            f'<br><span class="muted">{escape(note)}</span></li>'
        )
    return f"<ul>{''.join(rows)}</ul>"
