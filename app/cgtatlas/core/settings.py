"""What the reader can choose: every setting with its type, default, allowed values and description."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from cgtatlas.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

Value = bool | int | str
T = TypeVar("T", bool, int, str)
#: The same words in Chinese and in English.
Pair = tuple[str, str]

#: Groups of the settings page in their order, with their titles.
GROUPS: dict[str, Pair] = {
    "look": ("外观", "Appearance"),
    "reading": ("阅读", "Reading"),
    "search": ("搜索", "Search"),
    "data": ("数据与隐私", "Data and privacy"),
}
_LONGEST = 20_000  # characters of a text
_YES = ("true", "yes", "on", "1")
_NO = ("false", "no", "off", "0")


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting. ``choices`` lists the allowed values; without them ``low`` and ``high`` bound a number,
    and ``check`` may judge a text.

    ``label`` is its short name, ``names`` are the names of the choices. A setting without a ``group`` has
    a page or a menu of its own and is not on the settings page.
    """

    key: str
    default: T
    zh: str
    en: str
    choices: tuple[T, ...] = ()
    low: int = 0
    high: int = 0
    label: Pair = ("", "")
    group: str = "data"
    names: tuple[Pair, ...] = ()
    kind: str = ""  # of a text: "font" or "folder"
    check: Callable[[str], bool] | None = None

    def allows(self, value: object) -> bool:
        """Is this a value of the right type (True is not the number 1) and in range?"""
        if type(value) is not type(self.default):
            return False
        if self.choices:
            return value in self.choices
        if isinstance(value, str):
            return len(value) <= _LONGEST and (self.check is None or self.check(value))
        return isinstance(value, bool) or not isinstance(value, int) or self.low <= value <= self.high

    def decode(self, stored: str) -> T:
        """The value from its stored form; the default when it cannot be read or is not allowed."""
        try:
            value = json.loads(stored)
        except (ValueError, RecursionError):
            return self.default
        return value if self.allows(value) else self.default

    def encode(self, value: object) -> str:
        """The stored form. Raises Refused("bad_setting") for a value that is not allowed."""
        if not self.allows(value):
            raise Refused("bad_setting", key=self.key, value=value)
        return json.dumps(value, ensure_ascii=False)

    def parse(self, text: str) -> Value:
        """The value that a person typed: true or false, a number, a text. Raises Refused("bad_setting")."""
        value: Value = text
        if isinstance(self.default, bool):
            words = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
            value = words.get(text.strip().lower(), text)
        elif isinstance(self.default, int):
            digits = text.strip().removesuffix("%").strip()
            value = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else text
        if not self.allows(value):
            raise Refused("bad_setting", key=self.key, value=text)
        return value


def is_shortcuts(text: str) -> bool:
    """Is this a JSON object of action ids, each with a list of at most four key combinations?"""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and all(
        isinstance(keys, list) and len(keys) <= 4 and all(isinstance(k, str) and len(k) <= 60 for k in keys)
        for keys in value.values()
    )


def _one_line(text: str) -> bool:
    return len(text) <= 200 and text.isprintable()


LANGUAGE = Setting(
    "language",
    "system",
    "界面与帮助的语言；条目两种语言都有，原文不变。",
    "Language of the interface and the help; originals stay as they are.",
    ("system", "zh", "en"),
    label=("语言", "Language"),
    group="look",
    names=(("跟随系统", "As the system"), ("中文", "中文"), ("English", "English")),
)
THEME = Setting(
    "theme",
    "system",
    "界面与正文的明暗和对比度。选“跟随系统”时，系统要求高对比度就用高对比度。",
    "Light or dark, for interface and text. As the system: also its wish for high contrast.",
    ("system", "light", "dark", "contrast-light", "contrast-dark"),
    label=("主题", "Theme"),
    group="look",
    names=(
        ("跟随系统", "As the system"),
        ("浅色", "Light"),
        ("深色", "Dark"),
        ("高对比度浅色", "High contrast, light"),
        ("高对比度深色", "High contrast, dark"),
    ),
)
REDUCE_MOTION = Setting(
    "reduce_motion",
    False,
    "不用动画：跳转和提示直接显示，不闪烁。系统设为减少动画时总是如此。",
    "No animation: places are shown at once and do not flash. Always so where the system asks for it.",
    label=("减少动画", "Reduce motion"),
    group="look",
)
CARET_IN_PAGES = Setting(
    "caret_in_pages",
    False,
    "在条目页中用方向键移动光标，按住 Shift 选择文字；否则方向键滚动页面。使用屏幕阅读器时总是如此。",
    "The arrow keys move a caret through entry pages, with Shift they select; else they scroll. Always so "
    "with a screen reader.",
    label=("条目页中的光标", "Caret in entry pages"),
    group="reading",
)
TEXT_SIZE = Setting(
    "text_size",
    100,
    "条目与原文的字号，以正常大小为 100%。",
    "Size of entries and original texts; 100 % is normal.",
    low=50,
    high=300,
    label=("正文字号（%）", "Text size (%)"),
    group="reading",
)
READING_FONT = Setting(
    "reading_font",
    "",
    "条目与原文的字体；留空表示与界面相同。字体里没有的汉字用界面的中文字体显示。",
    "Font of entries and original texts; empty means the interface's. Chinese characters it lacks are "
    "shown in the interface's Chinese font.",
    label=("正文字体", "Reading font"),
    group="reading",
    kind="font",
    check=_one_line,
)
LINE_WIDTH = Setting(
    "line_width",
    42,
    "每行最多排多少个汉字。",
    "Longest line of text, in widths of a Chinese character.",
    low=20,
    high=120,
    label=("行宽（字）", "Line width (characters)"),
    group="reading",
)
LINE_HEIGHT = Setting(
    "line_height",
    162,
    "行高与字号之比。",
    "Height of a line, in percent of the text size.",
    low=110,
    high=260,
    label=("行高（%）", "Line height (%)"),
    group="reading",
)
SHOW_OFF_TOPIC = Setting(
    "show_off_topic",
    True,
    "在搜索结果末尾单列与主题无关的文献。",
    "List hits in off-topic documents, last and under a heading of their own.",
    label=("列出与主题无关的文献", "List off-topic documents"),
    group="search",
)
SORT = Setting(
    "sort",
    "relevance",
    "按相关度，或按文献日期（新的在前、旧的在前）排列。",
    "By relevance, or by the date of the document, newest or oldest first.",
    ("relevance", "date", "date-asc"),
    label=("搜索结果的顺序", "Order of search results"),
    group="search",
    names=(("相关度", "Relevance"), ("新的在前", "Newest first"), ("旧的在前", "Oldest first")),
)
KEEP_HISTORY = Setting(
    "keep_history",
    True,
    "记住看过的条目和文献。",
    "Remember the entries and documents that were opened.",
    label=("保留浏览记录", "Keep history"),
)
RESTORE_SESSION = Setting(
    "restore_session",
    True,
    "启动时恢复上次打开的标签页、位置和搜索内容；意外退出后也一样。",
    "At the start, show again the tabs, places and query of the last time, also after a crash.",
    label=("启动时恢复上次的内容", "Restore the last session"),
)
BACKUP_FOLDER = Setting(
    "backup_folder",
    "",
    "除数据文件夹外，自动备份还保存到这个文件夹；最好在另一块磁盘上。留空则不用。",
    "Automatic backups are kept in this folder too, best on another drive. Empty: only beside the data.",
    label=("第二备份位置", "Second place for backups"),
    kind="folder",
)
TOLD_SHARED = Setting(
    "told_shared",
    False,
    "已提示过：数据位于网络或同步文件夹。",
    "It was said already that the data lie in a network or synchronised folder.",
    group="",
)
SHORTCUTS = Setting(
    "shortcuts",
    "{}",
    "改过的快捷键：JSON 对象，操作编号对应按键列表。",
    "Changed keyboard shortcuts: a JSON object from action id to a list of key combinations.",
    label=("快捷键", "Keyboard shortcuts"),
    group="",
    check=is_shortcuts,
)

#: All settings by key, in the order in which the settings page shows them.
SETTINGS: dict[str, Setting[bool] | Setting[int] | Setting[str]] = {
    LANGUAGE.key: LANGUAGE,
    THEME.key: THEME,
    REDUCE_MOTION.key: REDUCE_MOTION,
    CARET_IN_PAGES.key: CARET_IN_PAGES,
    TEXT_SIZE.key: TEXT_SIZE,
    READING_FONT.key: READING_FONT,
    LINE_WIDTH.key: LINE_WIDTH,
    LINE_HEIGHT.key: LINE_HEIGHT,
    SHOW_OFF_TOPIC.key: SHOW_OFF_TOPIC,
    SORT.key: SORT,
    KEEP_HISTORY.key: KEEP_HISTORY,
    RESTORE_SESSION.key: RESTORE_SESSION,
    BACKUP_FOLDER.key: BACKUP_FOLDER,
    TOLD_SHARED.key: TOLD_SHARED,
    SHORTCUTS.key: SHORTCUTS,
}
