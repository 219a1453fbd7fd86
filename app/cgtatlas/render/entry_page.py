"""An entry as HTML pages in one language: the part above its fact table and the part below it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.markup import escape
from cgtatlas.render.article import article_html, tooltip
from cgtatlas.render.disagreements import PAGE, pair
from cgtatlas.render.kwic import columns, line
from cgtatlas.render.markup import (
    cite_mark,
    document_title,
    either,
    entry_link,
    fact_or_none,
    heading,
    link,
    pair_row,
    pair_table,
)
from cgtatlas.render.timeline import ALL_DATES, timeline
from cgtatlas.render.words import kind_word, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cgtatlas.core.model import Entry, Fact, Mention, Name, Relation
    from cgtatlas.library.reader import Disagreement, Library

#: Concordance lines shown before the reader asks for all.
FIRST_MENTIONS = 24
#: Related entries of one type shown before the reader asks for all.
FIRST_RELATED = 12
#: Fragments of the links that ask for all mentions and all related entries.
ALL_MENTIONS, ALL_RELATED = "all-mentions", "all-related"
#: Every fragment that asks for more of the page.
MORE = frozenset((ALL_DATES, ALL_MENTIONS, ALL_RELATED))


@dataclass(frozen=True, slots=True)
class EntryPage:
    """HTML bodies; ``above`` ends where the fact table stands, ``timeline`` ("" without dates) follows it."""

    above: str
    timeline: str
    below: str


def entry_page(
    entry: Entry,
    shelf: Library,
    lang: str,
    *,
    differences: Sequence[Disagreement] = (),
    more: frozenset[str] = frozenset(),
    width: int = 28,
) -> EntryPage:
    """The page of an entry.

    ``differences`` are those of the whole library; ``more`` names, by fragment, the lists to show whole;
    ``width`` is the columns of context on each side of a mention.
    """
    above = [_title(entry, shelf, lang), _names(entry, shelf, lang), _summary(entry, lang)]
    if not entry.facts:
        above.append(f'<p class="muted">{escape(word("facts_none", lang))}</p>')
    below = [
        _relations(entry, shelf, lang, ALL_RELATED in more),
        _article(entry, lang),
        _differences(entry, shelf, lang, differences),
        _mentions(entry, shelf, lang, ALL_MENTIONS in more, width),
    ]
    dates = timeline(entry, shelf, lang, everything=ALL_DATES in more)
    return EntryPage("".join(above), dates, "".join(below))


def _title(entry: Entry, shelf: Library, lang: str) -> str:
    row = entry.row
    first = row.name(lang)
    second = row.name("zh" if lang == "en" else "en")
    parts = [kind_word(row.kind, lang), shelf.label("class", row.class_, lang)]
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
    text = either(entry.summary_zh, entry.summary_en, lang)
    body = article_html(text, _Cite(entry)) if text else ""
    return f'<div class="summary">{body}</div>' if body else ""


def _article(entry: Entry, lang: str) -> str:
    text = either(entry.article_zh, entry.article_en, lang)
    return heading("article", lang) + article_html(text, _Cite(entry)) if text.strip() else ""


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


def _relations(entry: Entry, shelf: Library, lang: str, everything: bool) -> str:
    facts = {fact.id: (number, fact) for number, fact in enumerate(entry.facts, 1)}
    rows: list[str] = []
    for inverse, relations in ((False, entry.relations), (True, entry.incoming)):
        ordered = sorted(relations, key=lambda relation: relation.type)
        for type_, group in groupby(ordered, key=lambda relation: relation.type):
            label = shelf.label("relation", type_, lang, inverse=inverse)
            shown = _others(group, shelf, lang, facts, inverse)
            others = _listed(shown, lang, everything)
            rows.append(pair_row(escape(label), others))
    if not rows:
        return ""
    return heading("relations", lang) + pair_table(rows)


def _others(
    relations: Iterable[Relation],
    shelf: Library,
    lang: str,
    facts: Mapping[str, tuple[int, Fact]],
    inverse: bool,
) -> list[str]:
    marks: dict[str, list[str]] = {}
    for relation in relations:
        other = relation.subject if inverse else relation.object
        seen = marks.setdefault(other, [])
        if relation.fact in facts:
            number, fact = facts[relation.fact]
            seen.append(cite_mark(fact, str(number)))
        elif relation.fact:
            found = fact_or_none(shelf, relation.fact)
            if found is not None:
                seen.append(cite_mark(found, "*"))
    return [entry_link(shelf, other, lang) + "<sup>,</sup>".join(found) for other, found in marks.items()]


def _listed(shown: Sequence[str], lang: str, everything: bool) -> str:
    """Related entries in one line; a long list is cut, with a link to the whole."""
    between = escape(word("listing", lang))
    if everything or len(shown) <= FIRST_RELATED + 2:
        return between.join(shown)
    rest = link(f"#{ALL_RELATED}", word("mentions_more", lang, count=len(shown)))
    return f"{between.join(shown[:FIRST_RELATED])} … {rest}"


def _differences(entry: Entry, shelf: Library, lang: str, differences: Sequence[Disagreement]) -> str:
    own = {fact.id for fact in entry.facts}
    mine = [found for found in differences if found.a in own or found.b in own]
    made = (pair(found, shelf, lang, names=not {found.a, found.b} <= own) for found in mine)
    parts = [part for part in made if part]
    if not parts:
        return ""
    every = f"<p>{link(PAGE, word('conflicts_all', lang, count=len(differences)))}</p>"
    return heading("conflicts", lang, len(parts)) + "".join(parts) + every


def _mentions(entry: Entry, shelf: Library, lang: str, everything: bool, width: int) -> str:
    total = len(entry.mentions)
    if not total:
        return heading("mentions", lang) + f'<p class="muted">{escape(word("mentions_none", lang))}</p>'
    shown = entry.mentions if everything else _first(entry.mentions)
    parts = [heading("mentions", lang, total)]
    for document, group in groupby(shown, key=lambda mention: mention.document):
        title = link(iri.Place("document", document).iri, document_title(shelf, document))
        parts.append(f'<p class="kwic-title">{title}</p>{_concordance(group, shelf.text(document), width)}')
    if len(shown) < total:
        parts.append(f"<p>{link(f'#{ALL_MENTIONS}', word('mentions_more', lang, count=total))}</p>")
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
