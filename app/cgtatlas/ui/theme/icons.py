"""Monochrome icons, tinted with a colour of the theme so that they stay readable on every background."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap

from cgtatlas.core.paths import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.theme.style import Style

_INK = b"#000000"  # the colour the icon files are drawn in
_LARGE = 27  # height of a line of text (px) from which icons are the largest
_LARGEST = 32  # logical pixels
_LOGO = ("cgt-atlas-small", "cgt-atlas")
_FINE = 28  # pixels from which the program's icon shows its rungs


class Icons:
    """Draws the icons of ``resources/icons`` in the theme's colours.

    An icon is drawn when it is first seen, in the size it is seen in, and so is sharp on every screen: most
    are in menus that are never opened. All that are made for one style share their pictures.
    """

    def __init__(self, style: Style) -> None:
        self._style = style
        self._icons, self._pictures = _DRAWN.setdefault(style, ({}, {}))

    def icon(self, name: str, role: str = "text") -> QIcon:
        """The icon of a file name without suffix in a role's colour; FileNotFoundError for an unknown one."""
        colour, disabled = self._style.colour(role), self._style.colour("disabled")
        key = (name, colour.name(), disabled.name())
        if key not in self._icons:
            _svg(name)  # a wrong name is told here, where it stands
            self._icons[key] = QIcon(_Engine(self._pictures, name, colour, disabled))
        return self._icons[key]

    def pixmap(self, name: str, role: str = "text", size: int = 16, ratio: float = 0) -> QPixmap:
        """The icon as a picture of ``size`` x ``size`` logical pixels, for the finest screen."""
        ratio = ratio or max(ratios())
        pixels = round(size * ratio)
        pixmap = QPixmap(_picture(self._pictures, name, self._style.colour(role), QSize(pixels, pixels)))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


#: Pictures of an icon by name, colour, width and height (pixels).
_Pictures = dict[tuple[str, str, int, int], QPixmap]
_DRAWN: WeakKeyDictionary[Style, tuple[dict[tuple[str, str, str], QIcon], _Pictures]] = WeakKeyDictionary()


class _Engine(QIconEngine):
    """Draws one icon when Qt asks for a picture of it."""

    _clones: list[_Engine] = []  # noqa: RUF012 - Qt owns them, but keeps no count of Python's references

    def __init__(self, pictures: _Pictures, name: str, colour: QColor, disabled: QColor) -> None:
        super().__init__()
        self._given = pictures, name, colour, disabled

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Qt: the icon in this many pixels."""
        pictures, name, colour, disabled = self._given
        return _picture(pictures, name, disabled if mode == QIcon.Mode.Disabled else colour, size)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Qt: the icon in this many logical pixels."""
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        painter.drawPixmap(rect, self.pixmap(rect.size() * ratio, mode, state))

    def clone(self) -> QIconEngine:
        """Qt: the same for a copy of the icon that is about to be changed."""
        self._clones.append(_Engine(*self._given))
        return self._clones[-1]


def _picture(pictures: _Pictures, name: str, colour: QColor, size: QSize) -> QPixmap:
    key = (name, colour.name(), size.width(), size.height())
    if key not in pictures:
        pictures[key] = _drawn(_svg(name).replace(_INK, colour.name().encode()), size)
    return pictures[key]


def _drawn(svg: bytes, size: QSize) -> QPixmap:
    """A square drawing in the middle of a picture of ``size`` (pixels)."""
    from PySide6.QtSvg import QSvgRenderer  # here, so that nothing that draws nothing waits for it

    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    side = min(size.width(), size.height())
    middle = QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side)
    QSvgRenderer(QByteArray(svg)).render(painter, middle)
    painter.end()
    return pixmap


@cache
def _svg(name: str, folder: Path | None = None) -> bytes:
    return ((folder or shipped("resources/icons")) / f"{name}.svg").read_bytes()


def icon_size(widget: QWidget, normal: int) -> QSize:
    """The size of icons beside a widget's text: ``normal`` (logical pixels), or larger with large text."""
    return QSize(_LARGEST, _LARGEST) if widget.fontMetrics().height() >= _LARGE else QSize(normal, normal)


def logo() -> QIcon:
    """The program's own icon, as on the desktop: a simpler drawing where it is small."""
    for name in _LOGO:
        _svg(name, shipped("resources/logo"))  # a missing file is told here, which Qt's call would not do
    return QIcon(_Logo())


class _Logo(QIconEngine):
    """Draws the program's icon when Qt asks for a picture of it."""

    _clones: list[_Logo] = []  # noqa: RUF012 - as above

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Qt: the icon in this many pixels."""
        small, large = _LOGO
        return _drawn(_svg(small if size.width() < _FINE else large, shipped("resources/logo")), size)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Qt: the icon in this many logical pixels."""
        painter.drawPixmap(rect, self.pixmap(rect.size(), mode, state))

    def clone(self) -> QIconEngine:
        """Qt: the same for a copy of the icon that is about to be changed."""
        self._clones.append(_Logo())
        return self._clones[-1]


def ratios() -> tuple[float, ...]:
    """Pixels of each screen for one logical pixel, every ratio once."""
    return tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()})) or (1.0,)
