"""The help of the command line, and what it says of wrong use, in Chinese.

English stands where it is used; here is the Chinese for each sentence, also for those of ``argparse``.
A test finds a sentence without one.
"""

from __future__ import annotations

import argparse
import gettext

from cgtatlas.core.model import ENTRY_KINDS

_ARGPARSE = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示这份说明并退出",
    "show program's version number and exit": "显示程序版本并退出",
    "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "the following arguments are required: %s": "缺少 %s",
    "one of the arguments %s is required": "需要其中之一：%s",
    "not allowed with argument %s": "不能与 %s 同时使用",
    "unrecognized arguments: %s": "不认识 %s",
    "expected one argument": "后面缺少一个值",
    "expected at least one argument": "后面至少需要一个值",
    "ignored explicit argument %r": "不能带值 %r",
    "invalid choice: %(value)r (choose from %(choices)s)": "不能是 %(value)r（可选：%(choices)s）",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不明确，可能是 %(matches)s",
}
_OPTIONS = {
    "JSON on standard output": "以 JSON 输出结果",
    "folder of the reader's data": "存放您的数据的文件夹",
    "keep the reader's data in a folder beside the program": "把您的数据放在程序旁边的文件夹里",
    "language of messages and names": "提示与名称的语言",
    "open the window at cgt:entry/ID, cgt:document/ID or cgt:search/QUERY": (
        "打开窗口并转到 cgt:entry/编号、cgt:document/编号 或 cgt:search/检索式"
    ),
    "open the window with this search": "打开窗口并搜索",
    "one that begins with '-' stands after '--'": "检索式；以“-”开头的写在“--”之后",
    "hits of each group; 20 when not given": "每组列出多少项，不写为 20",
    "only this group; repeatable": "只要这一组，可重复",
    "every hit, however many": "全部列出",
    "order of the passages": "原文段落的顺序",
    "count the hits by kind, document, year, ...": "按类别、文献、年份等计数",
    "leave out off-topic documents": "不搜索与主题无关的文献",
    "search this library too; repeatable": "同时搜索这个资料库，可重复",
    f"one of: {', '.join(ENTRY_KINDS)}": f"其中之一：{', '.join(ENTRY_KINDS)}，也可写中文名称",
    "as in the list of entries": "条目列表里的编号",
    "ids, as in the list of entries": "条目列表里的编号，可写多个",
    "as in the list of documents": "文献列表里的编号",
    "write a table": "写成表格文件",
    "the exact original text and nothing else": "只输出原文，一字不差",
    "its structure": "原文的结构",
    "on this document": "这篇文献上的",
    "on this entry, or on words that speak of it": "这个条目上的，或提到它的文字上的",
    "with this tag": "带有这个标签的",
    "highlighted in this colour": "这种颜色的高亮",
    "quotation, note, tags or title hold these words": "引文、笔记、标签或标题里有这些词",
    "changed on this day or later": "这一天起修改过的",
    "... or before": "到这一天为止修改过的",
    "with a note": "写有笔记的",
    "highlights without a note": "没有笔记的高亮",
    "what they stand on has this status": "所在之处有这个状态",
    "place changed, lost or gone": "位置有变、待定或已不存在",
    "those whose place you have to decide, with places to choose from": "需要您决定位置的，并列出可选位置",
    "take in a file (.jsonld .md .csv)": "导入文件（.jsonld .md .csv）",
    "write to a file (.jsonld .md .csv)": "导出到文件（.jsonld .md .csv）",
    "take in a file (.html .json)": "导入文件（.html .json）",
    "write to a file (.html .json)": "导出到文件（.html .json）",
    "name of a setting": "设置的名称",
    "what it is to be": "要改成的值",
    "back to the default; without KEY all of them": "恢复默认值；不写 KEY 则恢复全部",
    "this library instead of the bundled one": "检查这个资料库，而不是自带的",
    "a folder like resources/library": "像 resources/library 那样的文件夹",
    "where the library is written": "资料库写到哪里",
    "with the ending .jsonl: as text, also of a newer file": "以 .jsonl 结尾则存为文本，更新版本的文件也行",
    "a backup, a replaced file or a journal": "备份、被替换的文件或日志",
    "what can be restored, newest first": "列出可以恢复的，从新到旧",
    "the newest backup that passes every check": "最近的完好备份",
    "build the reader's file anew from the plain-text journal beside it": "用旁边的文本日志重建您的数据文件",
    "where the picture is written": "图片写到哪里",
    "show this entry": "显示这个条目",
    "show this search": "显示这个搜索",
    "in pixels; 1280x800 when not given": "像素，不写为 1280x800",
    "light or dark, with or without high contrast": "明暗，以及是否高对比度",
}
_COMMANDS = {
    "Offline reference for cell and gene therapy. Without a command it opens the window.": (
        "细胞与基因治疗离线参考。不写命令则打开窗口。"
    ),
    "find entries, passages and notes; '-' reads one query a line": (
        "搜索条目、原文和笔记；写“-”则从标准输入逐行读检索式"
    ),
    "list the entries": "列出条目",
    "show an entry with its facts and their sources": "显示一个条目的事实与出处",
    "put entries side by side, field by field": "逐项并列比较条目",
    "list the documents": "列出文献",
    "show a document": "显示一篇文献",
    "list the highlights and notes, or take them to or from a file": "列出高亮和笔记，或导出、导入",
    "list the bookmarks in their folders, or take them to or from a file": "列出书签，或导出、导入",
    "list the settings, show one, or change it; a running window follows": (
        "列出、显示或修改设置；已打开的窗口随即生效"
    ),
    "verify every citation, text, index and reference": "检查每条引文、每篇原文、索引和引用",
    "make a library from a folder of sources": "由资料文件夹生成资料库",
    "copy the reader's file, checked by opening the copy": "备份您的数据文件，并打开核对",
    "put a backup in the place of the reader's file; the replaced one is kept": (
        "用备份恢复您的数据文件；被替换的文件会保留"
    ),
    "draw the window into a picture; needs no display": "把窗口画成图片，不需要显示器",
    "gather what a report of a problem needs; nothing you wrote is in it": (
        "收集报告问题所需的信息，不含您写的内容"
    ),
}
_WRONG = {
    "a number from 1 is needed": "需要从 1 起的整数",
    "a folder is needed": "需要一个文件夹",
    "a day like 2026-01-31 is needed": "需要 2026-01-31 这样的日期",
    "a size like 1280x800 is needed, from 320x240 to 8000x8000": (
        "需要 1280x800 这样的大小，从 320x240 到 8000x8000"
    ),
    f"one of these is needed: {', '.join(ENTRY_KINDS)}": f"需要其中之一：{', '.join(ENTRY_KINDS)}",
}
#: English -> Chinese.
CHINESE = {**_ARGPARSE, **_OPTIONS, **_COMMANDS, **_WRONG}
_spoken = {"lang": "en"}


def word(english: str) -> str:
    """A sentence of the command line in the language that was last spoken."""
    return CHINESE.get(english, english) if _spoken["lang"] == "zh" else english


def speak(lang: str) -> None:
    """Let ``argparse`` and :func:`word` speak ``zh`` or ``en`` from now on; before parsers are made."""
    _spoken["lang"] = lang
    # argparse looks its sentences up by this name; a catalogue of its own cannot be given to it
    setattr(argparse, "_", word if lang == "zh" else gettext.gettext)  # noqa: B010


def translate(parser: argparse.ArgumentParser) -> None:
    """Put the help of a parser and of its commands into the language spoken."""
    parser.description = word(parser.description or "")
    for action in parser._actions:
        if action.help and action.help != argparse.SUPPRESS:
            action.help = word(action.help)
        if isinstance(action, argparse._SubParsersAction):
            for listed in action._choices_actions:
                listed.help = word(listed.help or "")
            for one in action.choices.values():
                translate(one)
