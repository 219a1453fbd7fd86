"""The small pieces of HTML that pages of this room are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.errors import NotFound
from cgtatlas.core.markup import escape
from cgtatlas.render.article import tooltip
from cgtatlas.render.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cgtatlas.core.model import Fact
    from cgtatlas.library.reader import Library

_LABEL = "22%"  # Qt's rich text takes the width of a cell from its attribute only


def either(zh: str, en: str, lang: str) -> str:
    """The text in a language, else in the other one."""
    return (en or zh) if lang == "en" else (zh or en)


def heading(key: str, lang: str, count: int | None = None) -> str:
    """A section heading with an optional count."""
    shown = f' <span class="muted count">{count}</span>' if count is not None else ""
    return f"<h2>{escape(word(key, lang))}{shown}</h2>"


def pair_row(label: str, value: str) -> str:
    """A line of a table of pairs, both parts as HTML; the labels of all tables are of one width."""
    return f'<tr><td class="label" width="{_LABEL}">{label}</td><td>{value}</td></tr>'


def pair_table(rows: Iterable[str]) -> str:
    """Lines of :func:`pair_row` as a table as wide as the page."""
    return f'<table class="pairs" width="100%">{"".join(rows)}</table>'


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


def cite_mark(fact: Fact, shown: str) -> str:
    """A raised link to a fact's words, with the quotation as its tooltip."""
    return f"<sup>{link(f'cgt:fact/{fact.id}', shown, fact.citation.quote)}</sup>"


def document_title(shelf: Library, id: str) -> str:
    """The title of a document; its id when the library does not hold it."""
    try:
        return shelf.document(id).title
    except NotFound:
        return id


def fact_or_none(shelf: Library, id: str) -> Fact | None:
    """A fact, or None when the library does not hold it."""
    try:
        return shelf.fact(id)
    except NotFound:
        return None
