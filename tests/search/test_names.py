"""Names by any way of writing them: every role, pinyin, initials, one letter wrong, other spellings."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from cgtatlas.search.find import Searcher
from cgtatlas.search.pinyin import readings, sounds_like
from cgtatlas.search.spelling import variants
from cgtatlas.text.fold import fold
from cgtatlas.text.tokens import is_han

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.library.reader import Library

ENTRY = frozenset({"entry"})


def found(searcher: Searcher, query: str, *hows: str) -> list[str]:
    hits = searcher.search(query, kinds=ENTRY, limit=40).entries
    return [hit.row.id for hit in hits if not hows or hit.how in hows]


def names_by_role(library: Library) -> dict[str, list[tuple[str, str]]]:
    rows = library.connection.execute("SELECT role, entry, text FROM name ORDER BY role, entry, ord")
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for role, entry, text in rows:
        found[role].append((entry, text))
    return found


def test_every_role_of_name_finds_its_entry(searcher: Searcher, library: Library) -> None:
    chance = random.Random(4)
    roles = names_by_role(library)
    assert len(roles) >= 8
    for role, rows in roles.items():
        for entry, text in chance.sample(rows, min(len(rows), 12)):
            quoted = f'"{text}"' if '"' not in text else text
            assert entry in found(searcher, quoted, "name", "alias"), (role, text)


def test_chinese_names_are_found_by_pinyin_and_by_initials(searcher: Searcher, library: Library) -> None:
    han = [
        (entry, fold(text))
        for rows in names_by_role(library).values()
        for entry, text in rows
        if 2 <= len(text) <= 5 and all(is_han(char) for char in fold(text))
    ]
    for entry, text in random.Random(5).sample(han, 40):
        syllables = [readings(char)[0] for char in text]
        assert entry in found(searcher, "".join(syllables)), text
        if len(syllables) > 3:
            assert entry in found(searcher, "".join(one[0] for one in syllables)), text


@pytest.mark.parametrize(
    ("query", "entry"),
    [
        ("yaoming", "wuxi-apptec"),
        ("yao ming kang de", "wuxi-apptec"),
        ("yàomíngkāngdé", "wuxi-apptec"),
        ("YMKD", "wuxi-apptec"),
        ("yaomingk", "wuxi-apptec"),
        ("nuohua", "novartis"),
        ("keji", "carsgen"),
        ("fuxing", "fosun-kite"),
    ],
)
def test_by_sound(searcher: Searcher, query: str, entry: str) -> None:
    assert entry in found(searcher, query, "pinyin")


def test_a_character_of_several_readings_counts_with_each() -> None:
    for typed in ("changcheng", "zhangcheng", "cc", "zc"):
        assert sounds_like("长城", typed) is not None
    for typed in ("nvwa", "nuwa"):
        assert sounds_like("女娲", typed) is not None
    assert sounds_like("长城", "chengchang") is None
    assert sounds_like("Kymriah", "km") is None


def test_what_is_a_name_is_not_taken_for_pinyin(searcher: Searcher) -> None:
    assert found(searcher, "FDA", "pinyin") == []
    assert found(searcher, "BMS", "pinyin") == []


def test_one_letter_wrong_is_still_found(searcher: Searcher, library: Library) -> None:
    chance = random.Random(6)
    rows = [row for rows in names_by_role(library).values() for row in rows]
    han = [(e, t) for e, t in rows if len(t) >= 4 and all(is_han(c) for c in fold(t))]
    latin = [(e, t) for e, t in rows if len(t) >= 8 and t.isascii() and t.isalpha()]
    for entry, text in [*chance.sample(han, 15), *chance.sample(latin, 15)]:
        at = chance.randrange(1, len(text) - 2)
        other = "鑫" if is_han(text[0]) else "q"
        for typo in (
            text[:at] + text[at + 1 :],
            text[:at] + other + text[at + 1 :],
            text[:at] + other + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        ):
            if fold(typo) != fold(text):
                assert entry in found(searcher, typo), (text, typo)


def test_an_empty_result_proposes_names_that_do_find_something(searcher: Searcher) -> None:
    for query, name, why in (
        ("Yescatra", "Yescarta", "typo"),
        ("yaomingkangde", "药明康德", "pinyin"),
        ("Kymrah 白血病", "Kymriah AND 白血病", "typo"),
    ):
        result = searcher.search(query)
        assert result.total == 0
        (first, *_) = result.suggestions
        assert (first.query, first.why) == (name, why)
        again = searcher.search(first.query)
        assert first.count == again.total + again.entry_total > 0


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ('"细胞 实体瘤 治疗"', "other_form"),
        ("细胞 NEAR/0 美国", "other_form"),
        ("Yescarta date:1999", "no_filter"),
        ("Yescarta 月球车", "fewer_words"),
        ("复星凯特产业化生产", "other_form"),
    ],
)
def test_near_forms_are_counted(searcher: Searcher, query: str, why: str) -> None:
    result = searcher.search(query)
    assert (result.total, result.entry_total) == (0, 0)
    assert why in {suggestion.why for suggestion in result.suggestions}
    for suggestion in result.suggestions:
        again = searcher.search(suggestion.query)
        assert suggestion.count == again.total + again.entry_total > 0
    (library,) = result.searched
    assert (library.library, library.documents) == ("bundled", 8)


@pytest.mark.parametrize(
    "group",
    [
        "tumor tumors tumour tumours",
        "therapy therapies",
        "leukemia leukaemia",
        "hematology haematology",
        "center centre centers centres",
        "randomized randomised",
        "optimization optimisation",
        "analyze analyse",
        "licence license",
        "virus viruses",
        "metastasis metastases",
        "fetus foetus",
        "bacterium bacteria",
        "sulfate sulphate",
        "antibody antibodies",
        "labeled labelled",
    ],
)
def test_spellings_lead_to_each_other(group: str) -> None:
    words = group.split()
    for word in words:
        assert set(words) - {word} <= set(variants(word)), word


@pytest.mark.parametrize(
    "pair",
    ["from form", "filled filed", "base basis", "would wold", "four for", "process procs"],
)
def test_other_words_are_no_spellings(pair: str) -> None:
    one, other = pair.split()
    assert other not in variants(one)
    assert one not in variants(other)


def test_spellings_are_found_after_what_was_typed(make_library: Callable[..., Library]) -> None:
    lines = ["solid tumours", "a tumor", "tumorous", "T cells", "one T cell", "TUMOR tumors"]
    searcher = Searcher([make_library({"d": lines})])
    result = searcher.search("tumor")
    assert {hit.text for hit in result.hits[:2]} == {"a tumor", "TUMOR tumors"}
    assert [(hit.text, hit.via) for hit in result.hits[2:]] == [("solid tumours", "tumours")]
    assert {chip.text for chip in result.chips if chip.kind == "spelling"} == {"tumors", "tumours"}
    assert {hit.text for hit in searcher.search("T-cell").hits} == {"T cells", "one T cell"}
    for query in ('"tumor"', "tumor spelling:no"):
        assert {hit.text for hit in searcher.search(query).hits} == {"a tumor", "TUMOR tumors"}
    assert {hit.text for hit in searcher.search("tumor -name:tumours").hits} == {"a tumor", "TUMOR tumors"}
