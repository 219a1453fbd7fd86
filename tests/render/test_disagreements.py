from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.model import Citation, Fact
from cgtatlas.library.reader import Disagreement
from cgtatlas.render.disagreements import PAGE, by_reason, disagreements_page, matching, pair
from cgtatlas.render.entry_page import entry_page
from cgtatlas.render.home_page import home_page

if TYPE_CHECKING:
    from cgtatlas.library.reader import Library

CANARY = '<img src="file:///etc/hostname">'


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_disagreement_stands_on_the_page_with_both_facts(library: Library, lang: str) -> None:
    found = library.conflicts()
    page = disagreements_page(library, found, lang)
    for one in found:
        assert html.escape(one.note_en if lang == "en" else one.note_zh) in page
        for id in (one.a, one.b):
            fact = library.fact(id)
            assert f'href="cgt:fact/{id}"' in page
            assert html.escape(fact.value(lang)) in page
            assert html.escape(library.document(fact.citation.document).title) in page
            assert fact.as_of in page
            assert html.escape(" ".join(fact.citation.quote[:60].split())) in page


def test_both_facts_stand_side_by_side(library: Library) -> None:
    one = library.conflicts()[0]
    row = re.search(r"<tr>(.*?)</tr>", pair(one, library, "en", names=True))
    assert row is not None
    left, right = row[1].split("</td><td")
    assert f"cgt:fact/{one.a}" in left
    assert f"cgt:fact/{one.b}" in right


def test_classes_of_reasons_are_headings_with_their_number(library: Library) -> None:
    groups = by_reason(library, library.conflicts())
    assert [reason for reason, _ in groups] == list(reversed(library.terms("reason")))
    assert sum(len(group) for _, group in groups) == len(library.conflicts())
    page = disagreements_page(library, library.conflicts(), "zh")
    for reason, group in groups:
        assert f'{library.label("reason", reason, "zh")} <span class="muted count">{len(group)}<' in page


def test_words_and_entries_narrow_the_page(library: Library) -> None:
    assert matching(library, "", "zh") == library.conflicts()
    found = matching(library, "复星凯特 2018-05", "zh")
    assert found
    assert {library.fact(one.a).entry for one in found} <= {"fosun-kite", "yescarta"}
    assert matching(library, "FOSUN kite", "en")
    assert matching(library, "no such words", "en") == []
    note = library.conflicts()[0].note_en.split()[-1]
    assert library.conflicts()[0] in matching(library, note, "en")


def test_an_empty_page_says_so(library: Library) -> None:
    assert "Nothing &amp; nobody" in disagreements_page(library, [], "en", "Nothing & nobody")


def test_a_fact_that_is_gone_leaves_no_hole(library: Library) -> None:
    assert (
        pair(
            Disagreement("no/fact", library.conflicts()[0].a, "other-date", "", ""), library, "zh", names=True
        )
        == ""
    )


def test_home_and_entry_page_lead_to_the_page(library: Library) -> None:
    count = len(library.conflicts())
    home = home_page(library, "en", title="", lead="", tips=())
    assert re.search(rf'href="{PAGE}">All {count} ', home)
    owner = library.entry(library.fact(library.conflicts()[0].a).entry)
    page = entry_page(owner, library, "en", differences=library.conflicts()).below
    assert f'href="{PAGE}"' in page


def test_foreign_words_stay_words(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    cite = Citation("car-t-industrialisation-2018", 0, 4, CANARY)
    fact = Fact("kymriah/x", "kymriah", CANARY, CANARY, CANARY, None, "", CANARY, cite)
    monkeypatch.setattr(library, "fact", lambda _id: fact)
    page = pair(Disagreement("a", "b", CANARY, CANARY, CANARY), library, "zh", names=True)
    assert "<img" not in page
    assert page.count("&lt;img") >= 8
