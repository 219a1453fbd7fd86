"""The line above the results: how many there are, their order, and the button for the counts by property."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from cgtatlas.core import settings

if TYPE_CHECKING:
    from cgtatlas.ui.context import Context


class ResultBar(QWidget):
    """``resultCount`` with ``facetButton`` and ``sortButton``."""

    facets_wanted = Signal(bool)
    sort_wanted = Signal(str)  # a choice of settings.SORT

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = context.icons
        self.setObjectName("resultBar")
        self.count = QLabel(self)
        self.count.setObjectName("resultCount")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setWordWrap(True)
        self.facets, self.sort = QToolButton(self), QToolButton(self)
        self.facets.setObjectName("facetButton")
        self.facets.setCheckable(True)
        self.facets.toggled.connect(self.facets_wanted)
        self.sort.setObjectName("sortButton")
        self.sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._orders = QActionGroup(self)
        self._orders.triggered.connect(lambda action: self.sort_wanted.emit(action.data()))
        self.sort.setMenu(self._menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 6, 3)
        row.setSpacing(2)
        row.addWidget(self.count, 1)
        for button in (self.facets, self.sort):
            button.setAutoRaise(True)
            button.setIconSize(QSize(18, 18))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        context.style.changed.connect(self.redraw)
        self.redraw()
        self.retranslate()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for order in settings.SORT.choices:
            action = QAction(menu)
            action.setCheckable(True)
            action.setData(order)
            self._orders.addAction(action)
            menu.addAction(action)
        return menu

    def show_order(self, order: str) -> None:
        """Say in which order the results are."""
        for action in self._orders.actions():
            action.setChecked(action.data() == order)
        self._say_order()

    def _say_order(self) -> None:
        chosen = self._orders.checkedAction()
        text = self.tr("Order: {order}").format(order=chosen.text() if chosen else "")
        self.sort.setToolTip(text)
        self.sort.setAccessibleName(text)

    def redraw(self) -> None:
        """Draw the icons in the colours of the theme."""
        self.facets.setIcon(self._icons.icon("filter"))
        self.sort.setIcon(self._icons.icon("sort"))

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.facets.setAccessibleName(self.tr("Narrow the results"))
        self.facets.setToolTip(self.tr("Narrow the results by kind, document, publisher, year, language"))
        words = {
            "relevance": self.tr("By relevance"),
            "date": self.tr("Newest documents first"),
            "date-asc": self.tr("Oldest documents first"),
        }
        for action in self._orders.actions():
            action.setText(words[action.data()])
        self._say_order()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
