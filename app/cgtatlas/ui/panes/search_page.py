"""The page of the navigation that shows what a search found, and walks through the hits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cgtatlas.ui.models.result_model import ResultModel
from cgtatlas.ui.models.result_rows import command_rows, result_rows
from cgtatlas.ui.panes.hit_lights import HitLights
from cgtatlas.ui.panes.hit_walk import HitWalk
from cgtatlas.ui.panes.kept_searches import KeptSearches
from cgtatlas.ui.panes.result_list import ResultList
from cgtatlas.ui.panes.result_opening import Found, ResultOpening, group_size, worth_opening
from cgtatlas.ui.panes.search_lines import SearchLines
from cgtatlas.ui.searching import FEW, PAGE, Request, Searching
from cgtatlas.ui.widgets.announce import Announcer
from cgtatlas.ui.widgets.chip_row import ChipRow
from cgtatlas.ui.widgets.empty_label import EmptyLabel
from cgtatlas.ui.widgets.facet_tree import FacetTree
from cgtatlas.ui.widgets.result_bar import ResultBar
from cgtatlas.ui.widgets.told import set_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import PassageHit, SearchResult
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.models.result_model import Segments

PAUSE = 400  # ms without a key before the best hit opens
_REST = 1200  # ms after the start
FETCH = 150  # ms without a key before the rest of the first page is fetched
LOOK = 120  # ms on a row chosen with the arrows before it opens


class SearchPage(QWidget):
    """``resultList`` with chips, counts and facets above it. ``told`` carries the Words "hit 4 of 94"."""

    told = Signal(object)
    query_chosen = Signal(str)  # by a chip or a facet: the query to search for instead
    chosen_command = Signal(str)
    left = Signal()

    def __init__(self, context: Context, commands: Callable[[str], Sequence[tuple[str, str, str]]]) -> None:
        super().__init__()
        self._context, self._commands = context, commands
        self._searching = Searching(context, self)
        self.lines = SearchLines(context, self)
        self.kept = KeptSearches(context, self)
        self.listing = False  # recent and saved searches stand in the list
        self._result: SearchResult | None = None
        self._query, self._limit, self._typing = "", FEW, False
        self._fetched = False  # the rest of the first page, and the facets
        self._whole: set[str] = set()  # groups listed in full
        self._after: Callable[[], None] | None = None
        self._wanted: bool | None = None  # Enter was pressed before the answer: in a new tab?
        self.model = ResultModel(self._snippet, self)
        self.view = ResultList(self.model, context.style, self)
        self.chips = ChipRow(self)
        self.facets = FacetTree(self.lines.facet_value, self)
        self.bar = ResultBar(context, self)
        self.count, self._announcer = self.bar.count, Announcer(self.view)
        self._lights = HitLights(self._searching, self.model, context.navigator)
        self._walk = HitWalk(self.model, self._more, self)
        self._opening = ResultOpening(context, self._lights, self._walk, self.kept, self)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._look)
        self._fetch = QTimer(self, singleShot=True)
        self._fetch.timeout.connect(lambda: self._more(max(PAGE, self._limit), lambda: None))
        self._arrange()
        self._empty = EmptyLabel(self.view, self._why_empty)
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        self.facets.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.chips, self.bar, self.facets):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.view.opened.connect(self.open_current)
        self.view.forgotten.connect(self.forget_current)
        self.kept.changed.connect(self._relist)
        for widget in (self.view, self.chips, self.facets):
            widget.left.connect(self.left)
        self.bar.facets_wanted.connect(self._show_facets)
        self.bar.sort_wanted.connect(self._searching.set_order)
        self._context.changes.changed.connect(self._changed)
        self.chips.chosen.connect(self.query_chosen)
        self.facets.chosen.connect(self.query_chosen)
        self._walk.opened.connect(self._open_hit)
        self._opening.told.connect(self.told)

    def prepare(self) -> None:
        """Get ready for the first search, when the window has come to rest."""
        QTimer.singleShot(_REST, self, self._searching.warm)

    # searching

    def search(self, text: str) -> None:
        """Search while the reader types: results appear as they come, the best hit opens after a pause."""
        self._start(text, typing=True)
        if self._query and not self._is_command():
            self._searching.start(Request(self._query, FEW, typing=True), self._arrived)

    def search_now(self, text: str) -> None:
        """Search and show the result before returning."""
        self._start(text, typing=False)
        if self._query and not self._is_command():
            self._arrived(self._searching.now(self._query))
            self._pause.stop()

    def settled(self) -> bool:
        """Whether all that was asked for is there and listed."""
        return not self._searching.busy() and not self._fetch.isActive() and self.model.complete()

    def _start(self, text: str, *, typing: bool) -> None:
        self._searching.stop()
        self._pause.stop()
        self._fetch.stop()
        self._announcer.say("")
        self._after = self._walk.at = self._wanted = None
        self._query, self._limit, self._typing = text.strip(), FEW, typing
        self._fetched = self.listing = False
        self._whole.clear()
        self._lights.begin(self._query, typing)
        if not self._query:
            self._result = None
            self.model.clear()
        elif self._is_command():
            self._show_commands()

    def list_searches(self) -> None:
        """Show recent and saved searches instead of results."""
        self._start("", typing=False)
        self.listing = True
        self._relist()
        self._bare()
        self._select_best()
        self._announcer.say(self._why_empty() or self.tr("Recent and saved searches"), at_once=True)

    def _relist(self) -> None:
        if self.listing:
            at = self.view.currentIndex().row()
            rows = self.kept.rows()
            self.model.show(rows)
            self.view.select(self.model.step(min(at, len(rows)) - 1, 1) if rows else 0)

    def forget_current(self) -> None:
        """Take the search in the current row out of the recent or the saved ones."""
        row = self.model.row(self.view.currentIndex())
        if self.listing and row is not None and row.id:
            self.kept.forget(row)

    def _bare(self) -> None:
        """Nothing but the list: no search stands above it."""
        self.chips.show_chips(())
        self.bar.hide()
        self.facets.hide()

    def _is_command(self) -> bool:
        return self._query.startswith((">", "》", "＞"))

    def _show_commands(self) -> None:
        self._result = None
        self.model.show(command_rows(self._commands(self._query[1:]), self.lines.words()))
        self._bare()
        self._select_best()

    def _arrived(self, result: SearchResult) -> None:
        self._result, after, self._after = result, self._after, None
        self._show_result(keep_scroll=after is not None)
        if after is not None:
            after()
            self._go_on(result)
            return
        self._walk.at = None
        self._select_best()
        self._announcer.say(self.count.text() or self._why_empty(), at_once=not self._typing)
        if self._wanted is not None:  # the reader was faster than the search
            new_tab, self._wanted = self._wanted, None
            self.open_current(new_tab)
        elif self.model.rowCount() and worth_opening(self._query):
            self._pause.start(PAUSE)
        self._go_on(result)

    def _go_on(self, result: SearchResult) -> None:
        """Fetch what is still missing of the first page, then of the count."""
        counted = result.facets or not self.bar.facets.isChecked() or self._fetched
        if not counted or len(result.hits) < min(result.total, PAGE):
            self._fetch.start(FETCH)
        elif not result.exact:
            self._searching.count(self._query, self._typing, self._counted)

    def _counted(self, total: int) -> None:
        """The exact number of hits is known by now."""
        if self._result is not None:
            self._result = replace(self._result, total=total, exact=True)
            self.say_count()

    def _show_result(self, keep_scroll: bool = False) -> None:
        if self._result is None:
            return
        scroll = self.view.verticalScrollBar().value()
        current = self.view.currentIndex().row()
        rows = result_rows(self._result, self.lines.words(), self._context.language, self._whole)
        self.model.show(rows)
        if keep_scroll:
            self.view.select(current)
        self.view.verticalScrollBar().setValue(scroll if keep_scroll else 0)
        self.chips.show_chips(self._result.chips)
        if self._result.facets or self._fetched:
            self.facets.show_facets(self._result.facets)
        self.facets.setVisible(self.bar.facets.isChecked() and self.facets.topLevelItemCount() > 0)
        self.bar.show_order(self._result.sort)
        self.say_count()

    def say_count(self) -> None:
        """Write the line above the list."""
        if self._result is not None:
            line = self.lines.count(self._result, self.model.documents())
            self.count.setText(line if self.model.rows() else "")  # the empty list itself says why
            self.bar.show()
            set_tip(self.count, self._result.interpreted)

    def _more(self, limit: int, after: Callable[[], None]) -> None:
        """Fetch up to ``limit`` passages of the same search, then do what comes after."""
        self._fetch.stop()
        self._limit, self._after, self._fetched = limit, after, True
        request = Request(self._query, limit, self._typing, self.bar.facets.isChecked())
        self._searching.start(request, self._arrived)

    def again(self) -> None:
        """Search for the same once more: an order, a switch or a library changed."""
        if self._query and not self._is_command():
            self._more(max(self._limit, FEW), lambda: None)

    def _show_facets(self, wanted: bool) -> None:
        self.facets.hide()
        if wanted and self._result is not None:
            self._more(max(self._limit, PAGE), self._facets_arrived)

    def to_facets(self) -> None:
        """Show the counts and give them the keyboard; they come with the next answer."""
        if self._result is None:
            self._context.messages.info(
                lambda: self.tr("There is no search whose results could be narrowed.")
            )
        elif self.facets.isVisible():
            self.facets.setFocus()
        else:
            self.bar.facets.setFocus()
            self.bar.facets.setChecked(True)

    def _facets_arrived(self) -> None:
        if self.bar.facets.hasFocus() and self.facets.isVisible():
            self.facets.setFocus()

    def _changed(self, changes: Changes) -> None:
        if changes.libraries:
            self.lines.forget()
        if changes.libraries or (changes.settings and self._searching.outdated()):
            self.again()

    # choosing and opening

    def move_by(self, rows: int) -> None:
        """Move the current row up or down, as the arrow keys in the search field do."""
        self.view.move_by(rows)
        self._pause.start(LOOK)

    def move_pages(self, pages: int) -> None:
        """Move by what the list shows at once."""
        self.view.move_pages(pages)
        self._pause.start(LOOK)

    def move_to_end(self, by: int) -> None:
        """Move to the first (-1) or last (1) row."""
        self.view.move_to_end(by)
        self._pause.start(LOOK)

    def open_current(self, new_tab: bool = False) -> None:
        """Open the current row; while the search still runs, the best one as soon as it is known."""
        self._pause.stop()
        if self._after is None and self._searching.busy():
            self._wanted = new_tab
            return
        row = self.model.row(self.view.currentIndex())
        if row is None:
            return
        if row.command:
            self.chosen_command.emit(row.command)
        elif row.kind == "more":
            at = self.view.currentIndex().row()
            self._more(max(self._limit, PAGE) + PAGE, lambda: self.view.select(at))
        elif row.kind == "forget":
            self.kept.forget(row)
        elif row.kind in ("entries", "annotations", "bookmarks"):
            self._show_whole(row.kind)
        else:
            self._opening.open(row, self._found(), new_tab=new_tab)

    def _show_whole(self, group: str) -> None:
        """List all of a group, fetching what did not come with the first page."""
        self._whole.add(group)
        at, result = self.view.currentIndex().row(), self._result
        if result is None:
            return
        listed, total = group_size(result, group)
        if listed < total:
            self._more(max(total, self._limit), lambda: self.view.select(at))
        else:
            self._show_result(keep_scroll=True)

    def next_hit(self, by: int) -> bool:
        """Open the next (1) or previous (-1) passage; False when no search found passages."""
        if self._result is None or not self._result.total:
            return False
        self._walk.step(by, self._result.total)
        return True

    def _open_hit(self, index: QModelIndex) -> None:
        self._pause.stop()
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self._opening.open(self.model.row(index), self._found())

    def _look(self) -> None:
        self._opening.look(self.model.row(self.view.currentIndex()), self._found())

    def _found(self) -> Found | None:
        """The search whose results are listed, None for commands and kept searches."""
        if self._result is None:
            return None
        whole = len(self._result.hits) >= self._result.total
        return Found(self._query, whole, self.lines.total(self._result))

    def _select_best(self) -> None:
        best = self.model.best()
        if best >= 0:
            self.view.select(best)

    # words

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.view.setAccessibleName(self.tr("Search results"))
        self.lines.forget()
        if self._result is not None:
            self._show_result(keep_scroll=True)
        elif self._query and self._is_command():
            self._show_commands()
        self._relist()

    def _why_empty(self) -> str:
        if self._is_command():
            return self.tr("No command of this name.")
        if self.listing:
            return self.kept.why_empty()
        return self.lines.count(self._result, 0) if self._result is not None else ""

    def _snippet(self, hit: PassageHit) -> Segments:
        from cgtatlas.search.snippets import snippet

        measure = self.view.delegate.measure(self.view.font())
        width = measure.fitting(hit.text, self.view.viewport().width())
        return [(segment.text, segment.lit) for segment in snippet(hit, width)]

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
