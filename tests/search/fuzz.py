"""Random queries against the whole search: ``python tests/search/fuzz.py [100000] [SEED]``.

Operators, every kind of quotation mark, fields, words of the originals, NUL, half surrogates, SQL, 500
parentheses. Prints how many were tried, those that raised (there must be none; then it ends with status 1),
and how long the slowest took. Of 100,000 strings in portions each portion has a seed of its own.
"""

from __future__ import annotations

import random
import sys
import time
from typing import TYPE_CHECKING

from cgtatlas.search.chips import chips
from cgtatlas.search.query import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cgtatlas.search.find import Searcher

OPERATORS = (
    '" “ ” ‘ ’ 「 」 『 』 « » ＂ 《 》 〈 〉 ( ) （ ） * ＊ - − NOT AND OR NEAR NEAR/3 NEAR( | ｜ || && '
    "或 非 且 不含 且( ! ~ … NEAR/9999 NEAR/"
)
FIELDS = (
    ": ： title: date:2018.. date:2018-2022 type: 类型： in:policy lang:en has:note doc: doc:= tag:x "
    "kind:nonsense names:no 别名：否 -name:a name: library:mine off-topic:no sort:date after:x "
    "before:2018-13-99 foo:bar class:product kind: date: date:2017-08..2018 after: before: tag: "
    "lang:zh author:"
)
SQL = (
    "^ + { } [ ] , \\ ' ; -- t: \0 \x1f \x7f \u202e \ufeff \ud800 \udfff % _ 0 999999999 rank rowid "
    "passage_fts bm25( DROP /* */ ?1 $x"
)
WORDS = (
    "细胞 治 治疗 細 か Ａ ㎡ Kymriah FDA 47.5 細胞治疗 \U000e0041 CAR-T "
    "T a the é ﬁ ① \U00020000 \u200b \u0301 İ 한 か ／ · Yescarta yaoming tumors ß ǅ"
)
PIECES = [*f"{OPERATORS} {FIELDS} {SQL} {WORDS}".split(" "), " ", "  ", "\n", "\t"]
_TOPS = (127, 0x2FFF, 0x9FFF, 0x10FFFF)


def queries(count: int, seed: int) -> Iterator[str]:
    """Random strings, every thousandth a huge one."""
    chance = random.Random(seed)
    for number in range(count):
        if number % 1000 == 999:
            yield "(" * 500 + "细胞 -" * 50 + chance.choice(PIECES) * 300
        elif number % 1000 == 499:
            yield chance.choice(("", " ")).join(chance.choices(PIECES, k=600))
        elif number % 3:
            length = chance.randint(0, 12 if number % 3 == 1 else 24)
            yield "".join(chance.choice(PIECES) + chance.choice(("", " ")) for _ in range(length))
        else:
            top = chance.choice(_TOPS)
            yield "".join(chr(chance.randint(0, top)) for _ in range(chance.randint(0, 20)))


def run(searcher: Searcher, count: int, seed: int) -> tuple[float, str, list[str]]:
    """Search for all of them; the longest CPU time in seconds, its query, and what raised, a line each."""
    slowest, which, failed = 0.0, "", []
    for number, query in enumerate(queries(count, seed)):
        began = time.thread_time()
        try:
            result = searcher.search(query, limit=3, typing=number % 2 == 0, facets=number % 10 == 0)
            assert len(result.hits) <= 3
            for chip in result.chips:
                chip.turned.encode("utf-8")  # what a chip leads to can be typed, saved and linked
        except Exception as error:  # whatever it is, it is what is looked for
            failed.append(f"{query!r}: {error!r}")
        slowest, which = max((slowest, which), (time.thread_time() - began, query))
    return slowest, which, failed


def read(count: int, seed: int) -> None:
    """Read all of them and their chips, without searching."""
    for number, query in enumerate(queries(count, seed)):
        parsed = parse(query, typing=number % 2 == 0)
        again = parse(parsed.interpreted)
        assert (again.root is None) == (parsed.root is None), query
        for chip in chips(parsed, ()):
            chip.turned.encode("utf-8")


def main() -> int:
    """The whole trial over the bundled library."""
    from cgtatlas.library.bundled import bundled_library
    from cgtatlas.library.reader import Library
    from cgtatlas.search.find import Searcher

    count, seed = [*map(int, sys.argv[1:3]), *(100_000, 1)[len(sys.argv[1:3]) :]]
    began = time.thread_time()
    slowest, which, failed = run(Searcher([Library(bundled_library())]), count, seed)
    print(*failed, sep="\n", end="\n" if failed else "")
    took = time.thread_time() - began
    print(f"{count:,} strings, {len(failed)} errors, {took:.0f} s of CPU; slowest {slowest * 1000:.0f} ms:")
    print(repr(which)[:200])
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
