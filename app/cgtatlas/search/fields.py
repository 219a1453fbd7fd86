"""The fields a query can ask for, in both languages, and the dates they take."""

from __future__ import annotations

import calendar
import re

from cgtatlas.core.model import BLOCK_KINDS, ENTRY_KINDS
from cgtatlas.text.fold import fold

#: Every field by its name in the program, with the names a reader can type, in both languages.
FIELDS = {
    "kind": ("kind", "type", "类型", "类别"),
    "class": ("class", "细类", "分类"),
    "in": ("in", "about", "在", "关于", "涉及", "范围"),
    "document": ("doc", "document", "title", "文献", "文档", "标题", "原文"),
    "language": ("lang", "language", "语言"),
    "publisher": ("publisher", "source", "出版者", "出版", "来源", "发布者"),
    "author": ("author", "作者"),
    "library": ("library", "库", "资料库"),
    "has": ("has", "有", "带有"),
    "tag": ("tag", "标签"),
    "date": ("date", "year", "日期", "年份", "时间"),
    "after": ("after", "since", "之后", "晚于"),
    "before": ("before", "之前", "早于"),
    "name": ("name", "名称"),
    "names": ("names", "别名"),
    "spelling": ("spelling", "写法"),
    "off_topic": ("off-topic", "无关", "离题"),
    "sort": ("sort", "排序"),
}
_FIELD_OF = {name: field for field, names in FIELDS.items() for name in names}
DATE_FIELDS = frozenset({"date", "after", "before"})
#: Fields whose values are a list of the program's own, so that they are shown by their ids.
CLOSED_FIELDS = frozenset({"kind", "language", "has"})
#: Fields that say how to search; they hold for the whole query.
OPTION_FIELDS = frozenset({"names", "spelling", "off_topic", "sort"})

_KIND_NAMES = {
    "entry": ("entries", "条目"),
    "passage": ("passages", "text", "原文", "段落", "正文"),
    "annotation": ("annotations", "notes", "note", "highlight", "批注", "笔记", "高亮"),
    "bookmark": ("bookmarks", "书签"),
    "therapy": ("therapies", "疗法", "治疗"),
    "company": ("companies", "企业", "公司"),
    "policy": ("policies", "政策", "法规"),
    "indication": ("indications", "适应症"),
    "target": ("targets", "靶点"),
    "institution": ("institutions", "机构"),
    "agency": ("agencies", "监管机构"),
    "event": ("events", "事件"),
    "place": ("places", "地点"),
    "person": ("people", "persons", "人物"),
    "publication": ("publications", "出版物"),
    "technology": ("technologies", "技术"),
    "heading": ("headings", "标题"),
    "paragraph": ("paragraphs", "段"),
    "item": ("items", "列表"),
    "row": ("table", "tables", "rows", "表", "表格"),
    "caption": ("captions", "图注", "图题"),
    "reference": ("references", "参考文献"),
    "furniture": ("页眉", "页脚"),
}
#: What ``kind:`` can select: a group of results, a kind of entry or a kind of block.
GROUPS = frozenset({"entry", "passage", "annotation", "bookmark"})
ENTRY_VALUES = frozenset(ENTRY_KINDS)
BLOCK_VALUES = frozenset(BLOCK_KINDS) - {"table"}
_KINDS = {name: kind for kind, names in _KIND_NAMES.items() for name in (kind, *names)}
_LANGUAGES = {
    **dict.fromkeys(("zh", "chinese", "cn", "中文", "汉语", "中"), "zh"),
    **dict.fromkeys(("en", "english", "英文", "英语", "英"), "en"),
}
_HAS = {
    **dict.fromkeys(("note", "notes", "笔记", "批注", "注"), "note"),
    **dict.fromkeys(("highlight", "highlights", "annotation", "高亮", "标注"), "highlight"),
}
_LIBRARIES = {
    **dict.fromkeys(("bundled", "自带", "内置"), "bundled"),
    **dict.fromkeys(("mine", "my", "own", "我的", "自己"), "mine"),
}
_SWITCH = {
    **dict.fromkeys(("no", "off", "false", "否", "不", "无", "关"), "no"),
    **dict.fromkeys(("yes", "on", "true", "是", "有", "开"), "yes"),
}
_SORTS = {
    **dict.fromkeys(("relevance", "相关", "相关度"), "relevance"),
    **dict.fromkeys(("date", "newest", "日期", "最新"), "date"),
    **dict.fromkeys(("date-asc", "oldest", "最早"), "date-asc"),
}
#: Values of ``sort:`` and of the option of the same name.
SORTS = ("relevance", "date", "date-asc")
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")
_FIRST, _LAST = "0000-00-00", "9999-99-99"
_RANGE = re.compile(r"\.{2,}|…+|~|～|至|到|—+|–|(?<=\d{4})[-－](?=\d{4})")


def field_of(name: str) -> str | None:
    """The field that goes by a name (any case, either language), or None."""
    return _FIELD_OF.get(name.lower())


def values_of(field: str, typed: str) -> tuple[str, ...]:
    """The values as the program knows them: ids of kinds, folded text of names; no unknown ones."""
    known = {"kind": _KINDS, "language": _LANGUAGES, "has": _HAS}.get(field)
    ours = {"in": _KINDS, "library": _LIBRARIES}.get(field, {})
    values = []
    for part in re.split(r"[,，、;；]", typed):
        folded = fold(part)
        value = known.get(folded, "") if known is not None else ours.get(folded, folded)
        if field == "language" and not value and re.fullmatch("[a-z]{2,3}", folded):
            value = folded
        if value:
            values.append(value)
    return tuple(dict.fromkeys(values))


def option_value(field: str, typed: str) -> str:
    """The value of an option as the program knows it; "" when it is none."""
    return (_SORTS if field == "sort" else _SWITCH).get(typed.strip().lower(), "")


def date_range(field: str, typed: str) -> tuple[str, str] | None:
    """First and last day (ISO) that ``date:``, ``after:`` or ``before:`` asks for; None when it is no date.

    ``after`` includes the date it names, ``before`` ends on the day before it.
    """
    low, _, high = (
        typed.partition(separator.group()) if (separator := _RANGE.search(typed)) else (typed, "", typed)
    )
    if field != "date":
        limits = _limits(typed)
        if limits is None:
            return None
        return (limits[0], _LAST) if field == "after" else (_FIRST, _before(limits[0]))
    first = _limits(low) if low.strip() else (_FIRST, "")
    last = _limits(high) if high.strip() else ("", _LAST)
    if first is None or last is None or (first[0] == _FIRST and last[1] == _LAST):
        return None
    if first[0] > last[1]:  # typed the wrong way round
        first, last = last, first
    return first[0], last[1]


def _limits(text: str) -> tuple[str, str] | None:
    """First and last day of a year, a month or a day."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if month > 12 or not year:
        return None
    last_day = calendar.monthrange(year, month or 12)[1]
    if day > last_day:
        return None
    last_day = day or last_day
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or 12:02}-{last_day:02}"


def _before(day: str) -> str:
    """A string that sorts right before a day and after all days before it."""
    return f"{day[:8]}{int(day[8:]) - 1:02}"


def published_range(published: str) -> tuple[str, str] | None:
    """First and last day on which a document of this date (ISO, as precise as known) can have appeared."""
    return _limits(published[:10])
