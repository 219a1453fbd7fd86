"""Entries field by field: what each says under the same property, relation or heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Entry, EntryRow, Fact
    from cgtatlas.library.reader import Library


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """One value of a cell; ``fact`` is its fact's id, "" for what is not a fact."""

    zh: str
    en: str
    as_of: str = ""
    fact: str = ""
    disputed: bool = False

    def text(self, lang: str) -> str:
        """The value in a language, with its date."""
        words = (self.en if lang == "en" else self.zh) or self.zh or self.en
        return f"{words} ({self.as_of})" if self.as_of else words


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One field: its label in both languages and a cell (none, one or several values) for each entry."""

    key: str
    label_zh: str
    label_en: str
    cells: tuple[tuple[ComparedValue, ...], ...]

    def label(self, lang: str) -> str:
        """The field's name in a language."""
        return self.label_en if lang == "en" else self.label_zh

    @property
    def differs(self) -> bool:
        """Whether the entries do not all say the same."""
        said = [frozenset((value.zh, value.as_of) for value in cell) for cell in self.cells]
        return any(values != said[0] for values in said)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Entries side by side; only fields that at least one of them has."""

    entries: tuple[EntryRow, ...]
    rows: tuple[ComparedRow, ...]

    def table(self, lang: str) -> list[list[str]]:
        """Plain text: a row of names, then a row a field; each value of a cell is a line."""
        header = ["", *(row.name(lang) for row in self.entries)]
        body = [
            [row.label(lang), *("\n".join(value.text(lang) for value in cell) for cell in row.cells)]
            for row in self.rows
        ]
        return [header, *body]


def compare(library: Library, ids: Sequence[str]) -> Comparison:
    """Put entries side by side, in the order of ``ids``; raises ``NotFound`` for an unknown id."""
    entries = [library.entry(id) for id in dict.fromkeys(ids)]
    rows = [
        ComparedRow("kind", "类别", "Kind", tuple(_kind(library, entry) for entry in entries)),
        ComparedRow("names", "名称", "Names", tuple(_names(entry) for entry in entries)),
    ]
    rows += _facts(library, entries)
    rows += _relations(library, entries)
    return Comparison(tuple(entry.row for entry in entries), tuple(row for row in rows if any(row.cells)))


def _kind(library: Library, entry: Entry) -> tuple[ComparedValue, ...]:
    zh, en = (library.label("class", entry.row.class_, lang) for lang in ("zh", "en"))
    return (ComparedValue(zh, en),)


def _names(entry: Entry) -> tuple[ComparedValue, ...]:
    return tuple(ComparedValue(name.text, name.text) for name in entry.names)


def _facts(library: Library, entries: list[Entry]) -> list[ComparedRow]:
    """A row for each property, in the order of the vocabulary."""
    used = {fact.property for entry in entries for fact in entry.facts}
    return [
        ComparedRow(
            f"property:{property}",
            library.label("property", property, "zh"),
            library.label("property", property, "en"),
            tuple(
                tuple(_value(fact) for fact in entry.facts if fact.property == property) for entry in entries
            ),
        )
        for property in library.terms("property")
        if property in used
    ]


def _value(fact: Fact) -> ComparedValue:
    return ComparedValue(fact.value_zh, fact.value_en, fact.as_of, fact.id, bool(fact.conflicts_with))


def _relations(library: Library, entries: list[Entry]) -> list[ComparedRow]:
    """A row for each type of relation that one of the entries has."""

    def cell(entry: Entry, type: str) -> tuple[ComparedValue, ...]:
        found = dict.fromkeys(relation.object for relation in entry.relations if relation.type == type)
        rows = [library.row(id) for id in found]
        return tuple(ComparedValue(row.name("zh"), row.name("en")) for row in rows)

    used = {relation.type for entry in entries for relation in entry.relations}
    return [
        ComparedRow(
            f"relation:{type}",
            library.label("relation", type, "zh"),
            library.label("relation", type, "en"),
            tuple(cell(entry, type) for entry in entries),
        )
        for type in library.terms("relation")
        if type in used
    ]
