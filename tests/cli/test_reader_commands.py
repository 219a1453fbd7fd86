from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas.store.anchors import make_anchor
from cgtatlas.store.store import Store, reader_file

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.core.model import Annotation
    from cgtatlas.library.reader import Library

A, B = "car-t-industrialisation-2018", "immune-cell-therapy-2022"


def _note(store: Store, library: Library, document: str, start: int, end: int, **given: Any) -> Annotation:
    text = library.text(document)
    anchor = make_anchor(document, library.document(document).sha256, text, start, end)
    return store.add_annotation(anchor, **given)[0]


@pytest.fixture
def notes(data_dir: Path, library: Library) -> dict[str, str]:
    """Names for the ids of some annotations; the first stands on words that speak of Kymriah."""
    mention = next(one for one in library.entry("kymriah").mentions if one.document == A)
    with closing(Store(reader_file(data_dir))) as store:
        named = _note(store, library, A, mention.start, mention.end, colour="pink", body="看 **CD19** 靶点")
        bare = _note(store, library, B, 0, 8, tags=("流程",))
        lost = _note(store, library, B, 20, 30, tags=("流程", "b"))
        store.move_annotation(
            lost.id, make_anchor(B, "0" * 64, "这些文字从来不在库里", 0, 6), revision=lost.revision
        )
        store.set_mark(f"cgt:document/{B}", "to-read")
    return {"named": named.id, "bare": bare.id, "lost": lost.id}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {"named", "bare", "lost"}),
        (("--document", B), {"bare", "lost"}),
        (("--entry", "kymriah"), {"named"}),
        (("--tag", "b"), {"lost"}),
        (("--colour", "pink"), {"named"}),
        (("--text", "cd19 靶点"), {"named"}),
        (("--text", "靶点 流程"), set()),
        (("--noted",), {"named"}),
        (("--bare", "--tag", "流程"), {"bare", "lost"}),
        (("--status", "to-read"), {"bare", "lost"}),
        (("--state", "review"), {"lost"}),
        (("--since", "2100-01-01"), set()),
        (("--since", "2020-01-01", "--until", "2100-01-01"), {"named", "bare", "lost"}),
    ],
)
def test_annotations_are_listed_by_what_is_asked(
    run: Any, notes: dict[str, str], options: tuple[str, ...], expected: set[str]
) -> None:
    status, out, err = run("annotations", "--json", *options)
    found = json.loads(out)
    assert {one["id"] for one in found} == {notes[name] for name in expected}
    assert (status, err) == (0 if expected else 1, "")


def test_a_listed_annotation_says_what_it_stands_on(run: Any, notes: dict[str, str]) -> None:
    found = {one["id"]: one for one in json.loads(run("annotations", "--json")[1])}
    bare, lost = found[notes["bare"]], found[notes["lost"]]
    assert (bare["target"], bare["previous"], bare["status"], bare["state"]) == ("", None, "to-read", "")
    assert (lost["state"], lost["quote"]) == ("lost", "这些文字从来")
    plain = run("annotations", "--lang", "zh")[1]
    assert "待读" in plain
    assert "看 **CD19** 靶点" in plain
    assert "原文中已没有这些文字" in plain


def test_bookmarks_are_listed_as_a_tree_and_what_is_gone_is_marked(run: Any, data_dir: Path) -> None:
    with closing(Store(reader_file(data_dir))) as store:
        outer = store.add_folder("外")[0]
        inner = store.add_folder("内", outer.id)[0]
        store.add_bookmark("cgt:entry/kymriah", "Kymriah", folder=inner.id)
        store.add_bookmark("cgt:search/CAR-T", "CAR-T")
        store.add_bookmark("cgt:entry/no-more", "从前的条目", excerpt="原来的话")
    status, out, _ = run("bookmarks", "--json")
    found = json.loads(out)
    assert status == 0
    assert [(one["title"], one["path"], one["gone"]) for one in found] == [
        ("CAR-T", [], False),
        ("从前的条目", [], True),
        ("Kymriah", ["外", "内"], False),
    ]
    plain = run("bookmarks", "--lang", "zh")[1]
    assert "    Kymriah  [cgt:entry/kymriah]" in plain
    assert "⚠ 已不在资料库中" in plain


def test_notes_of_an_older_text_are_moved_or_come_with_places_to_choose_from(
    run: Any, data_dir: Path, library: Library
) -> None:
    text = library.text(A)
    start = text.index("CAR-T", 600)
    with closing(Store(reader_file(data_dir))) as store:
        # as it was read in an older version: something stood before it, other words stood in it
        older = "旧序。" + text[: start + 7] + "旧文" + text[start + 9 :]
        moved = make_anchor(A, "0" * 64, older, 303, 343)
        short = make_anchor(A, "0" * 64, older, start + 9, start + 14)
        ids = [store.add_annotation(one)[0].id for one in (moved, short)]
        store.add_bookmark(f"cgt:document/{A}#10-14", "书签", excerpt="别的文字")

    status, out, _ = run("annotations", "--review", "--json")
    (item,) = json.loads(out)
    assert status == 0
    assert (item["id"], item["how"], item["document"], item["quote"]) == (ids[1], "lost", A, short.exact)
    first = item["candidates"][0]
    assert (first["start"], first["end"]) == (start + 6, start + 11)
    assert first["text"] == text[start + 6 : start + 11]
    assert first["score"] >= item["candidates"][-1]["score"]
    with closing(Store(reader_file(data_dir))) as store:
        assert store.annotation(ids[0]).anchor.start == 300

    assert f"→ {A} {start + 6}-{start + 11}" in run("annotations", "--review", "--lang", "zh")[1]
    assert [one["adrift"] for one in json.loads(run("bookmarks", "--json")[1])] == [True]
