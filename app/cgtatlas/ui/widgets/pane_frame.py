"""The frame of one pane: its line at the top lights up while the keyboard is inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QTabBar, QVBoxLayout, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from cgtatlas.ui.theme.style import Style

_LINE = 2  # px


class PaneFrame(QWidget):
    """Holds one pane and remembers which of its widgets had the keyboard last."""

    def __init__(self, style: Style, width: int, pane: QWidget | None = None) -> None:
        super().__init__()
        self._style = style
        self._last: QWidget | None = None
        self._inside = False
        self.setMinimumWidth(width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, _LINE, 0, 0)
        if pane is not None:
            layout.addWidget(pane)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)
        style.changed.connect(self.update)

    def set_pane(self, pane: QWidget) -> None:
        """Put the pane in, when it is made later than the frame."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(pane)
            pane.show()  # now and not with the next event: it may be given the keyboard at once

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in this pane."""
        return self._inside

    def take_keyboard(self) -> None:
        """Give the keyboard to the widget that had it last, else to the first that wants it."""
        target = self._last
        if target is None or not isValid(target) or not target.isVisible() or not target.isEnabled():
            target = self._first()
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _first(self) -> QWidget | None:
        wanted = Qt.FocusPolicy.StrongFocus.value
        found = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy().value & wanted == wanted
            and not isinstance(widget, QTabBar)
        ]
        # the page itself before the buttons around it
        found.sort(key=lambda widget: not widget.inherits("QAbstractScrollArea"))
        return found[0] if found else None

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        inside = new is not None and self.isAncestorOf(new)
        if inside:
            self._last = new
        if inside != self._inside:
            self._inside = inside
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the line at the top."""
        painter = QPainter(self)
        role = "focus" if self._inside else "border"
        painter.fillRect(0, 0, self.width(), _LINE if self._inside else 1, self._style.colour(role))
        painter.end()
