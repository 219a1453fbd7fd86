"""All tags with their counts: renamed everywhere, merged by giving two one name, deleted everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from cgtatlas.core.errors import AtlasError
from cgtatlas.ui.shortcuts import native
from cgtatlas.ui.widgets.empty_label import EmptyLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from cgtatlas.core.changes import Changes
    from cgtatlas.ui.context import Context

_TAG = Qt.ItemDataRole.UserRole
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TagsDialog(QDialog):
    """``tagsDialog``: F2 renames (the name of another tag merges the two), Delete deletes."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("tagsDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.list = QTreeWidget()
        self.list.setObjectName("tagList")
        self.list.setColumnCount(2)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.headerItem().setTextAlignment(1, _NUMBER)
        self.empty = EmptyLabel(self.list, lambda: self.tr("No tags yet. Write some under a note."))
        self.buttons = {name: QPushButton() for name in ("rename", "delete", "close")}
        layout, row = QVBoxLayout(self), QHBoxLayout()
        layout.addWidget(self.note)
        layout.addWidget(self.list, 1)
        row.addWidget(self.buttons["rename"])
        row.addWidget(self.buttons["delete"])
        row.addStretch(1)
        row.addWidget(self.buttons["close"])
        layout.addLayout(row)
        self.resize(380, 420)
        self.buttons["rename"].clicked.connect(lambda: self.list.edit(self.list.currentIndex()))
        self.buttons["delete"].clicked.connect(self.delete_current)
        self.buttons["close"].clicked.connect(self.close)
        for button in self.buttons.values():
            button.setAutoDefault(False)
        self.list.itemChanged.connect(self._renamed)
        self.list.currentItemChanged.connect(lambda *_: self._enable())
        context.changes.changed.connect(self._changed)
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Read the tags anew; the current one stays current."""
        current = self.list.currentItem()
        before = current.data(0, _TAG) if current is not None else ""
        row = max(self.list.indexOfTopLevelItem(current), 0) if current is not None else 0
        try:
            tags = self._context.store.tags()
        except AtlasError as error:
            self._context.messages.report(error)
            return
        self.list.blockSignals(True)
        self.list.clear()
        for tag, count in tags.items():
            item = QTreeWidgetItem([tag, str(count)])
            item.setData(0, _TAG, tag)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setTextAlignment(1, _NUMBER)
            self.list.addTopLevelItem(item)
        self.list.blockSignals(False)
        found = [at for at, tag in enumerate(tags) if tag == before]
        at = found[0] if found else min(row, len(tags) - 1)
        if at >= 0:
            self.list.setCurrentIndex(self.list.model().index(at, 0))
        self.empty.refresh()
        self._enable()

    def delete_current(self) -> None:
        """Take the current tag from every note."""
        item = self.list.currentItem()
        if item is not None:
            tag = str(item.data(0, _TAG))
            self._do(lambda: self._context.store.delete_tag(tag))

    def _renamed(self, item: QTreeWidgetItem, _column: int) -> None:
        old, new = str(item.data(0, _TAG)), " ".join(item.text(0).split())
        if not new or new == old:
            self.refresh()
            return
        item.setData(0, _TAG, new)
        self._do(lambda: self._context.store.rename_tag(old, new))

    def _do(self, work: object) -> None:
        try:
            changes: Changes = work()  # type: ignore[operator]
        except AtlasError as error:
            self._context.messages.report(error)
            self.refresh()
            return
        self._context.changes.announce(changes)

    def _changed(self, changes: Changes) -> None:
        if changes.annotations:
            self.refresh()

    def _enable(self) -> None:
        for name in ("rename", "delete"):
            self.buttons[name].setEnabled(self.list.currentItem() is not None)

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self.setWindowTitle(self.tr("Tags"))
        self.note.setText(
            self.tr("A new name counts everywhere; the name of another tag makes the two one. Ctrl+Z undoes.")
        )
        self.list.setHeaderLabels([self.tr("Tag"), self.tr("Notes")])
        self.list.setAccessibleName(self.tr("Tags"))
        texts = {"rename": self.tr("Rename"), "delete": self.tr("Delete"), "close": self.tr("Close")}
        for name, button in self.buttons.items():
            button.setText(texts[name])
        for name, key in (("rename", "F2"), ("delete", "Del")):
            self.buttons[name].setToolTip(f"{texts[name]} ({native((key,))})")

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes the current tag."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_current()
        else:
            super().keyPressEvent(event)
