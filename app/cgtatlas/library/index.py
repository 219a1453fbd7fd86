"""The full-text tables of one connection: ``passage_fts``, ``champion_fts`` and ``vocabulary``.

They hold no text of their own and follow ``passage.text``; the same code serves the bundled library
and the reader's own documents. Callers own the transaction.
"""

from __future__ import annotations

import itertools
import sqlite3
import sys
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from typing import TYPE_CHECKING

from cgtatlas.text import tokens
from cgtatlas.text.fold import HAN

if TYPE_CHECKING:
    from cgtatlas.text.tokens import Terms

Rows = Iterable[tuple[int, str]]
_Batch = list[tuple[int, str]]
_Cut = tuple[list[int], "Terms"]  # of a batch: joined, so that it travels cheaply between processes

#: From so many passages on a library is indexed with a second process and more memory.
LARGE = 20_000
#: The full-text tables, and the options that they do not share.
_TABLES = {"passage_fts": "", "champion_fts": ", detail=none, columnsize=0"}
_BATCH = 200
_AHEAD = 20  # batches
# for a whole library: tokens wait in much memory, so that there are few pieces, merged once at the end
_WHOLE = {"hashsize": 64 << 20, "automerge": 0, "crisismerge": 1999}
_WHOLE_CHAMPIONS = _WHOLE | {"hashsize": 12 << 20}  # they are a tenth as large, and both wait at once
_MASK = (1 << 64) - 1
#: The key of the table ``meta`` under which the version of the tokens stands.
VERSION_KEY = "tokens"


def _cut_up(batch: _Batch) -> _Cut:
    return [id_ for id_, _ in batch], tokens.cut(text for _, text in batch)


def _batches(rows: Rows) -> Iterator[_Batch]:
    iterator = iter(rows)
    while batch := list(itertools.islice(iterator, _BATCH)):
        yield batch


def build(connection: sqlite3.Connection) -> None:
    """Index all passages of a library whose index is empty, in one transaction, and finish it.

    From ``LARGE`` passages on words are cut in a second process, which changes nothing of the result.
    """
    number = connection.execute("SELECT count(*) FROM passage").fetchone()[0]
    large = number >= LARGE
    connection.execute("BEGIN")
    for table, options in (("passage_fts", _WHOLE), ("champion_fts", _WHOLE_CHAMPIONS)):
        connection.executemany(f"INSERT INTO {table}({table}, rank) VALUES (?, ?)", list(options.items()))
    batches = _batches(_passages(connection))
    with _second_process() if large else nullcontext(map) as cut_up:
        for cut in cut_up(_cut_up, batches):
            _insert(connection, cut)
    connection.execute("COMMIT")
    names = ", ".join(f"'{option}'" for option in _WHOLE)
    for table in _TABLES:  # what is added later is little
        connection.execute(f"DELETE FROM {table}_config WHERE k IN ({names})")
    finish(connection)
    _list_words(connection)


def _passages(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """All passages by id, read in pieces: nothing is read while something is written."""
    last = -1 << 63
    while rows := connection.execute(
        "SELECT id, text FROM passage WHERE id > ? ORDER BY id LIMIT ?", (last, _BATCH)
    ).fetchall():
        yield from rows
        last = rows[-1][0]


@contextmanager
def _second_process() -> Iterator[Callable[..., Iterator[_Cut]]]:
    """An ordered ``map`` that runs in another process, a few batches ahead."""
    import multiprocessing

    # a daemon may have no children, and a frozen program would start its window again
    if multiprocessing.current_process().daemon or getattr(sys, "frozen", False):
        yield map
        return
    with multiprocessing.get_context("spawn").Pool(1) as pool:

        def ahead(work: Callable[[_Batch], _Cut], batches: Iterator[_Batch]) -> Iterator[_Cut]:
            waiting = deque(pool.apply_async(work, (batch,)) for batch in itertools.islice(batches, _AHEAD))
            while waiting:
                done = waiting.popleft().get()
                waiting.extend(pool.apply_async(work, (batch,)) for batch in itertools.islice(batches, 1))
                yield done

        yield ahead


def add(connection: sqlite3.Connection, rows: Rows) -> None:
    """Index passages, given as (passage id, text); an id must not be in the index yet."""
    words: Counter[str] = Counter()
    for cut in map(_cut_up, _batches(rows)):
        _insert(connection, cut)
        for _, found in _each(cut):
            words.update(found.words)
    connection.executemany(
        "INSERT INTO vocabulary(term, passages) VALUES (?, ?)"
        " ON CONFLICT(term) DO UPDATE SET passages = passages + excluded.passages",
        sorted(words.items()),
    )


def _insert(connection: sqlite3.Connection, cut: _Cut) -> None:
    ids, found = cut
    for table, joined in zip(_TABLES, found, strict=True):
        rows = zip(ids, joined.split(tokens.NEXT), strict=True)
        connection.executemany(f"INSERT INTO {table}(rowid, t) VALUES (?, ?)", rows)


def _each(cut: _Cut) -> Iterator[tuple[int, Terms]]:
    ids, found = cut
    pairs = zip(*(joined.split(tokens.NEXT) for joined in found), strict=True)
    terms = (tokens.Terms(*pair) for pair in pairs)
    return zip(ids, terms, strict=True)


def _list_words(connection: sqlite3.Connection) -> None:
    """Fill the vocabulary of a whole index: the index has counted its words, in their order."""
    connection.execute("CREATE VIRTUAL TABLE temp.index_words USING fts5vocab('main', 'passage_fts', 'row')")
    try:
        connection.execute(
            "INSERT INTO vocabulary(term, passages)"
            " SELECT term, doc FROM temp.index_words WHERE term < ? AND length(term) <= ?",
            (HAN, tokens.LONGEST_WORD),
        )
    finally:
        connection.execute("DROP TABLE temp.index_words")


def remove(connection: sqlite3.Connection, rows: Rows) -> None:
    """Take passages out again; their texts must be the ones that were added."""
    words: Counter[str] = Counter()
    for cut in map(_cut_up, _batches(rows)):
        for id_, found in _each(cut):
            for table, gone in zip(_TABLES, found, strict=True):
                connection.execute(
                    f"INSERT INTO {table}({table}, rowid, t) VALUES ('delete', ?, ?)", (id_, gone)
                )
            words.update(found.words)
    connection.executemany(
        "UPDATE vocabulary SET passages = passages - ? WHERE term = ?",
        [(count, term) for term, count in sorted(words.items())],
    )
    connection.execute("DELETE FROM vocabulary WHERE passages <= 0")


def finish(connection: sqlite3.Connection) -> None:
    """Make the index compact and write down which tokens it holds; the same rows give the same bytes."""
    connection.execute("INSERT INTO passage_fts(passage_fts) VALUES ('optimize')")
    connection.execute("INSERT INTO champion_fts(champion_fts) VALUES ('optimize')")
    connection.execute(
        "INSERT INTO meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (VERSION_KEY, tokens.VERSION),
    )


def try_out(connection: sqlite3.Connection) -> None:
    """Ask each table for the newest passage; raises :class:`sqlite3.DatabaseError` when it is broken."""
    for table in _TABLES:
        connection.execute(f"SELECT rowid FROM {table}('a') LIMIT 1").fetchall()
    connection.execute("SELECT 1 FROM vocabulary LIMIT 1").fetchall()
    for id_, text in connection.execute("SELECT id, text FROM passage ORDER BY id DESC LIMIT 1").fetchall():
        first = tokens.terms(text).tokens.partition(" ")[0]
        query = "SELECT 1 FROM passage_fts(?) WHERE rowid = ?"
        if first and connection.execute(query, (f'"{first}"', id_)).fetchone() is None:
            raise sqlite3.DatabaseError(f"the full-text index does not hold passage {id_}")


def renew(connection: sqlite3.Connection) -> None:
    """Make the index of a file anew from ``passage.text``, whatever is left of it.

    The tables inside a full-text table get the rows of an empty one first: SQLite cannot drop one whose
    inside it does not understand.
    """
    with closing(sqlite3.connect(":memory:")) as model:
        for table, options in _TABLES.items():
            made = f"CREATE VIRTUAL TABLE {table} USING fts5(t, content='', tokenize='ascii'{options})"
            model.execute(made)
            inside = model.execute("SELECT name, sql FROM sqlite_master WHERE name GLOB ?", (f"{table}_*",))
            names = [_emptied(connection, model, name, sql) for name, sql in inside.fetchall()]
            connection.execute(f"DROP TABLE IF EXISTS {table}")
            for name in names:  # when the full-text table itself was gone
                connection.execute(f"DROP TABLE IF EXISTS {name}")
            connection.execute(made)
    connection.execute("DELETE FROM vocabulary")
    for cut in map(_cut_up, _batches(_passages(connection))):
        _insert(connection, cut)
    finish(connection)
    _list_words(connection)


def _emptied(connection: sqlite3.Connection, model: sqlite3.Connection, name: str, sql: str) -> str:
    connection.execute(sql.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1))
    connection.execute(f"DELETE FROM {name}")
    rows = model.execute(f"SELECT * FROM {name}").fetchall()
    if rows:
        connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    return name


def verify(connection: sqlite3.Connection) -> list[str]:
    """Compare the whole index with ``passage.text``; one line for each thing that is wrong.

    Reads only, so it works on a library that is opened read-only.
    """
    try:
        if connection.execute("SELECT 1 FROM passage LIMIT 1").fetchone() is None:
            return _content(connection)  # an index of nothing has no version yet
        return _version(connection) + _content(connection)
    except sqlite3.DatabaseError as error:
        return [f"the full-text index cannot be read: {error}"]


def _version(connection: sqlite3.Connection) -> list[str]:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (VERSION_KEY,)).fetchone()
    found = row[0] if row else "none"
    return [] if found == tokens.VERSION else [f"the index holds tokens of version {found}"]


def _content(connection: sqlite3.Connection) -> list[str]:
    """One sum per passage over (token, place), so that order does not matter."""
    expected: dict[int, int] = {}
    expected_champions: dict[int, int] = {}
    words: Counter[str] = Counter()
    for id_, text in connection.execute("SELECT id, text FROM passage"):
        found = tokens.terms(text)
        expected[id_] = sum(hash(pair) for pair in enumerate(_cut(found.tokens))) & _MASK
        expected_champions[id_] = sum(hash(term) for term in _cut(found.champions)) & _MASK
        words.update(found.words)
    problems = _compare("passage_fts", expected, _instances(connection, "passage_fts"))
    problems += _compare("champion_fts", expected_champions, _instances(connection, "champion_fts"))
    sized = {row[0] for row in connection.execute("SELECT id FROM passage_fts_docsize")}
    problems += [f"passage_fts: no length of passage {id_}" for id_ in sorted(expected.keys() - sized)]
    problems += [f"passage_fts: a length of no passage {id_}" for id_ in sorted(sized - expected.keys())]
    stored = dict(connection.execute("SELECT term, passages FROM vocabulary"))
    wrong = sorted(term for term in words.keys() | stored.keys() if words[term] != stored.get(term, 0))
    return problems + [f"vocabulary: wrong count of {term!r}" for term in wrong]


def _cut(joined: str) -> list[str]:
    # the index keeps at most 32 KiB of a token: such a word's ending is not compared
    return [part if len(part) < 8000 else part[:8000] for part in joined.split(" ") if part]


def _instances(connection: sqlite3.Connection, table: str) -> dict[int, int]:
    """What the index really holds, summed per passage."""
    places = table == "passage_fts"
    sums: defaultdict[int, int] = defaultdict(int)
    # a file that is only read refuses tables in memory too; nothing is written to the file here
    reading = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only = 0")
    connection.execute(
        f"CREATE VIRTUAL TABLE temp.index_terms USING fts5vocab('main', '{table}', 'instance')"
    )
    try:
        for term, id_, offset in connection.execute("SELECT term, doc, offset FROM temp.index_terms"):
            term = term if len(term) < 8000 else term[:8000]
            sums[id_] += hash((offset, term)) if places else hash(term)
    finally:
        connection.execute("DROP TABLE temp.index_terms")
        connection.execute(f"PRAGMA query_only = {reading}")
    return {id_: value & _MASK for id_, value in sums.items()}


def _compare(table: str, expected: dict[int, int], found: dict[int, int]) -> list[str]:
    problems = []
    for id_ in sorted(expected.keys() | found.keys()):
        if id_ not in expected:
            problems.append(f"{table}: holds passage {id_}, which does not exist")
        elif expected[id_] != found.get(id_, 0):
            problems.append(f"{table}: passage {id_} differs from its text")
    return problems
