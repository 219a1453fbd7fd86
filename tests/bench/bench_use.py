"""How long entry pages take, and whether memory stays flat in long use.

Opens each original for the first time, then 100 entries, 20 originals (each at one of its facts) and 200
searches in a real window, in rounds; last every entry of the library. Prints the time of each page until it
is laid out and painted, and the program's PSS after each round.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.app import Program

ENTRIES, ORIGINALS, SEARCHES = 100, 20, 200
QUERIES = (
    "细胞",
    "CAR-T",
    "FDA",
    "研究",
    "Kymriah",
    "immun*",
    "细胞治疗 CAR-T",
    "基因治疗",
    "PD-1",
    "诺华 OR Kite",
)


def pss_mb() -> float:
    """Proportional memory of this process in MB."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


class Painted(QObject):
    """Counts what was painted in the widgets it watches."""

    def __init__(self, *watched: QWidget) -> None:
        super().__init__()
        self.count = 0
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt: see the paint event come."""
        self.count += event.type() == QEvent.Type.Paint
        return False


def settle() -> None:
    """Let everything that waits be done: layout, then painting."""
    QTest.qWait(0)


def timed(painted: Painted, work: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU milliseconds (of this thread) of some work until its result is painted."""
    before, wall, cpu = painted.count, time.perf_counter(), time.thread_time()
    work()
    settle()
    took = (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000
    assert painted.count > before, "nothing was painted"
    return took


def line(name: str, measured: list[tuple[float, float]]) -> None:
    """Median and 95th percentile of one kind of act."""
    for label, at in (("wall", 0), ("CPU", 1)):
        values = sorted(pair[at] for pair in measured)
        p95 = values[int(len(values) * 0.95)]
        print(
            f"{name:18} {label:4} median {statistics.median(values):6.1f}  p95 {p95:6.1f} ms  n={len(values)}"
        )


def rounds(program: Program, times: int) -> None:
    """Use the program and print what it took."""
    rows = program.library.entries()
    entries = [f"cgt:entry/{row.id}" for row in rows if row.kind in ("therapy", "company", "policy")][
        :ENTRIES
    ]
    by_document: dict[str, list[str]] = {}
    for fact in program.library.facts():
        by_document.setdefault(fact.citation.document, []).append(f"cgt:fact/{fact.id}")
    walks = zip(*(itertools.cycle(places) for places in by_document.values()), strict=False)
    originals = list(itertools.chain.from_iterable(itertools.islice(walks, ORIGINALS)))[:ORIGINALS]
    source, page = program.window.source_pane.view, program.window.entry_pane._view()
    painted = Painted(source.viewport(), page.above.viewport())
    open_ = program.navigator.open
    print(f"start: PSS {pss_mb():.0f} MB")
    first = [timed(painted, lambda at=places[0]: open_(at)) for places in by_document.values()]
    line("original, new", first)
    for number in range(1, times + 1):
        pages = [timed(painted, lambda place=place: open_(place)) for place in entries]
        texts = [timed(painted, lambda place=place: open_(place)) for place in originals]
        for query in itertools.islice(itertools.cycle(QUERIES), SEARCHES):
            program.window.navigation_pane.search_now(query)
            settle()
        QTest.qWait(500)
        gc.collect()
        line("entry page", pages)
        line("original at a fact", texts)
        print(f"after round {number}: PSS {pss_mb():.0f} MB")
    line("every entry", [timed(painted, lambda row=row: open_(f"cgt:entry/{row.id}")) for row in rows])


def main() -> None:
    """Start the program as it starts for a reader, use it, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    from cgtatlas.library.bundled import bundled_library
    from cgtatlas.ui.app import Program, application

    application()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(bundled_library(), Path(folder), language="zh", theme="light")
        program.window.resize(1280, 800)
        program.window.show()
        QTest.qWait(300)
        program.window.restore_place()
        QTest.qWait(500)
        rounds(program, given.rounds)
        program.close()


if __name__ == "__main__":
    main()
