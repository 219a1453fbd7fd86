"""The queries that the search is measured with, drawn from a library's own text, by class."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

_TEXTS = 3000
_HAN = "[\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class Ask:
    """Words that must all be there, as every engine is asked.

    ``forms``: ours looks for other forms too; ``near``: it counts near forms when nothing is found.
    """

    words: tuple[str, ...]
    typing: bool = False
    forms: bool = False
    near: bool = False

    @property
    def query(self) -> str:
        """As it is typed into the box."""
        if self.typing or self.forms:
            return " ".join(self.words)
        return " ".join(f'"{word}"' for word in self.words)


def _texts(connection: sqlite3.Connection, chance: random.Random) -> list[str]:
    most = connection.execute("SELECT max(id) FROM passage").fetchone()[0]
    ids = sorted(chance.sample(range(1, most + 1), min(_TEXTS, most)))
    marks = ",".join("?" * len(ids))
    return [text for (text,) in connection.execute(f"SELECT text FROM passage WHERE id IN ({marks})", ids)]


def queries(connection: sqlite3.Connection, each: int) -> dict[str, list[Ask]]:
    """``each`` queries of every class, always the same ones for the same library."""
    chance = random.Random(5)
    texts = _texts(connection, chance)

    def drawn(pattern: str) -> list[str]:
        return [piece for text in texts for piece in re.findall(pattern, text)]

    han, latin = drawn(f"{_HAN}{{2,}}"), drawn(r"\b[A-Za-z]{3,}\b")
    pairs = Counter(run[at : at + 2] for run in han for at in range(len(run) - 1))
    top = [pair for pair, _ in pairs.most_common(60)]
    rare = sorted(pair for pair, number in pairs.items() if number == 1)
    characters = [char for char, _ in Counter("".join(han)).most_common(120)]
    four, long = [run[:4] for run in han if len(run) > 3], [run[:8] for run in han if len(run) > 5]

    def sample(source: list[str], make: Callable[[str], Ask] = lambda word: Ask((word,))) -> list[Ask]:
        return [make(word) for word in chance.sample(source, min(each, len(source)))]

    return {
        "one character": sample(characters),
        "common word": sample(top),
        "rare word": sample(rare),
        "typed beginning": [
            Ask((w[:n],), typing=True) for w in chance.sample(latin, each) for n in (1, 2, 3)
        ],
        "typed Han": [
            Ask((run[:n],), typing=True) for run in chance.sample(four, each) for n in (1, 2, 3, 4)
        ],
        "English word": sample(latin),
        "English word and its forms": sample(latin, lambda word: Ask((word,), forms=True)),
        "phrase of four": sample(four),
        "long phrase": sample(long),
        "code": sample(drawn(r"\b[A-Za-z]{2,}-[A-Za-z0-9]+\b")),
        "mixed": sample(drawn(rf"\b[A-Za-z0-9-]{{2,}}[ ]?{_HAN}{{2,4}}")),
        "three words ANDed": [Ask(tuple(run[:2] for run in chance.sample(han, 3))) for _ in range(each)],
        "two common words ANDed": [Ask(tuple(chance.sample(top, 2))) for _ in range(each)],
        "character AND word": [Ask((chance.choice(characters), chance.choice(top))) for _ in range(each)],
        "no hit": [Ask(("龘靐" + word,)) for word in top[:each]],
        "no hit, near forms": [Ask(("龘靐" + word, "龘"), near=True) for word in top[:each]],
    }
