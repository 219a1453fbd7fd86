"""Rules of structure on small texts of strangers."""

from __future__ import annotations

import pytest

from cgtatlas.text.blocks import structure


def found(text: str) -> list[tuple[str, int, str]]:
    return [
        (block.kind, block.level, "⌢".join(text[start:end] for start, end in block.spans))
        for block in structure("x", text)
    ]


def kinds(text: str) -> list[str]:
    return [kind if not level else f"{kind} {level}" for kind, level, _ in found(text)]


GUTENBERG = """The Development of Gene Therapy

By Jane Doe

CHAPTER I. THE BEGINNING

The idea of gene therapy was first discussed in the 1970s, when several
investigators proposed that exogenous "good" DNA could be used to replace
the defective DNA of those who suffer from genetic defects. Then a first inves-
tigation took place, of which little was known; others fol-
lowed.

    1. First point of a list that is long enough to go over the end of a
       line and continue on the next.
    2. Second point.

CHAPTER II. LATER

Short paragraph here.
"""


def test_english_of_a_fixed_width_is_made_of_paragraphs() -> None:
    assert kinds(GUTENBERG) == [
        "heading 1",
        "paragraph",
        "heading 2",
        "paragraph",
        "item 1",
        "item 1",
        "heading 2",
        "paragraph",
    ]
    body = found(GUTENBERG)[3][2]
    assert body.startswith("The idea of gene therapy was first discussed in the 1970s, when several\ninvest")
    assert body.endswith("first inves-⌢tigation took place, of which little was known; others fol-⌢lowed.")
    assert found(GUTENBERG)[4][2].endswith("end of a\n⌢line and continue on the next.")


def test_chinese_of_a_fixed_width_runs_on_without_the_line_break() -> None:
    text = (
        "    细胞治疗是指将具有特定功能的细胞的特性,采用生物工程方法获取和或通过体外扩\n"
        "增、特殊培养等处理后,使这些细胞具有增强免疫、杀死病原体和肿瘤细胞、促进组织器官再\n"
        "生和机体康复等治疗功效,从而达到治疗疾病的目的,并且可以用于多种不同的疾病的治疗过程。\n"
        "　　目前,细胞治疗主要分为免疫细胞治疗与干细胞治疗两大类。近年来,伴随着免疫细胞治\n"
        "疗在治疗血液肿瘤领域的突破,CAR-T成为热点。\n"
    )
    first, second = found(text)
    assert "体外扩⌢增、" in first[2]
    assert "器官再⌢生和" in first[2]
    assert second[2].startswith("目前")
    assert "细胞治⌢疗在" in second[2]


def test_lines_of_a_text_that_has_no_width_stay_apart() -> None:
    text = "静夜思\n李白\n床前明月光\n疑是地上霜\n举头望明月\n低头思故乡\n"
    assert [words for _, _, words in found(text)] == text.split()
    assert "heading 2" not in kinds(text)


def test_a_chinese_circular() -> None:
    text = (
        "关于促进细胞治疗产业发展的意见\n\n各省、自治区人民政府:\n\n为促进发展,提出以下意见。\n\n"
        "一、总体要求\n\n(一)指导思想。坚持创新。\n\n(二)基本原则。坚持安全。\n\n二、主要任务\n\n"
        "支持研发。\n\n第一章 总则\n\n第一条 为了规范管理,制定本办法。\n\n国务院办公厅\n2024年5月6日\n"
    )
    assert kinds(text) == [
        "heading 1",
        "paragraph",
        "paragraph",
        "heading 2",
        "item 1",
        "item 1",
        "heading 2",
        "paragraph",
        "heading 2",
        "paragraph",
        "paragraph",
        "paragraph",
    ]


def test_numbered_headings_and_numbered_points() -> None:
    text = (
        "1. Introduction\n\nGene therapy is a field.\n\n2. Methods\n\n2.1 Patients\n\nThere were 10.\n\n"
        "Points:\n1. one\n2. two\n\nThe end.\n"
    )
    assert kinds(text) == [
        "heading 2",
        "paragraph",
        "heading 2",
        "heading 3",
        "paragraph",
        "paragraph",
        "item 1",
        "item 1",
        "paragraph",
    ]


def test_markdown_headings_lists_and_a_table_without_outer_strokes() -> None:
    text = (
        "# Kymriah\n\nA therapy.\n\n### Approvals\n\n- 2017: FDA\n  - ALL\n- 2018: EMA\n\n"
        "Drug | Company\n--- | ---\nKymriah | a \\| b\nYescarta | \n"
    )
    assert kinds(text)[:6] == ["heading 1", "paragraph", "heading 3", "item 1", "item 2", "item 1"]
    rows = [block for block in structure("x", text) if block.kind == "row"]
    cells = [[text[start:end] for start, end in row.spans] for row in rows]
    assert cells == [["Drug", "Company"], ["Kymriah", "a \\| b"], ["Yescarta", ""]]


def test_strokes_without_a_rule_are_not_a_table() -> None:
    assert "table" not in kinds("领域情报网 | 资源中心\n下一行 | 文字\n")


def test_a_sentence_cut_by_a_page_number_is_one_paragraph() -> None:
    text = (
        "CAR-T细胞治疗产品的生产工艺复杂,质量控制要求高,各国监管机构均发布了相关指导原则,"
        "其中美国食品药品监督管理局发布的\n\n12\n\n指南草案对此作了详细说明。其余内容见下文。\n\n"
        "The company announced on Monday that its new product had been approved by the agency and that it\n\n"
        "13\n\nwould launch it soon. Analysts were positive.\n"
    )
    blocks = found(text)
    assert [kind for kind, _, _ in blocks] == ["paragraph", "furniture", "paragraph", "furniture"]
    assert "管理局发布的⌢指南草案" in blocks[0][2]
    assert "and that it\n⌢would launch" in blocks[2][2]  # a space of the original stays between the words


@pytest.mark.parametrize(
    "after",
    [
        "2 临床研究\n\n以下为正文内容。",
        "一、新的一节从这里开始。",
        "The next paragraph begins. It is new.",
        "作者:张三。",
    ],
)
def test_a_paragraph_without_an_end_is_not_joined_to_what_cannot_go_on(after: str) -> None:
    text = (
        "Our report says that the company announced on Monday that its product was approved by the agency"
        f"\n\n{after}\n"
    )
    assert all("⌢" not in words for _, _, words in found(text))


def test_lost_bullets_need_company() -> None:
    filler = "细胞治疗在血液瘤中疗效显著,但是在实体瘤中仍面临许多困难,需要更多的研究来克服这些困难。" * 5
    text = f"{filler} n第一点内容在这里。 n 第二点内容在这里。"
    assert kinds(text) == ["paragraph", "item 1", "item 1"]
    lonely = f"{filler} n第一点内容在这里。"
    assert "item 1" not in kinds(lonely)


def test_a_space_after_every_sentence_parts_nothing() -> None:
    text = "近年来 CAR-T 疗法发展迅速。 目前已有多款产品上市。 我们认为前景广阔。 " * 12
    assert kinds(text) == ["paragraph"]


LONG = "细胞治疗在血液瘤中疗效显著,但在实体瘤中仍有许多困难,需要更多的研究。" * 6


def test_a_heading_glued_to_its_paragraph_is_cut_off() -> None:
    text = f"{LONG} 整顿后步入正轨,行业加快发展 2017年起国内企业陆续在2地开展CAR-T合作,至2018年止。{LONG}"
    assert found(text)[1] == ("heading", 2, "整顿后步入正轨,行业加快发展")


@pytest.mark.parametrize(
    "sentence",
    [
        "在临床试验登记平台上 CAR-T 疗法的项目超过 100 项,其中 50 项在 2022 年登记,2 项 III 期。",
        "研究者(包括来自大学 医院和企业的人员)发现这种疗法可以杀死肿瘤。",
        "首先我们讨论 细胞治疗的 发展以及 其他的相关内容。",
        "国内多个产品连续获批临床, 南京传奇生物的疗法获得首个批件。",
        "啶氧菌酯的原药登记情况 已公开。",
    ],
    ids=[
        "spaces around Latin words",
        "in a bracket",
        "spaces everywhere",
        "after a comma",
        "too little after it",
    ],
)
def test_a_space_inside_a_sentence_cuts_no_heading_off(sentence: str) -> None:
    loose = " 其中 CAR-T 占 50%。" * 3
    assert all(kind == "paragraph" for kind, _, _ in found(f"{LONG} {sentence}{LONG}{loose}"))


def test_a_label_of_a_caption_inside_a_sentence_is_not_a_caption() -> None:
    text = "图1 显示了结果。\n\nFigure 2 shows that the number grew. It grew a lot.\n\nFigure 2. Growth.\n"
    assert kinds(text) == ["paragraph", "paragraph", "caption"]


def test_a_text_of_nothing_has_no_blocks() -> None:
    assert structure("x", "") == structure("x", " \n\t\u3000\r\n\f") == []
