"""Chapters of the user guide as HTML for a text browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core.markup import escape
from cgtatlas.library import guide
from cgtatlas.render.article import article_html
from cgtatlas.render.markup import link
from cgtatlas.render.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.library.guide import Section

#: The address of the guide; a chapter and a section of it follow after a slash: ``search#facets``.
PAGE = "cgt:page/guide"


def address(place: str) -> str:
    """The address of a chapter or a section."""
    return f"{PAGE}/{place}"


def chapter_page(id: str, lang: str) -> str:
    """One chapter: its sections under the list of all chapters, with the ways to its neighbours below."""
    shown = guide.chapter(id, lang)
    parts = [_contents(id, lang), f"<h1>{escape(shown.title)}</h1>"]
    for section in shown.sections:
        if section.anchor:
            parts.append(f'<h2><a name="{section.anchor}"></a>{escape(section.title)}</h2>')
        parts.append(article_html(section.markdown, _no_citation))
    return "".join([*parts, _neighbours(id, lang)])


def found_page(sections: Sequence[Section], lang: str, none: str) -> str:
    """Sections that were searched for, whole, each under a link to its place; ``none`` for no sections."""
    if not sections:
        return f'<p class="muted">{escape(none)}</p>'
    parts = []
    for section in sections:
        title = guide.chapter(section.chapter, lang).title
        shown = f"{title} › {section.title}" if section.anchor else title
        parts.append(f"<h2>{link(address(section.place), shown)}</h2>")
        parts.append(article_html(section.markdown, _no_citation))
    return "".join(parts)


def _contents(id: str, lang: str) -> str:
    items = [
        f"<b>{escape(one.title)}</b>" if one.id == id else link(address(one.id), one.title)
        for one in guide.chapters(lang)
    ]
    return f'<p class="muted">{" · ".join(items)}</p>'


def _neighbours(id: str, lang: str) -> str:
    at = guide.CHAPTERS.index(id)
    parts = []
    for key, place in (("previous_chapter", at - 1), ("next_chapter", at + 1)):
        if 0 <= place < len(guide.CHAPTERS):
            other = guide.chapter(guide.CHAPTERS[place], lang)
            parts.append(link(address(other.id), word(key, lang, title=other.title)))
    return f'<p class="ways">{" &nbsp; ".join(parts)}</p>'


def _no_citation(_slug: str) -> None:
    """The guide cites nothing."""
