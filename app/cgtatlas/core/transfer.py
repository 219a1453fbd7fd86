"""What comes in from a file of annotations or bookmarks, and the report of what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cgtatlas.core.model import Annotation

#: Where something stands in a file: ("line", 12) in texts, ("item", 3) in JSON; both count from 1.
Where = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Incoming:
    """An annotation read from a file, not saved yet.

    ``named``: the file gave it an id; else the id is made from its content. ``dated``: the file says when it
    was last changed.
    """

    annotation: Annotation
    where: Where
    named: bool
    dated: bool


@dataclass(frozen=True, slots=True)
class IncomingFolder:
    """A folder of bookmarks read from a file; ``parent`` is the id of one that came before, "" at the top."""

    id: str
    parent: str
    title: str


@dataclass(frozen=True, slots=True)
class IncomingBookmark:
    """A bookmark read from a file; ``folder`` is the id of an ``IncomingFolder``, "" at the top."""

    id: str
    folder: str
    target: str
    title: str
    excerpt: str
    created: str
    where: Where


@dataclass(frozen=True, slots=True)
class IncomingMark:
    """A status read from a file; ``modified`` is "" when the file does not say."""

    target: str
    status: str
    modified: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing the reader should know: what was refused, or kept otherwise than it stood in the file.

    ``code`` and ``data`` make a sentence of ``core/sentences.py``; ``id`` is "" when the file gave none.
    """

    code: str
    where: Where
    id: str = ""
    data: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Report:
    """What an import did. Lists hold ids; each thing read is in one of the first six, or refused.

    ``restored`` came back from the trash; ``kept`` are those whose version here is newer; ``replaced`` holds
    the words of a note before it was updated, by id.
    """

    read: int = 0
    added: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)  # the words stand elsewhere in the document now
    not_found: list[str] = field(default_factory=list)  # for the list of places to review
    no_document: list[str] = field(default_factory=list)
    skipped: int = 0  # links to the web in a browser's bookmarks
    folders: int = 0  # folders made
    marks: int = 0  # statuses (to read, read, checked) given
    backup: str = ""  # file name of the copy made before

    @property
    def changes(self) -> int:
        """How many things are not as they were before."""
        return len(self.added) + len(self.restored) + len(self.updated) + self.folders + self.marks
