"""Whatever the text, structure keeps every character once, and comes back."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cgtatlas.core.model import BLOCK_KINDS
from cgtatlas.text.blocks import structure
from cgtatlas.text.passages import LONGEST, passages
from cgtatlas.text.sentences import sentences

SIGNS = "aA中1n?。,()《》“”|-:.;\\▼•*#¹\"'^[]…！\u200b\x00\ufeff😀\ud800"
PIECES = [
    *SIGNS,
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u3000",
    "\x1c",
    "\u2028",
    "| a | b |\n|---|---|\n| c | |\n",
    "\n|-|\n",
    "a | b\n- | -\n",
    " n中",
    "。? 《",
    "1、",
    "一是",
    "(1) ",
    "2.1 标题\n",
    "图1 说明\n",
    "来源: ",
    "参考文献\n",
    "[1] Doe, 2020\n",
    "Heading Here - Sentence goes on. ",
    "- Point is here. ",
    "中文文字中文文字中文文字中文文字中文文字,",
    "plain words go on and on ",
    "第一章 ",
    "icon\n",
    "现场\n",
    "et al. ",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=80).map("".join) | st.text(max_size=200)


def check(text: str) -> None:
    blocks = structure("x", text)
    assert [block.ord for block in blocks] == list(range(len(blocks)))
    assert [block.start for block in blocks] == sorted(block.start for block in blocks)
    leaves, tables = [0] * len(text), [False] * len(text)
    for block in blocks:
        assert block.kind in BLOCK_KINDS
        flat = [position for span in block.spans for position in span]
        assert flat == sorted(flat)
        if block.kind == "table":
            tables[block.start : block.end] = [True] * (block.end - block.start)
            continue
        assert (block.kind == "row") == (block.parent is not None)
        assert block.parent is None or blocks[block.parent].kind == "table"
        if block.kind != "row":
            assert not text[block.start].isspace()
            assert not text[block.end - 1].isspace()
        for start, end in block.spans:
            for position in range(start, end):
                leaves[position] += 1
    for position, char in enumerate(text):
        held = leaves[position]
        drawn = tables[position] and char in "|:-"
        assert held == 1 or (held == 0 and (drawn or char.isspace())), (position, char)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("|a|\n|-|\n|\\|")
@example("\ufeff")
def test_every_character_is_in_exactly_one_block(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=40, max_size=60), st.integers(1, 40))
def test_every_character_of_a_long_line_is_in_exactly_one_block(pieces: list[str], times: int) -> None:
    check("".join(pieces).replace("\n", " ") * times)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(1, 30))
def test_passages_hold_the_same_characters_as_their_blocks(text: str, times: int) -> None:
    text = text * times
    blocks = structure("x", text)
    leaves = [block for block in blocks if block.kind != "table"]
    drafts = passages(text, blocks)
    held = "".join(text[start:end] for block in leaves for start, end in block.spans)
    kept = "".join(text[start:end] for draft in drafts for start, end in draft.spans)
    assert "".join(kept.split()) == "".join(held.split())
    assert {draft.block for draft in drafts} == {block.ord for block in leaves}
    for draft in drafts:
        glue = "\t" if blocks[draft.block].kind == "row" else ""
        assert draft.text == glue.join(text[start:end] for start, end in draft.spans)
        assert len(draft.text) <= LONGEST


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sentences_hold_every_character_once(text: str) -> None:
    spans = sentences(text)
    flat = [position for span in spans for position in span]
    assert flat == sorted(flat)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    for start, end in spans:
        assert start < end
        assert text[start:end] == text[start:end].strip()


MANY = [
    "a",
    "中",
    " ",
    "(",
    "()",
    "|a",
    "▼",
    " n中。",
    "。?美",
    "A - ",
    "- B. ",
    ". ",
    "1、",
    '中。"',
    "[1].",
    "标题文字 后面的文字。 ",
    "a.b",
]


@pytest.mark.parametrize("piece", MANY)
def test_a_line_of_400_000_characters_comes_back(piece: str) -> None:
    # rules whose work grows with the square of the length would take hours here
    text = ("开头。" + " " * 1000 + piece * (400_000 // len(piece)))[:400_000]
    blocks = structure("x", text)
    kept = sum(len(draft.text) for draft in passages(text, blocks))
    assert len(text) - text.count(" ") <= kept <= len(text)


def test_spaces_in_front_of_marks_that_end_nothing_are_passed_once() -> None:
    text = "x。" + " " * 200_000 + "?a" * 100_000
    assert len(sentences(text)) == 2
