"""The page of the navigation that shows the library as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QTreeView, QVBoxLayout, QWidget

from cgtatlas.library.tree_filter import only
from cgtatlas.ui.models.tree_model import TreeModel, TreeRole, address_of
from cgtatlas.ui.panes.tree_names import TreeNames, is_called
from cgtatlas.ui.panes.tree_options import TreeOptions, end_of
from cgtatlas.ui.widgets.empty_label import EmptyLabel
from cgtatlas.ui.widgets.status_button import status_menu
from cgtatlas.ui.widgets.status_filter import NO_STATUS
from cgtatlas.ui.widgets.tree_delegate import TreeDelegate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import TreeNode
    from cgtatlas.ui.context import Context

_MOST_OPEN = 300  # so many entries that were found are shown with their branches open
_FIRST_OPEN = ("therapy", "company", "policy")  # roots shown open the first time


class NavTree(QTreeView):
    """Tells which node the reader chose, by click, middle click or Enter, and whether in a new tab."""

    chosen = Signal(QModelIndex, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDragDropMode(QTreeView.DragDropMode.DragOnly)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter chooses on every platform, with Ctrl in a new tab."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex(), _with_ctrl(event))
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click beside the branch sign chooses."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or not self.visualRect(index).contains(event.position().toPoint()):
            return
        if event.button() == Qt.MouseButton.MiddleButton:
            self.chosen.emit(index, True)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(index, _with_ctrl(event))


def _with_ctrl(event: QKeyEvent | QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class TreePage(QWidget):
    """``navTree`` over the library's tree; clicking or Enter opens an entry or a document."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._narrowed = False
        self.model = TreeModel(context.icons, context.language, self)
        self.model.set_tree(context.library.tree())
        self._first_known = context.library.first_known()
        self.names = TreeNames(context, self)
        self.options = TreeOptions(self._first_known.values(), self)
        self.options.grouped.connect(self._group)
        self.options.dated.connect(self._date)
        self.view = NavTree(self)
        self.view.setObjectName("navTree")
        self.view.setHeaderHidden(True)
        self.view.setUniformRowHeights(True)
        self.view.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.view.setExpandsOnDoubleClick(False)
        self.view.setIndentation(16)
        self.view.setFrameShape(QTreeView.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setModel(self.model)
        self._opened: list[str] = []  # what stood open before the tree was narrowed
        self._ways: dict[str, str] | None = None
        self.view.setItemDelegate(TreeDelegate(context.icons, self.view))
        self.view.chosen.connect(self._chosen)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        QTimer.singleShot(0, self, self._make_label)
        self._connect_filters()
        context.marking.changed.connect(self._marked)
        context.changes.changed.connect(self._libraries_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.names, self.options, self.view):
            layout.addWidget(widget)
        self.expand_keys(_FIRST_OPEN)
        self.model.set_statuses(context.marking.all())
        self.options.status.redraw(context.icons)
        self.retranslate()

    def _make_label(self) -> None:
        """After the window: the first widget that Qt hands out makes the classes of all, in 25 ms."""
        EmptyLabel(self.view, self._why)

    def _connect_filters(self) -> None:
        self.options.narrowed.connect(lambda _status: self._narrow())
        self.names.changed.connect(self._narrow)
        self.names.field.left.connect(self.view.setFocus)
        self.names.field.stepped.connect(self._into_tree)
        self.names.field.opened.connect(self._open_first)

    def retranslate(self) -> None:
        """Write all texts anew; titles of entries change with the language."""
        self.view.setAccessibleName(self.tr("Library tree"))
        self.model.set_language(self._context.language)

    def redraw(self) -> None:
        """Draw icons in the colours of the theme."""
        self.options.status.redraw(self._context.icons)
        self.model.refresh()

    def move_by(self, rows: int) -> None:
        """Move the current row up or down, as the arrow keys in the search field do."""
        index = self.view.currentIndex()
        if not index.isValid():
            index = self.model.index(0, 0)
        else:
            step = self.view.indexBelow if rows > 0 else self.view.indexAbove
            for _ in range(abs(rows)):
                following = step(index)
                if not following.isValid():
                    break
                index = following
        self.view.setCurrentIndex(index)

    def move_pages(self, pages: int) -> None:
        """Move by about what the tree shows at once."""
        height = max(self.view.sizeHintForRow(0), 1)
        self.move_by(pages * max(self.view.viewport().height() // height - 1, 1))

    def move_to_end(self, by: int) -> None:
        """Move to the first (-1) or last (1) node in sight of its branch."""
        last = self.model.index(self.model.rowCount() - 1, 0)
        while by > 0 and self.view.isExpanded(last):
            last = self.model.index(self.model.rowCount(last) - 1, 0, last)
        self.view.setCurrentIndex(last if by > 0 else self.model.index(0, 0))

    def open_current(self, new_tab: bool = False) -> None:
        """Open the current node."""
        if self.view.currentIndex().isValid():
            self._open(self.view.currentIndex(), new_tab)

    def expanded_keys(self) -> list[str]:
        """Keys of the groups that stand open."""
        keys: list[str] = []
        waiting = [QModelIndex()]
        while waiting:
            parent = waiting.pop()
            for row in range(self.model.rowCount(parent)):
                index = self.model.index(row, 0, parent)
                if self.view.isExpanded(index):
                    keys.append(index.data(TreeRole.KEY))
                    waiting.append(index)
        return keys

    def expand_keys(self, keys: Iterable[str]) -> None:
        """Open these groups and close the others."""
        wanted = set(keys)
        self.view.collapseAll()
        waiting = [QModelIndex()]
        while waiting:
            parent = waiting.pop()
            for row in range(self.model.rowCount(parent)):
                index = self.model.index(row, 0, parent)
                if index.data(TreeRole.KEY) in wanted:
                    self.view.expand(index)
                    waiting.append(index)

    def show_place(self, iri: str) -> None:
        """Mark the node of an address when it is in sight; no branch is opened for it."""
        current = self.view.currentIndex()
        if current.isValid() and current.data(TreeRole.IRI) == iri:
            return
        index = self.model.index(0, 0)
        while index.isValid():
            if index.data(TreeRole.IRI) == iri:
                self.view.setCurrentIndex(index)
                return
            index = self.view.indexBelow(index)

    def _group(self, ways: dict[str, str]) -> None:
        """Show the tree in other groupings; what stood open and still exists stays open."""
        opened = self.expanded_keys()
        here = self.view.currentIndex().data(TreeRole.IRI) if self.view.currentIndex().isValid() else ""
        self._ways = ways
        self._show_tree(opened)
        if here:
            self.show_place(here)

    def _show_tree(self, opened: Iterable[str]) -> None:
        """Read the tree anew, as far as it is wanted; narrowed it stands open."""
        tree, wanted = self._context.library.tree(self._ways), self.options.status.status()
        found = self.names.found
        statuses = self._context.marking.all() if wanted else {}
        asked = "" if wanted == NO_STATUS else wanted

        def fits(node: TreeNode) -> bool:
            marked = not wanted or statuses.get(address_of(node), "") == asked
            return marked and (found is None or is_called(node, found))

        self.model.set_tree(only(tree, fits) if self._narrowed else tree)
        few = found is not None and len(found.entries) <= _MOST_OPEN
        if few or (found is None and wanted and wanted != NO_STATUS):
            self.view.expandAll()
        else:
            self.expand_keys(opened)

    def _narrow(self) -> None:
        """Show only what has a status and a name; what stood open before stands open again afterwards."""
        if not self._narrowed:
            self._opened = self.expanded_keys()
        self._narrowed = bool(self.options.status.status()) or self.names.found is not None
        self._show_tree(self._opened)

    def kept_open(self) -> list[str]:
        """Keys of the groups that stand open when the whole tree is shown."""
        return self._opened if self._narrowed else self.expanded_keys()

    def _into_tree(self) -> None:
        """From the field to the first thing found."""
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        first = self._first_found()
        self.view.setCurrentIndex(first if first.isValid() else self.model.index(0, 0))

    def _open_first(self, new_tab: bool) -> None:
        first = self._first_found()
        if first.isValid():
            self.view.setCurrentIndex(first)
            self._open(first, new_tab)

    def _first_found(self) -> QModelIndex:
        found, index = self.names.found, self.model.index(0, 0)
        while index.isValid() and found is not None:
            if is_called(self.model.node(index), found):
                return index
            index = self.view.indexBelow(index)
        return QModelIndex()

    def _libraries_changed(self, changes: Changes) -> None:
        if changes.libraries:
            self._show_tree(self.expanded_keys())
            self.names.look()

    def _marked(self) -> None:
        """Something got another status."""
        self.model.set_statuses(self._context.marking.all())
        if self._narrowed:
            row = self.view.currentIndex().data(TreeRole.IRI) or ""
            self._show_tree(self.expanded_keys())
            self.show_place(row)

    def _why(self) -> str:
        if self.names.why_empty():
            return self.names.why_empty()
        if self._narrowed:
            return self.tr(
                "Nothing here has this status. Mark an entry or a document as to read (Ctrl+Shift+U), "
                "read (Ctrl+Shift+R) or checked (Ctrl+Shift+K)."
            )
        return self.tr("This library holds nothing yet.")

    def _date(self, date: str) -> None:
        """Grey what no dated fact speaks of until the end of that date."""
        last = end_of(date)
        later = {entry for entry, known in self._first_known.items() if last and known > last}
        self.model.set_later(frozenset(later))

    def _chosen(self, index: QModelIndex, new_tab: bool) -> None:
        if index.data(TreeRole.IRI):
            self._open(index, new_tab)
        else:
            self.view.setExpanded(index, not self.view.isExpanded(index))

    def _show_menu(self, point: QPoint) -> None:
        """What can be done with a node that leads somewhere."""
        index = self.view.indexAt(point)
        iri = index.data(TreeRole.IRI) if index.isValid() else ""
        if not iri:
            return
        navigator = self._context.navigator
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open"), lambda: navigator.open(iri))
        if iri.startswith("cgt:document/"):
            menu.addAction(self.tr("Open beside the original"), lambda: navigator.open_beside(iri))
        else:
            menu.addAction(self.tr("Open in a new tab"), lambda: navigator.open(iri, new_tab=True))
        choices = status_menu(self._context, iri, menu)
        choices.setTitle(self.tr("Status"))
        menu.addSeparator()
        menu.addMenu(choices)
        menu.popup(self.view.viewport().mapToGlobal(point))

    def _open(self, index: QModelIndex, new_tab: bool) -> None:
        if iri := index.data(TreeRole.IRI):
            self._context.navigator.open(iri, new_tab=new_tab)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
