"""Asks random strings: ``python tests/bench/fuzz_search.py [N] [--seed S] [--library FILE]``.

Operators, quotation marks, brackets, fields, words of the originals, NUL, lone surrogates, deep nesting.
Prints how many raised an error (there must be none) and the slowest; exit status 1 when one did.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from cgtatlas.library.reader import Library  # noqa: E402
from cgtatlas.search.find import Searcher  # noqa: E402

PARTS = (
    *"\"'“”‘’「」《》()（）|｜&+-−!！*＊:：/\\^~{}[]?.,，。、% \t\n\0\x1f\x7f\ud800\udfff\u200b\u202e\ufeff"
    "a1é\u0301ﬁＡ㎡①治細胞疗か한\U00020000\U000e0041",
    *("OR", "AND", "NOT", "NEAR/3", "NEAR/99999", "NEAR", "或", "且", "非", "不含", "kind:", "doc:", "date:"),
    *(
        "2017-08..2018",
        "after:",
        "before:",
        "tag:",
        "has:note",
        "lang:zh",
        "author:",
        "names:no",
        "sort:date",
    ),
    *(
        "细胞治疗",
        "CAR-T",
        "Kymriah",
        "FDA",
        "47.5",
        "yaoming",
        "passage_fts",
        "rowid",
        "t:",
        "((((((",
        "))))",
    ),
)


def query(chance: random.Random) -> str:
    """A random string; one in a thousand is very long."""
    glue = chance.choice(("", "", " "))
    length = chance.randint(0, 24) if chance.random() > 0.001 else 600
    return glue.join(chance.choices(PARTS, k=length))


def main() -> int:
    """Ask them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--library", type=Path, default=ROOT / "db" / "library.db")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    searcher = Searcher([Library(options.library)])
    errors, slowest = 0, (0.0, "")
    for number in range(options.number):
        text = query(chance)
        began = time.thread_time()
        try:
            searcher.search(text, typing=number % 2 == 0)
        except Exception as error:  # whatever it is, it is what is looked for
            errors += 1
            print(f"{text!r}: {error!r}")
        slowest = max(slowest, ((time.thread_time() - began) * 1e3, text))
    print(f"{options.number:,} strings, {errors} errors, slowest {slowest[0]:.1f} ms: {slowest[1][:80]!r}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
