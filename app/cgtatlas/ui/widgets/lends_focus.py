"""A pane that hands the keyboard on to a part of itself.

Qt's focus proxy would do the same, but where a widget with a proxy stands in the way, Tab passes over all
the parts of it that come before the proxy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class LendsFocus(QObject):
    """Gives the keyboard that comes to ``pane`` to the widget ``part`` names; Tab goes past the pane."""

    def __init__(self, pane: QWidget, part: Callable[[], QWidget]) -> None:
        super().__init__(pane)
        self._part = part
        pane.setFocusProxy(None)  # type: ignore[arg-type]
        pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        pane.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the keyboard has come."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._part().setFocus(event.reason())
        return False
