from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cgtatlas.core.errors import NotFound
from cgtatlas.store.anchors import ALONE, LOST, Placed, make_anchor, place, search, taken_elsewhere


def test_selectors_hold_the_words_and_their_surroundings() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(200))
    anchor = make_anchor("d", "v1", text, 100, 110)
    assert (anchor.document, anchor.sha256, anchor.start, anchor.end) == ("d", "v1", 100, 110)
    assert anchor.exact == text[100:110]
    assert anchor.prefix == text[100 - ALONE : 100]
    assert anchor.suffix == text[110 : 110 + ALONE]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 3), (0, 11), (10, 11)])
def test_a_range_that_is_not_in_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(NotFound) as missing:
        make_anchor("d", "v1", "0123456789", start, end)
    assert (missing.value.code, missing.value.data["end"]) == ("no_range", end)


def test_in_the_same_version_the_position_is_the_place() -> None:
    text = "细胞细胞细胞"
    anchor = make_anchor("d", "v1", text, 2, 4)
    assert place(anchor, "v1", text) == Placed(2, 4, "exact")


def test_a_position_that_holds_other_words_is_never_the_place() -> None:
    text = "肝细胞癌与肾细胞癌" * 3
    anchor = replace(make_anchor("d", "v1", text, 0, 4), start=5, end=9)
    assert place(anchor, "v1", text).start != 5


def test_without_words_there_is_no_place() -> None:
    anchor = replace(make_anchor("d", "v1", "0123456789", 2, 4), exact="", end=2)
    assert place(anchor, "v1", "0123456789") == LOST


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_deleting_words_from_repetitive_text_is_never_missed(data: st.DataObject) -> None:
    unit = data.draw(st.text("ab", min_size=1, max_size=9))
    text = (unit * 40)[: data.draw(st.integers(20, 300))] + data.draw(st.text("ab", max_size=60))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 40)))
    anchor = make_anchor("d", "v1", text, start, end)
    assert place(anchor, "v2", text[:start] + text[end:]) == LOST
    assert place(anchor, "v2", text) in (LOST, Placed(start, end, "moved"))


def test_two_places_alike_are_not_chosen_between() -> None:
    text = "前言。" + "".join(chr(0x5000 + n) for n in range(80)) + "结尾。"
    anchor = make_anchor("d", "v1", text, 40, 44)
    assert place(anchor, "v2", text + text) == LOST


def test_a_change_of_numbers_or_latin_words_is_for_the_reader() -> None:
    around = "".join(chr(0x5000 + n) for n in range(60))
    text = f"{around}FDA于2017年8月30日批准了这一项申请。{around[::-1]}"
    anchor = make_anchor("d", "v1", text, 60, len(text) - 60)
    assert place(anchor, "v2", "序" + text) == Placed(61, len(text) - 59, "moved")
    assert place(anchor, "v2", text.replace("这一项", "那一项")) == Placed(60, len(text) - 60, "changed")
    for old, other in (("FDA", "FDa"), ("2017", "2018"), ("30日", "3 0日"), ("FDA", "")):
        found, listed = search(anchor, "v2", text.replace(old, other))
        assert found == LOST, other
        assert listed[0].start == 60
        assert not listed[0].numbers


def test_a_short_quote_in_other_words_is_for_the_reader() -> None:
    around = "".join(chr(0x5000 + n) for n in range(60))
    text = f"{around}肾细胞癌{around[::-1]}"
    anchor = make_anchor("d", "v1", text, 60, 64)
    found, listed = search(anchor, "v2", text.replace("肾", "肝"))
    assert (found, [one.text for one in listed]) == (LOST, ["肝细胞癌"])
    assert (listed[0].before, listed[0].after, listed[0].words) == (1, 1, 0.75)


def test_edits_on_both_sides_leave_the_words_where_they_are() -> None:
    text = "".join(chr(0x5000 + n) for n in range(160))
    anchor = make_anchor("d", "v1", text, 70, 90)
    edited = text[:64] + "新句" + text[66:90] + text[93:]
    assert place(anchor, "v2", edited) == Placed(70, 90, "moved")
    rewritten = text[:20] + "新" * 50 + text[70:90] + "句" * 50
    found, listed = search(anchor, "v2", rewritten)
    assert found == LOST  # nothing of its surroundings is left
    assert (listed[0].start, listed[0].end, listed[0].words) == (70, 90, 1)


def test_white_space_and_width_do_not_count_but_numbers_stay_apart() -> None:
    text = (
        "".join(chr(0x5000 + n) for n in range(60))
        + "剂量（每次）10 5 毫克。"
        + "尾声"
        + "".join(chr(0x6000 + n) for n in range(60))
    )
    anchor = make_anchor("d", "v1", text, 60, 74)
    reflowed = text.replace("（每次）", "(每\n次)").replace("10 5", "10\t5")
    assert place(anchor, "v2", reflowed) == Placed(60, 75, "moved")
    assert place(anchor, "v2", text.replace("10 5", "105")) == LOST


def test_words_put_in_beside_the_quote_are_not_part_of_it() -> None:
    text = "".join(chr(0x5000 + n) for n in range(160))
    anchor = make_anchor("d", "v1", text, 100, 150)  # ten characters from the end
    assert place(anchor, "v2", text[:100] + "新句" * 10 + text[100:]) == Placed(120, 170, "moved")


def test_issued_again_in_traditional_characters_it_is_changed() -> None:
    around = "".join(chr(0x5000 + n) for n in range(60))
    text = f"{around}国药监局批准{around[::-1]}"
    anchor = make_anchor("d", "v1", text, 60, 66)
    again = f"序{around}國藥監局批准{around[::-1]}"
    assert place(anchor, "v2", again) == LOST
    assert place(anchor, "v2", again, thorough=True) == Placed(61, 67, "changed")


def test_in_a_run_the_next_copy_does_not_take_the_place_of_deleted_words() -> None:
    text = "".join(chr(0x5000 + n) for n in range(80)) + "----"
    anchor = make_anchor("d", "v1", text, 81, 82)
    assert place(anchor, "v2", text[:-2]) == LOST


def test_of_lists_that_begin_alike_a_deleted_line_is_not_taken_for_the_next() -> None:
    lines = [f"诺华的产品{name}已经上市，公司说{name * 9}。" for name in "甲乙丙丁戊己庚辛"]
    before = "\n".join(lines)
    start = before.index(lines[4])
    anchor = make_anchor("d", "v1", before, start, start + 5)
    after = "\n".join(lines[:4] + lines[5:])
    found, listed = search(anchor, "v2", after)
    assert found == LOST
    assert listed


def test_surroundings_taken_by_another_program_must_agree_letter_by_letter() -> None:
    text = "".join(chr(0x5000 + n) for n in range(200))
    theirs = replace(make_anchor("d", "v1", text, 100, 104), prefix=text[68:100], suffix=text[104:136])
    assert taken_elsewhere(theirs)
    assert not taken_elsewhere(make_anchor("d", "v1", text, 100, 104))
    assert place(theirs, "v2", "序" + text) == Placed(101, 105, "moved")
    assert place(theirs, "v2", text[:90] + "新" + text[91:]) == LOST
    assert place(theirs, "v2", text[:100] + text[104:]) == LOST


def test_what_the_reader_let_go_stays_without_a_place_until_the_text_changes() -> None:
    text = "".join(chr(0x5000 + n) for n in range(160))
    anchor = replace(make_anchor("d", "v1", text, 70, 90), sha256="v2", start=-1, end=-1)
    assert search(anchor, "v2", text) == (LOST, [])
    assert place(anchor, "v3", text) == Placed(70, 90, "moved")


def test_a_short_side_at_the_border_of_the_text_proves_nothing() -> None:
    middle = "".join(chr(0x5000 + n) for n in range(80))
    text = f"靶点CD19是成熟的。{middle}靶点CD19也在研究。"
    anchor = make_anchor("d", "v1", text, 2, 6)
    assert (anchor.exact, anchor.prefix) == ("CD19", "靶点")
    # the words are gone and what followed them is re-written: the other CD19 follows 靶点 too
    assert place(anchor, "v2", f"靶点不再重要。{middle}靶点CD19也在研究。") == LOST
    assert place(anchor, "v2", f"序言：{text}") == Placed(5, 9, "moved")
