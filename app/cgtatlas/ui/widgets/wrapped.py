"""Words broken into lines inside the cells of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetrics, QTextLayout, QTextOption

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFont


def laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    """Words broken into lines of ``width`` pixels: inside a word only when it is longer than a line."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def cut_to_lines(
    text: str,
    font: QFont,
    width: int,
    most: int,
    lay_out: Callable[[str, QFont, int], QTextLayout] = laid_out,
) -> str:
    """The words as far as they fit into ``most`` lines of ``width`` pixels; the last one then ends in "…"."""
    layout = lay_out(text, font, width)
    if layout.lineCount() <= most:
        return text
    start = layout.lineAt(most - 1).textStart()
    return text[:start] + QFontMetrics(font).elidedText(text[start:], Qt.TextElideMode.ElideRight, width)


def wrapped_height(
    text: str, font: QFont, width: int, lay_out: Callable[[str, QFont, int], QTextLayout] = laid_out
) -> int:
    """How tall the words are in lines of ``width`` pixels; one line at least.

    ``lay_out`` may keep what :func:`laid_out` makes: it is drawn soon after.
    """
    metrics = QFontMetrics(font)
    if "\n" not in text and metrics.horizontalAdvance(text) <= width:
        return metrics.lineSpacing()
    height = lay_out(text, font, max(width, 20)).boundingRect().toAlignedRect().height()
    return max(height, metrics.lineSpacing())
