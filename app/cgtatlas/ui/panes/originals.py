"""One original text, or two side by side that scroll in step."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from cgtatlas.core.errors import NotFound
from cgtatlas.ui.panes.source_pane import SourcePane
from cgtatlas.ui.widgets.lends_focus import LendsFocus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QScrollBar

    from cgtatlas.core.model import Span
    from cgtatlas.ui.context import Context

_SETTLE = 80  # ms in which a text that was opened or resized finds its place
_WIDE = 560  # px in which two texts stand beside each other; in less, one above the other


class Originals(QWidget):
    """``first`` is always there and follows the reader's way; ``second`` is what was opened beside it.

    ``changed`` when something is scrolled, selected, opened or closed; ``split_changed`` when the second
    one comes or goes or the lock is switched.
    """

    changed = Signal()
    split_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        # while it runs, the program scrolls and lays out, not the reader
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settling.timeout.connect(self._set_base)
        context.style.changed.connect(self._settling.start)  # before the texts hear of it and scroll
        self.first = SourcePane(context)
        self.second: SourcePane | None = None
        self._beside: QWidget | None = None  # the second with its bar
        self._locked = True
        self._following = False  # one is being scrolled because the other was
        self._base = (0.0, 0.0)  # how far each was scrolled when the step was set
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("originals")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(3)
        self.splitter.addWidget(self.first)
        self.splitter.splitterMoved.connect(lambda *_: self.changed.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        LendsFocus(self, lambda: self.first.view)
        self._listen(self.first)
        self.retranslate()

    def _listen(self, pane: SourcePane) -> None:
        pane.view.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled(pane))
        pane.view.cursorPositionChanged.connect(self.changed)
        pane.view.selectionChanged.connect(self.changed)
        pane.documentChanged.connect(lambda _id: self.changed.emit())

    # the one that is meant

    def active(self) -> SourcePane:
        """The original the keyboard is in, else the first."""
        focus = QApplication.focusWidget()
        if self.second is not None and focus is not None and self.second.isAncestorOf(focus):
            return self.second
        return self.first

    def flush(self) -> bool:
        """Save what is being written in both. False when something could not be saved."""
        return self.first.flush() and (self.second is None or self.second.flush())

    # as the navigator sees it

    def show_document(
        self, document: str, start: int | None = None, end: int | None = None, matches: Sequence[Span] = ()
    ) -> None:
        """Show a document in the first original, scrolled to words. Raises NotFound."""
        with self._still():
            self.first.show_document(document, start, end, matches)

    def light(self, document: str, matches: Sequence[Span]) -> None:
        """Light further words in the first original, if it shows this document."""
        self.first.light(document, matches)

    def view_state(self) -> dict[str, object]:
        """What the first original shows and where."""
        return self.first.view_state()

    def restore_view_state(self, state: Mapping[str, object]) -> None:
        """Show again in the first original what ``view_state`` told."""
        with self._still():
            self.first.restore_view_state(state)

    # two of them

    @property
    def split(self) -> bool:
        """Are there two?"""
        return self.second is not None

    @property
    def locked(self) -> bool:
        """Do two scroll in step?"""
        return self._locked

    def show_beside(self, document: str, start: int | None = None, end: int | None = None) -> None:
        """Open a document beside the first, scrolled to words. Raises NotFound, then nothing has changed."""
        self._context.library.document(document)
        second = self._made()
        with self._still():
            second.show_document(document, start, end)

    def split_here(self) -> None:
        """Open the place of the first original beside it once more; without one there is nothing to open."""
        state = self.first.view_state()
        if state:
            with self._still():
                self._made().restore_view_state(state)

    def unsplit(self) -> bool:
        """Close the second original; False when a note in it could not be saved."""
        if self.second is None:
            return True
        if not self.second.flush():
            return False
        had_keyboard = self.active() is self.second
        assert self._beside is not None
        self._beside.hide()
        self._beside.deleteLater()
        self.second = self._beside = None
        if had_keyboard:
            self.first.setFocus()
        self.split_changed.emit()
        self.changed.emit()
        return True

    def exchange(self) -> None:
        """Let the two originals change places."""
        if self.second is not None:
            one, other = self.first.view_state(), self.second.view_state()
            with self._still():
                self.first.restore_view_state(other)
                self.second.restore_view_state(one)

    def set_locked(self, locked: bool) -> None:
        """Let two originals scroll in step from where they are now, or each on its own."""
        self._locked = locked
        self._set_base()
        self.split_changed.emit()
        self.changed.emit()

    def _made(self) -> SourcePane:
        if self.second is None:
            self.second = SourcePane(self._context)
            self.second.setObjectName("sourcePaneBeside")
            self.second.view.setObjectName("sourceViewBeside")
            self._beside = QWidget()
            column = QVBoxLayout(self._beside)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            bar = BesideBar(self._context, self)
            column.addWidget(bar)
            column.addWidget(self.second, 1)
            self.splitter.addWidget(self._beside)
            self.retranslate()
            self._beside.show()
            self.splitter.setSizes([1000, 1000])
            for at in (0, 1):
                self.splitter.setStretchFactor(at, 1)  # both stay alike when the pane grows
            self._turn()
            self._listen(self.second)
            self.split_changed.emit()
        return self.second

    # in step

    @contextmanager
    def _still(self) -> Iterator[None]:
        """The program scrolls: the other original stays, and the step is set anew."""
        self._settling.start()
        try:
            yield
        finally:
            self._settling.start()
            self.changed.emit()

    def _bars(self) -> tuple[QScrollBar, QScrollBar] | None:
        if self.second is None:
            return None
        return self.first.view.verticalScrollBar(), self.second.view.verticalScrollBar()

    def _set_base(self) -> None:
        bars = self._bars()
        if bars is not None:
            self._base = _part(bars[0]), _part(bars[1])

    def _scrolled(self, pane: SourcePane) -> None:
        self.changed.emit()
        bars = self._bars()
        if pane.view.resizing:
            self._settling.start()
        if bars is None or self._following or self._settling.isActive() or not self._locked:
            return
        here = 0 if pane is self.first else 1
        there = 1 - here
        part = self._base[there] + _part(bars[here]) - self._base[here]
        self._following = True
        bars[there].setValue(round(min(max(part, 0.0), 1.0) * bars[there].maximum()))
        self._following = False

    def _turn(self) -> None:
        turned = Qt.Orientation.Horizontal if self.width() >= _WIDE else Qt.Orientation.Vertical
        if turned != self.splitter.orientation():
            self.splitter.setOrientation(turned)
            self.splitter.setSizes([1000, 1000])  # alike, not as they were in the other direction

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: beside each other where there is room, else one above the other."""
        super().resizeEvent(event)
        self._settling.start()
        self._turn()

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.splitter.setAccessibleName(self.tr("Originals"))
        for at in range(1, self.splitter.count()):
            self.splitter.handle(at).setAccessibleName(self.tr("Border between two originals"))

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language; the texts hear of it after this, and scroll to their places."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._settling.start()
        super().changeEvent(event)

    # state

    def state(self) -> dict[str, object]:
        """What stands beside the first, and the lock, as plain values."""
        second = self.second.view_state() if self.second is not None else {}
        return {"second": second, "locked": self._locked}

    def restore(self, state: Mapping[str, object]) -> None:
        """Show again what ``state`` told; a document that is gone is left out."""
        second = state.get("second")
        self._locked = state.get("locked") is not False
        if isinstance(second, dict) and second.get("document"):
            try:
                self._context.library.document(str(second["document"]))
            except NotFound:
                return
            made = self._made()
            with self._still():
                made.restore_view_state(second)


class BesideBar(QWidget):
    """The line over the second original: scroll in step, change places, close."""

    def __init__(self, context: Context, originals: Originals) -> None:
        super().__init__()
        self._context, self._originals = context, originals
        self.setObjectName("besideBar")
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.lock, self.exchange, self.close_button = QToolButton(), QToolButton(), QToolButton()
        self.lock.setCheckable(True)
        self.lock.setChecked(originals.locked)
        self.lock.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.lock.toggled.connect(originals.set_locked)
        self.exchange.clicked.connect(originals.exchange)
        self.close_button.clicked.connect(originals.unsplit)
        originals.split_changed.connect(lambda: self.lock.setChecked(originals.locked))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 6, 2)
        row.setSpacing(4)
        row.addWidget(self._title, 1)
        for button in (self.lock, self.exchange, self.close_button):
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        context.style.changed.connect(self.redraw)
        self.retranslate()
        self.redraw()

    def redraw(self) -> None:
        """Draw icons in the colours of the theme."""
        icons = self._context.icons
        self.lock.setIcon(icons.icon("lock"))
        self.exchange.setIcon(icons.icon("exchange"))
        self.close_button.setIcon(icons.icon("close"))

    def retranslate(self) -> None:
        """Write all texts anew."""
        self._title.setText(self.tr("Beside it"))
        self.lock.setText(self.tr("In step"))
        self.lock.setToolTip(self.tr("Scroll both originals in step"))
        self.exchange.setToolTip(self.tr("Swap the two originals"))
        self.close_button.setToolTip(self.tr("Close the second original"))
        for button in (self.lock, self.exchange, self.close_button):
            button.setAccessibleName(button.toolTip())

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _part(bar: QScrollBar) -> float:
    """How far a bar is scrolled, from 0 to 1."""
    return bar.value() / bar.maximum() if bar.maximum() else 0.0
