"""The names of all entries of the open libraries: other names of one thing, joined and split forms, typos."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.search.matcher import stands_in
from cgtatlas.search.pinyin import sounds_like, typed_sound
from cgtatlas.search.spelling import variants
from cgtatlas.text.fold import HAN_RANGE, fold
from cgtatlas.text.tokens import is_han

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

#: A query that is a name is widened by at most so many other names.
MOST_NAMES = 12

_SHORTEST_JOINED = 3
_APART = re.compile("[ ,.%]")
_WORDS = re.compile(f"[^,.%{HAN_RANGE}]+")
# abbreviations that are everyday words too: folded, they would find nearly every English passage
_EVERYDAY_WORDS = (
    "act aid aim all am an and any are art as at be best but by can car case cat cell core cost cure do "
    "fast for gene go had has he how if in is it key led live lot made man map may me men met my no not "
    "now of off on one or our out pre raw rest set she so star tag target than that the this to trail "
    "two up us use was we who will"
)
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
# the order in which an entry's names are offered
_ROLES = ("official", "brand", "INN", "code", "common", "abbreviation", "former", "variant-in-source")


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of an entry; ``key`` is its folded form, ``joined`` that without anything between words."""

    entry: str
    text: str
    role: str
    key: str
    joined: str


def read_names(connection: sqlite3.Connection) -> list[NameRow]:
    """All names of a library."""
    rows = connection.execute("SELECT entry, text, role FROM name ORDER BY entry, ord")
    found = []
    for entry, text, role in rows:
        key = fold(text)
        if key:
            found.append(NameRow(entry, text, role, key, joined(key)))
    return found


def read_parents(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """What is a kind of what in a library: (entry, parent) pairs."""
    rows = connection.execute("SELECT entry, parent FROM entry_parent")
    return [(entry, parent) for entry, parent in rows]


def joined(folded: str) -> str:
    """A name without anything between its words: the key under which CART, CAR T and CAR-T are one."""
    return _APART.sub("", folded)


@dataclass(slots=True)
class Names:
    """Look-up over the names of several libraries."""

    by_joined: defaultdict[str, list[NameRow]] = field(default_factory=lambda: defaultdict(list))
    by_entry: defaultdict[str, list[NameRow]] = field(default_factory=lambda: defaultdict(list))
    parents: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    occurring: Callable[[list[str]], list[str]] | None = None  # those of some words that stand in the texts
    # joined names by where (0, -1) they have which letter, and their length: one edit leaves an end as it is
    _ends: defaultdict[tuple[int, str, int], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, rows: Iterable[NameRow], parents: Iterable[tuple[str, str]] = ()) -> None:
        """Take up the names of one more library, and (entry, parent) pairs: what is a kind of what.

        An entry that an earlier library holds too keeps that one's names.
        """
        known = set(self.by_entry)
        for row in rows:
            if row.entry in known:
                continue
            if row.joined and row.joined not in self.by_joined:
                for end in (0, -1):
                    self._ends[end, row.joined[end], len(row.joined)].append(row.joined)
            self.by_joined[row.joined].append(row)
            self.by_entry[row.entry].append(row)
        for entry, parent in parents:
            self.parents[entry].add(parent)

    def longer(self, row: NameRow) -> tuple[str, ...]:
        """Names of other things that hold this name: 西达基奥仑赛 holds 基奥仑赛, another product's.

        A kind of the same thing is no other thing: immune cell therapy is a cell therapy.
        """
        found = {
            other.key
            for entry, names in self.by_entry.items()
            for other in names
            if row.key in other.key  # first what is cheap and mostly false
            and row.key != other.key
            and entry != row.entry
            and not self._is_kind_of(entry, row.entry)
            and stands_in(row.key, other.key)
        }
        return tuple(sorted(found))

    def _is_kind_of(self, entry: str, ancestor: str) -> bool:
        above = self.parents.get(entry, set())
        return ancestor in above or any(self._is_kind_of(parent, ancestor) for parent in above)

    def others(self, folded: str) -> list[NameRow]:
        """The other names of what ``folded`` names, best first; empty when it is no name.

        A name that holds ``folded`` or a name before it finds nothing more and is left out.
        """
        if not _telling(folded):
            return []
        entries = dict.fromkeys(row.entry for row in self.by_joined.get(joined(folded), ()))
        rows = [row for entry in entries for row in self.by_entry[entry] if _telling(row.key)]
        rows.sort(key=lambda row: _ROLES.index(row.role) if row.role in _ROLES else len(_ROLES))
        shorter = sorted({folded, *(row.key for row in rows)}, key=len)
        found: dict[str, NameRow] = {}
        for row in rows:
            held = (key for key in shorter if len(key) < len(row.key) and key in row.key)
            if row.key != folded and not any(stands_in(key, row.key) for key in held):
                found.setdefault(row.key, row)
        return list(found.values())[:MOST_NAMES]

    def spellings(self, text: str, folded: str) -> dict[str, str]:
        """Joined and split forms of words, folded form -> text: CAR-T also as CART, PD-1 also as PD1."""
        forms = {row.key: row.text for row in reversed(self.by_joined.get(joined(folded), ()))}
        whole = _WORDS.sub(self._join, folded)
        forms.setdefault(whole, re.sub(r"(?<=\w)[\W_]+(?=\w)", "", text))
        forms.pop(folded, None)
        return forms

    def inflected(self, text: str, folded: str) -> dict[str, str]:
        """Plurals and British or American spellings that do occur, folded form -> text.

        Of several words written as one (T-cells) the last is varied.
        """
        head, _, last = folded.rpartition(" ")
        known = self.occurring(variants(last)) if self.occurring is not None else []
        start = f"{head} " if head else ""
        return {start + word: start + word for word in known}

    def _join(self, match: re.Match[str]) -> str:
        """Words put together, where that is a known name or a code with letters and digits."""
        words = match[0].strip()
        together = words.replace(" ", "")
        code = any(c.isdigit() for c in together) and any(c.isalpha() for c in together)
        if len(together) < _SHORTEST_JOINED or not (code or together in self.by_joined):
            return match[0]
        return match[0].replace(words, together)

    def knows(self, folded: str) -> bool:
        """Is this a name, however joined or split?"""
        return joined(folded) in self.by_joined

    def sounding(self, folded: str) -> list[NameRow]:
        """Chinese names that sound like some letters, the likest first, one for each entry."""
        letters = typed_sound(folded)
        if not letters:
            return []
        found: dict[str, tuple[int, int, NameRow]] = {}
        for entry, rows in self.by_entry.items():
            for row in rows:
                likeness = sounds_like(row.key, letters)
                if likeness is not None and (
                    entry not in found or (likeness, len(row.key)) < found[entry][:2]
                ):
                    found[entry] = likeness, len(row.key), row
        return [row for _, _, row in sorted(found.values(), key=lambda one: (*one[:2], one[2].key))]

    def near(self, folded: str) -> list[NameRow]:
        """Names that differ from ``folded`` by one letter put in, left out, changed or swapped."""
        typed = joined(folded)
        if len(typed) < (3 if is_han(typed) else 5):
            return []
        alike = {
            key
            for end in (0, -1)
            for size in (len(typed) - 1, len(typed), len(typed) + 1)
            for key in self._ends.get((end, typed[end], size), ())
            if one_edit(key, typed)
        }
        found = [self.by_joined[key][0] for key in alike]
        return sorted(found, key=lambda row: (row.entry, row.key, row.joined))


def _telling(key: str) -> bool:
    """Is a name fit to be searched for on behalf of another one?"""
    return key not in _EVERYDAY and len(key) > 1


def one_edit(a: str, b: str) -> bool:
    """Do two different words become equal by one insertion, deletion, change or swap of neighbours?"""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    return a[at + 1 :] == b[at + 1 :] or (
        a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
    )
