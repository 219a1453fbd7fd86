"""All tags with their counts: renamed everywhere, merged by giving two one name, deleted everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTreeWidgetItem

from cgtatlas.core.errors import AtlasError
from cgtatlas.ui.dialogs.list_dialog import ListDialog
from cgtatlas.ui.shortcuts import native
from cgtatlas.ui.widgets.empty_label import EmptyLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from cgtatlas.core.changes import Changes
    from cgtatlas.ui.context import Context

_TAG = Qt.ItemDataRole.UserRole
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TagsDialog(ListDialog):
    """``tagsDialog``: F2 renames (the name of another tag merges the two), Delete deletes."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "tag", 2, 0, ("rename", "delete", "close"), parent)
        self.setObjectName("tagsDialog")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.list.headerItem().setTextAlignment(1, _NUMBER)
        self.empty = EmptyLabel(self.list, lambda: self.tr("No tags yet. Write some under a note."))
        self.resize(380, 420)
        self.buttons["rename"].clicked.connect(lambda: self.list.edit(self.list.currentIndex()))
        self.buttons["delete"].clicked.connect(self.delete_current)
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

    def _do(self, work: Callable[[], Changes]) -> None:
        if not self._context.do(work):
            self.refresh()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes the current tag."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_current()
        else:
            super().keyPressEvent(event)
