"""Where the reader is, where they came from, and how every link in the window is followed."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from cgtatlas.core import iri as addresses
from cgtatlas.core.errors import AtlasError
from cgtatlas.core.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cgtatlas.core.iri import Place
    from cgtatlas.core.model import Span
    from cgtatlas.library.reader import Library
    from cgtatlas.store.store import Store
    from cgtatlas.ui.changes import ChangeSignals
    from cgtatlas.ui.messages import Messages, Words

FACT = "cgt:fact/"
ROW = "cgt:row/"  # a fact where it stands in its entry's table
PAGE = "cgt:page/"  # a page of the entry pane that is no entry: compare, disagreements, review, guide
_PAGES = ("compare", "disagreements", "review", "guide")
_LIMIT = 200  # places kept for going back
_WRITE_AFTER = 300  # ms: history is written when the page stands, not while it is being drawn
_DWELL = 2500  # ms after which a passing look counts as a visit


class EntryView(Protocol):
    """What the navigator needs of the entry pane."""

    def show_entry(self, entry: str, new_tab: bool = False) -> None:
        """Show an entry."""

    def show_home(self) -> None:
        """Show the home page."""

    def show_page(self, page: str) -> None:
        """Show a page that is no entry."""

    def show_fact(self, fact: str) -> None:
        """Mark a fact of the shown entry."""

    def view_state(self) -> dict[str, object]:
        """What is shown and where it is scrolled to, as plain values."""

    def restore_view_state(self, state: Mapping[str, object]) -> None:
        """Show again what ``view_state`` told."""


class SourceView(Protocol):
    """What the navigator needs of the source pane."""

    def show_document(
        self, document: str, start: int | None = None, end: int | None = None, matches: Sequence[Span] = ()
    ) -> None:
        """Show a document, scrolled to words, with all matches lit."""

    def show_beside(self, document: str, start: int | None = None, end: int | None = None) -> None:
        """Show a document beside the one that is shown."""

    def light(self, document: str, matches: Sequence[Span]) -> None:
        """Light further words, if this document is shown."""

    def view_state(self) -> dict[str, object]:
        """What is shown and where it is scrolled to, as plain values."""

    def restore_view_state(self, state: Mapping[str, object]) -> None:
        """Show again what ``view_state`` told."""


@dataclass(slots=True)
class _Stop:
    """One place on the way, with what both panes showed when it was left."""

    place: Place | None  # None: the home page
    passing: bool = False
    entry_state: dict[str, object] = field(default_factory=dict)
    source_state: dict[str, object] = field(default_factory=dict)


class Navigator(QObject):
    """Opens addresses in the panes and remembers the way; ``moved`` after every change of place."""

    moved = Signal()
    opened_beside = Signal()  # a second original stands beside the first
    list_wanted = Signal(str, str)  # a page of the navigation, and the id of what to show in it or ""
    search_wanted = Signal(str)  # the query of an opened ``cgt:search/...``

    def __init__(
        self,
        library: Library,
        store: Store,
        changes: ChangeSignals,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._store = library, store
        self._changes, self._messages = changes, messages
        self._views: Callable[[], tuple[EntryView, SourceView]] | None = None
        self._way: list[_Stop] = []
        self._at = -1
        self._unwritten: list[tuple[str, str]] = []
        self._write = QTimer(self, singleShot=True, interval=_WRITE_AFTER)
        self._write.timeout.connect(self.flush)
        self._dwell = QTimer(self, singleShot=True, interval=_DWELL)
        self._dwell.timeout.connect(self._settled)
        self._complaint: Words | None = None  # what was said of the last address that led nowhere
        self.language = "zh"
        self.keep_history = True

    def attach(self, views: Callable[[], tuple[EntryView, SourceView]]) -> None:
        """Say how to get the two panes that show places; they are asked for when a place is first shown."""
        self._views = views

    @property
    def can_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether there is a place after this one."""
        return self._at + 1 < len(self._way)

    def current(self) -> Place | None:
        """The place shown last, None before the first one."""
        return self._way[self._at].place if self._way else None

    def state(self) -> dict[str, object]:
        """The place and what both panes show, as plain values to start from the next time."""
        self._note()
        if not self._way:
            return {}
        stop = self._way[self._at]
        iri = stop.place.iri if stop.place else ""
        return {"iri": iri, "entry": stop.entry_state, "source": stop.source_state}

    def restore(self, state: Mapping[str, object]) -> None:
        """Start from what ``state`` told; a place that is gone leaves the home page."""
        iri, entry, source = state.get("iri"), state.get("entry"), state.get("source")
        if not isinstance(iri, str) or not isinstance(entry, dict) or not isinstance(source, dict):
            return
        self._way = [_Stop(_place(iri), False, entry, source)]
        self._at = 0
        try:
            self._put(self._way[0])
        except AtlasError:
            self._way, self._at = [], -1
        self.moved.emit()

    def open(
        self, iri: str, *, new_tab: bool = False, matches: Sequence[Span] = (), passing: bool = False
    ) -> bool:
        """Show ``cgt:entry/ID``, ``cgt:document/ID[#START-END]``, ``cgt:fact/ENTRY/SLUG`` (its words),
        ``cgt:row/ENTRY/SLUG`` (the fact in its entry's table), ``cgt:page/NAME`` or ``cgt:search/QUERY``
        (no stop on the way: the results stand beside the place that is shown).

        ``matches`` are further words to light in the document. A ``passing`` look (a result shown while
        the reader types) is replaced by the next one and becomes history only after a while.
        Returns False when there is no such place; the reader is told.
        """
        try:
            place = self._resolve(iri)
            title = self._title(place) if place is not None else ""
        except AtlasError as error:
            self._complain(partial(self._sentence, error))
            return False
        if place is None:
            self._complain(
                lambda: self.tr("“{address}” is not an address in this program.").format(address=iri)
            )
            return False
        if self._complaint is not None:
            self._messages.take_back(self._complaint)
        if place.kind == "search":
            self.search_wanted.emit(place.id)
            return True
        place = self._within(place)
        self._leave()
        self._show(place, new_tab, matches)
        if iri.startswith(ROW) and self._views is not None:
            self._views()[0].show_fact(iri.removeprefix(ROW))
        self._arrive(_Stop(place, passing))
        if passing:
            self._dwell.start()
        elif place.kind != "page":
            self._remember(place, title)
        self.moved.emit()
        return True

    def _complain(self, words: Words) -> None:
        """Say what is wrong with an address, until another one leads somewhere."""
        self._complaint = words
        self._messages.warning(words)

    def _sentence(self, error: AtlasError) -> str:
        return sentence(error, self.language)

    def _within(self, place: Place) -> Place:
        """The whole document where the text ends before the words that are asked for; that is told."""
        if place.end is None or place.end <= self._library.document(place.id).characters:
            return place
        missing = AtlasError("no_range", document=place.id, start=place.start, end=place.end)
        self._complain(partial(self._sentence, missing))
        return addresses.Place("document", place.id)

    def open_beside(self, iri: str) -> bool:
        """Show a document's words beside the shown original; anything else in a new tab.

        The way stays where it is. Returns False when there is no such place; the reader is told.
        """
        try:
            place = self._resolve(iri)
            if place is None or place.kind != "document" or self._views is None:
                return self.open(iri, new_tab=True)
            place = self._within(place)
            self._views()[1].show_beside(place.id, place.start, place.end)
            self._remember(place, self._title(place))
        except AtlasError as error:
            self._messages.report(error)
            return False
        self.opened_beside.emit()
        return True

    def light(self, document: str, matches: Sequence[Span]) -> None:
        """Light all matches of a search in a document, if it is still the one that is shown."""
        if self._views is not None:
            self._views()[1].light(document, matches)

    def home(self) -> None:
        """Show the home page; the way back leads here too."""
        self._leave()
        if self._views is not None:
            self._views()[0].show_home()
        self._arrive(_Stop(None))
        self.moved.emit()

    def back(self) -> None:
        """Go to the place before, at the same scroll position."""
        if self.can_back:
            self._go(self._at - 1)

    def forward(self) -> None:
        """Go to the place after, at the same scroll position."""
        if self.can_forward:
            self._go(self._at + 1)

    def flush(self) -> None:
        """Write what is not yet in the history; also called on quitting."""
        self._write.stop()
        unwritten, self._unwritten = self._unwritten, []
        if not unwritten:
            return
        try:
            self._changes.announce(self._store.remember_all(unwritten))
        except AtlasError as error:
            self._messages.report(error)

    def stop(self) -> None:
        """Write what is left and watch no longer: the files are about to be closed."""
        self._dwell.stop()
        self.flush()

    def _resolve(self, iri: str) -> Place | None:
        if iri.startswith(FACT):
            citation = self._library.fact(iri.removeprefix(FACT)).citation
            return addresses.passage(citation.document, citation.start, citation.end)
        if iri.startswith(ROW):
            return addresses.entry(self._library.fact(iri.removeprefix(ROW)).entry)
        return _place(iri)

    def _title(self, place: Place) -> str:
        if place.kind in ("page", "search"):
            return ""
        if place.kind == "entry":
            return self._library.row(place.id).name(self.language)
        return self._library.document(place.id).title

    def _show(self, place: Place, new_tab: bool, matches: Sequence[Span]) -> None:
        if self._views is None:
            return
        entry_view, source_view = self._views()
        with _keyboard_kept():
            if place.kind == "entry":
                entry_view.show_entry(place.id, new_tab)
            elif place.kind == "page":
                entry_view.show_page(place.id)
            else:
                source_view.show_document(place.id, place.start, place.end, matches)

    def _leave(self) -> None:
        self._dwell.stop()
        self._note()

    def _note(self) -> None:
        """What both panes show belongs to the place where the reader is."""
        if self._way and self._views is not None:
            entry_view, source_view = self._views()
            stop = self._way[self._at]
            stop.entry_state, stop.source_state = entry_view.view_state(), source_view.view_state()

    def _arrive(self, stop: _Stop) -> None:
        here = self._way[self._at] if self._way else None
        if here is not None and (here.passing or here.place == stop.place):
            stop.passing = stop.passing and here.passing
            self._way[self._at] = stop
        else:
            del self._way[self._at + 1 :]
            self._way.append(stop)
            del self._way[:-_LIMIT]
            self._at = len(self._way) - 1

    def _go(self, to: int) -> None:
        self._leave()
        self._at = to
        stop = self._way[to]
        stop.passing = False
        self._put(stop)
        self.moved.emit()

    def _put(self, stop: _Stop) -> None:
        if self._views is not None:
            entry_view, source_view = self._views()
            with _keyboard_kept():
                entry_view.restore_view_state(stop.entry_state)
                source_view.restore_view_state(stop.source_state)

    def _settled(self) -> None:
        if not self._way:
            return
        stop = self._way[self._at]
        if stop.passing and stop.place is not None:
            self._remember(stop.place, self._title(stop.place))
        stop.passing = False

    def _remember(self, place: Place, title: str) -> None:
        if self.keep_history:
            self._unwritten.append((place.iri, title))
            self._write.start()


def _place(iri: str) -> Place | None:
    """The place of an address; None when it is none of this window's."""
    if iri.startswith(PAGE):
        page = iri.removeprefix(PAGE)
        return addresses.Place("page", page) if page.partition("/")[0] in _PAGES else None
    return addresses.parse(iri)


@contextmanager
def _keyboard_kept() -> Iterator[None]:
    """Showing a place does not take the keyboard: Qt gives it to a view that comes into sight again."""
    before = QApplication.focusWidget()
    yield
    if (
        before is not None
        and before is not QApplication.focusWidget()
        and isValid(before)
        and before.isVisible()
    ):
        before.setFocus(Qt.FocusReason.OtherFocusReason)
