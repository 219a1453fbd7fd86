"""What the command line prints for a person: the same content as the JSON, as plain lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cgtatlas.core.markup import without_notes
from cgtatlas.render.words import kind_word

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cgtatlas.core.model import Annotation, Block, Bookmark, Entry, Folder
    from cgtatlas.library.reader import Library
    from cgtatlas.search.find import Searcher
    from cgtatlas.store.review import Item
    from cgtatlas.store.wanted import About

_FIRST_SEARCH = "CAR-T"

_WORDS = {
    "no_notes": ("没有符合条件的高亮或笔记。", "No highlights or notes fit."),
    "no_bookmarks": ("还没有书签。", "No bookmarks yet."),
    "changed": ("原文有变动", "the text changed"),
    "lost": ("原文中已没有这些文字", "the words are not in the text any more"),
    "gone": ("已不在资料库中", "not in the library any more"),
    "orphan": ("按您的决定保留，不再有位置", "kept without a place, as you decided"),
    "no_review": ("没有待复核的笔记。", "No notes need a look."),
    "now": ("现为：“{words}”", "now: “{words}”"),
    "no_candidates": ("没有找到相近的文字。", "No similar words were found."),
    "candidate": ("{place}（相似度 {score:.0%}）“{words}”", "{place} ({score:.0%} alike) “{words}”"),
    "to-read": ("待读", "to read"),
    "read": ("已读", "read"),
    "checked": ("已核对", "checked"),
    "facts": ("事实", "Facts"),
    "names": ("名称", "Names"),
    "relations": ("关系", "Relations"),
    "mentions": ("提及", "Mentions"),
    "holds": (
        "库中有 {documents} 篇文献、{entries} 个条目、{facts} 条带出处的事实。",
        "The library holds {documents} documents, {entries} entries and {facts} facts with sources.",
    ),
    "first": ("例如，搜索“{query}”：", "For example, a search for “{query}”:"),
    "commands": (
        "没有显示器时可用的命令：",
        "Commands that work without a display:",
    ),
}


def _word(key: str, lang: str, **data: object) -> str:
    return _WORDS[key][1 if lang == "en" else 0].format(**data)


def _print(text: str = "") -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass") + b"\n")


def print_entry(library: Library, entry: Entry, lang: str) -> None:
    """Names, summary, facts with the words they rest on, relations."""
    row = entry.row
    _print(f"{row.name(lang)} · {row.name('en' if lang == 'zh' else 'zh')}  [{row.id}]")
    kinds = dict.fromkeys((kind_word(row.kind, lang), library.label("class", row.class_, lang)))
    _print(" · ".join(kinds))
    _print(without_notes(entry.summary_en if lang == "en" else entry.summary_zh))
    _print(f"\n{_word('names', lang)}")
    for name in entry.names:
        _print(f"  {name.text}  ({library.label('role', name.role, lang)})")
    if entry.facts:
        _print(f"\n{_word('facts', lang)}")
    for fact in entry.facts:
        warn = " ⚠" if fact.conflicts_with else ""
        label = library.label("property", fact.property, lang)
        _print(f"  {label}  {fact.as_of or '-'}  {fact.value(lang)}{warn}")
        cite = fact.citation
        _print(f"    “{cite.quote}”  {cite.document} {cite.start}-{cite.end}")
    if entry.relations or entry.incoming:
        _print(f"\n{_word('relations', lang)}")
    for relation in entry.relations:
        _print(f"  {library.label('relation', relation.type, lang)}: {relation.object}")
    for relation in entry.incoming:
        _print(f"  {library.label('relation', relation.type, lang, inverse=True)}: {relation.subject}")
    _print(f"\n{_word('mentions', lang)}: {len(entry.mentions)}")
    sys.stdout.buffer.flush()


def print_blocks(blocks: list[Block], text: str) -> None:
    """One block a line: where, what, the words."""
    for block in blocks:
        words = " | ".join(" ".join(text[start:end].split()) for start, end in block.spans)
        spans = ",".join(f"{start}-{end}" for start, end in block.spans)
        _print(
            f"{block.ord:4} {block.kind:<9} {block.level} {spans}  {words if block.kind != 'table' else ''}"
        )
    sys.stdout.buffer.flush()


def print_annotations(found: Sequence[Annotation], about: About, lang: str) -> None:
    """By what they stand on: place, colour and tags, the words, the note."""
    if not found:
        _print(_word("no_notes", lang))
    last = ""
    for one in found:
        title, anchor = about.title(one), one.anchor
        if title != last:
            status = about.status(one)
            _print(_flat(title) + (f"  ({_word(status, lang)})" if status else ""))
            last = title
        place = one.target or f"{anchor.document} {anchor.start}-{anchor.end}"
        tags = "".join(f" #{tag}" for tag in one.tags)
        state = about.state(one)
        _print(f"  {place}  [{one.colour}]{tags}" + (f"  ⚠ {_word(state, lang)}" if state else ""))
        if anchor.exact:
            _print(f"    “{_flat(anchor.exact)}”")
        for line in one.body.splitlines():
            _print(f"    {line}")
    sys.stdout.buffer.flush()


def print_review(found: Sequence[Item], lang: str) -> None:
    """Each annotation that waits for the reader, with the places to choose from, the likeliest first."""
    if not found:
        _print(_word("no_review", lang))
    for one in found:
        _print(f"{one.annotation.anchor.document}  ⚠ {_word(one.how, lang)}  {one.annotation.id}")
        _print(f"    “{_flat(one.before.exact)}”")
        for line in one.annotation.body.splitlines():
            _print(f"    {line}")
        if one.how == "changed":
            _print("  → " + _word("now", lang, words=_flat(one.annotation.anchor.exact)))
        elif not one.offers:
            _print("  → " + _word("no_candidates", lang))
        for offer in one.offers:
            place = f"{offer.document} {offer.choice.start}-{offer.choice.end}"
            words = _flat(offer.choice.text)
            _print("  → " + _word("candidate", lang, place=place, score=offer.choice.score, words=words))
    sys.stdout.buffer.flush()


def print_bookmarks(
    folders: Sequence[Folder], bookmarks: Sequence[Bookmark], gone: Collection[str], lang: str
) -> None:
    """As an indented tree: folders first, then bookmarks, each with its address."""
    if not (folders or bookmarks):
        _print(_word("no_bookmarks", lang))

    def branch(parent: str, indent: str) -> None:
        for folder in sorted((one for one in folders if one.parent == parent), key=lambda one: one.ord):
            _print(f"{indent}{_flat(folder.title)}/")
            branch(folder.id, indent + "  ")
        for one in sorted((one for one in bookmarks if one.folder == parent), key=lambda one: one.ord):
            mark = f"  ⚠ {_word('gone', lang)}" if one.id in gone else ""
            _print(f"{indent}{_flat(one.title)}  [{one.target}]{mark}")

    branch("", "")
    sys.stdout.buffer.flush()


def _flat(words: str) -> str:
    return " ".join(words.split())


def print_without_window(library: Library, searcher: Searcher, lang: str, program: str) -> None:
    """What a reader gets where no window can be shown: the library, a first search, the commands.

    ``program`` is what stands before a command: the installed name, or the starter of a checkout.
    """
    documents, entries = library.documents(), library.entries()
    facts = sum(row.facts for row in entries)
    _print(_word("holds", lang, documents=len(documents), entries=len(entries), facts=facts))
    for document in documents:
        _print(f"  {document.title}")
    from cgtatlas.commands.printing_search import print_search

    _print("\n" + _word("first", lang, query=_FIRST_SEARCH))
    sys.stdout.buffer.flush()
    print_search(searcher.search(_FIRST_SEARCH, limit=3), lang)
    _print("\n" + _word("commands", lang))
    for usage in (
        "search QUERY",
        "entries",
        "entry ID",
        "documents",
        "document ID --text",
        "check",
        "--help",
    ):
        _print(f"  {program} {usage}")
    sys.stdout.buffer.flush()
