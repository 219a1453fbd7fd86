"""The places the reader was at, newest first, under the days on which it was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QPersistentModelIndex, Qt

from cgtatlas.core.markup import escape
from cgtatlas.store.wanted import local_day
from cgtatlas.text.fold import fold
from cgtatlas.ui.models.place_icon import place_icon
from cgtatlas.ui.models.roles import ADDRESS_ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from cgtatlas.library.reader import Library
    from cgtatlas.store.store import Visit
    from cgtatlas.ui.theme.icons import Icons

_NONE = QModelIndex()

#: The visits of a row: one place on one day, however often.
VISITS_ROLE = Qt.ItemDataRole.UserRole + 2


class HistoryModel(QAbstractListModel):
    """A row for each day, and below it one for each place of that day."""

    def __init__(
        self, icons: Icons, parent: QObject | None = None, *, library: Library | None = None
    ) -> None:
        super().__init__(parent)
        self._icons, self._library = icons, library  # without a library entries of all kinds look alike
        self._visits: Sequence[Visit] = ()
        self._words = ""
        self._locale = QLocale()
        self._rows: list[tuple[str, Visit | None, tuple[int, ...]]] = []  # day, visit, ids of visits

    def set_visits(self, visits: Sequence[Visit]) -> None:
        """Show other visits, newest first."""
        self._visits = tuple(visits)
        self._lay_out()

    def set_words(self, words: str) -> None:
        """Show only places whose title or address holds all of the words."""
        self._words = words
        self._lay_out()

    def set_language(self, language: str) -> None:
        """Write days in ``zh`` or ``en``."""
        self._locale = QLocale("zh_CN" if language == "zh" else "en_GB")
        self._lay_out()

    def _lay_out(self) -> None:
        wanted = [fold(word) for word in self._words.split()]
        days: dict[str, dict[str, tuple[Visit, list[int]]]] = {}
        for visit in self._visits:
            words = fold(f"{visit.title}\n{visit.target}") if wanted else ""
            if all(word in words for word in wanted):
                there = days.setdefault(local_day(visit.at), {})
                there.setdefault(visit.target, (visit, []))[1].append(visit.id)
        self.beginResetModel()
        self._rows = []
        for day, places in days.items():
            self._rows.append((day, None, tuple(id for _, ids in places.values() for id in ids)))
            self._rows += [(day, visit, tuple(ids)) for visit, ids in places.values()]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        """Qt: days and places."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt: title, icon, time, tool tip as plain text, address."""
        if not index.isValid():
            return None
        day, visit, ids = self._rows[index.row()]
        if role == VISITS_ROLE:
            return list(ids)
        if visit is None:
            return self._of_day(day, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return visit.title or visit.target
        if role == ADDRESS_ROLE:
            return visit.target
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape(f"{visit.title}\n{visit.target}")
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons.icon(place_icon(self._library, visit.target), "muted")
        return None

    def _of_day(self, day: str, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.day_words(day)
        if role == Qt.ItemDataRole.FontRole:
            from PySide6.QtGui import QFont

            font = QFont()
            font.setBold(True)
            return font
        return None

    def day_words(self, day: str) -> str:
        """A day as the reader calls it: today, yesterday, or its date."""
        written = self._locale.toString(QDate.fromString(day, Qt.DateFormat.ISODate), "d MMMM yyyy, dddd")
        if self._locale.language() == QLocale.Language.Chinese:
            written = self._locale.toString(QDate.fromString(day, Qt.DateFormat.ISODate), "yyyy年M月d日 dddd")
        today = date.today()
        if day == today.isoformat():
            return self.tr("Today")
        if day == (today - timedelta(days=1)).isoformat():
            return self.tr("Yesterday")
        return written or day
