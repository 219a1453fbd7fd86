"""Time from choosing a hit to its words standing lit in the middle of the original, in long documents.

``python tests/bench/bench_open_hit.py [--characters N …] [--rounds N]``

Makes a library with documents of 30,000, 300,000 and 3,000,000 characters, mixed from the originals' own
paragraphs, so that entities, headings and cited words are as dense as in real ones; then opens a hit 95 %
down in each of them from another document, through the window's own navigation, and waits until the view
has been painted with the words in sight. *first* opens the document, *again* another hit in it. Each time the
words must stand in the middle and exactly they must be lit.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject  # noqa: E402

from cgtatlas.core import iri  # noqa: E402
from cgtatlas.library.compile import compile_library  # noqa: E402
from cgtatlas.ui.app import Program, application  # noqa: E402

SOURCES = ROOT / "resources" / "library"
GOALS = {30_000: 200, 300_000: 300, 3_000_000: 600}  # ms
Took = tuple[float, float]  # ms on the wall, ms of CPU
WANTED = "此处正是检索目标"


def long_text(characters: int) -> str:
    """Paragraphs of the originals in a random order, with the words that are looked for twice in it."""
    chance = random.Random(characters)
    lines = [
        line
        for path in sorted((SOURCES / "documents").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    parts: list[str] = []
    size = 0
    while size < characters:
        parts.append(chance.choice(lines))
        size += len(parts[-1]) + 1
    for share in (0.6, 0.95):
        parts.insert(round(len(parts) * share), f"这是一个很长的文献,{WANTED},前后都有文字。")
    return "\n".join(parts)


def make_library(folder: Path, sizes: list[int]) -> Path:
    """The bundled library's sources with the long documents added, compiled."""
    sources = Path(shutil.copytree(SOURCES, folder / "sources"))
    for size in sizes:
        text = long_text(size)
        (sources / "documents" / f"long-{size}.txt").write_text(text, encoding="utf-8", newline="")
        digest = hashlib.sha256(text.encode()).hexdigest()
        fields = {"title": f"{size} characters", "language": "zh", "added": "2026-01-01", "sha256": digest}
        fields |= dict.fromkeys(("title_en", "publisher", "author", "published", "doi", "url"), "")
        lines = [f'{key} = "{value}"' for key, value in fields.items()]
        lines += [f'id = "long-{size}"', f'origin = "long-{size}.txt"', "begin = 0", f"end = {len(text)}"]
        lines += ["off_topic = false"]
        (sources / "documents" / f"long-{size}.toml").write_text("\n".join(lines), encoding="utf-8")
    out = folder / "long.db"
    compile_library(sources, out)
    return out


class Painted(QObject):
    """Ends a loop when the view has been painted."""

    def __init__(self, loop: QEventLoop) -> None:
        super().__init__()
        self.loop = loop

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt: see the paint event come, and leave after it."""
        if event.type() == QEvent.Type.Paint:
            self.loop.quit()
        return False


def opened(program: Program, address: str, start: int, matches: list[tuple[int, int]]) -> Took:
    """How long it takes until a place is painted with its words in sight."""
    view = program.window.source_pane.view
    loop = QEventLoop()
    painted = Painted(loop)
    view.viewport().installEventFilter(painted)
    began, cpu = time.perf_counter(), time.thread_time()
    program.navigator.open(address, matches=matches)
    view.viewport().update()
    loop.exec()
    took = (time.perf_counter() - began) * 1000, (time.thread_time() - cpu) * 1000
    view.viewport().removeEventFilter(painted)
    cursor = view.textCursor()
    cursor.setPosition(view.map.to_view(start))
    middle = view.cursorRect(cursor).center().y()
    assert abs(middle - view.viewport().height() / 2) < 60, f"not in the middle: {middle}"
    lit = [one for one in view.extraSelections() if one.format.fontOverline()]  # the one led to
    words = [view.map.copy(one.cursor.selectionStart(), one.cursor.selectionEnd()) for one in lit]
    assert words == [WANTED], f"lit: {words}"
    return took


def measure(program: Program, size: int, rounds: int) -> tuple[list[Took], list[Took]]:
    """Times of opening the document at its last hit, and of going to the other one."""
    document = f"long-{size}"
    text = program.library.text(document)
    places = [text.index(WANTED), text.rindex(WANTED)]
    matches = [(at, at + len(WANTED)) for at in places]
    first, again = [], []
    for _ in range(rounds):
        program.navigator.open("cgt:document/car-t-industrialisation-2018")
        program.window.source_pane._shelf.clear()  # nothing of a document is kept
        application().processEvents()
        there, back = (iri.passage(document, *span).iri for span in reversed(matches))
        first.append(opened(program, there, places[1], matches))
        again.append(opened(program, back, places[0], matches))
    return first, again


def main() -> None:
    """Make the library, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--characters", type=int, nargs="+", default=list(GOALS))
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    application()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        library = make_library(Path(folder), given.characters)
        print(f"library made in {time.perf_counter() - began:.0f} s")
        program = Program(library, Path(folder) / "data", language="zh", theme="light", keep_state=False)
        program.style.reduced_motion = True
        program.window.show()
        program.window.restore_place()
        program.navigator.open("cgt:document/car-t-industrialisation-2018")
        application().processEvents()
        print("ms, min / median; CPU is that of the window's thread")
        print(f"{'characters':>12}{'first':>14}{'CPU':>14}{'again':>14}{'CPU':>14}{'goal':>8}")
        for size in given.characters:
            first, again = measure(program, size, given.rounds)
            kinds = ([took[at] for took in each] for each in (first, again) for at in (0, 1))
            shown = "".join(f"{f'{min(t):.0f} / {statistics.median(t):.0f}':>14}" for t in kinds)
            print(f"{size:>12,}{shown}{GOALS.get(size, ''):>8}", flush=True)
        program.close()


if __name__ == "__main__":
    main()
