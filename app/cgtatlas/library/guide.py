"""The user guide: Markdown pages of ``resources/help`` as chapters of sections, in both languages.

A chapter is a file ``NAME.zh.md`` with its twin ``NAME.en.md``. Its first line is the title (``# Title``);
each section begins with ``## Title {#anchor}``. Anchors are the same in both languages, so that links work in
either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cgtatlas.core.errors import NotFound
from cgtatlas.core.paths import shipped

#: Chapters in reading order.
CHAPTERS = ("start", "search", "sources", "notes", "window", "libraries", "safety", "terminal", "problems")
_SECTION = re.compile(r"^## (?P<title>.+?) \{#(?P<anchor>[a-z0-9-]+)\}\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the guide; the first one of a chapter is what stands before any heading (anchor "")."""

    chapter: str
    anchor: str
    title: str
    markdown: str

    @property
    def place(self) -> str:
        """Its address inside the guide: ``search#facets``."""
        return f"{self.chapter}#{self.anchor}" if self.anchor else self.chapter


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the guide."""

    id: str
    title: str
    sections: tuple[Section, ...]


def chapter(id: str, lang: str) -> Chapter:
    """One chapter in a language (zh, en). Raises NotFound("no_chapter")."""
    if id not in CHAPTERS:
        raise NotFound("no_chapter", id=id)
    return _read(id, "en" if lang == "en" else "zh")


def chapters(lang: str) -> tuple[Chapter, ...]:
    """The whole guide in a language."""
    return tuple(chapter(id, lang) for id in CHAPTERS)


@cache
def _read(id: str, lang: str) -> Chapter:
    text = shipped(f"resources/help/{id}.{lang}.md").read_text(encoding="utf-8")
    head, _, body = text.partition("\n")
    title = head.removeprefix("# ").strip()
    parts = _SECTION.split(body)
    sections = [Section(id, "", title, parts[0].strip())]
    for at in range(1, len(parts), 3):
        sections.append(Section(id, parts[at + 1], parts[at], parts[at + 2].strip()))
    return Chapter(id, title, tuple(sections))
