"""What a line begins with or is made of: bullets, numbers, labels, captions, page furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cgtatlas.text.characters import CJK

#: Signs that are bullets wherever a sentence could begin.
GLYPHS = "▼▲▽△●○■□◆◇▶►▸▪▫➢➤★☆✓✔※•‣⁃∙◦\uf06c\uf06e\uf075\uf0b7\uf0d8\uf0fc"
_NUMERALS = "一二三四五六七八九十"
_MARKS = (
    ("#", re.compile(r"(#{1,6})[ \t]{1,8}(?=\S)")),
    ("bullet", re.compile(rf"[{GLYPHS}]{{1,3}}\s{{0,8}}(?=\S)|[-–*+·]\s{{1,8}}(?=\S)")),
    ("第", re.compile(rf"第[{_NUMERALS}百零\d]{{1,5}}(?:[章编篇节]|部分)(?![{_NUMERALS}的])\s{{0,8}}")),
    ("是", re.compile(rf"([{_NUMERALS}])是(?=[{CJK}])")),
    ("一、", re.compile(rf"([{_NUMERALS}]{{1,3}})、(?![{_NUMERALS}])\s{{0,4}}")),
    ("(一)", re.compile(rf"[(（]([{_NUMERALS}]{{1,3}})[)）]\s{{0,4}}")),
    ("(1)", re.compile(r"[(（](\d{1,2})[)）]\s{0,4}")),
    ("①", re.compile(r"([①-⑳])\s{0,4}")),
    ("[1]", re.compile(r"\[(\d{1,4})\]\s{0,4}")),
    ("1、", re.compile(r"(\d{1,2})[、)）](?!\d)\s{0,4}")),
    ("1.1", re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,3})[.．]?\s{1,4}(?=[^\W\d])")),
    ("1.", re.compile(rf"(\d{{1,2}})[.．](?:\s{{1,4}}|(?=[{CJK}]))")),
    ("1", re.compile(r"(\d{1,2})\s{1,4}(?=[^\W\d])")),
)

LABEL = re.compile(
    r"[\W_]{0,4}(?:来源专题|编译者?|发布(?:时间|日期)|时间|日期|作者(?:简介|单位)?|(?:信息|文章|新闻)?来源|(?:责任)?编辑|"
    r"热度|阅读量?|浏览量?|DOI|文章编号|中图分类号|文献标[志识]码|关键[词字]|(?:收稿|修回|接受|出版)日期|"
    r"基金项目|(?:通信|通讯|第一)作者|引用(?:格式|本文)|Key ?words?|Received|Accepted|Published|Authors?|"
    r"Date|Source|E-?mail|URL|ISSN|Citation|Correspond\w{0,10}(?: to| author)?)\s{0,3}[:：]",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"附?[图表]\s{0,2}\d{1,3}(?:[-–.]\d{1,3})?(?:[:：.、]|\s)\s{0,4}\S|"
    r"(?:Figure|Fig\.?|Table|Scheme|Box)\s{1,3}[A-Z]?\d{1,3}[A-Za-z]?(?:\s{0,3}[.:|–-]|\s{1,3}(?=[A-Z]))",
)
NOTE = re.compile(
    r"(?:(?:数据|资料|图片)?来源|备?注|说明|(?:Data )?Sources?|Notes?)\s{0,3}[:：.]",
    re.IGNORECASE,
)
REFERENCES = re.compile(
    r"(?:#{1,6} |\d{1,2}[.、 ]\s?)?[\[【(]?\s{0,4}(?:主\s{0,4}要\s{0,4})?"
    r"(?:参\s{0,4}考\s{0,4}文\s{0,4}献|参考资料|References?|Bibliography|Literature cited|Works cited)"
    r"\s{0,4}[\]】)]?\s{0,2}[:：]?",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    r"workflow|icon|menu|home|share|print|download(?: pdf)?|search(?: documents?)?|sign in|log ?in|subscribe|"
    r"back to top|skip to (?:main )?content|advertisements?|"
    r"(?:上一[篇页]|下一[篇页]|previous(?: article)?|next(?: article)?)(?:\s{0,4}[:：].{0,200})?|"
    r"(?:本站)?广告|返回(?:顶部|首页|列表)?|首页|打印|关闭(?:窗口)?|收藏|分享(?:到.{0,20})?|扫一扫.{0,20}|"
    r"相关(?:报告|阅读|文章|推荐|新闻|链接|资讯)|(?:推荐|延伸)阅读|热门(?:文章|推荐)|阅读(?:原文|全文)|展开全文|"
    r"第\s{0,2}\d{1,4}\s{0,2}页(?:.{0,3}共\s{0,2}\d{1,4}\s{0,2}页)?|page \d{1,4}(?: (?:of|/) \d{1,4})?|"
    r"[-–—]\s{0,3}\d{1,4}\s{0,3}[-–—]",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s{0,3}\d{1,2}:\d{2}(?::\d{2})?)?\s{0,3}$")
_RAISED = re.compile(r"[¹²³⁴-⁹]|\^\{")


@dataclass(frozen=True, slots=True)
class Mark:
    """A bullet or number: its style, its outline number (() for a bullet) and where the words begin."""

    style: str
    number: tuple[int, ...]
    body: int


def mark_at(text: str, start: int, end: int) -> Mark | None:
    """The bullet or number that a unit begins with."""
    for style, pattern in _MARKS:
        match = pattern.match(text, start, end)
        if match is None or match.end() >= end:
            continue
        if style == "bullet":
            return Mark(match.group()[0], (), match.end())
        return Mark(style, _number(match.group(match.lastindex or 0), style), match.end())
    return None


def _number(digits: str, style: str) -> tuple[int, ...]:
    if style == "#":
        return (len(digits),)
    if style == "①":
        return (ord(digits) - ord("①") + 1,)
    if style == "第":
        return ()
    if digits[0] in _NUMERALS:
        tens, ten, ones = digits.rpartition("十")
        ten_value = (_NUMERALS.index(tens) + 1 if tens in _NUMERALS and tens else 1) * 10 if ten else 0
        return (ten_value + (_NUMERALS.index(ones) + 1 if ones and len(ones) == 1 else 0),)
    return tuple(int(part) for part in re.split("[.．]", digits))


def is_dated(line: str) -> bool:
    """Whether a short line ends with a full date: a by-line, not a heading."""
    return _DATED.search(line[-40:]) is not None


def is_byline(line: str) -> bool:
    """Whether a line names authors: with raised numbers of their affiliations, or after "By"."""
    if line.startswith(("By ", "by ")) and len(line) < 80 and line[3:4].isupper():
        return True
    return len(_RAISED.findall(line[:400])) > 1 and ("," in line or "，" in line or "、" in line)
