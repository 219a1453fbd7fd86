"""Libraries small enough to see through, and the compiled one."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Protocol

import pytest

from cgtatlas.core.paths import shipped
from cgtatlas.library import index
from cgtatlas.library.reader import APPLICATION_ID, FORMAT, Library
from cgtatlas.search.find import Searcher

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class MakeLibrary(Protocol):
    def __call__(
        self,
        documents: dict[str, Sequence[str]],
        *,
        off_topic: Sequence[str] = (),
        entries: dict[str, Sequence[str]] | None = None,
        **columns: dict[str, str],
    ) -> Library: ...


@pytest.fixture
def make_library(tmp_path: Path) -> Iterator[MakeLibrary]:
    """Writes a library of documents (id -> passages, one a line) and entries (id -> names, first two shown).

    Other keywords give a column of ``document`` by id: ``published={"a": "2018"}``.
    """
    opened: list[Library] = []

    def make(
        documents: dict[str, Sequence[str]],
        *,
        off_topic: Sequence[str] = (),
        entries: dict[str, Sequence[str]] | None = None,
        **columns: dict[str, str],
    ) -> Library:
        path = tmp_path / f"library{len(opened)}.db"
        connection = sqlite3.connect(path)
        connection.executescript(shipped("db/library/schema.sql").read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        for ord_, (id_, lines) in enumerate(documents.items()):
            _write_document(connection, ord_, id_, lines, id_ in off_topic, columns)
        index.add(connection, connection.execute("SELECT id, text FROM passage").fetchall())
        for id_, names in (entries or {}).items():
            row = (id_, "therapy", "product", names[0], names[1], "", f"{names[0]}简介", "", "", "")
            connection.execute(f"INSERT INTO entry VALUES ({', '.join('?' * 10)})", row)
            connection.executemany(
                "INSERT INTO name VALUES (?, ?, ?, '', ?, 1, '')",
                [(id_, i, name, "official" if i < 2 else "code") for i, name in enumerate(names)],
            )
        connection.commit()
        index.finish(connection)
        connection.commit()
        connection.close()
        library = Library(path, immutable=False)
        opened.append(library)
        return library

    yield make
    for library in opened:
        library.close()


def _write_document(
    connection: sqlite3.Connection,
    ord_: int,
    id_: str,
    lines: Sequence[str],
    off_topic: bool,
    columns: dict[str, dict[str, str]],
) -> None:
    text = "\n".join(lines)
    values = {
        "id": id_,
        "ord": ord_,
        "origin": f"{id_}.txt",
        "origin_start": 0,
        "title": f"title of {id_}",
        "language": "zh",
        "off_topic": int(off_topic),
        "characters": len(text),
        "text": text,
        **dict.fromkeys(("publisher", "author", "published", "doi", "url", "sha256", "added"), ""),
        **{name: by_id[id_] for name, by_id in columns.items() if id_ in by_id},
    }
    connection.execute(
        f"INSERT INTO document({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
        list(values.values()),
    )
    at = 0
    for number, line in enumerate(lines):
        spans = json.dumps([[at, at + len(line)]])
        kind = "row" if "\t" in line else "paragraph"
        connection.execute("INSERT INTO block VALUES (?, ?, ?, 0, ?, NULL)", (id_, number, kind, spans))
        connection.execute(
            "INSERT INTO passage(document, block, spans, text) VALUES (?, ?, ?, ?)",
            (id_, number, spans, line),
        )
        at += len(line) + 1


@pytest.fixture
def searcher(library: Library) -> Searcher:
    """A searcher over the compiled library."""
    return Searcher([library])
