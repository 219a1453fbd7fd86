"""The dated facts of an entry as a list by date, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core.errors import NotFound
from cgtatlas.core.markup import escape
from cgtatlas.library.dates import interval
from cgtatlas.render.kwic import cut_right
from cgtatlas.render.markup import document_title, heading, link
from cgtatlas.render.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Entry, Fact
    from cgtatlas.library.reader import Library

#: Lines shown before the reader asks for all; the newest ones.
LAST_DATES = 16
#: Fragment of the link that asks for all dates.
ALL_DATES = "all-dates"
_SOURCE = 56  # columns of a source's title


def dated(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that have a date, by date.

    A date known less precisely stands before those inside it: 2018, then 2018-05, then 2018-05-02. Facts of
    one date keep their order.
    """
    return sorted((fact for fact in facts if fact.as_of), key=lambda fact: fact.as_of)


def timeline(entry: Entry, shelf: Library, lang: str, *, everything: bool = False) -> str:
    """The HTML of an entry's timeline; "" when none of its facts has a date."""
    facts = dated(entry.facts)
    if not facts:
        return ""
    shown = facts if everything or len(facts) <= LAST_DATES + 2 else facts[-LAST_DATES:]
    parts = [heading("timeline", lang, len(facts))]
    if len(shown) < len(facts):
        words = word("earlier", lang, count=len(facts) - len(shown), until=shown[0].as_of[:4])
        parts.append(f"<p>{link(f'#{ALL_DATES}', words)}</p>")
    rows, year = [], ""
    for fact in shown:
        rows.append(_line(fact, shelf, lang, first=fact.as_of[:4] != year))
        year = fact.as_of[:4]
    return "".join(parts) + f'<table class="timeline" width="100%">{"".join(rows)}</table>'


def _line(fact: Fact, shelf: Library, lang: str, *, first: bool) -> str:
    year, rest = fact.as_of[:4], fact.as_of[4:]
    when = f'<b class="year">{escape(year)}</b>{escape(rest)}' if first else escape(fact.as_of)
    label = escape(shelf.label("property", fact.property, lang) + word("colon", lang))
    value = link(f"cgt:fact/{fact.id}", fact.value(lang), fact.citation.quote)
    notes = [cut_right(document_title(shelf, fact.citation.document), _SOURCE)]
    if _ahead(fact, shelf):
        notes.insert(0, word("ahead", lang))
    sign = ' <span class="warn">⚠</span>' if fact.conflicts_with else ""
    return (
        f'<tr><td class="when{" new-year" if first else ""}">{when}</td><td class="event">'
        f'<span class="muted">{label}</span>{value}{sign}'
        f'<br><span class="origin">{escape(" · ".join(notes))}</span></td></tr>'
    )


def _ahead(fact: Fact, shelf: Library) -> bool:
    """Whether the source spoke of a time after its own: a forecast or a plan."""
    try:
        written = interval(shelf.document(fact.citation.document).published)
    except NotFound:
        return False
    told = interval(fact.as_of)
    return written is not None and told is not None and told[0] > written[1]
