"""What a search found, as the rows of ``resultList``: entries, passages by document, my notes, off topic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from cgtatlas.core.iri import Place, passage

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from cgtatlas.core.model import Annotation, EntryHit, PassageHit, SearchResult, Span

Segments = Sequence[tuple[str, bool]]  # text, is it lit
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
#: Entries listed at first, and those among them whose name did not match: more would push the passages
#: out of sight.
ENTRIES, BY_TEXT = 8, 3


class ResultRole(IntEnum):
    """What the delegate and the pane ask of a row."""

    ROW = Qt.ItemDataRole.UserRole + 1  # the Row itself
    SEGMENTS = Qt.ItemDataRole.UserRole + 2  # Segments of a passage
    IRI = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``kind``: heading, entry, entries (more of them), passage, annotation, command or more."""

    kind: str
    title: str
    detail: str = ""
    iri: str = ""
    count: int = 0
    number: int = 0  # of a passage: its place among all passages, from 1
    hit: PassageHit | None = None
    colour: str = ""  # of an annotation
    command: str = ""
    by_name: bool = False  # of an entry: its name matched


@dataclass(frozen=True, slots=True)
class Words:
    """The headings and labels of the list in the reader's language."""

    entries: str
    notes: str
    off_topic: str
    commands: str
    more: str  # passages not listed: {count}
    more_entries: str  # entries not listed: {count}
    how: Callable[[EntryHit], str]  # how an entry was matched
    document: Callable[[str], str]  # title of a document
    list_off_topic: bool = True  # else only their number is told


class ResultModel(QAbstractListModel):
    """Rows of one search; later pages of the same search are appended to their groups."""

    def __init__(self, snippet: Callable[[PassageHit], Segments], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._snippet = snippet
        self._rows: list[Row] = []
        self._hits: list[int] = []  # rows of passages, in order
        self._segments: dict[int, Segments] = {}

    def show(self, result: SearchResult, words: Words, language: str, entries: int = ENTRIES) -> None:
        """Show the passages and notes of a search, and up to ``entries`` of its entries."""
        self._reset(_rows(result, words, language, entries))

    def show_commands(self, commands: Sequence[tuple[str, str, str]], words: Words) -> None:
        """Show actions: (id, text, shortcut)."""
        rows = [Row("command", text, keys, command=id) for id, text, keys in commands]
        self._reset([Row("heading", words.commands, count=len(rows)), *rows] if rows else [])

    def clear(self) -> None:
        """Show nothing."""
        self._reset([])

    def row(self, index: Index) -> Row | None:
        """The row at an index, None when it is invalid."""
        return self._rows[index.row()] if index.isValid() else None

    def forget_snippets(self) -> None:
        """The width changed: snippets are cut anew when they are next looked at."""
        self._segments = {}

    def hits(self) -> int:
        """How many passages are listed."""
        return len(self._hits)

    def documents(self) -> int:
        """In how many documents the listed passages stand."""
        return len({hit.document for row in self._hits if (hit := self._rows[row].hit) is not None})

    def hit_index(self, number: int) -> QModelIndex:
        """The index of the passage of a number (from 1); invalid when it is not listed."""
        return self.index(self._hits[number - 1]) if 0 < number <= len(self._hits) else QModelIndex()

    def number_of(self, hit: PassageHit) -> int:
        """The number of a passage among the listed ones, 0 when it is not listed."""
        spans = [row.hit and (row.hit.document, row.hit.spans) for row in self._rows if row.hit is not None]
        key = (hit.document, hit.spans)
        return spans.index(key) + 1 if key in spans else 0

    def matches(self, document: str) -> list[Span]:
        """All listed matches in a document, ascending, each once."""
        hits = (hit for row in self._hits if (hit := self._rows[row].hit) is not None)
        return sorted({span for hit in hits if hit.document == document for span in hit.matches})

    def best(self) -> int:
        """The row to open unasked: an entry found by its name, else a passage, else the first; or -1."""
        kinds = [row.kind for row in self._rows]
        named = next((at for at, row in enumerate(self._rows) if row.by_name), -1)
        if named < 0 and "passage" in kinds:
            return kinds.index("passage")
        return named if named >= 0 else (self.step(-1, 1) if kinds else -1)

    def step(self, start: int, by: int) -> int:
        """The nearest row from ``start`` in a direction that can be chosen; ``start`` when there is none."""
        row = start + by
        while 0 <= row < len(self._rows):
            if self._rows[row].kind != "heading":
                return row
            row += by
        return start

    def rowCount(self, parent: Index = _NONE) -> int:
        """Qt: the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: headings cannot be chosen."""
        if index.isValid() and self._rows[index.row()].kind == "heading":
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: plain text for display and assistive tools, and the roles of :class:`ResultRole`."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ResultRole.ROW:
            return row
        if role == ResultRole.IRI:
            return row.iri
        if role == ResultRole.SEGMENTS:
            return self._lit(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._plain(index.row())
        return None

    def _plain(self, at: int) -> str:
        row = self._rows[at]
        if row.kind == "heading":
            return f"{row.title} ({row.count})"
        if row.hit is not None:
            return "".join(text for text, _ in self._lit(at))
        return f"{row.title} · {row.detail}" if row.detail else row.title

    def _lit(self, at: int) -> Segments:
        hit = self._rows[at].hit
        if hit is None:
            return ()
        if at not in self._segments:
            self._segments[at] = self._snippet(hit)
        return self._segments[at]

    def _reset(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self._rows = rows
        self._hits = [at for at, row in enumerate(rows) if row.hit is not None]
        self._segments = {}
        self.endResetModel()


def _rows(result: SearchResult, words: Words, language: str, entries: int) -> list[Row]:
    rows: list[Row] = []
    if result.entries:
        rows.append(Row("heading", words.entries, count=len(result.entries)))
        if entries == ENTRIES:
            entries = min(entries, sum(hit.how != "text" for hit in result.entries) + BY_TEXT)
        rows += [_entry(hit, words, language) for hit in result.entries[:entries]]
        left = len(result.entries) - entries
        if left > 0:
            rows.append(Row("entries", words.more_entries.format(count=left), count=left))
    groups = _by_document(result.hits)
    number = 1
    for document, hits in groups:
        if not hits[0].off_topic:
            rows.append(Row("heading", words.document(document), count=len(hits)))
            rows += [_passage(hit, number + n) for n, hit in enumerate(hits)]
            number += len(hits)
    if result.annotations:
        rows.append(Row("heading", words.notes, count=len(result.annotations)))
        rows += [_annotation(note, words) for note in result.annotations]
    off = [(document, hits) for document, hits in groups if hits[0].off_topic]
    if off:
        rows.append(Row("heading", words.off_topic, count=sum(len(hits) for _, hits in off)))
        for document, hits in off if words.list_off_topic else ():
            rows += [_passage(hit, number + n, words.document(document)) for n, hit in enumerate(hits)]
            number += len(hits)
    left = result.total - len(result.hits)
    if left > 0:
        rows.append(Row("more", words.more.format(count=left), count=left))
    return rows


def _by_document(hits: Sequence[PassageHit]) -> list[tuple[str, list[PassageHit]]]:
    """Hits by document: the document with the best hit first, inside a document in reading order."""
    groups: dict[str, list[PassageHit]] = {}
    for hit in hits:
        groups.setdefault(hit.document, []).append(hit)
    return [(document, sorted(group, key=lambda hit: hit.start)) for document, group in groups.items()]


def _entry(hit: EntryHit, words: Words, language: str) -> Row:
    other = hit.row.name("zh" if language == "en" else "en")
    title = hit.row.name(language)
    detail = " · ".join(part for part in (other if other != title else "", words.how(hit)) if part)
    return Row("entry", title, detail, Place("entry", hit.row.id).iri, by_name=hit.how != "text")


def _passage(hit: PassageHit, number: int, title: str = "") -> Row:
    return Row("passage", title, hit.via, passage(hit.document, *_target(hit)).iri, number=number, hit=hit)


def _target(hit: PassageHit) -> Span:
    """What the source pane scrolls to: the first match, else the passage."""
    return hit.matches[0] if hit.matches else (hit.start, hit.end)


def _annotation(note: Annotation, words: Words) -> Row:
    anchor = note.anchor
    title = note.body.strip() or anchor.exact
    detail = anchor.exact if note.body.strip() else words.document(anchor.document)
    iri = passage(anchor.document, anchor.start, anchor.end).iri
    return Row("annotation", " ".join(title.split()), " ".join(detail.split()), iri, colour=note.colour)
