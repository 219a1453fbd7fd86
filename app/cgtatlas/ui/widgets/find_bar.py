"""Finding words in the shown page: a field, a count, and the way to the next and the previous match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from cgtatlas.ui.widgets.announce import Announcer
from cgtatlas.ui.widgets.told import name_clear

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


_ICON = 22  # px: an icon of 14 with the padding of the style sheet


class FindBar(QWidget):
    """Shown on demand. Emits what is typed and asked for; told the count by :meth:`show_count`."""

    changed = Signal(str)
    next = Signal()
    previous = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.field = QLineEdit(clearButtonEnabled=True)
        self.field.setObjectName("findField")
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = {name: QToolButton(autoRaise=True) for name in ("previous", "next", "close")}
        for name, button in self._buttons.items():
            button.setObjectName(f"find{name.title()}")  # the style sheet of the interface draws its icon
            button.setMinimumSize(_ICON, _ICON)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for button in self._buttons.values():
            row.addWidget(button)
        self.field.textChanged.connect(self.changed)
        self._buttons["next"].clicked.connect(self.next)
        self._buttons["previous"].clicked.connect(self.previous)
        self._buttons["close"].clicked.connect(self.close_bar)
        self._announcer = Announcer(self.field)
        self._state: tuple[int, int] | None = None
        self.retranslate()
        self.hide()

    def open_bar(self, words: str = "") -> None:
        """Show the bar with the words to look for, ready for typing."""
        self.show()
        if words and words != self.field.text():
            self.field.setText(words)
        elif self.field.text():
            self.changed.emit(self.field.text())
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_bar(self) -> None:
        """Put the bar away."""
        self.hide()
        self.closed.emit()

    def show_count(self, current: int, total: int) -> None:
        """Say which match of how many is shown; ``current`` from 1."""
        self._state = (current, total)
        if not self.field.text():
            text = ""
        elif total:
            text = self.tr("{current} of {total}").format(current=current, total=total)
        else:
            text = self.tr("Not found")
        self.count.setText(text)
        self.field.setAccessibleDescription(text)
        if self.isVisible():
            self._announcer.say(text)

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self.field.setPlaceholderText(self.tr("Find in page"))
        self.field.setAccessibleName(self.tr("Find in page"))
        name_clear(self.field)
        for name, tip in (
            ("next", self.tr("Next match (Enter)")),
            ("previous", self.tr("Previous match (Shift+Enter)")),
            ("close", self.tr("Close (Esc)")),
        ):
            self._buttons[name].setToolTip(tip)
            self._buttons[name].setAccessibleName(tip)
        if self._state is not None:
            self.show_count(*self._state)

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous if back else self.next).emit()
        else:
            super().keyPressEvent(event)
