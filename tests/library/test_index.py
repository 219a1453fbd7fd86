from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.paths import shipped
from cgtatlas.library import index
from cgtatlas.search.matcher import stands_in
from cgtatlas.text import tokens
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cgtatlas.library.reader import Library

DOCUMENTS = Path(__file__).resolve().parents[2] / "resources" / "library" / "documents"


def real_lines() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]
    return [line for text in texts for line in text.split("\n") if line.strip()]


def new(path: Path | str, lines: list[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(shipped("db/library/schema.sql").read_text(encoding="utf-8"))
    rows = list(enumerate(lines, 1))
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO passage VALUES (?, 'd', ?, '[]', ?)", [(i, i, t) for i, t in rows])
    index.add(connection, rows)
    connection.execute("COMMIT")
    index.finish(connection)
    return connection


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = new(":memory:", real_lines()[:120])
    yield opened
    opened.close()


def content(connection: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    """All that the index holds, in an order of its own."""
    found = []
    for table in ("passage_fts", "champion_fts"):
        connection.execute(f"CREATE VIRTUAL TABLE temp.all_terms USING fts5vocab(main, {table}, instance)")
        rows = connection.execute("SELECT term, doc, offset FROM temp.all_terms ORDER BY 1, 2, 3")
        found.append(rows.fetchall())
        connection.execute("DROP TABLE temp.all_terms")
    found.append(connection.execute("SELECT term, passages FROM vocabulary ORDER BY term").fetchall())
    found.append(connection.execute("SELECT id, sz FROM passage_fts_docsize ORDER BY id").fetchall())
    return found


def test_a_whole_index_is_right_and_can_be_asked(connection: sqlite3.Connection) -> None:
    assert index.verify(connection) == []
    found = connection.execute(
        "SELECT count(*) FROM passage_fts WHERE passage_fts MATCH ?", ['"细胞 胞治 治疗"']
    )
    assert found.fetchone()[0] == sum("细胞治疗" in line for line in real_lines()[:120]) > 3


def test_adding_and_removing_in_any_order_equals_building_at_once() -> None:
    lines = real_lines()
    whole = new(":memory:", lines[:80])
    steps = new(":memory:", lines[40:120])
    rows = dict(enumerate(lines[40:120], 1))
    chance = random.Random(2)
    for id_ in chance.sample(sorted(rows), len(rows)):
        index.remove(steps, [(id_, rows[id_])])
        if id_ % 2:
            index.add(steps, [(id_ + 1000, lines[0])])
            index.remove(steps, [(id_ + 1000, lines[0])])
    assert steps.execute("SELECT count(*) FROM vocabulary").fetchone()[0] == 0
    index.add(steps, list(enumerate(lines[:80], 1)))
    steps.execute("DELETE FROM passage")
    numbered = [(i, i, text) for i, text in enumerate(lines[:80], 1)]
    steps.executemany("INSERT INTO passage VALUES (?, 'd', ?, '[]', ?)", numbered)
    assert index.verify(steps) == []
    assert content(steps) == content(whole)
    whole.close()
    steps.close()


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        new(tmp_path / name, real_lines()).close()
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_a_second_process_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = real_lines()
    for name, large in (("one.db", 10**9), ("two.db", 100)):
        monkeypatch.setattr(index, "LARGE", large)
        with closing(sqlite3.connect(tmp_path / name, isolation_level=None)) as connection:
            connection.executescript(shipped("db/library/schema.sql").read_text(encoding="utf-8"))
            connection.executemany(
                "INSERT INTO passage VALUES (?, 'd', 0, '[]', ?)", [(i, t) for i, t in enumerate(lines, 1)]
            )
            index.build(connection)
            assert index.verify(connection) == []
            connection.execute("VACUUM")
    one, two = ((tmp_path / name).read_bytes() for name in ("one.db", "two.db"))
    # bytes 24 to 28 and 92 to 96 count changes of the file
    assert (one[:24], one[28:92], one[96:]) == (two[:24], two[28:92], two[96:])


def test_what_is_added_and_removed_is_found_or_not(tmp_path: Path) -> None:
    """Against brute force after every step, some of which are broken off."""
    lines = real_lines()
    held = dict(enumerate(lines[:60], 1))
    connection = new(tmp_path / "reader.db", lines[:60])
    chance = random.Random(8)
    for step in range(24):
        fresh = {100 * (step + 1) + i: chance.choice(lines) for i in range(3)}
        gone = {id_: held[id_] for id_ in chance.sample(sorted(held), 3)}
        connection.execute("BEGIN IMMEDIATE")
        index.remove(connection, gone.items())
        connection.executemany("DELETE FROM passage WHERE id = ?", [(id_,) for id_ in gone])
        index.add(connection, fresh.items())
        connection.executemany("INSERT INTO passage VALUES (?, 'd', 0, '[]', ?)", list(fresh.items()))
        if step % 3 == 2:
            connection.execute("ROLLBACK")
        elif step % 3 == 1:  # the program ends in the middle
            connection.close()
            connection = sqlite3.connect(tmp_path / "reader.db", isolation_level=None)
        else:
            connection.execute("COMMIT")
            held = {id_: text for id_, text in held.items() if id_ not in gone} | fresh
        for _ in range(6):
            text = chance.choice(lines)
            at = chance.randrange(len(text))
            folded = fold(text[at : at + chance.choice((1, 2, 3, 5))])
            asked = tokens.phrase(folded)
            if asked is None:
                continue
            rows = connection.execute("SELECT rowid FROM passage_fts WHERE passage_fts MATCH ?", (asked,))
            expected = {id_ for id_, body in held.items() if stands_in(folded, fold(body))}
            assert {id_ for (id_,) in rows} == expected, folded
    assert index.verify(connection) == []
    connection.close()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE passage SET text = text || '肝' WHERE id = 7", "passage_fts: passage 7 differs"),
        ("UPDATE passage SET text = replace(text, '细胞', '胞细') WHERE text LIKE '%细胞%'", "differs"),
        ("DELETE FROM passage WHERE id = 3", "passage_fts: holds passage 3"),
        ("INSERT INTO passage VALUES (999, 'd', 1, '[]', 'CAR-T')", "passage_fts: passage 999 differs"),
        ("INSERT INTO passage_fts(rowid, t) VALUES (998, 'car')", "passage_fts: holds passage 998"),
        ("INSERT INTO champion_fts(rowid, t) VALUES (5, 'x')", "champion_fts: passage 5 differs"),
        ("INSERT INTO champion_fts(champion_fts) VALUES ('delete-all')", "champion_fts: passage 1 differs"),
        ("UPDATE vocabulary SET passages = 0 WHERE term = 'car'", "vocabulary: wrong count of 'car'"),
        ("DELETE FROM vocabulary WHERE term = 'car'", "vocabulary: wrong count of 'car'"),
        ("INSERT INTO vocabulary VALUES ('nowhere', 1)", "vocabulary: wrong count of 'nowhere'"),
        ("DELETE FROM passage_fts_docsize WHERE id = 4", "passage_fts: no length of passage 4"),
        ("UPDATE meta SET value = '0' WHERE key = 'tokens'", "tokens of version 0"),
        ("DELETE FROM meta", "tokens of version none"),
        ("DELETE FROM passage_fts_data WHERE id > 100", "cannot be read"),
    ],
)
def test_planted_damage_is_noticed(connection: sqlite3.Connection, damage: str, said: str) -> None:
    connection.execute(damage)
    problems = index.verify(connection)
    assert any(said in problem for problem in problems), problems


def test_a_file_that_only_answers_queries_can_be_verified(connection: sqlite3.Connection) -> None:
    connection.commit()
    connection.execute("PRAGMA query_only = 1")
    assert index.verify(connection) == []
    assert connection.execute("PRAGMA query_only").fetchone() == (1,)


def test_a_library_opened_read_only_can_be_verified(library: Library) -> None:
    assert index.verify(library.connection) == []
    with pytest.raises(sqlite3.OperationalError):
        library.connection.execute("DELETE FROM passage")
