from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from cgtatlas.library.reader import Library
from cgtatlas.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cgtatlas.core.cancel import CancelToken

ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"


@pytest.fixture
def tasks(qtbot: QtBot, library_path: Path) -> Iterator[Tasks]:
    made = Tasks(lambda: Library(library_path))
    yield made
    made.close()


def endless(library: Library, _token: CancelToken) -> None:
    library.connection.execute(ENDLESS).fetchone()


def test_work_runs_elsewhere_with_a_library_of_its_own_and_answers_here(
    tasks: Tasks, qtbot: QtBot, library: Library
) -> None:
    here = threading.current_thread()
    seen: list[object] = []

    def work(own: Library, _token: CancelToken) -> tuple[bool, bool, int]:
        return threading.current_thread() is here, own is library, len(own.documents())

    tasks.run("read", work, lambda value: seen.extend([value, threading.current_thread() is here]))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [(False, False, 8), True]


def test_the_newest_of_a_kind_wins(tasks: Tasks, qtbot: QtBot) -> None:
    answers: list[int] = []
    for number in range(50):
        tasks.run("search", lambda _library, _token, number=number: number, answers.append)
    qtbot.waitUntil(lambda: not tasks.busy())
    assert answers[-1] == 49
    assert answers == [49]


def test_a_newer_search_stops_a_query_that_never_ends(tasks: Tasks, qtbot: QtBot) -> None:
    answers: list[object] = []
    tasks.run("search", endless, answers.append)
    tasks.run("search", lambda library, _token: library.meta("nothing"), answers.append)
    qtbot.waitUntil(lambda: answers == [""], timeout=5000)


def test_a_running_query_is_stopped_again_and_again(tasks: Tasks, qtbot: QtBot) -> None:
    started = threading.Semaphore(0)
    answers: list[object] = []

    def work(library: Library, token: CancelToken) -> None:
        started.release()
        endless(library, token)

    for _ in range(20):
        tasks.run("search", work, answers.append)
        assert started.acquire(timeout=5)
    tasks.run("search", lambda _library, _token: "last", answers.append)
    qtbot.waitUntil(lambda: answers == ["last"], timeout=5000)


def test_kinds_do_not_cancel_each_other(tasks: Tasks, qtbot: QtBot) -> None:
    answers: list[str] = []
    tasks.run("search", lambda _library, _token: "search", answers.append)
    tasks.run("count", lambda _library, _token: "count", answers.append)
    qtbot.waitUntil(lambda: answers == ["search", "count"])


def test_what_goes_wrong_arrives(tasks: Tasks, qtbot: QtBot) -> None:
    failed: list[Exception] = []
    tasks.run("a", lambda _library, _token: 1 // 0, lambda _value: None, failed.append)
    qtbot.waitUntil(lambda: len(failed) == 1)
    assert isinstance(failed[0], ZeroDivisionError)
    with qtbot.waitSignal(tasks.crashed) as told:
        tasks.run("b", lambda library, _token: library.document("nowhere"), lambda _value: None)
    assert told.args is not None
    assert told.args[0].code == "no_document"


def test_closing_ends_a_query_that_never_ends_and_nothing_arrives(tasks: Tasks, qtbot: QtBot) -> None:
    started = threading.Event()
    answers: list[object] = []

    def work(library: Library, token: CancelToken) -> None:
        started.set()
        endless(library, token)

    tasks.run("search", work, answers.append, answers.append)
    tasks.run("other", lambda _library, _token: "other", answers.append)
    assert started.wait(5)
    tasks.close()
    assert tasks._thread is not None
    assert not tasks._thread.is_alive()
    tasks.run("late", lambda _library, _token: "late", answers.append)
    qtbot.waitUntil(lambda: not tasks.busy())
    assert answers == []


def test_an_answer_for_a_view_that_is_gone_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    class View(QObject):
        heard = 0

        def hear(self, _value: object) -> None:
            View.heard += 1

    view, done = View(), list[object]()
    tasks.run("a", lambda _library, _token: 1, view.hear)
    delete(view)
    tasks.run("b", lambda _library, _token: 2, done.append)
    qtbot.waitUntil(lambda: done == [2])
    assert View.heard == 0


def test_an_answer_on_its_way_is_dropped_when_it_is_not_wanted_any_more(tasks: Tasks, qtbot: QtBot) -> None:
    answers: list[str] = []
    second = threading.Event()

    def later(_library: Library, _token: CancelToken) -> str:
        second.set()
        return "later"

    tasks.run("search", lambda _library, _token: "old", answers.append)
    tasks.run("other", later, answers.append)
    assert second.wait(5)  # the lane has sent off the first answer; this thread has not taken it yet
    tasks.cancel("search")
    qtbot.waitUntil(lambda: not tasks.busy())
    assert answers == ["later"]
