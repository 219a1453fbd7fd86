"""What a search gives besides its hits: the parts of the query, counts, near forms, what was searched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of a query that can be taken out, or another name that can be switched off and on.

    ``kind``: word, phrase, near, field, excluded; name or spelling for one other form, names or spellings
    for all of them together (then ``text`` is ""). ``turned`` is the query after pressing the chip. Of a
    field, ``field`` and ``value`` say what was understood; ``text`` is what was typed or as good as that.
    """

    kind: str
    text: str
    turned: str
    on: bool = True
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how many hits have it, and the query that keeps only those (or, when it is
    ``chosen``, that lifts the restriction).
    """

    value: str  # stable: an id, a year, a language tag
    label: str  # as the library writes it; "" when the window has to name it
    count: int
    turned: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """Hits counted by a property: kind, entry_kind, document, publisher, year, language, library.

    ``kind`` has the groups entry, passage, annotation, bookmark; ``entry_kind`` the kinds of entries. When
    not ``exact``, the counts are lower bounds.
    """

    id: str
    values: tuple[FacetValue, ...]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that would find something where this one found nothing (or little). ``why``: name, pinyin,
    typo, fewer_words, other_form, no_filter, off_topic.
    """

    query: str
    why: str
    count: int  # passages and entries it finds


@dataclass(frozen=True, slots=True)
class Searched:
    """A library that was searched, and how much it holds."""

    library: str  # bundled, mine or the name of a file
    documents: int
    passages: int
    entries: int
