"""The trash: what was deleted in the last 30 days, to be brought back or deleted for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMessageBox,
    QTreeWidgetItem,
)

from cgtatlas.core.changes import Changes
from cgtatlas.core.errors import AtlasError
from cgtatlas.library.titles import title_of
from cgtatlas.store.trash import DAYS
from cgtatlas.ui.dialogs.list_dialog import ListDialog
from cgtatlas.ui.i18n import moment_words
from cgtatlas.ui.widgets.empty_label import EmptyLabel
from cgtatlas.ui.widgets.room import take_room

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from cgtatlas.store.trash import Trashed
    from cgtatlas.ui.context import Context

# What is said outlives the page that says it: it is translated without the page.
translate = QCoreApplication.translate

_ICONS = {"annotation": "note", "bookmark": "bookmark", "folder": "folder"}
_EVERYTHING = Changes(annotations=True, bookmarks=True)


class TrashDialog(ListDialog):
    """``trashDialog``: what was deleted; Enter brings back, Delete deletes for good and asks first."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "trash", 3, 0, ("restore", "purge", "empty", "close"), parent)
        self._things: list[Trashed] = []
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        EmptyLabel(self.list, lambda: self.tr("The trash is empty."))
        self.buttons["restore"].setDefault(True)
        self.buttons["restore"].clicked.connect(self.restore)
        self.buttons["purge"].clicked.connect(lambda: self.ask(self._selected()))
        self.buttons["empty"].clicked.connect(lambda: self.ask(self._things))
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemDoubleClicked.connect(lambda _item, _column: self.restore())
        context.changes.changed.connect(self._changed)
        context.style.changed.connect(self.refresh)
        self.retranslate()
        take_room(self)

    def sizeHint(self) -> QSize:
        """Qt: wide enough for a line of a note."""
        return QSize(720, 460)

    def refresh(self) -> None:
        """Read the trash anew."""
        try:
            self._things = self._context.store.trash()
        except AtlasError as error:
            self._context.messages.report(error)
            return
        icons, chosen = self._context.icons, {thing.id for thing in self._selected()}
        self.list.clear()
        for thing in self._things:
            item = QTreeWidgetItem([self._line(thing), self._where(thing), _when(thing.deleted)])
            item.setData(0, Qt.ItemDataRole.UserRole, thing)
            item.setIcon(0, icons.icon(_ICONS[thing.kind], "muted"))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{self._kind(thing)}: {item.text(0)}")
            self.list.addTopLevelItem(item)
            item.setSelected(thing.id in chosen)
        first = self.list.topLevelItem(0)
        if first is not None and self.list.currentItem() is None:
            self.list.setCurrentItem(first)
        self._enable()

    def restore(self) -> None:
        """Bring back what is selected."""
        store, done = self._context.store, 0
        for thing in self._selected():
            try:
                if thing.kind == "annotation":
                    store.restore_annotation(thing.id)
                elif thing.kind == "bookmark":
                    store.restore_bookmark(thing.id)
                else:
                    store.restore_folder(thing.id)
            except AtlasError as error:
                self._context.messages.report(error)
                break
            done += 1
        if done:
            self._context.changes.announce(_EVERYTHING)
            self._context.messages.info(
                lambda: translate("TrashDialog", "Restored: {count}").format(count=done)
            )

    def ask(self, things: list[Trashed]) -> None:
        """Ask whether to delete things for good, without holding up the window."""
        if not things:
            return
        box = QMessageBox(self)
        box.setObjectName("trashQuestion")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Delete for good"))
        box.setText(self.tr("Delete {count} for good? This cannot be undone.").format(count=len(things)))
        yes = box.addButton(self.tr("Delete for good"), QMessageBox.ButtonRole.DestructiveRole)
        no = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(no)
        yes.clicked.connect(lambda: self._purge(things))
        box.open()

    def _purge(self, things: list[Trashed]) -> None:
        self._context.do(lambda: self._context.store.purge([(thing.kind, thing.id) for thing in things]))

    def _selected(self) -> list[Trashed]:
        return [item.data(0, Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()]

    def _enable(self) -> None:
        some = bool(self.list.selectedItems()) and not self._context.store.read_only
        self.buttons["restore"].setEnabled(some)
        self.buttons["purge"].setEnabled(some)
        self.buttons["empty"].setEnabled(bool(self._things) and not self._context.store.read_only)

    def _changed(self, changes: Changes) -> None:
        if changes.annotations or changes.bookmarks:
            self.refresh()

    def _line(self, thing: Trashed) -> str:
        return _short(thing.title, 200) or self.tr("(no text)")

    def _kind(self, thing: Trashed) -> str:
        words = {
            "annotation": self.tr("Note"),
            "bookmark": self.tr("Bookmark"),
            "folder": self.tr("Folder"),
        }
        return words[thing.kind]

    def _where(self, thing: Trashed) -> str:
        if thing.kind == "folder":
            return self.tr("with {count} bookmarks").format(count=thing.inside) if thing.inside else ""
        address = thing.target if thing.target.startswith("cgt:") else f"cgt:document/{thing.target}"
        return _short(title_of(self._context.library, address, self._context.language), 24)

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.setWindowTitle(self.tr("Trash"))
        self.note.setText(
            self.tr("What you delete stays here for {days} days; then it goes for good.").format(days=DAYS)
        )
        self.list.setAccessibleName(self.tr("Trash"))
        self.list.setHeaderLabels([self.tr("Deleted"), self.tr("From"), self.tr("When")])
        self.buttons["restore"].setText(self.tr("Restore"))
        self.buttons["purge"].setText(self.tr("Delete for good…"))
        self.buttons["empty"].setText(self.tr("Empty the trash…"))
        self.buttons["close"].setText(self.tr("Close"))
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the Delete key asks whether to delete the selected things for good."""
        if event.key() == Qt.Key.Key_Delete and self.buttons["purge"].isEnabled():
            self.ask(self._selected())
        else:
            super().keyPressEvent(event)


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _when(at: str) -> str:
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    return moment_words(moment) if moment.isValid() else at
