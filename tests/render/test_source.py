from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cgtatlas.core.model import Block
from cgtatlas.render.source import BREAK_MARK, LIMIT, WORD, Paragraph, Table, items, paragraphs, sections
from cgtatlas.render.source_map import SourceMap

if TYPE_CHECKING:
    from cgtatlas.library.reader import Library

DOCUMENTS = (
    "car-t-industrialisation-2018",
    "picoxystrobin-2024",
    "fosun-kite-base-2019",
    "cgt-follower-to-parallel-2025",
    "atmp-definition-2025",
    "cgt-interview-2025",
    "immune-cell-therapy-2022",
    "zhangjiang-summit-2024",
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def block(*spans: tuple[int, int], kind: str = "paragraph", ord: int = 0, parent: int | None = None) -> Block:
    return Block("d", ord, kind, 1 if kind in ("heading", "item") else 0, spans, parent)


def shown_map(text: str, blocks: list[Block]) -> tuple[SourceMap, str]:
    """The map as a view would make it, and the view's text (one position between paragraphs)."""
    placed, view = [], ""
    for paragraph in paragraphs(items(text, blocks)):
        placed.append((units(view), paragraph))
        view += paragraph.text + "\n"
    return SourceMap(text, placed), view


def unit_slice(view: str, a: int, b: int) -> str:
    return view.encode("utf-16-le", "surrogatepass")[2 * a : 2 * b].decode("utf-16-le", "surrogatepass")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_character_of_every_block_is_shown_once_and_found_both_ways(
    library: Library, document: str
) -> None:
    text, blocks = library.text(document), library.blocks(document)
    shown, view = shown_map(text, blocks)
    covered = [p for one in blocks if one.kind != "table" for a, b in one.spans for p in range(a, b)]
    assert covered
    for position in covered:
        at = shown.to_view(position)
        assert shown.to_original(at) == position
        char, seen = text[position], unit_slice(view, at, at + units(text[position]))
        assert seen == char or char in "\n\r\t" or (char in "n?" and seen in "•–")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_block_is_left_out(library: Library, document: str) -> None:
    blocks = library.blocks(document)
    shown = list(paragraphs(items(library.text(document), blocks)))
    assert {one.block for one in shown} >= {one.ord for one in blocks if one.kind != "table"}


def test_two_spans_are_joined_with_a_mark_that_is_not_text() -> None:
    text = "治疗方\n\n[page]\n\n案等。"
    shown, view = shown_map(text, [block((0, 3), (13, 16))])
    assert view == f"治疗方{BREAK_MARK}案等。\n"
    assert shown.copy(0, len(view)) == "治疗方案等。"
    assert shown.original_range(0, 7) == (0, 16)
    assert shown.original_range(3, 4) is None


def test_a_range_over_the_joint_shows_both_halves_and_nothing_between() -> None:
    text = "AB\nfigure\nCD"
    shown, view = shown_map(text, [block((0, 2), (10, 12)), block((3, 9), kind="caption", ord=1)])
    assert view == f"AB{BREAK_MARK}CD\nfigure\n"
    assert shown.view_ranges(0, 12) == [(0, 5)]
    assert shown.view_ranges(0, 9) == [(0, 2), (6, 12)]


def test_find_reads_over_the_joint_and_ignores_case_and_width() -> None:
    text = "治疗方\n\n案：ＣＡＲ-Ｔ and car-t"
    shown, _ = shown_map(text, [block((0, 3), (5, len(text)))])
    assert shown.find("方案") == [(2, 6)]
    assert [text[a:b] for a, b in shown.find("CAR-T")] == ["ＣＡＲ-Ｔ", "car-t"]
    assert shown.find("  ") == []


def test_an_endless_word_can_wrap_and_keeps_its_positions() -> None:
    text = "A" * 1000
    shown, view = shown_map(text, [block((0, 1000))])
    assert view.count("\u200b") >= 1000 // WORD - 1
    assert shown.copy(0, len(view)) == text
    assert [shown.to_original(shown.to_view(p)) for p in (0, 199, 200, 201, 999)] == [0, 199, 200, 201, 999]


def test_a_long_block_becomes_several_paragraphs_and_is_copied_as_one() -> None:
    text = "这是一句话。" * 1000
    shown, view = shown_map(text, [block((0, len(text)))])
    lines = view.rstrip("\n").split("\n")
    assert max(map(len, lines)) <= LIMIT
    assert all(line.endswith("。") for line in lines)
    assert shown.copy(0, len(view)) == text


def test_table_rows_are_cells_and_copied_with_tabs() -> None:
    text = "| a | b |\n| c | d |"
    blocks = [
        block((0, len(text)), kind="table"),
        block((2, 3), (6, 7), kind="row", ord=1, parent=0),
        block((12, 13), (16, 17), kind="row", ord=2, parent=0),
    ]
    (table,) = items(text, blocks)
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b"], ["c", "d"]]
    shown, view = shown_map(text, blocks)
    assert shown.copy(0, len(view)) == "a\tb\nc\td"


def test_bullets_that_lost_their_font_are_shown_as_bullets_and_copied_as_they_are() -> None:
    text = "n 中国肿瘤"
    shown, view = shown_map(text, [block((0, len(text)), kind="item")])
    assert view.startswith("• 中国")
    assert shown.copy(0, len(view)) == text
    (paragraph,) = items("new words", [block((0, 9), kind="item")])
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text, paragraph.bullet) == ("new words", "•")


def test_sections_cut_before_headings_and_keep_tables_whole() -> None:
    text = "x" * 1000
    blocks = [
        block((n * 10, n * 10 + 10), kind="heading" if n % 7 == 0 else "paragraph", ord=n) for n in range(100)
    ]
    found = sections(blocks, 200)
    assert found[0][0] == 0
    assert found[-1][1] == len(blocks)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(found))
    assert all(blocks[first].kind == "heading" for first, _ in found[1:])
    rows = [
        block((0, 900), kind="table"),
        *(block((n, n + 1), kind="row", ord=n, parent=0) for n in range(900)),
    ]
    assert sections(rows, 200) == [(0, 901)]
    assert text


anything = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab 中\u00a0😀𠮷\n\t\u2028\u2029\x00\ufdd0\ufffc\u0301"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=60,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(text=anything, cuts=st.lists(st.integers(0, 60), max_size=6))
def test_any_text_in_any_spans_maps_both_ways(text: str, cuts: list[int]) -> None:
    borders = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    spans = list(itertools.pairwise(borders))
    blocks = [block(*spans[::2])] + ([block(*spans[1::2], ord=1)] if len(spans) > 1 else [])
    shown, view = shown_map(text, blocks)
    assert "\u2029" not in view
    assert view.count("\n") == len(blocks)
    for position in range(len(text)):
        assert shown.to_original(shown.to_view(position)) == position
    assert sorted(shown.copy(0, units(view)).replace("\n", "")) == sorted(text.replace("\n", ""))
