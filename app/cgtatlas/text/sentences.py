"""Where sentences begin and end in mixed Chinese and English text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cgtatlas.text.characters import enclosed, is_cjk, trim

if TYPE_CHECKING:
    from cgtatlas.core.model import Span

# "。" and "?" are apart: a "?" right after "。" is a bullet whose glyph was lost, not an end.
_STOP = re.compile(r"[！？!?…]+|。+|；|[．.]+|\n[^\S\n]{0,40}\n")
_CITES = re.compile(r"(?:\^?\[\d{1,4}(?:[,，–-]\d{1,4}){0,8}\]){1,8}")
_CLOSERS = re.compile(r"[”’」』）)】〕》〉］\]]{1,8}")
_WORD = re.compile(r"[^\W\d_]")
_LONGEST_BRACKET = 300

# A full stop after these never ends a sentence; after the second group, not before a number.
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+",
        "al approx assoc bros ca cf co corp dept dr ed eds est etc ex gen gov govt hon inc jr ltd messrs "
        "mr mrs ms mt prof pty pvt resp rev sen sr st univ viz vs jan feb mar apr jun jul aug sep sept oct "
        "nov dec",
    )
)
_BEFORE_NUMBER = frozenset(
    re.findall(r"\w+", "app art ch eq eqs fig figs no nos p pp par pt ref refs sec supp tab vol vols")
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences in ``text[start:end]``, trimmed, ascending.

    Together they hold every character of the range that is not white space. Closing quotes, brackets and
    citation numbers stay with their sentence; nothing is cut inside a short bracket.
    """
    end = len(text) if end is None else min(end, len(text))
    brackets = enclosed(text, start, end, _LONGEST_BRACKET)
    found: list[Span] = []
    begin, inside, quotes, counted = trim(text, start, end)[0], 0, 0, start
    for match in _STOP.finditer(text, start, end):
        at = match.start()
        if at < begin:
            continue
        while inside < len(brackets) and brackets[inside][1] <= at:
            inside += 1
        if inside < len(brackets) and brackets[inside][0] < at:
            continue
        quotes, counted = quotes + text.count('"', counted, at), at
        after = _closers(text, match.end(), end, quotes % 2 == 1)
        if _ends(text, begin, at, match.end(), after, end):
            _add(found, trim(text, begin, after))
            quotes, counted, begin = 0, after, trim(text, after, end)[0]
    _add(found, trim(text, begin, end))
    return found


def _add(found: list[Span], span: Span) -> None:
    if span[0] < span[1]:
        found.append(span)


def _closers(text: str, at: int, end: int, quoted: bool) -> int:
    """The position after the closing quotes, brackets and citation numbers that stand at ``at``."""
    for _ in range(4):
        if quoted and at < end and text[at] == '"':
            at, quoted = at + 1, False
            continue
        match = _CITES.match(text, at, end) or _CLOSERS.match(text, at, end)
        if match is None:
            break
        at = match.end()
    return at


def _ends(text: str, begin: int, at: int, stop: int, after: int, end: int) -> bool:
    """Whether the stop at ``text[at:stop]``, with its closers up to ``after``, ends a sentence."""
    mark = text[at]
    if mark == "\n":
        return True
    if at - begin < 8 and not any(char.isalnum() for char in text[begin:at]):
        return False
    if mark in "。；":
        return True
    following = after
    while following < end and text[following].isspace():
        following += 1
    next_char = text[following] if following < end else ""
    spaced = following > after or not next_char
    if mark in ".．":
        return _full_stop(text, begin, at, stop, next_char, spaced)
    if next_char and next_char in ",，、;；:：":
        return False
    if mark == "…" or (next_char.isascii() and next_char.islower()):
        return not (next_char.isascii() and next_char.islower())
    return spaced or not next_char.isascii() or not text[at - 1].isascii()


def _full_stop(text: str, begin: int, at: int, stop: int, next_char: str, spaced: bool) -> bool:
    """Whether a full stop ends a sentence, and not an abbreviation, an initial, a number or an address."""
    before = text[at - 1]
    if not spaced:
        return is_cjk(before) and (is_cjk(next_char) or next_char in "“《（(‘")
    if next_char.islower() or (next_char and next_char in ",，、;；:："):
        return False
    if stop - at > 1:
        return True
    word_start = at
    while word_start > begin and at - word_start < 24 and text[word_start - 1] not in " \t\n\u00a0(（[“\"'":
        word_start -= 1
    word = text[word_start:at]
    if not word.isascii():
        return True
    if word.isdigit():
        return _WORD.search(text, max(begin, word_start - 24), word_start) is not None
    if (len(word) == 1 and word.isupper()) or re.fullmatch(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}", word):
        return not next_char
    if word.lower() in _BEFORE_NUMBER:
        return not next_char.isdigit()
    return word.lower() not in _ABBREVIATIONS
