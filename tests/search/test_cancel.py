"""While typing most searches are given up: none may fail, nor answer for another."""

from __future__ import annotations

import random
import threading
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.cancel import Cancelled, CancelToken
from cgtatlas.search.find import Searcher

if TYPE_CHECKING:
    from cgtatlas.library.reader import Library

QUERIES = [
    "细",
    "细胞",
    "细胞治疗",
    "CAR",
    "the",
    "细胞 治疗",
    "免疫 | 基因",
    "C",
    "细胞 -治疗",
    '"的" "细胞"',
]


@pytest.mark.parametrize("searches", [150])
def test_searches_given_up_at_any_moment(library: Library, searches: int) -> None:
    searcher = Searcher([library])
    right = {query: searcher.search(query, typing=True).hits for query in QUERIES}
    chance = random.Random(6)
    given_up = answered = 0
    for _ in range(searches):
        query, token = chance.choice(QUERIES), CancelToken()
        timer = threading.Timer(chance.random() * 0.012, token.cancel)
        timer.start()
        try:
            hits = searcher.search(query, typing=True, cancelled=token).hits
        except Cancelled:
            assert token()
            given_up += 1
        else:
            assert hits == right[query]
            answered += 1
        if chance.random() < 0.5:  # the next one may start before the last is told to end
            timer.join()
    assert given_up > 10
    assert answered > 0
    for query, hits in right.items():
        assert searcher.search(query, typing=True).hits == hits
