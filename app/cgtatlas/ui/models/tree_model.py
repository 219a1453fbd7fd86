"""The tree of the library for ``navTree``: nodes become rows only when a branch is looked into."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from cgtatlas.core.iri import Place
from cgtatlas.core.markup import escape
from cgtatlas.ui.dragging import TEXT, carried
from cgtatlas.ui.marking import status_words
from cgtatlas.ui.models.roles import ADDRESS_ROLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QMimeData, QObject
    from PySide6.QtGui import QIcon

    from cgtatlas.core.model import TreeNode
    from cgtatlas.ui.theme.icons import Icons

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_ROOT_ICONS = {
    "therapy": "therapy",
    "company": "company",
    "policy": "policy",
    "more": "other",
    "document": "document",
}


class TreeRole(IntEnum):
    """What the delegate and the pane ask of a node beyond its title."""

    IRI = ADDRESS_ROLE  # "" for a group
    COUNT = Qt.ItemDataRole.UserRole + 2  # entries below, 0 for a leaf
    KEY = Qt.ItemDataRole.UserRole + 3  # stable across builds
    GROUP = Qt.ItemDataRole.UserRole + 4  # True for a root
    LATER = Qt.ItemDataRole.UserRole + 5  # True for an entry that came after the chosen date
    STATUS = Qt.ItemDataRole.UserRole + 6  # the reader's status of an entry or a document, "" for none


class TreeModel(QAbstractItemModel):
    """Nodes are known by integer ids: places in flat lists that grow as branches are opened."""

    def __init__(self, icons: Icons, language: str = "zh", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons, self._language = icons, language
        self._roots: Sequence[TreeNode] = ()
        self._nodes: list[TreeNode] = []
        self._parents: list[int] = []  # id of the parent, -1 at the top
        self._rows: list[int] = []  # place among the siblings
        self._later: frozenset[str] = frozenset()  # entries that came after the chosen date
        self._statuses: Mapping[str, str] = {}  # address -> status
        self._below: dict[int, range] = {}  # id -> ids of its children, -1 for the top
        self.set_tree(())

    def set_tree(self, roots: Sequence[TreeNode]) -> None:
        """Show another tree."""
        self.beginResetModel()
        self._roots = roots
        self._nodes, self._parents, self._rows = [], [], []
        self._below = {-1: self._add(-1, roots)}
        self.endResetModel()

    def set_language(self, language: str) -> None:
        """Show titles in ``zh`` or ``en``."""
        if language != self._language:
            self._language = language
            self.refresh()

    def set_later(self, entries: frozenset[str]) -> None:
        """Show these entries as later than the date whose state of knowledge is wanted."""
        if entries != self._later:
            self._later = entries
            self.refresh()

    def set_statuses(self, statuses: Mapping[str, str]) -> None:
        """Show the reader's status of entries and documents, by their address."""
        self._statuses = statuses
        self.refresh()

    def refresh(self) -> None:
        """Titles or icons look different now; the shape stays."""
        self.layoutAboutToBeChanged.emit()
        self.layoutChanged.emit()

    def node(self, index: QModelIndex) -> TreeNode:
        """What is shown at a valid index."""
        return self._nodes[index.internalId()]

    def known(self) -> int:
        """How many nodes have been looked at so far."""
        return len(self._nodes)

    def find(self, key: str) -> QModelIndex:
        """The node of a key, opening only the branches on the way to it; invalid when there is none."""
        index = QModelIndex()
        for row in _path(self._roots, key):
            index = self.index(row, 0, index)
        return index

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """Qt: the index of a child."""
        below = self._children(self._id(parent))
        if column != 0 or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, 0, below[row])

    def parent(self, index: Index = _NONE) -> QModelIndex:  # type: ignore[override]
        """Qt: the index of the parent."""
        if not index.isValid():
            return QModelIndex()
        above = self._parents[index.internalId()]
        return QModelIndex() if above < 0 else self.createIndex(self._rows[above], 0, above)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Qt: the number of children."""
        return len(self._children(self._id(parent))) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _NONE) -> int:
        """Qt: always one."""
        return 1

    def hasChildren(self, parent: Index = _NONE) -> bool:
        """Qt: answered without making rows of the children."""
        id = self._id(parent)
        return bool(self._below[-1]) if id < 0 else bool(self._nodes[id].children)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: entries and documents can be dragged among the bookmarks."""
        there = index.isValid() and bool(address_of(self._nodes[index.internalId()]))
        return super().flags(index) | (Qt.ItemFlag.ItemIsDragEnabled if there else Qt.ItemFlag.NoItemFlags)

    def mimeTypes(self) -> list[str]:
        """Qt: addresses as text."""
        return [TEXT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Qt: what is dragged."""
        return carried(indexes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: title, tool tip (plain text), icon of a root, and the roles of :class:`TreeRole`."""
        if not index.isValid():
            return None
        node = self._nodes[index.internalId()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape(self._both(node))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(node)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._standing(index)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(node, index)
        return self._own(node, index, role)

    def _own(self, node: TreeNode, index: Index, role: int) -> object:
        if role == TreeRole.IRI:
            return address_of(node)
        if role == TreeRole.COUNT:
            return node.count if node.children else 0
        if role == TreeRole.KEY:
            return node.key
        if role == TreeRole.GROUP:
            return self._parents[index.internalId()] < 0
        if role == TreeRole.LATER:
            return node.entry in self._later
        if role == TreeRole.STATUS:
            return self._statuses.get(address_of(node), "")
        return None

    def _icon(self, node: TreeNode, index: Index) -> QIcon | None:
        if self._parents[index.internalId()] >= 0:
            return None
        return self._icons.icon(_ROOT_ICONS.get(node.key, "other"), "accent")

    def _title(self, node: TreeNode) -> str:
        pair = (node.title_en, node.title_zh) if self._language == "en" else (node.title_zh, node.title_en)
        return pair[0] or pair[1]

    def _spoken(self, node: TreeNode) -> str:
        """What a screen reader says: nothing is told by colour alone."""
        later = QCoreApplication.translate("TreeModel", "later") if node.entry in self._later else ""
        status = status_words(self._statuses.get(address_of(node), ""))
        told = (self._title(node), str(node.count) if node.children else "", later, status)
        return ", ".join(part for part in told if part)

    def _standing(self, index: Index) -> str:
        """How deep a row stands and which of how many it is: Qt tells assistive tools neither."""
        level, above = 1, index.parent()
        while above.isValid():
            level, above = level + 1, above.parent()
        line = QCoreApplication.translate("TreeModel", "Level {level}, {row} of {rows}")
        return line.format(level=level, row=index.row() + 1, rows=self.rowCount(index.parent()))

    def _both(self, node: TreeNode) -> str:
        return " · ".join(dict.fromkeys(title for title in (node.title_zh, node.title_en) if title))

    def _id(self, index: Index) -> int:
        return int(index.internalId()) if index.isValid() else -1

    def _children(self, id: int) -> range:
        if id not in self._below:
            self._below[id] = self._add(id, self._nodes[id].children)
        return self._below[id]

    def _add(self, parent: int, nodes: Sequence[TreeNode]) -> range:
        first = len(self._nodes)
        self._nodes.extend(nodes)
        self._parents.extend([parent] * len(nodes))
        self._rows.extend(range(len(nodes)))
        return range(first, len(self._nodes))


def address_of(node: TreeNode) -> str:
    """The address of an entry or a document, "" for a group."""
    if node.entry:
        return Place("entry", node.entry).iri
    return Place("document", node.document).iri if node.document else ""


def _path(nodes: Sequence[TreeNode], key: str) -> list[int]:
    """Rows from the top to the node of a key; empty when there is none."""
    for row, node in enumerate(nodes):
        if node.key == key:
            return [row]
        if below := _path(node.children, key):
            return [row, *below]
    return []
