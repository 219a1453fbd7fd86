"""What comes in from files, put together with what is there: by id, nothing twice, all of it or nothing.

For an annotation that is there already: the later ``modified`` wins. The same time with other words means
that the file was edited outside the program (a cell in a spreadsheet): then the file's words count, and the
time is now. Without a time, or without an id, what is here stays. What lies in the trash comes out of it.

For a bookmark that is there already, what is here stays: a bookmark has no time of its last change. One in
the trash comes back, and the same target is in a folder once. Of two statuses of a thing the later counts.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cgtatlas.core.changes import Changes
from cgtatlas.store import backup
from cgtatlas.store import bookmark_rows as rows
from cgtatlas.store.annotations import insert, load, same, update
from cgtatlas.store.writer import now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from cgtatlas.core.model import Annotation
    from cgtatlas.core.transfer import (
        Incoming,
        IncomingBookmark,
        IncomingFolder,
        IncomingMark,
        Report,
    )
    from cgtatlas.store.writer import ReaderFile

_BACKUP, _LABEL = "before-import", "import"


class Merging:
    """The part of the store that takes in what was read from files."""

    _file: ReaderFile

    def merge_annotations(self, incoming: Sequence[Incoming], report: Report) -> Changes:
        """Put annotations into the file, as one transaction; ``report`` says what became of each.

        A verified backup is made before, when anything would change. Raises NotSaved, Refused("corrupt");
        then nothing has changed.
        """

        def work(connection: sqlite3.Connection, into: Report) -> None:
            for one in incoming:
                _merge_annotation(connection, one, into)

        self._merge(work, report)
        documents = frozenset(one.annotation.anchor.document for one in incoming)
        return Changes(annotations=True, documents=documents) if report.changes else Changes()

    def merge_bookmarks(
        self,
        folders: Sequence[IncomingFolder],
        bookmarks: Sequence[IncomingBookmark],
        report: Report,
        marks: Sequence[IncomingMark] = (),
    ) -> Changes:
        """Put folders, bookmarks and statuses into the file, as :meth:`merge_annotations` does."""

        def work(connection: sqlite3.Connection, into: Report) -> None:
            ids = {"": ""}
            for folder in folders:
                ids[folder.id] = _merge_folder(connection, folder, ids.get(folder.parent, ""), into)
            for one in bookmarks:
                _merge_bookmark(connection, one, ids.get(one.folder, ""), into)
            for mark in marks:
                _merge_mark(connection, mark, into)

        self._merge(work, report)
        return Changes(bookmarks=True, marks=bool(report.marks)) if report.changes else Changes()

    def _merge(self, work: Callable[[sqlite3.Connection, Report], None], report: Report) -> None:
        """Try it, and when it would change anything, make a backup and do it."""
        trial = replace(report, **_fresh())
        with suppress(_Tried):
            self._file.write(lambda connection: _try(connection, work, trial))
        done = trial
        if trial.changes:
            if self._file.read("SELECT 1 FROM bookkeeping WHERE key = 'version'"):
                trial.backup = backup.make(self._file.path, _BACKUP).name
            done = replace(report, backup=trial.backup, **_fresh())
            self._file.write(lambda connection: work(connection, done), label=_LABEL)
        for field in (*_fresh(), "backup"):
            setattr(report, field, getattr(done, field))


class _Tried(Exception):
    """Ends a trial: nothing of it is kept."""


def _try(
    connection: sqlite3.Connection, work: Callable[[sqlite3.Connection, Report], None], report: Report
) -> None:
    work(connection, report)
    raise _Tried


def _fresh() -> dict[str, Any]:
    """The parts of a report that merging fills, empty."""
    lists: dict[str, Any] = {name: [] for name in ("added", "restored", "updated", "unchanged", "kept")}
    return lists | {"replaced": {}, "folders": 0, "marks": 0}


# annotations


def _merge_annotation(connection: sqlite3.Connection, one: Incoming, report: Report) -> None:
    new, there = one.annotation, load(connection, one.annotation.id)
    if there is None:
        insert(connection, new)
        report.added.append(new.id)
        return
    old, deleted = there
    chosen = _choose(old, one)
    if deleted:
        connection.execute("UPDATE annotation SET deleted = '' WHERE id = ?", (old.id,))
        chosen = chosen or replace(old, revision=old.revision + 1)
        report.restored.append(old.id)
    elif chosen is None:
        (report.unchanged if _alike(old, new) or not one.named else report.kept).append(old.id)
        return
    else:
        report.updated.append(old.id)
    if chosen.body != old.body:
        report.replaced[old.id] = old.body
    update(connection, chosen)


def _choose(old: Annotation, one: Incoming) -> Annotation | None:
    """What is to be kept in the place of ``old``; None for ``old`` itself."""
    new = replace(one.annotation, revision=old.revision + 1, created=old.created)
    if not one.named or not one.dated or new.modified < old.modified:
        return None
    if new.modified > old.modified:
        equal = _alike(old, new) and (old.anchor, old.previous) == (new.anchor, new.previous)
        return None if equal else new
    # another place at the same time: it was found anew here, or by the reader
    edited = replace(new, modified=now(), anchor=old.anchor, previous=old.previous)
    return None if _alike(old, new) else edited


def _alike(old: Annotation, new: Annotation) -> bool:
    """The same content; spreadsheets save other line ends than they read, which is no edit."""
    words = ((one.target, _lines(one.anchor.exact), _lines(one.body)) for one in (old, new))
    return next(words) == next(words) and same(replace(old, body=""), replace(new, body=""))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# bookmarks


def _merge_folder(connection: sqlite3.Connection, one: IncomingFolder, parent: str, report: Report) -> str:
    """The id here of a folder of the file: the same id, else the same title in the same place, else new."""
    row = connection.execute("SELECT deleted FROM folder WHERE id = ?", (one.id,)).fetchone()
    if row is not None and not row[0]:
        return one.id
    if row is not None:
        connection.execute(
            "UPDATE folder SET deleted = '', parent = ?, revision = revision + 1 WHERE id = ?",
            (parent or None, one.id),
        )
        report.folders += 1
        return one.id
    alike = connection.execute(
        "SELECT id FROM folder WHERE deleted = '' AND ifnull(parent, '') = ? AND title = ?",
        (parent, one.title),
    ).fetchone()
    if alike is not None:
        return str(alike[0])
    rows.add_folder(connection, one.id, parent, one.title, now())
    report.folders += 1
    return one.id


def _merge_bookmark(
    connection: sqlite3.Connection, one: IncomingBookmark, folder: str, report: Report
) -> None:
    row = connection.execute("SELECT deleted, folder FROM bookmark WHERE id = ?", (one.id,)).fetchone()
    if row is not None and not row[0]:
        report.unchanged.append(one.id)
        return
    alike = rows.same_target(connection, folder, one.target)
    if alike is not None:
        report.unchanged.append(alike.id)
        return
    if row is not None:
        connection.execute(
            "UPDATE bookmark SET deleted = '', folder = ?, revision = revision + 1 WHERE id = ?",
            (folder or None, one.id),
        )
        report.restored.append(one.id)
        return
    place = one.target, one.title, one.excerpt
    rows.add_bookmark(connection, one.id, folder, place, one.created or now())
    report.added.append(one.id)


# statuses


def _merge_mark(connection: sqlite3.Connection, one: IncomingMark, report: Report) -> None:
    row = connection.execute("SELECT status, modified FROM mark WHERE target = ?", (one.target,)).fetchone()
    if row is not None and (row[0] == one.status or row[1] >= one.modified):
        return
    connection.execute(
        "INSERT INTO mark VALUES (?, ?, ?, 1) ON CONFLICT (target) DO UPDATE"
        " SET status = excluded.status, modified = excluded.modified, revision = revision + 1",
        (one.target, one.status, one.modified or now()),
    )
    report.marks += 1
