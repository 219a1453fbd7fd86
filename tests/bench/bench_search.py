"""Measures the search: ``python tests/bench/bench_search.py [--passages N | --corpus DIR] [--peers]``.

A library is made of N made-up passages (see ``corpus.py``) or of the text and Markdown files of a folder,
and indexed in a process of its own. Then queries of every class are asked, each engine in turn with the
same query, warm. Prints milliseconds of CPU time of the asking thread: p50 and p95 of finding and
ordering, p95 of asking a query for the first time, p95 with the snippets of 20 hits, then p50/p95 of other
engines and how many times theirs ours are.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

import corpus  # noqa: E402
import search_build  # noqa: E402
import search_peers  # noqa: E402
import search_queries  # noqa: E402

from cgtatlas.library.reader import Library  # noqa: E402
from cgtatlas.search import passages  # noqa: E402
from cgtatlas.search.find import Searcher  # noqa: E402
from cgtatlas.search.snippets import snippet  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search_peers import Peer
    from search_queries import Ask

PASSAGES = frozenset({"passage"})
_SLOW = {"ripgrep": 2}  # queries of a class, instead of all


@dataclass(slots=True)
class Times:
    """Milliseconds of a class: ours warm, at first and with snippets, and the peers'."""

    ours: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    peers: dict[str, list[float]] = field(default_factory=dict)


class Ours:
    """The program's own search, with the time that showing hits takes told apart."""

    def __init__(self, path: Path) -> None:
        self.library = Library(path)
        self.searcher = Searcher([self.library])
        self.showing = 0.0
        show = passages.show

        def timed(*args: object) -> object:
            began = time.thread_time()
            hits = show(*args)  # type: ignore[arg-type]
            self.showing += time.thread_time() - began
            return hits

        passages.show = timed  # type: ignore[assignment]

    def ask(self, ask: Ask) -> tuple[float, float]:
        """Milliseconds of finding, and of finding and showing."""
        self.showing = 0.0
        began = time.thread_time()
        result = self.searcher.search(ask.query, kinds=PASSAGES, typing=ask.typing, suggest=ask.near)
        for hit in result.hits:
            snippet(hit)
        whole = time.thread_time() - began
        return (whole - self.showing) * 1e3, whole * 1e3

    def find(self, ask: Ask) -> float:
        """Milliseconds of finding alone: no snippets are made."""
        self.showing = 0.0
        began = time.thread_time()
        self.searcher.search(ask.query, kinds=PASSAGES, typing=ask.typing, suggest=ask.near)
        return (time.thread_time() - began - self.showing) * 1e3


def measure(ours: Ours, asks: list[Ask], peers: list[Peer], repeats: int) -> Times:
    """Ask all engines all queries of a class, in turn."""
    times = Times()
    for number, ask in enumerate(asks):
        times.first.append(ours.find(ask))
        for repeat in range(repeats):
            times.ours.append(ours.find(ask))
            times.shown.append(ours.ask(ask)[1])
            for peer in peers:
                slow = number >= _SLOW.get(peer.name, len(asks)) or (repeat > 0 and peer.name in _SLOW)
                if slow:
                    continue
                if repeat == 0 and peer.name not in _SLOW:
                    peer.ask(ask)  # warm
                took = peer.ask(ask)
                if took is not None:
                    times.peers.setdefault(peer.name, []).append(took)
    return times


def p95(values: list[float]) -> float:
    """The value that one in twenty exceeds."""
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def row(name: str, times: Times, peers: list[Peer]) -> str:
    """A line of the table."""
    ours = statistics.median(times.ours), p95(times.ours)
    cells = [f"{ours[0]:.2f}/{ours[1]:.2f}", f"{p95(times.first):.1f}", f"{p95(times.shown):.1f}"]
    for peer in peers:
        taken = times.peers.get(peer.name)
        if not taken:
            cells.append("–")
            continue
        theirs = statistics.median(taken), p95(taken)
        ratios = [mine / max(other, 0.01) for mine, other in zip(ours, theirs, strict=True)]
        cells.append(f"{theirs[0]:.2f}/{theirs[1]:.2f} ({ratios[0]:.2g}/{ratios[1]:.2g})")
    return f"| {name} | " + " | ".join(cells) + " |"


@contextlib.contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def main() -> None:
    """Build or open, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--corpus", type=Path, help="take the .txt and .md files of this folder instead")
    parser.add_argument("--peers", action="store_true", help="other engines side by side")
    parser.add_argument("--data", type=Path, help="folder to keep and find the libraries and indexes in")
    parser.add_argument("--each", type=int, default=20, help="queries of a class")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", default="", help="classes of which the name holds this")
    options = parser.parse_args()
    with _folder(options.data) as folder:
        name = options.corpus.resolve().name if options.corpus else str(options.passages)
        texts, path = folder / f"text-{name}.db", folder / f"lib-{name}.db"
        if not texts.exists():
            source = corpus.of_folder(options.corpus) if options.corpus else corpus.made_up(options.passages)
            search_build.write(texts, source)
        built = search_build.built(path) if path.exists() else search_build.build(texts, path)
        print(built, flush=True)
        peers = search_peers.peers(path, folder, built.passages) if options.peers else []
        ours = Ours(path)
        asked = search_queries.queries(ours.library.connection, options.each)
        names = "".join(f" {peer.name} (ours ×) |" for peer in peers)
        print(f"\n| class | ours | first time | with 20 snippets |{names}")
        print("| --- " * (4 + len(peers)) + "|")
        for kind, asks in ((kind, asks) for kind, asks in asked.items() if asks and options.only in kind):
            print(row(kind, measure(ours, asks, peers, options.repeats), peers), flush=True)
        ours.library.close()


if __name__ == "__main__":
    main()
