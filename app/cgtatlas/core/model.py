"""The nouns of the program: documents, blocks, entries, facts, annotations, bookmarks.

All are frozen. Every ``start``/``end`` is a position in a document's text, counted in
Unicode code points, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.refine import Chip as Chip
    from cgtatlas.core.refine import Facet as Facet
    from cgtatlas.core.refine import FacetValue as FacetValue
    from cgtatlas.core.refine import Searched as Searched
    from cgtatlas.core.refine import Suggestion as Suggestion

Span = tuple[int, int]


class Spanned:
    """Something that covers ``spans`` of a document's text, in the order it is read."""

    __slots__ = ()
    spans: Sequence[Span]

    @property
    def start(self) -> int:
        """First position that is covered."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Position after the last one that is covered."""
        return self.spans[-1][1]


#: What a block can be.
BLOCK_KINDS = (
    "heading",
    "paragraph",
    "item",
    "table",
    "row",
    "caption",
    "reference",
    "furniture",
)

#: What an entry can be; the first three are the branches of the tree.
ENTRY_KINDS = (
    "therapy",
    "company",
    "policy",
    "indication",
    "target",
    "institution",
    "agency",
    "event",
    "place",
    "person",
    "publication",
    "technology",
)


#: What the reader says of an entry, a document or a fact; nothing said is "".
STATUSES = ("to-read", "read", "checked")

#: What can be wrong with the place of an annotation: its words changed and were found again; the words are
#: not in the document any more; the document (entry, fact) is not in the library any more; the reader has
#: seen that and keeps it without a place.
STATES = ("changed", "lost", "gone", "orphan")


@dataclass(frozen=True, slots=True)
class Document:
    """One article's metadata. Its text is read apart: it can be long."""

    id: str
    origin: str  # name of the file the text came from
    origin_start: int  # where the text begins in that file
    title: str
    language: str  # BCP 47: zh, en, zh-en for mixed
    publisher: str
    author: str
    published: str  # ISO date, as precise as known; "" when the text gives none
    doi: str
    url: str
    off_topic: bool
    sha256: str  # of the text in UTF-8
    characters: int
    added: str  # ISO date


@dataclass(frozen=True, slots=True)
class Block(Spanned):
    """What the eye sees as one unit: a list of spans of the original text.

    Two spans mean that something (a page break, a table) cut the unit in two.
    A table has one span over all of it and no passage of its own; its rows are blocks
    whose ``parent`` is the table's ``ord`` and whose spans are the cells.
    """

    document: str
    ord: int
    kind: str
    level: int  # of a heading: 1.. ; of a list item: its depth from 1; else 0
    spans: tuple[Span, ...]
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search: a block, or a sentence-aligned piece of a long one.

    ``text`` is the spans' text joined: without anything between, except a tab between
    the cells of a table row.
    """

    id: int
    document: str
    block: int
    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """One way of writing an entry's name."""

    text: str
    lang: str  # zh, en, or "" for codes that belong to no language
    role: str  # official, brand, INN, code, abbreviation, former, variant-in-source, common
    in_source: bool = True  # does it stand in one of the originals


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words a fact rests on."""

    document: str
    start: int
    end: int
    quote: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Property, value, as-of date and the words that say so."""

    id: str  # entry/slug
    entry: str
    property: str  # a term of the scheme "property"
    value_zh: str
    value_en: str
    number: float | None
    unit: str
    as_of: str  # ISO date, as precise as known, or ""
    citation: Citation
    conflicts_with: tuple[str, ...] = ()

    def value(self, lang: str) -> str:
        """The value in a language, falling back to the other one."""
        pair = (self.value_en, self.value_zh) if lang == "en" else (self.value_zh, self.value_en)
        return pair[0] or pair[1]


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed, directed tie between two entries. ``fact`` is "" for our own classification."""

    subject: str
    type: str  # a term of the scheme "relation"
    object: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an entry found in a document."""

    document: str
    start: int
    end: int
    entry: str
    text: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What a list shows of an entry."""

    id: str
    kind: str
    class_: str  # JSON key "class"
    name_zh: str
    name_en: str
    country: str  # ISO 3166 alpha-2 or ""
    facts: int = 0

    def name(self, lang: str) -> str:
        """The name in a language, falling back to the other one."""
        pair = (self.name_en, self.name_zh) if lang == "en" else (self.name_zh, self.name_en)
        return pair[0] or pair[1]


@dataclass(frozen=True, slots=True)
class Entry:
    """A therapy, a company, a policy, or what is needed to understand one."""

    row: EntryRow
    summary_zh: str
    summary_en: str
    article_zh: str  # Markdown
    article_en: str
    names: tuple[Name, ...] = ()
    facts: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()  # from this entry
    incoming: tuple[Relation, ...] = ()  # to this entry
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A node of the tree of the library: a group (no ``entry``) or an entry."""

    key: str  # stable: "therapy", "therapy/modality:car-t", "entry/kymriah@car-t"
    title_zh: str
    title_en: str
    entry: str = ""
    document: str = ""
    count: int = 0  # entries below, each once
    children: tuple[TreeNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an annotation sits: W3C position and quote selectors and the text's version."""

    document: str
    sha256: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A reader's highlight, with or without a note and tags; or a note on an entry or a fact.

    ``target`` is "" when the anchor says where it sits, else ``cgt:entry/ID`` or ``cgt:fact/ENTRY/SLUG``
    (then the anchor is empty). ``previous`` is the anchor before its document changed, until the reader
    has looked at both.
    """

    id: str  # UUID made by the program
    anchor: Anchor
    colour: str  # yellow, green, blue, pink, purple
    body: str  # Markdown, "" for a bare highlight
    tags: tuple[str, ...]
    created: str  # ISO 8601 UTC
    modified: str
    revision: int
    target: str = ""
    previous: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of bookmarks."""

    id: str
    parent: str  # "" at the top
    title: str
    ord: int
    revision: int


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A saved place: an IRI with a title, in a folder ("" is the top).

    ``excerpt`` holds the words at a bookmarked passage, so that the place stays readable
    when the document is gone.
    """

    id: str
    folder: str
    target: str  # cgt:entry/ID, cgt:document/ID[#START-END], cgt:fact/ENTRY/SLUG, cgt:search/QUERY
    title: str
    excerpt: str
    ord: int
    created: str
    revision: int


@dataclass(frozen=True, slots=True)
class Mark:
    """The reader's status of an entry, a document or a fact: to-read, read or checked."""

    target: str  # cgt:entry/ID, cgt:document/ID, cgt:fact/ENTRY/SLUG
    status: str
    modified: str
    revision: int


@dataclass(frozen=True, slots=True)
class EntryHit:
    """An entry that a search found. ``how``: name, alias, pinyin, typo or text."""

    row: EntryRow
    matched: str
    how: str
    library: str = "bundled"


@dataclass(frozen=True, slots=True)
class PassageHit(Spanned):
    """A passage that a search found.

    ``matches`` are ranges of the document's text, ascending, each inside one span;
    ``via`` is the name that matched when the query was another name of the same entry; ``library`` is
    bundled, mine or the name of another library's file.
    """

    document: str
    origin: str
    spans: tuple[Span, ...]
    text: str
    matches: tuple[Span, ...]
    via: str = ""
    off_topic: bool = False
    library: str = "bundled"


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a query found. ``total`` is exact when ``exact`` is set, else a lower bound.

    ``total`` counts passages; ``entry_total``, ``annotation_total``, ``bookmark_total`` the other groups, of
    which only the first are given.
    """

    query: str
    interpreted: str
    took_ms: float
    entries: tuple[EntryHit, ...] = ()
    hits: tuple[PassageHit, ...] = ()
    total: int = 0
    exact: bool = True
    annotations: tuple[Annotation, ...] = ()
    notes: tuple[str, ...] = field(default=())  # what was capped or ignored, as message codes
    chips: tuple[Chip, ...] = ()
    facets: tuple[Facet, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    entry_total: int = 0
    annotation_total: int = 0
    bookmark_total: int = 0
    searched: tuple[Searched, ...] = ()
    sort: str = "relevance"  # as asked for: relevance, date, date-asc
    off_topic: bool = True  # were off-topic documents searched?
