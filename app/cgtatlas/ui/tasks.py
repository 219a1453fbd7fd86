"""Slow work off the GUI thread: one lane in which the newest task of a kind wins."""

from __future__ import annotations

import itertools
import sys
import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from cgtatlas.core.cancel import Cancelled, CancelToken

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.library.reader import Library

T = TypeVar("T")
#: Seconds after which the helper gives the interpreter to the window; Python's own 5 ms add up to a stutter.
_TURN = 0.001


@dataclass(eq=False, slots=True)
class _Task:
    ticket: int
    kind: str
    work: Callable[[Library, CancelToken], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    token: CancelToken = field(default_factory=CancelToken)


class Tasks(QObject):
    """Runs work in one helper thread that has a Library of its own.

    A new task replaces the waiting or running one of the same kind: that one is cancelled and its answer
    is dropped. Answers arrive in the GUI thread, in order; after ``close()`` none arrives. An exception
    that has no ``failed`` function is emitted as ``crashed``.
    """

    crashed = Signal(object)  # Exception
    _ended = Signal(int, object, object)  # ticket, value, error

    def __init__(self, open_library: Callable[[], Library], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_library = open_library
        self._tickets = itertools.count(1)
        self._live: dict[int, _Task] = {}
        self._queue: deque[_Task] = deque()
        self._wake = threading.Condition()
        self._closed = False
        self._stale = False  # the helper's library does not hold what it should
        self._thread: threading.Thread | None = None
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        kind: str,
        work: Callable[[Library, CancelToken], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> int:
        """Start ``work(library, token)`` in the helper; ``done(value)`` is called in the GUI thread.

        Returns the task's ticket. ``work`` must touch no widget; it passes ``token`` on as ``cancelled``.
        """
        self.cancel(kind)
        task = _Task(next(self._tickets), kind, work, done, failed)
        if self._closed:
            return task.ticket
        self._live[task.ticket] = task
        with self._wake:
            self._queue.append(task)
            self._wake.notify()
        if self._thread is None:
            sys.setswitchinterval(_TURN)
            self._thread = threading.Thread(target=self._loop, name="cgtatlas-tasks", daemon=True)
            self._thread.start()
        return task.ticket

    def reopen(self) -> None:
        """Open the library anew before the next task: other files belong to it now."""
        with self._wake:
            self._stale = True

    def cancel(self, kind: str) -> None:
        """Drop the waiting or running task of a kind; its answer will not be delivered."""
        for task in [task for task in self._live.values() if task.kind == kind]:
            del self._live[task.ticket]
            task.token.cancel()

    def busy(self, kind: str = "") -> bool:
        """Whether a task (of this kind) is waiting, running or undelivered."""
        return any(not kind or task.kind == kind for task in self._live.values())

    def close(self, timeout: float = 5.0) -> None:
        """Cancel everything and wait (seconds) for the helper to end; nothing is delivered afterwards."""
        self._closed = True
        live = list(self._live.values())
        self._live.clear()
        for task in live:
            task.token.cancel()
        with self._wake:
            self._queue.clear()
            self._wake.notify()
        if self._thread is not None:
            self._thread.join(timeout)

    @Slot(int, object, object)
    def _deliver(self, ticket: int, value: object, error: Exception | None) -> None:
        task = self._live.pop(ticket, None)
        if task is None:
            return
        if error is None:
            if _alive(task.done):
                task.done(value)
        elif task.failed is None:
            self.crashed.emit(error)
        elif _alive(task.failed):
            task.failed(error)

    def _loop(self) -> None:
        library: Library | None = None
        try:
            while (task := self._next()) is not None:
                value: object = None
                error: Exception | None = None
                try:
                    library = self._fresh(library)
                    value = _work(task, library)
                except Cancelled:
                    continue
                except Exception as problem:  # delivered to the GUI thread
                    if task.token():
                        continue
                    error = problem
                self._emit(task.ticket, value, error)
        finally:
            if library is not None:
                library.close()

    def _fresh(self, library: Library | None) -> Library:
        with self._wake:
            stale, self._stale = self._stale, False
        if library is not None and stale:
            library.close()
        return self._open_library() if library is None or stale else library

    def _next(self) -> _Task | None:
        with self._wake:
            while not self._queue and not self._closed:
                self._wake.wait()
            return None if self._closed else self._queue.popleft()

    def _emit(self, ticket: int, value: object, error: Exception | None) -> None:
        if not self._closed and isValid(self):
            self._ended.emit(ticket, value, error)


def _work(task: _Task, library: Library) -> object:
    task.token.check()
    connection = library.connection
    # An interrupt sent just before a query starts is lost; the handler sees the token inside the query.
    connection.set_progress_handler(lambda: int(task.token()), 1000)
    task.token.attach(connection.interrupt)
    try:
        return task.work(library, task.token)
    finally:
        connection.set_progress_handler(None, 0)
        task.token.attach(None)  # a late cancel must not hit the next task's query


def _alive(function: Callable[..., object]) -> bool:
    owner = getattr(function, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
