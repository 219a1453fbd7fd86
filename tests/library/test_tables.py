"""The review's three tables and its references as data: every cell is a fact that cites its cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cgtatlas.library.validate import name_key
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from cgtatlas.core.model import Block, Fact
    from cgtatlas.library.reader import Library

REVIEW = "immune-cell-therapy-2022"
COUNTRIES, SPONSORS, PRODUCTS = 0, 1, 2
Row = tuple["Block", list[str]]


@pytest.fixture
def tables(library: Library) -> list[list[Row]]:
    """The tables of the review, each a list of data rows with the text of their cells."""
    text = library.text(REVIEW)
    found: dict[int | None, list[Row]] = {}
    for block in library.blocks(REVIEW):
        if block.kind == "row" and not block.level:
            found.setdefault(block.parent, []).append((block, [text[s:e] for s, e in block.spans]))
    return list(found.values())


def _entry(library: Library, name: str) -> str:
    """The one entry of a name."""
    rows = library.connection.execute("SELECT DISTINCT entry FROM name WHERE key = ?", (name_key(name),))
    (entry,) = [entry for (entry,) in rows]
    return str(entry)


def _facts(library: Library, entry: str, span: tuple[int, int]) -> list[Fact]:
    """The facts of an entry whose quote holds a whole cell."""
    inside = library.facts_in(REVIEW, *span)
    return [
        f for f in inside if f.entry == entry and f.citation.start <= span[0] and span[1] <= f.citation.end
    ]


def _related(library: Library, a: str, b: str, block: Block) -> set[str]:
    """Relations between two entries, either way, carried by a fact that cites this row."""
    here = {f.id for f in library.facts_in(REVIEW, block.start, block.end)}
    relations = [*library.entry(a).relations, *library.entry(b).relations]
    return {r.type for r in relations if {r.subject, r.object} == {a, b} and r.fact in here}


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in re.split("、|和(?=非)", re.sub("等$", "", cell))]


def test_the_tables_are_there(tables: list[list[Row]]) -> None:
    assert [len(rows) for rows in tables] == [10, 10, 11]
    assert tables[COUNTRIES][0][1] == ["1", "中国", "109", "43.3%"]
    assert tables[SPONSORS][9][1] == ["10", "北京大学", "5", "中国"]
    assert tables[PRODUCTS][10][1][0] == "APCeden"


def test_countries(library: Library, tables: list[list[Row]]) -> None:
    for block, (rank, name, count, share) in tables[COUNTRIES]:
        country = _entry(library, name)
        assert library.row(country).kind == "place"
        facts = {f.property: f for f in _facts(library, country, block.spans[2])}
        assert (facts["trial-count"].number, facts["trial-count"].unit) == (int(count), "trials"), name
        assert f"第 {rank} 位" in facts["trial-count"].value_zh, name
        shares = [f for f in _facts(library, country, block.spans[3]) if f.property == "share"]
        assert [(f.number, f.unit, f.as_of) for f in shares] == [(float(share.strip("%")), "%", "2022")], name
        on_car_t = {f.property: f.number for f in _facts(library, "car-t", block.spans[2])}
        on_car_t |= {
            f.property: f.number for f in _facts(library, "car-t", block.spans[3]) if f.property == "share"
        }
        assert on_car_t == {"trial-count": int(count), "share": float(share.strip("%"))}, name


def test_sponsors(library: Library, tables: list[list[Row]]) -> None:
    for block, (rank, name, count, country) in tables[SPONSORS]:
        sponsor = _entry(library, name)
        assert library.row(sponsor).kind == "company"
        facts = _facts(library, sponsor, block.spans[2])
        assert [(f.property, f.number, f.unit) for f in facts] == [("trial-count", int(count), "trials")], (
            name
        )
        assert f"第 {rank} 位" in facts[0].value_zh, name
        assert str(int(count)) in facts[0].value_en
        assert _related(library, sponsor, _entry(library, country), block) == {"located_in"}, name


def test_products_and_their_cell_types(library: Library, tables: list[list[Row]]) -> None:
    for block, (name, cell_type, *_) in tables[PRODUCTS]:
        product = _entry(library, name)
        assert library.row(product).class_ == "product"
        facts = [f for f in _facts(library, product, block.spans[1]) if f.property == "cell-type"]
        assert [fold(f.value_zh) for f in facts] == [fold(cell_type)], name
        assert "is_a" in _related(library, product, _entry(library, cell_type), block), name


def test_developers_of_the_products(library: Library, tables: list[list[Row]]) -> None:
    for block, (name, _, developers, *_) in tables[PRODUCTS]:
        for developer in _parts(developers):
            company = _entry(library, re.sub(r" ?\(.*\)", "", developer))
            assert "developed_by" in _related(library, _entry(library, name), company, block), developer
        owner = re.search(r"\((.*)子公司\)", developers)
        if owner:
            assert "owned_by" in {
                r.type
                for r in library.entry("kite-pharma").relations
                if r.object == _entry(library, owner[1])
            }


def test_indications_of_the_products(library: Library, tables: list[list[Row]]) -> None:
    for block, (name, _, _, indications, _) in tables[PRODUCTS]:
        product = _entry(library, name)
        whole = [f for f in library.entry(product).facts if f.property == "indication"]
        for indication in _parts(indications):
            assert "treats" in _related(library, product, _entry(library, indication), block), indication
            assert any(fold(indication) in fold(f.value_zh) for f in whole), indication


def test_regions_of_the_products(library: Library, tables: list[list[Row]]) -> None:
    for block, (name, *_, regions) in tables[PRODUCTS]:
        facts = [
            f for f in _facts(library, _entry(library, name), block.spans[4]) if f.property == "market-region"
        ]
        assert len(facts) == 1, name
        assert [fold(part) for part in _parts(facts[0].value_zh)] == [
            fold(part) for part in _parts(regions)
        ], name
        for region in _parts(regions):
            assert library.row(_entry(library, region)).kind == "place"


def test_the_notes_of_the_product_table_are_facts(library: Library) -> None:
    text = library.text(REVIEW)
    for words in (
        "阿基奥仑赛与Kite Pharma的Yescarta完全一致",
        "属于与之不同的新药",
        "全球共有11款免疫细胞治疗药物上市",
    ):
        start = text.index(words)
        facts = library.facts_in(REVIEW, start, start + len(words))
        assert any(f.citation.start <= start and start + len(words) <= f.citation.end for f in facts), words


@pytest.fixture
def references(library: Library) -> list[tuple[int, str, tuple[int, int]]]:
    """Number, text and place of each reference."""
    text = library.text(REVIEW)
    blocks = [b for b in library.blocks(REVIEW) if b.kind == "reference"]
    return [(n, text[b.start : b.end], (b.start, b.end)) for n, b in enumerate(blocks, 1)]


def test_every_reference_is_a_publication_that_the_review_cites(
    library: Library, references: list[tuple[int, str, tuple[int, int]]]
) -> None:
    assert len(references) == 16
    review = library.entry("immune-cell-review-2022")
    cited = {r.fact: r.object for r in review.relations if r.type == "cites"}
    assert len(set(cited.values())) == 16
    for number, text, span in references:
        assert text.startswith(f"- [{number}] ")
        (publication,) = {cited[f.id] for f in library.facts_in(REVIEW, *span) if f.id in cited}
        entry = library.entry(publication)
        assert entry.row.kind == "publication"
        assert [r.subject for r in entry.incoming if r.type == "cites"] == ["immune-cell-review-2022"]
        title = next(n.text for n in entry.names if n.role == "official")
        assert title in text
        names = {n.text for n in entry.names}
        assert any(text.startswith(f"- [{number}] {name}") for name in names) or number == 16
        assert set(re.findall(r"10\.\d{4,}/[\w.-]*\w", text)) <= names
        assert any(f.citation.start >= span[0] and f.citation.end <= span[1] for f in entry.facts), number


def test_references_have_their_journal_and_year(
    library: Library, references: list[tuple[int, str, tuple[int, int]]]
) -> None:
    for number, text, span in references[:15]:
        journal, year = re.findall(r"\. \*([^*]+)\*, (\d{4})", text)[0]
        found = [f for f in library.facts_in(REVIEW, *span) if f.entry.startswith("ref-")]
        assert [f.as_of for f in found] == [year], number
        tied = {(r.type, r.object) for r in library.entry(found[0].entry).relations if r.fact == found[0].id}
        assert tied == {("published_in", _entry(library, journal))}, number


def test_references_lead_to_the_sentence_that_cites_them(
    library: Library, references: list[tuple[int, str, tuple[int, int]]]
) -> None:
    for number, _, span in references:
        publication = next(f.entry for f in library.facts_in(REVIEW, *span) if f.entry.startswith("ref-"))
        quotes = [f.citation.quote for f in library.entry(publication).facts]
        assert any(quote.endswith(f"^[{number}]") for quote in quotes), number
