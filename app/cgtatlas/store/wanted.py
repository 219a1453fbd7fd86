"""Which annotations the reader wants to see: one filter for the window's list and the command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cgtatlas.core.model import Annotation, Entry, Span


@dataclass(frozen=True, slots=True)
class Touching:
    """An entry, and where the documents speak of it: spans by document."""

    entry: str
    spans: Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of an annotation; "" and None ask nothing. Dates are local days, YYYY-MM-DD."""

    words: str = ""
    document: str = ""
    touching: Touching | None = None
    tag: str = ""
    colour: str = ""
    since: str = ""  # changed on this day or later
    until: str = ""  # changed on this day or before
    noted: bool | None = None  # with a note, or a bare highlight
    status: str = ""  # of what it stands on
    state: str = ""  # one of core.model.STATES, or "review" for those that wait for the reader

    @property
    def narrows(self) -> bool:
        """Is anything asked at all?"""
        return self != Wanted()


@dataclass(frozen=True, slots=True)
class About:
    """What the filter asks of others about an annotation."""

    title: Callable[[Annotation], str]  # of its document, entry or fact
    status: Callable[[Annotation], str]  # read, to-read, checked or ""
    state: Callable[[Annotation], str]  # one of core.model.STATES or ""
    _folded: dict[str, tuple[int, str, str]] = field(default_factory=dict)

    def searched(self, one: Annotation) -> str:
        """Everything of an annotation that words are looked for in, folded; kept until it changes."""
        title = self.title(one)
        kept = self._folded.get(one.id)
        if kept is None or kept[:2] != (one.revision, title):
            words = fold("\n\n".join((one.anchor.exact, one.body, *one.tags, title)))
            kept = self._folded[one.id] = (one.revision, title, words)
        return kept[2]


def touching(entry: Entry) -> Touching:
    """Where the documents speak of an entry: its mentions and the words its facts rest on."""
    spans: dict[str, list[Span]] = {}
    for mention in entry.mentions:
        spans.setdefault(mention.document, []).append((mention.start, mention.end))
    for cite in (fact.citation for fact in entry.facts):
        spans.setdefault(cite.document, []).append((cite.start, cite.end))
    return Touching(entry.row.id, spans)


def narrow(annotations: Iterable[Annotation], wanted: Wanted, about: About) -> list[Annotation]:
    """Those that fit, in the order given; the cheap questions are asked first."""
    # each by itself: folding drops the blank beside Han, and the two words may stand far apart
    words = [fold(word) for word in wanted.words.split()]
    return [
        one
        for one in annotations
        if _fits(one, wanted)
        and (not wanted.status or about.status(one) == wanted.status)
        and (not words or all(word in about.searched(one) for word in words))
        and (not wanted.state or _state_fits(about.state(one), wanted.state))
    ]


def place_of(one: Annotation) -> str:
    """The address of what an annotation stands on: its entry, its fact or its whole document."""
    return one.target or iri.Place("document", one.anchor.document).iri


def local_day(when: str) -> str:
    """The reader's day (YYYY-MM-DD) of a time of the file; the time's own day when it cannot be read."""
    try:
        return datetime.fromisoformat(when).astimezone().date().isoformat()
    except (ValueError, OverflowError, OSError):
        return when[:10]


def _fits(one: Annotation, wanted: Wanted) -> bool:
    return (
        (not wanted.document or one.anchor.document == wanted.document)
        and (not wanted.colour or one.colour == wanted.colour)
        and (not wanted.tag or wanted.tag in one.tags)
        and (wanted.noted is None or bool(one.body.strip()) == wanted.noted)
        and (not (wanted.since or wanted.until) or _in_time(one, wanted))
        and (wanted.touching is None or _touches(one, wanted.touching))
    )


def _in_time(one: Annotation, wanted: Wanted) -> bool:
    day = local_day(one.modified)
    return (not wanted.since or day >= wanted.since) and (not wanted.until or day <= wanted.until)


def _touches(one: Annotation, touching: Touching) -> bool:
    if one.target:
        here = iri.parse(one.target)
        return here is not None and here.id.split("/")[0] == touching.entry
    start, end = one.anchor.start, one.anchor.end
    spans = touching.spans.get(one.anchor.document, ())
    return any(first < end and last > start for first, last in spans)


def _state_fits(state: str, wanted: str) -> bool:
    return state not in ("", "orphan") if wanted == "review" else state == wanted
