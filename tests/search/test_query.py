from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cgtatlas.search.fields import date_range
from cgtatlas.search.query import DEEPEST, LONGEST, MOST_TERMS, Filter, Term, parse


@pytest.mark.parametrize(
    ("query", "interpreted"),
    [
        ("", ""),
        ("  ，。 ", ""),
        ("细胞治疗 肿瘤", "细胞治疗 AND 肿瘤"),
        ("细胞 AND 肿瘤 && 免疫", "细胞 AND 肿瘤 AND 免疫"),
        ("CAR-T细胞", "CAR-T细胞"),
        ("CAR‑T（实体瘤）", "CAR‑T AND 实体瘤"),
        ('"CAR-T 细胞" -实体瘤', '"CAR-T 细胞" AND NOT 实体瘤'),
        ("“细胞治疗”", '"细胞治疗"'),
        ("「细胞」『治疗』«a b»《c d》", '"细胞" AND "治疗" AND "a b" AND "c d"'),
        ("‘细胞 治疗’ 'a b'", '"细胞 治疗" AND "a b"'),
        ("it's 5'-UTR", "it's AND 5'-UTR"),
        ('a "未闭合 b', 'a AND "未闭合 b"'),
        ("CAR-T OR TCR-T", "CAR-T OR TCR-T"),
        ("a | b || c｜d", "a OR b OR c OR d"),
        ("“细胞治疗” 或 “基因治疗”", '"细胞治疗" OR "基因治疗"'),
        ("或", '"或"'),
        ("a 或", 'a AND "或"'),
        ("OR a", '"OR" AND a'),
        ("或许", "或许"),
        ("NOT a b", "NOT a AND b"),
        ("非 小细胞 肺癌", "NOT 小细胞 AND 肺癌"),
        ("非小细胞肺癌", "非小细胞肺癌"),
        ("非", '"非"'),
        ("-癌", "NOT 癌"),
        ("- - a", "a"),
        ("NOT -a", "a"),
        ("PD-1 -PD-L1", "PD-1 AND NOT PD-L1"),
        ("(诺华 | Kite) 批准", "(诺华 OR Kite) AND 批准"),
        ("-(a | b) c", "NOT (a OR b) AND c"),
        ("((a) b", "a AND b"),
        ("a ) b", "a AND b"),
        ("() a", "a"),
        ("KTE-C19*", "KTE-C19*"),
        ('"car t"*', '"car t"*'),
        ("细胞＊", "细胞"),
        ("*", ""),
        ("肿瘤 NEAR/20 免疫", "肿瘤 NEAR/20 免疫"),
        ("a NEAR b c", "a NEAR/10 b AND c"),
        ("NEAR", '"NEAR"'),
        ("a NEAR (b c)", "a AND b AND c"),
        ("in:policy 治疗", "in:policy AND 治疗"),
        ("类型：疗法，企业 细胞", "kind:therapy,company AND 细胞"),
        ("语言:英文 a", "language:en AND a"),
        ('文献:"张江 峰会" a', 'document:"张江 峰会" AND a'),
        ("publisher:科学院 -author:毛开云", "publisher:科学院 AND NOT author:毛开云"),
        ("有:笔记 标签:价格", "has:note AND tag:价格"),
        ("date:2017-08..2018 a", "date:2017-08..2018 AND a"),
        ("after:2018 before:2020-06-01", "after:2018 AND before:2020-06-01"),
        ("http://a.b:80/x", "http://a.b:80/x"),
        ("r/r:ALL", "r/r:ALL"),
        ("lang:", "lang:"),
    ],
)
def test_what_a_query_means(query: str, interpreted: str) -> None:
    parsed = parse(query)
    assert parsed.interpreted == interpreted
    assert parsed.notes == ()
    assert parse(parsed.interpreted).interpreted == interpreted


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("date:2018", ("2018-01-01", "2018-12-31")),
        ("日期：2018年2月", ("2018-02-01", "2018-02-28")),
        ("date:2017-08..2018", ("2017-08-01", "2018-12-31")),
        ("date:..2018-03-04", ("0000-00-00", "2018-03-04")),
        ("date:2018..", ("2018-01-01", "9999-99-99")),
        ("after:2018-06", ("2018-06-01", "9999-99-99")),
        ("before:2018", ("0000-00-00", "2018-01-00")),
    ],
)
def test_dates(query: str, days: tuple[str, str]) -> None:
    root = parse(query).root
    assert isinstance(root, Filter)
    assert (root.low, root.high) == days


@pytest.mark.parametrize(
    ("query", "interpreted", "note"),
    [
        ("date:soon a", "a", "query_bad_date"),
        ("date:2018-13 a", "a", "query_bad_date"),
        ("date:.. a", "a", "query_bad_date"),
        ("has:nonsense a", "a", "query_bad_value"),
        ("foo:bar a", "foo:bar AND a", "query_unknown_field"),
        ("a" * (LONGEST + 5), "a" * LONGEST, "query_cut"),
        (
            " ".join(f"w{i}" for i in range(60)),
            " AND ".join(f"w{i}" for i in range(MOST_TERMS)),
            "query_too_many_words",
        ),
        ("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), "a", "query_too_deep"),
    ],
)
def test_what_is_cut_or_ignored_is_said(query: str, interpreted: str, note: str) -> None:
    parsed = parse(query)
    assert (parsed.interpreted, parsed.notes) == (interpreted, (note,))


def test_while_typing_the_last_word_is_a_beginning() -> None:
    def shown(query: str) -> str:
        return parse(query, typing=True).interpreted

    assert shown("细胞 kym") == "细胞 AND kym*"
    assert shown("kym 细胞") == "kym AND 细胞"
    assert shown("kym ") == "kym"
    assert shown('"kym"') == '"kym"'
    assert shown("-kym") == "NOT kym*"


def test_a_term_keeps_what_was_typed_beside_what_is_compared() -> None:
    assert parse("ＣＡＲ－Ｔ細胞").root == Term("ＣＡＲ－Ｔ細胞", "car t细胞")


OPERATORS = '" “ ” ( ) （ ） * ＊ - − NOT AND OR NEAR NEAR/3 NEAR( | ｜ 或 非 且 且( 《 》 ‘ ’ ! ~ …'
FIELDS = ": title: date:2018.. type: 类型： in:policy lang:en has:note doc: tag:x"
SQL = "^ + { } , \\ ' ; -- \0 \ud800 \udfff % _ 0 999999999 rank rowid passage_fts bm25( DROP"
WORDS = "细胞 治 治疗 CAR-T T a the é ﬁ ① \U00020000 \u200b \u0301 İ 한 か ／ ·"
PIECES = [*f"{OPERATORS} {FIELDS} {SQL} {WORDS}".split(), " ", "  ", "\n", "\t"]


def hostile_queries(count: int, seed: int) -> list[str]:
    """Strings made of operators, of odd characters, and huge ones."""
    chance = random.Random(seed)
    queries = []
    for number in range(count):
        if number % 3:
            query = "".join(
                chance.choice(PIECES) + chance.choice(("", " ")) for _ in range(chance.randint(0, 14))
            )
        else:
            tops = (127, 0x2FFF, 0x9FFF, 0x10FFFF)
            query = "".join(chr(chance.randint(0, chance.choice(tops))) for _ in range(chance.randint(0, 20)))
        queries.append("(" * 500 + query + "-(" * 50 + query * 30 if number % 500 == 0 else query)
    return queries


def test_any_text_is_a_query_and_its_reading_can_be_read_again() -> None:
    for query in hostile_queries(4000, 7):
        parsed = parse(query, typing=len(query) % 2 == 0)
        again = parse(parsed.interpreted)
        assert (again.root is None) == (parsed.root is None), query


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_any_unicode_is_a_query(query: str) -> None:
    parsed = parse(query)
    assert parsed.interpreted.encode("utf-8").decode() == parsed.interpreted


def test_days_that_do_not_exist_and_ranges_the_wrong_way_round() -> None:
    for query in ("date:2024-02-30", "after:2023-02-29", "date:2024-04-31..2024-05"):
        assert parse(query).notes == ("query_bad_date",)
    assert date_range("date", "2024-02-29") == ("2024-02-29", "2024-02-29")
    assert date_range("date", "2019..2018-03") == date_range("date", "2018-03..2019")
