"""Where sentences end, in Chinese and English mixed in one line."""

from __future__ import annotations

import pytest

from cgtatlas.text.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["第一句。", "第二句!", "第三句?", "第四句;也在这里。"],
        ["疗效显著；", "安全性良好！", "好……", "然而。"],
        ["“如果如此,‘限制’和‘审慎’为主基调。”", "专家坦言,“但是。”"],
        ["他说(见图1)。", "下一句。"],
        ["增强^[1]。", "由此步入舞台。"],
        ["结果如此。^[2,3]", "下一句。"],
        ["真的吗?!", "是的。"],
        ['他说:"可以。"', "下一句。"],
        ["她问。", '"可以吗?"', "可以。"],
        ["细胞治疗.", "基因治疗.", "结束"],
        ["The market grew [1][2].", "Industry is next.", "- China has approved it."],
        ["Is it safe?", "Yes!", "Go on."],
        ["He said “yes.”", "She left."],
        ["It grew in 2022.", "Then it fell."],
        ["What is left is no.", "We stop."],
    ],
)
def test_sentences_end(parts: list[str]) -> None:
    assert cut("".join(parts)) == parts or cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "whole",
    [
        "Shy BR, Vykunta VS, et al. High-yield engineering",
        "科迪华(Corteva Agriscience India Pvt. Ltd.)外,还有Insecticides Inc. (India)。",
        "See No. 3 and Fig. 2 for e.g. the U.S. market vs. the E.U. market.",
        "根据 ClinicalTrials.gov 的数据显示,共计 1432 项。",
        "定价分别为47.5万美元和37.3万美元,2,4,6-三硝基苯基。",
        "两款产品(51%啶氧菌酯?粉唑醇SC)和(真的吗?不是!)复配。",
        "《什么是CAR-T?细胞治疗问答》出版。",
        "CRONNOS® T.O.V.针对大豆病害。",
        "Dr. J. Smith of Kite Pharma, Inc. said so.",
        "1. First point",
        "Yahoo! said that it would ... wait and see",
        "http://a.example/b?c=d 的数据。",
        "See Eqs. 3 and vol. 4, pp. 5.",
    ],
)
def test_sentences_do_not_end(whole: str) -> None:
    assert cut(whole) == [whole]


def test_a_question_mark_after_a_full_stop_begins_the_next_point() -> None:
    assert cut("难的问题。? 《科学》刊登。 ?日本开发。") == ["难的问题。", "? 《科学》刊登。", "?日本开发。"]
    assert cut("难的问题。           ?日本开发。") == ["难的问题。", "?日本开发。"]


def test_only_the_range_is_read() -> None:
    text = "前面。第一句。第二句。后面。"
    assert sentences(text, 3, 11) == [(3, 7), (7, 11)]


def test_an_empty_line_ends_a_sentence_and_a_line_end_does_not() -> None:
    assert cut("a line\ngoes on\n\nand ends") == ["a line\ngoes on", "and ends"]


def test_a_bracket_that_never_closes_hides_nothing() -> None:
    assert cut("(第一句。第二句。") == ["(第一句。", "第二句。"]
