from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cgtatlas.search.find import Searcher
from cgtatlas.search.names import MOST_NAMES, NameRow, Names, joined, one_edit
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.library.reader import Library

ENTRIES = {
    "yescarta": ["阿基仑赛", "Yescarta", "KTE-C19", "axicabtagene ciloleucel"],
    "kymriah": ["替沙仑赛", "Kymriah", "CTL019"],
    "cfda": ["国家食品药品监督管理总局", "CFDA"],
    "fda": ["美国食品药品监督管理局", "FDA"],
    "car-t": ["嵌合抗原受体T细胞", "CAR-T"],
    "ctl": ["细胞毒性T淋巴细胞", "cytotoxic T cell", "CTL"],
    "ctl-plus": ["CTL增强剂", "CTL plus"],
    "car-t-plus": ["CAR-T联合溶瘤病毒", "CAR-T with virus"],
}


@pytest.fixture
def made(make_library: Callable[..., Library]) -> Searcher:
    return Searcher([make_library({"d": ["x"]}, entries=ENTRIES)])


@pytest.mark.parametrize(
    ("query", "first", "matched", "how"),
    [
        ("Yescarta", "yescarta", "Yescarta", "name"),
        ("ＹＥＳＣＡＲＴＡ", "yescarta", "Yescarta", "name"),
        ("阿基侖賽", "yescarta", "阿基仑赛", "name"),
        ("kte c19", "yescarta", "KTE-C19", "alias"),
        ("KTEC19", "yescarta", "KTE-C19", "alias"),
        ("axicabtagene ciloleucel", "yescarta", "axicabtagene ciloleucel", "alias"),
        ("kym", "kymriah", "Kymriah", "name"),
        ("基仑", "yescarta", "阿基仑赛", "name"),
        ("cilo", "yescarta", "axicabtagene ciloleucel", "alias"),
        ("CAR-T", "car-t", "CAR-T", "name"),
        ("CTL", "ctl", "CTL", "alias"),
        ("溶瘤", "car-t-plus", "CAR-T联合溶瘤病毒", "name"),
        ("FDA", "fda", "FDA", "name"),
        ("Yescatra", "yescarta", "Yescarta", "typo"),
        ("Kymria h", "kymriah", "Kymriah", "name"),
        ("Kymrah", "kymriah", "Kymriah", "typo"),
        ("替沙伦赛", "kymriah", "替沙仑赛", "typo"),
        ("赛简介", "kymriah", "赛简介", "text"),
    ],
)
def test_an_entry_is_found_by(made: Searcher, query: str, first: str, matched: str, how: str) -> None:
    hit = made.search(query).entries[0]
    assert (hit.row.id, hit.matched, hit.how) == (first, matched, how)


def test_the_exact_name_comes_before_longer_ones_and_texts(searcher: Searcher) -> None:
    hits = searcher.search("CAR-T").entries
    assert hits[0].row.id == "car-t"
    order = ["text" if hit.how == "text" else "name" for hit in hits]
    assert order == sorted(order)


def test_fda_is_not_cfda(made: Searcher) -> None:
    assert [hit.row.id for hit in made.search("FDA").entries] == ["fda"]
    assert [hit.row.id for hit in made.search("cf", typing=True).entries] == ["cfda"]


def test_no_guess_when_there_is_a_name_or_the_word_is_short(made: Searcher) -> None:
    assert [hit.how for hit in made.search("Kymriah").entries if hit.how == "typo"] == []
    assert made.search("FDB").entries == ()


def test_a_name_in_one_library_makes_no_typo_in_another(make_library: Callable[..., Library]) -> None:
    one = make_library({"a": ["x"]}, entries={"kymriah": ["替沙仑赛", "Kymriah"]})
    two = make_library({"b": ["x"]}, entries={"kymriaz": ["别的", "Kymriaz"]})
    searcher = Searcher([one, two])
    assert [hit.row.id for hit in searcher.search("Kymriah").entries] == ["kymriah"]
    assert [hit.row.id for hit in searcher.search("Kymriax").entries] == ["kymriah", "kymriaz"]


def test_conditions_on_kinds(made: Searcher, searcher: Searcher) -> None:
    assert made.search("Yescarta kind:company").entries == ()
    assert made.search("Yescarta 类型:疗法").entries[0].row.id == "yescarta"
    assert made.search("Yescarta lang:en").entries == ()
    kinds = {hit.row.kind for hit in searcher.search("in:policy,company 细胞", limit=500).entries}
    assert kinds == {"policy", "company"}
    assert len(searcher.search("kind:therapy", limit=10_000).entries) > 10


def test_all_words_must_stand_in_the_entry(searcher: Searcher) -> None:
    both = {hit.row.id for hit in searcher.search("诺华 白血病", limit=500).entries}
    assert "kymriah" in both
    assert both <= {hit.row.id for hit in searcher.search("白血病", limit=500).entries}


def test_the_markup_of_articles_is_not_searched(searcher: Searcher) -> None:
    assert not [hit for hit in searcher.search('"fda-approval-all"').entries if hit.how == "text"]


def test_only_what_is_asked_for(searcher: Searcher) -> None:
    result = searcher.search("CAR-T", kinds=frozenset({"entry"}), limit=3)
    assert (len(result.entries), result.hits, result.total) == (3, (), 0)
    assert searcher.search("CAR-T", kinds=frozenset({"passage"})).entries == ()


def names(**entries: list[tuple[str, str]]) -> Names:
    found = Names()
    found.add(
        NameRow(entry, text, role, fold(text), joined(fold(text)))
        for entry, rows in entries.items()
        for text, role in rows
    )
    return found


def test_other_names_best_first_without_those_that_find_nothing_more() -> None:
    known = names(
        all=[
            ("r/r ALL", "abbreviation"),
            ("ALL", "abbreviation"),
            ("白血病", "official"),
            ("急性白血病", "common"),
        ],
        car=[
            ("CART", "variant-in-source"),
            ("CAR-T疗法", "common"),
            ("CAR-T", "abbreviation"),
            ("嵌合", "official"),
        ],
    )
    assert [row.text for row in known.others("car t")] == ["嵌合", "CART"]
    assert [row.text for row in known.others("cart")] == ["嵌合", "CAR-T"]
    assert [row.text for row in known.others("白血病")] == ["r/r ALL"]
    assert known.others("all") == []
    assert known.others("nothing") == []
    many = names(e=[(f"名{chr(0x4E00 + i)}", "code") for i in range(40)])
    assert len(many.others("名一")) == MOST_NAMES


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("kymriah", "kymraih", True),
        ("kymriah", "kymria", True),
        ("kymriah", "xkymriah", True),
        ("kymriah", "kymrixh", True),
        ("kymriah", "kymriah", False),
        ("kymriah", "kyrmaih", False),
        ("ab", "abcd", False),
        ("abc", "cab", False),
    ],
)
def test_one_edit(a: str, b: str, near: bool) -> None:
    assert one_edit(a, b) is near
    assert one_edit(b, a) is near
