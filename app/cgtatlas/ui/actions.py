"""The one table of actions: menus, toolbar, shortcut page, commands and their test read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from cgtatlas.ui.action_rows import (
    edit_rows,
    file_rows,
    go_rows,
    help_rows,
    notes_rows,
    search_rows,
    view_rows,
)
from cgtatlas.ui.action_rows.row import QT_TRANSLATE_NOOP, Row
from cgtatlas.ui.shortcuts import effective

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.theme.icons import Icons

#: Menus in their order: id and English title.
MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File")),
    ("edit", QT_TRANSLATE_NOOP("Actions", "&Edit")),
    ("go", QT_TRANSLATE_NOOP("Actions", "&Go")),
    ("search", QT_TRANSLATE_NOOP("Actions", "&Search")),
    ("notes", QT_TRANSLATE_NOOP("Actions", "&Notes")),
    ("view", QT_TRANSLATE_NOOP("Actions", "&View")),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help")),
)

TABLE: tuple[Row, ...] = (
    *file_rows.ROWS,
    *edit_rows.ROWS,
    *go_rows.ROWS,
    *search_rows.ROWS,
    *notes_rows.ROWS,
    *view_rows.ROWS,
    *help_rows.ROWS,
)


def shown(text: str) -> str:
    """A text of the table in the language of the interface."""
    return QCoreApplication.translate("Actions", text)


class Actions(QObject):
    """The table's rows as ``QAction`` objects of one window, by id; ``keys_changed`` after new shortcuts."""

    keys_changed = Signal()

    def __init__(self, window: QWidget, icons: Icons) -> None:
        super().__init__(window)
        self._icons, self.window = icons, window
        self._actions: dict[str, QAction] = {}
        self._keys = effective({}, TABLE)
        for row in TABLE:
            action = QAction(window)
            action.setObjectName(row.id)
            action.setCheckable(row.checkable)
            action.setShortcuts([QKeySequence(key) for key in row.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            window.addAction(action)
            self._actions[row.id] = action
        self.retranslate()

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def __iter__(self) -> Iterator[tuple[Row, QAction]]:
        return ((row, self._actions[row.id]) for row in TABLE)

    def keys(self, id: str) -> tuple[str, ...]:
        """The portable shortcuts an action has now."""
        return self._keys[id]

    def set_keys(self, chosen: Mapping[str, Sequence[str]]) -> None:
        """Give actions the reader's shortcuts, by id; the others have those of the table."""
        self._keys = effective(chosen, TABLE)
        for row, action in self:
            action.setShortcuts([QKeySequence(key) for key in self._keys[row.id]])
        self.retranslate()
        self.keys_changed.emit()

    def on(self, id: str, slot: Callable[[], object]) -> None:
        """Say what an action does; the slot is called without the checked state."""
        self._actions[id].triggered.connect(lambda _checked=False: slot())

    def retranslate(self) -> None:
        """Write all texts anew, and tool tips with the shortcut."""
        for row, action in self:
            action.setText(shown(row.text))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{shown(row.text)} ({keys})" if keys else shown(row.text))

    def redraw(self) -> None:
        """Draw all icons anew in the colours of the theme."""
        for row, action in self:
            if row.icon:
                action.setIcon(self._icons.icon(row.icon))
