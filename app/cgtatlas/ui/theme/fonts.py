"""The fonts of the interface: Chinese in its mainland forms, also where the system has no Chinese font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from cgtatlas.core.paths import shipped

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

#: In this order; without a list the system may choose Japanese or Traditional forms of a character.
CHINESE_FAMILIES = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "HarmonyOS Sans SC",
    "MiSans",
    "Source Han Sans CN",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Microsoft YaHei",
    "Hiragino Sans GB",
    "SimSun",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)
_ONLY_BUNDLED = "onlyBundledChinese"  # property of the application object


def chinese_families() -> list[str]:
    """The families of this system that can write simplified Chinese."""
    return QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)


def add_bundled(file: Path | None = None) -> list[str]:
    """Load the bundled Chinese font; its families, empty when it is missing or damaged."""
    file = file or shipped("resources/fonts/NotoSansSC-subset.otf")
    if not file.is_file():
        return []
    font = QFontDatabase.addApplicationFontFromData(file.read_bytes())
    return QFontDatabase.applicationFontFamilies(font) if font >= 0 else []


def choose(present: Collection[str], default: str) -> list[str]:
    """The ordered family list: our first choice that is present, then the system's own default."""
    chosen = [family for family in CHINESE_FAMILIES if family in present][:2]
    chosen = chosen or sorted(present)[:1]
    return [*chosen, default]


def interface_font() -> QFont:
    """The font of the interface, with a Chinese family in every case that allows one."""
    default = QGuiApplication.font()
    font = QFont(default)
    of_system = chinese_families()
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_ONLY_BUNDLED, not of_system)
    font.setFamilies(choose(of_system or add_bundled(), default.family()))
    return font


def only_bundled_chinese() -> bool:
    """Has this system no Chinese font of its own, so that only the characters of the library can be shown?"""
    app = QCoreApplication.instance()
    return app is not None and bool(app.property(_ONLY_BUNDLED))
