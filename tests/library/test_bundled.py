"""A checkout's library is compared with its sources, with their contents only when one was touched."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.paths import in_checkout
from cgtatlas.library import sources_print
from cgtatlas.library.bundled import is_current

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(not in_checkout(), reason="an installed library is used as it is")
def test_contents_are_read_once_after_a_change(
    library_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library.db"
    shutil.copy(library_path, library)
    read: list[str] = []
    fingerprint = sources_print.sources_fingerprint

    def counted(source: Path) -> str:
        read.append("read")
        return fingerprint(source)

    monkeypatch.setattr(sources_print, "sources_fingerprint", counted)
    assert is_current(library)
    assert is_current(library)
    assert read == ["read"]
    os.utime(library, (1, 1))
    assert is_current(library)
    assert read == ["read", "read"]
    (tmp_path / "library.db.seen").write_bytes(b"\xff")
    assert is_current(library)
    assert read == ["read"] * 3


def test_a_file_that_is_touched_has_another_stamp(tmp_path: Path) -> None:
    source = tmp_path / "library"
    (source / "therapies").mkdir(parents=True)
    entry = source / "therapies" / "a.md"
    entry.write_text("one", encoding="utf-8")
    before = sources_print.sources_stamp(source)
    assert sources_print.sources_stamp(source) == before
    os.utime(entry, ns=(1, 1))
    touched = sources_print.sources_stamp(source)
    (source / "therapies" / "b.md").write_text("two", encoding="utf-8")
    assert len({before, touched, sources_print.sources_stamp(source)}) == 3
