"""Compiles the sources of a library into one SQLite file: same sources, same bytes."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from cgtatlas.core.errors import BuildError
from cgtatlas.core.paths import shipped
from cgtatlas.library import index
from cgtatlas.library.judgements import check_judgements
from cgtatlas.library.mentions import NameFinder, pieces
from cgtatlas.library.reader import APPLICATION_ID, FORMAT
from cgtatlas.library.sources import Problems, Sources, read_sources
from cgtatlas.library.sources_print import sources_fingerprint
from cgtatlas.library.validate import ResolvedEntry, name_key, resolve
from cgtatlas.text import tokens
from cgtatlas.text.blocks import structure
from cgtatlas.text.fold import fold
from cgtatlas.text.passages import passages

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.library.sources import SourceDocument


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made."""

    path: Path
    fingerprint: str
    documents: int
    entries: int
    facts: int
    mentions: int
    passages: int

    def as_json(self) -> dict[str, object]:
        """The report for the command line."""
        return {**asdict(self), "path": str(self.path)}


def compile_library(source: Path, out: Path) -> BuildReport:
    """Build ``out`` from the folder ``source``; the file appears whole or not at all.

    Raises :class:`BuildError` with every problem (file, line, reason) when the sources are wrong.
    """
    problems = Problems(source)
    sources = read_sources(source, problems)
    entries = resolve(sources, problems)
    facts = {fact.id for entry in entries for fact in entry.facts}
    disagreements = check_judgements(sources, facts, problems)
    if problems.found:
        raise BuildError(problems.found)
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f"{out.name}.{os.getpid()}.tmp")
    draft.unlink(missing_ok=True)
    try:
        print_of_sources = sources_fingerprint(source)
        counts = _write(draft, sources, entries, disagreements, print_of_sources)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return BuildReport(out, print_of_sources, *counts)


def _write(
    path: Path,
    sources: Sources,
    entries: list[ResolvedEntry],
    disagreements: list[tuple[str, ...]],
    print_of_sources: str,
) -> tuple[int, int, int, int, int]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")  # a draft: it is renamed when whole
        connection.executescript(shipped("db/library/schema.sql").read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("BEGIN")
        _write_meta(connection, print_of_sources)
        _write_terms(connection, sources)
        for ord_, document in enumerate(sources.documents):
            _write_document(connection, ord_, document)
        _write_entries(connection, entries, sources)
        connection.executemany("INSERT INTO conflict VALUES (?, ?, ?, ?, ?)", disagreements)
        _write_mentions(connection, entries)
        connection.execute("COMMIT")
        index.build(connection)
        connection.execute("VACUUM")
        tables = ("document", "entry", "fact", "mention", "passage")
        counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
        return (counts[0], counts[1], counts[2], counts[3], counts[4])
    finally:
        connection.close()


def _write_meta(connection: sqlite3.Connection, print_of_sources: str) -> None:
    notes = {"fingerprint": print_of_sources, "tokens": str(tokens.VERSION), "name": "bundled"}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(notes.items()))


def _write_terms(connection: sqlite3.Connection, sources: Sources) -> None:
    rows = [
        (scheme, id, ord_, term["zh"], term["en"], term.get("inverse_zh", ""), term.get("inverse_en", ""))
        for scheme, terms in sources.vocabulary.items()
        for ord_, (id, term) in enumerate(terms.items())
    ]
    connection.executemany("INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _write_document(connection: sqlite3.Connection, ord_: int, document: SourceDocument) -> None:
    table, text = document.file.table, document.text
    optional = [str(table.get(key, "")) for key in ("publisher", "author", "published", "doi", "url")]
    connection.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id,
            ord_,
            table["origin"],
            table["begin"],
            table["title"],
            table["language"],
            *optional,
            int(table.get("off_topic", False)),
            table["sha256"],
            len(text),
            str(table.get("added", "")),
            text,
        ),
    )
    blocks = structure(document.id, text)
    connection.executemany(
        "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?)",
        [(b.document, b.ord, b.kind, b.level, _json(b.spans), b.parent) for b in blocks],
    )
    connection.executemany(
        "INSERT INTO passage (document, block, spans, text) VALUES (?, ?, ?, ?)",
        [(document.id, p.block, _json(p.spans), p.text) for p in passages(text, blocks)],
    )


def _json(spans: tuple[tuple[int, int], ...]) -> str:
    return json.dumps(spans, separators=(",", ":"))


def _write_entries(connection: sqlite3.Connection, entries: list[ResolvedEntry], sources: Sources) -> None:
    in_source = _names_in_sources(entries, sources)
    for entry in entries:
        fields = [str(entry.get(key)) for key in ("kind", "class", "name_zh", "name_en", "country")]
        (summary_zh, article_zh), (summary_en, article_en) = entry.texts["zh"], entry.texts["en"]
        connection.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (entry.id, *fields, summary_zh, summary_en, article_zh, article_en),
        )
        connection.executemany(
            "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (entry.id, ord_, text, lang, role, int(text in in_source), name_key(text))
                for ord_, (text, lang, role, _) in enumerate(entry.names)
            ],
        )
        connection.executemany("INSERT INTO fact VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", _fact_rows(entry))
    relations = {
        (entry.id, fact.table["relation"], fact.table["to"], fact.id)
        for entry in entries
        for fact in entry.facts
        if fact.table.get("relation")
    }
    parents = {(entry.id, parent) for entry in entries for parent in entry.get("parents")}
    carried = {(subject, object_) for subject, type_, object_, _ in relations if type_ == "is_a"}
    relations |= {(entry, "is_a", parent, "") for entry, parent in parents - carried}
    connection.executemany("INSERT INTO entry_parent VALUES (?, ?)", sorted(parents))
    connection.executemany("INSERT INTO relation VALUES (?, ?, ?, ?)", sorted(relations))


def _fact_rows(entry: ResolvedEntry) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for ord_, fact in enumerate(entry.facts):
        t = fact.table
        value = (t["property"], t["value_zh"], t["value_en"], t.get("number"), t.get("unit", ""))
        place = (fact.document, fact.start, fact.end, fact.quote)
        rows.append((fact.id, entry.id, ord_, *value, str(t.get("as_of", "")), *place))
    return rows


def _names_in_sources(entries: list[ResolvedEntry], sources: Sources) -> set[str]:
    """The names that stand in one of the originals, as they are written or as they fold."""
    names = {text for entry in entries for text, *_ in entry.names}
    texts = [document.text for document in sources.documents]
    found = {name for name in names if any(name in text for text in texts)}
    by_key: dict[str, list[str]] = {}
    for name in names - found:
        by_key.setdefault(fold(name), []).append(name)
    finder = NameFinder((key, key) for key in by_key)
    return found.union(*(by_key[hit.entry] for text in texts for hit in finder.find(text)))


def _write_mentions(connection: sqlite3.Connection, entries: list[ResolvedEntry]) -> None:
    """Names found in the passages of the documents that are on topic."""
    names = [(text, entry.id) for entry in entries for text, _, _, mention in entry.names if mention]
    finder = NameFinder(names)
    rows = connection.execute(
        "SELECT document, spans, text FROM passage"
        " WHERE document IN (SELECT id FROM document WHERE NOT off_topic) ORDER BY id"
    ).fetchall()
    texts = dict(connection.execute("SELECT id, text FROM document").fetchall())  # once, not with every row
    found: set[tuple[str, int, int, str, str]] = set()
    for document, spans, text in rows:
        ranges = tuple((s, e) for s, e in json.loads(spans))
        gap = 1 if len(text) > sum(e - s for s, e in ranges) else 0
        for hit in finder.find(text):
            for start, end in pieces(ranges, hit.start, hit.end, gap):
                found.add((document, start, end, hit.entry, texts[document][start:end]))
    connection.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?)", sorted(found))
