"""Damaged, foreign and odd reader's files: every one is opened whole, refused with its bytes kept, or
rescued.

``python tests/faults/damage.py [FLIPS [SEED]]`` prints, for each state and for so many files with random
bytes overwritten, what happened. Demanded: no death, no hang, nothing lost without a word, no damaged
original overwritten. Each trial is a process of its own (``damage.py --child FOLDER``).
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.model import Anchor
from cgtatlas.store import rescue
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    Spoil = Callable[[Path], object]

HERE = Path(__file__).parent
NOTES = 150


def sql(statements: str) -> Spoil:
    """Spoil by statements that another program runs."""

    def spoil(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.executescript(statements)
        connection.close()

    return spoil


def put(offset: int, raw: bytes) -> Spoil:
    """Overwrite bytes; a negative offset counts from the end."""

    def spoil(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(offset, os.SEEK_SET if offset >= 0 else os.SEEK_END)
            file.write(raw)

    return spoil


def _other_log(path: Path) -> None:
    other = path.with_name("other.db")
    shutil.copy(path, other)
    connection = sqlite3.connect(other)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE zz(a);")
    connection.execute("DELETE FROM annotation WHERE rowid % 2")
    connection.commit()
    shutil.copy(f"{other}-wal", f"{path}-wal")
    connection.close()
    other.unlink()


def _instead(make: Spoil) -> Spoil:
    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


STATES: dict[str, Spoil] = {
    "untouched": lambda path: None,
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "text file": lambda path: path.write_text("hello " * 1000),
    "one byte": lambda path: path.write_bytes(b"x"),
    "a folder": _instead(lambda path: path.mkdir()),
    "a pipe": _instead(lambda path: os.mkfifo(path)),
    "a dangling link": _instead(lambda path: path.symlink_to("/nonexistent/x")),
    "cut in half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "one byte short": lambda path: os.truncate(path, path.stat().st_size - 1),
    "only the header": lambda path: os.truncate(path, 100),
    "header overwritten": put(0, b"XXXX"),
    "page size": put(16, b"\x00\x03"),
    "newer schema": sql("PRAGMA user_version = 999"),
    "other application": sql("PRAGMA application_id = 12345"),
    "foreign database": _instead(sql("CREATE TABLE a(b); INSERT INTO a VALUES (1)")),
    "second page zeroed": put(4096, bytes(4096)),
    "last page zeroed": put(-4096, bytes(4096)),
    "garbage as log": lambda path: Path(f"{path}-wal").write_bytes(random.Random(1).randbytes(8272)),
    "garbage as journal": lambda path: Path(f"{path}-journal").write_bytes(
        bytes.fromhex("d9d505f920a163d7") + random.Random(2).randbytes(4096)
    ),
    "log of a diverged copy": _other_log,
    "planted trigger": sql("CREATE TRIGGER t AFTER INSERT ON annotation BEGIN DELETE FROM annotation; END"),
    "planted view": sql(
        "ALTER TABLE annotation RENAME TO r; CREATE VIEW annotation AS SELECT * FROM r WHERE 0"
    ),
    "planted table with a function": sql(
        "CREATE TABLE zz(a DEFAULT (load_extension('x')), b GENERATED ALWAYS AS (abs(a)))"
    ),
    "table dropped": sql("DROP TABLE annotation_tag"),
    "column renamed": sql("ALTER TABLE bookmark RENAME COLUMN title TO zz"),
    "full-text index wiped": sql("DELETE FROM passage_fts_data"),
    "a note altered": sql("UPDATE annotation SET body = body || '!' WHERE rowid = 3"),
    "undecodable letters": sql("UPDATE annotation SET body = CAST(x'ff41' AS TEXT) WHERE rowid = 1"),
}


def flip(seed: int) -> Spoil:
    """Overwrite 1, 4 or 32 random bytes."""

    def spoil(path: Path) -> None:
        chosen, content = random.Random(seed), bytearray(path.read_bytes())
        for _ in range(chosen.choice([1, 1, 4, 32])):
            content[chosen.randrange(len(content))] = chosen.randrange(256)
        path.write_bytes(bytes(content))

    return spoil


def make_good(folder: Path) -> dict[str, str]:
    """A file with notes, a folder and bookmarks; id -> text."""
    chosen, store = random.Random(1), Store(folder / "reader.db")
    made = {}
    for number in range(NOTES):
        body = f"批注{number} CD19 " + "嵌合" * chosen.randint(1, 300)
        made[store.add_annotation(Anchor("doc", "a" * 64, 0, 2, "引文"), body=body)[0].id] = body
    store.add_bookmark("cgt:entry/a", "甲", folder=store.add_folder("项目")[0].id)
    store.close()
    return made


def child(folder: Path) -> dict[str, object]:
    """Open, read, write, check; or the refusal, and what a rescue then yields."""
    path = folder / "reader.db"
    try:
        store = Store(path)
    except AtlasError as error:
        if error.code != "corrupt":
            return {"refused": error.code}
        aside = rescue.recover(path)
        store = Store(path)
        rescued = {note.id: note.body for note in store.annotations()}
        store.close()
        return {"refused": error.code, "aside": str(aside.damaged), "notes": rescued}
    notes = {note.id: note.body for note in store.annotations()}
    store.add_annotation(Anchor("doc", "a" * 64, 0, 2, "引文"), body="新")
    problems = store.check()
    store.close()
    return {"notes": notes, "problems": problems}


def trial(good: Path, want: dict[str, str], spoil: Spoil, name: str, folder: Path) -> tuple[str, bool, int]:
    """What happened, whether it is bad, and how many notes a rescue saved (-1: none was needed)."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(good, folder)
    path = folder / "reader.db"
    spoil(path)
    before = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    try:
        words = [sys.executable, str(HERE / "damage.py"), "--child", str(folder)]
        done = subprocess.run(
            words, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
        )
    except subprocess.TimeoutExpired:
        return "HANG", True, -1
    if done.returncode:
        return f"DIED {done.stderr.strip().splitlines()[-1:]}", True, -1
    found = json.loads(done.stdout)
    if "refused" in found:
        kept = Path(found.get("aside", path))
        if before and hashlib.sha256(kept.read_bytes()).hexdigest() != before:
            return f"refused {found['refused']}, ORIGINAL CHANGED", True, -1
        saved = sum(want[id] == body for id, body in found.get("notes", {}).items() if id in want)
        return f"refused {found['refused']}", False, saved if "aside" in found else -1
    if found["problems"]:
        return "opened, check reports", False, -1
    lost = [id for id, body in want.items() if found["notes"].get(id) != body]
    if lost and name not in ("missing", "empty"):
        return f"SILENTLY LOST {len(lost)}", True, -1
    return "opened whole" if not lost else "made anew", False, -1


def run(
    flips: int, folder: Path, seed: int = 1, states: dict[str, Spoil] | None = None
) -> tuple[Counter[str], int, list[str]]:
    """All states and so many random files: what happened how often, trials, and what was bad."""
    good = folder / "good"
    good.mkdir()
    want, seen, bad, saved = make_good(good), Counter[str](), list[str](), list[int]()
    cases = list((STATES if states is None else states).items())
    cases += [("random bytes", flip(seed * 1000 + number)) for number in range(flips)]
    for name, spoil in cases:
        outcome, wrong, rescued = trial(good, want, spoil, name, folder / "trial")
        seen[f"{name}: {outcome}"] += 1
        bad += [f"{name}: {outcome}"] if wrong else []
        saved += [rescued] if rescued >= 0 else []
    if saved:
        seen[f"notes rescued of {len(saved) * NOTES}"] = sum(saved)
    return seen, len(cases), bad


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(child(Path(sys.argv[2])), ensure_ascii=True))
        sys.exit(0)
    with tempfile.TemporaryDirectory() as place:
        numbers = [int(word) for word in sys.argv[1:]] + [300, 1][len(sys.argv) - 1 :]
        outcomes, count, wrong_ones = run(numbers[0], Path(place), numbers[1])
        for line, times in outcomes.items():
            print(f"{times:5} {line}")
        print(f"trials={count} bad={wrong_ones}")
        sys.exit(bool(wrong_ones))
