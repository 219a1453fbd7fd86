"""The page of the navigation that lists the places the reader was at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from cgtatlas.ui.models.history_model import HistoryModel
from cgtatlas.ui.models.roles import ADDRESS_ROLE
from cgtatlas.ui.widgets.empty_label import EmptyLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from cgtatlas.core.changes import Changes
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.theme.icons import Icons

_SHOWN = 200


class HistoryList(QListView):
    """A list whose Enter key opens the row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter clicks the current row on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.clicked.emit(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)


class HistoryPage(QWidget):
    """``historyList``: newest first; click or Enter opens the place."""

    def __init__(self, context: Context, icons: Icons) -> None:
        super().__init__()
        self._context = context
        self.model = HistoryModel(icons, self)
        self.view = HistoryList(self)
        self.view.setObjectName("historyList")
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setUniformItemSizes(True)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSpacing(1)
        self.view.setModel(self.model)
        self.view.clicked.connect(self._open)
        self._empty = EmptyLabel(
            self.view, lambda: self.tr("You have not opened anything yet. Places you visit are listed here.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        context.changes.changed.connect(self._changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.view.setAccessibleName(self.tr("History"))

    def refresh(self) -> None:
        """Read the history anew."""
        self.model.set_visits(self._context.store.history(limit=_SHOWN))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: read the history when it comes into sight."""
        self.refresh()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _changed(self, changes: Changes) -> None:
        if changes.history and self.isVisible():
            self.refresh()

    def _open(self, index: QModelIndex) -> None:
        self._context.navigator.open(index.data(ADDRESS_ROLE))
