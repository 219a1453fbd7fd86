"""Measures the search: ``python tests/bench/bench_search.py [--passages N | --library FILE] [--keep DIR]``.

Without ``--library`` a library of N passages (about 430 characters each) is made: words are drawn with
Zipf frequencies from the originals' own words and a long tail of made-up ones. Prints the speed of
building, the size of the index and, per class of query, milliseconds of CPU time (p50, p95, most).
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from cgtatlas.library import index  # noqa: E402
from cgtatlas.library.reader import APPLICATION_ID, FORMAT, Library  # noqa: E402
from cgtatlas.search.find import Searcher  # noqa: E402
from cgtatlas.search.snippets import snippet  # noqa: E402

PASSAGES = frozenset({"passage"})
DOCUMENT = 53  # passages in a made-up document


class Corpus:
    """An endless text of words with Zipf frequencies."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        folder = ROOT / "resources" / "library" / "documents"
        text = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
        runs = re.findall(r"[\u4e00-\u9fff]+|[A-Za-z0-9][A-Za-z0-9-]*", text)
        words = [piece for run in runs for piece in (re.findall("..?.?", run) if run >= "\u2e80" else [run])]
        common = [word for word, _ in sorted(count(words).items(), key=lambda item: (-item[1], item[0]))]
        han = sorted({char for word in common for char in word if char >= "\u4e00"})
        tail = ["".join(self.chance.choices(han, k=2)) for _ in range(40_000)]
        tail += [self.latin() for _ in range(40_000)]
        self.chance.shuffle(tail)
        self.words = common + tail
        self.weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(self.words))))

    def latin(self) -> str:
        """A made-up Latin word or code."""
        word = "".join(self.chance.choices("abcdefghilmnoprstuvxyz", k=self.chance.randint(3, 10)))
        return word if self.chance.random() < 0.7 else f"{word[:3].upper()}-{self.chance.randint(1, 999)}"

    def passage(self) -> str:
        """Some sentences."""
        words = self.chance.choices(self.words, cum_weights=self.weights, k=self.chance.randint(30, 290))
        marks = self.chance.choices(("", "", "", "", "，", "。", "、"), k=len(words))
        return "".join(
            (" " + word + " " if word < "\u2e80" else word) + mark
            for word, mark in zip(words, marks, strict=True)
        )


def count(words: list[str]) -> dict[str, int]:
    """How often each word occurs."""
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def fill(connection: sqlite3.Connection, passages: int) -> None:
    """Write documents and passages, not indexed yet."""
    corpus = Corpus()
    connection.execute("BEGIN")
    for number in range(passages):
        if number % DOCUMENT == 0:
            name, year = f"d{number // DOCUMENT}", f"{2000 + number % 25}"
            row = (name, number, "x.txt", 0, name, "zh", "", "", year, "", "", 0, "", 0, "", "")
            connection.execute(f"INSERT INTO document VALUES ({', '.join('?' * 16)})", row)
        text = corpus.passage()
        connection.execute(
            "INSERT INTO passage VALUES (?, ?, 0, ?, ?)", (number + 1, name, f"[[0,{len(text)}]]", text)
        )
    connection.execute("COMMIT")


def build(path: Path, passages: int) -> None:
    """Write a library and say how long the index took."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript((ROOT / "db" / "library" / "schema.sql").read_text(encoding="utf-8"))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    fill(connection, passages)
    before = path.stat().st_size
    size = connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM passage").fetchone()[0]
    cpu, wall = time.process_time(), time.perf_counter()
    connection.execute("BEGIN")
    reader = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    index.add(connection, reader.execute("SELECT id, text FROM passage ORDER BY id"))
    connection.execute("COMMIT")
    index.finish(connection)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    reader.close()
    connection.execute("VACUUM")
    connection.close()
    used = path.stat().st_size - before
    print(f"{passages} passages, {size / 1e6:.1f} MB of text: index in {cpu:.1f} s CPU, {wall:.1f} s wall,")
    print(f"  {size / cpu / 1e6:.2f} MB per CPU second, index {used / 1e6:.1f} MB, {used / size:.2f} of text")


def queries(library: Library, each: int) -> dict[str, list[str]]:
    """Queries of every class, drawn from the library's own text."""
    chance = random.Random(5)
    ids = [
        id_ for (id_,) in library.connection.execute("SELECT id FROM passage ORDER BY random() LIMIT 3000")
    ]
    marks = ", ".join("?" * len(ids))
    texts = [
        text for (text,) in library.connection.execute(f"SELECT text FROM passage WHERE id IN ({marks})", ids)
    ]
    han = [run for text in texts for run in re.findall("[\u4e00-\u9fff]{2,}", text)]
    pairs = sorted(count([run[:2] for run in han]).items(), key=lambda item: -item[1])
    latin = [word for text in texts for word in re.findall("[A-Za-z]{3,}", text)]
    codes = [word for text in texts for word in re.findall("[A-Za-z]+-[A-Za-z0-9]+", text)]
    mixed = [
        piece for text in texts for piece in re.findall("[A-Za-z0-9-]{2,}[ ]?[\u4e00-\u9fff]{2,4}", text)
    ]
    top = [pair for pair, _ in pairs[:60]]
    found = {
        "one character": [pair[0] for pair in chance.sample(top, each)],
        "two, common": chance.sample(top, each),
        "two, rare": [pair for pair, _ in chance.sample(pairs[len(pairs) // 2 :], each)],
        "four": [f'"{run[:4]}"' for run in chance.sample([run for run in han if len(run) > 3], each)],
        "long phrase": [f'"{run[:9]}"' for run in chance.sample([run for run in han if len(run) > 5], each)],
        "English word": chance.sample(latin, each),
        "code": [f'"{code}"' for code in chance.sample(codes, each)],
        "mixed": [f'"{piece}"' for piece in chance.sample(mixed, each)],
        "two common ANDed": [" ".join(chance.sample(top, 2)) for _ in range(each)],
        "three ANDed": [" ".join(chance.sample([run[:2] for run in han], 3)) for _ in range(each)],
        "two common ORed": [" OR ".join(chance.sample(top, 2)) for _ in range(each)],
        "one and not another": [" -".join(chance.sample(top, 2)) for _ in range(each)],
        "one character and word": [f"{a[0]} {b}" for a, b in (chance.sample(top, 2) for _ in range(each))],
        "common, one year": [f"{pair} date:20{chance.randint(10, 20)}" for pair in chance.sample(top, each)],
        "no hit": ["龘龘" + pair for pair in chance.sample(top, each)],
    }
    found["typing"] = [word[:length] for word in chance.sample(latin, each) for length in (1, 2, 3)]
    return found


def measure(searcher: Searcher, asked: dict[str, list[str]], repeats: int) -> None:
    """Print the table."""
    print(f"{'class':<24}{'p50':>8}{'p95':>8}{'most':>8}   with snippets p95   (ms of CPU)")
    for name, texts in asked.items():
        search, shown = [], []
        for query in [query for query in texts for _ in range(repeats)]:
            began = time.thread_time()
            result = searcher.search(query, kinds=PASSAGES, typing=name == "typing")
            between = time.thread_time()
            for hit in result.hits:
                snippet(hit)
            search.append((between - began) * 1e3)
            shown.append((time.thread_time() - began) * 1e3)
        p95 = statistics.quantiles(search, n=20)[-1]
        both = statistics.quantiles(shown, n=20)[-1]
        print(
            f"{name:<24}{statistics.median(search):8.2f}{p95:8.2f}{max(search):8.2f}{both:12.2f}", flush=True
        )


def main() -> None:
    """Build or open, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--keep", type=Path, help="folder for the library that is made")
    parser.add_argument("--each", type=int, default=20, help="queries of a class")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.library or (options.keep or Path(folder)) / f"bench-{options.passages}.db"
        if not path.exists():
            build(path, options.passages)
        library = Library(path)
        searcher = Searcher([library])
        began = time.thread_time()
        searcher.search("warm")
        print(f"first search {(time.thread_time() - began) * 1e3:.1f} ms")
        measure(searcher, queries(library, options.each), options.repeats)
        library.close()


if __name__ == "__main__":
    main()
