"""The places the reader was at, newest first."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from cgtatlas.core import iri
from cgtatlas.ui.models.roles import ADDRESS_ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from cgtatlas.store.store import Visit
    from cgtatlas.ui.theme.icons import Icons

_NONE = QModelIndex()


class HistoryModel(QAbstractListModel):
    """One row a visit: its title, and its address as tool tip."""

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._visits: Sequence[Visit] = ()

    def set_visits(self, visits: Sequence[Visit]) -> None:
        """Show other visits, newest first."""
        self.beginResetModel()
        self._visits = tuple(visits)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        """Qt: the number of visits."""
        return 0 if parent.isValid() else len(self._visits)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt: title, icon, tool tip as plain text, address."""
        if not index.isValid():
            return None
        visit = self._visits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return visit.title or visit.target
        if role == ADDRESS_ROLE:
            return visit.target
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape(f"{visit.title}\n{visit.target}")
        if role == Qt.ItemDataRole.DecorationRole:
            place = iri.parse(visit.target)
            name = "document" if place is not None and place.kind == "document" else "library"
            return self._icons.icon(name, "muted")
        return None
