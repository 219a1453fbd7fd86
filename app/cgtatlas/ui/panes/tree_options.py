"""The line over the tree: how its branches are grouped, and the date whose state of knowledge is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from cgtatlas.library.tree import GROUPINGS
from cgtatlas.ui.widgets.status_filter import StatusFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtWidgets import QLineEdit

_TITLES = {
    "therapy": QT_TRANSLATE_NOOP("TreeOptions", "Therapies"),
    "company": QT_TRANSLATE_NOOP("TreeOptions", "Companies"),
    "policy": QT_TRANSLATE_NOOP("TreeOptions", "Policies"),
}
_WAYS = {
    "modality": QT_TRANSLATE_NOOP("TreeOptions", "by modality"),
    "indication": QT_TRANSLATE_NOOP("TreeOptions", "by indication"),
    "target": QT_TRANSLATE_NOOP("TreeOptions", "by target"),
    "status": QT_TRANSLATE_NOOP("TreeOptions", "by status"),
    "country": QT_TRANSLATE_NOOP("TreeOptions", "by country"),
    "role": QT_TRANSLATE_NOOP("TreeOptions", "by role"),
    "issuer": QT_TRANSLATE_NOOP("TreeOptions", "by issuer"),
    "year": QT_TRANSLATE_NOOP("TreeOptions", "by year"),
    "kind": QT_TRANSLATE_NOOP("TreeOptions", "by kind"),
}
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def end_of(date: str) -> str:
    """The last day a date of a year, a month or a day can mean, as text that sorts; "" when it is none."""
    match = _DATE.fullmatch(date.strip())
    return f"{match[1]}-{match[2] or '12'}-{match[3] or '31'}" if match else ""


class TreeOptions(QWidget):
    """Two small controls; ``grouped`` carries the chosen ways by kind, ``dated`` the date or ""."""

    grouped = Signal(dict)
    dated = Signal(str)
    narrowed = Signal(str)  # a status, NO_STATUS, or "" for everything

    def __init__(self, dates: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("treeOptions")
        self._years = sorted({date[:4] for date in dates}, reverse=True)
        self._ways: dict[str, QActionGroup] = {}
        self.button = QToolButton(self)
        self.button.setObjectName("groupingButton")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.button.setAutoRaise(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setMenu(self._menu())
        self.status = StatusFilter(self)
        self.status.chosen.connect(self.narrowed)
        self.date = QComboBox(self)
        self.date.setObjectName("asOfField")
        self.date.setEditable(True)
        self.date.setMinimumWidth(40)  # with large text the buttons beside it keep their words
        self.date.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.date.addItems(["", *self._years])
        self.date.activated.connect(self._date_changed)
        self._line().editingFinished.connect(self._date_changed)
        self._shown_date = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 2)
        layout.setSpacing(4)
        self.button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        layout.addWidget(self.button)
        layout.addWidget(self.date, 1)
        layout.addWidget(self.status)
        self.retranslate()

    def state(self) -> dict[str, str]:
        """The chosen ways by kind, and the date under ``as_of``, as plain values."""
        return {**self.ways(), "as_of": self._shown_date}

    def restore(self, state: Mapping[str, object]) -> None:
        """Choose what ``state`` told; what is unknown is left as usual."""
        before = self.ways()
        for kind, group in self._ways.items():
            for action in group.actions():
                if action.data() == state.get(kind):
                    action.setChecked(True)
        self.date.setCurrentText(str(state.get("as_of", "")))
        self._date_changed()
        if self.ways() != before:
            self.grouped.emit(self.ways())

    def ways(self) -> dict[str, str]:
        """The chosen grouping of each branch."""
        return {kind: str(group.checkedAction().data()) for kind, group in self._ways.items()}

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.status.retranslate()
        self.button.setText(self.tr("Group by"))
        self.button.setAccessibleName(self.tr("Grouping of the tree"))
        self.button.setToolTip(self.tr("How therapies, companies and policies are grouped"))
        for part in (self.date, self._line(), self.date.view()):
            part.setAccessibleName(self.tr("As of"))
        self.date.setToolTip(
            self.tr("The library as known on a date (YYYY, YYYY-MM or YYYY-MM-DD): what came later is grey")
        )
        self._line().setPlaceholderText(self.tr("As of: any time"))
        menu = self.button.menu()
        for action in menu.actions() if menu else ():
            action.setText(self._title(action))

    def _line(self) -> QLineEdit:
        line = self.date.lineEdit()
        assert line is not None  # an editable box has one
        return line

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for kind, ways in GROUPINGS.items():
            if self._ways:
                menu.addSeparator()
            head = menu.addAction("")  # a section's title is not drawn under a style sheet
            head.setEnabled(False)
            head.setData(kind)
            group = QActionGroup(self)
            for way in ways:
                action = QAction(menu)
                action.setCheckable(True)
                action.setData(way)
                action.setChecked(way == ways[0])
                group.addAction(action)
                menu.addAction(action)
            group.triggered.connect(lambda _action: self.grouped.emit(self.ways()))
            self._ways[kind] = group
        return menu

    def _title(self, action: QAction) -> str:
        word = str(action.data())
        text = _WAYS.get(word) if action.isCheckable() else _TITLES.get(word)
        return QCoreApplication.translate("TreeOptions", str(text)) if text else ""

    def _date_changed(self) -> None:
        text = self.date.currentText().strip()
        if text and not end_of(text):  # not a date: back to what was shown
            self.date.setCurrentText(self._shown_date)
            return
        if text != self._shown_date:
            self._shown_date = text
            self.dated.emit(text)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
