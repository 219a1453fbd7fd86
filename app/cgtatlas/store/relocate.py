"""What becomes of annotations and bookmarks when the text of a document has changed.

Each document is one transaction, and doing it again changes nothing: it may be cut off at any moment.
What is not certain is left as it is, for the reader to decide; see :mod:`cgtatlas.store.review`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.changes import Changes
from cgtatlas.store.annotations import load, update

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from cgtatlas.core.model import Anchor, Annotation, Bookmark
    from cgtatlas.store.writer import ReaderFile

    #: Document id -> (sha256, text); None when no library has it.
    Texts: TypeAlias = Callable[[str], tuple[str, str] | None]

#: Folded characters of an excerpt that stands in one place only, from which a bookmark follows it there.
_FOLLOWED = 20


@dataclass(frozen=True, slots=True)
class Relocated:
    """How many annotations were moved silently, moved and marked as changed, and left for the reader.

    ``bookmarks`` were moved, ``adrift`` are those whose words stand nowhere certain.
    """

    moved: int = 0
    changed: int = 0
    review: int = 0
    bookmarks: int = 0
    adrift: int = 0
    documents: frozenset[str] = frozenset()

    @property
    def changes(self) -> Changes:
        """What every view has to read anew."""
        return Changes(
            annotations=bool(self.documents), bookmarks=bool(self.bookmarks), documents=self.documents
        )


class Relocation:
    """The part of the store that follows texts that have changed."""

    _file: ReaderFile
    annotations: Callable[..., list[Annotation]]
    bookmarks: Callable[..., list[Bookmark]]

    def relocate(self, texts: Texts, check: Callable[[], object] = lambda: None) -> Relocated:
        """Bring every annotation and bookmark to its place in the documents as they are now.

        ``check`` is called between documents and may raise to stop. Nothing of what the reader made is
        changed but places; no step to undo is made. Raises NotSaved.
        """
        count: Counter[str] = Counter()
        touched: set[str] = set()
        for document, found in _by_document(self.annotations()).items():
            check()
            text = texts(document)
            if text is None:
                count["review"] += sum(one.anchor.start >= 0 for one in found)
                continue
            moves = self._moves(found, *text, count)
            if moves and self._move(moves):
                touched.add(document)
        moved, adrift = self._follow(texts, check)
        return Relocated(count["moved"], count["changed"], count["review"], moved, adrift, frozenset(touched))

    @staticmethod
    def _moves(
        found: Iterable[Annotation], sha256: str, text: str, count: Counter[str]
    ) -> list[tuple[Annotation, Annotation]]:
        from cgtatlas.store.anchors import make_anchor, place  # 20 ms at a start, for who has notes

        moves = []
        for one in found:
            where = place(one.anchor, sha256, text, thorough=True)
            if where.how in ("moved", "changed"):
                count[where.how] += 1
                anchor = make_anchor(one.anchor.document, sha256, text, where.start, where.end)
                moves.append((one, _moved(one, anchor, where.how == "changed")))
            elif where.how == "lost" and one.anchor.start >= 0:
                count["review"] += 1
        return moves

    def _move(self, moves: list[tuple[Annotation, Annotation]]) -> bool:
        """Write them, those left out that were edited or moved meanwhile."""

        def work(connection: sqlite3.Connection) -> bool:
            written = False
            for old, new in moves:
                there = load(connection, old.id)
                if there is not None and there[0].anchor == old.anchor:
                    update(connection, replace(there[0], anchor=new.anchor, previous=new.previous))
                    written = True
            return written

        return self._file.write(work, undoable=False)

    def _follow(self, texts: Texts, check: Callable[[], object]) -> tuple[int, int]:
        """Bookmarks of passages: how many were moved, how many could not be."""
        moves: list[tuple[str, str, str]] = []
        adrift = 0
        for one in self.bookmarks():
            check()
            at = iri.parse(one.target)
            if at is None or at.kind != "document" or at.start is None or at.end is None:
                continue
            text = texts(at.id)
            if text is None or words_stand(one.excerpt, at.start, at.end, text[1]):
                continue
            span = _unique(one.excerpt, at.end - at.start, text[1])
            if span is None:
                adrift += 1
            else:
                moves.append((iri.passage(at.id, *span).iri, one.id, one.target))
        moved = 0
        if moves:
            moved = self._file.write(lambda connection: _move_bookmarks(connection, moves), undoable=False)
        return moved, adrift + len(moves) - moved


def _by_document(annotations: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    found: dict[str, list[Annotation]] = defaultdict(list)
    for one in annotations:
        if not one.target:
            found[one.anchor.document].append(one)
    return found


def _moved(one: Annotation, anchor: Anchor, changed: bool) -> Annotation:
    """At its new place; the first of several unseen changes is the one to compare with."""
    if one.anchor.start < 0:  # the reader had let it go: now its words are back
        return replace(one, anchor=anchor, previous=one.anchor if changed else None)
    return replace(one, anchor=anchor, previous=one.previous or (one.anchor if changed else None))


def _move_bookmarks(connection: sqlite3.Connection, moves: Iterable[tuple[str, str, str]]) -> int:
    # another bookmark of the folder may stand there already: then this one stays
    statement = "UPDATE OR IGNORE bookmark SET target = ? WHERE id = ? AND target = ? AND deleted = ''"
    return sum(connection.execute(statement, move).rowcount for move in moves)


def words_stand(excerpt: str, start: int, end: int, text: str) -> bool:
    """Do the words of a bookmark still stand at its place? Without any, its place has to exist."""
    from cgtatlas.store.likeness import solid

    if end > len(text):
        return False
    words = _words(excerpt)
    return not words or solid(text[start : end + len(excerpt)]).startswith(words)


def adrift(texts: Texts, target: str, excerpt: str) -> bool:
    """Do other words than a bookmark's stand at the passage it leads to, as far as that can be told?"""
    place = iri.parse(target)
    if place is None or place.kind != "document" or place.start is None or place.end is None:
        return False
    text = texts(place.id)
    return text is not None and not words_stand(excerpt, place.start, place.end, text[1])


def _words(excerpt: str) -> str:
    """A long excerpt was cut off, and ends with an ellipsis of ours."""
    from cgtatlas.store.likeness import solid

    return solid(excerpt.removesuffix("…"))


def _unique(excerpt: str, length: int, text: str) -> tuple[int, int] | None:
    from cgtatlas.store.likeness import ground

    words, held = _words(excerpt), ground(text)
    found = held.occurrences(words, 2) if len(words) >= _FOLLOWED else []
    if len(found) != 1:
        return None
    start, end = held.original(found[0], found[0] + len(words))
    return start, min(max(end, start + length), len(text)) if excerpt.endswith("…") else end
