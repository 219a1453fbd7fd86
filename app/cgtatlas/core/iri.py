"""The program's own addresses: ``cgt:entry/ID``, ``cgt:document/ID``, ``cgt:document/ID#START-END``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_IRI = re.compile(r"cgt:(entry|document)/([a-z0-9][a-z0-9._-]*)(?:#(\d{1,9})-(\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Place:
    """Something that can be shown: an entry, a document, or words in a document."""

    kind: str  # entry or document
    id: str
    start: int | None = None
    end: int | None = None

    @property
    def iri(self) -> str:
        """The address of this place."""
        here = f"cgt:{self.kind}/{self.id}"
        return here if self.start is None else f"{here}#{self.start}-{self.end}"


def parse(iri: str) -> Place | None:
    """Read an address; None when it is not one of ours."""
    match = _IRI.fullmatch(iri.strip())
    if match is None or (match[1] == "entry" and match[3]):
        return None
    if match[3] is None:
        return Place(match[1], match[2])
    start, end = int(match[3]), int(match[4])
    return Place(match[1], match[2], start, end) if start <= end else None


def entry(entry_id: str) -> Place:
    """The place of an entry."""
    return Place("entry", entry_id)


def passage(document: str, start: int, end: int) -> Place:
    """The place of words in a document."""
    return Place("document", document, start, end)
