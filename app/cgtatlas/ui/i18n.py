"""The languages of the interface: switched at run time, without a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from cgtatlas.core.paths import shipped

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("zh", "en")


def system_language() -> str:
    """The language of the platform when it is one of ours, else Chinese: the readers' language."""
    for name in QLocale.system().uiLanguages():
        if name[:2] in LANGUAGES:
            return name[:2]
    return "zh"


def moment_words(moment: QDateTime) -> str:
    """A day and time as the language of the interface writes them, to the minute, in local time."""
    chinese = QLocale().language() == QLocale.Language.Chinese
    return QLocale().toString(moment.toLocalTime(), "yyyy-MM-dd HH:mm" if chinese else "d MMM yyyy, HH:mm")


class Translations(QObject):
    """Installs the translators of one language; ``changing`` comes before Qt tells every widget."""

    changing = Signal(str)

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or shipped("resources/i18n")
        self._installed: list[QTranslator] = []
        self._other: QTranslator | None = None  # Chinese, while the interface is English
        self.language = "en"  # the language of the sources: needs no translator

    def set(self, language: str) -> None:
        """Switch the interface to ``zh`` or ``en``; anything else is taken as Chinese."""
        language = language if language in LANGUAGES else "zh"
        QLocale.setDefault(QLocale("zh_CN" if language == "zh" else "en_GB"))  # dates, sizes
        if language == self.language:
            return
        self.language = language
        self.changing.emit(language)
        self.remove()
        if language == "zh":
            self._install("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            self._install("cgtatlas_zh", str(self._folder))

    def in_other(self, context: str, text: str) -> str:
        """A text of the sources in the language that the interface does not speak now."""
        if self.language == "zh":
            return text
        if self._other is None:
            self._other = QTranslator(self)
            self._other.load("cgtatlas_zh", str(self._folder))
        return self._other.translate(context, text) or text

    def remove(self) -> None:
        """Take all translators out."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self)
        # A Qt without its own translations still works: standard buttons then stay English.
        if translator.load(name, folder):
            QCoreApplication.installTranslator(translator)
            self._installed.append(translator)
