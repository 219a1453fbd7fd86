"""The five highlight colours, each with a kind of underline of its own, and their swatches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QIcon, QPainter, QPen, QPixmap, QPolygonF, QTextCharFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from cgtatlas.ui.theme.style import Style

_Line = QTextCharFormat.UnderlineStyle
COLOURS: dict[str, QTextCharFormat.UnderlineStyle] = {
    "yellow": _Line.SingleUnderline,
    "green": _Line.DashUnderline,
    "blue": _Line.DotLine,
    "pink": _Line.DashDotLine,
    "purple": _Line.WaveUnderline,
}
#: The same as lines that are drawn, for the second and third of highlights that lie over each other.
PENS = {
    "yellow": Qt.PenStyle.SolidLine,
    "green": Qt.PenStyle.DashLine,
    "blue": Qt.PenStyle.DotLine,
    "pink": Qt.PenStyle.DashDotLine,
    "purple": Qt.PenStyle.DashDotDotLine,
}
#: The same in the little room of a sample: lengths of strokes and gaps in widths of the line.
_SHORT: dict[str, list[float]] = {
    "yellow": [],
    "green": [3, 1.5],
    "blue": [1, 1],
    "pink": [2.5, 1, 1, 1],
    "purple": [],
}
_STRIPE = 6  # pixels


def colour_name(colour: str) -> str:
    """The colour's name in the language of the interface."""
    names = {
        "yellow": QCoreApplication.translate("colours", "yellow"),
        "green": QCoreApplication.translate("colours", "green"),
        "blue": QCoreApplication.translate("colours", "blue"),
        "pink": QCoreApplication.translate("colours", "pink"),
        "purple": QCoreApplication.translate("colours", "purple"),
    }
    return names.get(colour, colour)


def colour_of_key(event: QKeyEvent) -> str:
    """The highlight colour that a plain digit key stands for, 1 to 5; "" for every other key."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return "" if held else digit_colour(event.key())


def digit_colour(key: int) -> str:
    """The highlight colour of a digit key, 1 to 5, whatever is held down with it; "" for other keys."""
    number = key - Qt.Key.Key_1
    return list(COLOURS)[number] if 0 <= number < len(COLOURS) else ""


def known(colour: str) -> str:
    """A colour of ours: an unknown one (from an imported note) counts as yellow."""
    return colour if colour in COLOURS else "yellow"


def striped(style: Style, colours: Sequence[str]) -> QBrush:
    """A brush of slanting stripes, one of each highlight colour in turn."""
    size = _STRIPE * len(colours)
    picture = QPixmap(size, size)
    picture.fill(style.colour(f"mark-{colours[0]}"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for number, colour in enumerate(colours):
        painter.setBrush(style.colour(f"mark-{colour}"))
        for left in (number * _STRIPE - size, number * _STRIPE, number * _STRIPE + size):
            corners = ((left + size, 0), (left + size + _STRIPE, 0), (left + _STRIPE, size), (left, size))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.end()
    return QBrush(picture)


def swatch(style: Style, colour: str, size: int = 16, ratio: float = 2.0) -> QIcon:
    """A round sample of a highlight colour with its kind of underline."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(style.colour("muted"), 1))
    painter.setBrush(style.colour(f"mark-{colour}"))
    painter.drawEllipse(QRectF(1.5, 1.5, size - 3, size - 3))
    pen = QPen(style.colour(f"mark-{colour}-text"), size / 14)
    if _SHORT[colour]:
        pen.setDashPattern(_SHORT[colour])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    left, middle, step = size * 0.2, size * 0.62, size * 0.1
    wave = step if COLOURS[colour] == _Line.WaveUnderline else 0.0
    ends = [QPointF(left + at * step, middle + wave * (at % 2)) for at in range(7)]
    painter.drawPolyline(QPolygonF(ends))
    painter.end()
    return QIcon(picture)
