"""What the full-text index stores of a passage and what a query asks of it, both from folded text.

Han text becomes overlapping pairs of characters plus the last one alone, the rest whole words:
``细胞治疗 CAR-T`` gives ``细胞 胞治 治疗 疗 car t``. A phrase of the same pairs is then exact
substring search.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cgtatlas.text.fold import HAN, HAN_RANGE, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Changes whenever the same text would give other tokens: an index of another version must be rebuilt.
VERSION = "2"

#: Weights of champion terms: BM25's document side with these parameters, in steps of 1 / ``STEPS``.
K1, B, MEAN_TOKENS, STEPS, FLOOR = 1.2, 0.75, 240.0, 20, 1.5
#: The lowest and the highest level a champion term can have.
LOWEST_LEVEL, HIGHEST_LEVEL = int(STEPS * FLOOR), int(STEPS * (K1 + 1))
#: Longer words are in the index, but not among champions and completions.
LONGEST_WORD = 40

_RUN = re.compile(f"[{HAN_RANGE}]+|[,.%]|[^ ,.%{HAN_RANGE}]+")
# between two Han runs the single last character already says that they are apart
_NEEDLESS = re.compile(f",(?<=[{HAN_RANGE}],)(?=[{HAN_RANGE}])")
# the index's tokenizer drops ASCII marks, so they travel as private-use characters
_MARKS = {",": "\ue0f0", ".": "\ue0f1", "%": "\ue0f2"}


#: Between texts that are cut together; no folded text holds it.
NEXT = "\x01"
# for ``bytes.translate``: which bytes of the number of a character say what it is
_AFTER_HAN = bytes(0xFF if page > ord(HAN) >> 8 else 0 for page in range(256))
_HAN_PAGE = bytes(0xFF if page == ord(HAN) >> 8 else 0 for page in range(256))
_HAN_LOW = bytes(0xFF if low >= ord(HAN) & 0xFF else 0 for low in range(256))
_HAN_PLANE = bytes(0xFF if plane else 0 for plane in range(256))
_IS_NEXT = bytes(0xFF if low == ord(NEXT) else 0 for low in range(256))
_IS_ZERO = bytes(0xFF if low == 0 else 0 for low in range(256))
_BLANKS = bytes(ord(" ") if mask else 0 for mask in range(256))


class Terms(NamedTuple):
    """A passage as the index wants it: its tokens and its champion terms, blank-separated."""

    tokens: str
    champions: str

    @property
    def words(self) -> set[str]:
        """The words among the tokens, without Han text and very long ones."""
        return {token for token in self.tokens.split(" ") if "" < token < HAN and len(token) <= LONGEST_WORD}


def is_han(text: str) -> bool:
    """Does the text begin with a character that is searched by character, not by word?"""
    return text >= HAN


def runs(folded: str) -> list[str]:
    """Folded text cut where script or word changes; commas between two Han runs are left out."""
    return _RUN.findall(_NEEDLESS.sub(" ", folded))


def level_token(term: str, level: int) -> str:
    """The champion index's token for a term of a weight level."""
    return term + chr(0xE000 + level)


def _pairs(run: str) -> list[str]:
    return list(map(str.__add__, run, run[1:]))


def terms(text: str) -> Terms:
    """Everything the index stores of a passage's text (not folded yet)."""
    return cut([text])


def cut(texts: Iterable[str]) -> Terms:
    """What :func:`terms` gives for each text, with ``NEXT`` between them; for a few hundred at once."""
    tokens, characters = _cut(NEXT.join(map(fold, texts)))
    champions = map(_champions, tokens.split(NEXT), characters.split(NEXT))
    return Terms(tokens, NEXT.join(champions))


def _cut(folded: str) -> tuple[str, str]:
    """The tokens of folded texts, and their Han characters alone; ``NEXT`` stands between texts.

    All pairs are made at once, since a loop over them takes three times as long: the text stands three
    times side by side, character by character. First as it is; then its next character, where both are
    Han, else nothing; then a blank, where either is Han.
    """
    length, first = len(folded), folded.encode("utf-32-le")
    low, page, plane = first[0::4], first[1::4], first[2::4]
    is_han = _mask(page.translate(_HAN_PAGE)) & _mask(low.translate(_HAN_LOW))
    is_han |= _mask(page.translate(_AFTER_HAN)) | _mask(plane.translate(_HAN_PLANE))
    is_next = _mask(low.translate(_IS_NEXT)) & _mask(page.translate(_IS_ZERO))
    han_follows = is_han >> 8
    second = _kept(first[4:], is_han & han_follows, length)
    blanks = bytearray(4 * length)
    blanks[0::4] = (is_han | han_follows).to_bytes(length, "little").translate(_BLANKS)
    triples = array("I", bytes(12 * length))
    triples[0::3], triples[1::3] = array("I", first), array("I", second)
    triples[2::3] = array("I", bytes(blanks))
    tokens = _readable(triples.tobytes()).replace(" , ", " ")  # two Han runs are apart without a comma
    for mark, token in _MARKS.items():
        tokens = tokens.replace(mark, f" {token} ")
    for doubled, single in (("  ", " "), (f" {NEXT}", NEXT), (f"{NEXT} ", NEXT)):
        while doubled in tokens:
            tokens = tokens.replace(doubled, single)
    return tokens.strip(" "), _readable(_kept(first, is_han | is_next, length))


def _mask(flags: bytes | bytearray) -> int:
    return int.from_bytes(flags, "little")


def _kept(characters: bytes, mask: int, length: int) -> bytes:
    """UTF-32 text with nothing in place of characters for which ``mask`` has no byte 255."""
    wide = bytearray(4 * length)
    wide[0::4] = wide[1::4] = wide[2::4] = mask.to_bytes(length, "little")
    return (_mask(characters) & _mask(wide)).to_bytes(4 * length, "little")


def _readable(characters: bytes) -> str:
    return characters.decode("utf-32-le").replace("\0", "")


def _champions(tokens: str, characters: str) -> str:
    """The terms that weigh much in a passage of these tokens and Han characters, with their levels."""
    if not tokens:
        return ""
    found = tokens.split(" ")
    norm = K1 * (1 - B + B * len(found) / MEAN_TOKENS)
    least = math.ceil(FLOOR * norm / (K1 + 1 - FLOOR))
    weighed = [
        (term, count)
        for term, count in Counter(found).items()
        if count >= least and (1 < len(term) <= LONGEST_WORD or (len(term) == 1 and term < HAN))
    ]
    weighed += [(term, count) for term, count in Counter(characters).items() if count >= least]
    most = STEPS * (K1 + 1)
    return " ".join([level_token(term, int(most * count / (count + norm))) for term, count in weighed])


def phrase(folded: str, *, prefix: bool = False) -> str | None:
    """An FTS5 phrase that finds exactly the passages whose folded text holds ``folded``.

    Words begin and end on word edges; with ``prefix`` the last word may go on. None when nothing
    is left to look for.
    """
    parts = runs(folded)
    if not parts:
        return None
    tokens: list[str] = []
    for run in parts[:-1]:
        tokens += [*_pairs(run), run[-1]] if run >= HAN else [_MARKS.get(run, run)]
    last = parts[-1]
    star = prefix and last not in _MARKS
    if last >= HAN:
        star = len(last) == 1
        tokens += [last] if star else _pairs(last)
    else:
        tokens.append(_MARKS.get(last, last))
    return '"' + " ".join(tokens) + '"' + ("*" if star else "")
