"""Every state a reader's file can be in, and what the program does: the table of defined behaviour."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import AtlasError, NotSaved, Refused
from cgtatlas.store import rescue
from cgtatlas.store.store import Store, reader_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cgtatlas.core.model import Anchor

NOTES = 40


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with notes, folders and bookmarks, closed in order."""
    from cgtatlas.core.model import Anchor

    path = reader_file(tmp_path_factory.mktemp("good"))
    store = Store(path)
    for number in range(NOTES):
        anchor = Anchor("doc", "a" * 64, number, number + 4, "细胞治疗", "前文", "后文")
        store.add_annotation(anchor, body=f"批注{number} " + "嵌合抗原受体" * (1 + number * 5), tags=("甲",))
    folder = store.add_folder("项目")[0]
    store.add_bookmark("cgt:entry/kymriah", "Kymriah", folder=folder.id)
    store.set_setting("language", "en")
    store.close()
    # no free pages, and no steps, whose damage is noticed when they are undone: whatever is spoilt matters
    _sql("DELETE FROM step; VACUUM")(path)
    return path


@pytest.fixture
def path(good: Path, tmp_path: Path) -> Path:
    """A copy of the good file, to be spoilt."""
    target = reader_file(tmp_path)
    shutil.copy(good, target)
    return target


def _bodies(path: Path) -> list[str]:
    store = Store(path)
    try:
        return [note.body for note in store.annotations()]
    finally:
        store.close()


def _sql(statements: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.executescript(statements)
        connection.close()

    return spoil


def _put(offset: int, raw: bytes) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(offset, os.SEEK_SET if offset >= 0 else os.SEEK_END)
            file.write(raw)

    return spoil


def _foreign(path: Path) -> None:
    path.unlink()
    _sql("CREATE TABLE a(b); INSERT INTO a VALUES (1)")(path)


def _cut(keep: float) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, int(path.stat().st_size * keep) if keep < 1 else int(keep))


REFUSED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "text file": ("not_ours", lambda path: path.write_text("hello " * 1000) and None),
    "one byte": ("not_ours", lambda path: path.write_bytes(b"x") and None),
    "header overwritten": ("not_ours", _put(0, b"XXXX")),
    "other application": ("not_ours", _sql("PRAGMA application_id = 12345")),
    "foreign database": ("not_ours", _foreign),
    "planted trigger": (
        "not_ours",
        _sql("CREATE TRIGGER t AFTER INSERT ON annotation BEGIN DELETE FROM annotation; END"),
    ),
    "planted view": (
        "not_ours",
        _sql("ALTER TABLE annotation RENAME TO real; CREATE VIEW annotation AS SELECT * FROM real WHERE 0"),
    ),
    "newer schema": ("too_new", _sql("PRAGMA user_version = 99")),
    "cut in half": ("corrupt", _cut(0.5)),
    "one page short": ("corrupt", lambda path: os.truncate(path, path.stat().st_size - 4096)),
    "only the header": ("corrupt", _cut(100)),
    "page size": ("corrupt", _put(16, b"\x00\x03")),
    "second page zeroed": ("corrupt", _put(4096, bytes(4096))),
    "last page zeroed": ("corrupt", _put(-4096, bytes(4096))),
    "table dropped": ("corrupt", _sql("DROP TABLE annotation_tag")),
    "column renamed": ("corrupt", _sql("ALTER TABLE bookmark RENAME COLUMN title TO zz")),
    "a note altered": ("corrupt", _sql("UPDATE annotation SET body = body || '!' WHERE start = 3")),
}


@pytest.mark.parametrize("state", REFUSED)
def test_refused_with_every_byte_kept(state: str, path: Path) -> None:
    code, spoil = REFUSED[state]
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        Store(path)
    assert refused.value.code == code
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.glob("*.db*")) == ["reader.db"]


def test_a_foreign_file_with_an_unfinished_write_keeps_it(path: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    writer = sqlite3.connect(foreign, isolation_level=None)
    writer.executescript("CREATE TABLE a(b); PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN;")
    for number in range(300):
        writer.execute("INSERT INTO a VALUES (?)", (str(number) * 500,))
    files = [path, path.with_name("reader.db-journal")]
    shutil.copy(foreign, files[0])
    shutil.copy(f"{foreign}-journal", files[1])
    writer.close()
    before = [file.read_bytes() for file in files]
    assert before[1][16:20] != bytes(4)
    with pytest.raises(Refused, match="not_ours"):
        Store(path)
    assert [file.read_bytes() for file in files] == before


@pytest.mark.parametrize("state", ["folder", "pipe", "dangling link", "link to a folder"])
def test_what_is_no_file_is_refused_at_once(state: str, path: Path, tmp_path: Path) -> None:
    path.unlink()
    if state == "folder":
        path.mkdir()
    elif state == "pipe":
        if sys.platform == "win32":
            pytest.skip("no such pipes there")
        os.mkfifo(path)
    else:
        path.symlink_to(tmp_path if state == "link to a folder" else tmp_path / "nowhere" / "x")
    with pytest.raises(Refused, match="not_a_file"):
        Store(path)
    assert path.is_symlink() or path.exists()


@pytest.mark.parametrize("state", ["missing", "empty", "cut off while being made", "no tables"])
def test_made_anew(state: str, path: Path, anchor: Anchor) -> None:
    path.unlink()
    if state == "empty":
        path.touch()
    elif state == "no tables":
        _sql("PRAGMA journal_mode = WAL; VACUUM")(path)
    elif state == "cut off while being made":
        path.write_bytes(bytes(4096))
        journal = bytes.fromhex("d9d505f920a163d7 00000000 12345678 00000000 00000200 00001000")
        path.with_name("reader.db-journal").write_bytes(journal.ljust(512, b"\0"))
    store = Store(path)
    assert store.created or state in ("no tables", "cut off while being made")
    store.add_annotation(anchor, body="新")
    store.close()
    assert _bodies(path) == ["新"]


def test_a_log_without_its_file_is_kept(path: Path) -> None:
    path.unlink()
    path.with_name("reader.db-wal").write_bytes(b"the last notes")
    Store(path).close()
    (kept,) = path.parent.glob("reader.orphan-*.db-wal")
    assert kept.read_bytes() == b"the last notes"


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_garbage_beside_the_file_does_no_harm(suffix: str, path: Path) -> None:
    head = bytes.fromhex("d9d505f920a163d7") if suffix == "-journal" else b""
    path.with_name(path.name + suffix).write_bytes(head + random.Random(1).randbytes(8272))
    assert len(_bodies(path)) == NOTES


def test_killed_without_closing_keeps_what_stood_in_the_log(
    path: Path, tmp_path: Path, anchor: Anchor
) -> None:
    store = Store(path)
    store.add_annotation(anchor, body="只在日志里")
    copy = tmp_path / "after" / "reader.db"
    copy.parent.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
    store.close()
    assert "只在日志里" in _bodies(copy)


def test_a_log_of_a_diverged_copy_is_noticed_or_harmless(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copy(path, other)
    connection = sqlite3.connect(other)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("DELETE FROM annotation_tag")
    connection.execute("UPDATE annotation SET body = 'x' || body")
    connection.commit()
    shutil.copy(f"{other}-wal", f"{path}-wal")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(Refused, match="corrupt"):
        Store(path)
    assert path.read_bytes() == before


def _plain_copy(good: Path, folder: Path) -> Path:
    path = folder / "reader.db"
    path.write_bytes(good.read_bytes())
    return path


@pytest.mark.parametrize("what", ["file", "folder"])
def test_read_only_is_read_only(what: str, good: Path, plain_user: Path, anchor: Anchor) -> None:
    # the copy belongs to the user without special rights
    raw = _read_as_owner(good)
    path = plain_user / "reader.db"
    path.write_bytes(raw)
    (path if what == "file" else plain_user).chmod(0o444 if what == "file" else 0o555)
    store = Store(path)
    assert (store.read_only, store.reason) == (True, "read_only")
    assert len(store.annotations()) == NOTES
    with pytest.raises(NotSaved, match="read_only"):
        store.add_annotation(anchor)
    assert store.backup_if_due() is None
    store.close()
    assert path.read_bytes() == raw
    assert [file.name for file in plain_user.iterdir()] == ["reader.db"]


def _read_as_owner(path: Path) -> bytes:
    if os.geteuid() == os.getuid():
        return path.read_bytes()
    mine = os.geteuid()
    os.seteuid(os.getuid())
    try:
        return path.read_bytes()
    finally:
        os.seteuid(mine)


def test_a_read_only_folder_still_shows_what_stands_in_the_log(plain_user: Path, anchor: Anchor) -> None:
    first = Store(plain_user / "first" / "reader.db")
    first.add_annotation(anchor, body="在日志里")
    second = plain_user / "second"
    second.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(f"{first.path}{suffix}", second / f"reader.db{suffix}")
    first.close()
    second.chmod(0o555)
    store = Store(second / "reader.db")
    assert store.read_only
    assert [note.body for note in store.annotations()] == ["在日志里"]
    store.close()


def test_without_a_place_to_write_the_program_still_starts(plain_user: Path, anchor: Anchor) -> None:
    plain_user.chmod(0o555)
    store = Store(plain_user / "data" / "reader.db")
    assert (store.read_only, store.reason, store.annotations()) == (True, "read_only", [])
    with pytest.raises(NotSaved, match="read_only"):
        store.add_annotation(anchor)
    store.close()


def test_locked_by_another_program_it_opens_read_only_and_can_be_tried_again(
    path: Path, anchor: Anchor
) -> None:
    Store(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = Store(path, timeout=0.2)
    assert (store.read_only, store.reason) == (True, "locked")
    assert len(store.annotations()) == NOTES
    with pytest.raises(NotSaved, match="locked"):
        store.add_annotation(anchor)
    assert not store.retry()
    other.execute("ROLLBACK")
    other.close()
    assert store.retry()
    store.add_annotation(anchor)
    store.close()


def test_held_alone_by_another_program_it_is_refused(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Refused, match="locked"):
        Store(path, timeout=0.2)
    other.execute("ROLLBACK")
    other.close()
    assert len(_bodies(path)) == NOTES


def test_one_undecodable_letter_does_not_hide_the_list(path: Path) -> None:
    store = Store(path)
    store._file.write(
        lambda c: (
            c.execute("UPDATE visit SET title = CAST(x'ff41' AS TEXT)").rowcount
            or c.execute("INSERT INTO visit VALUES (1, 'cgt:entry/a', CAST(x'ff41' AS TEXT), 'now')")
        )
    )
    assert [visit.title for visit in store.history()] == ["\ufffdA"]
    store.close()


def test_damage_is_never_silent_and_what_can_be_read_is_saved(good: Path, tmp_path: Path) -> None:
    """Random flips: the file opens whole, or it is refused, kept, and salvaged."""
    want = set(_bodies(good))
    raw = good.read_bytes()
    trials, refused, saved, lost_silently = 60, 0, 0, 0
    codes: set[str] = set()
    for trial in range(trials):
        chosen = random.Random(trial)
        spoilt = bytearray(raw)
        for _ in range(chosen.choice([1, 1, 4, 32])):
            spoilt[chosen.randrange(100, len(spoilt))] = chosen.randrange(256)
        path = reader_file(tmp_path / str(trial))
        path.parent.mkdir()
        path.write_bytes(bytes(spoilt))
        try:
            lost_silently += bool(want - set(_bodies(path)))
        except AtlasError as error:
            codes.add(error.code)
            refused += 1
            assert path.read_bytes() == bytes(spoilt)
            result = rescue.recover(path)
            assert result.damaged.read_bytes() == bytes(spoilt)
            saved += len(want & set(_bodies(path)))
    print(f"{trials} damaged files, {refused} refused, {saved} of {refused * NOTES} notes salvaged")
    assert lost_silently == 0
    assert codes <= {"corrupt", "not_ours"}
    assert refused >= trials // 4
    assert saved >= 0.8 * refused * NOTES
