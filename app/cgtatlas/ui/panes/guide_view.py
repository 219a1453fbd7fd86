"""The user guide in a tab: its chapters, and a field that finds sections in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QTextCursor

from cgtatlas.library import guide
from cgtatlas.render.guide_page import chapter_page, found_page
from cgtatlas.search.guide import find_sections
from cgtatlas.ui.panes.filtered_page import FilteredPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.context import Context

_MOST = 20  # sections that a search in the guide shows


class GuideView(FilteredPage):
    """Shows one chapter, or what was found; links lead from chapter to chapter."""

    page = "guide"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "guideView", "guideFilter", parent)
        self._chapter = guide.CHAPTERS[0]
        self.browser.fragment.connect(self._to_anchor)
        self.write()

    def show_part(self, place: str) -> None:
        """Show a chapter or one of its sections (``search#facets``); "" is the first chapter."""
        chapter, _, anchor = place.partition("#")
        self._chapter = chapter if chapter in guide.CHAPTERS else guide.CHAPTERS[0]
        self._words = ""
        self.filter.field.clear()
        self.write()
        self.area.to_top()
        if anchor:
            QTimer.singleShot(0, self, lambda: self._to_anchor(anchor))

    def part(self) -> str:
        """The chapter that is shown."""
        return self._chapter

    def write(self) -> None:
        """Write the chapter, or the sections in which the words stand."""
        lang = self._context.language
        self.filter.say(self.tr("Search the guide"))
        self.browser.setAccessibleName(self.tr("User guide"))
        if not self._words:
            self.filter.show_count("")
            self.browser.show_html(chapter_page(self._chapter, lang))
            return
        found = find_sections(self._words, lang, _MOST)
        count = len(found)
        self.filter.show_count(
            self.tr("1 section") if count == 1 else self.tr("{count} sections").format(count=count)
        )
        none = self.tr("Nothing in the guide. Try fewer or other words.")
        self.browser.show_html(found_page(found, lang, none))

    def _to_anchor(self, anchor: str) -> None:
        block = self.browser.document().begin()
        while block.isValid():
            iterator = block.begin()
            while not iterator.atEnd():
                if anchor in iterator.fragment().charFormat().anchorNames():
                    self._to_top_of(QTextCursor(block))
                    return
                iterator += 1
            block = block.next()

    def _to_top_of(self, cursor: QTextCursor) -> None:
        rect: QRect = self.browser.cursorRect(cursor)
        self.browser.setTextCursor(cursor)
        self.area.scroll_to(self.browser.y() + rect.top() - 12)

    def title(self) -> str:
        """The words on the tab."""
        return self.tr("User guide")

    def state(self) -> dict[str, object]:
        """The chapter, how far it is scrolled and what is typed into the field."""
        return {"chapter": self._chapter, **super().state()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Show again what ``state`` told."""
        chapter = state.get("chapter")
        self.show_part(chapter if isinstance(chapter, str) else "")
        super().restore(state)
