"""The left side of the window: the tree or what was searched, bookmarks, notes and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cgtatlas.ui.dragging import DropButton
from cgtatlas.ui.panes.tree_page import TreePage
from cgtatlas.ui.theme.icons import icon_size
from cgtatlas.ui.widgets.omnibox import Omnibox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from cgtatlas.ui.context import Context
    from cgtatlas.ui.panes.annotations_pane import AnnotationsPane
    from cgtatlas.ui.panes.search_page import SearchPage

#: Pages in the order of their buttons, with their icons.
PAGES = (("library", "library"), ("bookmarks", "bookmark"), ("notes", "note"), ("history", "history"))
_PADDING = 14  # px of a button's width that are not for its word


class NavigationPane(QWidget):
    """Pages Library (tree or results), Bookmarks, Notes, History; the window puts ``omnibox`` on top.

    Pages other than the tree are made when they are first shown.
    """

    page_changed = Signal()
    told = Signal(object)  # Words
    chosen_command = Signal(str)
    left = Signal()  # Escape in an empty search field

    def __init__(self, context: Context, commands: Callable[[str], Sequence[tuple[str, str, str]]]) -> None:
        super().__init__()
        self._context = context
        self.omnibox = Omnibox(context.icons)
        self.tree = TreePage(context)
        self._commands = commands
        self._results: SearchPage | None = None
        self._bookmark_sort = ""
        self._facets: dict[str, object] = {}
        self._library = QStackedWidget()
        self._library.addWidget(self.tree)
        self._pages = QStackedWidget(self)
        self._made: dict[str, QWidget] = {"library": self._library}
        for name, _ in PAGES:
            self._pages.addWidget(self._library if name == "library" else QWidget())
        self._buttons: dict[str, QToolButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._make_buttons())
        self._connect()
        self.retranslate()
        self.show_page("library")

    def _make_buttons(self) -> QWidget:
        row = QWidget(self)
        row.setObjectName("navPages")
        group = QButtonGroup(row)
        line = QHBoxLayout(row)
        line.setContentsMargins(4, 3, 4, 3)
        line.setSpacing(2)
        for name, _ in PAGES:
            button = DropButton(row) if name == "bookmarks" else QToolButton(row)
            button.setObjectName(f"page.{name}")
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setIconSize(icon_size(button, 18))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.clicked.connect(lambda _checked=False, name=name: self.show_page(name, focus=True))
            group.addButton(button)
            line.addWidget(button, 1)
            self._buttons[name] = button
            if isinstance(button, DropButton):
                button.dropped.connect(self._bookmark)
        return row

    def _bookmark(self, addresses: Sequence[str]) -> None:
        from cgtatlas.ui.panes.source_acts import bookmark_all  # loaded with the panes, after the window

        bookmark_all(self._context, addresses)

    def _connect(self) -> None:
        self.omnibox.textChanged.connect(self._typed)
        self.omnibox.cursorPositionChanged.connect(lambda _old, at: self._caret_at(at))
        self.omnibox.moved.connect(lambda rows: self._listed().move_by(rows))
        self.omnibox.paged.connect(lambda pages: self._listed().move_pages(pages))
        self.omnibox.ended.connect(lambda by: self._listed().move_to_end(by))
        self.omnibox.opened.connect(self._opened)
        self.omnibox.left.connect(self._leave)
        self.omnibox.listed.connect(self.list_searches)
        self.omnibox.forgotten.connect(lambda: self.results.forget_current())
        self._pages.currentChanged.connect(lambda _at: self.page_changed.emit())

    # pages

    @property
    def results(self) -> SearchPage:
        """The page of search results, made at the first search."""
        if self._results is None:
            from cgtatlas.ui.panes.search_page import SearchPage

            self._results = SearchPage(self._context, self._commands)
            self._library.addWidget(self._results)
            self._results.left.connect(self._back_to_field)
            self._results.told.connect(self.told)
            self._results.query_chosen.connect(self._search_instead)
            self._results.chosen_command.connect(self._command)
            self._results.facets.close_groups(map(str, _listed(self._facets.get("closed"))))
            self._results.bar.facets.setChecked(self._facets.get("shown") is True)
            self._results.facets.folded.connect(self.page_changed)
            self._results.bar.facets_wanted.connect(lambda _wanted: self.page_changed.emit())
        return self._results

    def prepare(self) -> None:
        """Make the page of results before it is needed."""
        self.results.prepare()

    def page(self) -> str:
        """The name of the shown page."""
        return PAGES[self._pages.currentIndex()][0]

    def show_page(self, name: str, *, focus: bool = False) -> None:
        """Show a page of PAGES; an unknown name shows the library."""
        names = [page for page, _ in PAGES]
        name = name if name in names else "library"
        if name not in self._made:
            self._make(name, names.index(name))
        self._buttons[name].setChecked(True)
        self._pages.setCurrentIndex(names.index(name))
        if focus:
            self.focus_page()

    def focus_page(self) -> None:
        """Give the keyboard to the shown page's list."""
        self.list().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def annotations(self) -> AnnotationsPane:
        """The page of notes, made when first asked for."""
        from cgtatlas.ui.panes.annotations_pane import AnnotationsPane

        if "notes" not in self._made:
            self._make("notes", [page for page, _ in PAGES].index("notes"))
        made = self._made["notes"]
        assert isinstance(made, AnnotationsPane)
        return made

    def list(self) -> QWidget:
        """The list or tree of the shown page."""
        name = self.page()
        if name == "library":
            return self.results.view if self._searching() else self.tree.view
        names = {"bookmarks": "bookmarkTree", "notes": "annotationList", "history": "historyList"}
        return self._made[name].findChild(QWidget, names[name]) or self._made[name]

    def reveal(self, id: str) -> None:
        """Make a bookmark the current row of the tree of bookmarks."""
        from cgtatlas.ui.panes.bookmarks_pane import BookmarksPane

        page = self._made.get("bookmarks")
        if isinstance(page, BookmarksPane):
            page.reveal(id)

    @property
    def bookmark_sort(self) -> str:
        """The way in which bookmarks are sorted, "" for what was never chosen; set before they are shown."""
        return self._bookmark_sort

    @bookmark_sort.setter
    def bookmark_sort(self, way: str) -> None:
        if way != self._bookmark_sort:
            self._bookmark_sort = way
            self.page_changed.emit()

    def facet_state(self) -> dict[str, object]:
        """Whether the counts of the results are shown, and which of them are folded away; plain values."""
        if self._results is None:
            return self._facets
        return {"shown": self._results.bar.facets.isChecked(), "closed": self._results.facets.closed()}

    def restore_facets(self, state: dict[str, object]) -> None:
        """Show the counts as ``state`` tells, from the first search on."""
        self._facets = state

    def _make(self, name: str, at: int) -> None:
        page: QWidget
        if name == "bookmarks":
            from cgtatlas.ui.panes.bookmarks_pane import BookmarksPane

            page = BookmarksPane(self._context)
            page.sort_by(self._bookmark_sort)
            page.sorted.connect(lambda way: setattr(self, "bookmark_sort", way))
        elif name == "notes":
            from cgtatlas.ui.panes.annotations_pane import AnnotationsPane

            page = AnnotationsPane(self._context)
        else:
            from cgtatlas.ui.panes.history_page import HistoryPage

            page = HistoryPage(self._context)
        self._pages.insertWidget(at, page)
        placeholder = self._pages.widget(at + 1)
        if placeholder is not None:
            self._pages.removeWidget(placeholder)
            placeholder.deleteLater()
        self._made[name] = page

    # the search field

    def focus_omnibox(self) -> None:
        """Give the keyboard to the search field with its text selected."""
        self.omnibox.activateWindow()  # it may be in another window than the pane
        self.omnibox.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.omnibox.selectAll()

    def filter_tree(self) -> None:
        """Show the tree in the place of results and give the keyboard to the field over it."""
        if self._searching():
            self.omnibox.clear()
            self._leave_searches()
        self.show_page("library")
        self.tree.names.take_keyboard()

    def search_now(self, query: str) -> None:
        """Fill the field and show the results before returning."""
        self.omnibox.blockSignals(True)
        self.omnibox.setText(query)
        self.omnibox.blockSignals(False)
        self.results.search_now(query)
        self._show_library()

    def open_search(self, query: str) -> None:
        """Search as if the query had been typed, also when it stands in the field already."""
        with QSignalBlocker(self.omnibox):
            self.omnibox.setText(query)
        self._typed(query)

    def list_searches(self) -> None:
        """Show recent and saved searches in the place of the tree; Escape brings it back."""
        with QSignalBlocker(self.omnibox):
            self.omnibox.clear()
        self.results.list_searches()
        self._show_library()
        self._back_to_field()

    def _leave(self) -> None:
        """Escape in an empty field: from the searches to the tree, from there out of the field."""
        if self._searching():
            self._leave_searches()
        else:
            self.left.emit()

    def _leave_searches(self) -> None:
        self.results.search("")
        self._show_library()

    def _searching(self) -> bool:
        listing = self._results is not None and self._results.listing
        return listing or bool(self.omnibox.text().strip())

    def _typed(self, text: str) -> None:
        self._show_library()
        # what is wrong with a word is said when it is written, not on the way there
        self.results.lines.caret = self.omnibox.cursorPosition() if self.omnibox.isModified() else -1
        self.results.search(text)

    def _show_library(self) -> None:
        self.show_page("library")
        self._library.setCurrentWidget(self.results if self._searching() else self.tree)

    def _search_instead(self, query: str) -> None:
        """Search for what a chip or a facet makes of the query; the keyboard stays where it is."""
        with QSignalBlocker(self.omnibox):
            self.omnibox.setText(query)
        self._typed(query)
        if not query.strip():
            self._back_to_field()

    def _listed(self) -> SearchPage | TreePage:
        """The results or the tree, brought into sight."""
        self.show_page("library")
        return self.results if self._searching() else self.tree

    def _caret_at(self, caret: int) -> None:
        if self._results is not None and self._results.lines.typed_at(caret):
            self._results.say_count()

    def _opened(self, new_tab: bool) -> None:
        self._caret_at(-1)
        self._listed().open_current(new_tab)

    def _command(self, id: str) -> None:
        self.omnibox.clear()
        self.chosen_command.emit(id)

    def _back_to_field(self) -> None:
        self.omnibox.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # looks

    def retranslate(self) -> None:
        """Write all texts anew."""
        words = {
            "library": self.tr("Library"),
            "bookmarks": self.tr("Bookmarks"),
            "notes": self.tr("Notes"),
            "history": self.tr("History"),
        }
        for name, button in self._buttons.items():
            button.setText(words[name])
            button.setAccessibleName(words[name])
            button.setToolTip(words[name])
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """Only the icons where the words do not fit, with large text or in a narrow pane."""
        words = [one.fontMetrics().horizontalAdvance(one.text()) for one in self._buttons.values()]
        fits = sum(words) + _PADDING * (len(words) + 1) <= self.width()
        under, alone = Qt.ToolButtonStyle.ToolButtonTextUnderIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._buttons.values():
            button.setToolButtonStyle(under if fits else alone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more room or less for the words below the icons."""
        super().resizeEvent(event)
        self._fit_buttons()

    def redraw(self) -> None:
        """Draw icons in the colours of the theme."""
        self.omnibox.redraw()
        self.tree.redraw()
        for name, icon in PAGES:
            self._buttons[name].setIcon(self._context.icons.icon(icon))

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()
