"""A field that narrows the page below it, with the count of what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from cgtatlas.ui.widgets.announce import Announcer
from cgtatlas.ui.widgets.told import name_clear

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_PAUSE = 120  # ms after a key: a page is not written for every letter


class FilterBar(QWidget):
    """Emits what is typed, after a short pause; Esc clears the field, then gives the keyboard away."""

    changed = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(clearButtonEnabled=True)
        self.field.setObjectName(name)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(lambda: self.changed.emit(self.field.text()))
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self._announcer = Announcer(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)

    def say(self, prompt: str) -> None:
        """What the field is for."""
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(prompt)
        name_clear(self.field)

    def show_count(self, text: str) -> None:
        """How much is left, for the eye and for a screen reader."""
        if text != self.count.text():
            self.count.setText(text)
            self.field.setAccessibleDescription(text)
            if self.field.hasFocus():
                self._announcer.say(text)

    def take_keyboard(self) -> None:
        """Ready for typing."""
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter narrows at once and goes on to the page; Esc clears, then goes to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pause.stop()
            self.changed.emit(self.field.text())
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
