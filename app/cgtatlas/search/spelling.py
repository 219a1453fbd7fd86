"""Other spellings of English words: plurals, British and American, looked up among the words that exist.

The index holds words as they stand; what is typed is widened instead, so that exact hits stay exact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORTEST = 4
_WORD = re.compile("[a-z]+")
_Pairs = tuple[tuple[str, str], ...]
#: Endings of one and of many, in both directions.
_PLURALS: _Pairs = (
    *(("", "s"), ("y", "ies"), ("s", "ses"), ("x", "xes"), ("ch", "ches"), ("sh", "shes")),
    *(("sis", "ses"), ("us", "i"), ("um", "a"), ("ix", "ices"), ("yte", "ytes")),
)
#: Endings that are written in two ways.
_BRITISH: _Pairs = (
    *(("our", "or"), ("ours", "ors"), ("oured", "ored"), ("re", "er"), ("res", "ers")),
    *((f"is{end}", f"iz{end}") for end in ("e", "ed", "es", "er", "ers", "ing", "ation", "ations")),
    *((f"ys{end}", f"yz{end}") for end in ("e", "ed", "es", "er", "ers", "ing")),
    *(("ence", "ense"), ("ences", "enses"), ("ogue", "og"), ("ogues", "ogs"), ("amme", "am")),
    *(("ammes", "ams"), ("elled", "eled"), ("elling", "eling"), ("alling", "aling"), ("alled", "aled")),
)
#: Letters at the beginning or inside that are written in two ways.
_INSIDE: _Pairs = (("ae", "e"), ("oe", "e"), ("sulph", "sulf"), ("our", "or"))


def variants(word: str) -> list[str]:
    """Spellings that a word may have besides its own, whether they exist or not; none for short words.

    One change of number and one of country: tumor, tumors, tumour, tumours.
    """
    if len(word) < _SHORTEST or not _WORD.fullmatch(word):
        return []
    abroad = list(_abroad([word]))
    found = dict.fromkeys([*_ends([word], _PLURALS), *abroad])
    found.update(dict.fromkeys(_ends(abroad, _PLURALS)))
    found.update(dict.fromkeys(_abroad(list(_ends([word], _PLURALS)))))
    return [other for other in found if other != word and len(other) >= _SHORTEST]


def _abroad(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from _ends([word], _BRITISH)
        for pair in _INSIDE:
            for old, new in (pair, pair[::-1]):
                for match in re.finditer(old, word):
                    if match.end() < len(word):
                        yield word[: match.start()] + new + word[match.end() :]


def _ends(words: Iterable[str], pairs: _Pairs) -> Iterator[str]:
    for word in words:
        for pair in pairs:
            for old, new in (pair, pair[::-1]):
                stem = word[: len(word) - len(old)]
                if word.endswith(old) and len(stem) > 2 and not word.endswith("ss" if old == "s" else "\0"):
                    yield stem + new
