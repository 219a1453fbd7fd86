from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cgtatlas.core.model import Citation, Entry, EntryRow, Fact, Mention, Name, Relation
from cgtatlas.render.entry_page import FIRST_MENTIONS, FIRST_RELATED, entry_page
from cgtatlas.render.home_page import home_page

if TYPE_CHECKING:
    import pytest

    from cgtatlas.library.reader import Library

CANARY = '<img src="file:///etc/hostname">'
DOCUMENT = "car-t-industrialisation-2018"


def made(**changes: object) -> Entry:
    row = EntryRow("kymriah", "therapy", "product", "替沙仑赛", "Kymriah", "CH")
    cite = Citation(DOCUMENT, 0, 4, "quoted words")
    facts = (
        Fact("kymriah/price", "kymriah", "price", "47.5 万美元", "US$ 475,000", 475000, "USD", "2018", cite),
        Fact("kymriah/all", "kymriah", "approval", "获批", "Approved", None, "", "2017-08-31", cite),
    )
    entry = Entry(row, "摘要[^all]", "Summary[^all]", "正文[^price]", "Article[^price]", facts=facts)
    return replace(entry, **changes)  # type: ignore[arg-type]


def test_both_names_kind_class_and_country(library: Library) -> None:
    page = entry_page(made(), library, "zh").above
    assert "<h1>替沙仑赛</h1>" in page
    assert "Kymriah" in page
    assert "疗法 · 上市产品 · 瑞士" in page
    english = entry_page(made(), library, "en").above
    assert "<h1>Kymriah</h1>" in english
    assert "Marketed product" in english


def test_names_stand_by_their_role(library: Library) -> None:
    names = (Name("CTL019", "", "code"), Name("CTL-019", "", "code", in_source=False))
    page = entry_page(made(names=names), library, "zh").above
    assert re.search(r'class="role">研发代号</span>&nbsp; CTL019、CTL-019<sup>', page)


def test_citations_bear_the_number_of_their_row_in_the_fact_table(library: Library) -> None:
    page = entry_page(made(), library, "zh")
    assert re.search(r'摘要.*href="cgt:fact/kymriah/all"[^>]*>2<', page.above)
    assert re.search(r'正文.*href="cgt:fact/kymriah/price"[^>]*>1<', page.below)


def test_relations_of_both_directions_are_grouped_by_type(library: Library) -> None:
    entry = made(
        relations=(Relation("kymriah", "developed_by", "novartis", "kymriah/all"),),
        incoming=(Relation("car-t", "is_a", "kymriah"), Relation("yescarta", "is_a", "kymriah")),
    )
    page = entry_page(entry, library, "en").below
    assert re.search(
        r'Developed by</td><td><a href="cgt:entry/novartis">[^<]+</a><sup><a href="cgt:fact/kymriah/all"',
        page,
    )
    assert page.count(">Includes<") == 1
    assert 'href="cgt:entry/car-t"' in page
    assert 'href="cgt:entry/yescarta"' in page


def test_mentions_are_concordance_lines_and_all_on_demand(library: Library) -> None:
    text = library.text(DOCUMENT)
    places = [match.start() for match in re.finditer("CAR-T", text)]
    assert len(places) > FIRST_MENTIONS
    entry = made(mentions=tuple(Mention(DOCUMENT, at, at + 5, "kymriah", "CAR-T") for at in places))
    page = entry_page(entry, library, "en").below
    assert page.count('class="kwic-key"') == FIRST_MENTIONS
    assert 'href="#all-mentions"' in page
    assert f'href="cgt:document/{DOCUMENT}#{places[0]}-{places[0] + 5}"' in page
    everything = entry_page(entry, library, "en", more=frozenset({"all-mentions"})).below
    assert everything.count('class="kwic-key"') == len(places)
    assert "#all-mentions" not in everything


def test_each_document_gets_a_share_of_the_first_mentions(library: Library) -> None:
    many = [Mention(DOCUMENT, n, n + 1, "kymriah", "x") for n in range(100)]
    few = [Mention("cgt-interview-2025", n, n + 1, "kymriah", "x") for n in range(3)]
    page = entry_page(made(mentions=(*many, *few)), library, "en").below
    assert page.count("cgt:document/cgt-interview-2025#") == 3
    assert page.count('class="kwic-key"') == FIRST_MENTIONS


def test_disagreements_show_both_sides_and_the_reason(library: Library) -> None:
    found = library.conflicts()
    assert found
    one = found[0]
    owner = library.entry(library.fact(one.a).entry)
    page = entry_page(owner, library, "en", differences=found).below
    assert library.label("reason", one.reason, "en") in page
    for id in (one.a, one.b):
        assert f'href="cgt:fact/{id}"' in page


def test_foreign_words_cannot_become_markup(library: Library) -> None:
    fact = replace(made().facts[0], citation=Citation(DOCUMENT, 0, 1, CANARY), value_zh=CANARY)
    row = replace(made().row, name_zh=CANARY, name_en=CANARY)
    entry = made(
        row=row,
        facts=(fact,),
        names=(Name(CANARY, "zh", "code"),),
        summary_zh=CANARY,
        article_zh=CANARY,
        relations=(Relation("kymriah", CANARY, CANARY, fact.id),),
        mentions=(Mention(DOCUMENT, 0, 3, "kymriah", CANARY),),
    )
    page = entry_page(entry, library, "zh")
    assert "<img" not in page.above + page.below
    assert page.above.count("&lt;img") >= 3


def test_home_tells_what_there_is_and_leads_on(library: Library) -> None:
    page = home_page(library, "en", title="Atlas", lead="Lead & more", tips=("First <tip>",))
    assert "Lead &amp; more" in page
    assert "First &lt;tip&gt;" in page
    for document in library.documents():
        assert f'href="cgt:document/{document.id}"' in page
    assert page.count("off topic") == 1
    assert "cgt:fact/" in page
    assert re.search(r'Therapies <span class="muted">\d+</span>', page)


def test_newest_facts_are_no_forecasts(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    page = home_page(library, "en", title="", lead="", tips=())
    newest = re.findall(r'class="label"[^>]*>(\d{4}[-\d]*)</td>', page)
    assert newest == sorted(newest, reverse=True)
    assert newest[0] <= max(document.published for document in library.documents())


def test_a_long_list_of_relations_is_cut_and_shown_whole_on_demand(library: Library) -> None:
    ids = [row.id for row in library.entries()[:20]]
    entry = made(incoming=tuple(Relation(id, "is_a", "kymriah") for id in ids))
    page = entry_page(entry, library, "en").below
    assert page.count("cgt:entry/") == FIRST_RELATED
    assert re.search(r'href="#all-related">Show all 20<', page)
    whole = entry_page(entry, library, "en", more=frozenset({"all-related"})).below
    assert whole.count("cgt:entry/") == 20
    assert "#all-related" not in whole


def test_the_timeline_stands_apart(library: Library) -> None:
    page = entry_page(made(), library, "en")
    assert page.timeline.index("2017-08-31"[4:]) < page.timeline.index("US$ 475,000")
    assert entry_page(made(facts=()), library, "en").timeline == ""
