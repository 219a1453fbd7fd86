"""Order and counts when words are so common that not all hits can be ordered exactly."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from cgtatlas.search import passages, plan, postings, rank
from cgtatlas.search.find import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.library.reader import Library

PASSAGES = frozenset({"passage"})


@pytest.fixture
def common(
    make_library: Callable[..., Library], monkeypatch: pytest.MonkeyPatch
) -> Callable[[bool], Searcher]:
    """Two hundred passages with 细胞 in most; limits so low that 30 hits are many."""
    chance = random.Random(1)
    words = ["细胞", "基因", "cell", "cellular", "临床数据", "一些别的话"]
    lines = []
    for number in range(200):
        filler = "".join(chance.choice("天地玄黄宇宙洪荒日月盈昃") for _ in range(chance.randint(5, 400)))
        many = [chance.choice(words) for _ in range(chance.randint(1, 9))]
        lines.append(f"{number} {filler} {' '.join(many)}")
    library = make_library({"a": lines[:180], "rust": lines[180:]}, off_topic=["rust"])

    def searcher(low: bool) -> Searcher:
        if low:
            monkeypatch.setattr(rank, "EXACT_WORD", 10)
            monkeypatch.setattr(rank, "HELD", 10)
            for module in (rank, postings):
                monkeypatch.setattr(module, "SMALL", 10)
            monkeypatch.setattr(passages, "COUNT_CAP", 25)
            monkeypatch.setattr(plan, "_HEAVY_PREFIX", 20)
        return Searcher([library])

    return searcher


QUERIES = ["细胞", "细", "cell", "临床数据", "细胞 基因", "细胞 | cell", "细胞 -基因", "细胞 cell 临床"]


@pytest.mark.parametrize("query", QUERIES)
def test_many_hits_are_the_same_set_off_topic_last(common: Callable[[bool], Searcher], query: str) -> None:
    exact = common(False).search(query, limit=1000, kinds=PASSAGES)
    assert exact.exact
    many = common(True).search(query, limit=1000, kinds=PASSAGES)
    assert {hit.text for hit in many.hits} == {hit.text for hit in exact.hits}
    assert len(many.hits) == exact.total > 25
    off = [hit.off_topic for hit in many.hits]
    assert off == sorted(off)


@pytest.mark.parametrize("query", QUERIES)
def test_a_capped_count_says_so_and_count_is_right(common: Callable[[bool], Searcher], query: str) -> None:
    true = common(False).search(query, kinds=PASSAGES).total
    searcher = common(True)
    result = searcher.search(query, limit=5, kinds=PASSAGES)
    assert (result.total, result.exact) == (25, False)
    assert searcher.count(query) == (true, True)


@pytest.mark.parametrize("query", ["细胞", "cell", "细胞 基因"])
def test_the_best_of_many_are_nearly_the_best_of_all(common: Callable[[bool], Searcher], query: str) -> None:
    exact = [hit.text for hit in common(False).search(query, limit=100, kinds=PASSAGES).hits]
    many = [hit.text for hit in common(True).search(query, limit=10, kinds=PASSAGES).hits]
    assert len(set(many) & set(exact[:15])) >= 8


@pytest.mark.parametrize("query", ["细胞", "细胞 基因"])
def test_pages_of_many_hits_join(common: Callable[[bool], Searcher], query: str) -> None:
    searcher = common(True)
    whole = searcher.search(query, limit=60, kinds=PASSAGES).hits
    paged = [
        hit
        for at in range(0, 60, 10)
        for hit in searcher.search(query, limit=10, offset=at, kinds=PASSAGES).hits
    ]
    assert paged == list(whole)


def test_a_common_beginning_is_completed_by_frequent_words(common: Callable[[bool], Searcher]) -> None:
    searcher = common(True)
    result = searcher.search("cel", typing=True, limit=1000, kinds=PASSAGES)
    assert not result.exact
    assert {word for word in ("cell ", "cellular") if any(word in hit.text + " " for hit in result.hits)} == {
        "cell ",
        "cellular",
    }
    assert all(hit.matches for hit in result.hits)
    assert searcher.search("细胞 -cel*", limit=1000, kinds=PASSAGES).hits
    assert all(
        "cell" not in hit.text for hit in searcher.search("细胞 -cel*", limit=1000, kinds=PASSAGES).hits
    )


def test_beside_other_words_a_common_beginning_finds_only_what_holds_all(
    common: Callable[[bool], Searcher],
) -> None:
    true = common(False).search("临床数据 cel*", limit=1000, kinds=PASSAGES)
    result = common(True).search("临床数据 cel", typing=True, limit=1000, kinds=PASSAGES)
    assert {hit.text for hit in result.hits} == {hit.text for hit in true.hits}
    assert all("临床数据" in hit.text for hit in result.hits)


def test_the_count_of_an_unfinished_common_word_is_a_lower_bound(
    common: Callable[[bool], Searcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    true = common(False).search("cel*", kinds=PASSAGES)
    assert true.exact
    searcher = common(False)
    monkeypatch.setattr(plan, "_HEAVY_PREFIX", 20)
    monkeypatch.setattr(plan, "_COMPLETIONS", 2)
    short = searcher.search("cel", typing=True, kinds=PASSAGES)
    assert not short.exact
    assert 0 < short.total <= true.total
    assert searcher.count("cel*") == (true.total, True)


@pytest.mark.parametrize(
    "query",
    ['"胞"', '"胞" "基因"', '"胞" "基"', '"临" "细胞" "cell"', '"胞" -"基因"', '"胞基" "数"', '"龙" "胞"'],
)
def test_frequent_characters_find_what_is_there(
    common: Callable[[bool], Searcher], monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    true = common(False).search(query, limit=1000, kinds=PASSAGES)
    monkeypatch.setattr(postings, "FREQUENT_CHARACTER", 10)
    monkeypatch.setattr(passages, "_READ", 5)
    searcher = common(True)
    some = searcher.search(query, limit=1000, kinds=PASSAGES)
    assert {hit.text for hit in some.hits} == {hit.text for hit in true.hits}
    assert len({hit.text for hit in some.hits}) == len(some.hits)
    first = searcher.search(query, limit=5, kinds=PASSAGES)
    assert first.total <= true.total
    assert first.total == true.total or not first.exact
    assert searcher.count(query) == (true.total, True)
