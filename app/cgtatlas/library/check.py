"""Checks a finished library: every citation letter by letter, texts, blocks, index, fingerprint."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.core.errors import Refused
from cgtatlas.core.paths import in_checkout, shipped
from cgtatlas.library import index
from cgtatlas.library.opened import look, unsound
from cgtatlas.text import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cgtatlas.library.reader import Library


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One rule, how many things it looked at and what it found wrong."""

    rule: str
    checked: int
    problems: tuple[str, ...]


def check(library: Library) -> list[CheckResult]:
    """Run every rule; a library is sound when none has problems."""
    rules: list[tuple[str, Callable[[Library], Iterator[str | None]]]] = [
        ("file", _file),
        ("texts", _texts),
        ("blocks", _blocks),
        ("passages", _passages),
        ("citations", _citations),
        ("mentions", _mentions),
        ("references", _references),
        ("index", _index),
        ("fingerprint", _fingerprint),
        ("lint", _lint),
    ]
    results = []
    for rule, run in rules:
        try:
            found = list(run(library))
        except (sqlite3.Error, ValueError, TypeError, KeyError) as error:  # damaged pages, JSON, values
            found = [f"the file cannot be read: {error}"]
        results.append(CheckResult(rule, len(found), tuple(p for p in found if p)))
    return results


def _rows(library: Library, sql: str) -> list[tuple[object, ...]]:
    return library.connection.execute(sql).fetchall()


def _file(library: Library) -> Iterator[str | None]:
    for (line,) in _rows(library, "PRAGMA integrity_check(20)"):
        yield None if line == "ok" else str(line)
    try:
        look(library.connection, library.path)
    except Refused as error:
        if error.code == "library_not_ours":  # of another version the rule for the index tells
            yield "the tables are not those of a library, or something in the file would run"
    yield from unsound(library.connection)


def _texts(library: Library) -> Iterator[str | None]:
    for document in library.documents():
        text = library.text(document.id)
        same = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == document.sha256
        if not same or len(text) != document.characters:
            yield f"{document.id}: the text is not the one that was imported"
        else:
            yield None


def _blocks(library: Library) -> Iterator[str | None]:
    """Every character that is not white space belongs to exactly one block (rows lie in their table)."""
    for document in library.documents():
        text = library.text(document.id)
        covered = bytearray(len(text))
        tables = {b.ord for b in library.blocks(document.id) if b.kind == "table"}
        for block in library.blocks(document.id):
            for start, end in block.spans:
                if not 0 <= start < end <= len(text):
                    yield f"{document.id}: block {block.ord} lies outside the text"
                elif block.parent not in tables:
                    if any(covered[start:end]):
                        yield f"{document.id}: block {block.ord} overlaps another"
                    covered[start:end] = b"\1" * (end - start)
        lost = next((i for i, c in enumerate(text) if not covered[i] and not c.isspace()), None)
        yield None if lost is None else f"{document.id}: no block holds the text at {lost}"


def _passages(library: Library) -> Iterator[str | None]:
    sql = "SELECT p.id, p.spans, p.text, d.text FROM passage p JOIN document d ON d.id = p.document"
    for id, spans, text, whole in _rows(library, sql):
        parts = [str(whole)[s:e] for s, e in json.loads(str(spans))]
        yield (
            None if text in ("".join(parts), "\t".join(parts)) else f"passage {id} is not its document's text"
        )


def _citations(library: Library) -> Iterator[str | None]:
    sql = "SELECT f.id, f.start, f.end, f.quote, d.text FROM fact f LEFT JOIN document d ON d.id = f.document"
    for id, start, end, quote, text in _rows(library, sql):
        good = text is not None and quote and str(text)[int(str(start)) : int(str(end))] == quote
        yield None if good else f"{id}: the quote is not what the original text says"


def _mentions(library: Library) -> Iterator[str | None]:
    sql = (
        "SELECT m.document, m.start, m.end, m.text, d.text"
        " FROM mention m JOIN document d ON d.id = m.document"
    )
    for document, start, end, text, whole in _rows(library, sql):
        good = str(whole)[int(str(start)) : int(str(end))] == text
        yield None if good else f"{document}: the mention at {start} is not what the text says"


def _references(library: Library) -> Iterator[str | None]:
    for table, row, parent, _ in _rows(library, "PRAGMA foreign_key_check"):
        yield f"{table} row {row} refers to nothing in {parent}"
    sql = "SELECT id FROM fact WHERE document NOT IN (SELECT id FROM document)"
    for (id,) in _rows(library, sql):
        yield f"{id} cites a document that is not here"
    yield None


def _index(library: Library) -> Iterator[str | None]:
    if library.meta("tokens") != str(tokens.VERSION):
        yield "the index was made by another version of the program"
        return
    yield from index.verify(library.connection)
    yield from [None] * int(str(_rows(library, "SELECT count(*) FROM passage")[0][0]))


def _fingerprint(library: Library) -> Iterator[str | None]:
    """Only a checkout holds the sources to compare with; elsewhere it must at least be there."""
    have = library.meta("fingerprint")
    if not have:
        yield "the library does not say what it was built from"
    elif _beside_its_sources(library):
        from cgtatlas.library.sources_print import sources_fingerprint

        current = sources_fingerprint(shipped("resources/library"))
        yield None if have == current else "the library was built from other sources: build it again"
    else:
        yield None


def _lint(library: Library) -> Iterator[str | None]:
    """Every possible contradiction is recorded or dismissed; the files that say so lie with the sources."""
    if not _beside_its_sources(library):
        yield None
        return
    from cgtatlas.library.judgements import open_questions

    count, questions = open_questions(library, shipped("resources/library"))
    yield from questions
    yield from [None] * (count - len(questions))


def _beside_its_sources(library: Library) -> bool:
    return in_checkout() and library.path.resolve() == shipped("db/library.db").resolve()
