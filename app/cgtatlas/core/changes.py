"""What a write changed, so that each view refreshes only when it concerns it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Kinds of things that a write touched; ``documents`` narrows annotations to their documents."""

    annotations: bool = False
    bookmarks: bool = False
    history: bool = False
    settings: bool = False
    marks: bool = False
    searches: bool = False  # the list of recent ones
    libraries: bool = False  # which other libraries are open
    documents: frozenset[str] = frozenset()
