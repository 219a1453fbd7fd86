"""Changes of many annotations at once: each is one transaction and one step that can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cgtatlas.core.changes import Changes
from cgtatlas.core.errors import NotFound
from cgtatlas.store.annotations import clean_tags, known_colour, load, update
from cgtatlas.store.writer import now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from cgtatlas.core.model import Annotation
    from cgtatlas.store.writer import ReaderFile


class ManyAnnotations:
    """The part of the store that changes many annotations, and tags wherever they stand."""

    _file: ReaderFile

    def tags(self) -> dict[str, int]:
        """Every tag with the number of annotations that have it (those in the trash aside), by name."""
        rows = self._file.read(
            "SELECT tag, count(*) FROM annotation_tag JOIN annotation ON annotation.id = annotation"
            " WHERE deleted = '' GROUP BY tag ORDER BY tag COLLATE NOCASE, tag"
        )
        return dict(rows)

    def edit_annotations(
        self,
        ids: Iterable[str],
        *,
        colour: str | None = None,
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
    ) -> Changes:
        """Recolour, tag and untag; those that are gone meanwhile are left out. Raises NotSaved."""
        more, less = clean_tags(add), frozenset(clean_tags(remove))
        wanted = colour if colour is None else known_colour(colour)

        def change(old: Annotation) -> Annotation:
            tags = clean_tags((*(tag for tag in old.tags if tag not in less), *more))
            return replace(old, tags=tags, colour=wanted or old.colour)

        return self._change(ids, change)

    def rename_tag(self, old: str, new: str) -> Changes:
        """Write a tag otherwise everywhere; where the new one stands already the two become one.

        Raises NotSaved, NotFound("no_tag"), ValueError for an empty name.
        """
        (name,) = clean_tags([new]) or ("",)
        if not name:
            raise ValueError(new)
        return self._retag(old, lambda tags: (name if tag == old else tag for tag in tags))

    def delete_tag(self, tag: str) -> Changes:
        """Take a tag from every annotation. Raises NotSaved, NotFound("no_tag")."""
        return self._retag(tag, lambda tags: (one for one in tags if one != tag))

    def delete_annotations(self, ids: Iterable[str]) -> Changes:
        """Put into the trash; what lies there already stays as it is. Raises NotSaved."""
        return self._set_all_deleted(ids, now())

    def restore_annotations(self, ids: Iterable[str]) -> Changes:
        """Take out of the trash again. Raises NotSaved."""
        return self._set_all_deleted(ids, "")

    def _retag(self, tag: str, change: Callable[[tuple[str, ...]], Iterable[str]]) -> Changes:
        # those in the trash too: a tag that was renamed does not come back with them
        rows = self._file.read("SELECT annotation FROM annotation_tag WHERE tag = ?", (tag,))
        if not rows:
            raise NotFound("no_tag", tag=tag)
        ids = [id for (id,) in rows]
        return self._change(ids, lambda old: replace(old, tags=clean_tags(change(old.tags))), trash=True)

    def _change(
        self, ids: Iterable[str], change: Callable[[Annotation], Annotation], *, trash: bool = False
    ) -> Changes:
        chosen = list(ids)

        def work(connection: sqlite3.Connection) -> set[str]:
            when, touched = now(), set()
            for id in chosen:
                there = load(connection, id)
                if there is None or (there[1] and not trash):
                    continue
                new = change(there[0])
                if new != there[0]:
                    update(connection, replace(new, modified=when, revision=new.revision + 1))
                    touched.add(new.anchor.document)
            return touched

        return _changes(self._file.write(work))

    def _set_all_deleted(self, ids: Iterable[str], when: str) -> Changes:
        chosen = list(ids)

        def work(connection: sqlite3.Connection) -> set[str]:
            touched = set()
            for id in chosen:
                there = load(connection, id)
                if there is not None and bool(there[1]) != bool(when):
                    connection.execute(
                        "UPDATE annotation SET deleted = ?, revision = revision + 1 WHERE id = ?", (when, id)
                    )
                    touched.add(there[0].anchor.document)
            return touched

        return _changes(self._file.write(work))


def _changes(documents: set[str]) -> Changes:
    return Changes(annotations=True, documents=frozenset(documents)) if documents else Changes()
