"""The reader's bookmarks in their folders as a tree that can be renamed and rearranged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush

from cgtatlas.core import iri
from cgtatlas.core.errors import AtlasError, NotFound
from cgtatlas.core.model import Bookmark, Folder
from cgtatlas.library.texts import texts_of
from cgtatlas.render.article import tooltip
from cgtatlas.store.relocate import adrift
from cgtatlas.ui.models.roles import ADDRESS_ROLE
from cgtatlas.ui.theme.icons import Icons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.changes import Changes
    from cgtatlas.ui.context import Context

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
MIME = "application/x-cgtatlas-bookmark"
ID_ROLE = _Role.UserRole


@dataclass(eq=False, slots=True)
class Node:
    """A folder or a bookmark in the tree; the root stands for the top folder."""

    item: Folder | Bookmark | None = None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    gone: bool = False
    adrift: bool = False  # other words stand there now

    @property
    def id(self) -> str:
        """The item's id, "" for the top."""
        return self.item.id if self.item is not None else ""

    @property
    def is_folder(self) -> bool:
        """Can it hold others?"""
        return not isinstance(self.item, Bookmark)

    @property
    def row(self) -> int:
        """Its number among its parent's children."""
        return self.parent.children.index(self) if self.parent is not None else 0

    def folders(self) -> int:
        """How many of its children are folders: they stand first."""
        return sum(1 for child in self.children if child.is_folder)


class BookmarkModel(QAbstractItemModel):
    """Folders first, then bookmarks, each in the reader's order. Writes go to the store at once."""

    wrote = Signal(object)  # Changes of a write made through the model
    failed = Signal(object)  # AtlasError

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._root = Node()
        self._nodes: dict[str, Node] = {"": self._root}
        self._icons = Icons(context.style)

    def load(self) -> None:
        """Read all bookmarks anew. Raises Refused when the reader's file cannot be read."""
        folders, bookmarks = self._context.store.folders(), self._context.store.bookmarks()
        texts = texts_of(self._context.library)
        self.beginResetModel()
        self._root = Node()
        self._nodes = {"": self._root, **{folder.id: Node(folder) for folder in folders}}
        for folder in sorted(folders, key=lambda one: one.ord):
            self._hang(self._nodes[folder.id], self._nodes.get(folder.parent, self._root))
        for bookmark in sorted(bookmarks, key=lambda one: one.ord):
            gone = not self._is_there(bookmark.target)
            elsewhere = not gone and adrift(texts, bookmark.target, bookmark.excerpt)
            node = Node(bookmark, gone=gone, adrift=elsewhere)
            self._nodes[bookmark.id] = node
            self._hang(node, self._nodes.get(bookmark.folder, self._root))
        self.endResetModel()

    def _hang(self, node: Node, parent: Node) -> None:
        node.parent = parent
        parent.children.append(node)

    def _is_there(self, target: str) -> bool:
        found = iri.parse(target)
        if found is None:
            return False
        try:
            if found.kind == "entry":
                self._context.library.row(found.id)
            elif found.kind == "fact":
                self._context.library.fact(found.id)
            elif found.kind == "document":
                size = self._context.library.document(found.id).characters
                return found.end is None or found.end <= size
        except NotFound:
            return False
        return True

    # places

    def node(self, index: _Index) -> Node:
        """The node of an index; the root for the invalid one."""
        return index.internalPointer() if index.isValid() else self._root

    def index_of(self, id: str) -> QModelIndex:
        """The index of a folder or bookmark, invalid when it is not there."""
        node = self._nodes.get(id)
        return QModelIndex() if node is None or node is self._root else self.createIndex(node.row, 0, node)

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Qt: the index of a child."""
        children = self.node(parent).children
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: _Index = QModelIndex()) -> Any:  # noqa: B008
        """Qt: the index of the folder an item lies in."""
        above = self.node(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many an item holds."""
        return len(self.node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: one."""
        return 1

    # content

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """What a row shows and tells."""
        node = self.node(index)
        if node.item is None:
            return None
        if role in (_Role.DisplayRole, _Role.EditRole):
            return node.item.title
        if role == ID_ROLE:
            return node.item.id
        if role == ADDRESS_ROLE:
            return getattr(node.item, "target", "")
        if role == _Role.DecorationRole:
            return self._icons.icon(self._icon(node), "warn" if node.gone or node.adrift else "muted")
        if role == _Role.ForegroundRole and node.gone:
            return QBrush(self._context.style.colour("warn"))
        if role in (_Role.ToolTipRole, _Role.AccessibleDescriptionRole):
            words = self._about(node)
            return tooltip(words) if role == _Role.ToolTipRole and words else words
        return None

    def _icon(self, node: Node) -> str:
        if node.is_folder:
            return "folder"
        if node.gone or node.adrift:
            return "warning"
        return "bookmark" if getattr(node.item, "target", "").startswith("cgt:entry/") else "document"

    def _about(self, node: Node) -> str:
        if not isinstance(node.item, Bookmark):
            return ""
        gone = self.tr("This place is not in the library any more.") if node.gone else ""
        if node.adrift:
            gone = self.tr("Other words stand at this place now.")
        return "\n".join(part for part in (node.item.excerpt, node.item.target, gone) if part)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Everything can be renamed and dragged; folders (and the top) can be dropped on."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        return flags | Qt.ItemFlag.ItemIsDropEnabled if self.node(index).is_folder else flags

    # changes

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Rename; an empty title is refused."""
        item, title = self.node(index).item, " ".join(str(value).split())
        if role != _Role.EditRole or item is None or not title or title == item.title:
            return False
        store = self._context.store
        if isinstance(item, Bookmark):
            return self._write(lambda: store.rename_bookmark(item.id, title, revision=item.revision)[1])
        return self._write(lambda: store.rename_folder(item.id, title, revision=item.revision)[1])

    def move(self, id: str, folder: str, position: int = -1) -> bool:
        """Put an item into a folder, at a place among those of its own kind. False when it cannot be."""
        item, store = self._nodes[id].item, self._context.store
        if isinstance(item, Bookmark):
            return self._write(lambda: store.move_bookmark(id, folder, position, revision=item.revision)[1])
        if item is None:
            return False
        revision = item.revision
        return self._write(lambda: store.move_folder(id, folder, position, revision=revision)[1])

    def _write(self, work: Any) -> bool:
        try:
            changes: Changes = work()
        except AtlasError as error:
            self.failed.emit(error)
            return False
        self.wrote.emit(changes)
        return True

    # drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        """Qt: moving only."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Qt: our own kind."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Qt: the ids of what is dragged, and the addresses as plain text."""
        data = QMimeData()
        data.setData(MIME, "\n".join(self.node(index).id for index in indexes).encode())
        targets = [getattr(self.node(index).item, "target", "") for index in indexes]
        data.setText("\n".join(target for target in targets if target))
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Qt: a folder does not go into itself."""
        if not data.hasFormat(MIME) or not self.node(parent).is_folder:
            return False
        above: Node | None = self.node(parent)
        ids = self._dragged(data)
        while above is not None:
            if above.id and above.id in ids:
                return False
            above = above.parent
        return True

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Qt: put what was dragged at a place. Always False: the model moves its rows by itself."""
        if action == Qt.DropAction.MoveAction and self.canDropMimeData(data, action, row, column, parent):
            target = self.node(parent)
            for id in self._dragged(data):
                if id in self._nodes:
                    self.move(id, target.id, self._position(self._nodes[id], target, row))
        return False

    def _position(self, node: Node, target: Node, row: int) -> int:
        """A row among all children as a place among those of the node's kind, the node taken out."""
        if row < 0:
            return -1
        kind = [child for child in target.children[:row] if child.is_folder == node.is_folder]
        return len([child for child in kind if child is not node])

    def _dragged(self, data: QMimeData) -> list[str]:
        return [id for id in bytes(data.data(MIME).data()).decode("utf-8", "replace").split("\n") if id]
