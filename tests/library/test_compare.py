from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import NotFound
from cgtatlas.library.compare import compare

if TYPE_CHECKING:
    from cgtatlas.library.reader import Library


def test_two_products_side_by_side(library: Library) -> None:
    found = compare(library, ["kymriah", "yescarta"])
    rows = {row.key: row for row in found.rows}
    assert [entry.id for entry in found.entries] == ["kymriah", "yescarta"]
    prices = [[value.en for value in cell] for cell in rows["property:price"].cells]
    assert "475" in prices[0][0]
    assert "373" in prices[1][0]
    assert rows["property:price"].differs
    assert not rows["kind"].differs


def test_every_fact_and_relation_is_in_a_cell(library: Library) -> None:
    ids = ["car-t", "novartis", "us-fda"]
    found = compare(library, ids)
    shown = {value.fact for row in found.rows for cell in row.cells for value in cell if value.fact}
    assert shown == {fact.id for id in ids for fact in library.entry(id).facts}
    types = {row.key for row in found.rows if row.key.startswith("relation:")}
    assert types == {f"relation:{r.type}" for id in ids for r in library.entry(id).relations}


def test_a_table_has_a_cell_for_each_entry_in_both_languages(library: Library) -> None:
    found = compare(library, ["kymriah", "yescarta", "kymriah"])
    for lang, price in (("zh", "价格"), ("en", "Price")):
        table = found.table(lang)
        assert {len(row) for row in table} == {3}
        assert price in [row[0] for row in table]


def test_an_unknown_entry_is_said(library: Library) -> None:
    with pytest.raises(NotFound):
        compare(library, ["kymriah", "nothing"])
