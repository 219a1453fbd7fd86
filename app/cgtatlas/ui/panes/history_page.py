"""The page of the navigation that lists the places the reader was at, by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMessageBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cgtatlas.core import settings
from cgtatlas.ui.models.history_model import VISITS_ROLE, HistoryModel
from cgtatlas.ui.models.roles import ADDRESS_ROLE
from cgtatlas.ui.theme.icons import icon_size
from cgtatlas.ui.widgets.empty_label import EmptyLabel
from cgtatlas.ui.widgets.told import name_clear

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from cgtatlas.core.changes import Changes
    from cgtatlas.ui.context import Context


class HistoryList(QListView):
    """Enter opens the row, Delete forgets what is selected."""

    delete_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter clicks the current row on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.clicked.emit(self.currentIndex())
            event.accept()
            return
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
            return
        super().keyPressEvent(event)


class HistoryPage(QWidget):
    """``historyList``: newest first; click or Enter opens the place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.model = HistoryModel(context.icons, self, library=context.library)
        self.view = HistoryList(self)
        self.view.setObjectName("historyList")
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setUniformItemSizes(True)
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSpacing(1)
        self.view.setIconSize(icon_size(self.view, 16))
        self.view.setModel(self.model)
        self.view.clicked.connect(self._open)
        self.view.delete_wanted.connect(self.delete_selected)
        self.filter, self.clear = QLineEdit(clearButtonEnabled=True), QToolButton(autoRaise=True)
        self.filter.setObjectName("historyFilter")
        self.clear.setObjectName("historyClear")
        self.filter.textChanged.connect(self.model.set_words)
        self.filter.returnPressed.connect(self.view.setFocus)
        self.clear.clicked.connect(self.delete_all)
        self._empty = EmptyLabel(self.view, self._why)
        top = QHBoxLayout()
        top.setContentsMargins(6, 4, 6, 4)
        top.setSpacing(3)
        top.addWidget(self.filter)
        top.addWidget(self.clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.view)
        context.changes.changed.connect(self._changed)
        context.style.changed.connect(self._redraw)
        self._redraw()
        self.retranslate()

    def _redraw(self) -> None:
        self.clear.setIcon(self._context.icons.icon("trash"))

    def _why(self) -> str:
        if refused := self._context.refusal():
            return refused
        if self.filter.text().strip():
            return self.tr("No place you visited holds these words.")
        if not self._context.store.get_setting(settings.KEEP_HISTORY):
            return self.tr("The history is switched off in the settings (Ctrl+,).")
        return self.tr("You have not opened anything yet. Places you visit are listed here.")

    def delete_selected(self) -> None:
        """Forget the selected places; a day stands for all of its places."""
        ids = [id for index in self.view.selectedIndexes() for id in index.data(VISITS_ROLE) or ()]
        row = self.view.currentIndex().row()
        if ids and self._do(lambda: self._context.store.forget_visits(ids)):
            self.view.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))

    def delete_all(self) -> None:
        """Forget everything, after asking."""
        if not self.model.rowCount() and not self.filter.text():
            return
        question = self.tr("Delete the whole history? This cannot be undone.")
        answer = QMessageBox.question(self, self.tr("Delete history"), question)
        if answer == QMessageBox.StandardButton.Yes:
            self._do(self._context.store.forget_history)

    def _do(self, work: Callable[[], Changes]) -> bool:
        done = self._context.do(work)
        if done:
            self.refresh()
        return done

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.view.setAccessibleName(self.tr("History"))
        self.view.setAccessibleDescription(self.tr("Enter opens, Delete forgets"))
        self.filter.setPlaceholderText(self.tr("Filter the history"))
        self.filter.setAccessibleName(self.tr("Filter the history"))
        name_clear(self.filter)
        self.clear.setToolTip(self.tr("Delete the whole history"))
        self.clear.setAccessibleName(self.tr("Delete the whole history"))
        self.model.set_language(self._context.language)

    def refresh(self) -> None:
        """Read the history anew."""
        self.model.set_visits(self._context.store.visits())

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
        address = index.data(ADDRESS_ROLE)
        if address and len(self.view.selectedIndexes()) <= 1:
            self._context.navigator.open(address)
