from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cgtatlas.core.changes import Changes
from cgtatlas.core.errors import Conflict, NotFound
from cgtatlas.store.annotations import COLOURS
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.core.model import Anchor


def test_a_note_is_there_after_opening_again(store: Store, path: Path, anchor: Anchor) -> None:
    made, changes = store.add_annotation(anchor, colour="blue", body="**重要** CD19", tags=("靶点", "CAR-T"))
    assert changes == Changes(annotations=True, documents=frozenset({anchor.document}))
    store.close()
    again = Store(path)
    assert again.annotations() == [made]
    assert (made.anchor, made.colour, made.body, made.tags) == (
        anchor,
        "blue",
        "**重要** CD19",
        ("靶点", "CAR-T"),
    )
    assert made.created.endswith("Z")
    again.close()


def test_notes_come_by_document_and_place(store: Store, anchor: Anchor) -> None:
    late = store.add_annotation(replace(anchor, start=90, end=95))[0]
    early = store.add_annotation(replace(anchor, start=5, end=9))[0]
    other = store.add_annotation(replace(anchor, document="another"))[0]
    assert store.annotations() == [other, early, late]
    assert store.annotations(anchor.document) == [early, late]
    assert store.annotations("nothing") == []


def test_an_edit_changes_only_what_is_given(store: Store, anchor: Anchor) -> None:
    old = store.add_annotation(anchor, body="一", tags=("甲",))[0]
    new, changes = store.edit_annotation(old.id, revision=1, colour="pink")
    assert (new.colour, new.body, new.tags, new.revision) == ("pink", "一", ("甲",), 2)
    assert changes.documents == {anchor.document}
    newer = store.edit_annotation(old.id, revision=2, body="", tags=("乙", "丙"))[0]
    assert (newer.body, newer.tags) == ("", ("乙", "丙"))
    assert store.annotation(old.id) == newer
    assert newer.created == old.created


def test_an_edit_of_an_old_state_is_refused_and_changes_nothing(
    store: Store, path: Path, anchor: Anchor
) -> None:
    made = store.add_annotation(anchor, body="一")[0]
    window = Store(path)
    theirs = window.edit_annotation(made.id, revision=1, body="别处改的")[0]
    with pytest.raises(Conflict):
        store.edit_annotation(made.id, revision=1, body="我改的")
    assert store.annotation(made.id) == theirs
    window.delete_annotation(made.id)
    with pytest.raises(Conflict):
        store.edit_annotation(made.id, revision=2, body="我改的")
    window.restore_annotation(made.id)
    with pytest.raises(Conflict):  # what was shown before the deletion is old now
        store.edit_annotation(made.id, revision=2, body="我改的")
    window.close()


def test_the_same_save_twice_is_harmless(store: Store, anchor: Anchor) -> None:
    made = store.add_annotation(anchor, body="一", id="11111111-1111-4111-8111-111111111111")[0]
    assert store.add_annotation(anchor, body="一", id=made.id)[0] == made
    assert store.annotations() == [made]
    with pytest.raises(Conflict):
        store.add_annotation(anchor, body="二", id=made.id)
    edited = store.edit_annotation(made.id, revision=1, body="三")[0]
    assert store.edit_annotation(made.id, revision=1, body="三")[0] == edited


def test_a_deleted_note_lies_in_the_trash_and_comes_back_whole(
    store: Store, path: Path, anchor: Anchor
) -> None:
    made = store.add_annotation(anchor, body="一", tags=("甲",))[0]
    kept = store.add_annotation(anchor, body="二")[0]
    assert store.delete_annotation(made.id).annotations
    assert store.delete_annotation(made.id) == Changes()
    assert store.annotations() == [kept]
    with pytest.raises(NotFound):
        store.annotation(made.id)
    store.close()
    again = Store(path)
    assert [note.id for note in again.deleted_annotations()] == [made.id]
    back, changes = again.restore_annotation(made.id)
    assert replace(back, revision=1) == made
    assert changes.annotations
    assert again.restore_annotation(made.id)[1] == Changes()
    assert {note.id for note in again.annotations()} == {made.id, kept.id}
    assert again.deleted_annotations() == []
    again.close()


def test_a_note_can_be_anchored_elsewhere(store: Store, anchor: Anchor) -> None:
    made = store.add_annotation(anchor, body="一")[0]
    moved = store.move_annotation(made.id, replace(anchor, start=20, end=24, sha256="b" * 64), revision=1)[0]
    assert store.annotation(made.id) == moved
    assert (moved.anchor.start, moved.body) == (20, "一")
    with pytest.raises(Conflict):
        store.move_annotation(made.id, anchor, revision=1)


def test_the_place_before_is_kept_until_the_reader_has_looked(
    store: Store, path: Path, anchor: Anchor
) -> None:
    made = store.add_annotation(anchor, tags=("甲",))[0]
    there = replace(anchor, start=20, end=24, sha256="b" * 64)
    store.move_annotation(made.id, there, revision=1, previous=anchor)
    assert store.check() == []
    store.close()
    again = Store(path)
    moved = again.annotation(made.id)
    assert (moved.anchor, moved.previous, moved.tags) == (there, anchor, ("甲",))
    looked = again.move_annotation(made.id, there, revision=2)[0]
    assert looked.previous is None
    assert again.check() == []
    again.close()


def test_an_altered_place_before_is_noticed(store: Store, anchor: Anchor) -> None:
    made = store.add_annotation(anchor)[0]
    store.move_annotation(made.id, replace(anchor, start=20, end=24), revision=1, previous=anchor)
    store._file.write(lambda connection: connection.execute("UPDATE annotation SET previous = ''"))
    assert store.check() == [f"annotation {made.id} was altered"]


def test_what_is_not_there_is_named(store: Store) -> None:
    for call in (store.annotation, store.delete_annotation, store.restore_annotation):
        with pytest.raises(NotFound) as missing:
            call("nothing")
        assert (missing.value.code, missing.value.data["id"]) == ("no_annotation", "nothing")
    with pytest.raises(NotFound):
        store.edit_annotation("nothing", revision=1, body="x")


def test_only_the_five_colours(store: Store, anchor: Anchor) -> None:
    assert len(COLOURS) == 5
    with pytest.raises(ValueError, match="red"):
        store.add_annotation(anchor, colour="red")
    assert store.annotations() == []


def test_tags_are_tidied(store: Store, anchor: Anchor) -> None:
    made = store.add_annotation(anchor, tags=(" 靶点 ", "靶点", "", "a\n b", "\x00"))[0]
    assert made.tags == ("靶点", "a b")


ANY = st.one_of(
    st.text(st.characters(codec=None, exclude_categories=[]), max_size=40),
    st.sampled_from(["", "\x00", "a\x00b", "\ud800", "\U0001f600"[0], "'; drop table annotation;--", "\x1f"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=ANY, tag=ANY, exact=ANY)
def test_any_text_is_kept_but_for_nul_and_half_characters(
    store: Store, anchor: Anchor, body: str, tag: str, exact: str
) -> None:
    made = store.add_annotation(replace(anchor, exact=exact), body=body, tags=(tag,))[0]
    kept = "".join(c for c in body if c != "\x00" and not "\ud800" <= c <= "\udfff")
    assert made.body == kept
    assert store.annotation(made.id) == made
    assert store.edit_annotation(made.id, revision=1, body=body + "。")[0].body == kept + "。"
    assert store.check() == []
