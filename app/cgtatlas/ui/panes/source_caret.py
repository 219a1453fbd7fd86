"""What a screen reader is told of the place the caret comes to: the section, highlights, cited words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cgtatlas.ui.widgets.announce import announce
from cgtatlas.ui.widgets.colours import colour_name, known

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.ui.panes.source_marks import Mine
    from cgtatlas.ui.panes.source_view import SourceView

_REST = 200  # ms: holding an arrow key down says nothing on the way
_LONGEST = 120  # characters of a note


class CaretTeller(QObject):
    """Marks are painted over the text and are no part of it, so Qt tells none of them as attributes of the
    text. This says them instead when the caret comes into one or leaves it, and keeps the section and the
    marks as the description of the view. Does nothing while no assistive tool listens.
    """

    def __init__(self, view: SourceView, section: Callable[[int], str], parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._section = view, section
        self._said: tuple[str, str] = ("", "")  # section, marks
        self._keys = ""
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.tell)
        view.cursorPositionChanged.connect(self._moved)

    def describe(self, keys: str) -> None:
        """What can be done in the view, told after what is at the caret."""
        self._keys = keys
        self._view.setAccessibleDescription(". ".join(part for part in (*self._said, keys) if part))

    def _moved(self) -> None:
        from PySide6.QtGui import QAccessible  # not on the way to the first window

        if QAccessible.isActive():
            self._rest.start()

    def tell(self) -> None:
        """Describe the place of the caret; what is new there is announced, if the keyboard is in the text."""
        view = self._view
        position = view.map.to_original(view.textCursor().position())
        section = self._section(position)
        marks = ". ".join(self._words(one) for one in view.marks.mine_at(position))
        if view.marks.facts_at(position, position):
            cited = self.tr("Cited words; Enter shows the facts drawn from them")
            marks = f"{marks}. {cited}" if marks else cited
        before, self._said = self._said, (section, marks)
        self.describe(self._keys)
        if not view.hasFocus() or view.textCursor().hasSelection() or before == self._said:
            return
        news = [section] if section != before[0] else []
        if marks != before[1]:
            news.append(marks or self.tr("End of the mark"))
        announce(view, ". ".join(part for part in news if part))

    def _words(self, mine: Mine) -> str:
        colour = colour_name(known(mine.annotation.colour))
        parts = [self.tr("Highlighted in {colour}").format(colour=colour)]
        if mine.annotation.previous is not None:
            parts.append(self.tr("the text has changed here"))
        note = " ".join(mine.annotation.body.split())
        if note:
            note = note if len(note) <= _LONGEST else note[: _LONGEST - 1] + "…"
            parts.append(self.tr("Note: {words}").format(words=note))
        return ", ".join(parts)
