"""Several libraries at once: the bundled one, the reader's own, other people's."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import Refused
from cgtatlas.core.model import Anchor, Annotation, Bookmark
from cgtatlas.library import index
from cgtatlas.library.check import check
from cgtatlas.library.libraries import Libraries
from cgtatlas.library.opened import open_other
from cgtatlas.search.find import Searcher
from cgtatlas.search.shelves import open_shelves
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cgtatlas.library.reader import Library

    MakeLibrary = Callable[..., Library]


def write_own(path: Path, text: str) -> None:
    """A document in the reader's file, as an import will write it."""
    with closing(sqlite3.connect(path)) as file, file:
        row = ("mine-1", 0, "my.txt", 0, "mine", "zh", "me", "", "2026", "", "", 0, "", len(text), "", text)
        file.execute(f"INSERT INTO document VALUES ({', '.join('?' * 16)})", row)
        file.execute("INSERT INTO passage VALUES (1, 'mine-1', 0, ?, ?)", (f"[[0,{len(text)}]]", text))
        index.add(file, [(1, text)])
        index.finish(file)


def test_all_are_searched_as_one_and_each_hit_says_where_it_is(
    make_library: MakeLibrary, data_dir: Path
) -> None:
    bundled = make_library({"a": ["细胞治疗的综述"]}, entries={"x": ["某疗法", "Some therapy"]})
    other = make_library(
        {"b": ["另一本书讲细胞治疗"]}, entries={"x": ["别的东西", "Other"], "y": ["新疗法", "New"]}
    )
    path = data_dir / "reader.db"
    store = Store(path)
    write_own(path, "我的细胞治疗笔记")
    with closing(open_shelves(bundled.path, path, [other.path, other.path])) as shelves:
        assert shelves.refused == []
        searcher = Searcher(shelves.libraries, store.annotations)
        result = searcher.search("细胞治疗", facets=True)
        assert {(hit.document, hit.library) for hit in result.hits} == {
            ("a", "bundled"),
            ("mine-1", "mine"),
            ("b", other.path.name),
        }
        for value in next(facet for facet in result.facets if facet.id == "library").values:
            assert [hit.library for hit in searcher.search(value.turned).hits] == [value.value]
        assert [hit.document for hit in searcher.search("细胞治疗 库:我的").hits] == ["mine-1"]
        assert [hit.document for hit in searcher.search("细胞治疗 -library:mine 库:自带").hits] == ["a"]
        # the bundled library owns an id that both have; only the other one knows y
        assert [(hit.row.name_zh, hit.library) for hit in searcher.search("疗法").entries] == [
            ("某疗法", "bundled"),
            ("新疗法", other.path.name),
        ]
        assert searcher.search("别的东西").entries == ()
        assert {one.library for one in result.searched} == {"bundled", "mine", other.path.name}
        # a document that arrives later is found
        with closing(sqlite3.connect(path)) as file, file:
            index.remove(file, [(1, "我的细胞治疗笔记")])
            file.execute("UPDATE passage SET text = '我的溶瘤病毒'")
            index.add(file, [(1, "我的溶瘤病毒")])
        assert [hit.text for hit in searcher.search("溶瘤").hits] == ["我的溶瘤病毒"]
    store.close()


def test_one_id_for_two_texts_is_two_documents(make_library: MakeLibrary) -> None:
    bundled = make_library({"a": ["细胞治疗的综述"], "b": ["两处相同的溶瘤病毒"]})
    first = make_library({"a": ["另一人写的细胞治疗", "第二段细胞治疗"], "b": ["两处相同的溶瘤病毒"]})
    second = make_library({"a": ["另一人写的细胞治疗", "第二段细胞治疗"], "c": ["第三处细胞治疗"]})
    mark = hashlib.sha256("另一人写的细胞治疗\n第二段细胞治疗".encode()).hexdigest()[:8]
    before = [path.read_bytes() for path in (first.path, second.path)]
    with closing(open_shelves(bundled.path, None, [first.path, second.path])) as shelves:
        searcher, libraries = Searcher(shelves.libraries), Libraries(shelves.libraries)
        result = searcher.search("细胞治疗", facets=True)
        assert sorted((hit.document, hit.start, hit.library) for hit in result.hits) == [
            ("a", 0, "bundled"),
            (f"a--{mark}", 0, first.path.name),
            (f"a--{mark}", 10, first.path.name),
            ("c", 0, second.path.name),
        ]
        for hit in result.hits:  # the words are where the hit says
            assert libraries.text(hit.document)[slice(*hit.matches[0])] == "细胞治疗"
        assert len(libraries.blocks(f"a--{mark}")) == 2
        assert [hit.library for hit in searcher.search("溶瘤").hits] == [
            "bundled"
        ]  # the same text counts once
        assert searcher.search(f"doc:=a--{mark}").total == 2
        assert searcher.lit_in("细胞", f"a--{mark}") != []
        assert libraries.document(f"a--{mark}").title == "title of a"
    assert [path.read_bytes() for path in (first.path, second.path)] == before


def test_notes_and_bookmarks_are_found(make_library: MakeLibrary) -> None:
    library = make_library(
        {"a": ["细胞治疗"]}, publisher={"a": "科学院"}, entries={"x": ["某疗法", "Some therapy"]}
    )
    anchor, none = Anchor("a", "", 0, 4, "细胞治疗"), Anchor("", "", 0, 0, "")
    notes = [
        Annotation("1", anchor, "yellow", "价格", (), "2025", "2025", 1),
        Annotation("2", none, "yellow", "价格太高", ("钱",), "2026", "2026", 1, "cgt:entry/x"),
    ]
    kept = [
        Bookmark("1", "", "cgt:document/a#0-4", "一处价格", "细胞治疗", 0, "2025", 1),
        Bookmark("2", "", "cgt:search/price", "存下的检索", "", 1, "2026", 1),
        Bookmark("3", "", "cgt:entry/x", "某疗法", "", 2, "2026", 1),
    ]
    searcher = Searcher([library], lambda: notes, lambda: kept)

    def found(query: str) -> tuple[list[str], list[str]]:
        result = searcher.search(query)
        assert result.annotation_total == len(result.annotations)
        assert result.bookmark_total == len(result.bookmarks)
        return [note.id for note in result.annotations], [one.id for one in result.bookmarks]

    assert found("价格") == (["2", "1"], ["1"])
    assert found("价格 kind:bookmark") == ([], ["1"])
    assert found("价格 类型:批注") == (["2", "1"], [])
    assert found("价格 出版:科学院") == (["1"], ["1"])
    assert found("价格 标签:钱") == (["2"], [])
    assert found("价格 in:therapy") == (["2"], [])
    assert found("存下的检索") == ([], ["2"])
    assert found("价格 library:mine")[0] == ["2", "1"]
    assert found("价格 library:bundled") == ([], [])
    assert searcher.search("价格", kinds=frozenset({"bookmark"})).annotations == ()
    counted = {v.value: v.count for v in searcher.search("价格", facets=True).facets[0].values}
    assert counted == {"annotation": 2, "bookmark": 1}


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON meta BEGIN SELECT 1; END", "library_not_ours"),
        ("CREATE VIEW v AS SELECT 1", "library_not_ours"),
        ("CREATE VIRTUAL TABLE more USING fts5(t)", "library_not_ours"),
        ("DROP TABLE relation", "library_not_ours"),
        ("ALTER TABLE document DROP COLUMN author", "library_not_ours"),
        ("PRAGMA application_id = 7", "library_not_ours"),
        ("PRAGMA user_version = 99", "library_too_new"),
        ("UPDATE meta SET value = 'old' WHERE key = 'tokens'", "library_old_index"),
    ],
)
def test_a_file_that_is_not_sound_is_refused(make_library: MakeLibrary, damage: str, code: str) -> None:
    path = make_library({"a": ["x"]}).path
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(damage)
    with pytest.raises(Refused, match=code):
        open_other(path)
    shelves = open_shelves(make_library({"b": ["x"]}).path, None, [path])
    assert [(file, error.code) for file, error in shelves.refused] == [(path, code)]
    assert [library.name for library in shelves.libraries] == ["bundled"]
    shelves.close()


def test_what_is_no_library_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a database at all " * 100)
    what = {"text.db": "library_unreadable", "missing.db": "no_such_file", "": "not_a_file"}
    for path, code in ((tmp_path / name, code) for name, code in what.items()):
        with pytest.raises(Refused, match=code):
            open_other(path)


def test_two_files_of_one_name_are_told_apart(make_library: MakeLibrary, tmp_path: Path) -> None:
    paths = []
    for folder in ("one", "two"):
        path = tmp_path / folder / "books.db"
        path.parent.mkdir()
        made = make_library({folder: ["细胞"]})
        path.write_bytes(made.path.read_bytes())
        paths.append(path)
    with closing(open_shelves(make_library({"b": ["细胞"]}).path, None, paths)) as shelves:
        result = Searcher(shelves.libraries).search("细胞")
        assert {(hit.document, hit.library) for hit in result.hits} == {
            ("b", "bundled"),
            ("one", "books.db"),
            ("two", "books.db (2)"),
        }


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("UPDATE passage SET document = 'nowhere'", "passage.document"),
        ("UPDATE name SET text = x'ff00fe'", "name.text"),
        ("UPDATE passage SET spans = '[[0,'", "passage.spans"),
        ("CREATE TRIGGER planted AFTER INSERT ON document BEGIN DELETE FROM entry; END", "would run"),
        ("DROP TABLE name", "not those of a library"),
    ],
)
def test_damaged_values_are_told(make_library: MakeLibrary, change: str, rule: str) -> None:
    bundled = make_library({"a": ["细胞治疗"]})
    other = make_library({"b": ["讲细胞治疗"]}, entries={"x": ["某疗法", "Some therapy"]})
    with closing(sqlite3.connect(other.path)) as file, file:
        file.execute(change)
    problems = next(result.problems for result in check(other) if result.rule == "file")
    assert any(rule in problem for problem in problems)
    if "." in rule:
        with closing(open_shelves(bundled.path, None, [other.path])) as shelves:
            with pytest.raises(Refused) as refused:
                Searcher(shelves.libraries).search("细胞治疗")
            assert refused.value.code == "library_unreadable"
            assert refused.value.data["path"] == other.path.name
            assert rule in str(refused.value.data["reason"])


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM passage_fts_data",
        "DELETE FROM champion_fts_config",
        "UPDATE passage_fts_data SET block = x'0011'",
        "DROP TABLE passage_fts",
        "DROP TABLE passage_fts_data",
    ],
)
def test_a_damaged_index_of_own_documents_is_made_anew(
    make_library: MakeLibrary, data_dir: Path, damage: str
) -> None:
    bundled = make_library({"a": ["细胞治疗的综述"]})
    path = data_dir / "reader.db"
    with closing(Store(path)) as store:
        write_own(path, "我的细胞治疗笔记")
        with closing(sqlite3.connect(path)) as file, file:
            file.execute(damage)
        with closing(
            open_shelves(bundled.path, path)
        ) as shelves:  # it cannot be written: what is there is found
            assert [error.code for _, error in shelves.refused] == ["index_damaged"]
            assert [hit.document for hit in Searcher(shelves.libraries).search("细胞治疗").hits] == ["a"]
        with closing(open_shelves(bundled.path, path, repair=store.maintain)) as shelves:
            assert shelves.refused == []
            hits = Searcher(shelves.libraries).search("细胞治疗").hits
            assert {hit.document for hit in hits} == {"a", "mine-1"}
            assert index.verify(shelves.libraries[1].connection) == []
