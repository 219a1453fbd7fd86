"""Cut the power at many moments of a session, in many ways, and compare with what was acknowledged.

``python tests/faults/powercut.py [POINTS [STEPS [SEED]]]``: a child works under ``shim.c``, which logs
every write, sync and change of names together with the child's announcements. At each point of that log
the disk is built as a power cut could leave it, five times by each of two rules: what was synced is
there; what was not may be there, be missing or be torn at 512-byte sectors. The file is opened from that
disk, compared and checked.

Rules: ``ext4``, any sync makes earlier changes of names durable; ``posix``, only a sync of the folder
does.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from kill9 import differences, replay
from shimmed import compile_shim, run_child

from cgtatlas.core.errors import AtlasError
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

SECTOR = 512
POLICIES = ("none", "all", "some", "some", "some")  # of what was not synced


@dataclass
class Result:
    """What the trials showed; ``lost``, ``problems`` and ``refused`` must stay empty."""

    cuts: int = 0
    points: int = 0
    syncs: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def bad(self) -> bool:
        """Was anything lost, damaged or refused?"""
        return bool(self.lost or self.problems or self.refused)


@dataclass
class Inode:
    """A file's content: what is durable, and the operations that are not yet."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[str, int, bytes]] = field(default_factory=list)

    @staticmethod
    def apply(content: bytearray, kind: str, at: int, data: bytes) -> None:
        """One write or truncation."""
        size = at + len(data) if kind == "write" else at
        if len(content) < size:
            content.extend(bytes(size - len(content)))
        if kind == "write":
            content[at : at + len(data)] = data
        else:
            del content[at:]

    def flush(self) -> None:
        """The disk has confirmed everything."""
        for operation in self.pending:
            self.apply(self.durable, *operation)
        self.pending = []

    def after(self, policy: str, chosen: random.Random) -> bytes:
        """What could be there after a cut."""
        content = bytearray(self.durable)
        for kind, at, data in self.pending if policy != "none" else ():
            luck = 0.0 if policy == "all" or kind == "trunc" else chosen.random()
            if luck < 0.4:
                self.apply(content, kind, at, data)
            elif luck < 0.7:
                for start in range(at // SECTOR * SECTOR, at + len(data), SECTOR):
                    low, high = max(start, at), min(start + SECTOR, at + len(data))
                    if chosen.random() < 0.5:
                        self.apply(content, kind, low, data[low - at : high - at])
        return bytes(content)


class Disk:
    """A folder tree as the log builds it, by one rule about names."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        self.names: dict[str, Inode] = {}
        self.durable: dict[str, Inode] = {}
        self.pending: list[tuple[str, str, str, Inode | None]] = []

    def step(self, kind: str, path: str, at: int, data: bytes) -> None:
        """One line of the log."""
        if kind in ("create", "write") and path not in self.names:
            self.names[path] = Inode()
            self.pending.append(("link", path, "", self.names[path]))
        if kind in ("write", "trunc") and path in self.names:
            self.names[path].pending.append((kind, at, data))
        elif kind == "unlink" and self.names.pop(path, None) is not None:
            self.pending.append((kind, path, "", None))
        elif kind == "rename" and path in self.names:
            target = data.decode("utf-8", "surrogateescape")
            self.names[target] = self.names.pop(path)
            self.pending.append((kind, path, target, self.names[target]))
        elif kind == "sync":
            self._sync(path)

    def _sync(self, path: str) -> None:
        if path in self.names:
            self.names[path].flush()
        durable = [p for p in self.pending if self.rule == "ext4" or os.path.dirname(p[1]) == path]  # noqa: PTH120
        if path in self.names and self.rule != "ext4":
            durable = []
        self._rename(self.durable, durable)
        self.pending = [p for p in self.pending if p not in durable]

    @staticmethod
    def _rename(names: dict[str, Inode], changes: list[tuple[str, str, str, Inode | None]]) -> None:
        for kind, path, target, inode in changes:
            if kind != "link":
                names.pop(path, None)
            if inode is not None:
                names[target or path] = inode

    def cut(self, policy: str, chosen: random.Random) -> dict[str, bytes]:
        """The files as a power cut now could leave them."""
        names = dict(self.durable)
        count = {"none": 0, "all": len(self.pending)}.get(policy, chosen.randint(0, len(self.pending)))
        self._rename(names, self.pending[:count])
        return {path: inode.after(policy, chosen) for path, inode in names.items()}


def read_log(path: Path) -> Iterator[tuple[str, str, int, bytes]]:
    """The shim's log: kind, path, position, bytes."""
    raw, at = path.read_bytes(), 0
    while at < len(raw):
        end = raw.index(b"\n", at)
        kind, name, where, size = raw[at:end].decode("utf-8", "surrogateescape").split("\t")
        at = end + 1
        data = raw[at : at + int(size)] if kind in ("write", "rename") else b""
        at += len(data)
        yield kind, name, int(where), data


def _judge(files: dict[str, bytes], root: Path, folder: Path, said: list[str], result: Result) -> None:
    for path, content in files.items():
        target = folder / Path(path).relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    sure, unknown, _ = replay(said, {})
    result.cuts += 1
    try:
        store = Store(folder / "reader.db")
    except AtlasError as error:
        result.refused[error.code] += 1
        return
    result.lost += differences({note.id: note.body for note in store.annotations()}, sure, unknown)
    result.problems += store.check()
    store.close()


def run(points: int, steps: int, folder: Path, seed: int = 1) -> Result:
    """One session of so many steps, cut at so many points of its log, ten disks each."""
    root, log = folder / "disk", folder / "log"
    root.mkdir()
    said_to = root / "SAID"
    run_child(
        compile_shim(folder), root / "reader.db", seed, steps, said_to, SHIM_ROOT=str(root), SHIM_LOG=str(log)
    )
    operations, chosen, result = list(read_log(log)), random.Random(seed), Result()
    at = set(chosen.sample(range(1, len(operations)), min(points, len(operations) - 1)))
    disks, said = [Disk("ext4"), Disk("posix")], list[str]()
    for number, (kind, path, where, data) in enumerate(operations, 1):
        if path == str(said_to):
            said += data.decode().splitlines(keepends=True) if kind == "write" else []
        else:
            for disk in disks:
                disk.step(kind, path, where, data)
        result.syncs += kind == "sync"
        if number not in at:
            continue
        result.points += 1
        for disk in disks:
            for policy in POLICIES:
                with tempfile.TemporaryDirectory(dir=folder) as place:
                    _judge(disk.cut(policy, chosen), root, Path(place), said, result)
    result.acknowledged = sum(line.startswith("A ") for line in said)
    return result


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        numbers = [int(word) for word in sys.argv[1:]]
        done = run(*(numbers + [300, 60][len(numbers) :])[:2], Path(place), *numbers[2:3])
        print(done)
        sys.exit(done.bad)
