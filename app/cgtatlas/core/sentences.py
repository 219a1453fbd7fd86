"""The sentence for each error code, in Chinese and English: what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core import import_sentences

if TYPE_CHECKING:
    from cgtatlas.core.errors import AtlasError

_SENTENCES: dict[str, tuple[str, str]] = {
    "bad_setting": (
        "设置“{key}”不能是“{value}”。请从列出的选项中选择。",
        "The setting “{key}” cannot be “{value}”. Choose one of the values listed for it.",
    ),
    "bug": (
        "程序出错（版本 {version}）。这是程序的缺陷，您的数据没有改动；请把上面的内容随报告附上。",
        "The program failed (version {version}). The fault is ours; please report it with the lines above.",
    ),
    "build_failed": (
        "共有 {count} 处问题，没有生成资料库。请按上面列出的文件和行号修改后重试。",
        "{count} problem(s): no library was made. Correct the files and lines listed above and try again.",
    ),
    "cannot_print": (
        "结果没有完整输出：{reason}。请检查输出的去处后重试。",
        "The output was not written in full: {reason}. Check where it goes to and try again.",
    ),
    "cannot_write": (
        "{path} 没有保存：这个位置不能写入，或者文件正被别的程序打开。请换一个位置或文件名。",
        "{path} was not saved: this place cannot be written to, or another program has the file open. "
        "Choose another place or name.",
    ),
    "conflict": (
        "这条内容已在别处被修改或删除，本次修改没有保存。请重新打开后再试。",
        "This was changed or deleted elsewhere, so your edit was not saved. Open it again and retry.",
    ),
    "corrupt": (
        "{path} 已损坏，程序没有改动它。可以另存损坏的文件并抢救其中的内容，或恢复最近的备份。",
        "{path} is damaged; nothing in it was changed. Set it aside and save what can be read, or "
        "go back to the newest backup.",
    ),
    "disk_full": (
        "磁盘已满，没有保存到 {path}。请腾出空间后重试，输入的内容仍在。",
        "The disk is full: not saved to {path}. Make room and try again; what you typed is still here.",
    ),
    "duplicate_bookmark": (
        "这个文件夹里已经有同一处的书签“{title}”。",
        "This folder already has a bookmark of the same place: “{title}”.",
    ),
    "file_moved": (
        "{path} 在程序运行时被移走或替换，没有保存。请把文件放回原处，或重新打开程序。",
        "{path} was moved or replaced while the program was running: not saved. Put it back, or "
        "start the program again.",
    ),
    "folder_cycle": (
        "不能把文件夹移到它自己的下级文件夹里。请另选位置。",
        "A folder cannot be moved into a folder inside it. Choose another place.",
    ),
    "io_error": (
        "读写 {path} 时磁盘出错，没有保存。请检查磁盘是否连接正常、空间是否足够，然后重试。",
        "The disk failed while reading or writing {path}: not saved. Check that it is connected "
        "and has room, then try again.",
    ),
    "library_missing": (
        "缺少内置资料库 {path}。请重新安装本程序。",
        "The bundled library {path} is missing. Install the program again.",
    ),
    "library_not_ours": (
        "{path} 不是本程序的资料库。",
        "{path} is not a library of this program.",
    ),
    "index_damaged": (
        "{path} 的全文索引已损坏，您自己的文献暂时无法搜索；笔记不受影响。能够写入该文件时会自动重建索引。",
        "The full-text index in {path} is damaged: your own documents are not searched. "
        "Your notes are whole, and the index is made anew as soon as the file can be written.",
    ),
    "index_renewed": (
        "您自己文献的全文索引与文献不符（{count} 处），已重新建立。",
        "The full-text index of your own documents differed from them ({count} things) and was made anew.",
    ),
    "library_old_index": (
        "资料库 {path} 的索引来自另一个版本的程序，无法搜索。请用本程序重新生成（cgt-atlas build）。",
        "The index of the library {path} comes from another version of the program and cannot be searched. "
        "Build the library again with this one (cgt-atlas build).",
    ),
    "library_too_new": (
        "{path} 由更新版本的程序生成，请升级本程序后再打开。",
        "{path} was made by a newer version of the program. Update the program to open it.",
    ),
    "library_unreadable": (
        "无法读取资料库 {path}：{reason}",
        "The library {path} cannot be read: {reason}",
    ),
    "locked": (
        "另一个程序正在写入 {path}，这次没有保存或打开。请关闭那个程序或稍后重试。",
        "Another program is writing to {path}, so it was not saved or opened. Close that program, "
        "or try again later.",
    ),
    "missing_libraries": (
        "缺少显示窗口所需的系统库。请安装后重试：apt-get install {packages}",
        "System libraries for a window are missing. Install them, then retry: apt-get install {packages}",
    ),
    "no_access": (
        "没有权限访问 {path}。请检查它的访问权限，或用 --data-dir 另选数据文件夹。",
        "You may not open {path}. Check its permissions, or choose another data folder with --data-dir.",
    ),
    "no_annotation": (
        "没有编号为“{id}”的笔记，它可能已被删除。请到回收站查看。",
        "There is no annotation “{id}”; it may have been deleted. Look in the trash.",
    ),
    "no_backup": (
        "{path} 里没有完好的备份。",
        "There is no good backup in {path}.",
    ),
    "no_bookmark": (
        "没有编号为“{id}”的书签。请刷新书签列表后重试。",
        "There is no bookmark “{id}”. Refresh the list of bookmarks and try again.",
    ),
    "no_chapter": (
        "使用指南中没有“{id}”这一章。按 F1 打开指南。",
        "The guide has no chapter “{id}”. F1 opens the guide.",
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
    "no_folder": (
        "没有编号为“{id}”的书签文件夹，它可能已被删除。请另选文件夹。",
        "There is no bookmark folder “{id}”; it may have been deleted. Choose another one.",
    ),
    "no_journal": (
        "{path} 里没有可以恢复的笔记或书签。请选择别的备份。",
        "{path} holds no notes or bookmarks to bring back. Choose another backup.",
    ),
    "no_range": (
        "文献“{document}”里没有位置 {start}-{end}。请在原文中重新选择。",
        "Document “{document}” has no range {start}-{end}. Select the words in the text again.",
    ),
    "no_reader_file": (
        "{path} 还不存在：没有可备份的笔记和书签。",
        "{path} does not exist yet: there are no notes or bookmarks to back up.",
    ),
    "no_setting": (
        "没有设置“{key}”。用 cgt-atlas settings 查看全部。",
        "There is no setting “{key}”. See cgt-atlas settings for all of them.",
    ),
    "no_such_file": (
        "没有文件 {path}。",
        "There is no file {path}.",
    ),
    "no_such_folder": (
        "没有文件夹 {path}。",
        "There is no folder {path}.",
    ),
    "no_such_format": (
        "不认识 {path} 的格式。文件名请以下列之一结尾：{formats}。",
        "The format of {path} is not known. End the file name with one of: {formats}.",
    ),
    "no_tag": (
        "没有标签“{tag}”。",
        "There is no tag “{tag}”.",
    ),
    "not_a_file": (
        "{path} 不是普通文件（可能是文件夹、管道或失效的链接）。请移走它，或指定另一个文件。",
        "{path} is not a regular file (perhaps a folder, a pipe or a dangling link). Move it away, "
        "or name another file.",
    ),
    "not_a_folder": (
        "{path} 是文件，不是文件夹，里面不能存放数据。请指定另一个文件夹。",
        "{path} is a file, not a folder: no data can lie in it. Name another folder.",
    ),
    "not_ours": (
        "{path} 不是本程序的数据文件，程序没有改动它。请移走它，或指定另一个文件或备份。",
        "{path} is not a data file of this program; nothing in it was changed. Move it away, or "
        "name another file or a backup.",
    ),
    "nothing_to_redo": (
        "没有可以重做的操作。",
        "There is nothing to redo.",
    ),
    "nothing_to_undo": (
        "没有可以撤销的操作。",
        "There is nothing to undo.",
    ),
    "qt_missing": (
        "没有安装 Qt（PySide6-Essentials），无法打开窗口。请重新安装本程序。",
        "Qt (PySide6-Essentials) is not installed, so no window can be shown. Install the program again.",
    ),
    "qt_unsafe": (
        "PySide6 {qt} 在 Python {python} 上会使程序崩溃。请运行：pip install 'PySide6-Essentials<6.12'",
        "PySide6 {qt} crashes on Python {python}. Run: pip install 'PySide6-Essentials<6.12'",
    ),
    "query_bad_date": (
        "检索式中的日期无法识别，已忽略该条件。日期写作 2018、2018-06 或 2018-06-30。",
        "A date in the query was not understood and is ignored. Write 2018, 2018-06 or 2018-06-30.",
    ),
    "query_bad_value": (
        "检索式中有字段的取值无法识别，已忽略该条件。",
        "A value of a field in the query is not known; that condition is ignored.",
    ),
    "query_cut": (
        "检索式过长，只使用了前 2000 个字符。",
        "The query is too long; only its first 2,000 characters were used.",
    ),
    "query_too_deep": (
        "检索式的括号嵌套过深，最里层的括号已忽略。",
        "The query's parentheses are nested too deeply; the innermost ones are ignored.",
    ),
    "query_too_many_words": (
        "检索式的词过多，只使用了前 48 个词。",
        "The query has too many words; only the first 48 were used.",
    ),
    "query_unknown_field": (
        "检索式中有不认识的字段名，已按普通文字搜索。",
        "The query names a field that does not exist; it was searched for as plain words.",
    ),
    "read_only": (
        "{path} 只能读取，没有保存。请检查文件和文件夹的写入权限，或用 --data-dir 另选数据文件夹。",
        "{path} can only be read: not saved. Check that file and folder may be written to, or "
        "choose another data folder with --data-dir.",
    ),
    "same_file": (
        "{path} 正是使用中的数据文件。请指定另一个文件。",
        "{path} is the data file in use itself. Name another file.",
    ),
    "second_place": (
        "第二备份位置 {path} 现在不可用，那里没有新的备份。本机的备份不受影响。",
        "The second place for backups, {path}, cannot be used now: no new copy there. "
        "The backups on this computer are not affected.",
    ),
    "too_new": (
        "{path} 由更新版本的程序写成（格式 {version}，本程序只认识到 {known}），没有改动它。请升级程序。",
        "{path} was written by a newer version (format {version}; this one knows up to {known}); "
        "nothing in it was changed. Update the program.",
    ),
    "undo_conflict": (
        "这一步涉及的内容后来在别处被修改过，没有撤销。可以继续撤销更早的一步。",
        "What this step is about was changed elsewhere since, so it was not taken back. "
        "Undo again to go on with the step before it.",
    ),
    "window_busy": (
        "程序已用数据文件夹 {path} 打开，但那个窗口没有回应。"
        "请关闭它后重试，或用 --data-dir 另选数据文件夹。",
        "The program is open already with the data folder {path}, but its window does not answer. Close "
        "it and try again, or choose another data folder with --data-dir.",
    ),
}

#: code -> (Chinese, English); filled with the error's data. Sorted.
SENTENCES = dict(sorted({**_SENTENCES, **import_sentences.SENTENCES}.items()))


def sentence(error: AtlasError, lang: str) -> str:
    """The error as one plain sentence in ``zh`` or ``en``; an unlisted code shows its data."""
    pair = SENTENCES.get(error.code)
    if pair is None:
        return str(error)
    return pair[1 if lang == "en" else 0].format_map(_Known(error.data))


class _Known(dict[str, object]):
    """Data of which some may be missing: a gap in a sentence must not hide the error it tells of."""

    def __missing__(self, key: str) -> str:
        return "…"
