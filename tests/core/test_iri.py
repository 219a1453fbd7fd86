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
        f"cgt:document/a#1-{10**12}",
    ],
)
def test_what_is_not_an_address_of_ours_is_none(text: str) -> None:
    assert iri.parse(text) is None
