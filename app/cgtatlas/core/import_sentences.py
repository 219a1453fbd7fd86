"""The sentences of files that come in: why one, or something in it, was not taken. Kept sorted."""

from __future__ import annotations

#: code -> (Chinese, English)
SENTENCES: dict[str, tuple[str, str]] = {
    "import_bad_comment": (
        "这一行注释不是本程序写的笔记数据，没有导入。",
        "This comment line does not hold a note of this program; it was not imported.",
    ),
    "import_bad_csv": (
        "{path} 不是完整的 CSV 文件（约第 {line} 行的引号不配对），没有导入任何内容。",
        "{path} is not a sound CSV file (quotation marks do not match near line {line}); nothing was "
        "imported.",
    ),
    "import_bad_json": (
        "{path} 不是有效的 JSON（第 {line} 行），没有导入任何内容。",
        "{path} is not valid JSON (line {line}); nothing was imported.",
    ),
    "import_bad_range": (
        "位置 {start}-{end} 不成立：开始在结束之后。",
        "The range {start}-{end} is impossible: it ends before it starts.",
    ),
    "import_bad_status": (
        "不认识状态“{value}”。",
        "The status “{value}” is not known.",
    ),
    "import_bad_target": (
        "不认识地址“{value}”。",
        "The address “{value}” is not known.",
    ),
    "import_colour": (
        "没有颜色“{value}”，已改为黄色。",
        "There is no colour “{value}”; yellow was taken.",
    ),
    "import_empty": (
        "既没有引文，也没有笔记和标签。",
        "There is neither a quotation nor a note or tag.",
    ),
    "import_extra_cells": (
        "这一行的单元格多于表头。",
        "This row has more cells than the header.",
    ),
    "import_first_place_only": (
        "这条笔记有多个位置，只保留了第一个。",
        "This note has several places; only the first was kept.",
    ),
    "import_no_annotations": (
        "{path} 里没有本程序认识的笔记，没有导入任何内容。",
        "{path} holds no annotations that this program knows; nothing was imported.",
    ),
    "import_no_bookmarks": (
        "{path} 不是书签文件，没有导入任何内容。",
        "{path} is not a file of bookmarks; nothing was imported.",
    ),
    "import_no_columns": (
        "{path} 的第一行缺少这些列：{columns}。没有导入任何内容。",
        "The first line of {path} lacks these columns: {columns}. Nothing was imported.",
    ),
    "import_no_place": (
        "没有说明笔记属于哪篇文献或哪个条目。",
        "It does not say which document or entry it belongs to.",
    ),
    "import_not_a_bookmark": (
        "这一项不是书签，或其中有内容的类型不对。",
        "This is not a bookmark, or something in it is of the wrong type.",
    ),
    "import_not_an_annotation": (
        "这一项不是笔记。",
        "This is not an annotation.",
    ),
    "import_not_text": (
        "{path} 不是文本文件，或者编码无法识别。请另存为 UTF-8 后重试。",
        "{path} is not a text file, or its encoding is not known. Save it as UTF-8 and try again.",
    ),
    "import_too_deep": (
        "{path} 的层次嵌套过深，没有导入任何内容。",
        "{path} is nested too deeply; nothing was imported.",
    ),
    "import_too_large": (
        "{path} 超过 {megabytes} MB，没有读取。请分成几个文件导入。",
        "{path} is larger than {megabytes} MB and was not read. Import it in parts.",
    ),
    "import_too_long": (
        "“{field}”太长（上限 {limit}）。",
        "“{field}” is too long (the limit is {limit}).",
    ),
    "import_too_many": (
        "{path} 里超过 {limit} 项，没有导入任何内容。请分成几个文件导入。",
        "{path} holds more than {limit} things; nothing was imported. Import it in parts.",
    ),
    "import_too_new": (
        "{path} 由更新版本的程序写成，没有导入。请升级程序。",
        "{path} was written by a newer version; nothing was imported. Update the program.",
    ),
    "import_unreadable": (
        "读取 {path} 时磁盘出错，没有导入任何内容。请检查磁盘后重试。",
        "The disk failed while reading {path}; nothing was imported. Check the disk and try again.",
    ),
    "import_wrong_type": (
        "“{field}”的类型不对。",
        "“{field}” is of the wrong type.",
    ),
}
