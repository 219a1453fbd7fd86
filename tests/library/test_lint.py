"""The lint's rules: each finds its contradiction and leaves alone what is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cgtatlas.core.model import Citation, Fact
from cgtatlas.library.dates import dates_in, gap, interval
from cgtatlas.library.derived import Derivation, read_derivations
from cgtatlas.library.lint import Material, find
from cgtatlas.library.numbers import numbers_in


def fact(
    id: str,
    number: float | None = None,
    unit: str = "trials",
    as_of: str = "2022",
    *,
    property: str = "count",
    quote: str = "",
    document: str = "d",
    start: int = 0,
) -> Fact:
    words = quote or ("" if number is None else f"{number}".removesuffix(".0"))
    cite = Citation(document, start, start + len(words), words)
    return Fact(id, id.partition("/")[0], property, id, id, number, unit, as_of, cite)


def found(*facts: Fact, **more: object) -> list[tuple[str, tuple[str, ...]]]:
    known = Material(facts, **more)  # type: ignore[arg-type]
    return [(candidate.rule, candidate.facts) for candidate in find(known)]


@pytest.mark.parametrize(
    ("as_of", "quote", "hit"),
    [
        ("2022-02-31", "", True),
        ("2022-13", "", True),
        ("2022-02-28", "", False),
        ("2020-02-29", "", False),
        ("", "", False),
        ("2023-06", "", False),  # the document is of June
        ("2023-07", "", True),
        ("2023", "", False),
        ("2024", "", True),
        ("2018", "2018年2月30日", True),
        ("2018-02-28", "2018年2月28日", False),
        ("2018", "12月32日", True),
    ],
)
def test_impossible_dates(as_of: str, quote: str, hit: bool) -> None:
    rules = [rule for rule, _ in found(fact("a/x", as_of=as_of, quote=quote), published={"d": "2023-06-15"})]
    assert ("date" in rules) == hit


@pytest.mark.parametrize(
    ("as_of", "quote", "hit"),
    [
        ("2018-05", "2018年5月2日,FDA通过了", False),
        ("2018-06", "2018年5月2日,FDA通过了", True),
        ("2017-10-18", "在2017年8月31日和10月18日快速批准", False),
        ("2020", "2018—2022 年持续上升", False),
        ("2024", "2018—2022 年持续上升", True),
        ("2024", "没有日期", False),
    ],
)
def test_dates_that_are_not_the_quotes(as_of: str, quote: str, hit: bool) -> None:
    assert ("as-of" in [rule for rule, _ in found(fact("a/x", as_of=as_of, quote=quote))]) == hit


@pytest.mark.parametrize(
    ("number", "quote", "hit"),
    [
        (475000, "定价分别为47.5万美元", False),
        (475000, "定价分别为45.7万美元", True),
        (11923, "共计11,923项", False),
        (16.7, "占比全国约1/6", False),
        (1_000_000, "over one million yuan", False),
        (100, "企业上百家", False),
        (2, "批准了两款", False),
        (3, "批准了两款", True),
    ],
)
def test_figures_that_do_not_stand_in_their_quote(number: float, quote: str, hit: bool) -> None:
    assert ("number" in [rule for rule, _ in found(fact("a/x", number, quote=quote))]) == hit


@pytest.mark.parametrize(
    ("a", "b", "hit"),
    [
        (fact("e/a", 1), fact("e/b", 2), True),
        (fact("e/a", 1), fact("e/b", 1), False),
        (fact("e/a", 1), fact("f/b", 2), False),
        (fact("e/a", 1), fact("e/b", 2, property="share"), False),
        (fact("e/a", 1), fact("e/b", 2, "%"), False),
        (fact("e/a", 1), fact("e/b", 1, "products"), True),
        (fact("e/a", 1, as_of="2020"), fact("e/b", 2, as_of="2022"), False),
        (fact("e/a", 1, as_of="2021"), fact("e/b", 2, as_of="2022"), True),
        (fact("e/a", 1, as_of="2024-12-31"), fact("e/b", 2, as_of="2025"), True),
        (fact("e/a", 1, as_of=""), fact("e/b", 2, as_of="1999"), True),
    ],
)
def test_one_property_of_one_thing_at_one_time(a: Fact, b: Fact, hit: bool) -> None:
    assert (("same-property", ("e/a", "e/b")) in found(a, b)) == hit


def test_what_happens_once() -> None:
    kinds = {"p": "policy", "g": "agency", "c": "company"}
    facts = [
        fact(f"{entry}/{n}", property=prop, as_of=f"202{n}-01")
        for entry, prop in (("p", "issued"), ("g", "issued"), ("c", "founded"))
        for n in (1, 2)
    ]
    assert [ids for rule, ids in found(*facts, entry_kinds=kinds)] == [("c/1", "c/2"), ("p/1", "p/2")]


def test_two_texts_name_different_issuers() -> None:
    targets = {"e/a": ("issued_by", "nmpa"), "e/b": ("issued_by", "cde"), "e/c": ("targets", "cd19")}
    a, b, c = (fact(f"e/{x}", property="issuer", document=x) for x in "abc")
    assert found(a, b, c, targets=targets) == [("relation", ("e/a", "e/b"))]
    targets["e/d"] = ("issued_by", "nmpa")
    more = fact("e/d", property="issuer", document="b")
    assert found(a, b, more, targets=targets) == []  # the second text names the first one's issuer too
    together = replace(b, citation=a.citation)
    assert found(a, together, targets=targets) == []  # one text names both: joint issuers


def test_more_of_a_kind_than_of_all() -> None:
    kinds = {"car-t": frozenset({"cgt"})}
    six, four = fact("car-t/n", 6, "products"), fact("cgt/n", 4, "products", start=9)
    assert found(six, four, kinds=kinds) == [("member", ("car-t/n", "cgt/n"))]
    assert found(six, fact("cgt/n", 7, "products", start=9), kinds=kinds) == []
    assert found(six, four) == []
    assert found(six, replace(four, as_of="2019"), kinds=kinds) == []
    assert found(replace(six, unit="USD"), replace(four, unit="USD"), kinds=kinds) == []


def test_the_same_words_read_differently() -> None:
    a, b = fact("a/n", 3, quote="3 of 5"), fact("b/n", 5, quote="3 of 5")
    assert found(a, b) == [("twin", ("a/n", "b/n"))]
    assert found(a, replace(b, number=3.0)) == []
    assert found(a, replace(b, number=3.0, unit="products")) == [("twin", ("a/n", "b/n"))]
    assert found(a, replace(b, number=3.0, as_of="2019")) == [("twin", ("a/n", "b/n"))]
    assert found(a, replace(b, citation=replace(b.citation, start=50, end=56))) == []


# derived numbers


@pytest.mark.parametrize(
    ("derivation", "numbers", "words"),
    [
        ({"sum": [{"total": "e/t", "parts": ["e/a", "e/b"]}]}, (14, 7, 7), ""),
        ({"sum": [{"total": "e/t", "parts": ["e/a", "e/b"]}]}, (14, 7, 6), "7+6 = 13, stated 14"),
        ({"sum": [{"total": "e/t", "parts": ["e/a", "e/b"]}]}, (2, None, None), ""),
        ({"sum": [{"total": "e/t", "parts": ["e/a"], "complete": False}]}, (9, 8, 0), ""),
        ({"sum": [{"total": "e/t", "parts": ["e/a"], "complete": False}]}, (9, 10, 0), "10 = 10, stated 9"),
        ({"sum": [{"total": 100, "parts": ["e/a", "e/b"]}]}, (0, 80, 20), ""),
        ({"sum": [{"total": 100, "parts": ["e/a", "e/b"]}]}, (0, 80, 25), "80+25 = 105, stated 100"),
        ({"share": [{"share": "e/t", "part": ["e/a"], "whole": ["e/b"]}]}, (43.3, 109, 252), ""),
        (
            {"share": [{"share": "e/t", "part": ["e/a"], "whole": ["e/b"]}]},
            (43.4, 109, 252),
            "109/252 = 43.25%, stated 43.4",
        ),
        (
            {"share": [{"share": "e/t", "part": ["e/a"], "whole": ["e/b"], "bound": "more"}]},
            (75, 192, 252),
            "",
        ),
        (
            {"share": [{"share": "e/t", "part": ["e/a"], "whole": ["e/b"], "bound": "more"}]},
            (77, 192, 252),
            "192/252 = 76.19%, stated 77",
        ),
        (
            {"share": [{"share": "e/t", "part": ["e/a"], "whole": ["e/a", "e/b"], "count": True}]},
            (50, 9, 1),
            "",
        ),
        ({"growth": [{"rate": "e/t", "start": ["e/a"], "end": ["e/b"], "years": 6}]}, (18.7, 115, 321), ""),
        (
            {"growth": [{"rate": "e/t", "start": ["e/a"], "end": ["e/b"], "years": 6}]},
            (17.5, 115, 321),
            "115 to 321 in 6 years is 18.7% a year, stated 17.5",
        ),
        (
            {"growth": [{"rate": "e/t", "start": ["e/a"], "end": ["e/b"], "bound": "more"}]},
            (15, 6, 146),
            "6 to 146 is 24.3-fold, stated 15",
        ),
        ({"growth": [{"rate": "e/t", "start": ["e/a"], "end": ["e/b"], "bound": "more"}]}, (15, 6, 100), ""),
    ],
)
def test_numbers_that_follow_from_numbers(
    derivation: dict[str, object], numbers: tuple[float | None, ...], words: str
) -> None:
    facts = [fact(f"e/{x}", n, property=x) for x, n in zip("tab", numbers, strict=True)]
    details = [c.detail for c in find(Material(facts, derivations=read_derivations(derivation)))]
    assert details == ([words] if words else [])


@pytest.mark.parametrize(
    "table",
    [
        {"sum": [{"total": "e/t", "parts": []}]},
        {"sum": [{"total": "e/t", "parts": ["e/a"], "whole": ["e/b"]}]},
        {"share": [{"share": "e/t", "part": ["e/a"], "whole": "e/b"}]},
        {"growth": [{"rate": "e/t", "start": ["e/a"], "end": ["e/b"], "bound": "less"}]},
    ],
)
def test_malformed_derivations(table: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"list of facts|unknown key|bound"):
        read_derivations(table)


# dates and numbers


def test_dates() -> None:
    assert interval("2022-02-31") is None
    assert gap(*(i for i in (interval("2021"), interval("2022-02-01")) if i)) == 32
    assert gap(*(i for i in (interval("2022"), interval("2022-02-01")) if i)) == 0
    assert [d and d[0].isoformat() for d in dates_in("2017年8月31日和10月18日")] == [
        "2017-08-31",
        "2017-10-18",
    ]
    assert dates_in("历时仅6个月左右,12月18日") == []
    assert dates_in("2月30日") == [None]


def test_numbers() -> None:
    assert numbers_in("11,923项") == [11923, 11923]
    assert 168.88e4 in numbers_in("168.88万人")
    assert 1e6 in numbers_in("百万元级别")
    assert 115e8 in numbers_in("115亿美元")
    assert numbers_in("没有") == []


def test_a_derivation_names_its_facts() -> None:
    assert Derivation("sum", "", ("e/a", "e/b"), constant=100).facts == ("e/a", "e/b")
    assert Derivation("share", "e/s", ("e/a",), ("e/b",)).facts == ("e/s", "e/a", "e/b")
