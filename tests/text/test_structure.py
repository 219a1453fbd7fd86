"""The structure of the eight articles, as a reader sees it.

``tests/data/structure`` holds it in a form to read; run this file as a script to write it anew, then read
every line of the difference against the originals.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas.text.blocks import structure

if TYPE_CHECKING:
    from cgtatlas.core.model import Block

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "resources" / "library" / "documents"
GOLDEN = ROOT / "tests" / "data" / "structure"
IDS = sorted(path.stem for path in DOCUMENTS.glob("*.toml"))
SHOWN = 24


def read(document: str) -> str:
    data: dict[str, Any] = tomllib.loads((DOCUMENTS / f"{document}.toml").read_text(encoding="utf-8"))
    with (DOCUMENTS / str(data["origin"])).open(encoding="utf-8", newline="") as file:
        return file.read()[int(data["begin"]) : int(data["end"])]


def joined(text: str, block: Block, glue: str = "") -> str:
    return glue.join(text[start:end] for start, end in block.spans)


def listing(document: str) -> str:
    """One line a block: number, kind and level, its table, its spans, its first and last characters."""
    text = read(document)
    lines = []
    for block in structure(document, text):
        glue = " ¦ " if block.kind == "row" else "⌢"
        words = joined(text, block, glue).replace("\n", "⏎")
        if len(words) > 2 * SHOWN + 3:
            words = f"{words[:SHOWN]} … {words[-SHOWN:]}"
        level = f"{block.kind} {block.level}" if block.level else block.kind
        inside = "" if block.parent is None else f"in {block.parent}"
        spans = "+".join(f"{start}-{end}" for start, end in block.spans)
        if block.kind == "row":
            spans = f"{block.start}-{block.end} ({len(block.spans)} cells)"
        lines.append(f"{block.ord:>3} {level:<11} {inside:<6} {spans:<22} {words}")
    return "\n".join(lines) + "\n"


def blocks(document: str, kind: str) -> list[str]:
    text = read(document)
    return [joined(text, block) for block in structure(document, text) if block.kind == kind]


@pytest.mark.parametrize("document", IDS)
def test_structure_is_the_one_that_was_read_line_by_line(document: str) -> None:
    assert listing(document) == (GOLDEN / f"{document}.txt").read_text(encoding="utf-8")


CUT = {
    "over a page break": "提供更质优价廉的治疗方案等。",
    "into the next section's page": "改进现有的 CAR 工程化方法,成功构建",
    "inside a verb": "对指导未来细胞治疗的临床应用意义重大。",
    "over two figure captions": "重庆精准生物技术有限公司、上海恒润达生生物科技股份有限公司和北京大学。",
    "over table 2 and its source": "药品审评中心(CDE)正式发布《体外基因修饰系统药理学研究",
    "over table 3 and its notes": "规划指出:围绕加快创新药上市审批、强化上市后监管",
    "before a list": "主要涉及以下几个特点。(1) 产品定制化。",
    "inside a noun": "产业化应用的相关标准规范和伦理准则",
}


@pytest.mark.parametrize("sentence", CUT.values(), ids=CUT)
def test_a_sentence_cut_in_two_is_one_paragraph(sentence: str) -> None:
    document = "immune-cell-therapy-2022"
    text = read(document)
    assert sentence not in text
    found = [b for b in structure(document, text) if sentence in joined(text, b)]
    assert [(block.kind, len(block.spans)) for block in found] == [("paragraph", 2)]


def test_nothing_else_is_joined() -> None:
    counts = {
        document: sum(
            len(block.spans) > 1 for block in structure(document, read(document)) if block.kind != "row"
        )
        for document in IDS
    }
    assert {document: count for document, count in counts.items() if count} == {
        "immune-cell-therapy-2022": len(CUT)
    }


def test_a_joined_paragraph_stands_where_it_begins_before_the_captions_inside_it() -> None:
    text = read("immune-cell-therapy-2022")
    order = [joined(text, block)[:6] for block in structure("", text)]
    at = order.index("从临床试验赞")
    assert order[at + 1 : at + 4] == ["图1 201", "图2 202", "表1 202"]


def test_the_paragraph_after_table_1_is_itself() -> None:
    paragraphs = blocks("immune-cell-therapy-2022", "paragraph")
    assert [p[-5:] for p in paragraphs if p.startswith("其中高校和研究机构包括浙江大学")] == ["(表2)。"]


def test_tables_have_their_rows_and_cells() -> None:
    text = read("immune-cell-therapy-2022")
    found = structure("immune-cell-therapy-2022", text)
    tables = [block for block in found if block.kind == "table"]
    rows = [[joined(text, b, "\t") for b in found if b.parent == table.ord] for table in tables]
    assert [len(each) for each in rows] == [11, 11, 12]
    assert rows[0][:2] == ["排名\t国家或地区\t临床试验数量(件)\t全球占比", "1\t中国\t109\t43.3%"]
    assert rows[2][2] == "瑞基奥仑赛\tCAR-T细胞治疗药物\t上海药明巨诺、上海明聚\t大B细胞淋巴瘤\t中国"
    for table in tables:
        levels = [b.level for b in found if b.parent == table.ord]
        assert levels == [1] + [0] * (len(levels) - 1)
        assert "|--" in text[table.start : table.end]


def test_captions_and_the_sources_under_tables() -> None:
    captions = blocks("immune-cell-therapy-2022", "caption")
    assert [caption[:8] for caption in captions] == [
        "图1 2018—",
        "图2 2022年",
        "表1 2022年",
        "数据来源: Cl",
        "表2 2022年",
        "数据来源: Cl",
        "表3 全球已上市",
        "数据来源: 中国",
    ]
    assert captions[-1].endswith("因此分开统计。")
    captions = blocks("zhangjiang-summit-2024", "caption")
    assert [caption[-5:] for caption in captions] == [
        "峰会现场",
        "细胞治疗》",
        "再生修复》",
        "新及应用》",
        "峰会现场",
        "张江基因岛",
    ]


def test_headings_inside_a_giant_line() -> None:
    assert blocks("car-t-industrialisation-2018", "heading")[1:] == [
        "• CAR-T产品海外成功上市,新技术价值得到认可",
        "累积销售过亿美元,新疗法疗效获认可商保有望逐步纳入",
        "重视平台型技术的价值,长期适应症有望扩展、市场空间大",
        "整顿后步入正轨、海外技术助力,看好国内CAR-T细胞行业发展",
        "仍有问题需克服、任重道远,期待技术发展推动CAR-T细胞产品进一步成熟",
    ]
    assert blocks("picoxystrobin-2024", "heading")[1:] == [
        "专题:产业链垂直一体化?从啶氧菌酯看印度农化产业配套体系的逐步完善",
        "印度:啶氧菌酯′′一站式′′产业链成型中......",
        "中国:稳健推进啶氧菌酯国产化",
        "近两年产能扩张显著,合计6600吨/年",
        "啶氧菌酯未来增长潜力",
        "科迪华持续上新,巩固拉美等主要市场",
        "中国、印度——啶氧菌酯潜力市场",
    ]
    assert blocks("atmp-definition-2025", "heading")[1:3] == [
        "Core Viewpoint",
        "Group 1: Definition and Classification",
    ]


def test_heading_levels() -> None:
    text = read("immune-cell-therapy-2022")
    levels = {joined(text, b): b.level for b in structure("", text) if b.kind == "heading"}
    assert levels["2022年免疫细胞治疗发展态势"] == 1
    assert levels["Development trend and prospect of immune cell therapy in 2022"] == 1
    assert (levels["3 产业化进展"], levels["[参 考 文 献]"]) == (2, 2)
    assert levels["3.3 政策支持助推免疫细胞治疗产业快速发展"] == 3
    text = read("cgt-interview-2025")
    levels = {joined(text, b): b.level for b in structure("", text) if b.kind == "heading"}
    assert list(levels.values()) == [2, 3, 2, 3, 2, 2]


def test_lost_bullets_begin_items_and_question_marks_do_not() -> None:
    text = read("car-t-industrialisation-2018")
    items = {joined(text, b)[:5]: b.level for b in structure("", text) if b.kind == "item"}
    assert (items["n破晓已现"], items["n 海外成"]) == (1, 1)
    assert (items["?美国加利"], items["? 《Sc"], items["?日本山口"]) == (2, 2, 2)
    assert (items["1、CAR"], items["3、CAR"]) == (2, 2)
    assert not blocks("picoxystrobin-2024", "item")
    assert any("51%啶氧菌酯?粉唑醇SC" in p for p in blocks("picoxystrobin-2024", "paragraph"))


def test_points_counted_in_words_are_items() -> None:
    items = blocks("cgt-interview-2025", "item")
    assert [item[:4] for item in items] == ["一是生产", "二是技术", "三是体内", "四是扩展"]


def test_page_furniture() -> None:
    furniture = {document: blocks(document, "furniture") for document in IDS}
    assert {document: found for document, found in furniture.items() if found} == {
        "car-t-industrialisation-2018": ["相关报告"],
        "cgt-follower-to-parallel-2025": ["Workflow", "先进治疗药品", "icon", "Search documents"],
        "zhangjiang-summit-2024": [
            "上一篇: 没有了",
            "下一篇: 艾普奈珠单抗引入粤港澳大湾区,为偏头痛患...",
            "本站广告",
        ],
    }


def test_references() -> None:
    references = blocks("immune-cell-therapy-2022", "reference")
    assert [reference.split("]")[0] for reference in references] == [f"- [{n}" for n in range(1, 17)]


def test_metadata_lines_and_the_biography_are_paragraphs() -> None:
    assert blocks("car-t-industrialisation-2018", "paragraph")[:3] == [
        "• 来源专题:人类遗传资源和特殊生物资源流失",
        "• 编译者: yanyf@mail.las.ac.cn",
        "• 发布时间:2018-12-01",
    ]
    review = blocks("immune-cell-therapy-2022", "paragraph")
    assert review[0] == "DOI: 10.13376/j.cbls/2023013"
    assert review[2].startswith("毛开云, 副研究员")
    assert review[4].startswith("(1 中国科学院上海营养与健康研究所")


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for each in IDS:
        (GOLDEN / f"{each}.txt").write_text(listing(each), encoding="utf-8")
