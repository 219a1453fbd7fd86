from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas.core.cancel import Cancelled, CancelToken
from cgtatlas.core.errors import Refused
from cgtatlas.core.model import Anchor, Annotation
from cgtatlas.library import index
from cgtatlas.search.find import Searcher
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cgtatlas.library.reader import Library

    MakeLibrary = Callable[..., Library]

LINES = ["诺华的 Kymriah 获批", "CTL019 的数据", "tisagenlecleucel 的价格", "别的话", "Kymriah 与 CTL019"]
KYMRIAH = {"kymriah": ["替沙仑赛", "Kymriah", "CTL019", "tisagenlecleucel", "ALL"]}


def note(
    id: str, document: str, exact: str, body: str = "", tags: tuple[str, ...] = (), start: int = 0
) -> Annotation:
    anchor = Anchor(document, "", start, start + len(exact), exact)
    return Annotation(id, anchor, "yellow", body, tags, "2025-01-01", f"2025-01-0{len(id)}", 1)


def texts(searcher: Searcher, query: str, **options: Any) -> list[str]:
    return [hit.text for hit in searcher.search(query, **options).hits]


def test_an_empty_query_finds_nothing(searcher: Searcher) -> None:
    for query in ("", "  ", "，", "*", "()"):
        result = searcher.search(query)
        assert (result.entries, result.hits, result.total, result.exact) == ((), (), 0, True)
        assert searcher.count(query) == (0, True)


def test_matches_are_the_words_in_the_original(searcher: Searcher, library: Library) -> None:
    for query in ("细胞治疗", "CAR-T", "CAR-NK", "47.5万美元", "Kymriah 诺华", "the"):
        result = searcher.search(query, limit=300, kinds=frozenset({"passage"}))
        assert result.hits
        words = {fold(word) for word in query.split()}
        for hit in result.hits:
            document = library.text(hit.document)
            assert "".join(document[a:b] for a, b in hit.spans) == hit.text.replace("\t", "")
            assert hit.matches == tuple(sorted(hit.matches))
            assert all(any(a <= m and n <= b for a, b in hit.spans) for m, n in hit.matches)
            whole = [fold(document[m:n]) for m, n in hit.matches]
            if hit.via:
                assert fold(hit.via) in whole
            elif "\t" in hit.text or len(hit.spans) == 1:
                assert set(whole) == words


def test_a_match_over_a_gap_gives_a_range_on_each_side(make_library: MakeLibrary, tmp_path: Path) -> None:
    library = make_library({"d": ["前面的免疫细", "图一", "胞治疗有效"]})
    with closing(sqlite3.connect(library.path)) as writer, writer:
        old = writer.execute("SELECT id, text FROM passage").fetchall()
        index.remove(writer, old)
        writer.execute("DELETE FROM passage")
        writer.execute("INSERT INTO passage VALUES (1, 'd', 0, '[[0,6],[10,15]]', '前面的免疫细胞治疗有效')")
        index.add(writer, [(1, "前面的免疫细胞治疗有效")])
    (hit,) = Searcher([library]).search("细胞治疗").hits
    assert hit.matches == ((5, 6), (10, 13))
    text = library.text("d")
    assert "".join(text[a:b] for a, b in hit.matches) == "细胞治疗"


def test_cells_of_a_row_are_apart(make_library: MakeLibrary) -> None:
    library = make_library({"d": ["细胞\t治疗\tCAR-T"]})
    searcher = Searcher([library])
    assert texts(searcher, '"胞治"') == []
    assert texts(searcher, "细胞 治疗 CAR-T") == ["细胞\t治疗\tCAR-T"]


def test_other_names_are_found_after_the_typed_one_and_said(make_library: MakeLibrary) -> None:
    searcher = Searcher([make_library({"d": LINES}, entries=KYMRIAH)])
    result = searcher.search("Kymriah")
    assert [hit.via for hit in result.hits[:2]] == ["", ""]
    assert {(hit.text, hit.via) for hit in result.hits[2:]} == {
        ("CTL019 的数据", "CTL019"),
        ("tisagenlecleucel 的价格", "tisagenlecleucel"),
    }
    assert result.total == 4
    assert result.interpreted == 'Kymriah OR "替沙仑赛" OR "CTL019" OR "tisagenlecleucel"'
    text = "\n".join(LINES)
    assert [text[a:b] for hit in result.hits[2:] for a, b in hit.matches] == [
        "CTL019",
        "tisagenlecleucel",
    ] or [text[a:b] for hit in result.hits[2:] for a, b in hit.matches] == ["tisagenlecleucel", "CTL019"]


def test_quotation_marks_ask_for_the_very_words(make_library: MakeLibrary) -> None:
    searcher = Searcher([make_library({"d": LINES}, entries=KYMRIAH)])
    assert set(texts(searcher, '"CTL019"')) == {"CTL019 的数据", "Kymriah 与 CTL019"}


def test_joined_and_split_forms(make_library: MakeLibrary) -> None:
    lines = ["PD-1 抑制剂", "PD1 抑制剂", "CART 疗法", "CAR-T 疗法", "2017-08", "201708"]
    searcher = Searcher([make_library({"d": lines}, entries={"car-t": ["嵌合抗原受体T细胞", "CAR-T"]})])
    assert texts(searcher, "PD-1") == ["PD-1 抑制剂", "PD1 抑制剂"]
    assert texts(searcher, '"PD-1"') == ["PD-1 抑制剂"]
    assert texts(searcher, "CAR-T") == ["CAR-T 疗法", "CART 疗法"]
    assert texts(searcher, "CART") == ["CART 疗法", "CAR-T 疗法"]
    assert searcher.search("CART").hits[1].via == "CAR-T"
    assert set(texts(searcher, "CART 疗法")) == {"CART 疗法", "CAR-T 疗法"}
    assert texts(searcher, "2017-08") == ["2017-08"]


def test_off_topic_documents_come_last(make_library: MakeLibrary) -> None:
    library = make_library(
        {"rust": ["CTL019 CTL019", "CTL019"], "on": ["一段很长的话里提到了 CTL019 一次", "Kymriah"]},
        off_topic=["rust"],
        entries=KYMRIAH,
    )
    hits = Searcher([library]).search("CTL019").hits
    assert [(hit.document, hit.off_topic) for hit in hits] == [
        ("on", False),
        ("on", False),
        ("rust", True),
        ("rust", True),
    ]


def test_pages_join_without_gap_or_repetition(searcher: Searcher) -> None:
    passages = frozenset({"passage"})
    whole = searcher.search("细胞", limit=1000, kinds=passages).hits
    paged = [
        hit
        for at in range(0, len(whole) + 7, 7)
        for hit in searcher.search("细胞", limit=7, offset=at, kinds=passages).hits
    ]
    assert paged == list(whole)
    assert searcher.search("细胞", limit=7).total == len(whole)


def test_more_of_the_word_in_less_text_comes_first(make_library: MakeLibrary) -> None:
    filler = "与此无关的很多文字" * 20
    library = make_library({"d": [f"细胞{filler}", "细胞与细胞", *[f"{i}别的" for i in range(20)]]})
    assert texts(Searcher([library]), "细胞")[0] == "细胞与细胞"


def test_several_libraries_are_one_list(make_library: MakeLibrary) -> None:
    one = make_library({"a": ["细胞很多话很多话很多话很多话", "别的", "别的话", "还有"]})
    two = make_library({"b": ["细胞细胞细胞", "细胞 与 基因"], "off": ["细胞"]}, off_topic=["off"])
    searcher = Searcher([one, two])
    result = searcher.search("细胞")
    assert result.hits[0].document == "b"
    assert result.hits[-1].document == "off"
    assert {hit.document for hit in result.hits} == {"a", "b", "off"}
    assert result.total == 4 == searcher.count("细胞")[0]


def test_a_change_of_the_file_is_noticed(make_library: MakeLibrary) -> None:
    library = make_library({"d": ["旧的一段"]})
    searcher = Searcher([library])
    assert texts(searcher, "新的") == []
    with closing(sqlite3.connect(library.path)) as writer, writer:
        writer.execute("INSERT INTO passage VALUES (50, 'd', 0, '[[0,2]]', '新的')")
        index.add(writer, [(50, "新的")])
        writer.execute("UPDATE document SET off_topic = 1")
        writer.execute("INSERT INTO entry VALUES ('e', 'therapy', '', '新的疗法', 'new', '', '', '', '', '')")
        writer.execute("INSERT INTO name VALUES ('e', 0, '新的疗法', 'zh', 'official', 1, '')")
    result = searcher.search("新的")
    assert [hit.off_topic for hit in result.hits] == [True]
    assert [hit.row.id for hit in result.entries] == ["e"]


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("细胞 lang:en", {"b"}),
        ("细胞 语言:中文", {"a", "c"}),
        ("细胞 -lang:zh", {"b"}),
        ("细胞 publisher:科学院", {"a"}),
        ("细胞 author:li", {"b"}),
        ("细胞 doc:b", {"b"}),
        ("细胞 标题:“title of”", {"a", "b", "c"}),
        ("细胞 date:2018", {"a"}),
        ("细胞 date:2017..2018-06", {"a"}),
        ("细胞 after:2018-06", {"a", "b"}),
        ("细胞 before:2018-06-02", {"a"}),
        ("细胞 before:2018-06-01", set()),
        ("细胞 publisher:科学院 lang:zh", {"a"}),
        ("细胞 (has:note | tag:价格)", {"a", "b"}),
        ("-二 lang:zh publisher:科学院", {"a"}),
        ("-一 lang:zh", {"c"}),
        ("细胞 (lang:en | publisher:科学院)", {"a", "b"}),
        ("细胞 OR lang:en", {"a", "b", "c"}),
        ("lang:en", {"b"}),
        ("has:note", {"a"}),
        ("细胞 -has:note", {"b", "c"}),
        ("has:highlight", {"a", "b"}),
        ("tag:价格", {"b"}),
        ("kind:table", {"c"}),
        ("细胞 kind:passage", {"a", "b", "c"}),
        ("细胞 kind:company", set()),
    ],
)
def test_conditions(make_library: MakeLibrary, query: str, documents: set[str]) -> None:
    library = make_library(
        {"a": ["细胞一"], "b": ["细胞二"], "c": ["细胞\t三"]},
        language={"b": "en"},
        publisher={"a": "中国科学院"},
        author={"b": "Li Ming"},
        published={"a": "2018-06-01", "b": "2020"},
    )
    notes = [
        note("1", "a", "细胞", "我的话"),
        note("2", "b", "细胞", tags=("价格",)),
        note("3", "a", "x", start=90),
    ]
    searcher = Searcher([library], lambda: notes)
    result = searcher.search(query, kinds=frozenset({"passage"}))
    assert {hit.document for hit in result.hits} == documents
    assert result.total == len(result.hits) == searcher.count(query)[0]


def test_notes_are_found_by_body_words_and_tags(make_library: MakeLibrary) -> None:
    notes = [
        note("1", "a", "细胞", "价格很高"),
        note("22", "a", "价格"),
        note("333", "b", "x", tags=("价格",)),
    ]
    library = make_library({"a": ["细胞 价格"], "b": ["x"]}, language={"b": "en"})
    searcher = Searcher([library], lambda: notes)

    def ids(query: str) -> list[str]:
        return [found.id for found in searcher.search(query).annotations]

    assert ids("价格") == ["333", "22", "1"]
    assert ids("价格 细胞") == ["1"]
    assert ids("价格 -细胞") == ["333", "22"]
    assert ids("价格 lang:en") == ["333"]
    assert ids("kind:note 价格 has:note") == ["1"]
    assert ids("别的") == []
    assert searcher.search("价格", kinds=frozenset({"passage"})).annotations == ()


def test_overlapping_words_are_lit_as_one(make_library: MakeLibrary) -> None:
    library = make_library({"d": ["免疫细胞治疗与免疫"]})
    (hit,) = Searcher([library]).search("免疫细胞 细胞治疗 免疫").hits
    assert hit.matches == ((0, 6), (7, 9))


def test_near_in_notes(make_library: MakeLibrary) -> None:
    notes = [note("1", "a", "肿瘤一二三四五免疫"), note("22", "a", "免疫的肿瘤")]
    searcher = Searcher([make_library({"a": ["x"]})], lambda: notes)
    assert [found.id for found in searcher.search("肿瘤 NEAR/3 免疫").annotations] == ["22"]
    assert [found.id for found in searcher.search("肿瘤 NEAR/5 免疫").annotations] == ["22", "1"]


def test_near(make_library: MakeLibrary) -> None:
    library = make_library(
        {"d": ["肿瘤的免疫", "免疫与肿瘤", "肿瘤一二三四五六七八九十免疫", "肿瘤", "cell a b c therapy"]}
    )
    searcher = Searcher([library])
    assert set(texts(searcher, "肿瘤 NEAR/3 免疫")) == {"肿瘤的免疫", "免疫与肿瘤"}
    assert len(texts(searcher, "肿瘤 NEAR/12 免疫")) == 3
    assert texts(searcher, "therapy NEAR/3 cell") == ["cell a b c therapy"]
    assert texts(searcher, "therapy NEAR/2 cell") == []


def test_while_typing_the_last_word_goes_on(searcher: Searcher) -> None:
    assert searcher.search("kymr").total == 0
    typed = searcher.search("诺华 kymr", typing=True)
    assert typed.total > 0
    assert all("kymriah" in fold(hit.text) for hit in typed.hits)
    assert {hit.row.id for hit in searcher.search("kymr", typing=True).entries} >= {"kymriah"}


def test_stale_work_ends(searcher: Searcher) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        searcher.search("细胞", cancelled=token)
    asked = 0

    def later() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    with pytest.raises(Cancelled):
        searcher.search("细胞 OR 治疗", cancelled=later)
    live = CancelToken()
    assert searcher.search("细胞", cancelled=live).total > 0
    live.cancel()  # the search is over: this must not reach the next one
    assert searcher.search("细胞").total > 0


def test_a_token_interrupts_all_libraries_while_it_is_searched(make_library: MakeLibrary) -> None:
    held: list[Callable[[], None] | None] = []

    class Token(CancelToken):
        def attach(self, stop: Callable[[], None] | None) -> None:
            held.append(stop)
            super().attach(stop)

    libraries = [make_library({"a": ["细胞"]}), make_library({"b": ["细胞"]})]
    running = [library.connection.execute("SELECT 1 UNION ALL SELECT 2") for library in libraries]
    Searcher(libraries).search("细胞", cancelled=Token())
    assert len(held) == 2
    assert held[1] is None
    stop = held[0]
    assert stop is not None
    assert [rows.fetchone() for rows in running] == [(1,), (1,)]
    stop()
    for rows in running:
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            rows.fetchall()


def test_damage_is_a_known_error(make_library: MakeLibrary) -> None:
    libraries = [make_library({"c": ["细胞"]}), make_library({"d": ["细胞"]})]
    with closing(sqlite3.connect(libraries[1].path)) as writer, writer:
        writer.execute("DELETE FROM passage_fts_data WHERE id > 100")
    with pytest.raises(Refused) as caught:
        Searcher(libraries).search("细胞")
    assert (caught.value.code, caught.value.data["path"]) == ("library_unreadable", libraries[1].path.name)


@pytest.mark.parametrize(
    "query",
    [
        "%",
        "％",
        "% ”",
        ".",
        "47.",
        "5.5.5",
        "NULL",
        "a" * 3000,
        "(" * 3000,
        "\0",
        "\ud800",
        "-",
        "--",
        "- -",
        "'",
        "%%%% %",
    ],
)
def test_odd_strings_are_queries(searcher: Searcher, query: str) -> None:
    for typing in (False, True):
        result = searcher.search(query, limit=1000, typing=typing)
        assert len(result.hits) == result.total
        assert result.query == query


def test_a_percent_sign_finds_percentages(searcher: Searcher) -> None:
    assert all("%" in hit.text for hit in searcher.search("83%").hits)
    assert 0 < searcher.search("83%").total < searcher.search("%").total


def test_no_query_raises(searcher: Searcher) -> None:
    from importlib import util
    from pathlib import Path

    spec = util.spec_from_file_location("queries", Path(__file__).with_name("test_query.py"))
    assert spec is not None
    assert spec.loader is not None
    queries = util.module_from_spec(spec)
    spec.loader.exec_module(queries)
    for number, query in enumerate(queries.hostile_queries(400, 5)):
        result = searcher.search(query, limit=2, typing=number % 2 == 0)
        assert len(result.hits) == min(result.total, 2)
