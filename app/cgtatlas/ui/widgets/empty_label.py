"""Says why a list is empty, in the place where its rows would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout

if TYPE_CHECKING:
    from collections.abc import Callable


class EmptyLabel(QLabel):
    """A muted sentence over an item view, shown while the view's model has no rows."""

    def __init__(self, view: QAbstractItemView, why: Callable[[], str]) -> None:
        super().__init__(view.viewport())
        self._view, self._why = view, why
        self._said = ""  # as the description of the view
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = view.viewport().layout() or QVBoxLayout(view.viewport())
        layout.setContentsMargins(24, 28, 24, 12)
        layout.addWidget(self)
        model = view.model()
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Look again whether and why the view is empty."""
        empty = self._view.model().rowCount() == 0
        self.setText(self._why() if empty else "")
        self.setVisible(empty)
        # a screen reader that stands on the empty list hears why, else the view's own description
        own = self._view.accessibleDescription()
        if self.text() or own == self._said:
            self._view.setAccessibleDescription(self.text())
        self._said = self.text()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: say it in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
