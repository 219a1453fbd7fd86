"""What follows the first picture of the window: named steps with room for keys between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

_AT_LATEST = 400  # ms: a window that is minimised is never painted


class Startup(QObject):
    """Runs the steps, by name and in order, once the window has been painted; ``done`` after the last one.

    A step that raises is reported as every fault is, and the others follow it all the same. When the window
    goes, so do the steps that are left.
    """

    done = Signal()

    def __init__(self, window: QWidget, steps: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self._window, self._steps = window, dict(steps)
        self.begun: list[str] = []  # names of steps
        self._latest = QTimer(self, singleShot=True, interval=_AT_LATEST)
        self._latest.timeout.connect(self._painted)

    def show(self) -> None:
        """Show the window; the steps follow."""
        self._window.show()
        self._latest.start()
        surface = self._window.windowHandle()
        if surface is not None:
            surface.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the answer to this event is the first picture."""
        if event.type() == QEvent.Type.Expose:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        self._latest.stop()
        if not self.begun:
            self._next()

    def _next(self) -> None:
        if len(self.begun) == len(self._steps):
            self.done.emit()
            return
        name = list(self._steps)[len(self.begun)]
        self.begun.append(name)
        try:
            self._steps[name]()
        finally:
            QTimer.singleShot(0, self, self._next)
