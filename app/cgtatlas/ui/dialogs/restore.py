"""Bringing the reader's notes back from a backup, a replaced file or the plain-text journal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QTreeWidgetItem

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.sentences import sentence
from cgtatlas.store import copies
from cgtatlas.ui.dialogs.list_dialog import ListDialog
from cgtatlas.ui.i18n import moment_words
from cgtatlas.ui.widgets.empty_label import EmptyLabel
from cgtatlas.ui.widgets.room import take_room

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cgtatlas.store.copies import Copy, Preview
    from cgtatlas.ui.context import Context


class RestoreDialog(ListDialog):
    """``restoreDialog``: what can be brought back, newest first, each with what is in it.

    ``chosen`` carries the path that the reader chose; ``salvage`` is emitted when what can be read of the
    damaged file is wanted (``damaged`` says that there is one).
    """

    chosen = Signal(object)  # Path
    salvage = Signal()

    def __init__(
        self, context: Context, path: Path, *, damaged: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "restore", 3, 1, ("restore", "salvage", "close"), parent)
        self._path = path
        self._found: list[Copy] = []
        self._previews: dict[Path, Preview | AtlasError] = {}
        self.preview = QLabel(self)
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.preview.setWordWrap(True)
        self.preview.setObjectName("restorePreview")
        self.column.insertWidget(self.column.count() - 1, self.preview)
        EmptyLabel(self.list, lambda: self.tr("There are no backups yet."))
        self.buttons["salvage"].setVisible(damaged)
        self.buttons["restore"].setDefault(True)
        self.buttons["restore"].clicked.connect(self._restore)
        self.buttons["salvage"].clicked.connect(self._salvage)
        self.list.currentItemChanged.connect(self._look)
        self.list.itemDoubleClicked.connect(lambda _item, _column: self._restore())
        self.retranslate()
        take_room(self)

    def sizeHint(self) -> QSize:
        """Qt: a dozen copies."""
        return QSize(640, 460)

    def _fill(self) -> None:
        self._found = copies.copies(self._path, self._context.store.second_place)
        self.list.clear()
        for copy in self._found:
            item = QTreeWidgetItem([_when(copy), self._kind(copy), _size(copy.size)])
            item.setData(0, Qt.ItemDataRole.UserRole, copy)
            item.setToolTip(1, str(copy.path))
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._show()

    def _current(self) -> Copy | None:
        item = self.list.currentItem()
        copy: Copy | None = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        return copy

    def _look(self) -> None:
        copy = self._current()
        if copy is not None and copy.path not in self._previews:
            path = copy.path
            look = partial(_look, path)
            self._context.tasks.run("preview", look, partial(self._known, path), self._failed)
        self._show()

    def _known(self, path: Path, preview: Preview | AtlasError) -> None:
        self._previews[path] = preview
        self._show()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AtlasError):
            raise error
        copy = self._current()
        if copy is not None:
            self._known(copy.path, error)

    def _show(self) -> None:
        copy = self._current()
        found = self._previews.get(copy.path) if copy is not None else None
        self.buttons["restore"].setEnabled(found is not None and not isinstance(found, AtlasError))
        if copy is None:
            text = ""
        elif found is None:
            text = self.tr("Reading…")
        elif isinstance(found, AtlasError):
            text = self.tr("This copy cannot be used. {reason}").format(
                reason=sentence(found, self._context.language)
            )
        else:
            text = self.tr(
                "{notes} notes, {bookmarks} bookmarks in {folders} folders, {marks} with a status"
            ).format(notes=found.notes, bookmarks=found.bookmarks, folders=found.folders, marks=found.marks)
            if found.unread:
                text += " " + self.tr("({count} damaged lines left out)").format(count=found.unread)
        self.preview.setText(text)
        self.list.setAccessibleDescription(text)

    def _restore(self) -> None:
        copy = self._current()
        if copy is not None and self.buttons["restore"].isEnabled():
            self.chosen.emit(copy.path)
            self.close()

    def _salvage(self) -> None:
        self.salvage.emit()
        self.close()

    def _kind(self, copy: Copy) -> str:
        if copy.kind == "labelled":
            if copy.label == "before-delete":
                return self.tr("before many things were deleted")
            if copy.label.startswith("before-v"):
                return self.tr("before an update of the program")
            if copy.label == "before-import":
                return self.tr("before an import")
            return copy.label
        return {
            "automatic": self.tr("automatic backup"),
            "replaced": self.tr("the file that a restore replaced"),
            "damaged": self.tr("a damaged file that was set aside"),
            "journal": self.tr("plain-text journal: everything up to the last change"),
        }[copy.kind]

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.setWindowTitle(self.tr("Restore notes"))
        self.note.setText(
            self.tr(
                "Your notes and bookmarks become what they were at the chosen time. The file of "
                "now is kept, and you can come back to it here."
            )
        )
        self.list.setAccessibleName(self.tr("Backups"))
        self.list.setHeaderLabels([self.tr("When"), self.tr("What"), self.tr("Size")])
        self.buttons["restore"].setText(self.tr("Restore"))
        self.buttons["salvage"].setText(self.tr("Save what can be read"))
        self.buttons["close"].setText(self.tr("Close"))
        self._fill()


def _look(path: Path, _library: object, _token: object) -> Preview:
    return copies.look(path)


def _when(copy: Copy) -> str:
    moment = QDateTime.fromSecsSinceEpoch(int(copy.made.timestamp()))
    return moment_words(moment)


def _size(size: int) -> str:
    decimals = 0 if size < 1 << 20 else 1
    return QLocale().formattedDataSize(size, decimals, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
