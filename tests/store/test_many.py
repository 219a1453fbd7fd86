from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.changes import Changes
from cgtatlas.core.errors import NotFound
from cgtatlas.store.annotations import NOWHERE
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.core.model import Anchor, Annotation


@pytest.fixture
def three(store: Store, anchor: Anchor) -> list[Annotation]:
    tags = (("CAR-T", "价格"), ("car-t", "价格"), ())
    return [
        store.add_annotation(replace(anchor, start=at, end=at + 4), tags=t)[0] for at, t in enumerate(tags)
    ]


def tags_of(store: Store) -> list[tuple[str, ...]]:
    return [one.tags for one in store.annotations()]


def test_many_are_recoloured_tagged_and_untagged_at_once(
    store: Store, three: list[Annotation], anchor: Anchor
) -> None:
    changes = store.edit_annotations([one.id for one in three], colour="pink", add=["新"], remove=["价格"])
    assert changes == Changes(annotations=True, documents=frozenset({anchor.document}))
    assert tags_of(store) == [("CAR-T", "新"), ("car-t", "新"), ("新",)]
    assert {one.colour for one in store.annotations()} == {"pink"}
    assert store.edit_annotations([one.id for one in three], add=["新"]) == Changes()
    assert store.check() == []


def test_a_renamed_tag_is_renamed_everywhere_and_merges_with_the_one_that_is_there(
    store: Store, three: list[Annotation], path: Path
) -> None:
    store.delete_annotation(three[1].id)
    assert store.tags() == {"CAR-T": 1, "价格": 1}
    store.rename_tag("价格", " 费用 ")
    store.rename_tag("car-t", "CAR-T")
    store.restore_annotation(three[1].id)
    assert tags_of(store) == [("CAR-T", "费用"), ("CAR-T", "费用"), ()]
    store.rename_tag("费用", "CAR-T")
    assert tags_of(store) == [("CAR-T",), ("CAR-T",), ()]
    store.close()
    again = Store(path)
    assert (again.tags(), again.check()) == ({"CAR-T": 2}, [])
    again.delete_tag("CAR-T")
    assert again.tags() == {}
    again.close()


def test_a_tag_that_is_nowhere_cannot_be_renamed(store: Store, three: list[Annotation]) -> None:
    with pytest.raises(NotFound, match="no_tag"):
        store.rename_tag("没有", "有")
    with pytest.raises(ValueError, match=r".*"):
        store.rename_tag("价格", "  ")


def test_many_go_to_the_trash_and_come_back(store: Store, three: list[Annotation]) -> None:
    ids = [one.id for one in three[:2]]
    store.delete_annotations([*ids, "no such id"])
    assert [one.id for one in store.annotations()] == [three[2].id]
    assert store.delete_annotations(ids) == Changes()
    store.restore_annotations(ids)
    assert [one.id for one in store.annotations()] == [one.id for one in three]


def test_a_note_stands_on_an_entry_or_a_fact(store: Store, anchor: Anchor) -> None:
    on_entry = store.add_annotation(NOWHERE, body="条目", target="cgt:entry/kymriah")[0]
    on_fact = store.add_annotation(NOWHERE, body="事实", target="cgt:fact/kymriah/price")[0]
    elsewhere = store.add_annotation(anchor)[0]
    assert store.notes_on("cgt:entry/kymriah") == [on_entry]
    assert store.notes_on("cgt:fact/kymriah/price") == [on_fact]
    assert store.annotations(anchor.document) == [elsewhere]
    for target, place in (("cgt:entry/kymriah", anchor), ("cgt:search/a", NOWHERE), ("kymriah", NOWHERE)):
        with pytest.raises(ValueError, match=r".+"):
            store.add_annotation(place, target=target)


def test_what_another_program_wrote_is_seen(store: Store, path: Path, three: list[Annotation]) -> None:
    other = Store(path)
    assert len(other.annotations()) == 3
    store.delete_annotation(three[0].id)
    assert len(other.annotations()) == 2
    other.edit_annotations([three[1].id], add=["别处"])
    assert "别处" in store.annotations()[0].tags
    other.close()
