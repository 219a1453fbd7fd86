"""The review list: annotations whose place the reader has to decide, and those whose words have changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Anchor, Annotation
    from cgtatlas.store.anchors import Choice
    from cgtatlas.store.relocate import Texts

#: A shorter quote is not looked for in other documents.
_ELSEWHERE = 6
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Offered:
    """A place to choose: in which document, and what speaks for it."""

    document: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class Item:
    """One annotation to look at.

    ``how``: changed (moved with certainty, in other words), lost (no certain place in its document), gone
    (no library has its document; then the offers are from other documents).
    """

    annotation: Annotation
    how: str
    offers: tuple[Offered, ...] = ()

    @property
    def before(self) -> Anchor:
        """The words and surroundings as the reader marked them."""
        return self.annotation.previous or self.annotation.anchor


def waiting(annotations: Iterable[Annotation], texts: Texts) -> list[Annotation]:
    """Those that the review list holds, in the order given; their offers are not looked for."""
    return [one for one in annotations if how(one, texts)]


def how(one: Annotation, texts: Texts) -> str:
    """changed, lost or gone; orphan for one that the reader keeps without a place; "" when all is well."""
    if one.target:
        return ""
    if one.anchor.start < 0:
        return "orphan"
    text = texts(one.anchor.document)
    if text is None:
        return "gone"
    from cgtatlas.store.anchors import place

    if place(one.anchor, *text).how == "lost":
        return "lost"
    return "changed" if one.previous is not None else ""


def items(
    annotations: Iterable[Annotation],
    texts: Texts,
    documents: Iterable[str] = (),
    check: Callable[[], object] = lambda: None,
) -> list[Item]:
    """The review list with its offers. ``documents`` are looked through for quotes whose own is gone.

    ``check`` is called before each annotation and may raise to stop.
    """
    others, found = list(documents), []
    for one in annotations:
        check()
        state = how(one, texts)
        if state == "changed":
            found.append(Item(one, state))
        elif state == "lost":
            document = one.anchor.document
            text = texts(document)
            from cgtatlas.store.anchors import search

            offers = search(one.anchor, *text)[1] if text is not None else []
            found.append(Item(one, state, tuple(Offered(document, choice) for choice in offers)))
        elif state == "gone":
            found.append(Item(one, state, tuple(_elsewhere(one.anchor, texts, others))))
    return found


def _elsewhere(anchor: Anchor, texts: Texts, documents: Iterable[str]) -> list[Offered]:
    """Places in other documents where exactly the quote stands."""
    from cgtatlas.store.anchors import choices
    from cgtatlas.store.likeness import ground, solid

    words = solid(anchor.exact)
    found: list[Offered] = []
    for document in documents if len(words) >= _ELSEWHERE else ():
        text = texts(document)
        if text is not None and words in ground(text[1]).folded:
            found += [Offered(document, one) for one in choices(anchor, text[1]) if one.words == 1]
    return sorted(found, key=lambda one: -one.choice.score)[:_SHOWN]


class Reviewed:
    """The part of the store that keeps what the reader decided; each is a step that can be undone."""

    move_annotation: Callable[..., tuple[Annotation, Changes]]

    def place_annotation(
        self, one: Annotation, document: str, text: tuple[str, str], start: int, end: int
    ) -> tuple[Annotation, Changes]:
        """Put at the place that the reader chose. Raises NotFound, Conflict, NotSaved."""
        from cgtatlas.store.anchors import make_anchor

        return self.move_annotation(one.id, make_anchor(document, *text, start, end), revision=one.revision)

    def let_annotation_go(self, one: Annotation, sha256: str) -> tuple[Annotation, Changes]:
        """Keep without a place, with quote and context, until the document changes again.

        ``sha256`` is the version in which there is none, "" when the document is gone. What the anchor was
        stays beside it. Raises NotFound, Conflict, NotSaved.
        """
        without = replace(one.anchor, sha256=sha256, start=-1, end=-1)
        return self.move_annotation(
            one.id, without, revision=one.revision, previous=one.previous or one.anchor
        )

    def looked_at(self, one: Annotation) -> tuple[Annotation, Changes]:
        """The reader has compared the words of a changed annotation. Raises NotFound, Conflict, NotSaved."""
        return self.move_annotation(one.id, one.anchor, revision=one.revision)
