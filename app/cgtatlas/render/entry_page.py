"""An entry as HTML pages in one language: the part above its fact table and the part below it."""

from __future__ import annotations

import html
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.errors import NotFound
from cgtatlas.render.article import article_html, tooltip
from cgtatlas.render.kwic import columns, cut_right, line
from cgtatlas.render.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cgtatlas.core.model import Entry, Fact, Mention, Name, Relation
    from cgtatlas.library.reader import Disagreement, Library

#: Concordance lines shown before the reader asks for all.
FIRST_MENTIONS = 24
#: Fragment of the link that asks for all mentions.
ALL_MENTIONS = "#all-mentions"


@dataclass(frozen=True, slots=True)
class EntryPage:
    """HTML bodies; ``above`` ends where the fact table stands, ``below`` begins after it."""

    above: str
    below: str


def escape(words: str) -> str:
    """Foreign words as they stand, harmless inside HTML."""
    return html.escape(words, quote=True)


def entry_page(
    entry: Entry,
    shelf: Library,
    lang: str,
    *,
    differences: Sequence[Disagreement] = (),
    all_mentions: bool = False,
    width: int = 28,
) -> EntryPage:
    """The page of an entry.

    ``differences`` are those of the whole library; ``width`` is the columns of context on each side of a
    mention.
    """
    above = [_title(entry, shelf, lang), _names(entry, shelf, lang), _summary(entry, lang)]
    if not entry.facts:
        above.append(f'<p class="muted">{escape(word("facts_none", lang))}</p>')
    below = [
        _relations(entry, shelf, lang),
        _article(entry, lang),
        _differences(entry, shelf, lang, differences),
        _mentions(entry, shelf, lang, all_mentions, width),
    ]
    return EntryPage("".join(above), "".join(below))


def fact_numbers(entry: Entry) -> dict[str, int]:
    """The number each fact of the entry is cited by: its row in the fact table, from 1."""
    return {fact.id: number for number, fact in enumerate(entry.facts, 1)}


def heading(key: str, lang: str, count: int | None = None) -> str:
    """A section heading with an optional count."""
    shown = f' <span class="muted count">{count}</span>' if count is not None else ""
    return f"<h2>{escape(word(key, lang))}{shown}</h2>"


def link(href: str, words: str, tip: str = "") -> str:
    """A link with plain words and, where given, a plain tooltip."""
    title = f' title="{escape(tooltip(tip))}"' if tip else ""
    return f'<a href="{escape(href)}"{title}>{escape(words)}</a>'


def entry_link(shelf: Library, id: str, lang: str) -> str:
    """A link to an entry with its name; the bare id when the library does not hold it."""
    try:
        row = shelf.row(id)
    except NotFound:
        return escape(id)
    return link(iri.entry(id).iri, row.name(lang))


def _title(entry: Entry, shelf: Library, lang: str) -> str:
    row = entry.row
    first = row.name(lang)
    second = row.name("zh" if lang == "en" else "en")
    parts = [shelf.label("kind", row.kind, lang), shelf.label("class", row.class_, lang)]
    if row.country:
        parts.append(shelf.label("country", row.country, lang))
    shown = " · ".join(escape(part) for part in dict.fromkeys(parts) if part)
    other = f'<p class="other-name">{escape(second)}</p>' if second and second != first else ""
    return f'<p class="kind">{shown}</p><h1>{escape(first)}</h1>{other}'


def _names(entry: Entry, shelf: Library, lang: str) -> str:
    shown = {entry.row.name_zh, entry.row.name_en}
    plain = ("official", "common")
    names = [name for name in entry.names if name.text not in shown or name.role not in plain]
    groups: dict[str, list[str]] = {}
    for name in names:
        shown_as = escape(name.text).replace(" ", "&nbsp;")
        groups.setdefault(name.role, []).append(shown_as + _unseen(name, lang))
    parts = [
        f'<span class="role">{escape(shelf.label("role", role, lang))}</span>&nbsp; '
        + escape(word("listing", lang)).join(own)
        for role, own in groups.items()
    ]
    return f'<p class="names">{"<br>".join(parts)}</p>' if parts else ""


def _unseen(name: Name, lang: str) -> str:
    """A small sign at a name that stands in none of the originals, told in its tooltip."""
    if name.in_source:
        return ""
    tip = escape(tooltip(word("not_in_source", lang)))
    return f'<sup><span class="muted" title="{tip}">°</span></sup>'


def _summary(entry: Entry, lang: str) -> str:
    text = _either(entry.summary_zh, entry.summary_en, lang)
    body = article_html(text, _Cite(entry)) if text else ""
    return f'<div class="summary">{body}</div>' if body else ""


def _article(entry: Entry, lang: str) -> str:
    text = _either(entry.article_zh, entry.article_en, lang)
    return heading("article", lang) + article_html(text, _Cite(entry)) if text.strip() else ""


def _either(zh: str, en: str, lang: str) -> str:
    return (en or zh) if lang == "en" else (zh or en)


class _Cite:
    """Slug of a fact -> number, address and quoted words."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry.row.id
        self._facts = {fact.id: (number, fact) for number, fact in enumerate(entry.facts, 1)}

    def __call__(self, slug: str) -> tuple[str, str, str] | None:
        found = self._facts.get(f"{self._entry}/{slug}")
        if found is None:
            return None
        number, fact = found
        return str(number), f"cgt:fact/{fact.id}", fact.citation.quote


def cite_mark(fact: Fact, shown: str) -> str:
    """A raised link to a fact's words, with the quotation as its tooltip."""
    return f"<sup>{link(f'cgt:fact/{fact.id}', shown, fact.citation.quote)}</sup>"


def _relations(entry: Entry, shelf: Library, lang: str) -> str:
    facts = {fact.id: (number, fact) for number, fact in enumerate(entry.facts, 1)}
    rows: list[str] = []
    for inverse, relations in ((False, entry.relations), (True, entry.incoming)):
        ordered = sorted(relations, key=lambda relation: relation.type)
        for type_, group in groupby(ordered, key=lambda relation: relation.type):
            label = shelf.label("relation", type_, lang, inverse=inverse)
            others = _others(group, shelf, lang, facts, inverse)
            rows.append(f'<tr><td class="label">{escape(label)}</td><td>{others}</td></tr>')
    if not rows:
        return ""
    return heading("relations", lang) + f'<table class="pairs" width="100%">{"".join(rows)}</table>'


def _others(
    relations: Iterable[Relation],
    shelf: Library,
    lang: str,
    facts: Mapping[str, tuple[int, Fact]],
    inverse: bool,
) -> str:
    marks: dict[str, list[str]] = {}
    for relation in relations:
        other = relation.subject if inverse else relation.object
        seen = marks.setdefault(other, [])
        if relation.fact in facts:
            number, fact = facts[relation.fact]
            seen.append(cite_mark(fact, str(number)))
        elif relation.fact:
            found = _fact(shelf, relation.fact)
            if found is not None:
                seen.append(cite_mark(found, "*"))
    shown = [entry_link(shelf, other, lang) + "<sup>,</sup>".join(found) for other, found in marks.items()]
    return escape(word("listing", lang)).join(shown)


def _fact(shelf: Library, id: str) -> Fact | None:
    try:
        return shelf.fact(id)
    except NotFound:
        return None


def _differences(entry: Entry, shelf: Library, lang: str, differences: Sequence[Disagreement]) -> str:
    own = {fact.id for fact in entry.facts}
    parts = [_difference(found, shelf, lang) for found in differences if found.a in own or found.b in own]
    parts = [part for part in parts if part]
    return heading("conflicts", lang, len(parts)) + "".join(parts) if parts else ""


def _difference(found: Disagreement, shelf: Library, lang: str) -> str:
    a, b = _fact(shelf, found.a), _fact(shelf, found.b)
    if a is None or b is None:
        return ""
    note = _either(found.note_zh, found.note_en, lang)
    reason = escape(shelf.label("reason", found.reason, lang))
    told = f"<b>⚠ {reason}</b>" + (escape(word("colon", lang) + note) if note else "")
    rows = "".join(_side(fact, shelf, lang) for fact in (a, b))
    return f'<p class="warn-line">{told}</p><table class="pairs" width="100%">{rows}</table>'


def _side(fact: Fact, shelf: Library, lang: str) -> str:
    label = shelf.label("property", fact.property, lang)
    value = link(f"cgt:fact/{fact.id}", fact.value(lang), fact.citation.quote)
    when = f"{word('as_of', lang)} {fact.as_of}" if fact.as_of else ""
    source = _document_title(shelf, fact.citation.document)
    note = " · ".join(part for part in (when, cut_right(source, 36)) if part)
    return (
        f'<tr><td class="label">{escape(label)}</td><td>{value}'
        f'<br><span class="muted">{escape(note)}</span></td></tr>'
    )


def _document_title(shelf: Library, id: str) -> str:
    try:
        return shelf.document(id).title
    except NotFound:
        return id


def _mentions(entry: Entry, shelf: Library, lang: str, everything: bool, width: int) -> str:
    total = len(entry.mentions)
    if not total:
        return heading("mentions", lang) + f'<p class="muted">{escape(word("mentions_none", lang))}</p>'
    shown = entry.mentions if everything else _first(entry.mentions)
    parts = [heading("mentions", lang, total)]
    for document, group in groupby(shown, key=lambda mention: mention.document):
        title = link(iri.Place("document", document).iri, _document_title(shelf, document))
        parts.append(f'<p class="kwic-title">{title}</p>{_concordance(group, shelf.text(document), width)}')
    if len(shown) < total:
        parts.append(f"<p>{link(ALL_MENTIONS, word('mentions_more', lang, count=total))}</p>")
    return "".join(parts)


def _first(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions shown at first: a fair share of each document's, in their order."""
    by_document: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_document.setdefault(mention.document, []).append(mention)
    share, rest = divmod(FIRST_MENTIONS, len(by_document))
    share = max(share, 1)
    chosen = dict.fromkeys(by_document, share)
    spare = rest + sum(max(0, share - len(found)) for found in by_document.values())
    for document, found in by_document.items():
        more = min(spare, max(0, len(found) - share))
        chosen[document] += more
        spare -= more
    return [mention for document, found in by_document.items() for mention in found[: chosen[document]]]


def _concordance(mentions: Iterable[Mention], text: str, width: int) -> str:
    rows, own = [], list(mentions)
    longest = max(sum(map(columns, mention.text)) for mention in own)
    width = max(width - max(0, longest - 8) // 2, 8)  # long names leave less room beside them
    for mention in own:
        found = line(text, mention.document, mention.start, mention.end, width=width)
        place = iri.passage(mention.document, mention.start, mention.end).iri
        rows.append(
            f'<tr><td class="kwic" align="right">{escape(found.left)}</td>'
            f'<td class="kwic-key" align="center">{link(place, found.key)}</td>'
            f'<td class="kwic">{escape(found.right)}</td></tr>'
        )
    return f'<table class="concordance" width="100%">{"".join(rows)}</table>'
