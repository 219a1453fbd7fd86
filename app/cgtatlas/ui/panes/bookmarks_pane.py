"""The reader's bookmarks in folders: opened, renamed, arranged and deleted with mouse or keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.model import Bookmark
from cgtatlas.ui.models.bookmark_model import ID_ROLE, SORTS, BookmarkModel
from cgtatlas.ui.panes.source_acts import bookmark_all
from cgtatlas.ui.shortcuts import native
from cgtatlas.ui.widgets.empty_label import EmptyLabel
from cgtatlas.ui.widgets.lends_focus import LendsFocus
from cgtatlas.ui.widgets.told import name_choice, name_clear

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent

    from cgtatlas.core.changes import Changes
    from cgtatlas.ui.context import Context

_ICONS = {
    "folder": "folder-add",
    "rename": "edit",
    "up": "up",
    "down": "down",
    "move": "folder",
    "delete": "trash",
}
_KEYS = {"rename": "F2", "up": "Alt+Up", "down": "Alt+Down", "move": "Alt+M", "delete": "Del"}


class _Tree(QTreeView):
    """The tree; Enter opens, Delete deletes, Alt+arrows move, Alt+M moves to a folder."""

    def __init__(self, pane: BookmarksPane) -> None:
        super().__init__()
        self._pane = pane

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moving = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pane.open_current()
        elif key == Qt.Key.Key_Delete:
            self._pane.delete_selected()
        elif moving and key == Qt.Key.Key_M:
            self._pane.move_to_folder()
        elif moving and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._pane.move_current(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class BookmarksPane(QWidget):
    """A row of buttons over the tree named ``bookmarkTree``; ``sorted`` tells a way of SORTS chosen anew."""

    sorted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.model = BookmarkModel(context, self)
        self.tree = _Tree(self)
        self.filter, self.sort = QLineEdit(clearButtonEnabled=True), QComboBox()
        self.about = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._buttons = {name: QToolButton(autoRaise=True) for name in _ICONS}
        self._arrange()
        self.empty = EmptyLabel(self.tree, self._why)
        self.tree.clicked.connect(self._clicked)
        self.filter.textChanged.connect(lambda _text: self.reload())
        self.filter.returnPressed.connect(self.tree.setFocus)
        self.sort.currentIndexChanged.connect(self._sort)
        self.tree.customContextMenuRequested.connect(self._menu)
        self.model.wrote.connect(context.changes.announce)
        self.model.failed.connect(context.messages.report)
        self.model.dropped.connect(partial(bookmark_all, context))
        context.changes.changed.connect(self._changed)
        context.style.changed.connect(self.restyle)
        self.retranslate()
        self.restyle()
        self.reload()

    def _arrange(self) -> None:
        tree = self.tree
        tree.setObjectName("bookmarkTree")
        tree.setModel(self.model)
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        tree.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        tree.setDefaultDropAction(Qt.DropAction.MoveAction)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setExpandsOnDoubleClick(False)
        self.filter.setObjectName("bookmarkFilter")
        self.sort.setObjectName("bookmarkSort")
        self.sort.addItems(["" for _ in SORTS])
        self.about.setObjectName("bookmarkAbout")
        self.about.setMargin(8)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 6, 4)
        row.setSpacing(1)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.sort)
        for name, act in self._acts().items():
            self._buttons[name].clicked.connect(lambda _=False, act=act: act())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(6, 4, 6, 4)
        top.addWidget(self.filter)
        whole.addLayout(top)
        whole.addLayout(row)
        whole.addWidget(tree, 1)
        whole.addWidget(self.about)
        tree.selectionModel().currentChanged.connect(lambda *_: self._tell())
        LendsFocus(self, lambda: tree)

    def _acts(self) -> dict[str, Callable[[], None]]:
        return {
            "folder": self.add_folder,
            "rename": self.rename_current,
            "up": lambda: self.move_current(-1),
            "down": lambda: self.move_current(1),
            "move": self.move_to_folder,
            "delete": self.delete_selected,
        }

    # what the reader does

    def open_current(self) -> None:
        """Open the current bookmark, or fold a folder."""
        self._open(self.tree.currentIndex())

    def _clicked(self, index: QModelIndex) -> None:
        if len(self.selected()) == 1 and not self.model.node(index).is_folder:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        node = self.model.node(index)
        if isinstance(node.item, Bookmark):
            if node.gone:
                title = node.item.title
                self._context.messages.warning(
                    lambda: self.tr("This place is not in the library any more: {title}").format(title=title)
                )
            elif self._context.navigator.open(node.item.target) and node.adrift:
                words = node.item.excerpt or node.item.title
                self._context.messages.warning(
                    lambda: self.tr(
                        "Other words stand at this place now. The bookmark was for: {words}"
                    ).format(words=words)
                )
        elif index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def add_folder(self) -> None:
        """Make a folder in the current one, ready to be named."""
        node = self.model.node(self.tree.currentIndex())
        parent = node.id if node.is_folder else (node.parent.id if node.parent is not None else "")
        made = self._context.make(lambda: self._context.store.add_folder(self.tr("New folder"), parent))
        if made is None:
            return
        if parent:
            self.tree.expand(self.model.index_of(parent))
        self.tree.setCurrentIndex(self.model.index_of(made.id))
        self.tree.edit(self.model.index_of(made.id))

    def rename_current(self) -> None:
        """Edit the title of the current row in place."""
        if self.tree.currentIndex().isValid():
            self.tree.edit(self.tree.currentIndex())

    def move_current(self, by: int) -> None:
        """Move the current row up (-1) or down (1) among those of its kind; at an end, out of its folder."""
        node = self.model.node(self.tree.currentIndex())
        if node.item is None or node.parent is None:
            return
        if not self.model.arrangeable:
            self._context.messages.info(
                lambda: self.tr("Rows can be moved up and down in your own order, without a filter.")
            )
            return
        kind = [child for child in node.parent.children if child.is_folder == node.is_folder]
        at = kind.index(node) + by
        if 0 <= at < len(kind):
            self.model.move(node.id, node.parent.id, at)
        elif node.parent.parent is not None:
            self.model.move(node.id, node.parent.parent.id, -1)

    def selected(self) -> list[str]:
        """Ids of what is selected, in the order shown; of the current row when nothing is."""
        chosen = self.tree.selectionModel().selectedRows() or [self.tree.currentIndex()]
        rows = sorted((index for index in chosen if index.isValid()), key=self._height)
        return [str(index.data(ID_ROLE)) for index in rows]

    def _height(self, index: QModelIndex) -> int:
        return self.tree.visualRect(index).top()

    def move_to_folder(self) -> None:
        """Ask for a folder and put what is selected into it."""
        ids = self.selected()
        if not ids:
            return
        folders = self.model.folders()
        paths = [path for _, path in folders]
        chosen, given = QInputDialog.getItem(
            self, self.tr("Move to folder"), self.tr("Folder:"), paths, 0, False
        )
        if given:
            self.model.move_all(ids, folders[paths.index(chosen)][0])

    def delete_selected(self) -> None:
        """Delete what is selected (folders with all that is in them), with Undo."""
        ids, store = self.selected(), self._context.store
        if not ids:
            return
        item = self.model.node(self.model.index_of(ids[0])).item
        if self._context.do(lambda: store.delete_all(ids)):
            title = item.title if item is not None else ""

            def words() -> str:
                if len(ids) > 1:
                    return self.tr("Deleted bookmarks and folders: {count}").format(count=len(ids))
                return self.tr("Deleted: {title}").format(title=title)

            undo = (lambda: self.tr("Undo"), lambda: self._context.do(lambda: store.restore_all(ids)))
            self._context.messages.info(words, action=undo)

    def reveal(self, id: str) -> None:
        """Make a bookmark the current row, whatever was filtered."""
        if not self.model.index_of(id).isValid():
            self.filter.clear()
        index = self.model.index_of(id)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def _tell(self) -> None:
        """Below the tree: what is kept of the current place, and whether it is gone."""
        text = self.model.about(self.tree.currentIndex()) if self.tree.currentIndex().isValid() else ""
        self.about.setText(text)
        self.about.setVisible(bool(text))

    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        there = self.tree.currentIndex().isValid()
        if there and not self.model.node(self.tree.currentIndex()).is_folder:
            menu.addAction(self.tr("Open"), self.open_current)
        for name, act in self._acts().items():
            action = menu.addAction(self._buttons[name].icon(), self._words()[name], act)
            action.setShortcut(QKeySequence(_KEYS.get(name, "")))
            action.setShortcutVisibleInContextMenu(True)
            action.setEnabled(there or name == "folder")
        menu.popup(self.tree.viewport().mapToGlobal(where))

    # listening

    def sort_by(self, way: str) -> None:
        """Show the rows in a way of SORTS, as it was kept; anything else changes nothing."""
        if way in SORTS:
            self.sort.setCurrentIndex(SORTS.index(way))

    def _sort(self, row: int) -> None:
        self.reload()
        self.sorted.emit(SORTS[max(row, 0)])

    def reload(self) -> None:
        """Read the bookmarks anew; what was open and current stays so."""
        current = str(self.tree.currentIndex().data(ID_ROLE) or "")
        row = self.tree.currentIndex().row()
        above = str(self.tree.currentIndex().parent().data(ID_ROLE) or "")
        closed = self._closed(QModelIndex())
        try:
            self.model.set_view(self.filter.text(), SORTS[max(self.sort.currentIndex(), 0)])
        except AtlasError as error:
            self._context.messages.report(error)
            return
        self.tree.expandAll()
        for id in closed:
            self.tree.collapse(self.model.index_of(id))
        again = self.model.index_of(current) if current else QModelIndex()
        if not again.isValid() and row >= 0:
            parent = self.model.index_of(above) if above else QModelIndex()
            again = self.model.index(min(row, self.model.rowCount(parent) - 1), 0, parent)
        if again.isValid():
            self.tree.setCurrentIndex(again)
        self._tell()

    def _closed(self, parent: QModelIndex) -> list[str]:
        found: list[str] = []
        for row in range(self.model.rowCount(parent)):
            index = self.model.index(row, 0, parent)
            if self.model.rowCount(index):
                found += [] if self.tree.isExpanded(index) else [str(index.data(ID_ROLE))]
                found += self._closed(index)
        return found

    def _changed(self, changes: Changes) -> None:
        if changes.bookmarks:
            self.reload()

    def _why(self) -> str:
        if refused := self._context.refusal():
            return refused
        if self.filter.text().strip():
            return self.tr("No bookmark holds these words.")
        return self.tr("No bookmarks yet. Press Ctrl+D on an entry, a fact or a passage.")

    def restyle(self) -> None:
        """Take the colours of the theme."""
        icons = self._context.icons
        for name, button in self._buttons.items():
            button.setIcon(icons.icon(_ICONS[name]))
        self.tree.viewport().update()

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self.tree.setAccessibleName(self.tr("Bookmarks"))
        self.filter.setPlaceholderText(self.tr("Filter bookmarks"))
        self.filter.setAccessibleName(self.tr("Filter bookmarks"))
        name_clear(self.filter)
        ways = (self.tr("Own order"), self.tr("By name"), self.tr("Newest first"), self.tr("By kind"))
        for number, words in enumerate(ways):
            self.sort.setItemText(number, words)
        name_choice(self.sort, self.tr("Sorting"))
        self.setAccessibleName(self.tr("Bookmarks"))
        for name, words in self._words().items():
            keys = native((_KEYS[name],)) if name in _KEYS else ""
            tip = f"{words} ({keys})" if keys else words
            self._buttons[name].setToolTip(tip)
            self._buttons[name].setAccessibleName(tip)

    def _words(self) -> dict[str, str]:
        return {
            "folder": self.tr("New folder"),
            "rename": self.tr("Rename"),
            "up": self.tr("Move up"),
            "down": self.tr("Move down"),
            "move": self.tr("Move to folder…"),
            "delete": self.tr("Delete"),
        }

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
