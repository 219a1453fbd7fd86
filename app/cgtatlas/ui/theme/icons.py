"""Monochrome icons, tinted with a colour of the theme so that they stay readable on every background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cgtatlas.core.paths import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.theme.style import Style

_INK = b"#000000"  # the colour the icon files are drawn in
_SIZES = (16, 18, 20, 32)  # logical pixels the interface shows icons in; other sizes are scaled from these
_LARGE = 27  # height of a line of text (px) from which icons are the largest


class Icons:
    """Draws the icons of ``resources/icons`` in the theme's colours; each is drawn once per colour.

    An icon holds a picture for every size in use on every screen there is, so that it stays sharp when
    the window moves to a screen with other pixels.
    """

    def __init__(self, style: Style) -> None:
        self._style = style
        self._folder = shipped("resources/icons")
        self._drawn: dict[tuple[str, str, str, tuple[float, ...]], QIcon] = {}
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}

    def icon(self, name: str, role: str = "text") -> QIcon:
        """The icon of a file name without suffix in a role's colour; FileNotFoundError for an unknown one."""
        colour, disabled = self._style.colour(role), self._style.colour("disabled")
        key = (name, colour.name(), disabled.name(), ratios())
        if key not in self._drawn:
            icon = QIcon()
            for shade, modes in (
                (colour, (QIcon.Mode.Normal, QIcon.Mode.Selected)),
                (disabled, (QIcon.Mode.Disabled,)),
            ):
                for pixmap in self._all_sizes(name, shade):
                    for mode in modes:
                        icon.addPixmap(pixmap, mode)
            self._drawn[key] = icon
        return self._drawn[key]

    def pixmap(self, name: str, role: str = "text", size: int = 16, ratio: float = 0) -> QPixmap:
        """The icon as a picture of ``size`` x ``size`` logical pixels, for the finest screen."""
        ratio, colour = ratio or max(ratios()), self._style.colour(role)
        key = (name, colour.name(), size, ratio)
        if key not in self._pictures:
            self._pictures[key] = _draw(self._renderer(name, colour), size, ratio)
        return self._pictures[key]

    def _all_sizes(self, name: str, colour: QColor) -> Iterator[QPixmap]:
        renderer = self._renderer(name, colour)
        for ratio in ratios():
            for size in _SIZES:
                yield _draw(renderer, size, ratio)

    def _renderer(self, name: str, colour: QColor) -> QSvgRenderer:
        svg = (self._folder / f"{name}.svg").read_bytes()
        return QSvgRenderer(QByteArray(svg.replace(_INK, colour.name().encode())))


def icon_size(widget: QWidget, normal: int) -> QSize:
    """The size of icons beside a widget's text: ``normal`` (logical pixels), or larger with large text."""
    return QSize(_SIZES[-1], _SIZES[-1]) if widget.fontMetrics().height() >= _LARGE else QSize(normal, normal)


def ratios() -> tuple[float, ...]:
    """Pixels of each screen for one logical pixel, every ratio once."""
    return tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()})) or (1.0,)


def _draw(renderer: QSvgRenderer, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
