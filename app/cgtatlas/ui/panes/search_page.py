"""The page of the navigation that shows what a search found, and walks through the hits."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from cgtatlas.core import settings
from cgtatlas.core.errors import AtlasError
from cgtatlas.core.sentences import sentence
from cgtatlas.ui.models.result_model import ENTRIES, ResultModel, Row, Words
from cgtatlas.ui.searching import PAGE, Searching
from cgtatlas.ui.widgets.announce import announce
from cgtatlas.ui.widgets.empty_label import EmptyLabel
from cgtatlas.ui.widgets.result_delegate import ResultDelegate, snippet_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from cgtatlas.core.model import Document, EntryHit, PassageHit, SearchResult
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.models.result_model import Segments

PAUSE = 400  # ms without a key before the best hit opens
LOOK = 120  # ms on a row chosen with the arrows before it opens
_WALK = 500  # passages listed before a walk begins, so that numbers do not shift on the way


class ResultList(QListView):
    """Enter opens the row, with Ctrl in a new tab; Escape goes back to the search field."""

    opened = Signal(bool)
    left = Signal()
    resized = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter and Escape; all else as in every list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: heights depend on the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()
            self.scheduleDelayedItemsLayout()


class SearchPage(QWidget):
    """``resultList`` with its count line. ``told`` carries the line "hit 4 of 94"."""

    told = Signal(str)
    chosen_command = Signal(str)
    left = Signal()

    def __init__(self, context: Context, commands: Callable[[str], Sequence[tuple[str, str, str]]]) -> None:
        super().__init__()
        self._context, self._commands = context, commands
        self._searching = Searching(context, self)
        self._result: SearchResult | None = None
        self._query, self._limit, self._entries = "", PAGE, ENTRIES
        self._at: PassageHit | None = None  # the hit opened last
        self._after: Callable[[], None] | None = None
        self._titles: dict[str, str] = {}
        self.model = ResultModel(self._snippet, self)
        self.view = ResultList(self)
        self._prepare_view()
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setWordWrap(True)
        self.count.setContentsMargins(10, 6, 10, 6)
        self.count.setObjectName("resultCount")
        self._empty = EmptyLabel(self.view, self._why_empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.count)
        layout.addWidget(self.view, 1)
        self._wanted: bool | None = None  # Enter was pressed before the answer: in a new tab?
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._look)
        self.retranslate()

    def _prepare_view(self) -> None:
        view = self.view
        view.setObjectName("resultList")
        view.setFrameShape(QListView.Shape.NoFrame)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.setModel(self.model)
        view.setItemDelegate(ResultDelegate(self._context.style, view))
        view.clicked.connect(lambda _index: self.open_current())
        view.opened.connect(self.open_current)
        view.left.connect(self.left)
        view.resized.connect(self.model.forget_snippets)

    # searching

    def search(self, text: str) -> None:
        """Search while the reader types: results appear as they come, the best hit opens after a pause."""
        self._start(text)
        if self._query and not self._is_command():
            self._searching.start(self._query, self._limit, True, self._arrived)

    def search_now(self, text: str) -> None:
        """Search and show the result before returning."""
        self._start(text)
        if self._query and not self._is_command():
            self._arrived(self._searching.now(self._query))
            self._pause.stop()

    def _start(self, text: str) -> None:
        self._searching.stop()
        self._pause.stop()
        self._after = self._at = None
        self._wanted = None
        self._query, self._limit, self._entries = text.strip(), PAGE, ENTRIES
        if not self._query:
            self._result = None
            self.model.clear()
        elif self._is_command():
            self._show_commands()

    def _is_command(self) -> bool:
        return self._query.startswith((">", "》", "＞"))

    def _show_commands(self) -> None:
        self._result = None
        self.model.show_commands(self._commands(self._query[1:]), self._words())
        self.count.clear()
        self.count.hide()
        self._select_best()

    def _arrived(self, result: SearchResult) -> None:
        self._result = result
        self._show_result(keep_scroll=self._after is not None)
        if self._after is not None:
            after, self._after = self._after, None
            after()
            return
        self._at = None
        self._select_best()
        announce(self.view, self.count.text() or self._why_empty())
        if self._wanted is not None:  # the reader was faster than the search
            new_tab, self._wanted = self._wanted, None
            self.open_current(new_tab)
        elif self.model.rowCount() and _worth_opening(self._query):
            self._pause.start(PAUSE)

    def _show_result(self, keep_scroll: bool = False) -> None:
        if self._result is None:
            return
        scroll = self.view.verticalScrollBar().value()
        self.model.show(self._result, self._words(), self._context.language, self._entries)
        self.view.verticalScrollBar().setValue(scroll if keep_scroll else 0)
        said = [sentence(AtlasError(code), self._context.language) for code in self._result.notes]
        self.count.setText("\n".join(part for part in (self._count_line(self._result), *said) if part))
        self.count.setVisible(bool(self.count.text()))
        self.count.setToolTip(escape(self._result.interpreted))

    def _more(self, limit: int, after: Callable[[], None]) -> None:
        self._limit, self._after = limit, after
        self._searching.start(self._query, limit, False, self._arrived)

    # choosing and opening

    def move_by(self, rows: int) -> None:
        """Move the current row up or down, as the arrow keys in the search field do."""
        at, by = self.view.currentIndex().row(), 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            at = self.model.step(at, by)
        self.view.setCurrentIndex(self.model.index(max(at, 0)))
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
            self._more(self._limit + PAGE, lambda: self.view.setCurrentIndex(self.model.index(at)))
        elif row.kind == "entries":
            at = self.view.currentIndex().row()
            self._entries = len(self._result.entries) if self._result else 0
            self._show_result(keep_scroll=True)
            self.view.setCurrentIndex(self.model.index(at))
        else:
            self._open(row, new_tab=new_tab)

    def next_hit(self, by: int) -> bool:
        """Open the next (1) or previous (-1) passage in the list; False when no search found passages."""
        if self._result is None or not self._result.total:
            return False
        listed = self.model.hits()
        if listed < min(self._result.total, _WALK):
            self._more(_WALK, lambda: self._walk(by))
        else:
            self._walk(by)
        return True

    def _walk(self, by: int) -> None:
        number = self.model.number_of(self._at) if self._at is not None else 0
        last = max(self.model.hits(), 1)
        self._walk_to((number + by - 1) % last + 1 if number else (1 if by > 0 else last))

    def _walk_to(self, number: int) -> None:
        index = self.model.hit_index(number)
        if index.isValid():
            self._pause.stop()
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
            self._open(self.model.row(index))

    def _look(self) -> None:
        row = self.model.row(self.view.currentIndex())
        if row is not None and row.iri:
            self._open(row, passing=True)

    def _open(self, row: Row | None, *, new_tab: bool = False, passing: bool = False) -> None:
        if row is None or not row.iri:
            return
        matches = self.model.matches(row.hit.document) if row.hit is not None else ()
        self._context.navigator.open(row.iri, new_tab=new_tab, matches=matches, passing=passing)
        if row.hit is not None and self._result is not None:
            self._at = row.hit
            line = self.tr("Hit {number} of {total}")
            self.told.emit(line.format(number=row.number, total=self._total(self._result)))

    def _select_best(self) -> None:
        best = self.model.best()
        if best >= 0:
            self.view.setCurrentIndex(self.model.index(best))

    # words

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.view.setAccessibleName(self.tr("Search results"))
        self.count.setAccessibleName(self.tr("Number of results"))
        self._titles.clear()
        if self._result is not None:
            current = self.view.currentIndex().row()
            self._show_result()
            self.view.setCurrentIndex(self.model.index(current))
        elif self._query and self._is_command():
            self._show_commands()

    def _words(self) -> Words:
        return Words(
            entries=self.tr("Entries"),
            notes=self.tr("My notes"),
            off_topic=self.tr("Off topic"),
            commands=self.tr("Commands"),
            more=self.tr("Show more ({count} left)"),
            more_entries=self.tr("Show {count} more entries"),
            how=self._how,
            document=self._title,
            list_off_topic=self._context.store.get_setting(settings.SHOW_OFF_TOPIC),
        )

    def _how(self, hit: EntryHit) -> str:
        if hit.how == "alias":
            return self.tr("also called {name}").format(name=hit.matched)
        if hit.how == "pinyin":
            return self.tr("pinyin of {name}").format(name=hit.matched)
        if hit.how == "typo":
            return self.tr("similar to {name}").format(name=hit.matched)
        if hit.how == "text":
            return self.tr("found in its text")
        return ""

    def _title(self, document: str) -> str:
        if document not in self._titles:
            try:
                found: Document = self._context.library.document(document)
                self._titles[document] = found.title
            except AtlasError:
                self._titles[document] = document
        return self._titles[document]

    def _total(self, result: SearchResult) -> str:
        return str(result.total) if result.exact else f"{result.total}+"

    def _count_line(self, result: SearchResult) -> str:
        parts = []
        if result.total:
            parts.append(self._hits_line(result))
        if result.entries:
            count = len(result.entries)
            line = self.tr("1 entry") if count == 1 else self.tr("{count} entries").format(count=count)
            parts.insert(0, line)
        if result.annotations:
            count = len(result.annotations)
            parts.append(self.tr("1 note") if count == 1 else self.tr("{count} notes").format(count=count))
        return " · ".join(parts)

    def _hits_line(self, result: SearchResult) -> str:
        documents = self.model.documents()
        if result.total > len(result.hits):
            return self.tr("{hits} hits, the first {shown} listed").format(
                hits=self._total(result), shown=len(result.hits)
            )
        if result.total == 1:
            return self.tr("1 hit")
        if documents == 1:
            return self.tr("{hits} hits in 1 document").format(hits=self._total(result))
        return self.tr("{hits} hits in {documents} documents").format(
            hits=self._total(result), documents=documents
        )

    def _why_empty(self) -> str:
        if self._is_command():
            return self.tr("No command of this name.")
        if self._result is None:
            return ""
        return self.tr(
            "Nothing found for “{query}”.\n\nTry fewer or other words, another name, or the other language."
            " All words must stand in one passage."
        ).format(query=self._query)

    def _snippet(self, hit: PassageHit) -> Segments:
        from cgtatlas.search.snippets import snippet

        width = snippet_width(hit.text, self.view.viewport().width(), self.view.fontMetrics())
        return [(segment.text, segment.lit) for segment in snippet(hit, width)]

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _worth_opening(query: str) -> bool:
    """One Latin letter is the beginning of a word, one Chinese character may be a whole query."""
    return len(query) > 1 or ord(query[0]) > 0x2E7F
