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

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.model import Bookmark, Folder
from cgtatlas.library.texts import texts_of
from cgtatlas.library.titles import exists, title_of
from cgtatlas.render.article import tooltip
from cgtatlas.store.relocate import adrift
from cgtatlas.text.fold import fold
from cgtatlas.ui.dragging import TEXT, addresses
from cgtatlas.ui.models.place_icon import kind_of, place_icon
from cgtatlas.ui.models.roles import ADDRESS_ROLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cgtatlas.core.changes import Changes
    from cgtatlas.ui.context import Context

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
MIME = "application/x-cgtatlas-bookmark"
ID_ROLE = _Role.UserRole


#: Ways of sorting, the reader's own order first.
SORTS = ("own", "name", "newest", "kind")
_KINDS = {kind: at for at, kind in enumerate(("entry", "document", "passage", "fact", "search"))}


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
    dropped = Signal(list, str)  # addresses from elsewhere, and the id of the folder they were dropped in

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._root = Node()
        self._nodes: dict[str, Node] = {"": self._root}
        self._icons = context.icons
        self._words, self._sort = "", SORTS[0]
        self._also: dict[str, list[str]] = {}  # address -> titles of the folders that hold it

    def set_view(self, words: str, sort: str) -> None:
        """Show only what holds the words, with its folders, sorted in a way of SORTS. Raises Refused."""
        self._words, self._sort = words, sort
        self.load()

    @property
    def arrangeable(self) -> bool:
        """Can the reader put rows where they like? Not while they are sorted or narrowed otherwise."""
        return self._sort == SORTS[0] and not self._words.strip()

    def load(self) -> None:
        """Read all bookmarks anew. Raises Refused when the reader's file cannot be read."""
        folders, bookmarks = self._context.store.folders(), self._context.store.bookmarks()
        texts = texts_of(self._context.library)
        self.beginResetModel()
        self._root = Node()
        self._nodes = {"": self._root, **{folder.id: Node(folder) for folder in folders}}
        by_name = self._sort == "name"
        for folder in sorted(folders, key=lambda one: fold(one.title) if by_name else one.ord):
            self._hang(self._nodes[folder.id], self._nodes.get(folder.parent, self._root))
        titles = {folder.id: folder.title for folder in folders}
        self._also = {}
        wanted = [fold(word) for word in self._words.split()]
        for bookmark in sorted(bookmarks, key=self._key()):
            self._also.setdefault(bookmark.target, []).append(titles.get(bookmark.folder, ""))
            words = fold(f"{bookmark.title}\n{bookmark.excerpt}\n{bookmark.target}") if wanted else ""
            if all(word in words for word in wanted):
                gone = not exists(self._context.library, bookmark.target)
                elsewhere = not gone and adrift(texts, bookmark.target, bookmark.excerpt)
                node = Node(bookmark, gone=gone, adrift=elsewhere)
                self._nodes[bookmark.id] = node
                self._hang(node, self._nodes.get(bookmark.folder, self._root))
        if wanted:
            self._prune(self._root, wanted)
        self.endResetModel()

    def _key(self) -> Callable[[Bookmark], Any]:
        keys: dict[str, Callable[[Bookmark], Any]] = {
            "own": lambda one: one.ord,
            "name": lambda one: fold(one.title),
            "newest": lambda one: tuple(-ord(letter) for letter in one.created),
            "kind": lambda one: (_KINDS.get(kind_of(one.target), len(_KINDS)), fold(one.title)),
        }
        return keys[self._sort]

    def _prune(self, node: Node, wanted: list[str]) -> None:
        """Leave out folders without anything wanted in them, unless their own title is."""
        for child in node.children:
            if child.is_folder:
                self._prune(child, wanted)
        node.children = [
            child
            for child in node.children
            if not child.is_folder
            or child.children
            or (child.item is not None and all(word in fold(child.item.title) for word in wanted))
        ]

    def _hang(self, node: Node, parent: Node) -> None:
        node.parent = parent
        parent.children.append(node)

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
        return place_icon(self._context.library, getattr(node.item, "target", ""))

    def _about(self, node: Node) -> str:
        if not isinstance(node.item, Bookmark):
            return ""
        gone = self.tr("This place is not in the library any more.") if node.gone else ""
        if node.adrift:
            gone = self.tr("Other words stand at this place now.")
        folders = self._also.get(node.item.target, [])
        others = [title or self.tr("the top") for title in folders]
        also = ""
        if len(others) > 1:
            also = self.tr("Bookmarked {count} times, in: {folders}").format(
                count=len(others), folders=", ".join(others)
            )
        where = title_of(self._context.library, node.item.target, self._context.language)
        where = "" if where == node.item.title else where
        return "\n".join(part for part in (node.item.excerpt, where, also, gone) if part)

    def about(self, index: _Index) -> str:
        """What is kept of a bookmark's place, where else it is kept, and whether it is gone."""
        return self._about(self.node(index))

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Everything can be renamed and dragged; folders (and the top) can be dropped on."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        if self.arrangeable:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
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
        """Qt: our own rows are moved, places from elsewhere are bookmarked."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        """Qt: moving only."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Qt: our own kind, and addresses as text."""
        return [MIME, TEXT]

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
        """Qt: a folder does not go into itself; from elsewhere only addresses are taken."""
        if not self.node(parent).is_folder:
            return False
        if not data.hasFormat(MIME):
            return bool(addresses(data))
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
        if not data.hasFormat(MIME):
            self.dropped.emit(addresses(data), self.node(parent).id)
        elif action == Qt.DropAction.MoveAction and self.canDropMimeData(data, action, row, column, parent):
            ids = [id for id in self._dragged(data) if id in self._nodes]
            self.move_all(ids, self.node(parent).id, self._positions(ids, self.node(parent), row))
        return False

    def move_all(self, ids: Sequence[str], folder: str, positions: tuple[int, int] = (-1, -1)) -> bool:
        """Put items into a folder in one step; ``positions`` among its folders and among its bookmarks.

        What lies in a folder that moves too goes with it.
        """
        chosen = [id for id in ids if not self._inside(id, set(ids) - {id})]
        return bool(chosen) and self._write(lambda: self._context.store.move_all(chosen, folder, positions))

    def _inside(self, id: str, others: set[str]) -> bool:
        above = self._nodes[id].parent
        while above is not None:
            if above.id and above.id in others:
                return True
            above = above.parent
        return False

    def _positions(self, ids: Sequence[str], target: Node, row: int) -> tuple[int, int]:
        """A row among all children as places among its folders and its bookmarks, the moved taken out."""
        if row < 0:
            return -1, -1
        before = [child for child in target.children[:row] if child.id not in ids]
        folders = sum(child.is_folder for child in before)
        return folders, len(before) - folders

    def folders(self) -> list[tuple[str, str]]:
        """Every folder as id and path, the top first: to be chosen from."""
        found: list[tuple[str, str]] = [("", self.tr("the top"))]

        def walk(node: Node, path: str) -> None:
            for child in node.children:
                if child.is_folder and child.item is not None:
                    here = f"{path}{child.item.title}"
                    found.append((child.id, here))
                    walk(child, f"{here} / ")

        walk(self._root, "")
        return found

    def _dragged(self, data: QMimeData) -> list[str]:
        return [id for id in bytes(data.data(MIME).data()).decode("utf-8", "replace").split("\n") if id]
