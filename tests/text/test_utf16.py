"""Positions in code points and in UTF-16 units."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cgtatlas.text.utf16 import utf16_map


@given(st.text(st.sampled_from("a中😀𠀀\n")))
def test_both_ways_agree_with_the_encoding(text: str) -> None:
    positions = utf16_map(text)
    for index in range(len(text) + 1):
        units = len(text[:index].encode("utf-16-le")) // 2
        assert positions.to_utf16(index) == units
        assert positions.to_code_point(units) == index


def test_inside_a_pair_is_the_character() -> None:
    positions = utf16_map("a😀b")
    assert [positions.to_code_point(offset) for offset in range(5)] == [0, 1, 1, 2, 3]


def test_past_the_end_counts_on() -> None:
    assert utf16_map("😀").to_utf16(4) == 5
