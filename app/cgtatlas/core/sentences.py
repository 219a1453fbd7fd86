"""The sentence for each error code, in Chinese and English: what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cgtatlas.core.errors import AtlasError

#: code -> (Chinese, English); filled with the error's data. Kept sorted.
SENTENCES: dict[str, tuple[str, str]] = {
    "build_failed": (
        "共有 {count} 处问题，没有生成资料库。请按上面列出的文件和行号修改后重试。",
        "{count} problem(s): no library was made. Mend the files and lines listed above and try again.",
    ),
    "conflict": (
        "这条内容已在别处被修改或删除，本次修改没有保存。请重新打开后再试。",
        "This was changed or deleted elsewhere, so your edit was not saved. Open it again and retry.",
    ),
    "library_missing": (
        "缺少内置资料库 {path}。请重新安装本程序。",
        "The bundled library {path} is missing. Install the program again.",
    ),
    "library_not_ours": (
        "{path} 不是本程序的资料库。",
        "{path} is not a library of this program.",
    ),
    "library_too_new": (
        "{path} 由更新版本的程序生成，请升级本程序后再打开。",
        "{path} was made by a newer version of the program. Update the program to open it.",
    ),
    "library_unreadable": (
        "无法读取资料库 {path}：{reason}",
        "The library {path} cannot be read: {reason}",
    ),
    "missing_libraries": (
        "缺少显示窗口所需的系统库。请安装后重试：apt-get install {packages}",
        "System libraries for a window are missing. Install them, then retry: apt-get install {packages}",
    ),
    "no_display": (
        "这里没有显示器，无法打开窗口。以下是终端里能看到的内容。",
        "There is no display here to show a window on. This is what a terminal can show.",
    ),
    "no_document": (
        "没有编号为“{id}”的文献。用 cgt-atlas documents 查看全部。",
        "There is no document “{id}”. See cgt-atlas documents for all of them.",
    ),
    "no_entry": (
        "没有编号为“{id}”的条目。用 cgt-atlas entries 查看全部。",
        "There is no entry “{id}”. See cgt-atlas entries for all of them.",
    ),
    "no_fact": (
        "没有编号为“{id}”的事实。",
        "There is no fact “{id}”.",
    ),
    "no_such_folder": (
        "没有文件夹 {path}。",
        "There is no folder {path}.",
    ),
    "qt_missing": (
        "没有安装 Qt（PySide6-Essentials），无法打开窗口。请重新安装本程序。",
        "Qt (PySide6-Essentials) is not installed, so no window can be shown. Install the program again.",
    ),
    "qt_unsafe": (
        "PySide6 {qt} 在 Python {python} 上会使程序崩溃。请运行：pip install 'PySide6-Essentials<6.12'",
        "PySide6 {qt} crashes on Python {python}. Run: pip install 'PySide6-Essentials<6.12'",
    ),
}


def sentence(error: AtlasError, lang: str) -> str:
    """The error as one plain sentence in ``zh`` or ``en``; an unlisted code shows its data."""
    pair = SENTENCES.get(error.code)
    if pair is None:
        return str(error)
    return pair[1 if lang == "en" else 0].format_map(error.data)
