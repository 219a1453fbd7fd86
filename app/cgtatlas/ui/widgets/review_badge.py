"""Says above the list of notes how many need a look; a click opens the review list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QWidget

if TYPE_CHECKING:
    from cgtatlas.ui.context import Context


class ReviewBadge(QPushButton):
    """Hidden while no note needs a look."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("reviewBadge")
        self.clicked.connect(self._open)
        context.reviewing.changed.connect(self.retranslate)
        context.style.changed.connect(self._redraw)
        self._redraw()
        self.retranslate()

    def _open(self) -> None:
        from cgtatlas.ui.reviewing import PAGE

        self._context.navigator.open(PAGE)

    def _redraw(self) -> None:
        self.setIcon(self._context.icons.icon("warning", "warn"))

    def retranslate(self) -> None:
        """Count, and say it in the language of the interface."""
        count = len(self._context.reviewing.items)
        self.setText(self.tr("Notes to look at: {count}").format(count=count))
        self.setAccessibleName(self.text())
        self.setVisible(bool(count))

    def changeEvent(self, event: QEvent) -> None:
        """Another language: another text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
