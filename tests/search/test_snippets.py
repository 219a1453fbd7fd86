from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from cgtatlas.core.model import PassageHit
from cgtatlas.search.snippets import Segment, in_passage, snippet

if TYPE_CHECKING:
    from cgtatlas.search.find import Searcher

FIRST = "第一句讲别的事情。"
TEXT = FIRST + "第二句讲CAR-T细胞治疗的价格。" + "第三句很长" * 30 + "。最后一句也提到价格。"


def hit(text: str, *words: str, base: int = 100) -> PassageHit:
    matches = sorted((base + text.index(word), base + text.index(word) + len(word)) for word in words)
    return PassageHit("d", "d.txt", ((base, base + len(text)),), text, tuple(matches))


def shown(found: PassageHit, width: int = 120) -> str:
    return "".join(f"[{part.text}]" if part.lit else part.text for part in snippet(found, width))


def pieces(parts: list[Segment]) -> list[str]:
    """What stands between the ellipses that the snippet put in."""
    text = "".join("\0" if part == Segment("…", False) else part.text for part in parts)
    return text.split("\0")


def test_words_far_apart_are_shown_in_pieces_in_their_order() -> None:
    text = "这里说基因。" + "别的话" * 40 + "。那里说细胞和基因治疗。" + "还有别的" * 40 + "。最后说价格。"
    assert (
        shown(hit(text, "基因", "细胞", "价格"), 36)
        == "这里说[基因]。…那里说[细胞]和基因治疗。…最后说[价格]。"
    )
    far = shown(hit("甲" * 90 + "细胞" + "乙" * 300 + "价格" + "丙" * 90, "细胞", "价格"), 60)
    assert far.startswith("…甲")
    assert far.count("…") == 3
    assert "甲[细胞]乙" in far
    assert "乙[价格]丙" in far


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


def test_no_latin_word_is_cut_in_two() -> None:
    text = "abcdefghij " * 12 + "CAR-T " + "klmnopqrst " * 12
    result = shown(hit(text, "CAR-T"), 50)
    assert "[CAR-T]" in result
    assert set(result.strip("…").split()) <= {"abcdefghij", "[CAR-T]", "klmnopqrst"}


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
            assert all(piece in found.text for piece in pieces(parts))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="细胞a b。.！\n（）\t", max_size=80), st.data(), st.integers(1, 60))
def test_any_passage_and_any_width(text: str, data: st.DataObject, width: int) -> None:
    starts = data.draw(st.lists(st.integers(0, max(len(text) - 1, 0)), max_size=4, unique=True))
    matches = tuple((start, start + 1) for start in sorted(starts) if start < len(text))
    found = PassageHit("d", "", ((0, len(text)),), text, matches)
    parts = snippet(found, width)
    assert all(piece in text for piece in pieces(parts))
    assert any(part.lit for part in parts) == bool(matches)
