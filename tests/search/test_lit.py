from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cgtatlas.library.reader import Library
    from cgtatlas.search.find import Searcher


@pytest.mark.parametrize("query", ["CAR-T", "Yescarta", '"细胞治疗" -价格', "FDA OR NMPA", "细胞 lang:zh"])
def test_what_is_lit_in_a_document_is_what_all_its_hits_show(
    searcher: Searcher, library: Library, query: str
) -> None:
    hits = searcher.search(query, limit=2000).hits
    assert hits
    for document in {hit.document for hit in hits}:
        shown = {span for hit in hits if hit.document == document for span in hit.matches}
        assert searcher.lit_in(query, document) == sorted(shown)
    missing = {one.id for one in library.documents()} - {hit.document for hit in hits}
    assert all(searcher.lit_in(query, document) == [] for document in missing)


def test_an_unfinished_word_lights_what_it_may_become(searcher: Searcher, library: Library) -> None:
    document = "car-t-industrialisation-2018"
    text = library.text(document)
    assert searcher.lit_in("Kymri", document) == []
    found = searcher.lit_in("Kymri", document, typing=True)
    assert found
    assert all(text[start:end].lower().startswith("kymriah") for start, end in found)


def test_nothing_is_lit_without_words_or_document(searcher: Searcher) -> None:
    assert searcher.lit_in("", "car-t-industrialisation-2018") == []
    assert searcher.lit_in("CAR-T", "no-such-document") == []
