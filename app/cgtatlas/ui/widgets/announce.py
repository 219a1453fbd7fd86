"""Tells assistive tools what changed on the screen away from the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_REST = 600  # ms without news: the reader has stopped typing


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say a text: when it is free, or at once when it is urgent."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


class Announcer(QObject):
    """Says the last of several texts that follow each other quickly, such as counts while typing."""

    def __init__(self, widget: QWidget, rest: int = _REST) -> None:
        super().__init__(widget)
        self._widget, self._text = widget, ""
        self._timer = QTimer(self, singleShot=True, interval=rest)
        self._timer.timeout.connect(self._say)

    def say(self, text: str, *, at_once: bool = False) -> None:
        """Say this once nothing else has come for a moment; "" takes back what has not been said yet."""
        self._text = text
        self._timer.stop()
        if at_once:
            self._say()
        elif text:
            self._timer.start()

    def _say(self) -> None:
        announce(self._widget, self._text)
