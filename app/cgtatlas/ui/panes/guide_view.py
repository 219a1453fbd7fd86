"""The user guide in a tab: its chapters, and a field that finds sections in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cgtatlas.library import guide
from cgtatlas.render.guide_page import chapter_page, found_page
from cgtatlas.search.guide import find_sections
from cgtatlas.ui.panes.tab_page import TabPage
from cgtatlas.ui.widgets.filter_bar import FilterBar
from cgtatlas.ui.widgets.page_browser import PageBrowser
from cgtatlas.ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cgtatlas.ui.context import Context

_MOST = 20  # sections that a search in the guide shows


class GuideView(TabPage):
    """Shows one chapter, or what was found; links lead from chapter to chapter."""

    page = "guide"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._chapter = guide.CHAPTERS[0]
        self._words = ""
        self.filter = FilterBar("guideFilter")
        self.browser = PageBrowser(context)
        self.browser.setObjectName("guideView")
        self.area = ScrollColumn(context, self.browser)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.filter)
        whole.addWidget(self.area, 1)
        self.filter.layout().setContentsMargins(12, 10, 12, 6)  # type: ignore[union-attr]
        self.filter.changed.connect(self._narrow)
        self.filter.left.connect(lambda: self.browser.setFocus(Qt.FocusReason.OtherFocusReason))
        self.browser.fragment.connect(self._to_anchor)
        self._write()

    def show_part(self, place: str) -> None:
        """Show a chapter or one of its sections (``search#facets``); "" is the first chapter."""
        chapter, _, anchor = place.partition("#")
        self._chapter = chapter if chapter in guide.CHAPTERS else guide.CHAPTERS[0]
        self._words = ""
        self.filter.field.clear()
        self._write()
        self.area.to_top()
        if anchor:
            QTimer.singleShot(0, self, lambda: self._to_anchor(anchor))

    def part(self) -> str:
        """The chapter that is shown."""
        return self._chapter

    def _narrow(self, words: str) -> None:
        if words.strip() != self._words:
            self._words = words.strip()
            self._write()
            self.area.to_top()

    def _write(self) -> None:
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

    def refresh(self) -> None:
        """Show the same in the language and theme as they are now, at the same place."""
        place = self.area.at()
        self.area.restyle()
        self._write()
        self.area.return_to(place)

    def title(self) -> str:
        """The words on the tab."""
        return self.tr("User guide")

    def focus_target(self) -> QWidget:
        """The page."""
        return self.browser

    def find_in_page(self) -> None:
        """Go to the field that searches the guide."""
        self.filter.take_keyboard()

    def state(self) -> dict[str, object]:
        """The chapter, how far it is scrolled and what is typed into the field."""
        return {"chapter": self._chapter, "words": self._words} | self.area.at()

    def restore(self, state: Mapping[str, object]) -> None:
        """Show again what ``state`` told."""
        chapter, words = state.get("chapter"), state.get("words")
        self.show_part(chapter if isinstance(chapter, str) else "")
        if isinstance(words, str) and words:
            self.filter.field.setText(words)
            self._narrow(words)
        self.area.return_to(state)
