"""The command palette: type a few letters, Enter runs the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)
from shiboken6 import isValid

from cgtatlas.ui.widgets.announce import announce
from cgtatlas.ui.widgets.empty_label import EmptyLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.palette import Palette

_WIDTH, _ROWS = 620, 12
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


class PaletteDialog(QFrame):
    """A field over a list, laid over its window: no window of its own, so that input methods work in it.

    ``chosen`` carries the id of the command to run, after the keyboard went back to where it was.
    """

    chosen = Signal(str)

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette = palette
        self._before = QApplication.focusWidget()
        self.setObjectName("palette")
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit(self)
        self.field.setObjectName("paletteField")
        self.field.setMaxLength(100)
        self.list = QTreeWidget(self)
        self.list.setObjectName("paletteList")
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._empty = EmptyLabel(self.list, lambda: self.tr("No command of this name."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda item, _column: self._run(item))
        self.retranslate()

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.setAccessibleName(self.tr("Commands"))
        self.field.setPlaceholderText(self.tr("Type a command"))
        self.field.setAccessibleName(self.tr("Type a command"))
        self.list.setAccessibleName(self.tr("Commands"))
        self._fill(self.field.text())

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def open_over(self, window: QWidget) -> None:
        """Show it at the top of a window, in its middle."""
        width = min(_WIDTH, window.width() - 40)
        height = self.field.sizeHint().height() + self.list.sizeHintForRow(0) * _ROWS + 34
        self.setGeometry(0, 0, width, min(height, window.height() - 40))
        self.move((window.width() - width) // 2, min(56, window.height() // 8))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self, query: str) -> None:
        self.list.clear()
        for command in self._palette.commands(query):
            keys = command.keys if command.enabled else self.tr("not possible now")
            item = QTreeWidgetItem(self.list, [command.text, command.menu, keys])
            item.setData(0, Qt.ItemDataRole.UserRole, command.id)
            item.setToolTip(0, command.other)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(1, self.palette().placeholderText())
            item.setForeground(2, self.palette().placeholderText())
            item.setDisabled(not command.enabled)
        self._choose(0)
        self._say()

    def _say(self) -> None:
        item = self.list.currentItem()
        if item is not None and self.isVisible():
            announce(self.field, f"{item.text(0)} {item.text(2)}")

    def _step(self, by: int) -> None:
        count = self.list.topLevelItemCount()
        if count:
            at = self.list.currentIndex().row()
            at = (at + by) % count if abs(by) == 1 else min(max(at + by, 0), count - 1)
            self._choose(at)
            self._say()

    def _choose(self, row: int) -> None:
        item = self.list.topLevelItem(row)
        if item is not None:
            self.list.setCurrentItem(item)

    def _run(self, item: QTreeWidgetItem | None) -> None:
        if item is None or item.isDisabled():
            return
        id = str(item.data(0, Qt.ItemDataRole.UserRole))
        self._leave()
        self.chosen.emit(id)

    def _leave(self) -> None:
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: arrows in the field move the list, Enter runs, Escape leaves."""
        if watched is not self.field:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            focus_event: QFocusEvent = event  # type: ignore[assignment]
            if focus_event.reason() not in _STAYS:
                self.close()
        elif event.type() == QEvent.Type.KeyPress:
            key_event: QKeyEvent = event  # type: ignore[assignment]
            return self._key(Qt.Key(key_event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True
