"""Monochrome icons, tinted with a colour of the theme so that they stay readable on every background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cgtatlas.core.paths import shipped

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from cgtatlas.ui.theme.style import Style

_INK = b"#000000"  # the colour the icon files are drawn in


class Icons:
    """Draws the icons of ``resources/icons`` in the theme's colours; each is drawn once per colour."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._folder = shipped("resources/icons")
        self._drawn: dict[tuple[str, str, str], QIcon] = {}

    def icon(self, name: str, role: str = "text") -> QIcon:
        """The icon of a file name without suffix in a role's colour; FileNotFoundError for an unknown one."""
        colour, disabled = self._style.colour(role), self._style.colour("disabled")
        key = (name, colour.name(), disabled.name())
        if key not in self._drawn:
            svg = (self._folder / f"{name}.svg").read_bytes()
            icon = QIcon()
            icon.addPixmap(_draw(svg, colour))
            icon.addPixmap(_draw(svg, disabled), QIcon.Mode.Disabled)
            icon.addPixmap(_draw(svg, colour), QIcon.Mode.Selected)
            self._drawn[key] = icon
        return self._drawn[key]

    def pixmap(self, name: str, role: str = "text", size: int = 16) -> QPixmap:
        """The icon as a picture of ``size`` x ``size`` logical pixels."""
        return self.icon(name, role).pixmap(size, size)


def _draw(svg: bytes, colour: QColor, size: int = 20) -> QPixmap:
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(svg.replace(_INK, colour.name().encode())))
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
