"""Lines under words that carry more than one highlight: one for each of the others, below the first one's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPen

from cgtatlas.ui.panes.source_marks import overlaps
from cgtatlas.ui.widgets.colours import PENS, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter, QTextDocument, QTextLine

    from cgtatlas.core.model import Span
    from cgtatlas.render.source_map import SourceMap
    from cgtatlas.ui.panes.source_marks import Mine
    from cgtatlas.ui.theme.style import Style

_MOST = 2  # lines beside the first one: more room there is not between two lines of text
_FIRST, _STEP = 4.5, 3.0  # pixels below the foot of the letters


def paint_lanes(
    painter: QPainter,
    document: QTextDocument,
    shown: SourceMap,
    mine: list[Mine],
    style: Style,
    visible: Span,
    offset: QPointF,
) -> None:
    """Draw them between the ``visible`` view positions; ``offset`` is how far the view is scrolled."""
    low, high = (shown.to_original(at) for at in visible)
    near = [one for one in mine if one.end > low and one.start <= high]
    for (start, end), over in overlaps(near):
        for lane, one in enumerate(over[1 : 1 + _MOST]):
            colour = known(one.annotation.colour)
            painter.setPen(QPen(style.colour(f"mark-{colour}-text"), 1.2, PENS[colour]))
            for a, b in shown.view_ranges(start, end):
                for foot in _feet(document, max(a, visible[0]), min(b, visible[1] + 1)):
                    painter.drawLine(foot.translated(-offset + QPointF(0, _FIRST + lane * _STEP)))


def _feet(document: QTextDocument, a: int, b: int) -> Iterator[QLineF]:
    """The foot of the letters in each line of text between two view positions, in the document's pixels."""
    block = document.findBlock(a)
    while block.isValid() and block.position() < b:
        corner = document.documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first = max(a - block.position(), line.textStart())
            last = min(b - block.position(), line.textStart() + line.textLength())
            if first < last:
                foot = corner.y() + line.y() + line.ascent()
                left, right = (corner.x() + _x(line, at) for at in (first, last))
                yield QLineF(left, foot, right, foot)
        block = block.next()


def _x(line: QTextLine, at: int) -> float:
    found: Any = line.cursorToX(at)  # a pair, whatever the stubs say
    return float(found[0])
