"""The texts that annotations are anchored in, and their versions, from one library or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.library.reader import Library


def texts_of(*libraries: Library) -> Callable[[str], tuple[str, str] | None]:
    """Document id -> (sha256, text) from the first library that has it, else None; each is read once."""
    kept: dict[str, tuple[str, str] | None] = {}

    def texts(document: str) -> tuple[str, str] | None:
        if document not in kept:
            kept[document] = _first(libraries, document)
        return kept[document]

    return texts


def _first(libraries: tuple[Library, ...], document: str) -> tuple[str, str] | None:
    for library in libraries:
        try:
            return library.document(document).sha256, library.text(document)
        except NotFound:
            continue
    return None
