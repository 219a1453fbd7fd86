"""The query language as the help page tells it, and what no query may do."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.paths import shipped
from cgtatlas.search.fields import FIELDS, SORTS
from cgtatlas.search.lexer import SPELLED
from cgtatlas.search.query import Filter, parse

if TYPE_CHECKING:
    from cgtatlas.search.find import Searcher

PAGES = ("search.zh.md", "search.en.md")


def code(page: str) -> set[str]:
    text = shipped("resources/help") / page
    return set(re.findall("`([^`]+)`", text.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", PAGES)
def test_every_field_and_operator_is_told(page: str) -> None:
    pieces = code(page)
    words = {word for piece in pieces for word in re.split(r"[\s:：]", piece)}
    for names in FIELDS.values():
        for name in names:
            assert {name, f"-{name}"} & words, name
    for operators in SPELLED.values():
        for operator in operators:
            assert any(operator in piece for piece in pieces), operator
    assert {f"sort:{sort}" for sort in SORTS} <= pieces


@pytest.mark.parametrize("page", PAGES)
def test_every_example_is_understood(page: str) -> None:
    for piece in code(page):
        if re.search(r"[:：]", piece) and not piece.startswith(("field", "字段")) and not piece.endswith(":"):
            assert parse(piece).notes == (), piece


@pytest.mark.parametrize(
    ("query", "low", "high"),
    [
        ("date:2018..2022", "2018-01-01", "2022-12-31"),
        ("date:2018-2022", "2018-01-01", "2022-12-31"),
        ("日期：2018年至2022年", "2018-01-01", "2022-12-31"),
        ("年份:2018到2022", "2018-01-01", "2022-12-31"),
        ("date:2018-06", "2018-06-01", "2018-06-30"),
        ("date:2018–2022", "2018-01-01", "2022-12-31"),
    ],
)
def test_ranges_of_dates(query: str, low: str, high: str) -> None:
    root = parse(query).root
    assert isinstance(root, Filter)
    assert (root.low, root.high) == (low, high)


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("a names:no", [("names", "no")]),
        ("a 别名：否 写法:否", [("names", "no"), ("spelling", "no")]),
        ('a -name:"KTE-C19" -名称：阿基仑赛', [("without", "kte c19"), ("without", "阿基仑赛")]),
        ("(a off-topic:no) OR b", [("off_topic", "no")]),
        ("a 排序:最早 无关:是", [("sort", "date-asc"), ("off_topic", "yes")]),
    ],
)
def test_options_hold_wherever_they_stand(query: str, options: list[tuple[str, str]]) -> None:
    parsed = parse(query)
    assert [(one.field, one.value) for one in parsed.options] == options
    again = parse(parsed.interpreted)
    assert (again.root, [(o.field, o.value) for o in again.options]) == (parsed.root, options)


def test_in_finds_entries_and_what_mentions_them(searcher: Searcher) -> None:
    policies = searcher.search("in:policy", limit=500)
    assert {hit.row.kind for hit in policies.entries} == {"policy"}
    assert 0 < policies.total < searcher.search("kind:passage", limit=1).total
    named = searcher.search("关于:诺华 获批", limit=500)
    assert named.total
    assert all("诺华" in hit.text or "Novartis" in hit.text for hit in named.hits)
    assert [hit.row.id for hit in searcher.search("in:Novartis").entries] == ["novartis"]
    products = searcher.search("类型:product", limit=500)
    assert {hit.row.class_ for hit in products.entries} == {"product"}
    assert products.total == 0
    unknown = searcher.search("in:nonsense 细胞")
    assert unknown.notes == ("query_bad_value",)
    assert unknown.total == searcher.search("细胞").total


def test_no_query_does_harm(searcher: Searcher) -> None:
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        import fuzz
    finally:
        sys.path.pop(0)
    fuzz.read(1_500, 2)
    assert fuzz.run(searcher, 80, 3)[2] == []
