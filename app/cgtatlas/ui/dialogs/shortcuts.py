"""The page of keyboard shortcuts, written from the table of actions; each can be changed on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
)

from cgtatlas.core import settings
from cgtatlas.core.errors import AtlasError
from cgtatlas.ui import shortcuts
from cgtatlas.ui.actions import MENUS, TABLE, shown
from cgtatlas.ui.dialogs.shortcut_editor import ShortcutEditor
from cgtatlas.ui.shortcuts import native
from cgtatlas.ui.widgets.room import take_room
from cgtatlas.ui.widgets.told import name_clear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.ui.actions import Actions
    from cgtatlas.ui.context import Context

_ID = Qt.ItemDataRole.UserRole


class ShortcutsDialog(QDialog):
    """A list of what can be done and with which keys, and below it the keys of the chosen row."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(actions.window)
        self._context, self._actions = context, actions
        self.setObjectName("shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.filter = QLineEdit(self)
        self.filter.setObjectName("shortcutFilter")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
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
        self.list.currentItemChanged.connect(lambda *_: self._chosen())
        self.editor = ShortcutEditor(self)
        self.editor.setObjectName("shortcutEditor")
        self.editor.wanted.connect(self._give)
        self.editor.reset_wanted.connect(self._reset)
        self.editor.reset_all_wanted.connect(lambda: self._keep({}))
        self.editor.typed.connect(self._look_for_conflict)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.filter)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.editor)
        actions.keys_changed.connect(self._rewrite)
        self.retranslate()
        take_room(self)

    def sizeHint(self) -> QSize:
        """Qt: tall enough for most of the list."""
        return QSize(600, 680)

    # changing

    def current_id(self) -> str:
        """The id of the chosen action; "" when the row is none."""
        item = self.list.currentItem()
        return str(item.data(0, _ID) or "") if item is not None else ""

    def _chosen(self) -> None:
        id = self.current_id()
        row = next((row for row in TABLE if row.id == id), None)
        keys = self._actions.keys(id) if row is not None else ()
        changed = row is not None and keys != tuple(shortcuts.normal(key) for key in row.keys)
        self.editor.show_action(shown(row.text) if row is not None else "", keys, changed=changed)

    def owner(self, key: str, besides: str) -> str:
        """The id of another action that has a key combination; "" when it is free."""
        wanted = shortcuts.normal(key)
        return next(
            (row.id for row in TABLE if row.id != besides and wanted in self._actions.keys(row.id)), ""
        )

    def _look_for_conflict(self, key: str) -> None:
        other = self.owner(key, self.current_id())
        text = next((shown(row.text) for row in TABLE if row.id == other), "")
        self.editor.tell(text, reserved=shortcuts.reserved(key))

    def _give(self, key: str) -> None:
        """Give the chosen action a key combination ("" for none), and take it from any other."""
        id = self.current_id()
        if not id or shortcuts.reserved(key):
            return
        chosen = self._choice()
        other = self.owner(key, id) if key else ""
        if other:
            chosen[other] = tuple(one for one in self._actions.keys(other) if one != shortcuts.normal(key))
        rest = self._actions.keys(id)[1:] if key else ()
        chosen[id] = tuple(dict.fromkeys([shortcuts.normal(key), *rest])) if key else ()
        self._keep(chosen)

    def _reset(self) -> None:
        chosen = self._choice()
        chosen.pop(self.current_id(), None)
        self._keep(chosen)

    def _choice(self) -> dict[str, tuple[str, ...]]:
        return shortcuts.read(self._context.store.get_setting(settings.SHORTCUTS))

    def _keep(self, chosen: dict[str, tuple[str, ...]]) -> None:
        try:
            changes = self._context.store.set_setting(settings.SHORTCUTS, shortcuts.written(chosen))
            self._context.changes.announce(changes)
        except AtlasError as error:
            self._context.messages.report(error)

    # words

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.filter.setPlaceholderText(self.tr("Filter actions and keys"))
        self.filter.setAccessibleName(self.tr("Filter actions and keys"))
        name_clear(self.filter)
        self.list.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.list.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.editor.retranslate()
        self._rewrite()

    def _rewrite(self) -> None:
        here = self.current_id()
        scroll = self.list.verticalScrollBar().value()
        self.list.clear()
        for id, title in MENUS:
            rows = [(shown(r.text), native(self._actions.keys(r.id)), r.id) for r in TABLE if r.menu == id]
            if id == "notes":
                self._add(self.tr("In the search field"), self._field_keys())
            self._add(_plain(shown(title)), rows)
        self._filter(self.filter.text())
        self._choose(here)
        self.list.verticalScrollBar().setValue(scroll)
        self._chosen()

    def _field_keys(self) -> list[tuple[str, str, str]]:
        return [
            (self.tr("Choose a result, the text stays"), "↑ ↓ PgUp PgDn", ""),
            (self.tr("Open the chosen result"), native(("Return",)), ""),
            (self.tr("Open it in a new tab"), native(("Ctrl+Return",)), ""),
            (self.tr("Clear the field; then go to the page"), native(("Esc",)), ""),
            (self.tr("List all commands"), ">", ""),
        ]

    def _add(self, title: str, rows: Sequence[tuple[str, str, str]]) -> None:
        if not rows:
            return
        group = QTreeWidgetItem(self.list, [title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        for text, keys, id in rows:
            item = QTreeWidgetItem(group, [text, keys])
            item.setData(0, _ID, id)
        group.setExpanded(True)

    def _items(self) -> list[QTreeWidgetItem]:
        iterator = QTreeWidgetItemIterator(self.list)
        items = []
        while (item := iterator.value()) is not None:
            if item.parent() is not None:
                items.append(item)
            iterator += 1
        return items

    def _choose(self, id: str) -> None:
        for item in self._items():
            if id and item.data(0, _ID) == id:
                self.list.setCurrentItem(item)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        for item in self._items():
            words = f"{item.text(0)} {item.text(1)}".casefold()
            item.setHidden(not all(word in words for word in wanted))
        for at in range(self.list.topLevelItemCount()):
            group = self.list.topLevelItem(at)
            if group is not None:
                group.setHidden(all(item.isHidden() for item in self._items() if item.parent() is group))

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _plain(title: str) -> str:
    """A menu title without the mnemonic that Chinese menus put in brackets."""
    return title.replace("&", "").split("(")[0].strip()
