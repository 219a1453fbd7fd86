"""What the command line prints of a search for a person: the same content as the JSON, as plain lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cgtatlas.commands.support import say
from cgtatlas.core.errors import AtlasError
from cgtatlas.core.sentences import sentence
from cgtatlas.search.snippets import snippet

if TYPE_CHECKING:
    from cgtatlas.core.model import PassageHit, SearchResult
    from cgtatlas.core.refine import Facet

_WORDS = {
    "entries": ("条目", "Entries"),
    "passages": ("原文", "Passages"),
    "off_topic_texts": ("与主题无关的文献中的段落", "Passages in off-topic documents"),
    "notes": ("我的笔记", "My notes"),
    "bookmarks": ("书签", "Bookmarks"),
    "more": ("（另有 {count} 项，用 --all 全部列出）", "({count} more: --all lists them)"),
    "nothing": ("没有找到：{query}", "Nothing found: {query}"),
    "empty": ("检索式里没有可以搜索的文字。", "The query holds nothing to search for."),
    "searched": (
        "已搜索{library}：{documents} 篇文献的 {passages} 个段落、{entries} 个条目。",
        "Searched {library}: {passages} passages of {documents} texts and {entries} entries.",
    ),
    "left_out": ("没有搜索与主题无关的文献。", "Off-topic documents were not searched."),
    "near": ("相近的搜索：", "Near forms that find something:"),
    "also": ("同时搜索的其他名称与写法：", "Other names and spellings searched for: "),
    "bundled": ("内置资料库", "the bundled library"),
    "mine": ("我的文献", "your own documents"),
    "kind": ("类型", "Kind"),
    "entry_kind": ("条目类型", "Kind of entry"),
    "document": ("文献", "Document"),
    "publisher": ("发布者", "Publisher"),
    "year": ("年份", "Year"),
    "language": ("语言", "Language"),
    "library": ("资料库", "Library"),
}


def _word(key: str, lang: str, **data: object) -> str:
    return _WORDS[key][1 if lang == "en" else 0].format(**data)


def _print(text: str = "") -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass") + b"\n")


def _lit(text: str) -> str:
    """Found words stand out on a terminal, and are in brackets elsewhere."""
    return f"\033[1;33m{text}\033[0m" if sys.stdout.isatty() else f"【{text}】"


def print_search(result: SearchResult, lang: str) -> None:
    """Entries, passages with words marked, notes, bookmarks; where nothing is found, what was searched."""
    for code in result.notes:
        say(sentence(AtlasError(code), lang))
    forms = [chip.text for chip in result.chips if chip.kind in ("name", "spelling") and chip.on]
    if forms:
        _print(_word("also", lang) + " · ".join(forms))
    if not (result.entries or result.hits or result.annotations or result.bookmarks):
        _print_nothing(result, lang)
    _print_entries(result, lang)
    _print_passages(result, lang)
    if result.annotations:
        _print(_word("notes", lang) + f" ({result.annotation_total})")
    for note in result.annotations:
        anchor = note.anchor
        where = note.target or f"{anchor.document} {anchor.start}-{anchor.end}"
        _print(f"  {where}: {' '.join((note.body or anchor.exact).split())}")
    _print_more(result.annotation_total - len(result.annotations), lang)
    if result.bookmarks:
        _print(_word("bookmarks", lang) + f" ({result.bookmark_total})")
    for bookmark in result.bookmarks:
        _print(f"  {bookmark.target}  {bookmark.title}")
    _print_more(result.bookmark_total - len(result.bookmarks), lang)
    for facet in result.facets:
        _print_facet(facet, lang)
    if result.suggestions:
        _print(_word("near", lang))
    for suggestion in result.suggestions:
        _print(f"  {suggestion.query}  ({suggestion.count})")
    sys.stdout.buffer.flush()


def _print_nothing(result: SearchResult, lang: str) -> None:
    if not result.searched:  # a query of nothing but blanks and marks
        _print(_word("empty", lang))
        return
    _print(_word("nothing", lang, query=result.interpreted or result.query))
    for one in result.searched:
        if one.passages or one.entries:
            name = _word(one.library, lang) if one.library in ("bundled", "mine") else one.library
            counts = {"documents": one.documents, "passages": one.passages, "entries": one.entries}
            _print(_word("searched", lang, library=name, **counts))
    if result.searched and not result.off_topic:
        _print(_word("left_out", lang))


def _print_entries(result: SearchResult, lang: str) -> None:
    if result.entries:
        _print(_word("entries", lang) + f" ({result.entry_total})")
    for found in result.entries:
        other = found.row.name("en" if lang == "zh" else "zh")
        whose = "" if found.library == "bundled" else f"  ‹{found.library}›"
        names = " · ".join(dict.fromkeys((found.row.name(lang), other)))
        _print(f"  {names}  [{found.row.id}]  {found.matched}{whose}")
    _print_more(result.entry_total - len(result.entries), lang)


def _print_passages(result: SearchResult, lang: str) -> None:
    hits = [hit for hit in result.hits if not hit.off_topic]
    last = [hit for hit in result.hits if hit.off_topic]
    if hits:
        _print(_word("passages", lang) + f" ({result.total}{'' if result.exact else '+'})")
    for hit in hits:
        _print_hit(hit)
    if last:
        count = f" ({len(last)})" if len(result.hits) == result.total else ""
        _print(_word("off_topic_texts", lang) + count)
    for hit in last:
        _print_hit(hit)
    if result.hits:
        _print_more(result.total - len(result.hits), lang)


def _print_hit(hit: PassageHit) -> None:
    line = "".join(_lit(part.text) if part.lit else part.text for part in snippet(hit))
    via = f" ({hit.via})" if hit.via else ""
    whose = "" if hit.library == "bundled" else f" ‹{hit.library}›"
    _print(f"  {hit.document} {hit.start}-{hit.end}{via}{whose}")
    _print(f"    {' '.join(line.split())}")


def _print_more(count: int, lang: str) -> None:
    if count > 0:
        _print("  " + _word("more", lang, count=count))


def _print_facet(facet: Facet, lang: str) -> None:
    _print(_word(facet.id, lang))
    for value in facet.values:
        count = f"{value.count}{'' if facet.exact else '+'}"
        label = "" if value.label in ("", value.value) else f"  {value.label}"
        _print(f"  {'*' if value.chosen else ' '} {count:>6}  {value.value}{label}  → {value.turned}")
