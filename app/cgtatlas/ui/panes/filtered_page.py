"""A page in a tab with a field above it that narrows it: the user guide, all disagreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cgtatlas.ui.panes.tab_page import TabPage
from cgtatlas.ui.widgets.filter_bar import FilterBar
from cgtatlas.ui.widgets.page_browser import PageBrowser
from cgtatlas.ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cgtatlas.ui.context import Context


class FilteredPage(TabPage):
    """``filter`` above ``browser``; a subclass writes what ``words`` leave of the page."""

    def __init__(self, context: Context, name: str, filter_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._words = ""  # what the page was written for
        self.filter = FilterBar(filter_name)
        self.browser = PageBrowser(context)
        self.browser.setObjectName(name)
        self.area = ScrollColumn(context, self.browser)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.filter)
        whole.addWidget(self.area, 1)
        self.filter.layout().setContentsMargins(12, 10, 12, 6)  # type: ignore[union-attr]
        self.filter.changed.connect(self._narrow)
        self.filter.left.connect(lambda: self.browser.setFocus(Qt.FocusReason.OtherFocusReason))

    def write(self) -> None:
        """Write the page, in the language as it is now, for ``_words``."""
        raise NotImplementedError

    def _narrow(self, words: str) -> None:
        if words.strip() != self._words:
            self._words = words.strip()
            self.write()
            self.area.to_top()

    def refresh(self) -> None:
        """Show the same in the language and theme as they are now, at the same place."""
        place = self.area.at()
        self.area.restyle()
        self.write()
        self.area.return_to(place)

    def focus_target(self) -> QWidget:
        """The page."""
        return self.browser

    def find_in_page(self) -> None:
        """Go to the field that narrows the page."""
        self.filter.take_keyboard()

    def state(self) -> dict[str, object]:
        """How far it is scrolled and what is typed into the field."""
        return {"words": self.filter.field.text()} | self.area.at()

    def restore(self, state: Mapping[str, object]) -> None:
        """Show again what ``state`` told."""
        words = state.get("words")
        words = words if isinstance(words, str) else ""
        if words != self._words:
            self.filter.field.setText(words)
            self._narrow(words)
        self.area.return_to(state)
