"""Passages: one a block, pieces of whole sentences of a long one."""

from __future__ import annotations

from cgtatlas.core.model import Block
from cgtatlas.text.passages import LONGEST, passages


def test_a_joined_paragraph_reads_without_anything_between() -> None:
    text = "提供更优的治疗方\n\n图1 说明\n\n案等。"
    block = Block("x", 0, "paragraph", 0, ((0, 8), (17, 20)))
    (draft,) = passages(text, [block])
    assert draft.text == "提供更优的治疗方案等。"
    assert draft.spans == block.spans


def test_a_row_is_one_passage_with_tabs_and_its_table_none() -> None:
    text = "| 1 |  | 中国 |"
    row = Block("x", 1, "row", 0, ((2, 3), (5, 5), (9, 11)), 0)
    (draft,) = passages(text, [Block("x", 0, "table", 0, ((0, len(text)),)), row])
    assert (draft.block, draft.text) == (1, "1\t\t中国")


def test_a_long_block_is_cut_after_sentences() -> None:
    sentence = "细胞治疗产品的质量控制要求很高" * 13 + "。"
    text = sentence * 20
    drafts = passages(text, [Block("x", 7, "paragraph", 0, ((0, len(text)),))])
    assert {draft.block for draft in drafts} == {7}
    assert all(len(draft.text) <= LONGEST and draft.text.endswith("。") for draft in drafts)
    assert "".join(draft.text for draft in drafts) == text
    assert len(drafts) == 3  # seven whole sentences fit in each


def test_a_long_block_of_two_spans_keeps_its_positions() -> None:
    half = "细胞治疗。" * 200 + "质量控"
    rest = "制很严。" + "基因治疗。" * 200
    text = half + "\n\n图1 说明\n\n" + rest
    spans = ((0, len(half)), (len(text) - len(rest), len(text)))
    drafts = passages(text, [Block("x", 0, "paragraph", 0, spans)])
    assert "".join(draft.text for draft in drafts) == half + rest
    assert any("质量控制很严。" in draft.text and len(draft.spans) == 2 for draft in drafts)
    for draft in drafts:
        assert draft.text == "".join(text[start:end] for start, end in draft.spans)


def test_a_sentence_that_never_ends_is_cut_at_a_comma() -> None:
    text = "细胞治疗产品的质量控制很严," * 400
    drafts = passages(text, [Block("x", 0, "paragraph", 0, ((0, len(text)),))])
    assert len(drafts) > 1
    assert all(len(draft.text) <= LONGEST and draft.text.endswith(",") for draft in drafts)


def test_a_row_that_is_too_long_is_cut_between_its_cells() -> None:
    left, right = ("".join(chr(first + n) for n in range(1400)) for first in (0x4E00, 0x6000))
    text = f"|{left}|{right}|"
    row = Block("x", 1, "row", 0, ((1, 1401), (1402, 2802)), 0)
    drafts = passages(text, [row])
    assert [draft.spans for draft in drafts] == [((1, 1401),), ((1402, 2802),)]
    assert [draft.text for draft in drafts] == [left, right]
