"""What the reader can choose: every setting with its type, default, allowed values and description."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Generic, TypeVar

from cgtatlas.core.errors import Refused

Value = bool | int | str
T = TypeVar("T", bool, int, str)


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting. ``choices`` lists the allowed values; without them ``low`` and ``high`` bound a number."""

    key: str
    default: T
    zh: str
    en: str
    choices: tuple[T, ...] = ()
    low: int = 0
    high: int = 0

    def allows(self, value: object) -> bool:
        """Is this a value of the right type (True is not the number 1) and in range?"""
        if type(value) is not type(self.default):
            return False
        if self.choices:
            return value in self.choices
        return not isinstance(value, int) or isinstance(value, bool) or self.low <= value <= self.high

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


LANGUAGE = Setting(
    "language",
    "system",
    "界面语言；system 表示跟随系统。",
    "Language of the interface; system follows the computer's.",
    ("system", "zh", "en"),
)
THEME = Setting(
    "theme",
    "system",
    "界面与正文的明暗；system 表示跟随系统。",
    "Light or dark, for interface and text; system follows the computer's.",
    ("system", "light", "dark"),
)
TEXT_SIZE = Setting("text_size", 100, "正文字号，百分比。", "Size of the text in percent.", low=50, high=300)
SHOW_OFF_TOPIC = Setting(
    "show_off_topic",
    True,
    "在搜索结果末尾单列与主题无关的文献。",
    "List hits in off-topic documents, last and under a heading of their own.",
)
REDUCE_MOTION = Setting(
    "reduce_motion",
    False,
    "不用动画：跳转和提示直接显示，不闪烁。",
    "No animation: places are shown at once and do not flash.",
)
KEEP_HISTORY = Setting(
    "keep_history",
    True,
    "记住看过的条目和文献。",
    "Remember the entries and documents that were opened.",
)

#: All settings by key, in the order in which a settings page shows them.
SETTINGS: dict[str, Setting[bool] | Setting[int] | Setting[str]] = {
    LANGUAGE.key: LANGUAGE,
    THEME.key: THEME,
    TEXT_SIZE.key: TEXT_SIZE,
    SHOW_OFF_TOPIC.key: SHOW_OFF_TOPIC,
    REDUCE_MOTION.key: REDUCE_MOTION,
    KEEP_HISTORY.key: KEEP_HISTORY,
}
