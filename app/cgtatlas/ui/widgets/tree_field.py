"""The field over the tree: what is typed there is a part, the sound or the initials of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit

from cgtatlas.ui.widgets.told import name_clear

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

_LONGEST = 200  # characters; no name is longer


class TreeField(QLineEdit):
    """``stepped`` into the tree by Down, ``opened`` by Enter (True: in a new tab), ``left`` by Escape."""

    stepped = Signal()
    opened = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("treeFilter")
        self.setMaxLength(_LONGEST)
        self.setClearButtonEnabled(True)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all texts anew."""
        name_clear(self)
        self.setPlaceholderText(self.tr("Filter by name, pinyin or initials"))
        self.setAccessibleName(self.tr("Filter the tree by name"))
        self.setAccessibleDescription(
            self.tr("The tree is narrowed while you type. Down leads into it, Enter opens the first.")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys that lead from the field to the tree; all others write."""
        key = event.key()
        if key == Qt.Key.Key_Down:
            self.stepped.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
