"""Several programs on one reader's file: nothing is overwritten without a word, nothing added is missing.

``python tests/faults/races.py [PROCESSES [STEPS]]`` prints what each added, saved and was refused, and
how long a step took.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import cgtatlas
from cgtatlas.core.model import Anchor
from cgtatlas.store.store import Store

APP = str(Path(cgtatlas.__file__).parent.parent)
CHILD = str(Path(__file__).with_name("race.py"))


@dataclass
class Result:
    """What the race showed; the lists must stay empty."""

    processes: int = 0
    steps: int = 0
    added: int = 0
    edits: int = 0
    conflicts: int = 0  # reported to the program that came too late
    refused: int = 0  # saves that were told to have failed
    p99: float = 0.0  # seconds
    longest: float = 0.0
    missing: list[str] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def bad(self) -> bool:
        """Was anything lost?"""
        return bool(self.missing or self.overwritten or self.problems)


def run(processes: int, steps: int, path: Path, shared: int = 5) -> Result:
    """So many processes edit the same notes and add their own."""
    store = Store(path)
    for number in range(shared):
        store.add_annotation(Anchor("shared", "a" * 64, number, number + 2, "引文"), body="共享")
    words = [sys.executable, CHILD, APP, str(path)]
    children = [
        subprocess.Popen([*words, f"p{number}", str(steps)], stdout=subprocess.PIPE, text=True)
        for number in range(processes)
    ]
    found = [json.loads(child.communicate(timeout=500)[0]) for child in children]
    bodies = {note.id: note.body for note in store.annotations()}
    times = sorted(time for one in found for time in one["times"])
    result = Result(processes=processes, steps=len(times), problems=store.check())
    store.close()
    for one in found:
        result.added += len(one["added"])
        result.edits += len(one["marks"])
        result.conflicts += one["conflicts"]
        result.refused += one["refused"]
        result.missing += [id for id in one["added"] if id not in bodies]
        result.overwritten += [mark for id, mark in one["marks"] if mark not in bodies[id]]
    result.p99, result.longest = times[int(len(times) * 0.99)], times[-1]
    return result


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        numbers = [int(word) for word in sys.argv[1:]]
        done = run(*(numbers + [8, 150][len(numbers) :])[:2], Path(place) / "reader.db")
        print(done)
        sys.exit(done.bad)
