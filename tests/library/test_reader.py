from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import NotFound, Refused
from cgtatlas.library.reader import Library
from cgtatlas.library.tree import GROUPINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cgtatlas.core.model import TreeNode


def _walk(nodes: tuple[TreeNode, ...]) -> Iterator[TreeNode]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def test_the_spine_has_enough_entries(library: Library) -> None:
    for kind, least in {"therapy": 12, "company": 8, "policy": 8}.items():
        rows = library.entries(kind)
        assert len(rows) >= least
        for row in rows:
            entry = library.entry(row.id)
            assert row.name_zh
            assert row.name_en
            assert entry.summary_zh
            assert entry.summary_en


def test_every_entry_hangs_in_the_tree_once_a_path(library: Library) -> None:
    roots = library.tree()
    nodes = list(_walk(roots))
    assert [root.key for root in roots] == ["therapy", "company", "policy", "more", "document"]
    assert {node.entry for node in nodes if node.entry} == {row.id for row in library.entries()}
    assert {node.document for node in nodes if node.document} == {d.id for d in library.documents()}
    assert len({node.key for node in nodes}) == len(nodes)


def test_counts_in_the_tree(library: Library) -> None:
    for root in library.tree()[:3]:
        inside = {node.entry for node in _walk((root,)) if node.entry}
        assert root.count == len(inside) == len(library.entries(root.key))


@pytest.mark.parametrize(("kind", "way"), [(kind, way) for kind, ways in GROUPINGS.items() for way in ways])
def test_every_grouping_holds_every_entry_of_its_branch(library: Library, kind: str, way: str) -> None:
    root = next(node for node in library.tree({kind: way}) if node.key == kind)
    inside = {node.entry for node in _walk((root,)) if node.entry}
    assert inside == {row.id for row in library.entries(kind)}
    assert root.count == len(inside)
    assert len(root.children) > 1
    assert len({node.key for node in _walk((root,))}) == len(list(_walk((root,))))


@pytest.mark.parametrize(
    ("kind", "way", "group", "entry"),
    [
        ("therapy", "target", "cd19", "kymriah"),
        ("therapy", "indication", "multiple-myeloma", "abecma"),
        ("therapy", "status", "product", "yescarta"),
        ("company", "role", "university", "zhejiang-university"),
        ("policy", "year", "2017", "cell-therapy-guideline-2017"),
        ("policy", "issuer", "cde", "immune-cell-pharmacy-guideline-2022"),
    ],
)
def test_groupings(library: Library, kind: str, way: str, group: str, entry: str) -> None:
    root = next(node for node in library.tree({kind: way}) if node.key == kind)
    found = next(node for node in root.children if node.key == f"{kind}/{way}:{group}")
    assert entry in {node.entry for node in found.children}


def test_an_unknown_grouping_is_the_usual_one(library: Library) -> None:
    assert library.tree({"company": "colour"}) == library.tree()


def test_when_an_entry_is_first_known(library: Library) -> None:
    assert library.first_known()["kymriah"].startswith("2017")


def test_products_hang_below_their_modality(library: Library) -> None:
    (therapies, *_) = library.tree()
    car_t = next(node for node in _walk((therapies,)) if node.entry == "car-t")
    inside = {node.entry for node in _walk(car_t.children)}
    assert {"kymriah", "yescarta"} <= inside


def test_off_topic_document_is_apart_and_without_mentions(library: Library) -> None:
    documents = library.tree()[-1]
    apart = documents.children[-1]
    assert apart.key == "document/off-topic"
    assert [node.document for node in apart.children] == ["picoxystrobin-2024"]
    assert library.mentions_in("picoxystrobin-2024") == []
    assert library.facts_in("picoxystrobin-2024") == []


def test_facts_are_found_from_their_words(library: Library) -> None:
    fact = library.fact("kymriah/list-price")
    cite = fact.citation
    assert library.text(cite.document)[cite.start : cite.end] == cite.quote
    assert fact in library.facts_in(cite.document, cite.start, cite.start + 1)
    assert fact not in library.facts_in(cite.document, 0, cite.start)
    assert fact not in library.facts_in(cite.document, cite.end)


def test_names_tell_whether_the_originals_know_them(library: Library) -> None:
    names = {n.text: n.in_source for n in library.entry("bristol-myers-squibb").names}
    assert names["Bristol-MyersSquibb"]
    assert not names["百时美施贵宝"]


def test_disputed_facts_name_each_other(library: Library) -> None:
    pairs = library.conflicts()
    assert len(pairs) > 20
    for pair in pairs:
        assert pair.b in library.fact(pair.a).conflicts_with
        assert pair.a in library.fact(pair.b).conflicts_with
    assert library.fact("kymriah/list-price").conflicts_with == ()


def test_relations_are_seen_from_both_ends(library: Library) -> None:
    relations = {(r.type, r.object) for r in library.entry("kymriah").relations}
    assert ("approved_by", "us-fda") in relations
    assert any(r.subject == "kymriah" for r in library.entry("us-fda").incoming)


def test_mentions_never_stand_inside_another_word(library: Library) -> None:
    for document in library.documents():
        text = library.text(document.id)
        mentions = library.mentions_in(document.id)
        for before, after in itertools.pairwise(mentions):
            assert before.end <= after.start
        for mention in mentions:
            assert text[mention.start : mention.end] == mention.text
            around = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
            if mention.text[0].isascii() and mention.text[0].isalnum():
                assert not (around[0].isascii() and around[0].isalnum())
            if mention.text[-1].isascii() and mention.text[-1].isalnum():
                assert not (around[1].isascii() and around[1].isalnum())


def test_fda_is_not_found_in_cfda(library: Library) -> None:
    text = library.text("car-t-industrialisation-2018")
    at = text.index("CFDA")
    covering = [m for m in library.mentions_in("car-t-industrialisation-2018") if m.start <= at + 1 < m.end]
    assert all(m.entry != "us-fda" for m in covering)


def test_labels_in_both_languages(library: Library) -> None:
    assert library.label("relation", "approved_by", "zh") == "批准机构"
    assert library.label("relation", "approved_by", "en", inverse=True) == "Approved"
    assert library.label("property", "not-a-property", "en") == "not-a-property"


def test_what_is_not_there_is_said(library: Library) -> None:
    for look_up in (library.document, library.row, library.entry, library.text, library.fact):
        with pytest.raises(NotFound):
            look_up("nothing-of-that-name")


def test_library_cannot_be_written_to(library: Library) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only|query_only|attempt to write"):
        library.connection.execute("DELETE FROM fact")


def test_opened_from_a_read_only_folder(library_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "只读 folder#1?"
    folder.mkdir()
    copy = folder / "library.db"
    copy.write_bytes(library_path.read_bytes())
    folder.chmod(0o555)
    try:
        opened = Library(copy)
        assert len(opened.documents()) == 8
        opened.close()
        assert [p.name for p in folder.iterdir()] == ["library.db"]
    finally:
        folder.chmod(0o755)


def test_not_a_library(tmp_path: Path) -> None:
    for content in (b"", b"nonsense" * 1000):
        path = tmp_path / "file.db"
        path.write_bytes(content)
        with pytest.raises(Refused):
            Library(path)
