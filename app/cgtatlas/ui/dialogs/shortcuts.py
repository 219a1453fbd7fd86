"""The page of keyboard shortcuts, written from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from cgtatlas.ui.actions import MENUS, TABLE, shown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def native(keys: tuple[str, ...]) -> str:
    """Shortcuts as this platform writes them."""
    style = QKeySequence.SequenceFormat.NativeText
    return " / ".join(QKeySequence(key).toString(style) for key in keys)


class ShortcutsDialog(QDialog):
    """A list of what can be done and with which keys; closes with Escape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QTreeWidget(self)
        self.list.setObjectName("shortcutList")
        self.list.setColumnCount(2)
        self.list.setUniformRowHeights(True)
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.setIndentation(12)
        self.list.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Qt: tall enough for most of the list."""
        return QSize(560, 640)

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.list.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.list.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.list.clear()
        groups = [
            (shown(title).replace("&", ""), [(shown(r.text), native(r.keys)) for r in TABLE if r.menu == id])
            for id, title in MENUS
        ]
        groups.insert(3, (self.tr("In the search field"), self._field_keys()))
        for title, rows in groups:
            self._add(_plain(title), [(text, keys) for text, keys in rows if keys])

    def _field_keys(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Choose a result, the text stays"), "↑ ↓ PgUp PgDn"),
            (self.tr("Open the chosen result"), native(("Return",))),
            (self.tr("Open it in a new tab"), native(("Ctrl+Return",))),
            (self.tr("Clear the field; then go to the page"), native(("Esc",))),
            (self.tr("List all commands"), ">"),
        ]

    def _add(self, title: str, rows: list[tuple[str, str]]) -> None:
        if not rows:
            return
        group = QTreeWidgetItem(self.list, [title])
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        for text, keys in rows:
            QTreeWidgetItem(group, [text, keys])
        group.setExpanded(True)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _plain(title: str) -> str:
    """A menu title without the mnemonic that Chinese menus put in brackets."""
    return title.split("(")[0].strip()
