"""The fixed words of an entry's page in both languages: (Chinese, English)."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "names": ("名称", "Names"),
    "not_in_source": ("原文中未出现", "Stands in none of the originals"),
    "article": ("概述", "Overview"),
    "relations": ("关系", "Relations"),
    "conflicts": ("说法不一致之处", "Where the sources disagree"),
    "conflicts_lead": (
        "左右并列的两条事实说法不同。点开任一条，即可看到它在原文中的出处。",
        "Each pair of facts differs. Open either one to see it in the words of its source.",
    ),
    "conflicts_all": ("查看全部 {count} 处不一致", "All {count} disagreements"),
    "timeline": ("时间线", "Timeline"),
    "earlier": ("{until} 年及以前还有 {count} 条，全部显示", "Show all: {count} more up to {until}"),
    "ahead": ("原文预计", "expected by the source"),
    "mentions": ("原文提及", "Mentions in context"),
    "mentions_none": ("文献中没有提到这个条目的名称。", "No document mentions this entry by name."),
    "mentions_more": ("显示全部 {count} 处", "Show all {count}"),
    "facts_none": ("尚无带引文的事实。", "No facts with citations yet."),
    "facts": ("事实", "Facts"),
    "as_of": ("截至", "as of"),
    "between": ("；", "; "),
    "listing": ("、", ", "),
    "colon": ("：", ": "),
    "library": ("资料库", "The library"),
    "entries": ("{count} 个条目", "{count} entries"),
    "documents": ("文献", "Documents"),
    "off_topic": ("与主题无关", "off topic"),
    "newest": ("最新的事实", "Newest facts"),
    "start": ("如何开始", "How to start"),
    "desk": ("我的阅读", "My reading"),
    "recent": ("最近看过", "Recent"),
    "to_read": ("待读 {count}", "To read {count}"),
    "bookmarks": ("书签 {count}", "Bookmarks {count}"),
    "all_of_it": ("全部", "all"),
    "notes_count": ("笔记和高亮 {count} 条", "Notes and highlights: {count}"),
    "review_count": ("原文有变动、待复核的 {count} 条", "Text changed, to be reviewed: {count}"),
    "my_notes": ("我的笔记", "My notes"),
    "edit_note": ("编辑", "Edit"),
    "as_marked": ("您标记时的文字", "As you marked it"),
    "stands_now": ("原文现在的文字", "What stands there now"),
    "previous_chapter": ("← {title}", "← {title}"),
    "next_chapter": ("{title} →", "{title} →"),
    "open_source": ("打开引文", "Open the cited words"),
}

#: A single entry's kind; the vocabulary names the kinds as headings of many.
_KINDS: Final[dict[str, tuple[str, str]]] = {
    "therapy": ("疗法", "Therapy"),
    "company": ("企业", "Company"),
    "policy": ("政策", "Policy"),
    "indication": ("适应症", "Indication"),
    "target": ("靶点", "Target"),
    "institution": ("机构", "Institution"),
    "agency": ("监管机构", "Agency"),
    "event": ("事件", "Event"),
    "place": ("地点", "Place"),
    "person": ("人物", "Person"),
    "publication": ("出版物", "Publication"),
    "technology": ("技术", "Technology"),
}


def kind_word(kind: str, lang: str) -> str:
    """What one entry is, in ``zh`` or ``en``: therapy, company, policy and so on."""
    return _KINDS[kind][1 if lang == "en" else 0] if kind in _KINDS else kind


def word(key: str, lang: str, **data: object) -> str:
    """A word or short phrase in ``zh`` or ``en``, filled with data."""
    return WORDS[key][1 if lang == "en" else 0].format(**data)
