"""Facts that differ, side by side: on an entry's page and on one page of all of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cgtatlas.core.markup import escape
from cgtatlas.render.kwic import cut_right
from cgtatlas.render.markup import document_title, either, entry_link, fact_or_none, link
from cgtatlas.render.words import word
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Fact
    from cgtatlas.library.reader import Disagreement, Library

#: The address of the page of all disagreements.
PAGE = "cgt:page/disagreements"
_QUOTE = 320  # columns of a quotation; the rest is one click away


def pair(found: Disagreement, shelf: Library, lang: str, *, names: bool, reason: bool = True) -> str:
    """One disagreement: why, and both facts side by side; "" when a fact is gone.

    ``names`` puts each fact's entry above it; ``reason`` says the class of the reason before the note.
    """
    a, b = fact_or_none(shelf, found.a), fact_or_none(shelf, found.b)
    if a is None or b is None:
        return ""
    note = either(found.note_zh, found.note_en, lang)
    told = escape(note)
    if reason:
        label = escape(shelf.label("reason", found.reason, lang))
        told = f"<b>{label}</b>" + (escape(word("colon", lang)) + told if note else "")
    sides = "".join(f'<td class="side" width="50%">{_side(fact, shelf, lang, names)}</td>' for fact in (a, b))
    return (
        f'<p class="why"><span class="warn">⚠</span> {told}</p>'
        f'<table class="sides" width="100%"><tr>{sides}</tr></table>'
    )


def _side(fact: Fact, shelf: Library, lang: str, names: bool) -> str:
    label = escape(shelf.label("property", fact.property, lang))
    head = f"{entry_link(shelf, fact.entry, lang)} · {label}" if names else label
    value = link(f"cgt:fact/{fact.id}", fact.value(lang), word("open_source", lang))
    cite = fact.citation
    when = f"{word('as_of', lang)} {fact.as_of} · " if fact.as_of else ""
    source = escape(when + document_title(shelf, cite.document))
    quote = escape(" ".join(cut_right(cite.quote, _QUOTE).split()))
    return (
        f'<p class="side-head">{head}</p><p class="side-value">{value}</p>'
        f'<p class="side-quote">“{quote}”</p><p class="side-source">{source}</p>'
    )


def matching(shelf: Library, words: str, lang: str) -> list[Disagreement]:
    """The disagreements in which all the words stand: in an entry's names, a value, a quote or the note."""
    wanted = [fold(word) for word in words.split()]
    return [found for found in shelf.conflicts() if not wanted or _holds(found, shelf, lang, wanted)]


def _holds(found: Disagreement, shelf: Library, lang: str, wanted: Sequence[str]) -> bool:
    said = [shelf.label("reason", found.reason, lang), found.note_zh, found.note_en]
    for fact in (fact_or_none(shelf, found.a), fact_or_none(shelf, found.b)):
        if fact is not None:
            row = shelf.row(fact.entry)
            said += [row.id, row.name_zh, row.name_en, shelf.label("property", fact.property, lang)]
            said += [fact.value_zh, fact.value_en, fact.as_of, fact.citation.quote]
            said.append(document_title(shelf, fact.citation.document))
    text = "\n".join(map(fold, said))
    return all(word in text for word in wanted)


def by_reason(shelf: Library, found: Sequence[Disagreement]) -> list[tuple[str, list[Disagreement]]]:
    """Disagreements by the class of their reason, the weightiest class (the vocabulary's last) first."""
    order = {reason: -at for at, reason in enumerate(shelf.terms("reason"))}
    sorted_ = sorted(found, key=lambda one: (order.get(one.reason, 1), one.reason))
    return [(reason, list(group)) for reason, group in groupby(sorted_, key=lambda one: one.reason)]


def disagreements_page(shelf: Library, found: Sequence[Disagreement], lang: str, none: str = "") -> str:
    """The HTML body of the page of disagreements: a heading for each reason, the pairs below it.

    ``none`` is said when there is no disagreement to show.
    """
    parts = [f"<h1>{escape(word('conflicts', lang))}</h1>", f"<p>{escape(word('conflicts_lead', lang))}</p>"]
    for reason, group in by_reason(shelf, found):
        label = shelf.label("reason", reason, lang)
        label = escape(label[:1].upper() + label[1:])
        parts.append(f'<h2>{label} <span class="muted count">{len(group)}</span></h2>')
        parts += [pair(one, shelf, lang, names=True, reason=False) for one in group]
    if not found:
        parts.append(f'<p class="muted">{escape(none)}</p>')
    return "".join(parts)
