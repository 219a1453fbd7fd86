"""Kill a writing process at random moments and compare the file with what was acknowledged.

``python tests/faults/kill9.py [TRIALS [SEED]]`` prints trials, acknowledged steps and what was lost.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import cgtatlas
from cgtatlas.store.store import Store

APP = str(Path(cgtatlas.__file__).parent.parent)
CHILD = str(Path(__file__).with_name("work.py"))


@dataclass
class Result:
    """What the trials showed; ``lost`` and ``problems`` must stay empty."""

    trials: int = 0
    acknowledged: int = 0
    killed_while_writing: int = 0
    lost: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    slowest_opening: float = 0.0  # seconds


def replay(lines: list[str], state: dict[str, str]) -> tuple[dict[str, str], list[dict[str, str]], int]:
    """The state after the acknowledged steps, the steps of unknown outcome, and the number acknowledged."""
    sure, unknown, begun, acknowledged = dict(state), [], None, 0
    for line in lines:
        if not line.endswith("}\n"):
            continue  # cut off by the kill
        kind, data = line[0], json.loads(line[2:])
        if kind == "B":
            begun = data
        elif kind == "E" and begun:
            unknown.append(begun)
            begun = None
        elif kind == "A" and data["op"] in ("add", "edit", "delete"):
            acknowledged, begun = acknowledged + 1, None
            sure[data["id"]] = data["text"]
            if data["op"] == "delete":
                del sure[data["id"]]
    return sure, unknown + ([begun] if begun else []), acknowledged


def differences(found: dict[str, str], sure: dict[str, str], unknown: list[dict[str, str]]) -> list[str]:
    """Acknowledged things that are missing or old, and things that nobody wrote."""
    may = {step["id"]: {step["text"], None if step["op"] == "delete" else step["text"]} for step in unknown}
    return [
        f"{id}: {str(sure.get(id))[:20]} is {str(found.get(id))[:20]}"
        for id in sure.keys() | found.keys()
        if found.get(id) != sure.get(id) and found.get(id) not in may.get(id, ())
    ]


def trial(path: Path, seed: int, state: dict[str, str], result: Result) -> dict[str, str]:
    """One child, killed; adds to the result and returns what the file holds now."""
    chosen = random.Random(seed)
    child = subprocess.Popen(
        [sys.executable, CHILD, APP, str(path), str(seed), "100000"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    assert child.stdout is not None
    lines = [child.stdout.readline()]
    reader = threading.Thread(target=lambda: lines.extend(child.stdout or ()))
    reader.start()
    time.sleep(chosen.choice([chosen.uniform(0, 0.05), chosen.uniform(0, 0.3)]))
    child.kill()
    child.wait()
    reader.join()
    child.stdout.close()
    sure, unknown, acknowledged = replay(lines, state)
    begin = time.perf_counter()
    store = Store(path)
    result.slowest_opening = max(result.slowest_opening, time.perf_counter() - begin)
    found = {note.id: note.body for note in store.annotations()}
    result.lost += differences(found, sure, unknown)
    result.problems += store.check()
    store.close()
    result.trials += 1
    result.acknowledged += acknowledged
    result.killed_while_writing += bool(unknown)
    return found


def run(trials: int, path: Path, seed: int = 1) -> Result:
    """So many trials on one file."""
    result, state = Result(), dict[str, str]()
    for number in range(trials):
        state = trial(path, seed * 100_000 + number, state, result)
    return result


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
        done = run(count, Path(folder) / "reader.db", int(sys.argv[2]) if len(sys.argv) > 2 else 1)
        print(done)
        sys.exit(bool(done.lost or done.problems))
