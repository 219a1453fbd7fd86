"""Reads one library file: documents, blocks, entries, facts, mentions and the tree."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cgtatlas.core.errors import NotFound, Refused
from cgtatlas.core.model import (
    Block,
    Citation,
    Document,
    Entry,
    EntryRow,
    Fact,
    Mention,
    Name,
    Relation,
    TreeNode,
)
from cgtatlas.library.tree import build_tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: "CGTL": marks a file as a library of this program.
APPLICATION_ID = 0x4347544C
#: Format of the file; a library of another format is rebuilt or refused, never migrated.
FORMAT = 1
_FAR = 2**62  # beyond the end of any text

_DOCUMENT = (
    "id, origin, origin_start, title, language, publisher, author, published, doi, url,"
    " off_topic, sha256, characters, added"
)
_ROW = "id, kind, class, name_zh, name_en, country, (SELECT count(*) FROM fact WHERE fact.entry = entry.id)"
_FACT = (
    "fact.id, fact.entry, property, value_zh, value_en, number, unit, as_of,"
    " fact.document, start, end, quote, document.origin"
)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two facts that differ, with the class of the reason and our note on it."""

    a: str
    b: str
    reason: str  # a term of the scheme "reason"
    note_zh: str
    note_en: str


def open_read_only(path: Path, *, immutable: bool = True) -> sqlite3.Connection:
    """Open a library file for reading; raises :class:`Refused` when it is not one of this format."""
    flags = "mode=ro&immutable=1" if immutable else "mode=ro"
    connection = None
    if not path.exists():
        raise Refused("no_such_file", path=str(path))
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?{flags}", uri=True, check_same_thread=False)
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        raise Refused("library_unreadable", path=path.name, reason=str(error)) from error
    if application != APPLICATION_ID or version != FORMAT:
        connection.close()
        code = "library_too_new" if application == APPLICATION_ID and version > FORMAT else "library_not_ours"
        raise Refused(code, path=path.name)
    connection.execute("PRAGMA trusted_schema = 0")
    return connection


class Library:
    """One open library. One object per thread; reads only.

    The content tables are the same in the bundled library and in the reader's file, so a connection to
    either can be given.
    """

    def __init__(
        self,
        path: Path,
        *,
        immutable: bool = True,
        connection: sqlite3.Connection | None = None,
        name: str = "bundled",
    ) -> None:
        self.path = path
        self.name = name  # bundled, mine, or the name of the file: shown with what is found in it
        self.connection = connection or open_read_only(path, immutable=immutable)
        self._conflicts: dict[str, tuple[str, ...]] | None = None
        self._labels: dict[tuple[str, str], tuple[str, str, str, str]] | None = None

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def meta(self, key: str) -> str:
        """A note the build left in the file, "" when there is none."""
        found = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else ""

    # documents

    def documents(self) -> list[Document]:
        """All documents, in the order of the library."""
        rows = self.connection.execute(f"SELECT {_DOCUMENT} FROM document ORDER BY off_topic, ord, id")
        return [_document(row) for row in rows]

    def document(self, id: str) -> Document:
        """One document's metadata; :class:`NotFound` when there is none of that id."""
        row = self.connection.execute(f"SELECT {_DOCUMENT} FROM document WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise NotFound("no_document", id=id)
        return _document(row)

    def holds(self, document: str) -> bool:
        """Is there a document of this id?"""
        found = self.connection.execute("SELECT 1 FROM document WHERE id = ?", (document,)).fetchone()
        return found is not None

    def text(self, document: str) -> str:
        """The exact original text of a document."""
        row = self.connection.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()
        if row is None:
            raise NotFound("no_document", id=document)
        return str(row[0])

    def blocks(self, document: str) -> list[Block]:
        """The blocks of a document in reading order."""
        rows = self.connection.execute(
            "SELECT document, ord, kind, level, spans, parent FROM block WHERE document = ? ORDER BY ord",
            (document,),
        )
        found = rows.fetchall()
        # one call for all: a long document has tens of thousands of blocks
        every = json.loads("[" + ",".join(row[4] for row in found) + "]")
        return [
            Block(row[0], row[1], row[2], row[3], tuple((s, e) for s, e in spans), row[5])
            for row, spans in zip(found, every, strict=True)
        ]

    # entries

    def entries(self, kind: str | None = None) -> list[EntryRow]:
        """Rows of all entries, or of one kind, by English name."""
        where, values = ("WHERE kind = ?", (kind,)) if kind else ("", ())
        rows = self.connection.execute(
            f"SELECT {_ROW} FROM entry {where} ORDER BY lower(name_en), id", values
        )
        return [EntryRow(*row) for row in rows]

    def row(self, id: str) -> EntryRow:
        """What a list shows of an entry; :class:`NotFound` when there is none of that id."""
        row = self.connection.execute(f"SELECT {_ROW} FROM entry WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise NotFound("no_entry", id=id)
        return EntryRow(*row)

    def entry(self, id: str) -> Entry:
        """An entry with its names, facts, relations from both ends and mentions."""
        row = self.row(id)
        query = self.connection.execute
        texts = query(
            "SELECT summary_zh, summary_en, article_zh, article_en FROM entry WHERE id = ?", (id,)
        ).fetchone()
        names = query("SELECT text, lang, role, in_source FROM name WHERE entry = ? ORDER BY ord", (id,))
        out = query("SELECT subject, type, object, fact FROM relation WHERE subject = ?", (id,))
        incoming = query("SELECT subject, type, object, fact FROM relation WHERE object = ?", (id,))
        return Entry(
            row,
            summary_zh=texts[0],
            summary_en=texts[1],
            article_zh=texts[2],
            article_en=texts[3],
            names=tuple(Name(text, lang, role, bool(source)) for text, lang, role, source in names),
            facts=tuple(self._facts("fact.entry = ? ORDER BY fact.ord", (id,))),
            relations=tuple(Relation(*found) for found in out),
            incoming=tuple(Relation(*found) for found in incoming),
            mentions=tuple(self._mentions("entry = ? ORDER BY document, start", id)),
        )

    # facts and mentions

    def fact(self, id: str) -> Fact:
        """One fact by its id ``entry/slug``; :class:`NotFound` when there is none."""
        found = self._facts("fact.id = ?", (id,))
        if not found:
            raise NotFound("no_fact", id=id)
        return found[0]

    def facts(self) -> list[Fact]:
        """All facts, by entry, in the order of their files."""
        return self._facts("1 ORDER BY fact.entry, fact.ord", ())

    def facts_in(self, document: str, start: int = 0, end: int | None = None) -> list[Fact]:
        """The facts whose cited words touch a range of a document."""
        stop = _FAR if end is None else end
        return self._facts(
            "fact.document = ? AND start < ? AND end > ? ORDER BY start, fact.id", (document, stop, start)
        )

    def mentions_in(self, document: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """The mentions of entries that begin in a range of a document, in order."""
        stop = _FAR if end is None else end
        where = "document = ? AND start >= ? AND start < ? ORDER BY start, entry"
        return self._mentions(where, document, start, stop)

    def conflicts(self) -> list[Disagreement]:
        """All recorded disagreements between facts."""
        rows = self.connection.execute("SELECT a, b, reason, note_zh, note_en FROM conflict ORDER BY a, b")
        return [Disagreement(*row) for row in rows]

    def _facts(self, where: str, values: tuple[object, ...]) -> list[Fact]:
        rows = self.connection.execute(
            f"SELECT {_FACT} FROM fact JOIN document ON document.id = fact.document WHERE {where}", values
        ).fetchall()
        others = self._conflicting()
        return [_fact(row, others.get(row[0], ())) for row in rows]

    def _conflicting(self) -> dict[str, tuple[str, ...]]:
        """For each disputed fact the facts it differs from; few, so they are read at once and once."""
        if self._conflicts is None:
            found: dict[str, list[str]] = {}
            for a, b in self.connection.execute("SELECT a, b FROM conflict UNION SELECT b, a FROM conflict"):
                found.setdefault(a, []).append(b)
            self._conflicts = {id: tuple(sorted(others)) for id, others in found.items()}
        return self._conflicts

    def _mentions(self, where: str, *values: object) -> list[Mention]:
        rows = self.connection.execute(
            f"SELECT document, start, end, entry, text FROM mention WHERE {where}", values
        )
        return [Mention(*row) for row in rows]

    # tree and vocabulary

    def tree(self, groupings: Mapping[str, str] | None = None) -> tuple[TreeNode, ...]:
        """Therapies, companies and policies in their groupings, the rest by kind, documents.

        ``groupings`` names a way of ``tree.GROUPINGS`` for a kind; the first way is the usual one.
        """
        return build_tree(self, groupings)

    def first_known(self) -> dict[str, str]:
        """The earliest date that a fact of each entry speaks of; entries without dated facts are left out."""
        rows = self.connection.execute("SELECT entry, min(as_of) FROM fact WHERE as_of <> '' GROUP BY entry")
        return dict(rows.fetchall())

    def terms(self, scheme: str) -> list[str]:
        """The words of a scheme of the vocabulary, in its order."""
        rows = self.connection.execute("SELECT id FROM term WHERE scheme = ? ORDER BY ord", (scheme,))
        return [id for (id,) in rows]

    def label(self, scheme: str, id: str, lang: str, *, inverse: bool = False) -> str:
        """The word for a term of the vocabulary; the id itself when the library does not list it."""
        if self._labels is None:
            rows = self.connection.execute("SELECT scheme, id, zh, en, inverse_zh, inverse_en FROM term")
            self._labels = {(row[0], row[1]): row[2:] for row in rows}
        term = self._labels.get((scheme, id))
        if term is None:
            return id
        return term[(2 if inverse else 0) + (1 if lang == "en" else 0)] or id


def _fact(row: tuple[Any, ...], others: tuple[str, ...]) -> Fact:
    cite = Citation(document=row[8], start=row[9], end=row[10], quote=row[11], origin=row[12])
    fields = (*row[:8], cite, others)
    return Fact(*fields)


def _document(row: tuple[Any, ...]) -> Document:
    fields = (*row[:10], bool(row[10]), *row[11:])
    return Document(*fields)
