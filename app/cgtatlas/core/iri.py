"""The program's own addresses, used in links, bookmarks, exports and on the command line.

``cgt:entry/ID``, ``cgt:document/ID``, ``cgt:document/ID#START-END``, ``cgt:fact/ENTRY/SLUG``, and
``cgt:search/QUERY`` with the query percent-encoded as in any address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ID = r"[a-z0-9][a-z0-9._-]*"
_IRI = re.compile(rf"cgt:(entry|document)/({_ID})(?:#(\d{{1,9}})-(\d{{1,9}}))?", re.ASCII)
_FACT = re.compile(rf"cgt:fact/({_ID}/{_ID})")
_SEARCH = "cgt:search/"
_LONGEST_QUERY = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """Something that can be shown: an entry, a document, words in a document, a fact, a search."""

    kind: str  # entry, document, fact or search
    id: str  # of a fact ENTRY/SLUG; of a search the query as it was typed
    start: int | None = None
    end: int | None = None

    @property
    def iri(self) -> str:
        """The address of this place."""
        if self.kind == "search":
            return _SEARCH + _quoted(self.id)
        here = f"cgt:{self.kind}/{self.id}"
        return here if self.start is None else f"{here}#{self.start}-{self.end}"


def parse(iri: str) -> Place | None:
    """Read an address; None when it is not one of ours."""
    iri = iri.strip()
    if iri.startswith(_SEARCH):
        return _parse_search(iri.removeprefix(_SEARCH))
    if (stated := _FACT.fullmatch(iri)) is not None:
        return Place("fact", stated[1])
    match = _IRI.fullmatch(iri)
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


def fact(fact_id: str) -> Place:
    """The place of a fact: ``fact_id`` is ENTRY/SLUG."""
    return Place("fact", fact_id)


def search(query: str) -> Place:
    """The place of a search: the same query always has the same address."""
    return Place("search", " ".join(query.split()))


def _quoted(words: str) -> str:
    from urllib.parse import quote  # not on the way to the first window

    return quote(words, safe="", errors="replace")


def _parse_search(quoted: str) -> Place | None:
    from urllib.parse import unquote

    try:
        found = search(unquote(quoted, errors="strict"))
    except UnicodeDecodeError:
        return None
    return found if 0 < len(found.id) <= _LONGEST_QUERY else None
