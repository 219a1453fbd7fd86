"""Backup and restore without a window."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas.core.model import Anchor
from cgtatlas.store import journal
from cgtatlas.store.store import Store, reader_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def path(data_dir: Path) -> Path:
    """A reader's file with three notes and one backup."""
    path = reader_file(data_dir)
    store = Store(path)
    for number in range(3):
        store.add_annotation(Anchor("doc", "a" * 64, number, number + 2, "引文"), body=str(number))
    store.backup_if_due()
    store.close()
    return path


def _bodies(path: Path) -> list[str]:
    store = Store(path)
    try:
        return sorted(note.body for note in store.annotations())
    finally:
        store.close()


@pytest.mark.parametrize("how", ["--from-journal", "--newest", "file", "journal file"])
def test_a_deleted_file_is_brought_back(how: str, path: Path, run: Callable[..., Any]) -> None:
    (backup,) = (path.parent / "backups").glob("*.db")
    for file in path.parent.glob("reader.db*"):
        file.unlink()
    words = {"file": [str(backup)], "journal file": [str(journal.file_of(path))]}.get(how, [how])
    status, out, _ = run("restore", *words, "--json")
    assert status == 0
    assert '"kept": null' in out
    assert _bodies(path) == ["0", "1", "2"]


def test_the_list_names_what_can_be_restored(path: Path, run: Callable[..., Any]) -> None:
    status, out, _ = run("restore", "--list")
    assert status == 0
    kinds = [line.split("\t")[1] for line in out.splitlines()]
    assert sorted(kinds) == ["automatic", "journal"]


def test_without_a_good_backup_it_says_so(path: Path, run: Callable[..., Any]) -> None:
    for backup in (path.parent / "backups").glob("*.db"):
        backup.write_bytes(b"x")
    journal.file_of(path).unlink()
    for how in ("--newest", "--from-journal"):
        status, _, err = run("restore", how, "--lang", "en")
        assert status in (1, 3)
        assert len(err.strip().splitlines()) == 1
    assert _bodies(path) == ["0", "1", "2"]


def test_a_newer_file_is_not_opened_but_can_be_taken_along_as_text(
    path: Path, run: Callable[..., Any], tmp_path: Path
) -> None:
    with closing(sqlite3.connect(path)) as content:
        content.execute("PRAGMA user_version = 999")
        content.execute("ALTER TABLE annotation ADD COLUMN mood TEXT NOT NULL DEFAULT 'good'")
    before, out = path.read_bytes(), tmp_path / "mine.jsonl"
    status, _, err = run("annotations", "--lang", "en")
    assert status == 3
    assert "999" in err
    status, _, err = run("backup", str(out), "--lang", "en")
    assert (status, err) == (0, f"Backed up to {out}, checked by opening it.\n")
    assert path.read_bytes() == before
    path.unlink()
    assert run("restore", str(out))[0] == 0
    assert _bodies(path) == ["0", "1", "2"]


def test_an_empty_folder_has_nothing_to_restore(run: Callable[..., Any]) -> None:
    status, out, err = run("restore", "--list", "--lang", "en")
    assert (status, out) == (1, "")
    assert "nothing to restore" in err
