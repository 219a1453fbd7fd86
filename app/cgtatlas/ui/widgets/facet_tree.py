"""Hits counted by kind, document, publisher, year, language and library; choosing a value narrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from cgtatlas.core.refine import Facet, FacetValue

_TURNED = Qt.ItemDataRole.UserRole
_FACET = Qt.ItemDataRole.UserRole + 1
_VALUE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_LINES = 11  # shown at once


class FacetTree(QTreeWidget):
    """``facetTree``: a group for each facet with two values or more, or with a chosen one.

    Enter, Space or a click on a value emits ``chosen`` with the query that has it (or lifts it).
    """

    chosen = Signal(str)
    left = Signal()
    folded = Signal()  # a group was opened or closed

    def __init__(self, label: Callable[[str, FacetValue], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._facets: tuple[Facet, ...] = ()
        self._closed: set[str] = set()
        self.setObjectName("facetTree")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemClicked.connect(lambda item, _column: self._press(item))
        self.itemCollapsed.connect(lambda item: self._remember(item, closed=True))
        self.itemExpanded.connect(lambda item: self._remember(item, closed=False))
        self.retranslate()

    def show_facets(self, facets: Sequence[Facet]) -> None:
        """Show these counts; the current line stays where it was."""
        if tuple(facets) != self._facets:
            self._facets = tuple(facets)
            self._rebuild()

    def _rebuild(self) -> None:
        here = self._key(self.currentItem())
        self.blockSignals(True)
        self.clear()
        for facet in self._facets:
            if len(facet.values) > 1 or any(value.chosen for value in facet.values):
                self._group(facet)
        self.blockSignals(False)
        items = self._items()
        same = [item for item in items if self._key(item) == here]
        if items:
            self.setCurrentItem((same or items)[0])
        self.updateGeometry()

    def _group(self, facet: Facet) -> None:
        group = QTreeWidgetItem([self._title(facet.id), ""])
        group.setData(0, _FACET, facet.id)
        font = QFont(self.font())
        font.setBold(True)
        group.setFont(0, font)
        self.addTopLevelItem(group)
        for value in facet.values:
            count = str(value.count) if facet.exact else f"{value.count}+"
            label = self._label(facet.id, value)
            item = QTreeWidgetItem([label, count])
            item.setData(0, _TURNED, value.turned)
            item.setData(0, _FACET, f"{facet.id}:{value.value}")
            item.setCheckState(0, Qt.CheckState.Checked if value.chosen else Qt.CheckState.Unchecked)
            # checkable for assistive tools too, which are told a check mark only of such lines
            item.setFlags(_VALUE)
            item.setToolTip(0, label)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(1, self.palette().placeholderText())
            if value.chosen:
                item.setFont(0, font)
            spoken = self.tr("{value}, {count} hits").format(value=label, count=count)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
            group.addChild(item)
        group.setExpanded(facet.id not in self._closed)

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        for at in range(self.topLevelItemCount()):
            group = self.topLevelItem(at)
            if group is not None:
                found.append(group)
                found += [item for row in range(group.childCount()) if (item := group.child(row)) is not None]
        return found

    def _key(self, item: QTreeWidgetItem | None) -> str:
        return str(item.data(0, _FACET)) if item is not None else ""

    def _press(self, item: QTreeWidgetItem) -> None:
        turned = item.data(0, _TURNED)
        if turned is None:
            item.setExpanded(not item.isExpanded())
        else:
            self.chosen.emit(turned)

    def _remember(self, item: QTreeWidgetItem, *, closed: bool) -> None:
        if item.parent() is None:
            (self._closed.add if closed else self._closed.discard)(self._key(item))
            self.updateGeometry()
            self.folded.emit()

    def closed(self) -> list[str]:
        """The facets whose values are folded away."""
        return sorted(self._closed)

    def close_groups(self, facets: Iterable[str]) -> None:
        """Fold away the values of these facets, now or when they come."""
        self._closed = set(facets)
        self._rebuild()

    def sizeHint(self) -> QSize:
        """Qt: as high as its lines, up to a part of the pane."""
        lines = sum(1 + (group.childCount() if group.isExpanded() else 0) for group in self._groups())
        height = self.sizeHintForRow(0) if lines else 0
        return QSize(200, min(lines, _LINES) * max(height, 0) + 4)

    def minimumSizeHint(self) -> QSize:
        """Qt: the same, so that the list below does not squeeze it."""
        return QSize(60, self.sizeHint().height())

    def _groups(self) -> list[QTreeWidgetItem]:
        return [item for item in self._items() if item.parent() is None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter and Space choose, Escape goes back to the search field."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and item is not None:
            self._press(item)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    # words

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.setAccessibleName(self.tr("Narrow the results"))
        self.setAccessibleDescription(self.tr("Enter keeps only the hits of a line, or lifts it again."))
        self._rebuild()

    def _title(self, facet: str) -> str:
        titles = {
            "kind": self.tr("Kind"),
            "entry_kind": self.tr("Kind of entry"),
            "document": self.tr("Document"),
            "publisher": self.tr("Publisher"),
            "year": self.tr("Year"),
            "language": self.tr("Language"),
            "library": self.tr("Library"),
        }
        return titles.get(facet, facet)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
