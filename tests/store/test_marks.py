from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.changes import Changes
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

ENTRY, DOCUMENT, FACT = "cgt:entry/kymriah", "cgt:document/a-text", "cgt:fact/kymriah/approval"


def test_a_status_is_kept_changed_and_taken_away(store: Store, path: Path) -> None:
    assert store.set_mark(ENTRY, "to-read") == Changes(marks=True)
    store.set_mark(DOCUMENT, "to-read")
    store.set_mark(FACT, "checked")
    assert store.set_mark(DOCUMENT, "read") == Changes(marks=True)
    assert store.set_mark(DOCUMENT, "read") == Changes()
    store.close()

    again = Store(path)
    assert [again.mark(one) for one in (ENTRY, DOCUMENT, FACT, "cgt:entry/other")] == [
        "to-read",
        "read",
        "checked",
        "",
    ]
    assert [mark.target for mark in again.marks("to-read")] == [ENTRY]
    assert {mark.target for mark in again.marks()} == {ENTRY, DOCUMENT, FACT}
    again.set_mark(ENTRY, "")
    assert again.marks("to-read") == []
    again.close()


@pytest.mark.parametrize(
    ("target", "status"),
    [(ENTRY, "finished"), ("cgt:document/a#1-2", "read"), ("cgt:search/a", "read"), ("kymriah", "read")],
)
def test_only_entries_documents_and_facts_have_one_of_three_statuses(
    store: Store, target: str, status: str
) -> None:
    with pytest.raises(ValueError, match=r".+"):
        store.set_mark(target, status)
    assert store.marks() == []
