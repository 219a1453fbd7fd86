from __future__ import annotations

import shutil
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import AtlasError, Conflict, NotSaved, Refused
from cgtatlas.store import backup, connect
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.core.model import Anchor

NOW = datetime(2026, 3, 15, 9, 0, tzinfo=UTC)


def _damage(path: Path) -> None:
    """Spoil the middle of the file, as a bad sector would."""
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\x5a" * (len(raw) - 4096)
    path.write_bytes(bytes(raw))


def test_a_backup_of_a_file_in_use_has_everything(store: Store, anchor: Anchor, tmp_path: Path) -> None:
    made = [store.add_annotation(anchor, body=f"批注{n}" * 50)[0] for n in range(50)]
    out = tmp_path / "copies" / "mine.db"
    store.backup(out)
    assert [file.name for file in out.parent.iterdir()] == ["mine.db"]
    copy = Store(out)
    assert copy.annotations() == sorted(made, key=lambda note: (note.created, note.id))
    assert copy.check() == []
    copy.close()
    assert stat.S_IMODE(out.stat().st_mode) & 0o077 == 0


def test_a_backup_is_made_only_when_something_changed(store: Store, path: Path, anchor: Anchor) -> None:
    assert backup.automatic(path, NOW) is None  # nothing yet
    store.remember("cgt:entry/a", "a")
    assert backup.automatic(path, NOW) is None  # looking around is no change
    store.add_annotation(anchor)
    first = backup.automatic(path, NOW)
    assert first is not None
    assert first.parent == path.parent / "backups"
    assert backup.automatic(path, NOW + timedelta(days=3)) is None
    store.add_annotation(anchor)
    assert backup.automatic(path, NOW + timedelta(minutes=29)) is None
    second = backup.automatic(path, NOW + timedelta(minutes=30))
    assert [copy.path for copy in store.backups()] == [second, first]


def test_the_clock_going_back_does_not_stop_backups(store: Store, path: Path, anchor: Anchor) -> None:
    store.add_annotation(anchor)
    assert backup.automatic(path, NOW)
    store.add_annotation(anchor)
    assert backup.automatic(path, NOW - timedelta(days=400))


def test_what_is_kept_over_400_days() -> None:
    kept: set[datetime] = set()
    start = datetime(2025, 1, 1, 8, 0, tzinfo=UTC)
    for day in range(400):
        for hour in (0, 4, 8):
            now = start + timedelta(days=day, hours=hour)
            kept = backup.keep(kept | {now}, now)
    now = start + timedelta(days=399, hours=8)
    stay = sorted(kept, reverse=True)
    ages = [(now.date() - at.date()).days for at in stay]
    assert ages[:6] == [0, 0, 0, 1, 1, 1]
    assert ages[6:18] == list(range(2, 14))
    weeks, months = stay[18:28], stay[28:]
    assert len({at.isocalendar()[:2] for at in weeks}) == 10
    assert max(sooner - later for sooner, later in pairwise(stay[17:28])) <= timedelta(days=7)
    assert len({(at.year, at.month) for at in months}) == len(months) == 9
    assert max(sooner - later for sooner, later in pairwise(stay[27:])) <= timedelta(days=35)
    # of each day the last one
    assert all(at.hour == 16 for at in kept if (now.date() - at.date()).days > 1)


def test_old_copies_go_and_labelled_ones_stay(store: Store, path: Path, anchor: Anchor) -> None:
    for day in range(40):
        store.add_annotation(anchor)
        assert backup.automatic(path, NOW + timedelta(days=day))
    upgrade = backup.make(path, "before-v3", NOW - timedelta(days=300))
    store.add_annotation(anchor)
    backup.automatic(path, NOW + timedelta(days=40))
    made = store.backups()
    assert 12 + 2 <= len(made) < 40
    assert upgrade in {copy.path for copy in made}


def test_a_damaged_file_costs_no_good_backup(store: Store, path: Path, anchor: Anchor) -> None:
    for day in range(20):
        store.add_annotation(anchor, body="批注" * 500)
        backup.automatic(path, NOW + timedelta(days=day))
    before = [copy.path for copy in store.backups()]
    store.add_annotation(anchor)
    store.close()
    with closing(sqlite3.connect(path)) as content, content:  # one letter: no check of SQLite sees it
        content.execute("UPDATE annotation SET body = replace(body, '批', '比') WHERE rowid = 5")
    with pytest.raises(Refused, match="corrupt"):
        backup.automatic(path, NOW + timedelta(days=200))
    assert [copy.path for copy in backup.backups(path)] == before
    assert not list(path.parent.glob("**/*.part"))


def test_the_newest_good_copy_is_found_behind_a_bad_one(store: Store, path: Path, anchor: Anchor) -> None:
    store.add_annotation(anchor)
    good = backup.automatic(path, NOW)
    store.add_annotation(anchor)
    bad = backup.automatic(path, NOW + timedelta(hours=1))
    assert bad is not None
    _damage(bad)
    found = backup.newest_good(path)
    assert found is not None
    assert found.path == good


def test_a_backup_may_be_made_in_another_thread(store: Store, anchor: Anchor) -> None:
    store.add_annotation(anchor)
    made: list[Path | None] = []
    thread = threading.Thread(target=lambda: made.append(store.backup_if_due()))
    thread.start()
    for _ in range(20):
        store.add_annotation(anchor)
    thread.join()
    assert made[0] is not None
    assert backup.verify(made[0]) > 0


def test_restoring_brings_back_the_copy_and_keeps_the_replaced_file(
    store: Store, anchor: Anchor, tmp_path: Path
) -> None:
    old = store.add_annotation(anchor, body="旧")[0]
    copy = tmp_path / "copy.db"
    store.backup(copy)
    store.edit_annotation(old.id, revision=1, body="新")
    lost = store.add_annotation(anchor, body="后来")[0]
    kept = store.restore(copy)
    assert kept is not None
    assert [(note.id, note.body) for note in store.annotations()] == [(old.id, "旧")]
    store.add_annotation(anchor, body="继续")
    replaced = Store(kept)
    assert {note.body for note in replaced.annotations()} == {"新", "后来"}
    replaced.close()
    store.restore(kept)  # and the way back from the way back
    assert {note.id for note in store.annotations()} == {old.id, lost.id}


def test_another_window_sees_the_restored_file_and_cannot_overwrite_it(
    store: Store, path: Path, anchor: Anchor, tmp_path: Path
) -> None:
    made = store.add_annotation(anchor, body="旧")[0]
    copy = tmp_path / "copy.db"
    store.backup(copy)
    shown = store.edit_annotation(made.id, revision=1, body="新")[0]
    window = Store(path)
    backup.restore_from(copy, path)
    restored = window.annotation(made.id)
    assert restored.body == "旧"
    edited = window.edit_annotation(made.id, revision=restored.revision, body="旧而又改")[0]
    assert edited.revision != shown.revision
    with pytest.raises(Conflict):
        store.edit_annotation(made.id, revision=shown.revision, body="更新")
    window.close()


def test_restoring_over_nothing_and_over_a_damaged_file(
    store: Store, path: Path, anchor: Anchor, tmp_path: Path
) -> None:
    made = store.add_annotation(anchor, body="旧")[0]
    copy, fresh = tmp_path / "copy.db", tmp_path / "new" / "reader.db"
    store.backup(copy)
    store.close()
    assert backup.restore_from(copy, fresh) is None
    _damage(path)
    damaged = path.read_bytes()
    kept = backup.restore_from(copy, path)
    assert kept is not None
    assert kept.read_bytes() == damaged
    for file in (fresh, path):
        opened = Store(file)
        assert [(note.id, note.body) for note in opened.annotations()] == [(made.id, "旧")]
        opened.close()


@pytest.mark.parametrize("spoil", ["missing", "text", "damaged", "newer", "itself", "folder"])
def test_what_is_no_good_backup_is_refused_and_nothing_changes(
    spoil: str, store: Store, path: Path, anchor: Anchor, tmp_path: Path
) -> None:
    store.add_annotation(anchor, body="现在")
    copy = tmp_path / "copy.db"
    store.backup(copy)
    if spoil == "missing":
        copy.unlink()
    elif spoil == "text":
        copy.write_text("hello " * 1000)
    elif spoil == "damaged":
        _damage(copy)
    elif spoil == "newer":
        newer = sqlite3.connect(copy)
        newer.execute("PRAGMA user_version = 99")
        newer.close()
    elif spoil == "itself":
        copy = path
    else:
        copy = tmp_path
    with pytest.raises(Refused) as refused:
        store.restore(copy)
    codes = {"missing": "not_a_file", "text": "not_ours", "damaged": "corrupt", "newer": "too_new"}
    assert refused.value.code == {**codes, "itself": "same_file", "folder": "not_a_file"}[spoil]
    assert [note.body for note in store.annotations()] == ["现在"]
    assert not list(path.parent.glob("*replaced*"))


def test_a_file_that_another_program_is_writing_is_not_restored_over(
    store: Store, path: Path, anchor: Anchor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_annotation(anchor, body="现在")
    copy = tmp_path / "copy.db"
    store.backup(copy)
    store.add_annotation(anchor, body="后来")
    monkeypatch.setattr(backup.connect, "TIMEOUT", 0.2)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(AtlasError, match="locked"):
        backup.restore_from(copy, path)
    other.execute("ROLLBACK")
    other.close()
    assert len(store.annotations()) == 2


def test_a_copy_does_not_wait_for_a_lock_for_ever(store: Store, path: Path) -> None:
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    target = connect.connect(path, "rw", 0.1)
    source = sqlite3.connect(":memory:")
    source.execute("CREATE TABLE a(b)")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        connect.copy_pages(source, target, timeout=0.3)
    for connection in (source, target, holder):
        connection.close()


def test_a_backup_never_overwrites_the_file_it_copies(store: Store, path: Path, anchor: Anchor) -> None:
    store.add_annotation(anchor)
    with pytest.raises(Refused, match="same_file"):
        store.backup(path)
    assert len(store.annotations()) == 1


def test_a_backup_that_cannot_be_written_says_so(store: Store, plain_user: Path, anchor: Anchor) -> None:
    plain_user.chmod(0o555)
    with pytest.raises(NotSaved, match="read_only"):
        store.backup(plain_user / "copy.db")


def test_backing_up_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no_reader_file"):
        backup.copy_to(tmp_path / "reader.db", tmp_path / "copy.db")


def test_a_second_place_gets_its_own_copies(store: Store, path: Path, anchor: Anchor, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    store.set_setting("backup_folder", str(drive))
    store.add_annotation(anchor)
    store.backup_if_due()
    (second,) = backup.backups(path, drive)
    assert backup.verify(second.path)
    assert len(store.backups()) == 1
    shutil.rmtree(drive)
    store.add_annotation(anchor)
    for copy in store.backups():
        copy.path.unlink()
    with pytest.raises(NotSaved, match="second_place"):
        store.backup_if_due()
    assert len(store.backups()) == 1  # the first place does not suffer from it
    assert not drive.exists()


def test_a_message_of_damage_that_cannot_be_read_is_damage(store: Store, path: Path, anchor: Anchor) -> None:
    """SQLite quotes damaged text in its messages, and Python then raises no error of SQLite's."""
    store.add_annotation(anchor)
    store.close()
    raw = bytearray(path.read_bytes())
    at = raw.index(b"CREATE TABLE annotation_tag")
    raw[at : at + 27] = bytes([0x87]) * 27
    path.write_bytes(bytes(raw))
    with pytest.raises(Refused, match="corrupt"):
        backup.automatic(path, NOW)
    with pytest.raises(Refused, match="corrupt"):
        Store(path)
