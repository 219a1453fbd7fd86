"""Chips: every part of a query can be taken out, every other name switched off and on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cgtatlas.search.chips import chips
from cgtatlas.search.find import Searcher
from cgtatlas.search.query import parse, write
from cgtatlas.search.tree import And, Or, dropped
from cgtatlas.search.turn import with_filter, without_node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cgtatlas.library.reader import Library
    from cgtatlas.search.tree import Node

KYMRIAH = {"kymriah": ["替沙仑赛", "Kymriah", "CTL019", "tisagenlecleucel"]}
LINES = ["Kymriah", "CTL019 的数据", "tisagenlecleucel", "替沙仑赛"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", []),
        ("细胞 治疗", [("word", "细胞", "治疗"), ("word", "治疗", "细胞")]),
        ('"CAR-T 细胞" kym*', [("phrase", "CAR-T 细胞", "kym*"), ("word", "kym*", '"CAR-T 细胞"')]),
        (
            "细胞 -实体瘤 NOT 肝",
            [
                ("word", "细胞", "-实体瘤 NOT 肝"),
                ("excluded", "实体瘤", "细胞 NOT 肝"),
                ("excluded", "肝", "细胞 -实体瘤"),
            ],
        ),
        ("a 类型：疗法", [("word", "a", "类型：疗法"), ("field", "类型：疗法", "a")]),
        ("a NEAR/3 b c", [("near", "a NEAR/3 b", "c"), ("word", "c", "a NEAR/3 b")]),
        ("a OR b", [("word", "a", "b"), ("word", "b", "a")]),
        ("(a | b) c", [("word", "a", "b AND c"), ("word", "b", "a AND c"), ("word", "c", "(a | b)")]),
        ("a off-topic:no", [("word", "a", "off-topic:no"), ("field", "off-topic:no", "a")]),
        ("“未闭合 词", [("phrase", "未闭合 词", "")]),
    ],
)
def test_the_parts_of_a_query(query: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(chip.kind, chip.text, chip.turned) for chip in chips(parse(query), ())] == expected


def test_other_names_can_be_switched_off_one_by_one_and_together(
    make_library: Callable[..., Library],
) -> None:
    searcher = Searcher([make_library({"d": LINES}, entries=KYMRIAH)])
    result = searcher.search("Kymriah")
    shown = {chip.text: chip for chip in result.chips if chip.kind == "name"}
    assert set(shown) == {"替沙仑赛", "CTL019", "tisagenlecleucel"}
    assert all(chip.on for chip in shown.values())
    assert result.total == 4

    less = searcher.search(shown["CTL019"].turned)
    assert {hit.text for hit in less.hits} == {"Kymriah", "tisagenlecleucel", "替沙仑赛"}
    (off,) = [chip for chip in less.chips if chip.kind == "name" and not chip.on]
    assert (off.text, off.turned) == ("CTL019", "Kymriah")

    (together,) = [chip for chip in result.chips if chip.kind == "names"]
    alone = searcher.search(together.turned)
    assert [hit.text for hit in alone.hits] == ["Kymriah"]
    assert [(chip.kind, chip.on, chip.turned) for chip in alone.chips if chip.kind == "names"] == [
        ("names", False, "Kymriah")
    ]


def test_spellings_can_be_switched_off(make_library: Callable[..., Library]) -> None:
    searcher = Searcher([make_library({"d": ["PD-1 抑制剂", "PD1 抑制剂"]})])
    result = searcher.search("PD-1")
    assert result.total == 2
    (chip,) = [chip for chip in result.chips if chip.kind == "spelling"]
    for query in (chip.turned, "PD-1 spelling:no", "PD-1 写法：否"):
        assert [hit.text for hit in searcher.search(query).hits] == ["PD-1 抑制剂"], query


OPERATORS = '( ) （ ） | ｜ OR 或 AND -c NOT 非 不含 NEAR/2 d* "x y" “治疗” 「q」'
FIELDS = "type:疗法 date:2018..2019 names:no -name:a off-topic:no doc:=x in:policy sort:date 库:我的 foo:bar"
PIECES = ["a", "b", "细胞", *OPERATORS.split(), *FIELDS.split()]


def leaves(node: Node) -> Iterator[Node]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from leaves(part)
    else:
        yield node


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))
def test_a_chip_takes_out_its_part_and_nothing_else(text: str) -> None:
    query = parse(text)
    if query.root is None:
        return
    for node in leaves(query.root):
        less = parse(without_node(query, node))
        intended = parse(write(dropped(query.root, node)))
        assert write(less.root) == write(intended.root), text
        assert [(o.field, o.value) for o in less.options] == [(o.field, o.value) for o in query.options]
    more = parse(with_filter(query, parse("kind:entry").root, {"kind"}))  # type: ignore[arg-type]
    assert parse("kind:entry").root in (more.root.parts if isinstance(more.root, And) else [more.root])
