"""How good the order of many hits is: ``python tests/bench/order_search.py LIBRARY [--each N]``.

LIBRARY is one that ``bench_search.py --data DIR`` left behind. Per class: how much of the BM25 sum of the
exact best 20 our best 20 carry (mean, least), and how many are the same; the hits themselves are checked.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path

import search_queries
from bench_search import PASSAGES, Ours

from cgtatlas.search import passages
from cgtatlas.text.fold import fold
from cgtatlas.text.tokens import phrase

TOP = 20
CLASSES = (
    *("common word", "English word", "phrase of four", "long phrase", "code", "mixed"),
    *("three words ANDed", "two common words ANDed"),
)


def line(name: str, mass: list[float], same: list[float]) -> str:
    """What is printed of a class."""
    if not mass:
        return f"{name:<24} no hits"
    return (
        f"{name:<24} {statistics.mean(mass):.3f} of the sum (least {min(mass):.3f}), "
        f"{statistics.mean(same):.0%} the same"
    )


def main() -> None:
    """Compare with FTS5's own order, which is exact and slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--each", type=int, default=10)
    options = parser.parse_args()
    ours = Ours(options.library)
    found: list[int] = []
    find = passages.find

    def noting(*args: object) -> object:
        result = find(*args)  # type: ignore[arg-type]
        found[:] = [hit.id for hit in result[0]]
        return result

    passages.find = noting  # type: ignore[assignment]
    asked = search_queries.queries(ours.library.connection, options.each)
    for name in CLASSES:
        mass, same = [], []
        for ask in asked[name]:
            ours.searcher.search(ask.query, kinds=PASSAGES, limit=TOP)
            expression = " AND ".join(phrase(fold(word)) or '""' for word in ask.words)
            rows = ours.library.connection.execute(
                "SELECT rowid, -rank FROM passage_fts WHERE passage_fts MATCH ?", (expression,)
            )
            ranks = dict(rows)
            best = sorted(ranks, key=lambda id_: -ranks[id_])[:TOP]
            assert len(found) == len(best), ask
            if not best:
                continue
            assert set(found) <= ranks.keys(), ask
            if not best:
                continue
            mass.append(sum(ranks[id_] for id_ in found) / sum(ranks[id_] for id_ in best))
            same.append(len(set(found) & set(best)) / len(best))
        print(line(name, mass, same), flush=True)


if __name__ == "__main__":
    main()
