"""The line below the list of shortcuts in which the keys of one action are pressed and set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cgtatlas.ui.widgets.told import name_clear

if TYPE_CHECKING:
    from collections.abc import Sequence


class ShortcutEditor(QWidget):
    """``typed`` carries what was pressed, ``wanted`` what is to be set ("" for no keys)."""

    typed = Signal(str)
    wanted = Signal(str)
    reset_wanted = Signal()
    reset_all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._other, self._reserved = "", "", False
        self.label, self.hint = QLabel(), QLabel(wordWrap=True)
        for label in (self.label, self.hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setObjectName("shortcutHint")
        self.keys = QKeySequenceEdit()
        self.keys.setObjectName("shortcutKeys")
        self.keys.setMaximumSequenceLength(1)
        self.keys.setClearButtonEnabled(True)
        self.keys.keySequenceChanged.connect(lambda keys: self.typed.emit(_portable(keys)))
        self.set, self.none, self.reset, self.reset_all = (QPushButton() for _ in range(4))
        self.set.clicked.connect(lambda: self.wanted.emit(_portable(self.keys.keySequence())))
        self.none.clicked.connect(lambda: self.wanted.emit(""))
        self.reset.clicked.connect(self.reset_wanted)
        self.reset_all.clicked.connect(self.reset_all_wanted)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.label, 1)
        first.addWidget(self.keys)
        first.addWidget(self.set)
        for button in (self.set, self.none, self.reset, self.reset_all):
            button.setAutoDefault(False)
        second.addWidget(self.none)
        second.addWidget(self.reset)
        second.addStretch(1)
        second.addWidget(self.reset_all)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 4, 12, 10)
        whole.addLayout(first)
        whole.addWidget(self.hint)
        whole.addLayout(second)

    def show_action(self, name: str, keys: Sequence[str], *, changed: bool) -> None:
        """Show the keys of an action; "" when none is chosen."""
        self._name = name
        blocked = self.keys.blockSignals(True)
        self.keys.setKeySequence(QKeySequence(keys[0] if keys else ""))
        self.keys.blockSignals(blocked)
        for part in (self.keys, self.set):
            part.setEnabled(bool(name))
        self.none.setEnabled(bool(name and keys))
        self.reset.setEnabled(changed)
        self.tell("", reserved=False)
        self.retranslate()

    def tell(self, other: str, *, reserved: bool) -> None:
        """Say which other action has the pressed keys, or that they are needed for typing."""
        self._other, self._reserved = other, reserved
        self.set.setEnabled(bool(self._name) and not reserved and not self.keys.keySequence().isEmpty())
        self._say()

    def _say(self) -> None:
        if self._reserved:
            text = self.tr(
                "These keys are needed for typing and reading. Add Ctrl or Alt, or take a function key."
            )
        elif self._other:
            text = self.tr("These keys belong to “{action}”; setting them takes them from it.").format(
                action=self._other
            )
        elif not self._name:
            text = self.tr("Choose an action to change its keys.")
        else:
            text = ""
        self.hint.setText(text or " ")
        self.keys.setAccessibleDescription(text)
        self.set.setText(self.tr("Take over") if self._other else self.tr("Set"))

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.label.setText(self.tr("Keys of “{action}”").format(action=self._name) if self._name else "")
        name = self.label.text() or self.tr("Keys")
        self.keys.setAccessibleName(name)
        for line in self.keys.findChildren(QLineEdit):
            line.setAccessibleName(name)
            line.setPlaceholderText(self.tr("Press the keys"))
            name_clear(line)
        self.none.setText(self.tr("No keys"))
        self.reset.setText(self.tr("Reset"))
        self.reset_all.setText(self.tr("Reset all"))
        self._say()


def _portable(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.PortableText)
