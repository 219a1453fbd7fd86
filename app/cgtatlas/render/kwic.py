"""Concordance lines: each mention with the words before and after it, cut to a display width."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One mention in its context; ``left`` and ``right`` stand beside ``key`` without a gap."""

    left: str
    key: str
    right: str
    document: str
    start: int
    end: int


def line(text: str, document: str, start: int, end: int, *, width: int = 36) -> Line:
    """The mention ``text[start:end]`` with up to ``width`` columns of its own line on each side."""
    reach = width * 2
    before = text[max(0, start - reach) : start].rsplit("\n", 1)[-1]
    after = text[end : end + reach].split("\n", 1)[0]
    left = cut_left(_SPACE.sub(" ", before).lstrip(), width)
    right = cut_right(_SPACE.sub(" ", after).rstrip(), width)
    return Line(left, text[start:end], right, document, start, end)


@lru_cache(maxsize=8_192)
def columns(char: str) -> int:
    """How many columns a character takes: two for wide East Asian ones, none for marks."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut_right(words: str, width: int) -> str:
    """The beginning of ``words`` that fits into ``width`` columns, with an ellipsis when cut."""
    used = 0
    for at, char in enumerate(words):
        used += columns(char)
        if used > width:
            return words[:at].rstrip() + "…"
    return words


def cut_left(words: str, width: int) -> str:
    """The end of ``words`` that fits into ``width`` columns, with an ellipsis when cut."""
    used = 0
    for at in range(len(words) - 1, -1, -1):
        used += columns(words[at])
        if used > width:
            return "…" + words[at + 1 :].lstrip()
    return words
