from __future__ import annotations

import pytest

from cgtatlas.core import iri
from cgtatlas.core.iri import Place


@pytest.mark.parametrize(
    "place",
    [
        iri.entry("kymriah"),
        Place("document", "immune-cell-therapy-2022"),
        iri.passage("zhangjiang-summit-2024", 0, 12),
        iri.fact("kymriah/first-approval"),
        iri.search("CAR-T 肿瘤"),
        iri.search('kind:policy "细胞 治疗" -a/b#c?d&e%20 😀'),
    ],
)
def test_an_address_is_read_back_as_it_was_written(place: Place) -> None:
    assert iri.parse(place.iri) == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kymriah",
        "http://example.org",
        "file:///etc/passwd",
        "cgt:entry/",
        "cgt:entry/../x",
        "cgt:entry/kymriah#1-2",
        "cgt:document/a#9-3",
        "cgt:document/a#1",
        "cgt:document/a#1-2 onclick",
        "CGT:entry/kymriah",
        "cgt:thing/a",
        "cgt:fact/kymriah",
        "cgt:fact/kymriah/a/b",
        "cgt:search/",
        "cgt:search/%20",
        "cgt:search/%FF",
        "cgt:search/" + 3_000 * "a",
        f"cgt:document/a#1-{10**12}",
    ],
)
def test_what_is_not_an_address_of_ours_is_none(text: str) -> None:
    assert iri.parse(text) is None


def test_a_search_has_one_address_however_it_was_spaced() -> None:
    assert (
        iri.search("  CAR-T   therapy ").iri
        == iri.search("CAR-T therapy").iri
        == "cgt:search/CAR-T%20therapy"
    )


def test_a_search_typed_into_a_link_by_hand_is_read() -> None:
    assert iri.parse("cgt:search/肿瘤+CAR") == iri.search("肿瘤+CAR")
