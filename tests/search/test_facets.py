"""Facets: counts equal to a count by hand, and the query of each value finds exactly that many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from cgtatlas.search.find import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.library.reader import Library

QUERIES = ["细胞", "CAR-T -肿瘤", "细胞 OR 基因", "Yescarta", "细胞 date:2018", "治疗 kind:passage", '"治疗']


@pytest.mark.parametrize("query", QUERIES)
def test_each_value_is_counted_and_found(searcher: Searcher, query: str) -> None:
    result = searcher.search(query, facets=True, limit=1000)
    by_id = {facet.id: facet for facet in result.facets}
    assert by_id["document"].exact
    lifted = "date:" in query  # then the years are counted without it
    by_hand = Counter(hit.document for hit in result.hits)
    assert {value.value: value.count for value in by_id["document"].values} == by_hand
    for facet in result.facets:
        for value in facet.values:
            again = searcher.search(value.turned, limit=0)
            if facet.id == "kind":
                counts = {"entry": again.entry_total, "passage": again.total}
                assert value.chosen or counts[value.value] == value.count, value
            elif facet.id == "entry_kind":
                assert again.entry_total == value.count, value
            elif not value.chosen:
                assert again.total == value.count, value
            else:
                assert lifted
                assert parse_free(value.turned)


def parse_free(query: str) -> bool:
    return "date:" not in query


def test_a_chosen_value_can_be_lifted(make_library: Callable[..., Library]) -> None:
    library = make_library(
        {"a": ["细胞"], "b": ["细胞", "细胞治疗"]}, published={"a": "2018", "b": "2020"}, language={"b": "en"}
    )
    result = Searcher([library]).search("细胞 年份:2018", facets=True)
    (years,) = [facet for facet in result.facets if facet.id == "year"]
    assert [(value.value, value.count, value.chosen, value.turned) for value in years.values] == [
        ("2020", 2, False, "细胞 date:2020"),
        ("2018", 1, True, "细胞"),
    ]
    assert searcher_free(result.facets, "language") == [("zh", 1)]


def searcher_free(facets: object, id: str) -> list[tuple[str, int]]:
    return [(v.value, v.count) for f in facets if f.id == id for v in f.values]  # type: ignore[attr-defined]


def test_facets_only_when_asked_for(searcher: Searcher) -> None:
    assert searcher.search("细胞").facets == ()


def test_by_date(make_library: Callable[..., Library]) -> None:
    library = make_library(
        {"old": ["细胞 细胞"], "none": ["细胞"], "new": ["一个细胞", "细胞"], "rust": ["细胞"]},
        off_topic=["rust"],
        published={"old": "2018-03", "new": "2022", "rust": "2024"},
    )
    searcher = Searcher([library])

    def order(query: str = "细胞", **options: str) -> list[str]:
        return [hit.document for hit in searcher.search(query, **options).hits]  # type: ignore[arg-type]

    assert order(sort="date") == ["new", "new", "old", "none", "rust"]
    assert order(sort="date-asc") == ["old", "new", "new", "none", "rust"]
    assert order("细胞 排序:最早") == ["old", "new", "new", "none", "rust"]
    paged = [hit for at in range(5) for hit in searcher.search("细胞", sort="date", limit=1, offset=at).hits]
    assert [hit.document for hit in paged] == order(sort="date")


def test_off_topic_can_be_left_out(make_library: Callable[..., Library]) -> None:
    library = make_library({"on": ["细胞"], "rust": ["细胞 锈病", "锈病"]}, off_topic=["rust"])
    searcher = Searcher([library])
    assert searcher.search("细胞").total == 2
    for result in (searcher.search("细胞", off_topic=False), searcher.search("细胞 off-topic:no")):
        assert ([hit.document for hit in result.hits], result.total) == (["on"], 1)
    assert searcher.search("细胞 无关:是", off_topic=False).total == 2
    empty = searcher.search("锈病", off_topic=False)
    assert [(s.query, s.why, s.count) for s in empty.suggestions] == [("锈病 off-topic:yes", "off_topic", 2)]
