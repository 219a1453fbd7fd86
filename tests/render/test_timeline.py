from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cgtatlas.core.model import Citation, Entry, EntryRow, Fact
from cgtatlas.render.timeline import LAST_DATES, dated, timeline

if TYPE_CHECKING:
    from cgtatlas.library.reader import Library

DOCUMENT = "car-t-industrialisation-2018"  # published 2018-12-01
CANARY = '<img src="file:///etc/hostname">'


def fact(slug: str, as_of: str, **changes: object) -> Fact:
    cite = Citation(DOCUMENT, 0, 4, "quoted words")
    made = Fact(
        f"kymriah/{slug}", "kymriah", "approval", f"值 {slug}", f"value {slug}", None, "", as_of, cite
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def entry(*facts: Fact) -> Entry:
    row = EntryRow("kymriah", "therapy", "product", "替沙仑赛", "Kymriah", "CH")
    return Entry(row, "", "", "", "", facts=facts)


def lines(page: str) -> list[str]:
    found = re.findall(r'<td class="when[^>]*>(.*?)</td>.*?href="cgt:fact/kymriah/([a-z0-9-]+)"', page)
    return [f"{re.sub('<[^>]+>', '', when)} {slug}" for when, slug in found]


def test_a_vaguer_date_stands_before_the_dates_inside_it() -> None:
    facts = [fact("c", "2018-05-02"), fact("b", "2018-05"), fact("d", "2019"), fact("a", "2018")]
    assert [one.as_of for one in dated(facts)] == ["2018", "2018-05", "2018-05-02", "2019"]


def test_every_dated_fact_is_a_line_that_opens_its_words(library: Library) -> None:
    made = entry(fact("late", "2018-05"), fact("none", ""), fact("early", "2017-08-31"), fact("year", "2018"))
    page = timeline(made, library, "en")
    assert lines(page) == ["2017-08-31 early", "2018 year", "2018-05 late"]
    assert "value early" in page
    assert library.document(DOCUMENT).title in page
    assert "值 early" in timeline(made, library, "zh")


def test_an_entry_without_dates_has_no_timeline(library: Library) -> None:
    assert timeline(entry(fact("a", "")), library, "zh") == ""
    assert timeline(entry(), library, "zh") == ""


def test_what_a_source_foretold_is_said(library: Library) -> None:
    assert "expected" not in timeline(entry(fact("a", "2018-12"), fact("b", "2018")), library, "en")
    assert "expected" in timeline(entry(fact("a", "2028")), library, "en")


def test_a_long_timeline_begins_with_its_newest_part_and_is_shown_whole_on_demand(library: Library) -> None:
    made = entry(*(fact(f"f{n}", f"19{n + 10}") for n in range(40)))
    page = timeline(made, library, "en")
    assert [line.split()[0] for line in lines(page)] == [f"19{n + 10}" for n in range(40 - LAST_DATES, 40)]
    assert 'href="#all-dates"' in page
    whole = timeline(made, library, "en", everything=True)
    assert len(lines(whole)) == 40
    assert "#all-dates" not in whole


def test_a_disputed_date_bears_the_sign(library: Library) -> None:
    assert "⚠" not in timeline(entry(fact("a", "2018")), library, "zh")
    assert "⚠" in timeline(entry(fact("a", "2018", conflicts_with=("kymriah/b",))), library, "zh")


def test_foreign_words_stay_words(library: Library) -> None:
    made = fact("a", "2018", value_zh=CANARY, property=CANARY, citation=Citation(DOCUMENT, 0, 1, CANARY))
    page = timeline(entry(made), library, "zh")
    assert "<img" not in page
    assert "&lt;img" in page
