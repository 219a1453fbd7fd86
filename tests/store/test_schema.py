from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cgtatlas
from cgtatlas.core.errors import Refused
from cgtatlas.core.paths import shipped
from cgtatlas.store import backup, schema
from cgtatlas.store.store import Store

PAST = Path(__file__).parent.parent / "data" / "user_schemas"


def _table(connection: sqlite3.Connection, name: str) -> list[tuple[Any, ...]]:
    """Columns with type, NOT NULL and place in the primary key; indexes with their columns."""
    columns = [row[1:4] + row[5:6] for row in connection.execute(f"PRAGMA table_xinfo({name})")]
    indexes = sorted(
        (row[2], tuple(c[2] for c in connection.execute(f"PRAGMA index_info({row[1]})")))
        for row in connection.execute(f"PRAGMA index_list({name})")
    )
    return columns + indexes


def _tables(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))


def test_the_readers_documents_have_the_tables_of_a_library() -> None:
    library, reader = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    library.executescript(shipped("db/library/schema.sql").read_text(encoding="utf-8"))
    schema.build(reader)
    names = [name for name in _tables(library) if not name.startswith("sqlite_")]
    assert "passage_fts" in names
    for name in names:
        assert _table(reader, name) == _table(library, name), name
        if "VIRTUAL" in (_tables(library)[name] or ""):
            assert _tables(reader)[name] == _tables(library)[name]
    library.close()
    reader.close()


def test_steps_are_numbered_without_gaps() -> None:
    assert [step.number for step in schema.migrations()] == list(range(1, schema.VERSION + 1))


def test_tables_checked_at_opening_are_whole() -> None:
    connection = sqlite3.connect(":memory:")
    schema.build(connection)
    for table, columns in schema.PRECIOUS.items():
        there = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        assert columns.split(", ") == there
    connection.close()


def test_a_file_of_every_schema_is_kept() -> None:
    kept = {int(file.stem) for file in PAST.glob("*.db")}
    assert kept == set(range(1, schema.VERSION + 1))


@pytest.mark.parametrize("number", range(1, schema.VERSION + 1))
def test_a_past_file_opens_with_all_that_was_in_it(number: int, path: Path) -> None:
    path.parent.mkdir()
    shutil.copy(PAST / f"{number:04}.db", path)
    before = path.read_bytes()
    store = Store(path)
    (note,) = store.annotations()
    assert (note.anchor.exact, note.body, note.tags, note.revision) == (
        "细胞治疗",
        "一条**批注**",
        ("产业", "CAR-T"),
        3,
    )
    assert [folder.title for folder in store.folders()] == ["项目", "竞品"]
    assert [(mark.folder, mark.target) for mark in store.bookmarks()] == [("f-2", "cgt:entry/kymriah")]
    assert store.get_setting("language") == "en"
    assert [visit.title for visit in store.history()] == ["Kymriah"]
    assert store.check() == []
    made = store.backups()
    store.close()
    assert [copy.label for copy in made] == ([f"before-v{schema.VERSION}"] if number < schema.VERSION else [])
    for copy in made:
        content = sqlite3.connect(copy.path)
        assert content.execute("PRAGMA user_version").fetchone() == (number,)
        content.close()
    assert before[60:64] == number.to_bytes(4, "big")


def test_migrated_and_new_files_are_alike(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    shutil.copy(PAST / "0001.db", path)
    Store(path).close()
    new = tmp_path / "new.db"
    Store(new).close()
    shapes = []
    for file in (path, new):
        connection = sqlite3.connect(file)
        shapes.append(
            (
                set(connection.execute("SELECT type, name, sql FROM sqlite_master")),
                connection.execute("SELECT migration_set, name FROM _sqlite_migrations").fetchall(),
                connection.execute("PRAGMA user_version").fetchone(),
                connection.execute("PRAGMA application_id").fetchone(),
            )
        )
        connection.close()
    assert shapes[0] == shapes[1]
    assert [name for _, name in shapes[1][1]] == ["0001_initial", "0002_content", "0003_thinking"]


def test_a_step_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    shutil.copy(PAST / "0001.db", path)
    before = path.read_bytes()
    good = schema.migrations()
    broken = schema.Migration(2, "0002_content", (*good[1].statements, "INSERT INTO nowhere VALUES (1)"))
    monkeypatch.setattr(schema, "migrations", lambda: (good[0], broken))
    with pytest.raises(sqlite3.OperationalError):
        Store(path)
    assert path.read_bytes() == before
    assert len(backup.backups(path)) == 1
    monkeypatch.undo()
    store = Store(path)
    assert len(store.annotations()) == 1
    store.close()


def test_an_upgrade_without_a_backup_does_not_begin(path: Path) -> None:
    path.parent.mkdir()
    shutil.copy(PAST / "0001.db", path)
    (path.parent / "backups").write_text("in the way")
    before = path.read_bytes()
    with pytest.raises(Refused, match="not_a_folder"):
        Store(path)
    assert path.read_bytes() == before


def test_current_and_new_files_open_without_the_slow_import(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from cgtatlas.store.store import Store\n"
        "for _ in range(2): Store(Path(sys.argv[1])).close()\n"
        "print(sorted({'sqlite_utils', 'click', 'asyncio'} & set(sys.modules)))"
    )
    app = str(Path(cgtatlas.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {app!r})\n{code}", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_a_newer_file_is_refused_with_its_number_and_left_alone(path: Path) -> None:
    Store(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        Store(path)
    assert (refused.value.code, refused.value.data["version"]) == ("too_new", 99)
    assert path.read_bytes() == before


def test_a_newer_schema_that_stands_only_in_the_log_is_refused_too(path: Path, tmp_path: Path) -> None:
    Store(path).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA wal_autocheckpoint = 0")
    newer.execute("PRAGMA user_version = 99")
    newer.commit()
    other = tmp_path / "other" / "reader.db"
    other.parent.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", f"{other}{suffix}")
    newer.close()
    files = [other, other.with_name("reader.db-wal")]
    assert files[0].read_bytes()[60:64] == schema.VERSION.to_bytes(4, "big")
    before = [file.read_bytes() for file in files]
    with pytest.raises(Refused, match="too_new"):
        Store(other)
    assert [file.read_bytes() for file in files] == before
