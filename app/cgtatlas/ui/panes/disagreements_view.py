"""The page of all disagreements: both facts side by side, by the class of the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cgtatlas.render.disagreements import disagreements_page, matching
from cgtatlas.ui.panes.tab_page import TabPage
from cgtatlas.ui.widgets.filter_bar import FilterBar
from cgtatlas.ui.widgets.page_browser import PageBrowser
from cgtatlas.ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cgtatlas.ui.context import Context


class DisagreementsView(TabPage):
    """Every fact on it opens its words; the field narrows it to an entry or to words."""

    page = "disagreements"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown = ""  # the words the page was written for
        self.filter = FilterBar("disagreementFilter")
        self.browser = PageBrowser(context)
        self.browser.setObjectName("disagreementsView")
        self.area = ScrollColumn(context, self.browser)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.filter)
        whole.addWidget(self.area, 1)
        self.filter.layout().setContentsMargins(12, 10, 12, 6)  # type: ignore[union-attr]
        self.filter.changed.connect(self._narrow)
        self.filter.left.connect(lambda: self.browser.setFocus(Qt.FocusReason.OtherFocusReason))
        self._write()

    def _narrow(self, words: str) -> None:
        if words != self._shown:
            self._write()
            self.area.to_top()

    def _write(self) -> None:
        library, lang = self._context.library, self._context.language
        total, self._shown = len(library.conflicts()), self.filter.field.text()
        found = matching(library, self._shown, lang)
        self.filter.say(self.tr("Filter by entry or words"))
        self.filter.show_count(self.tr("{shown} of {all}").format(shown=len(found), all=total))
        self.browser.setAccessibleName(self.tr("All disagreements between the sources"))
        none = self.tr("Nothing matches. Clear the filter to see all.")
        self.browser.show_html(disagreements_page(library, found, lang, none))

    def refresh(self) -> None:
        """Show the same in the language and theme as they are now, at the same place."""
        place = self.area.at()
        self.area.restyle()
        self._write()
        self.area.return_to(place)

    def title(self) -> str:
        """The words on the tab."""
        return self.tr("Disagreements")

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
        if words != self._shown:
            self.filter.field.setText(words)
            self._write()
        self.area.return_to(state)
