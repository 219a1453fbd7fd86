"""Types into the real window at a steady pace and prints how long each key waits.

``python tests/bench/bench_typing.py [--pace MS] [--library FILE] [--rounds N]``

Keys are posted from a thread of their own, on time whatever the window does. *Handled* is the time from
posting a key to the end of everything the window does for it at once, *shown* that to the drawing of the
field with the letter in it. The first line is the same into a bare field: what the machine itself costs.
Without a screen the window is drawn offscreen; with ``--xvfb`` on a virtual display started for it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal  # noqa: E402
from PySide6.QtGui import QInputMethodEvent, QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QLineEdit  # noqa: E402

from cgtatlas.library.bundled import bundled_library  # noqa: E402
from cgtatlas.ui.app import SETTLED, Program, application, settle  # noqa: E402

#: What is typed: committed characters as an input method gives them, and plain keys.
BARE = "a bare field"
WORDS = ("细胞治疗", "CAR-T", "CAR-T细胞", "Yescarta", "FDA 批准", "的", "nhcq", "in:policy 基因治疗")
_ENOUGH = 50.0  # ms a key may wait


@dataclass(slots=True)
class Key:
    """One key: what it is, and when (seconds) it was posted, handled and shown."""

    text: str
    posted: float
    handled: float = 0.0
    shown: float = 0.0


def on_virtual_display() -> int:
    """Run this program again on a display of its own; its exit status."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    try:
        os.close(write)
        display = ":" + os.read(read, 16).decode().strip()
        env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        given = [argument for argument in sys.argv if argument != "--xvfb"]
        return subprocess.run([sys.executable, *given], env=env, check=False).returncode
    finally:
        server.terminate()
        server.wait(10)


class Typist(QObject):
    """Types from its own thread, and sees the field being drawn."""

    typed = Signal(object)
    ended = Signal()

    def __init__(self, field: QLineEdit, texts: tuple[str, ...], pace: float) -> None:
        super().__init__()
        self.keys: dict[str, list[Key]] = {}
        self.waiting: list[Key] = []
        self.field, self.texts, self.pace = field, texts, pace
        field.installEventFilter(self)
        self.typed.connect(self.press, Qt.ConnectionType.QueuedConnection)

    def type_all(self) -> None:
        """Type every text and take it back; runs in the thread."""
        time.sleep(2.5)
        for words in self.texts:
            due = time.perf_counter()
            for text in [*words, *("\b" * len(words))]:
                key = Key(text, time.perf_counter())
                self.keys.setdefault(words, []).append(key)
                self.typed.emit(key)
                due += self.pace / 1000
                time.sleep(max(due - time.perf_counter(), 0))
            time.sleep(0.3)
        time.sleep(0.5)
        self.ended.emit()

    def press(self, key: Key) -> None:
        """The key arrives in the window."""
        QCoreApplication.sendEvent(self.field, event_of(key.text))
        key.handled = time.perf_counter()
        self.waiting.append(key)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt: the field is drawn."""
        if event.type() == QEvent.Type.Paint:
            now = time.perf_counter()
            for key in self.waiting:
                key.shown = now
            self.waiting.clear()
        return False


def run(field: QLineEdit, texts: tuple[str, ...], pace: float) -> dict[str, list[Key]]:
    """Type into a field while the event loop runs."""
    app = application()
    field.window().activateWindow()
    field.setFocus()
    typist = Typist(field, texts, pace)
    typist.ended.connect(app.quit)
    thread = threading.Thread(target=typist.type_all)
    thread.start()
    app.exec()
    thread.join()
    return typist.keys


def measure(library: Path, pace: float, rounds: int) -> dict[str, list[Key]]:
    """Every key typed, by the words it belongs to."""
    application()
    bare = QLineEdit()
    bare.show()
    keys = run(bare, (BARE,), pace)
    bare.close()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(library, Path(folder), language="zh", theme="light", keep_state=False)
        program.window.show()
        program.window.restore_place()
        QTimer.singleShot(SETTLED, program.window, settle)
        keys |= run(program.window.navigation_pane.omnibox, WORDS * rounds, pace)
        program.close()
    return keys


def event_of(text: str) -> QEvent:
    """A key as the system sends it: Chinese comes committed by an input method."""
    if not text.isascii():
        event = QInputMethodEvent()
        event.setCommitString(text)
        return event
    code = Qt.Key.Key_Backspace if text == "\b" else Qt.Key(ord(text.upper()))
    return QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, text)


def report(keys: dict[str, list[Key]]) -> int:
    """Print the table; the number of keys that waited too long."""
    titles = f"{'words':<22}{'keys':>6}{'handled p50':>13}{'p95':>8}{'most':>8}"
    print(f"{titles}{'shown p50':>11}{'p95':>8}{'most':>8}   (ms)")
    every: list[Key] = [key for words, typed in keys.items() if words != BARE for key in typed]
    for words, typed in [*keys.items(), ("all", every)]:
        handled = [(key.handled - key.posted) * 1000 for key in typed if key.handled]
        shown = [(key.shown - key.posted) * 1000 for key in typed if key.shown]
        width = 22 - sum(char >= "\u2e80" for char in words)
        line = f"{words:<{width}}{len(typed):>6}"
        for values, room in ((handled, 13), (shown, 11)):
            p95 = statistics.quantiles(values, n=20, method="inclusive")[-1]
            line += f"{statistics.median(values):>{room}.1f}{p95:>8.1f}{max(values):>8.1f}"
        print(line)
    late = [key for key in every if (key.shown - key.posted) * 1000 > _ENOUGH]
    lost = [key for key in every if not key.handled]
    print(f"{len(late)} of {len(every)} keys waited more than {_ENOUGH:.0f} ms, {len(lost)} were lost")
    return len(late) + len(lost)


def main() -> int:
    """Type and tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pace", type=float, default=60.0, help="milliseconds between two keys")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--xvfb", action="store_true", help="draw on a virtual display")
    options = parser.parse_args()
    if options.xvfb:
        return on_virtual_display()
    if "DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    library = options.library or bundled_library()
    return 1 if report(measure(library, options.pace, options.rounds)) else 0


if __name__ == "__main__":
    raise SystemExit(main())
