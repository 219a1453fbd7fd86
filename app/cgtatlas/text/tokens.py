"""What the full-text index stores of a passage and what a query asks of it, both from folded text.

Han text becomes overlapping pairs of characters plus the last one alone, the rest whole words:
``细胞治疗 CAR-T`` gives ``细胞 胞治 治疗 疗 car t``. A phrase of the same pairs is then exact
substring search.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from cgtatlas.text.fold import HAN, HAN_RANGE, fold

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


@dataclass(frozen=True, slots=True)
class Terms:
    """A passage as the index wants it: its tokens and its champion terms, blank-separated, and its words."""

    tokens: str
    champions: str
    words: frozenset[str]


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
    tokens: list[str] = []
    weighed: list[str] = []
    words: set[str] = set()
    for run in runs(fold(text)):
        if run >= HAN:
            pairs = _pairs(run)
            tokens += pairs
            tokens.append(run[-1])
            weighed += pairs
            weighed += run
        elif run in _MARKS:
            tokens.append(_MARKS[run])
        else:
            tokens.append(run)
            if len(run) <= LONGEST_WORD:
                weighed.append(run)
                words.add(run)
    return Terms(" ".join(tokens), " ".join(_champions(weighed, len(tokens))), frozenset(words))


def _champions(weighed: list[str], length: int) -> list[str]:
    norm = K1 * (1 - B + B * length / MEAN_TOKENS)
    least = FLOOR * norm / (K1 + 1 - FLOOR)
    return [
        level_token(term, int(STEPS * (K1 + 1) * count / (count + norm)))
        for term, count in Counter(weighed).items()
        if count >= least
    ]


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
