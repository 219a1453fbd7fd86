"""The reader's highlights and notes."""

from __future__ import annotations

import json
from dataclasses import astuple, replace
from typing import TYPE_CHECKING, Any

from cgtatlas.core import iri
from cgtatlas.core.changes import Changes
from cgtatlas.core.errors import Conflict, NotFound
from cgtatlas.core.model import Anchor, Annotation
from cgtatlas.store.checks import TAGS, annotation_checksum
from cgtatlas.store.writer import clean, new_id, now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from cgtatlas.store.writer import ReaderFile

#: What a highlight can look like; the window gives each its own underline too.
COLOURS = ("yellow", "green", "blue", "pink", "purple")

#: The anchor of a note that stands on an entry or a fact.
NOWHERE = Anchor("", "", 0, 0, "")

_SELECT = (
    "SELECT id, document, sha256, start, end, exact, prefix, suffix, colour, body, created, modified,"
    f" revision, {TAGS}, target, previous, deleted FROM annotation"
)


class Annotations:
    """The part of the store that keeps annotations."""

    _file: ReaderFile
    _known: tuple[object, list[Annotation]] = (None, [])

    def annotations(self, document: str | None = None) -> list[Annotation]:
        """All that are not in the trash, by document and place; of one document when it is given.

        Read again only when something was written since: ten thousand take 300 ms, and they are asked for
        at every key of a search.
        """
        kept = self._known

        def read(connection: sqlite3.Connection) -> tuple[object, list[Annotation]]:
            stamp = _stamp(connection)
            if stamp == kept[0]:
                return kept
            rows = connection.execute(
                f"{_SELECT} WHERE deleted = '' ORDER BY document, start, end, created, id"
            )
            return stamp, [_annotation(row) for row in rows]

        self._known = found = self._file.use(read)
        return [one for one in found[1] if document is None or one.anchor.document == document]

    def notes_on(self, target: str) -> list[Annotation]:
        """The notes on an entry or a fact, by its address, oldest first."""
        return sorted(
            (one for one in self.annotations("") if one.target == target), key=lambda one: one.created
        )

    def annotation(self, id: str) -> Annotation:
        """One annotation. Raises NotFound("no_annotation"), also when it is in the trash."""
        rows = self._file.read(f"{_SELECT} WHERE id = ? AND deleted = ''", (id,))
        if not rows:
            raise NotFound("no_annotation", id=id)
        return _annotation(rows[0])

    def deleted_annotations(self) -> list[Annotation]:
        """What lies in the trash, last deleted first."""
        rows = self._file.read(f"{_SELECT} WHERE deleted <> '' ORDER BY deleted DESC, id")
        return [_annotation(row) for row in rows]

    def add_annotation(
        self,
        anchor: Anchor,
        *,
        colour: str = "yellow",
        body: str = "",
        tags: Sequence[str] = (),
        target: str = "",
        id: str = "",
        created: str = "",
    ) -> tuple[Annotation, Changes]:
        """Keep a highlight or note; with an ``id`` given, saving it again makes no second one.

        A note on an entry or a fact has its address as ``target``, and ``NOWHERE`` as its anchor.
        Raises NotSaved, ValueError for an unknown colour, Conflict when the id is in use for another one.
        """
        made = created or now()
        wanted = Annotation(
            id=id or new_id(),
            anchor=_clean(anchor),
            colour=known_colour(colour),
            body=clean(body),
            tags=clean_tags(tags),
            created=made,
            modified=made,
            revision=1,
            target=_target(target, anchor),
        )

        def work(connection: sqlite3.Connection) -> Annotation:
            there = load(connection, wanted.id)
            if there is None:
                insert(connection, wanted)
                return wanted
            if there[1] or not same(there[0], wanted):
                raise Conflict("conflict", id=wanted.id)
            return there[0]

        saved = self._file.write(work)
        return saved, _changes(saved)

    def edit_annotation(
        self,
        id: str,
        *,
        revision: int,
        body: str | None = None,
        colour: str | None = None,
        tags: Sequence[str] | None = None,
    ) -> tuple[Annotation, Changes]:
        """Change what is given. Raises Conflict when ``revision`` is stale, NotFound, NotSaved."""

        def change(old: Annotation) -> Annotation:
            return replace(
                old,
                body=old.body if body is None else clean(body),
                colour=old.colour if colour is None else known_colour(colour),
                tags=old.tags if tags is None else clean_tags(tags),
            )

        return self._edit(id, revision, change)

    def move_annotation(
        self, id: str, anchor: Anchor, *, revision: int, previous: Anchor | None = None
    ) -> tuple[Annotation, Changes]:
        """Anchor at another place, when the text has changed. Raises Conflict, NotFound, NotSaved.

        ``previous``: the anchor before, when the reader still has to look at what became of the words;
        None when they have.
        """
        before = None if previous is None else _clean(previous)
        return self._edit(id, revision, lambda old: replace(old, anchor=_clean(anchor), previous=before))

    def delete_annotation(self, id: str) -> Changes:
        """Put into the trash; nothing happens when it is there already. Raises NotFound, NotSaved."""
        return self._set_deleted(id, now())[1]

    def restore_annotation(self, id: str) -> tuple[Annotation, Changes]:
        """Take out of the trash again. Raises NotFound, NotSaved."""
        return self._set_deleted(id, "")

    def _edit(
        self, id: str, revision: int, change: Callable[[Annotation], Annotation]
    ) -> tuple[Annotation, Changes]:
        def work(connection: sqlite3.Connection) -> Annotation:
            there = load(connection, id)
            if there is None:
                raise NotFound("no_annotation", id=id)
            old, deleted = there
            new = change(old)
            # the same edit saved again, after a save of unknown outcome, is no conflict
            if not deleted and same(old, new) and _where(old) == _where(new):
                return old
            if deleted or old.revision != revision:
                raise Conflict("conflict", id=id)
            new = replace(new, modified=now(), revision=revision + 1)
            update(connection, new)
            return new

        saved = self._file.write(work)
        return saved, _changes(saved)

    def _set_deleted(self, id: str, when: str) -> tuple[Annotation, Changes]:
        def work(connection: sqlite3.Connection) -> tuple[Annotation, bool]:
            there = load(connection, id)
            if there is None:
                raise NotFound("no_annotation", id=id)
            old, deleted = there
            if bool(deleted) == bool(when):
                return old, False
            connection.execute(
                "UPDATE annotation SET deleted = ?, revision = revision + 1 WHERE id = ?", (when, id)
            )
            return replace(old, revision=old.revision + 1), True

        saved, changed = self._file.write(work)
        return saved, _changes(saved) if changed else Changes()


def _annotation(row: Sequence[Any]) -> Annotation:
    anchor, previous = Anchor(*row[1:8]), row[15]
    return Annotation(
        id=row[0],
        anchor=anchor,
        colour=row[8],
        body=row[9],
        tags=tuple(json.loads(row[13])),
        created=row[10],
        modified=row[11],
        revision=row[12],
        target=row[14],
        previous=Anchor(*json.loads(previous)) if previous else None,
    )


def load(connection: sqlite3.Connection, id: str) -> tuple[Annotation, str] | None:
    """One annotation and when it went to the trash ("" when it did not); None when there is none."""
    row = connection.execute(f"{_SELECT} WHERE id = ?", (id,)).fetchone()
    return None if row is None else (_annotation(row), row[16])


def _values(annotation: Annotation) -> dict[str, Any]:
    """Column -> value of everything but what the trash needs."""
    a = annotation.anchor
    fields = {
        "id": annotation.id,
        "document": a.document,
        "sha256": a.sha256,
        "start": a.start,
        "end": a.end,
        "exact": a.exact,
        "prefix": a.prefix,
        "suffix": a.suffix,
        "colour": annotation.colour,
        "body": annotation.body,
        "created": annotation.created,
    }
    later = {"target": annotation.target, "previous": _previous(annotation)}
    check = annotation_checksum(fields.values(), annotation.tags, **later)
    now_so = {"modified": annotation.modified, "revision": annotation.revision, "checksum": check}
    return fields | later | now_so


def _previous(annotation: Annotation) -> str:
    if annotation.previous is None:
        return ""
    return json.dumps(astuple(annotation.previous), ensure_ascii=False)


def insert(connection: sqlite3.Connection, annotation: Annotation) -> None:
    """Add a row, with its tags and checksum."""
    values = _values(annotation) | {"deleted": ""}
    marks = ", ".join("?" * len(values))
    connection.execute(
        f"INSERT INTO annotation ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )
    _insert_tags(connection, annotation)


def update(connection: sqlite3.Connection, annotation: Annotation) -> None:
    """Write an annotation over the row of its id."""
    values = _values(annotation)
    columns = ", ".join(f"{column} = ?" for column in values)
    connection.execute(f"UPDATE annotation SET {columns} WHERE id = ?", (*values.values(), annotation.id))
    connection.execute("DELETE FROM annotation_tag WHERE annotation = ?", (annotation.id,))
    _insert_tags(connection, annotation)


def _insert_tags(connection: sqlite3.Connection, annotation: Annotation) -> None:
    connection.executemany(
        "INSERT INTO annotation_tag VALUES (?, ?, ?)",
        [(annotation.id, ord_, tag) for ord_, tag in enumerate(annotation.tags)],
    )


def same(one: Annotation, other: Annotation) -> bool:
    """Do two hold the same note, colour and tags?"""
    return (one.body, one.colour, one.tags) == (other.body, other.colour, other.tags)


def _where(annotation: Annotation) -> tuple[Anchor, Anchor | None, str]:
    return annotation.anchor, annotation.previous, annotation.target


def _stamp(connection: sqlite3.Connection) -> object:
    """Equal as long as nothing was written by anyone, visits aside."""
    token = connection.execute("SELECT value FROM bookkeeping WHERE key = 'version'").fetchone()
    return connection, connection.execute("PRAGMA data_version").fetchone(), token


def _target(target: str, anchor: Anchor) -> str:
    place = iri.parse(target) if target else None
    if target and (place is None or place.kind not in ("entry", "fact") or anchor != NOWHERE):
        raise ValueError(target)
    return target


def known_colour(colour: str) -> str:
    """The colour; ValueError for one that a highlight cannot have."""
    if colour not in COLOURS:
        raise ValueError(colour)
    return colour


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: without needless blanks, without empty ones, each once."""
    return tuple(dict.fromkeys(tag for tag in (" ".join(clean(tag).split()) for tag in tags) if tag))


def _clean(anchor: Anchor) -> Anchor:
    return replace(
        anchor, exact=clean(anchor.exact), prefix=clean(anchor.prefix), suffix=clean(anchor.suffix)
    )


def _changes(annotation: Annotation) -> Changes:
    return Changes(annotations=True, documents=frozenset({annotation.anchor.document}))
