from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from cgtatlas.core.model import PassageHit
from cgtatlas.search.snippets import in_passage, snippet

if TYPE_CHECKING:
    from cgtatlas.search.find import Searcher

FIRST = "第一句讲别的事情。"
TEXT = FIRST + "第二句讲CAR-T细胞治疗的价格。" + "第三句很长" * 30 + "。最后一句也提到价格。"


def hit(text: str, *words: str, base: int = 100) -> PassageHit:
    matches = sorted((base + text.index(word), base + text.index(word) + len(word)) for word in words)
    return PassageHit("d", "d.txt", ((base, base + len(text)),), text, tuple(matches))


def shown(found: PassageHit, width: int = 120) -> str:
    return "".join(f"[{part.text}]" if part.lit else part.text for part in snippet(found, width))


def test_whole_sentences_with_the_words_lit() -> None:
    assert shown(hit(TEXT, "CAR-T", "价格"), 22) == "…第二句讲[CAR-T]细胞治疗的[价格]。…"
    assert shown(hit(TEXT, "CAR-T", "价格"), 30) == "第一句讲别的事情。第二句讲[CAR-T]细胞治疗的[价格]。…"


def test_a_short_passage_is_shown_whole() -> None:
    assert shown(hit("短的CAR-T。", "CAR-T")) == "短的[CAR-T]。"
    assert shown(hit("没有词的话。")) == "没有词的话。"


def test_a_long_sentence_is_cut_around_its_words() -> None:
    text = "甲" * 300 + "价格" + "乙" * 300
    result = shown(hit(text, "价格"), 60)
    assert "[价格]" in result
    assert result.startswith("…甲")
    assert result.endswith("乙…")
    assert len(result) <= 60 + 4


def test_the_densest_group_of_words_is_chosen() -> None:
    text = "细胞。" + "别的话" * 40 + "。这里细胞与基因都有。"
    spans = sorted(
        (i, i + 2) for word in ("细胞", "基因") for i in range(len(text)) if text.startswith(word, i)
    )
    found = PassageHit("d", "", ((0, len(text)),), text, tuple(spans))
    assert shown(found, 20) == "…这里[细胞]与[基因]都有。"


def test_a_row_and_a_gap_are_mapped() -> None:
    row = PassageHit("d", "", ((0, 2), (10, 15)), "细胞\tCAR-T", ((0, 2), (10, 13)))
    assert shown(row) == "[细胞]\t[CAR]-T"
    gap = PassageHit("d", "", ((0, 3), (10, 12)), "免疫细胞治", ((2, 3), (10, 11)))
    assert in_passage(gap) == [(2, 3), (3, 4)]
    assert shown(gap) == "免疫[细][胞]治"


def test_every_hit_of_the_library_shows_a_word(searcher: Searcher) -> None:
    for query in ("细胞", "CAR-T 治疗", "the", "Yescarta"):
        for found in searcher.search(query, limit=60).hits:
            parts = snippet(found, 100)
            assert any(part.lit for part in parts)
            assert "".join(part.text for part in parts).strip("…") in found.text


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="细胞a b。.！\n（）\t", max_size=80), st.data(), st.integers(1, 60))
def test_any_passage_and_any_width(text: str, data: st.DataObject, width: int) -> None:
    starts = data.draw(st.lists(st.integers(0, max(len(text) - 1, 0)), max_size=4, unique=True))
    matches = tuple((start, start + 1) for start in sorted(starts) if start < len(text))
    found = PassageHit("d", "", ((0, len(text)),), text, matches)
    parts = snippet(found, width)
    assert "".join(part.text for part in parts).removeprefix("…").removesuffix("…") in text
    assert any(part.lit for part in parts) == bool(matches)
