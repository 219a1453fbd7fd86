"""Finds sections of the user guide with the query language of the library."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cgtatlas.library import guide
from cgtatlas.search.conditions import split
from cgtatlas.search.matcher import holds
from cgtatlas.search.query import parse
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from cgtatlas.library.guide import Section
    from cgtatlas.search.query import Filter

# examples are no subject of the guide: a query for a therapy is not answered with them
_MARKS = re.compile(r"`[^`]*`|\]\([^)]*\)|[*|\[\]#]")


def find_sections(query: str, lang: str, limit: int = 5) -> list[Section]:
    """Sections of the guide in which the words of a query stand, those with a word in their title first.

    Conditions on documents and notes (``doc:``, ``date:`` …) ask the guide nothing: they find nothing.
    """
    parsed = parse(query)
    if parsed.root is None:
        return []
    words, conditions = split(parsed.root)
    if words is None or conditions:
        return []
    found = []
    for chapter in guide.chapters(lang):
        for section in chapter.sections:
            title, text = _folded(section)
            if holds(words, text, _never):
                found.append((not holds(words, title, _never), section))
    found.sort(key=lambda pair: pair[0])
    return [section for _, section in found[:limit]]


@lru_cache(1000)
def _folded(section: Section) -> tuple[str, str]:
    """Title and whole text of a section, as the index folds them; without the marks of Markdown."""
    return fold(section.title), fold(f"{section.title} , {_MARKS.sub(' ', section.markdown)}")


def _never(_: Filter) -> bool:
    return False
