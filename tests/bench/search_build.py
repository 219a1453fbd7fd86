"""Makes the libraries that the search is measured on, and measures how they are indexed.

``python tests/bench/search_build.py LIBRARY`` indexes a library that holds passages only and prints a line
of JSON; it is a process of its own so that its memory is its own.
"""

from __future__ import annotations

import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from cgtatlas.library import index  # noqa: E402
from cgtatlas.library.reader import APPLICATION_ID, FORMAT  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

DOCUMENT = 53  # passages in a document
_MB = 1e6


@dataclass(frozen=True, slots=True)
class Build:
    """How an index was made: bytes of text and index, seconds, most bytes of memory of one process."""

    passages: int
    text: int
    index: int
    cpu: float
    wall: float
    peak: int

    def __str__(self) -> str:
        text = self.text / _MB
        return (
            f"{self.passages:,} passages, {text:.1f} MB of text; index {self.index / _MB:.1f} MB, "
            f"{self.index / self.text:.2f} of the text; built in {self.cpu:.1f} s CPU, {self.wall:.1f} s: "
            f"{text / self.cpu:.2f} MB per CPU second, {text / self.wall:.2f} MB/s; "
            f"peak {self.peak / _MB:.0f} MB"
        )


def write(path: Path, texts: Iterable[str]) -> None:
    """A library of documents and passages, not indexed yet."""
    draft = path.with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft, isolation_level=None)
    connection.executescript((ROOT / "db" / "library" / "schema.sql").read_text(encoding="utf-8"))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    name = ""
    for number, text in enumerate(texts):
        if number % DOCUMENT == 0:
            name = f"d{number // DOCUMENT}"
            row = (
                name,
                number,
                "x.txt",
                0,
                name,
                "zh",
                "",
                "",
                f"{2000 + number % 25}",
                "",
                "",
                0,
                "",
                0,
                "",
                "",
            )
            connection.execute(f"INSERT INTO document VALUES ({', '.join('?' * 16)})", row)
        connection.execute(
            "INSERT INTO passage VALUES (?, ?, 0, ?, ?)", (number + 1, name, f"[[0,{len(text)}]]", text)
        )
    connection.execute("COMMIT")
    connection.close()
    draft.rename(path)


def build(texts: Path, path: Path) -> Build:
    """Index a copy of the library ``texts`` as ``path``, in a process of its own."""
    draft = path.with_suffix(".tmp")
    shutil.copyfile(texts, draft)
    done = subprocess.run(
        [sys.executable, __file__, str(draft)], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    draft.rename(path)
    path.with_suffix(".json").write_text(done.stdout, encoding="utf-8")
    return Build(**json.loads(done.stdout))


def built(path: Path) -> Build:
    """What was measured when the library ``path`` was indexed."""
    return Build(**json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))


def _pages(connection: sqlite3.Connection) -> int:
    size, pages, free = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_size", "page_count", "freelist_count")
    )
    return int(size * (pages - free))


def _index(path: Path) -> Build:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    passages, size = connection.execute(
        "SELECT count(*), sum(length(CAST(text AS BLOB))) FROM passage"
    ).fetchone()
    before, wall = _pages(connection), time.perf_counter()
    cpu = time.process_time()
    index.build(connection)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    used = _pages(connection) - before
    connection.close()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu += children.ru_utime + children.ru_stime
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Build(passages, size, used, cpu, wall, peak * 1024)


if __name__ == "__main__":
    measured = _index(Path(sys.argv[1]))
    print(json.dumps({name: getattr(measured, name) for name in Build.__slots__}))
