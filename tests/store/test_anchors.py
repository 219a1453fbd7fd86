from __future__ import annotations

import random
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cgtatlas.core.errors import NotFound
from cgtatlas.store import anchors
from cgtatlas.store.anchors import CONTEXT, LOST, Placed, make_anchor, place

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTS = Path(__file__).parents[2] / "resources" / "library" / "documents"


@cache
def _originals() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))}


def _quotes(text: str) -> Iterator[tuple[int, int]]:
    """Every sentence and line, and 300 short phrases."""
    for match in re.finditer(r"[^。！？；;\n]+[。！？；;]?", text):
        if match[0].strip():
            yield match.span()
    chosen = random.Random(7)
    for _ in range(300):
        length = chosen.randint(1, 12)
        start = chosen.randrange(len(text) - length)
        yield start, start + length


def test_selectors_hold_the_words_and_their_surroundings() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(200))
    anchor = make_anchor("d", "v1", text, 100, 110)
    assert (anchor.document, anchor.sha256, anchor.start, anchor.end) == ("d", "v1", 100, 110)
    assert anchor.exact == text[100:110]
    assert anchor.prefix == text[100 - CONTEXT : 100]
    assert anchor.suffix == text[110 : 110 + CONTEXT]


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


@pytest.mark.parametrize("name", _originals())
def test_deleted_words_never_reappear_elsewhere(name: str) -> None:
    text = _originals()[name]
    trials = 0
    for start, end in _quotes(text):
        anchor = make_anchor(name, "v1", text, start, end)
        assert place(anchor, "v2", text[:start] + text[end:]) == LOST, anchor
        # a little of the surroundings gone with them
        assert place(anchor, "v2", text[: max(0, start - 2)] + text[end + 1 :]) == LOST, anchor
        line = text.rfind("\n", 0, start) + 1, (text + "\n").find("\n", end)
        assert place(anchor, "v2", text[: line[0]] + text[line[1] :]) == LOST, anchor
        trials += 3
    assert trials > 900


@pytest.mark.parametrize("name", _originals())
def test_changed_words_never_land_elsewhere(name: str) -> None:
    text = _originals()[name]
    chosen = random.Random(11)
    for start, end in _quotes(text):
        at = chosen.randrange(start, end)
        changed = text[:at] + "龘" + text[at + 1 :]
        assert place(make_anchor(name, "v1", text, start, end), "v2", changed) == LOST


@pytest.mark.parametrize("name", _originals())
def test_words_that_stand_are_found_after_edits_around_them(name: str) -> None:
    text = _originals()[name]
    chosen = random.Random(13)
    trials = right = 0
    for start, end in _quotes(text):
        anchor = make_anchor(name, "v1", text, start, end)
        at = chosen.choice(
            [at for at in (chosen.randrange(len(text)) for _ in range(9)) if not start < at < end]
        )
        by = chosen.randint(1, 200)
        edited = text[:at] + "某" * by + text[at:]
        expected = start + by if at <= start else start
        found = place(anchor, "v2", edited)
        assert found in (LOST, Placed(expected, expected + end - start, "moved")), anchor
        # the text on one side of the words re-written
        after = place(anchor, "v2", text[:end] + "改" * 40 + text[end + 40 :])
        assert after in (LOST, Placed(start, end, "moved")), anchor
        trials += 2
        right += (found != LOST) + (after != LOST)
    assert right >= 0.9 * trials, f"{right} of {trials}"


@settings(max_examples=400, deadline=None)
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


def test_a_change_in_upper_case_or_digits_is_another_text() -> None:
    around = "".join(chr(0x5000 + n) for n in range(60))
    text = f"{around}FDA 2017年8月{around[::-1]}"
    anchor = make_anchor("d", "v1", text, 60, 71)
    assert anchor.exact == "FDA 2017年8月"
    assert place(anchor, "v2", "序" + text) == Placed(61, 72, "moved")
    for other in ("FDa 2017年8月", "FDA 2018年8月", "FDA 2017年8日"):
        assert place(anchor, "v2", text.replace(anchor.exact, other)) == LOST


def test_in_a_run_the_next_copy_does_not_take_the_place_of_deleted_words() -> None:
    text = "".join(chr(0x5000 + n) for n in range(80)) + "----"
    anchor = make_anchor("d", "v1", text, 81, 82)
    assert place(anchor, "v2", text[:-2]) == LOST


def test_in_a_pattern_one_side_alone_cannot_count_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"CONTEXT": 6, "LONGEST": 16, "MARGIN": 3}.items():
        monkeypatch.setattr(anchors, name, value)
    text = "bababababababababababxzwuvy"
    anchor = make_anchor("d", "v1", text, 13, 16)
    assert place(anchor, "v2", text[:13] + text[19:]) == LOST
    assert place(anchor, "v1", text).how == "exact"


def test_a_short_side_at_the_border_of_the_text_proves_nothing() -> None:
    middle = "".join(chr(0x5000 + n) for n in range(80))
    text = f"靶点CD19是成熟的。{middle}靶点CD19也在研究。"
    anchor = make_anchor("d", "v1", text, 2, 6)
    assert (anchor.exact, anchor.prefix) == ("CD19", "靶点")
    # the words are gone and what followed them is re-written: the other CD19 follows 靶点 too
    assert place(anchor, "v2", f"靶点不再重要。{middle}靶点CD19也在研究。") == LOST
    assert place(anchor, "v2", f"序言：{text}") == Placed(5, 9, "moved")
