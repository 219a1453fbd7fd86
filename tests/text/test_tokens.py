from __future__ import annotations

import random
import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cgtatlas.text.fold import WORD_CLASS, fold
from cgtatlas.text.tokens import phrase, terms

DOCUMENTS = Path(__file__).resolve().parents[2] / "resources" / "library" / "documents"


def test_pairs_of_han_and_whole_words() -> None:
    assert terms("细胞治疗 CAR-T").tokens == "细胞 胞治 治疗 疗 car t"
    assert terms("治").tokens == "治"
    assert terms("").tokens == ""
    assert terms("CAR-T 细胞, Car").words == {"car", "t"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("细胞治疗", '"细胞 胞治 治疗"'),
        ("治", '"治"*'),
        ("CAR-T细胞", '"car t 细胞"'),
        ("细胞CAR", '"细胞 胞 car"'),
        ("胞,治", '"胞 治"*'),
        ("，", None),
    ],
)
def test_phrases(text: str, asked: str | None) -> None:
    assert phrase(fold(text)) == asked


def test_a_prefix_goes_on_only_at_a_word() -> None:
    assert phrase("kym", prefix=True) == '"kym"*'
    assert phrase("细胞", prefix=True) == '"细胞"'


def test_nothing_of_a_query_reaches_fts5_unquoted() -> None:
    for text in ('a" OR b', "a*", "NEAR(a b)", "{t}: a", "^a", "a - b", "\0", "\ud800a"):
        asked = phrase(fold(text))
        assert asked is None or re.fullmatch(r'"[^"*^{}():\0]*"\*?', asked)


def _index(texts: list[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(t, content='', tokenize='ascii')")
    connection.executemany(
        "INSERT INTO f(rowid, t) VALUES (?, ?)", [(i, terms(text).tokens) for i, text in enumerate(texts)]
    )
    return connection


def _found(connection: sqlite3.Connection, text: str) -> set[int]:
    asked = phrase(fold(text))
    if asked is None:
        return set()
    return {row[0] for row in connection.execute("SELECT rowid FROM f WHERE f MATCH ?", (asked,))}


def _literal(bodies: list[str], text: str) -> set[int]:
    """Substring search on folded texts, words on word edges: written apart from the program."""
    folded = fold(text)
    if not folded:
        return set()
    left = f"(?<!{WORD_CLASS})" if re.match(WORD_CLASS, folded) else ""
    right = f"(?!{WORD_CLASS})" if re.search(WORD_CLASS + "$", folded) else ""
    wanted = re.compile(left + re.escape(folded) + right)
    return {i for i, body in enumerate(bodies) if wanted.search(body)}


def test_the_index_equals_literal_search_on_the_originals() -> None:
    lines = [
        line
        for path in sorted(DOCUMENTS.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if line.strip()
    ]
    connection = _index(lines)
    folded = [fold(line) for line in lines]
    chance = random.Random(4)
    for _ in range(1500):
        line = chance.choice(lines)
        at = chance.randrange(len(line))
        piece = line[at : at + chance.choice((1, 2, 3, 4, 9))]
        assert _found(connection, piece) == _literal(folded, piece), piece


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(st.text(alphabet="ab1细胞治， -.%\n（é한", max_size=12), min_size=1, max_size=12),
    st.text(alphabet="ab1细胞治， -.%\n（é한", max_size=5),
)
def test_the_index_equals_literal_search_on_hostile_text(texts: list[str], piece: str) -> None:
    connection = _index(texts)
    try:
        assert _found(connection, piece) == _literal([fold(text) for text in texts], piece)
    finally:
        connection.close()
