"""Let each kind of disk operation fail, at many moments, once or from then on.

``python tests/faults/iofault.py [PER [STEPS [SEED]]]``: PER moments for each kind and error. Demanded:
the child neither dies nor hangs; a step that failed is reported and never acknowledged; afterwards,
without the fault, the file opens, passes its check and holds what was acknowledged.

``python tests/faults/iofault.py --full-disk [MEGABYTES]`` works in a real file system of that size until
it is full (needs the right to mount one), goes on in it, makes room and goes on again.
"""

from __future__ import annotations

import errno
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from kill9 import differences, replay
from shimmed import APP, HERE, compile_shim, run_child

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.model import Anchor
from cgtatlas.store.store import Store

KINDS = {
    "write": ("ENOSPC", "EIO"),
    "sync": ("ENOSPC", "EIO"),
    "open": ("EACCES", "EMFILE"),
    "trunc": ("EIO",),
    "unlink": ("EIO",),
    "rename": ("EIO",),
}


@dataclass
class Result:
    """What the trials showed; all lists must stay empty."""

    trials: int = 0
    acknowledged: int = 0
    reported: Counter[str] = field(default_factory=Counter)
    died: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def bad(self) -> bool:
        """Did anything happen that must not?"""
        return bool(self.died or self.lost or self.problems)


def judge(path: Path, said_to: Path, result: Result, what: str) -> None:
    """Open the file without the fault and compare it with what was said."""
    lines = said_to.read_text(encoding="utf-8").splitlines(keepends=True) if said_to.exists() else []
    result.trials += 1
    sure, unknown, acknowledged = replay(lines, {})
    result.acknowledged += acknowledged
    result.reported.update(line.split('"code": "')[1].split('"')[0] for line in lines if line[0] == "E")
    try:
        store = Store(path)
    except AtlasError as error:
        result.problems.append(f"{what}: {error.code}")
        return
    found = {note.id: note.body for note in store.annotations()}
    result.lost += [f"{what}: {line}" for line in differences(found, sure, unknown)]
    result.problems += [f"{what}: {line}" for line in store.check()]
    store.close()


def run(per: int, steps: int, folder: Path, seed: int = 1, kinds: tuple[str, ...] = tuple(KINDS)) -> Result:
    """So many moments for each kind of operation and error, each failing once and for good."""
    shim, result, chosen = compile_shim(folder), Result(), random.Random(seed)
    probe, counts = folder / "probe", folder / "counts"
    probe.mkdir()
    environment = {"SHIM_ROOT": str(probe), "SHIM_COUNT": str(counts)}
    run_child(shim, probe / "reader.db", seed, steps, folder / "said", **environment)
    calls = {words[0]: int(words[1]) for words in map(str.split, counts.read_text().splitlines())}
    for kind in kinds:
        for name in KINDS[kind]:
            firsts = chosen.sample(range(calls[kind]), min(per, calls[kind]))
            for first, count in ((first, count) for first in sorted(firsts) for count in (1, 0)):
                root, said_to = folder / "store", folder / "said"
                shutil.rmtree(root, ignore_errors=True)
                root.mkdir()
                said_to.unlink(missing_ok=True)
                fail = f"{kind}:{getattr(errno, name)}:{first}:{count}"
                what = f"{kind} {name} from {first} {'once' if count else 'on'}"
                status, complaint = run_child(
                    shim, root / "reader.db", seed, steps, said_to, SHIM_ROOT=str(root), SHIM_FAIL=fail
                )
                if status not in (0, 3):
                    result.died.append(f"{what}: {complaint}")
                judge(root / "reader.db", said_to, result, what)
    return result


def full_disk(megabytes: int, folder: Path, steps: int = 1500) -> Result:
    """Fill a real file system. Raises CalledProcessError where none can be mounted."""
    mount, said_to, result = folder / "mount", folder / "said", Result()
    mount.mkdir()
    size = f"size={megabytes}m"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(mount)], check=True, capture_output=True)
    try:
        path = mount / "reader.db"
        words = [sys.executable, str(HERE / "work.py"), APP, str(path), "1", str(steps), str(said_to)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=500, check=False)
        if done.returncode not in (0, 3):
            result.died.append(done.stderr[-300:])
        subprocess.run(["mount", "-o", f"remount,size={megabytes * 4}m", str(mount)], check=True)
        judge(path, said_to, result, "full disk")
        store = Store(path)
        store.add_annotation(Anchor("doc", "a" * 64, 0, 2, "引文"), body="空间恢复后")
        result.problems += store.check()
        store.close()
    finally:
        subprocess.run(["umount", str(mount)], check=True)
    return result


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        if "--full-disk" in sys.argv:
            given = [int(word) for word in sys.argv[1:] if word.isdecimal()]
            outcome = full_disk(given[0] if given else 2, Path(place))
        else:
            numbers = [int(word) for word in sys.argv[1:]]
            outcome = run(*(numbers + [12, 25][len(numbers) :])[:2], Path(place), *numbers[2:3])
        print(outcome)
        sys.exit(outcome.bad)
