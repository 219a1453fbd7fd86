"""A way to stop work that nobody waits for any more."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Cancelled(Exception):
    """Raised inside work whose result is not wanted any more."""


class CancelToken:
    """Set from one thread, seen in another.

    A stop function (such as ``Connection.interrupt``) can be attached while a query runs. The event
    and the interrupt go together: an interrupt sent just before the query starts is lost, and an event
    alone is not seen inside a query.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._stop: Callable[[], None] | None = None

    def __call__(self) -> bool:
        """Whether the work should stop."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; safe from any thread, any number of times."""
        self._event.set()
        with self._lock:
            if self._stop is not None:
                self._stop()

    def attach(self, stop: Callable[[], None] | None) -> None:
        """Name the function that stops the running call, or None when the call is over."""
        with self._lock:
            self._stop = stop
        self.check()

    def check(self) -> None:
        """Raise :class:`Cancelled` when asked to stop."""
        if self._event.is_set():
            raise Cancelled
