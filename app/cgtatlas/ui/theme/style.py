"""The look: colours by role for light and dark, fonts, and the style sheet of pages."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from cgtatlas.core.paths import shipped
from cgtatlas.render.page_css import page_css

if TYPE_CHECKING:
    from pathlib import Path

THEMES = ("system", "light", "dark", "contrast-light", "contrast-dark")
_ZOOM = (0.5, 3.0)
_PLACEHOLDER = re.compile(r"\$([a-z]+(?:-[a-z]+)*)")


def read_theme(path: Path) -> dict[str, QColor]:
    """The roles of a theme file: role -> colour; a role names one of the file's base colours or a #hex."""
    data = tomllib.loads(path.read_text("utf-8"))
    base: dict[str, str] = data["base"]
    roles: dict[str, str] = data["role"]
    return {role: QColor(base.get(value, value)) for role, value in roles.items()}


def system_is_dark() -> bool:
    """Whether the platform asks for dark colours."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def system_wants_contrast() -> bool:
    """Whether the platform asks for high contrast; a Qt that cannot tell says no."""
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


@dataclass(frozen=True, slots=True)
class Reading:
    """How running text is set: family ("" for the interface's), widest line in font sizes, line height in
    percent of the font size.
    """

    family: str = ""
    width: int = 42
    height: int = 162


class Style(QObject):
    """Colours by role, page fonts and page style sheet; ``changed`` when theme, zoom or reading changes."""

    changed = Signal()

    def __init__(
        self, theme: str = "system", folder: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder or shipped("resources/themes")
        self._theme = theme if theme in THEMES else "system"
        self._zoom = 1.0
        self._reading = Reading()
        self.caret_in_pages = False  # the reader's wish: arrow keys move a caret through entry pages
        self._still = False
        self._effects: dict[Qt.UIEffect, bool] = {}  # as the system has them
        self._dark = self._contrast = False
        self._roles: dict[str, QColor] = {}
        self._sheets: dict[int, str] = {}  # of pages, by line height, in the colours of now
        self._load()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        screens = cast("QGuiApplication", QGuiApplication.instance())
        screens.screenAdded.connect(self._screens_changed)
        screens.screenRemoved.connect(self._screens_changed)

    @property
    def theme(self) -> str:
        """The reader's choice, one of THEMES."""
        return self._theme

    @property
    def contrast(self) -> bool:
        """Whether the shown theme is one of high contrast."""
        return self._contrast

    @property
    def other(self) -> str:
        """The theme that is light where the shown one is dark and dark where it is light."""
        return ("contrast-" if self._contrast else "") + ("light" if self._dark else "dark")

    @property
    def dark(self) -> bool:
        """Whether the shown theme is a dark one."""
        return self._dark

    @property
    def zoom(self) -> float:
        """Size of page text relative to the interface, 1.0 is normal."""
        return self._zoom

    def set_theme(self, theme: str) -> None:
        """Choose one of THEMES."""
        if theme not in THEMES:
            theme = "system"
        if theme != self._theme:
            self._theme = theme
            self._load()
            self.changed.emit()

    def set_zoom(self, zoom: float) -> None:
        """Choose the size of page text; kept between 0.5 and 3."""
        zoom = round(min(max(zoom, _ZOOM[0]), _ZOOM[1]), 2)
        if zoom != self._zoom:
            self._zoom = zoom
            self.changed.emit()

    @property
    def reduced_motion(self) -> bool:
        """The reader's wish: no flashing, no sliding, no fading."""
        return self._still

    @reduced_motion.setter
    def reduced_motion(self, wanted: bool) -> None:
        if wanted == self._still:
            return
        self._still = wanted
        self._effects = self._effects or {one: QApplication.isEffectEnabled(one) for one in Qt.UIEffect}
        for effect, of_system in self._effects.items():
            QApplication.setEffectEnabled(effect, of_system and not wanted)
        self.changed.emit()

    @property
    def reading(self) -> Reading:
        """How running text is set."""
        return self._reading

    def set_reading(self, reading: Reading) -> None:
        """Set running text in another way."""
        if reading != self._reading:
            self._reading = reading
            self.changed.emit()

    def line_height(self, pixels: float) -> int:
        """Line height of running text, in pixels, for a font of ``pixels``."""
        return round(pixels * self._reading.height / 100)

    def colour(self, role: str) -> QColor:
        """The colour of a role such as ``text``, ``hit`` or ``mark-yellow-text``; KeyError for others."""
        return QColor(self._roles[role])

    def roles(self) -> frozenset[str]:
        """Every role the shown theme defines."""
        return frozenset(self._roles)

    def css(self) -> str:
        """The style sheet for pages, for ``QTextDocument.setDefaultStyleSheet``."""
        return self.fill((self._folder / "page.css").read_text("utf-8"))

    def page_sheet(self, line: int) -> str:
        """The style sheet of our own pages for a line height in pixels."""
        if line not in self._sheets:
            self._sheets[line] = self.css() + self.fill(page_css(line))
        return self._sheets[line]

    def interface_css(self) -> str:
        """The style sheet of the interface, for the main window."""
        sheets = ("window.qss", "contrast.qss") if self._contrast else ("window.qss",)
        return self.fill("".join((self._folder / sheet).read_text("utf-8") for sheet in sheets))

    def fill(self, template: str) -> str:
        """A style sheet with ``$role`` replaced by the role's colour, ``@icons`` by the theme's icons."""
        filled = _PLACEHOLDER.sub(lambda match: self._roles[match[1]].name(), template)
        return filled.replace("@icons", (self._folder / ("dark" if self._dark else "light")).as_posix())

    def page_font(self) -> QFont:
        """The font of pages: the reader's family before the interface's, a little larger, with the zoom."""
        font = QFont(QGuiApplication.font())
        if self._reading.family:
            font.setFamilies([self._reading.family, *font.families()])
        font.setPointSizeF(max(font.pointSizeF(), 9.0) * 1.06 * self._zoom)
        return font

    def table_font(self) -> QFont:
        """The font of tables beside page text: a little smaller."""
        font = self.page_font()
        font.setPointSizeF(font.pointSizeF() * 0.96)
        return font

    def palette(self) -> QPalette:
        """The palette of the interface."""
        palette = QPalette()
        group = QPalette.ColorRole
        for role, name in {
            group.Window: "window",
            group.WindowText: "text",
            group.Base: "base",
            group.AlternateBase: "alternate",
            group.Text: "text",
            group.Button: "button",
            group.ButtonText: "text",
            group.BrightText: "warn",
            group.ToolTipBase: "base",
            group.ToolTipText: "text",
            group.PlaceholderText: "muted",
            group.Highlight: "selection",
            group.HighlightedText: "selection-text",
            group.Link: "link",
            group.LinkVisited: "link",
            group.Accent: "accent",
            group.Light: "base",
            group.Midlight: "border",
            group.Mid: "border",
            group.Dark: "border",
        }.items():
            palette.setColor(role, self._roles[name])
        for role in (group.WindowText, group.Text, group.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self._roles["disabled"])
        return palette

    def _load(self) -> None:
        wanted = self._theme
        if wanted == "system":
            wanted = ("contrast-" if system_wants_contrast() else "") + (
                "dark" if system_is_dark() else "light"
            )
        self._dark, self._contrast = wanted.endswith("dark"), wanted.startswith("contrast")
        self._roles = read_theme(self._folder / f"{wanted}.toml")
        self._sheets = {}

    def _system_changed(self) -> None:
        if self._theme == "system":
            self._load()
            self.changed.emit()

    def _screens_changed(self) -> None:
        """A screen of other pixels may have come: icons are drawn anew."""
        self.changed.emit()
