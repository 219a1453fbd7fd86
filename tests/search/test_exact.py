"""The hits of words and phrases are those of literal search on the folded text: no more, no fewer."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest

from cgtatlas.search.find import Searcher
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.library.reader import Library

PASSAGES = frozenset({"passage"})
ALL = 10_000
LETTER = r"[^\W_\u2e80-\U0010ffff]"


def holds(piece: str) -> Callable[[str], bool]:
    """Is ``piece`` in a folded text: words on word edges, Han anywhere; written apart from the program."""
    folded = fold(piece)
    left = f"(?<!{LETTER})" if re.match(LETTER, folded) else ""
    right = f"(?!{LETTER})" if re.search(LETTER + "$", folded) else ""
    wanted = re.compile(left + re.escape(folded) + right)
    return lambda body: wanted.search(body) is not None


@pytest.fixture(scope="module")
def bodies(library_path: object) -> dict[tuple[str, str], str]:
    """Every passage of the compiled library: (document, spans as text) -> folded text."""
    from pathlib import Path

    from cgtatlas.library.reader import Library

    assert isinstance(library_path, Path)
    opened = Library(library_path)
    rows = opened.connection.execute("SELECT document, spans, text FROM passage").fetchall()
    opened.close()
    return {(document, spans): fold(text) for document, spans, text in rows}


def found(searcher: Searcher, query: str) -> list[tuple[str, str]]:
    result = searcher.search(query, limit=ALL, kinds=PASSAGES)
    assert result.exact
    assert result.total == len(result.hits) == searcher.count(query)[0]
    keys = []
    for hit in result.hits:
        spans = "[" + ",".join(f"[{a},{b}]" for a, b in hit.spans) + "]"
        keys.append((hit.document, spans))
    assert len(set(keys)) == len(keys)
    return keys


def plain(key: tuple[str, str]) -> tuple[str, str]:
    return key[0], key[1].replace(" ", "")


def test_every_kind_of_piece_of_the_originals(library: Library, bodies: dict[tuple[str, str], str]) -> None:
    searcher = Searcher([library])
    texts = [text for (text,) in library.connection.execute("SELECT text FROM passage")]
    chance = random.Random(11)
    hits = 0
    for _ in range(700):
        text = chance.choice(texts)
        at = chance.randrange(len(text))
        piece = (
            text[at : at + chance.choice((1, 2, 3, 4, 12))].replace('"', "").replace("”", "").replace("“", "")
        )
        if fold(piece):
            test = holds(piece)
            expected = {plain(key) for key, body in bodies.items() if test(body)}
            assert set(found(searcher, f'"{piece}"')) == expected, piece
            hits += bool(expected)
    assert hits > 400


def test_all_names(library: Library, bodies: dict[tuple[str, str], str]) -> None:
    searcher = Searcher([library])
    names = [text for (text,) in library.connection.execute("SELECT DISTINCT text FROM name ORDER BY text")]
    assert len(names) > 100
    for name in random.Random(3).sample(names, 150):
        expected = {plain(key) for key, body in bodies.items() if holds(name)(body)}
        quoted = name.replace('"', "")
        assert set(found(searcher, f'"{quoted}"')) == expected, name


@pytest.mark.parametrize(
    "query",
    [
        "细胞 治疗",
        "CAR-T 批准",
        "FDA 2017",
        "cell therapy",
        "免疫 肿瘤 临床",
        "the of",
        "治 疗 癌",
        "83% 完全",
    ],
)
def test_words_side_by_side_must_all_be_there(
    library: Library, bodies: dict[tuple[str, str], str], query: str
) -> None:
    tests = [holds(word) for word in query.split()]
    expected = {plain(key) for key, body in bodies.items() if all(test(body) for test in tests)}
    quoted = " ".join(f'"{word}"' for word in query.split())
    assert set(found(Searcher([library]), quoted)) == expected != set()


@pytest.mark.parametrize(
    ("query", "test"),
    [
        ('"细胞" OR "基因"', lambda body: "细胞" in body or "基因" in body),
        ('"细胞" -"基因"', lambda body: "细胞" in body and "基因" not in body),
        ('-"细胞"', lambda body: "细胞" not in body),
        ('-("细胞" | "基因")', lambda body: not ("细胞" in body or "基因" in body)),
        ('"细胞" OR -"治疗"', lambda body: "细胞" in body or "治疗" not in body),
        (
            '("细胞" | "基因") -("肿瘤" "临床")',
            lambda body: ("细胞" in body or "基因" in body) and not ("肿瘤" in body and "临床" in body),
        ),
        ("thera*", lambda body: re.search(f"(?<!{LETTER})thera", body) is not None),
    ],
)
def test_operators(
    library: Library, bodies: dict[tuple[str, str], str], query: str, test: Callable[[str], bool]
) -> None:
    expected = {plain(key) for key, body in bodies.items() if test(body)}
    assert set(found(Searcher([library]), query)) == expected != set()


def test_words_end_on_word_edges(make_library: Callable[..., Library]) -> None:
    library = make_library({"d": ["CFDA 批准", "FDA 批准", "获FDA批准", "FDAs", "(FDA)", "US-FDA"]})
    hits = Searcher([library]).search("FDA").hits
    assert {hit.text for hit in hits} == {"FDA 批准", "获FDA批准", "(FDA)", "US-FDA"}


def test_spellings_find_each_other(make_library: Callable[..., Library]) -> None:
    lines = [
        "CAR-T细胞",
        "CAR-T 细胞",
        "CAR- T细胞",
        "CAR‑T細胞",
        "ＣＡＲ－Ｔ细\n胞".replace("\n", " "),
        "CAR T 细胞",
    ]
    library = make_library({"d": [*lines, "CAR-T、细胞", "SCAR-T细胞", "CART细胞"]})
    searcher = Searcher([library])
    for query in lines:
        assert {hit.text for hit in searcher.search(f'"{query}"').hits} == set(lines)
    assert {hit.text for hit in searcher.search('"CAR-NK"').hits} == set()


def test_the_originals_gap_in_car_nk(searcher: Searcher) -> None:
    hits = searcher.search("CAR-NK").hits
    assert any("CAR- NK" in hit.text for hit in hits)
    assert any("CAR-NK" in hit.text for hit in hits)
