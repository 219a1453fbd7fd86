"""The one place that makes spellings equal: index, query, highlight and mention finder all fold here.

Folding drops full width, case, compatibility forms, combining and invisible marks and traditional
characters (single-character table of OpenCC). What is left are words (letters and digits), characters
from U+2E80 on (Han, kana, Hangul and other high scripts, all called "Han" below) and four marks:

* a blank between two words, whatever dash, quotation mark, prime, blank or line end stood there;
* ``.`` only inside a number (47.5), ``%`` as a word of its own;
* ``,`` for punctuation, a tab or an empty line beside Han.

Blanks and single line ends beside Han vanish, so a Han word broken by a line end is whole again and
``CAR-T 细胞`` equals ``CAR-T细胞``, while ``CAR-T、细胞`` does not.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: First character of the scripts that are searched by character, not by word.
HAN = "\u2e80"
#: The same as a range for a regular expression's class.
HAN_RANGE = "\u2e80-\U0010ffff"
#: A regular expression's class of the characters a folded word is made of.
WORD_CLASS = f"[^ ,.%{HAN_RANGE}]"

_HARD = ","
# letters by Unicode's reckoning, but printed and typed as primes and apostrophes: 5ʹ-UTR, Crohnʼs
_PRIMES = frozenset("\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u02ee")
_RAISED = "\x02"  # before a superscript digit, which is a word of its own: Lei¹, 10⁶

# (character without which the rule has nothing to do, what it finds, what it puts there): in this order
_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (needed, re.compile(pattern), replacement)
    for needed, pattern, replacement in (
        (_RAISED, r"\x02(?<=\x02[0-9]\x02)", ""),
        (_RAISED, r"\x02", " "),
        ("\n", r"\n *\n[ \n]*", _HARD),
        ("\n", r"\n", " "),
        (".", r"\.(?:(?<![0-9]\.)|(?![0-9]))", _HARD),
        (",", r",[ ,]+", _HARD),
        (",", r" +,", _HARD),
        (" ", rf" (?:(?<=[{HAN_RANGE}] ) *| *(?=[{HAN_RANGE}]))", ""),
        (",", rf",(?<=[^{HAN_RANGE}],)(?=[^{HAN_RANGE}])", " "),
        (" ", r"  +", " "),
        ("%", r" ?% ?", "%"),
    )
)
# Hangul written letter by letter becomes syllables
_JAMO = re.compile("[\u1100-\u115f\uac00-\ud7a3][\u1160-\u11ff]+")


@functools.cache
def _simplify() -> Callable[[str], str]:
    import opencc  # on first use: the window's start must not pay for it

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


def _simplified(char: str) -> str:
    """The simplified form of one Han character, to the end of the chain."""
    if not ("\u3400" <= char <= "\u9fff" or char >= "\U00020000"):
        return char
    for _ in range(3):
        other = _simplify()(char)
        if other == char or len(other) != 1:
            break
        char = other
    return char


def _plain(text: str) -> str:
    parts = (char if "\uac00" <= char <= "\ud7a3" else unicodedata.normalize("NFKD", char) for char in text)
    return "".join(part for part in "".join(parts) if unicodedata.category(part) not in ("Mn", "Me", "Cf"))


def _fold_char(char: str) -> str:
    """What one character of a text becomes before the rules are applied."""
    if char in "\t\u2029":
        return _HARD
    if char in "\n\x85\u2028":
        return "\n"
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if unicodedata.decomposition(char).startswith("<super>"):
        if category == "No":
            return _RAISED + _plain(char)
        if category == "So":  # ™ ℠
            return _HARD
    folded = ""
    for part in _plain(_plain(char).casefold()):
        if part not in _PRIMES and (part.isalnum() or unicodedata.category(part) == "Mc"):
            folded += _simplified(part)
        else:
            folded += part if part in ".%" else _HARD
    return folded


class _Table(dict[int, str | int]):
    """Code point -> folded form, filled as characters are met; made for ``str.translate``."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()  # characters that do not become exactly one

    def __missing__(self, code: int) -> str | int:
        char = chr(code)
        folded = _fold_char(char)
        if len(folded) != 1:
            self.uneven.add(char)
        value: str | int = ord(folded) if len(folded) == 1 else folded
        self[code] = value
        return value


_TABLE = _Table()


def _compose(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


def fold(text: str) -> str:
    """The folded form of ``text``: equal for all spellings that a reader takes for the same."""
    folded = text.translate(_TABLE)
    if not folded.isascii():
        folded = _JAMO.sub(_compose, folded)
    for needed, pattern, replacement in _RULES:
        if needed in folded:
            folded = pattern.sub(replacement, folded)
    return folded.strip(" ,")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the way back: where each of its characters stood in the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    length: int  # of the original

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that ``text[start:end]`` came from, in code points.

        Marks that folding dropped (accents, invisible ones) belong to the character before them;
        an empty range gives an empty range.
        """
        if start >= end:
            at = self.starts[start] if start < len(self.text) else self.length
            return at, at
        return self.starts[start], self.ends[end - 1]


def fold_map(text: str) -> Folded:
    """Like :func:`fold`, with the map back to the original."""
    folded = text.translate(_TABLE)
    starts: Sequence[int] = range(len(text))
    ends: Sequence[int] = range(1, len(text) + 1)
    if not _TABLE.uneven.isdisjoint(text):
        starts, ends = _places(text)
    if not folded.isascii():
        starts, ends = _follow(_JAMO, None, folded, starts, ends)
        folded = _JAMO.sub(_compose, folded)
    for needed, pattern, replacement in _RULES:
        if needed in folded:
            starts, ends = _follow(pattern, replacement, folded, starts, ends)
            folded = pattern.sub(replacement, folded)
    left = len(folded) - len(folded.lstrip(" ,"))
    folded = folded.strip(" ,")
    stop = left + len(folded)
    return Folded(folded, starts[left:stop], ends[left:stop], len(text))


def _places(text: str) -> tuple[list[int], list[int]]:
    """Where each character of the translated text comes from, when lengths change."""
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for place in [i for i, char in enumerate(text) if char in _TABLE.uneven]:
        starts += range(at, place)
        ends += range(at + 1, place + 1)
        at = place + 1
        form = _TABLE[ord(text[place])]
        length = 1 if isinstance(form, int) else len(form)
        starts += [place] * length
        ends += [at] * length
        if not length and ends:
            ends[-1] = at
    starts += range(at, len(text))
    ends += range(at + 1, len(text) + 1)
    return starts, ends


def _follow(
    pattern: re.Pattern[str], replacement: str | None, folded: str, starts: Sequence[int], ends: Sequence[int]
) -> tuple[Sequence[int], Sequence[int]]:
    """Follow with the map what a rule (None: the composition of Hangul) does to the text."""
    new_starts: list[int] = []
    new_ends: list[int] = []
    at = 0
    for match in pattern.finditer(folded):
        left, right = match.span()
        length = len(_compose(match) if replacement is None else replacement)
        if length == right - left:
            continue
        new_starts += starts[at:left]
        new_ends += ends[at:left]
        new_starts += [starts[left]] * length
        new_ends += [ends[right - 1]] * length
        at = right
    if not at:
        return starts, ends
    new_starts += starts[at:]
    new_ends += ends[at:]
    return new_starts, new_ends
