"""Backups over simulated years, and bringing back damaged files from them.

``python tests/faults/drill.py [DAYS [RESTORES]]``: a reader works on so many days, a few changes a day,
with the clock driven by the test; after every backup the set of copies is what the rules say, each one
whole, and a damaged file never pushes a good copy out. Then so many damaged files are brought back from
the newest copy and compared.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.model import Anchor
from cgtatlas.store import backup
from cgtatlas.store.store import Store

START = datetime(2025, 1, 1, 8, 0, tzinfo=UTC)


@dataclass
class Result:
    """What the drill showed; the lists must stay empty."""

    days: int = 0
    backups_made: int = 0
    kept: int = 0
    kept_ages: list[int] = field(default_factory=list)  # days
    rotated_while_damaged: list[str] = field(default_factory=list)
    bad_copies: list[str] = field(default_factory=list)
    restores: int = 0
    unequal: list[str] = field(default_factory=list)

    @property
    def bad(self) -> bool:
        """Did anything happen that must not?"""
        return bool(self.rotated_while_damaged or self.bad_copies or self.unequal)


def _content(path: Path) -> list[tuple[object, ...]]:
    store = Store(path)
    try:
        notes = [(note.id, note.body, note.tags) for note in store.annotations()]
        return [*notes, *((mark.id, mark.target) for mark in store.bookmarks())]
    finally:
        store.close()


def _spoil(path: Path, chosen: random.Random) -> None:
    content = bytearray(path.read_bytes())
    kind = chosen.choice(["page", "cut", "bytes", "header"])
    if kind == "cut":
        content = content[: chosen.randrange(600, len(content) - 4096)]
    elif kind == "header":
        content[:16] = b"\0" * 16
    elif kind == "page":
        at = chosen.randrange(1, len(content) // 4096) * 4096
        content[at : at + 4096] = chosen.randbytes(4096)
    else:
        for _ in range(64):
            content[chosen.randrange(100, len(content))] = chosen.randrange(256)
    path.write_bytes(bytes(content))


def years(days: int, path: Path, result: Result) -> None:
    """Work and back up, day by day; now and then the file is damaged for a day."""
    chosen, now = random.Random(1), START
    for day in range(days):
        for hours in (0, 0.4, 4):  # the second one comes too soon after the first
            now = START + timedelta(days=day, hours=hours)
            store = Store(path)
            store.add_annotation(Anchor("doc", "a" * 64, 0, 2, "引文"), body=f"{day}.{hours}")
            store.close()
            result.backups_made += backup.automatic(path, now) is not None
        if day % 10 == 9:
            _damaged_day(path, now, chosen, result)
    stay = backup.backups(path)
    result.days, result.kept = days, len(stay)
    result.kept_ages = [(now.date() - copy.at.date()).days for copy in stay]
    expected = backup.keep((copy.at for copy in stay), now)
    if {copy.at for copy in stay} != expected:
        result.bad_copies.append("more copies than the rules keep")
    for copy in stay:
        try:
            backup.verify(copy.path)
        except AtlasError as error:
            result.bad_copies.append(f"{copy.path.name}: {error.code}")


def _damaged_day(path: Path, now: datetime, chosen: random.Random, result: Result) -> None:
    good, before = path.read_bytes(), backup.backups(path)
    _spoil(path, chosen)
    try:
        made = backup.automatic(path, now + timedelta(days=1))
    except AtlasError:
        made = None
    if made is None and backup.backups(path) != before:
        result.rotated_while_damaged.append(str(now))
    path.write_bytes(good)


def restores(count: int, path: Path, result: Result) -> None:
    """Damage the file in many ways, bring back the newest good copy, compare."""
    chosen, good = random.Random(2), path.read_bytes()
    newest = backup.newest_good(path)
    assert newest is not None
    want = _content(newest.path)
    for number in range(count):
        _spoil(path, chosen)
        damaged = path.read_bytes()
        found = backup.newest_good(path)
        kept = backup.restore_from(found.path, path) if found is not None else None
        result.restores += 1
        if _content(path) != want:
            result.unequal.append(f"{number}: content")
        if kept is None:
            result.unequal.append(f"{number}: the replaced file was not kept")
        elif kept.read_bytes() != damaged and _content(kept) is None:
            result.unequal.append(f"{number}: the replaced file was changed")
        for file in path.parent.glob("reader.*.db*"):
            file.unlink()
        path.write_bytes(good)


def run(days: int, count: int, folder: Path) -> Result:
    """Both drills on one file."""
    path, result = folder / "reader.db", Result()
    years(days, path, result)
    restores(count, path, result)
    shutil.rmtree(folder / "backups")
    return result


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        numbers = [int(word) for word in sys.argv[1:]]
        done = run(*(numbers + [400, 100][len(numbers) :])[:2], Path(place))
        print(done)
        sys.exit(done.bad)
