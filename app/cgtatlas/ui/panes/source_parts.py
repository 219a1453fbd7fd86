"""The way between the parts of a long document."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class PartBar(QWidget):
    """Which part of how many is shown, and buttons to its neighbours; hidden for a document of one part."""

    turned = Signal(int)  # number of the part wanted, from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("partBar")
        self._part, self._total = 0, 0
        self.previous, self.next = QPushButton(flat=True), QPushButton(flat=True)
        self._here = QLabel()
        self._here.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.addStretch(1)
        for widget in (self.previous, self._here, self.next):
            row.addWidget(widget)
        row.addStretch(1)
        self.previous.clicked.connect(lambda: self.turned.emit(self._part - 1))
        self.next.clicked.connect(lambda: self.turned.emit(self._part + 1))
        self.retranslate()

    def show_part(self, part: int, total: int) -> None:
        """Say which part is shown; ``part`` from 0."""
        self._part, self._total = part, total
        self.setVisible(total > 1)
        self.previous.setEnabled(part > 0)
        self.next.setEnabled(part + 1 < total)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self.previous.setText(self.tr("Previous part"))
        self.next.setText(self.tr("Next part"))
        self._here.setText(
            self.tr("Part {number} of {total}").format(number=self._part + 1, total=self._total)
        )

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
