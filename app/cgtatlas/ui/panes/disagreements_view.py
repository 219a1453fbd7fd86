"""The page of all disagreements: both facts side by side, by the class of the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.render.disagreements import disagreements_page, matching
from cgtatlas.ui.panes.filtered_page import FilteredPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.context import Context


class DisagreementsView(FilteredPage):
    """Every fact on it opens its words; the field narrows it to an entry or to words."""

    page = "disagreements"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "disagreementsView", "disagreementFilter", parent)
        self.write()

    def write(self) -> None:
        """Write what the words leave, and how many of all that are."""
        library, lang = self._context.library, self._context.language
        total, found = len(library.conflicts()), matching(library, self._words, lang)
        self.filter.say(self.tr("Filter by entry or words"))
        self.filter.show_count(self.tr("{shown} of {all}").format(shown=len(found), all=total))
        self.browser.setAccessibleName(self.tr("All disagreements between the sources"))
        none = self.tr("Nothing matches. Clear the filter to see all.")
        self.browser.show_html(disagreements_page(library, found, lang, none))

    def title(self) -> str:
        """The words on the tab."""
        return self.tr("Disagreements")
