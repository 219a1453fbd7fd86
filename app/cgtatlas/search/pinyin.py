"""Chinese names by their sound: ``yaoming`` or ``ymkd`` finds 药明康德.

The readings of characters are a small table (``resources/pinyin``), so that nothing heavy is loaded and a
reader's own names are found like ours. A character of several readings counts with each of them.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.core.paths import shipped
from cgtatlas.text.tokens import is_han

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Ways of reading one name that are tried: 2 to the power of its ambiguous characters, but no more.
_MOST_READINGS = 16
_SHORTEST = 2
_SHORTEST_INSIDE = 4
_LETTERS = re.compile("[a-z]+")
_PIECE = re.compile("[a-z0-9]+|.")
#: How a name sounds like what was typed, best first.
WHOLE, INITIALS, BEGINS, INITIALS_BEGIN, WITHIN = range(5)


@dataclass(frozen=True, slots=True)
class Sound:
    """One way to read a name: all of it, where its syllables begin, their first letters."""

    full: str
    starts: tuple[int, ...]
    initials: str


@functools.lru_cache(20_000)
def readings(char: str) -> tuple[str, ...]:
    """The readings of a character without tones, the usual one first; ü is written v and u."""
    table = _table()
    usual: list[str] = []
    others: list[str] = []
    at = table.find(char)
    while at >= 0:  # a dictionary of all 17,000 characters would take 3 MB, and longer to make
        start = table.rfind("\n", 0, at) + 1
        syllable = table[start : table.index("\t", start)]
        (usual if table.count("\t", start, at) == 1 else others).append(syllable)
        at = table.find(char, at + 1)
    return tuple(dict.fromkeys(form for one in (*usual, *others) for form in (one, one.replace("v", "u"))))


@functools.cache
def _table() -> str:
    """A line for each syllable: how it is written, whose usual reading it is, whose other one."""
    return shipped("resources/pinyin/readings.tsv").read_text(encoding="utf-8")


@functools.lru_cache(500)  # of those that were like what was typed; all of them would take a MB
def sounds(key: str) -> tuple[Sound, ...]:
    """The ways to read a folded name; none for a name without Chinese characters."""
    if not any(is_han(char) for char in key):
        return ()
    choices: list[Sequence[str]] = []
    for piece in _PIECE.findall(key):
        if is_han(piece):
            choices.append(readings(piece) or ("",))
        elif piece.isalnum():
            choices.append((piece,))
    found: dict[str, Sound] = {}
    # the last characters vary fastest: names differ more often there than at their common beginnings
    for syllables in itertools.islice(itertools.product(*choices), _MOST_READINGS):
        starts = tuple(itertools.accumulate((len(one) for one in syllables[:-1]), initial=0))
        initials = "".join(one[:1] for one in syllables)
        found.setdefault("".join(syllables), Sound("".join(syllables), starts, initials))
    return tuple(found.values())


@functools.lru_cache(20_000)
def _heard(key: str) -> str:
    return "|".join(part for sound in sounds.__wrapped__(key) for part in (sound.full, sound.initials))


def typed_sound(folded: str) -> str:
    """What was typed as letters in a row; "" when it cannot be pinyin."""
    letters = folded.replace(" ", "")
    return letters if len(letters) >= _SHORTEST and _LETTERS.fullmatch(letters) else ""


def sounds_like(key: str, typed: str) -> int | None:
    """How a folded name sounds like some letters: a class of match, None when it does not."""
    if typed not in _heard(key):  # far cheaper than looking at each reading
        return None
    best: int | None = None
    for sound in sounds(key):
        found = _match(sound, typed)
        if found is not None and (best is None or found < best):
            best = found
    return best


def _match(sound: Sound, typed: str) -> int | None:
    if sound.full == typed:
        return WHOLE
    if sound.initials == typed:
        return INITIALS
    if sound.full.startswith(typed) and len(typed) > 2:
        return BEGINS
    if sound.initials.startswith(typed):
        return INITIALS_BEGIN
    if len(typed) < _SHORTEST_INSIDE:
        return None
    inside = any(sound.full.startswith(typed, start) for start in sound.starts[1:])
    return WITHIN if inside or typed in sound.initials else None
