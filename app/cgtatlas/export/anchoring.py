"""Do the words of annotations that come in stand where they say? Checked against the texts of now."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from cgtatlas.core.errors import NotFound
from cgtatlas.core.iri import parse
from cgtatlas.library.titles import exists
from cgtatlas.store.anchors import make_anchor, place, taken_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cgtatlas.core.model import Anchor
    from cgtatlas.core.transfer import Incoming, Report
    from cgtatlas.library.reader import Library

Text = tuple[str, str]  # version (SHA-256) and text

#: How long words of one file are looked for elsewhere in the texts; the rest is looked for when it is shown.
_SECONDS = 5.0


class Anchoring:
    """Settles where each annotation of one file belongs; ``report`` hears of what moved or was not found."""

    def __init__(self, library: Library, report: Report) -> None:
        self._library, self._report = library, report
        self._texts: dict[str, Text | None] = {}
        self._until = time.monotonic() + _SECONDS
        self._by_address = {
            address.rstrip("/"): document.id
            for document in library.documents()
            for address in (document.url, document.doi and f"https://doi.org/{document.doi}")
            if address
        }

    def settle(self, incoming: Iterable[Incoming]) -> list[Incoming]:
        """The same annotations, anchored in the texts of now as far as that is certain."""
        return [self._settled(one) for one in incoming]

    def _settled(self, one: Incoming) -> Incoming:
        annotation = one.annotation
        if annotation.target:
            if not exists(self._library, annotation.target):
                self._report.no_document.append(annotation.id)
            return one
        anchor = annotation.anchor
        known = self._by_address.get(anchor.document.rstrip("/"))
        if known:
            anchor = replace(anchor, document=known)
        text = self._text(anchor.document)
        if text is None:
            self._report.no_document.append(annotation.id)
            return one
        found = self._placed(anchor, *text)
        if found is None:
            self._report.not_found.append(annotation.id)
            return replace(one, annotation=replace(annotation, anchor=anchor))
        if anchor.end and (found.start, found.exact) != (anchor.start, anchor.exact):
            self._report.moved.append(annotation.id)
        # other words than before: the reader should look at both
        changed = bool(anchor.exact) and found.exact != anchor.exact
        previous = annotation.previous or (anchor if changed else None)
        return replace(one, annotation=replace(annotation, anchor=found, previous=previous))

    def _placed(self, anchor: Anchor, sha256: str, text: str) -> Anchor | None:
        here = text[anchor.start : anchor.end] == anchor.exact
        if anchor.exact and here and anchor.sha256 == sha256:
            if not taken_elsewhere(anchor):
                return anchor
            # with surroundings that tell the place from every other one, should the document change
            return make_anchor(anchor.document, sha256, text, anchor.start, anchor.end)
        if time.monotonic() > self._until:
            return None
        if anchor.sha256 and anchor.exact:
            found = place(anchor, sha256, text)
            if found.how == "lost":
                return None
            return make_anchor(anchor.document, sha256, text, found.start, found.end)
        start = _only(anchor, text, here) if anchor.exact else _by_position(anchor, sha256, text)
        if start is None:
            return None
        return make_anchor(
            anchor.document, sha256, text, start, start + (len(anchor.exact) or anchor.end - start)
        )

    def _text(self, document: str) -> Text | None:
        if document not in self._texts:
            self._texts[document] = self._read(document)
        return self._texts[document]

    def _read(self, document: str) -> Text | None:
        if parse(f"cgt:document/{document}") is None:
            return None
        try:
            return self._library.document(document).sha256, self._library.text(document)
        except NotFound:
            return None


def _only(anchor: Anchor, text: str, here: bool) -> int | None:
    """The one place with these words and surroundings, for a file that names no version of the text."""
    if here and _agrees(anchor, text, anchor.start):
        return anchor.start
    found: list[int] = []
    start = text.find(anchor.exact)
    while start >= 0 and len(found) < 2:
        if _agrees(anchor, text, start):
            found.append(start)
        start = text.find(anchor.exact, start + 1)
    return found[0] if len(found) == 1 else None


def _agrees(anchor: Anchor, text: str, start: int) -> bool:
    after = start + len(anchor.exact)
    return text.endswith(anchor.prefix, 0, start) and text.startswith(anchor.suffix, after)


def _by_position(anchor: Anchor, sha256: str, text: str) -> int | None:
    """A place without its words counts only in the very same version of the text."""
    inside = 0 <= anchor.start < anchor.end <= len(text)
    return anchor.start if inside and anchor.sha256 == sha256 else None
