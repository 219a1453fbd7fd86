"""What Qt tells about itself, the screens and the fonts, for a report of a problem."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSysInfo, qVersion
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from cgtatlas.ui.theme.fonts import chinese_families, only_bundled_chinese


def window_facts() -> dict[str, str]:
    """Versions, platform, screens and fonts, as lines; needs the application object."""
    families = chinese_families()
    bundled = "only the bundled one" if only_bundled_chinese() else ", ".join(families[:6]) or "none"
    style = QApplication.style()
    return {
        "qt": f"{qVersion()} ({QSysInfo.buildAbi()})",
        "platform": f"{QGuiApplication.platformName()}, {QSysInfo.prettyProductName()}",
        "style": style.objectName() if style is not None else "-",
        "scheme": QGuiApplication.styleHints().colorScheme().name,
        "screens": "; ".join(
            f"{screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}, "
            f"{screen.logicalDotsPerInch():.0f} dpi"
            for screen in QGuiApplication.screens()
        ),
        "languages": ", ".join(QLocale.system().uiLanguages()[:4]),
        "interface font": QFontInfo(QGuiApplication.font()).family(),
        "chinese fonts": bundled,
    }
