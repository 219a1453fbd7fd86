"""One entry, or the home page, in one scrolling column: page, fact table, page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cgtatlas.render.entry_page import ALL_MENTIONS, entry_page
from cgtatlas.render.home_page import home_page
from cgtatlas.ui.panes.entry_facts import FactTable
from cgtatlas.ui.panes.entry_find import find_words, light, place_of
from cgtatlas.ui.panes.source_find import Finder
from cgtatlas.ui.widgets.find_bar import FindBar
from cgtatlas.ui.widgets.page_browser import PageBrowser

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from cgtatlas.core.model import Entry, Span
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.panes.entry_find import Match

_WIDEST = 54  # of the column, in font sizes
_SIDE = 24


class EntryView(QWidget):
    """Shows what it is told; links go through the navigator."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.entry: Entry | None = None
        self._all_mentions = False
        self._shown_width = 0
        self._rewrite = QTimer(self, singleShot=True, interval=150)
        self._rewrite.timeout.connect(self.refresh)
        self._wanted: int | None = None  # scroll position to reach once the page is laid out
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.find_bar = FindBar()
        self._finder = Finder(self.find_bar, self._find, self)
        self._matches: list[Match] = []
        self.above, self.below = PageBrowser(context), PageBrowser(context)
        self.table = FactTable(context)
        self._inside = QWidget()
        self._inside.setObjectName("entryColumn")
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(10)
        for part in (self.above, self.table, self.below):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.area.setWidget(self._inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.find_bar)
        for page in (self.above, self.below):
            page.fragment.connect(self._fragment)
            page.caret_moved.connect(lambda rect, page=page: self._keep_in_view(page, rect))
        self._finder.shown.connect(self._show_found)
        self.find_bar.closed.connect(self.above.setFocus)
        self.area.verticalScrollBar().rangeChanged.connect(lambda *_: self._reach())
        self.restyle()

    def bear_names(self, shown: bool) -> None:
        """Give the parts their object names, or take them away: only the shown page bears them."""
        self.table.setObjectName("factTable" if shown else "")
        self.above.setObjectName("entryPage" if shown else "")
        self.below.setObjectName("entryDetails" if shown else "")

    # content

    def show_entry(self, entry: Entry) -> None:
        """Show an entry from its top."""
        self._all_mentions = False
        self._fill(entry)
        self._wanted = None
        self.area.verticalScrollBar().setValue(0)

    def show_home(self) -> None:
        """Show the home page."""
        self.entry = None
        self.table.hide()
        self.below.hide()
        tips = (
            self.tr("Type a name, a code or any words into the search box (Ctrl+L)."),
            self.tr("Choose an entry in the tree; each fact opens the sentence it rests on (Enter)."),
            self.tr("Select words in an original text to highlight them, note on them or cite them."),
            self.tr("Every pane works by keyboard: F6 goes to the next one, F1 lists all keys."),
        )
        lead = self.tr(
            "Cell and gene therapies, companies and policies. Every statement is one key press from the "
            "sentence it comes from."
        )
        body = home_page(
            self._context.library, self._context.language, title=self.tr("CGT Atlas"), lead=lead, tips=tips
        )
        self.above.setAccessibleName(self.tr("Home page"))
        self.above.show_html(body)

    def _fill(self, entry: Entry) -> None:
        self.entry = entry
        self._shown_width = self._context_width()
        library, lang = self._context.library, self._context.language
        page = entry_page(
            entry,
            library,
            lang,
            differences=library.conflicts(),
            all_mentions=self._all_mentions,
            width=self._context_width(),
        )
        name = entry.row.name(lang)
        self.above.setAccessibleName(self.tr("{name}: summary").format(name=name))
        self.below.setAccessibleName(self.tr("{name}: article, relations, mentions").format(name=name))
        self.above.show_html(page.above)
        self.table.show_entry(entry)
        self.below.show()
        self.below.show_html(page.below)
        self._finder.again()

    def _context_width(self) -> int:
        """Columns of context on each side of a mention that fit beside each other."""
        pixels = QFontInfo(self._context.style.page_font()).pixelSize()
        room = self.area.viewport().width() - 2 * self._column.contentsMargins().left()
        return min(max(int((room / pixels - 8) * 0.92), 12), 44)

    def refresh(self) -> None:
        """Show the same in the language and theme as they are now, at the same place."""
        place = self.area.verticalScrollBar().value()
        self.restyle()
        if self.entry is None:
            self.show_home()
        else:
            self._fill(self.entry)
        self.scroll_to(place)

    def _fragment(self, fragment: str) -> None:
        if f"#{fragment}" == ALL_MENTIONS and self.entry is not None:
            self._all_mentions = True
            self.refresh()

    # place

    def scroll_to(self, value: int) -> None:
        """Scroll to a position, now or as soon as the page is tall enough."""
        self._wanted = value
        self._reach()
        QTimer.singleShot(0, self, self._reach)

    def _reach(self) -> None:
        bar = self.area.verticalScrollBar()
        if self._wanted is not None:
            wanted = self._wanted
            bar.setValue(wanted)
            if bar.value() == wanted:
                self._wanted = None

    def _keep_in_view(self, page: PageBrowser, rect: QRect) -> None:
        place = page.viewport().mapTo(self._inside, rect.center())
        self.area.ensureVisible(place.x(), place.y(), 20, 60)

    # finding

    def find_in_page(self) -> None:
        """Open the find bar."""
        self.find_bar.open_bar()

    def next_match(self) -> bool:
        """Go to the next match of the find bar."""
        return self._finder.step(1)

    def previous_match(self) -> bool:
        """Go to the previous match of the find bar."""
        return self._finder.step(-1)

    def _find(self, words: str) -> list[Span]:
        self._matches = find_words(words, self.above, self.table, self.below)
        return [(number, number) for number in range(len(self._matches))]

    def _show_found(self, matches: list[Span], current: Span | None) -> None:
        found = self._matches if matches else []
        now = found[current[0]] if current is not None else None
        for page in (self.above, self.below):
            light(page, found, now, self._context.style)
        if now is None:
            return
        if now.where is self.table:
            self.table.selectRow(now.start)
        place = now.where.mapTo(self._inside, place_of(now).center())
        half = self.area.viewport().height() // 2
        self.area.ensureVisible(place.x(), place.y(), 20, max(half - 20, 0))

    # look

    def restyle(self) -> None:
        """Take the colours and sizes of the theme."""
        style = self._context.style
        base = style.colour("base").name()
        self._inside.setStyleSheet(f"#entryColumn {{ background: {base}; }}")
        self.table.restyle()
        self._centre()

    def _centre(self) -> None:
        widest = _WIDEST * QFontInfo(self._context.style.page_font()).pixelSize()
        side = max(_SIDE, (self.area.viewport().width() - widest) // 2)
        self._column.setContentsMargins(side, 20, side, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column readable and in the middle."""
        super().resizeEvent(event)
        self._centre()
        if self.entry is not None and self._context_width() != self._shown_width:
            self._rewrite.start()
