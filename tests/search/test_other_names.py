"""Another name of the same thing counts only where it stands for that thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.search.find import Searcher

if TYPE_CHECKING:
    from cgtatlas.library.reader import Library


def test_a_name_inside_another_products_name_is_no_hit(library: Library) -> None:
    result = Searcher([library]).search("JWCAR029", limit=50, kinds=frozenset({"passage"}))
    words = [library.text(hit.document)[start:end] for hit in result.hits for start, end in hit.matches]
    assert "基奥仑赛" in words or "瑞基奥仑赛" in words
    for hit in result.hits:
        for start, _ in hit.matches:
            assert library.text(hit.document)[start - 2 : start] != "西达"
    assert result.total == len(result.hits)
    assert not any(hit.text.startswith("西达基奥仑赛") for hit in result.hits)


def test_typed_words_are_found_even_inside_another_name(library: Library) -> None:
    result = Searcher([library]).search('"基奥仑赛"', limit=50, kinds=frozenset({"passage"}))
    assert any(hit.text.startswith("西达基奥仑赛") for hit in result.hits)


def test_a_kind_of_the_same_thing_still_counts(library: Library) -> None:
    result = Searcher([library]).search("cell therapy", limit=500, kinds=frozenset({"passage"}))
    lit = {library.text(hit.document)[start:end] for hit in result.hits for start, end in hit.matches}
    assert "细胞治疗" in lit
    assert any("免疫细胞治疗" in hit.text and hit.via for hit in result.hits)
    assert result.total == len(result.hits)
