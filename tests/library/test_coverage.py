"""Every proper name of the originals leads to an entry, or stands in exceptions.toml with its reason.

What might be a name is found by the looks of the text alone, never by the entries: Latin words with
capitals or digits, Chinese words by their last characters, titles in 《》, table cells, items of lists,
countries and places, people by their titles, the parts of references, and a list of names without any
telltale form that was made by reading the originals.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.paths import shipped
from cgtatlas.library.validate import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cgtatlas.library.reader import Library

HAN = "\u4e00-\u9fff"

# Words of Latin letters and digits; the marks join codes such as HLA-A*02:01.
WORD = r"(?:[A-Za-zÀ-ÿ0-9]+(?:(?:[*./@&_-]|(?<=\d):(?=\d))+[A-Za-zÀ-ÿ0-9]+)*)"
NUMERAL = re.compile(r"[IVX]{1,3}|[A-Z]")  # phases of trials, T and B of cells

# What names of bodies, places, policies, products and illnesses end in.
ENDINGS = re.compile(
    "公司|集团|大学|学院|研究院|研究所|实验室|医院|诊所|中心|服务站|科学院|工程院|委员会|办公室|药监局|管理局|产权局"
    "|发改委|卫健委|健康委|科委|商务部|科技部|情报部|生物组|基金会|协会|学会|食品司|株式会社|赛药|国际药业|情报网"
    "|服务平台|平台(?!型|技术)|基地|园区|产业园|科学城|会堂|试验区|示范区|大湾区|新区|贸易港|科创板|联络线|机场|基因岛"
    "|条例|办法|规划|方案|计划|指南|指导原则|管理规范|附录|征求意见稿|草案|通道|资格|双轨制|资源库|峰会|年会|日报|数据库"
    "|疗法|免疫治疗|疫苗|病毒|载体|淋巴瘤|白血病|骨髓瘤|母细胞瘤|胶质瘤|色素瘤|(?<!抗)癌(?!细胞)|狼疮|疾病"
    "|[血见性遗]病|变性|受体|化因子|胞因子|淋巴细胞|杀伤细胞|干细胞|巨噬细胞|中性粒细胞|树突状细胞|注射液|仑赛"
    "|基因编辑|测序|显微技术|影像技术|水凝胶|类器官|芯片|合成生物学|医保|保险|支付体系|附加付款"
)
TITLES = re.compile("院士|教授|研究员|所长|院长|副主任|主管|CEO")
PERSON = re.compile(rf"(?:院士|教授|所长|院长|CEO)([{HAN}]{{2,3}})(?=作|以及|、|对)")
BOOK = re.compile("《([^《》]+)》")
# a list that ends in "and others" before a word for a class of things
LIST = re.compile(
    rf"(?:[{HAN}A-Za-z0-9* -]{{2,24}}、)+[{HAN}A-Za-z0-9* -]{{2,24}}?"
    r"(?=等(?:多家|多个|多种|主要|实体)*(?:企业|公司|机构|发达国家|国家|疾病|肿瘤))"
)
PLACES = re.compile(
    "中国香港|中国|我国|美国|英国|法国|德国|日本|韩国|印度|荷兰|瑞士|瑞典|以色列|西班牙|意大利|新加坡|澳大利亚"
    "|加拿大|俄罗斯|巴西|墨西哥|丹麦|比利时|奥地利|挪威|芬兰|爱尔兰|波兰|土耳其|泰国|越南|马来西亚|南非|埃及"
    "|欧洲|欧盟|欧美|中美澳|亚洲|北美|拉美|非洲|香港|澳门|台湾|北京|上海|天津|重庆|浦东|张江|广东|广州|深圳|海南"
    "|江苏|浙江|山东|安徽|南京|苏州|杭州|武汉|成都|西安|虹桥|长三角|粤港澳|加利福利亚|加州|圣地亚哥|旧金山"
    "|China|Chinese|USA|United States|Europe|European|Japan|Korea|India|Shanghai|Beijing|Germany|Hong Kong"
)
AUTHOR = re.compile(r"^- \[\d+\] ([^.]+)\.", re.MULTILINE)
JOURNAL = re.compile(r"\. \*([^*]+)\*, (?:19|20)\d\d")
DOI = re.compile(r"10\.\d{4,}/[\w./()-]*\w")
# volume and pages of a reference; a DOI in it has its own pattern
PAGES = re.compile(r"\*, (?:19|20)\d\d, .*")

# Names that no pattern can tell from other words; found by reading the originals line by line.
BY_EYE = re.findall(
    r"\S+",
    "诺华 吉利德 复星医药 复星凯特 药明康德 药明巨诺 西比曼 安科生物 默天旎 南京传奇 优卡迪 上海明聚 "
    "博生吉安科 科济 恒润达生 银河生物 强生 杨森制药 第一三共 益诺思 恩凯赛药 天泽云泰 先博生物 "
    "原启生物 和元生物 天慈国际药业 斯克里普斯 梅奥诊所 田志刚 时玉舫 刘明耀 王立群 毛开云 "
    "范月蕾 张博文 陈琪 韩佳 江洪波 证券日报 阿基仑赛 阿基奥仑赛 基奥仑赛 瑞基奥仑赛 西达基奥仑赛 "
    "商保 医保B 自免 双轨 双臂BiTE "
    "通用型 突破性治疗药物 突破性治疗品种 附条件批准 优先审评 研究者发起的研究 新质生产力 战略性新兴产业 "
    "生物制品 碱基编辑 体内基因编辑 生产自动化 全自动化CAR-T细胞制备工厂 IND申请 临床批件 临床试验申请 "
    "多元支付体系 清除淋巴细胞 AI制药 mRNA 体外造血分化 炎性微环境 同源定向修复 年度十大科技突破 "
    "诱导多能干细胞 人类遗传资源和特殊生物资源流失 生物安全知识资源中心 全国专利信息实务人才 "
    "科技创新行动计划",
)
BY_EYE_LATIN = (
    "small nucleic acid",
    "stem cell therapy",
    "oncolytic virus therapy",
    "30-day review",
    "ex vivo gene-modified cell products",
    "autoimmune disease",
    "solid tumors",
    "draft on advanced therapy products",
)


@dataclass(frozen=True)
class Candidate:
    document: str
    start: int
    end: int
    text: str
    how: str


def _matches(
    pattern: str | re.Pattern[str], how: str, group: int = 0
) -> Callable[[str], Iterator[tuple[int, int, str]]]:
    compiled = re.compile(pattern)

    def find(text: str) -> Iterator[tuple[int, int, str]]:
        return ((*match.span(group), how) for match in compiled.finditer(text))

    return find


def _latin(text: str) -> Iterator[tuple[int, int, str]]:
    """Every Latin word that is not a plain word of English or the first of a sentence."""
    pages = [match.span() for match in PAGES.finditer(text)]
    for match in re.finditer(WORD, text):
        telling = any(c.isupper() for c in match[0]) or bool(re.search(r"\d[A-Za-z]|[A-Za-z]-?\d", match[0]))
        skipped = NUMERAL.fullmatch(match[0]) or any(s <= match.start() < e for s, e in pages)
        if telling and not skipped and not _heads_a_sentence(text, match):
            yield *match.span(), "latin"


def _heads_a_sentence(text: str, match: re.Match[str]) -> bool:
    """A word with a capital only because a sentence begins with it: the next word is a small one."""
    word, before, after = match[0], text[: match.start()].rstrip(), text[match.end() :]
    head = not before or before[-1] in '.!?]"-' or before.endswith(": -")
    return bool(head and re.fullmatch("[A-Z][a-z]*", word) and re.match(r",? [a-z]+\b", after))


def _items(text: str) -> Iterator[tuple[int, int, str]]:
    """Items of a list; of the first only the end is known, for a sentence stands before it."""
    for match in LIST.finditer(text):
        first, *others = re.finditer(r"[^、]+", match[0])
        yield match.start() + first.end() - 2, match.start() + first.end(), "list"
        for item in others:
            yield match.start() + item.start(), match.start() + item.end(), "list"


def _by_eye(text: str) -> Iterator[tuple[int, int, str]]:
    for name in (*BY_EYE, *BY_EYE_LATIN):
        for match in re.finditer(re.escape(name), text):
            yield *match.span(), "eye"


def _authors(text: str) -> Iterator[tuple[int, int, str]]:
    for match in AUTHOR.finditer(text):
        for name in re.finditer(r"[^,]+", match[1]):
            if name[0].strip() != "et al":
                yield match.start(1) + name.start(), match.start(1) + name.end(), "author"


FINDERS: tuple[Callable[[str], Iterator[tuple[int, int, str]]], ...] = (
    _latin,
    _matches(ENDINGS, "ending"),
    _matches(PERSON, "person", 1),
    _matches(BOOK, "title", 1),
    _items,
    _matches(PLACES, "place"),
    _authors,
    _matches(JOURNAL, "journal", 1),
    _matches(DOI, "doi"),
    _by_eye,
)


def _cells(library: Library, document: str, text: str) -> Iterator[tuple[int, int, str]]:
    for block in library.blocks(document):
        if block.kind == "row":
            for start, end in block.spans:
                for part in re.finditer("(?:[^、和]|和(?=国))+", text[start:end]):
                    yield start + part.start(), start + part.end(), "cell"


def _titles(library: Library, document: str, text: str) -> Iterator[tuple[int, int, str]]:
    """A title is somebody's: the line must name a person near it."""
    people = {row.id for row in library.entries("person")}
    named = [m for m in library.mentions_in(document) if m.entry in people]
    for match in TITLES.finditer(text):
        near = [m for m in named if m.start - 45 <= match.start() <= m.end + 45]
        if not any("\n" not in text[min(m.start, match.start()) : max(m.end, match.end())] for m in near):
            yield *match.span(), "person"


def candidates(library: Library, document: str) -> list[Candidate]:
    """What looks like a name in a document, each place once for each way of finding it."""
    text = library.text(document)
    spans = [span for find in FINDERS for span in find(text)]
    spans += [*_cells(library, document, text), *_titles(library, document, text)]
    found = {Candidate(document, s, e, text[s:e].strip(), how) for s, e, how in spans}
    return sorted(
        (c for c in found if any(x.isalpha() for x in c.text)), key=lambda c: (c.start, c.end, c.how)
    )


def _exceptions() -> dict[str, str]:
    file = shipped("resources/library/exceptions.toml")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))["exception"]
    return {text: table["reason"] for table in tables for text in table["texts"]}


def _occurrences(needle: str, text: str) -> Iterator[re.Match[str]]:
    """Where a text stands, not inside a longer Latin word."""
    return re.finditer(
        rf"(?<![A-Za-z0-9]){re.escape(needle)}(?![A-Za-z0-9])" if needle[0].isascii() else re.escape(needle),
        text,
    )


@dataclass(frozen=True)
class Open:
    """A candidate that no entry takes, and the exceptions that stand at its place."""

    candidate: Candidate
    exceptions: frozenset[str]
    excused: bool


def _open(library: Library, without: frozenset[str] = frozenset()) -> list[Open]:
    """Candidates that lead to no entry (other than ``without``) and are no document's title."""
    names = library.connection.execute("SELECT entry, key FROM name").fetchall()
    keys = {key for entry, key in names if entry not in without}
    keys |= {name_key(document.title) for document in library.documents()}
    found: list[Open] = []
    for document in library.documents():
        if document.off_topic:
            continue
        text = library.text(document.id)
        taken = [m for m in library.mentions_in(document.id) if m.entry not in without]
        mentioned = {i for m in taken for i in range(m.start, m.end)}
        excused: dict[int, set[str]] = {}
        for needle in _exceptions():
            for match in _occurrences(needle, text):
                for i in range(*match.span()):
                    excused.setdefault(i, set()).add(needle)
        for candidate in candidates(library, document.id):
            letters = {i for i in range(candidate.start, candidate.end) if text[i].isalnum()} - mentioned
            if letters and name_key(candidate.text) not in keys:
                used = frozenset(needle for i in letters for needle in excused.get(i, ()))
                found.append(Open(candidate, used, letters <= excused.keys()))
    return found


def test_every_name_leads_to_an_entry_or_is_excepted(library: Library) -> None:
    lost = [
        f"{o.candidate.document}:{o.candidate.start} {o.candidate.text} ({o.candidate.how})"
        for o in _open(library)
        if not o.excused
    ]
    assert lost == []


def test_every_exception_is_needed(library: Library) -> None:
    needed = {needle for o in _open(library) if o.excused for needle in o.exceptions}
    assert set(_exceptions()) - needed == set()


def test_exceptions_have_a_reason_and_excuse_no_whole_class() -> None:
    for text, reason in _exceptions().items():
        assert len(reason) > 30, text
        if not text.isascii():
            assert not ENDINGS.fullmatch(text), f"{text} would excuse every name that ends in it"


def test_exceptions_stay_few(library: Library) -> None:
    """The list is for what is no name; it must not grow while entries are not written."""
    assert len(_exceptions()) < 115
    excused = [o for o in _open(library) if o.excused]
    every = [c for d in library.documents() if not d.off_topic for c in candidates(library, d.id)]
    assert len(every) > 1500
    assert len(excused) < len(every) / 10


@pytest.mark.parametrize(
    ("how", "texts"),
    [
        ("latin", ["KTE-C19", "JWCAR029", "HPMC-C12", "EGFRvIII", "HLA-A*02:01", "Kite", "Müller"]),
        ("ending", ["公司", "学院", "研究所", "指导原则", "淋巴瘤", "疗法"]),
        ("title", ["Science Translational Medicine", "CSCO原发性肝癌诊疗指南2022版"]),
        ("cell", ["深圳市免疫基因治疗研究院", "Immuncell-LC", "43.3%", "激素难治性前列腺癌"]),
        ("list", ["科济生物", "银河生物", "乳腺癌"]),
        ("place", ["中国香港", "荷兰", "Beijing"]),
        ("person", ["田志刚", "时玉舫", "刘明耀"]),
        ("author", ["Shy BR", "Liau LM"]),
        ("journal", ["Proc Natl Acad Sci U S A", "Cell"]),
        ("doi", ["10.13376/j.cbls/2023013", "10.1001/jamaoncol.2022.5370"]),
        ("eye", ["诺华", "商保"]),
    ],
)
def test_each_way_of_finding_names_finds_them(library: Library, how: str, texts: list[str]) -> None:
    found = {c.text for d in library.documents() for c in candidates(library, d.id) if c.how == how}
    assert {text for text in texts if any(c.isalpha() for c in text)} <= found


@pytest.mark.parametrize(
    ("entry", "lost"),
    [
        ("kymriah", "Kymriah"),
        ("france", "法国"),
        ("tian-zhigang", "田志刚"),
        ("cell-therapy-guideline-2017", "细胞治疗产品研究与评价技术指导原则"),
        ("ref-shy-2022", "Shy BR"),
        ("green-cross-holdings", "Green Cross Holdings"),
        ("unicar-therapy", "上海优卡迪生物"),
        ("crystalline-retinal-dystrophy", "变性"),
        ("blood-journal", "Blood"),
    ],
)
def test_an_entry_that_is_taken_away_is_missed(library: Library, entry: str, lost: str) -> None:
    assert lost in {o.candidate.text for o in _open(library, frozenset({entry})) if not o.excused}
