from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import Conflict
from cgtatlas.store.anchors import make_anchor
from cgtatlas.store.relocate import Relocated, words_stand
from cgtatlas.store.review import how, items
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cgtatlas.core.model import Annotation

FILLER = "".join(chr(0x5000 + n) for n in range(900))
WORDS = "国药监局于2021年6月批准了这一疗法。"
OLD = (
    FILLER[:100] + WORDS + FILLER[100:300] + "肾细胞癌" + FILLER[300:600] + "此处说明书第三条" + FILLER[600:]
)
# moved; changed but certain; deleted
NEW = (
    "新的前言。"
    + FILLER[:100]
    + WORDS.replace("这一", "那一")
    + FILLER[100:600]
    + "此处说明书第三条"
    + FILLER[600:]
)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def texts(**documents: str) -> Callable[[str], tuple[str, str] | None]:
    return lambda id: (sha(documents[id]), documents[id]) if id in documents else None


def note(store: Store, words: str, document: str = "doc", text: str = OLD) -> Annotation:
    start = text.index(words)
    anchor = make_anchor(document, sha(text), text, start, start + len(words))
    return store.add_annotation(anchor, body=f"**{words}**", tags=("甲", "乙"))[0]


def test_a_new_version_moves_marks_and_leaves_to_the_reader(store: Store) -> None:
    moved, changed, lost = (note(store, words) for words in ("此处说明书第三条", WORDS, "肾细胞癌"))
    result = store.relocate(texts(doc=NEW))
    assert result == Relocated(moved=1, changed=1, review=1, documents=frozenset({"doc"}))
    assert store.check() == []

    after = {one.id: one for one in store.annotations()}
    there = after[moved.id].anchor
    assert NEW[there.start : there.end] == there.exact == "此处说明书第三条"
    assert (there.sha256, after[moved.id].previous) == (sha(NEW), None)
    there = after[changed.id].anchor
    assert NEW[there.start : there.end] == there.exact == WORDS.replace("这一", "那一")
    assert after[changed.id].previous == changed.anchor
    assert after[lost.id] == lost

    for old in (moved, changed, lost):  # nothing but the place is another
        new = after[old.id]
        assert replace(new, anchor=old.anchor, previous=None) == old
    assert store.undo_step is not None
    assert store.undo_step.label == "add_annotation"  # a library's update is no step of the reader's


def test_doing_it_again_changes_nothing(store: Store) -> None:
    note(store, WORDS)
    note(store, "肾细胞癌")
    store.relocate(texts(doc=NEW))
    before = store._file.read("SELECT * FROM annotation ORDER BY id")
    version = store._file.read("SELECT value FROM bookkeeping WHERE key = 'version'")
    assert store.relocate(texts(doc=NEW)) == Relocated(review=1)
    assert store._file.read("SELECT * FROM annotation ORDER BY id") == before
    assert store._file.read("SELECT value FROM bookkeeping WHERE key = 'version'") == version


def test_stopped_between_two_documents_it_is_done_the_next_time(store: Store, path: Path) -> None:
    for document in ("a", "b", "c"):
        note(store, "此处说明书第三条", document)
    calls = iter([None, None, KeyboardInterrupt()])

    def check() -> None:
        stop = next(calls)
        if stop is not None:
            raise stop

    new = texts(a=NEW, b=NEW, c=NEW)
    with pytest.raises(KeyboardInterrupt):
        store.relocate(new, check)
    store.close()
    again = Store(path)
    assert [one.anchor.sha256 == sha(NEW) for one in again.annotations()] == [True, True, False]
    assert again.relocate(new).moved == 1
    assert {one.anchor.sha256 for one in again.annotations()} == {sha(NEW)}
    again.close()


def test_an_edit_made_meanwhile_is_kept(store: Store, path: Path) -> None:
    one = note(store, "此处说明书第三条")
    window = Store(path)

    def slow(id: str) -> tuple[str, str] | None:
        if window.annotation(one.id).body != "别处改的":
            window.edit_annotation(one.id, revision=1, body="别处改的")
        return texts(doc=NEW)(id)

    store.relocate(slow)
    assert store.annotation(one.id).body == "别处改的"
    assert store.annotation(one.id).anchor.sha256 == sha(NEW)
    # an editor that was open while the text changed can still save
    store.edit_annotation(one.id, revision=2, body="我接着写")
    window.close()


def test_of_two_changes_the_first_is_the_one_to_compare_with(store: Store) -> None:
    one = note(store, WORDS)
    store.relocate(texts(doc=NEW))
    store.relocate(texts(doc="又一版。" + NEW.replace("疗法", "治法")))
    after = store.annotation(one.id)
    assert after.anchor.exact == WORDS.replace("这一", "那一").replace("疗法", "治法")
    assert after.previous == one.anchor
    seen, _ = store.looked_at(after)
    assert (seen.previous, how(seen, texts(doc="别的"))) == (None, "lost")
    store.undo()
    assert store.annotation(one.id).previous == one.anchor


def test_the_reader_chooses_a_place(store: Store) -> None:
    one = note(store, "肾细胞癌")
    new = NEW.replace("这一", "那一") + "肝细胞癌" + FILLER[:40]
    (item,) = items(store.annotations(), texts(doc=new))
    assert (item.how, item.annotation, item.before) == ("lost", one, one.anchor)
    at = new.index("肝细胞癌")
    placed, changes = store.place_annotation(one, "doc", (sha(new), new), at, at + 4)
    assert (placed.anchor.exact, placed.previous) == ("肝细胞癌", None)
    assert changes.documents == {"doc"}
    assert items(store.annotations(), texts(doc=new)) == []
    with pytest.raises(Conflict):
        store.place_annotation(one, "doc", (sha(new), new), 0, 4)
    store.undo()
    assert [item.how for item in items(store.annotations(), texts(doc=new))] == ["lost"]


def test_kept_without_a_place_it_waits_for_its_words(store: Store) -> None:
    one = note(store, "肾细胞癌")
    kept, _ = store.let_annotation_go(one, sha(NEW))
    assert (kept.anchor.exact, kept.anchor.prefix, kept.previous) == (
        "肾细胞癌",
        one.anchor.prefix,
        one.anchor,
    )
    assert how(kept, texts(doc=NEW)) == "orphan"
    assert items(store.annotations(), texts(doc=NEW)) == []
    assert store.relocate(texts(doc=NEW)) == Relocated()
    assert store.check() == []
    assert store.relocate(texts(doc="序。" + OLD)).moved == 1  # the words came back
    back = store.annotation(one.id)
    assert (back.anchor.start, back.previous) == (one.anchor.start + 2, None)


def test_a_document_that_vanished_and_comes_back(store: Store) -> None:
    one = note(store, WORDS)
    assert store.relocate(texts(other=NEW)) == Relocated(review=1)
    (item,) = items(store.annotations(), texts(other="甲" + OLD), ["other"])
    assert (item.how, item.offers[0].document) == ("gone", "other")
    assert item.offers[0].choice.text == WORDS
    store.let_annotation_go(one, "")
    assert store.relocate(texts(doc=OLD)).moved == 1
    assert store.annotation(one.id).anchor == one.anchor


def test_notes_on_entries_and_those_in_the_trash_stay_as_they_are(store: Store) -> None:
    from cgtatlas.store.annotations import NOWHERE

    entry = store.add_annotation(NOWHERE, target="cgt:entry/kymriah", body="一")[0]
    deleted = note(store, "此处说明书第三条")
    store.delete_annotation(deleted.id)
    assert store.relocate(texts(doc=NEW)) == Relocated()
    assert store.annotations() == [entry]
    store.restore_annotation(deleted.id)
    assert store.relocate(texts(doc=NEW)).moved == 1


def test_bookmarks_follow_words_that_stand_in_one_place_only(store: Store) -> None:
    long, short = WORDS + FILLER[100:110], "肾细胞癌"
    made = {}
    for words in (long, short):
        start = OLD.index(words)
        target = f"cgt:document/doc#{start}-{start + len(words)}"
        made[words] = store.add_bookmark(target, words, excerpt=words)[0]
    store.add_bookmark("cgt:document/doc", "全文")
    store.add_bookmark("cgt:entry/kymriah", "Kymriah")
    new = "序言" + OLD
    assert store.relocate(texts(doc=new)) == Relocated(bookmarks=1, adrift=1)
    after = {one.id: one for one in store.bookmarks()}
    start = new.index(long)
    assert after[made[long].id].target == f"cgt:document/doc#{start}-{start + len(long)}"
    assert after[made[short].id] == made[short]
    assert store.relocate(texts(doc=new)) == Relocated(adrift=1)


def test_whether_the_words_of_a_bookmark_stand() -> None:
    text = "前言。" + "细胞 治疗\n产品（一）" * 30
    assert words_stand("细胞 治疗 产品(一)", 3, 14, text)
    assert words_stand(" ".join(text[3:200].split())[:160] + "…", 3, 200, text)
    assert words_stand("", 3, 14, text)
    assert not words_stand("基因治疗", 3, 7, text)
    assert not words_stand("", 3, len(text) + 1, text)


def test_many_notes_in_a_long_document_keep_all_else(store: Store) -> None:
    chosen = random.Random(4)
    notes = []
    for _ in range(30):
        start = chosen.randrange(len(OLD) - 30)
        anchor = make_anchor("doc", sha(OLD), OLD, start, start + chosen.randint(2, 30))
        notes.append(store.add_annotation(anchor, body=str(start), colour="blue")[0])
    columns = "id, colour, body, created, modified, revision, deleted"
    rows = f"SELECT {columns} FROM annotation ORDER BY id"
    before = store._file.read(rows), store._file.read("SELECT * FROM annotation_tag")
    result = store.relocate(texts(doc=NEW))
    assert result.moved + result.changed + result.review == 30
    assert (store._file.read(rows), store._file.read("SELECT * FROM annotation_tag")) == before
    assert store.check() == []
