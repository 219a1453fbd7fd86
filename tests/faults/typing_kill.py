"""Kill the window with kill -9 while a note is being typed at 20 keys a second; how much typing is lost?

``python tests/faults/typing_kill.py [TRIALS [SEED]]``. Demanded: what is in the file is a beginning of
what was typed, and the first key that is missing was pressed less than a second before the kill.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import cgtatlas
from cgtatlas.store.store import Store, reader_file

APP = str(Path(cgtatlas.__file__).parent.parent)
LIMIT = 1.0  # seconds of typing that may be lost
_KEY = 0.05  # seconds between two keys


@dataclass
class Result:
    """What the trials showed; ``problems`` must stay empty."""

    trials: int = 0
    keys: int = 0
    saved: int = 0
    worst: float = 0.0  # seconds of typing lost
    problems: list[str] = field(default_factory=list)


def child(data_dir: Path) -> None:
    """The window with a note open, typed into for ever; each key is announced with its time."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    from cgtatlas.library.bundled import bundled_library
    from cgtatlas.store.anchors import make_anchor
    from cgtatlas.ui.app import Program, application
    from cgtatlas.ui.widgets.note_editor import NoteEditor

    app = application()
    program = Program(bundled_library(), data_dir, language="zh", theme="light")
    program.window.show()
    program.window.restore_place()
    program.watch()
    document = program.library.documents()[0]
    text = program.library.text(document.id)
    anchor = make_anchor(document.id, document.sha256, text, 100, 110)
    note = program.store.add_annotation(anchor)[0]
    program.navigator.open(f"cgt:document/{document.id}")
    app.processEvents()
    editor = program.window.findChild(NoteEditor)
    assert editor is not None
    editor.open_note(note)
    typed = 0

    def key() -> None:
        nonlocal typed
        letter = "abcdefghij"[typed % 10]
        at = time.monotonic()
        QTest.keyClick(editor.text, letter)
        typed += 1
        os.write(1, f"{letter} {at}\n".encode())

    timer = QTimer(interval=round(_KEY * 1000))
    timer.timeout.connect(key)
    timer.start()
    app.exec()


def trial(folder: Path, chosen: random.Random, result: Result) -> None:
    """One window, killed."""
    process = subprocess.Popen(
        [sys.executable, __file__, "--child", str(folder)],
        env={**os.environ, "PYTHONPATH": APP},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    reader = threading.Thread(target=lambda: lines.extend(process.stdout or ()))
    reader.start()
    time.sleep(chosen.uniform(0.2, 4.0))
    process.kill()
    killed = time.monotonic()
    process.wait()
    reader.join()
    process.stdout.close()
    keys = [line.split() for line in lines if line.endswith("\n") and line.strip()]
    typed = "".join(letter for letter, _ in keys)
    store = Store(reader_file(folder))
    (body,) = [note.body for note in store.annotations()]
    result.problems += store.check()
    store.close()
    result.trials += 1
    result.keys += len(typed)
    result.saved += len(body)
    if not typed.startswith(body) and body[: len(typed)] != typed:
        result.problems.append(f"{body!r} is no beginning of {typed!r}")
    if len(body) < len(typed):
        lost = killed - float(keys[len(body)][1])
        result.worst = max(result.worst, lost)
        if lost > LIMIT:
            result.problems.append(f"{lost:.2f} s of typing lost")


def run(trials: int, folder: Path, seed: int = 1) -> Result:
    """So many windows, each with a data folder of its own."""
    result, chosen = Result(), random.Random(seed)
    for number in range(trials):
        trial(folder / str(number), chosen, result)
    return result


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(Path(sys.argv[2]))
        sys.exit(0)
    with tempfile.TemporaryDirectory() as place:
        numbers = [int(word) for word in sys.argv[1:]]
        done = run(numbers[0] if numbers else 50, Path(place), *numbers[1:2])
        print(done)
        sys.exit(bool(done.problems))
