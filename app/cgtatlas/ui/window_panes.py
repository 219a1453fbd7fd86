"""The three panes of the window: shown, hidden, walked through by key, taken out and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter

from cgtatlas.ui.state import as_text, from_text
from cgtatlas.ui.widgets.floating import Floating
from cgtatlas.ui.widgets.pane_frame import PaneFrame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cgtatlas.ui.window import Window

NAVIGATION, ENTRY, SOURCE = range(3)
_WIDTHS = [290, 540, 450]  # px of the panes in a window of the usual size
_NARROWEST = (240, 290, 266)  # together within a screen of 800 px
_TOGGLES = {NAVIGATION: "view.navigation", SOURCE: "view.source"}
_DETACHES = {NAVIGATION: "view.detach_navigation", SOURCE: "view.detach_source"}


class WindowPanes(QObject):
    """Frames in a splitter; ``changed`` when one is resized, shown, hidden, taken out or put back."""

    changed = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.frames = [PaneFrame(window.context.style, width) for width in _NARROWEST]
        self._floating: dict[int, Floating] = {}
        self._geometry: dict[int, QByteArray] = {}  # of the windows of panes that were taken out
        self._to_float: list[int] = []
        self._docked = QByteArray()  # the splitter's state when it last held all panes
        self.splitter = QSplitter(Qt.Orientation.Horizontal, window)
        self.splitter.setObjectName("panes")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for frame in self.frames:
            self.splitter.addWidget(frame)
        for at, share in enumerate((1, 3, 3)):
            self.splitter.setStretchFactor(at, share)
        self.splitter.splitterMoved.connect(lambda *_: self.changed.emit())

    # showing

    def show(self, which: int, visible: bool) -> None:
        """Show or hide the navigation or the original text, wherever it is."""
        frame = self.frames[which]
        if not visible and frame.has_keyboard():
            self.frames[ENTRY].take_keyboard()
        frame.setVisible(visible)
        if which in self._floating:
            self._floating[which].setVisible(visible)
        self._window.actions_table[_TOGGLES[which]].setChecked(visible)
        self.changed.emit()

    def focus(self, which: int) -> None:
        """Show a pane and give it the keyboard; the navigation gives it to its list."""
        if which != ENTRY:
            self.show(which, True)
        if which != NAVIGATION:
            self._window.panes()
        self.frames[which].window().activateWindow()
        if which == NAVIGATION:
            self._window.navigation_pane.focus_page()
        else:
            self.frames[which].take_keyboard()

    def next(self, by: int) -> None:
        """Move the keyboard on: search field, navigation, entry page, original text, and round again."""
        stops = [-1, *(n for n, frame in enumerate(self.frames) if frame.isVisible())]
        here = next((n for n, frame in enumerate(self.frames) if frame.has_keyboard()), -1)
        following = stops[(stops.index(here) + by) % len(stops)] if here in stops else -1
        if following < 0:
            self._window.activateWindow()
            self._window.navigation_pane.omnibox.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.focus(following)

    def widen_source(self) -> None:
        """Give the original text the room of two, as far as the others can spare it."""
        sizes = self.splitter.sizes()
        if self.is_out(SOURCE) or len(sizes) < 2:
            return
        narrowest = _NARROWEST[-len(sizes) : -1]
        rest = [min(size, least + 60) for size, least in zip(sizes[:-1], narrowest, strict=True)]
        wanted = min(sum(sizes) - sum(rest), 1100)
        if wanted > sizes[-1]:
            sizes[-2] -= wanted - sizes[-1]
            self.splitter.setSizes([*sizes[:-1], wanted])
            self.changed.emit()

    # taking out

    def is_out(self, which: int) -> bool:
        """Is this pane in a window of its own?"""
        return which in self._floating

    def take_out(self, which: int, out: bool) -> None:
        """Put the navigation or the original text into a window of its own, or back into the main one."""
        if out != self.is_out(which):
            keyboard = self.frames[which].has_keyboard()
            if out:
                self._take_out(which)
            else:
                self._put_back(which)
            if keyboard:
                self.focus(which)
        self._window.actions_table[_DETACHES[which]].setChecked(out)
        self.changed.emit()

    def _take_out(self, which: int) -> None:
        frame = self.frames[which]
        if not self._floating:
            self._docked = self.splitter.saveState()
        size, place = frame.size(), frame.mapToGlobal(frame.rect().topLeft())
        sizes = self.splitter.sizes()
        freed = sizes.pop(self.splitter.indexOf(frame))
        floating = self._floating[which] = Floating(self._window, frame)
        floating.setObjectName("navigationWindow" if which == NAVIGATION else "sourceWindow")
        floating.closed.connect(lambda: self.take_out(which, False))
        floating.moved.connect(self.changed)
        self.retranslate()
        if which in self._geometry:
            floating.restoreGeometry(self._geometry[which])
        else:
            floating.resize(size)
            floating.move(place.x() + 24, place.y() + 24)
        frame.show()
        floating.show()
        sizes[self.splitter.indexOf(self.frames[ENTRY])] += freed  # to read in, not to the navigation
        self.splitter.setSizes(sizes)
        self._window.actions_table[_TOGGLES[which]].setChecked(True)

    def _put_back(self, which: int) -> None:
        floating = self._floating.pop(which)
        self._geometry[which] = floating.saveGeometry()
        # the entry page stands at 0 while the navigation is out, the original text always last
        self.splitter.insertWidget(0 if which == NAVIGATION else self.splitter.count(), self.frames[which])
        self.frames[which].show()
        floating.hide()
        floating.deleteLater()
        if not self._floating:
            self.splitter.restoreState(self._docked)
            self.splitter.setChildrenCollapsible(False)

    # state

    def state(self) -> dict[str, object]:
        """Widths, what is shown and what is in windows of their own, as plain values."""
        docked = self._docked if self._floating else self.splitter.saveState()
        geometry = self._geometry | {which: one.saveGeometry() for which, one in self._floating.items()}
        return {
            "splitter": as_text(docked),
            "navigation": not self.frames[NAVIGATION].isHidden(),
            "source": not self.frames[SOURCE].isHidden(),
            "out": sorted(self._floating) or sorted(self._to_float),
            "windows": {str(which): as_text(value) for which, value in geometry.items()},
        }

    def restore(self, state: Mapping[str, object]) -> None:
        """Lay out what ``state`` told; panes go into their windows with :meth:`restore_floating`."""
        self.splitter.setSizes(_WIDTHS)
        self.splitter.restoreState(from_text(state.get("splitter")))
        self.splitter.setChildrenCollapsible(False)
        self.show(NAVIGATION, state.get("navigation") is not False)
        self.show(SOURCE, state.get("source") is not False)
        windows, out = state.get("windows"), state.get("out")
        if isinstance(windows, dict):
            self._geometry = {
                which: from_text(windows[str(which)]) for which in _DETACHES if str(which) in windows
            }
        self._to_float = [which for which in _DETACHES if isinstance(out, list) and which in out]

    def restore_floating(self) -> None:
        """Put panes into their windows again, once the main window is on the screen."""
        waiting, self._to_float = self._to_float, []
        for which in waiting:
            shown = not self.frames[which].isHidden()
            self.take_out(which, True)
            self.show(which, shown)

    def retranslate(self) -> None:
        """Write all texts anew."""
        names = (
            self.tr("Navigation"),
            self.tr("Entry page"),
            self.tr("Original text"),
        )
        self.splitter.setAccessibleName(self.tr("Panes"))
        for at in range(1, self.splitter.count()):
            self.splitter.handle(at).setAccessibleName(self.tr("Border between two panes"))
        for frame, name in zip(self.frames, names, strict=True):
            frame.setAccessibleName(name)
        for which, floating in self._floating.items():
            floating.setWindowTitle(f"{names[which]} – CGT Atlas")
            floating.setAccessibleName(names[which])
