"""Checks the sources of a library and resolves what they refer to.

Everything wrong is reported with file, line and reason: a citation that is not verbatim, an unknown
id or word, a name claimed by two entries, a cycle in the tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cgtatlas.core.markup import NOTE
from cgtatlas.core.model import ENTRY_KINDS
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from cgtatlas.library.sources import Problems, SourceDocument, SourceFile, Sources, Table

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_SECTION = re.compile(r"^## (中文|English)\s*$", re.MULTILINE)
_ENTRY_KEYS = {"kind", "class", "name_zh", "name_en", "parents", "country", "names", "facts"}
_FACT_KEYS = {
    "id",
    "property",
    "value_zh",
    "value_en",
    "number",
    "unit",
    "as_of",
    "relation",
    "to",
    "cite",
}


def name_key(text: str) -> str:
    """The form under which names are compared: folded, without blanks and dashes."""
    return "".join(c for c in fold(text) if c.isalnum())


@dataclass(frozen=True, slots=True)
class ResolvedFact:
    """A fact whose citation has been found in its document."""

    id: str
    table: Table
    document: str
    start: int
    end: int
    quote: str


@dataclass
class ResolvedEntry:
    """An entry ready to be written."""

    file: SourceFile
    names: list[tuple[str, str, str, bool]] = field(default_factory=list)  # text, lang, role, mention
    facts: list[ResolvedFact] = field(default_factory=list)
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)  # zh, en -> summary, article

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.file.id

    def get(self, key: str) -> Any:
        """A value of the front matter, "" when it is not there."""
        return self.file.table.get(key, "")


def resolve(sources: Sources, problems: Problems) -> list[ResolvedEntry]:
    """All entries, checked; what is wrong is added to the problems."""
    documents = {document.id: document for document in sources.documents}
    ids: dict[str, SourceFile] = {}
    for file in sources.entries:
        if file.id in ids:
            problems.add(file.path, 1, f"the id {file.id} is taken by {ids[file.id].path.parent.name}/")
        ids.setdefault(file.id, file)
    resolver = _Resolver(sources, documents, set(ids), problems)
    entries = [resolver.entry(file) for file in ids.values()]
    _check_names(entries, problems)
    _check_cycles(entries, problems)
    return sorted(entries, key=lambda entry: entry.id)


class _Resolver:
    """Checks one entry after the other against vocabulary, ids and documents."""

    def __init__(
        self, sources: Sources, documents: dict[str, SourceDocument], ids: set[str], problems: Problems
    ) -> None:
        self.vocabulary = sources.vocabulary
        self.documents = documents
        self.ids = ids
        self.problems = problems

    def entry(self, file: SourceFile) -> ResolvedEntry:
        """Check one entry file."""
        entry = ResolvedEntry(file)
        table = file.table
        for key in table.keys() - _ENTRY_KEYS:
            self._wrong(file, f"unknown key {key}", key)
        if table.get("kind") not in ENTRY_KINDS:
            self._wrong(file, f"kind must be one of {', '.join(ENTRY_KINDS)}", "kind")
        self._word(file, "class", table.get("class", ""), "class")
        if table.get("country"):
            self._word(file, "country", table["country"], "country")
        if not (table.get("name_zh") and table.get("name_en")):
            self._wrong(file, "name_zh and name_en are both needed", "name_")
        for parent in table.get("parents", []):
            self._known(file, parent, "parents")
        self._names(entry)
        for fact in table.get("facts", []):
            self._fact(entry, fact)
        self._texts(entry)
        return entry

    def _wrong(self, file: SourceFile, reason: str, *needles: str) -> None:
        self.problems.add(file.path, file.line_of(*needles), reason)

    def _word(self, file: SourceFile, scheme: str, word: object, *needles: str) -> None:
        if word not in self.vocabulary.get(scheme, {}):
            self._wrong(file, f"{word!r} is not a {scheme} of vocabulary.toml", *needles, f'"{word}"')

    def _known(self, file: SourceFile, id: object, *needles: str) -> bool:
        if id in self.ids:
            return True
        self._wrong(file, f"no entry has the id {id!r}", *needles, f'"{id}"')
        return False

    def _names(self, entry: ResolvedEntry) -> None:
        file = entry.file
        given = [
            (str(name.get("text", "")), name.get("lang", ""), name.get("role", ""), name.get("mention", True))
            for name in file.table.get("names", [])
        ]
        for text, lang, role, _ in given:
            if not name_key(text):
                self._wrong(file, f"the name {text!r} has nothing to look it up by", f'"{text}"')
            if lang not in ("", "zh", "en"):
                self._wrong(file, f"lang of the name {text!r} must be zh, en or left out", f'"{text}"')
            self._word(file, "role", role, f'"{text}"')
        listed = {text for text, *_ in given}
        for lang in ("zh", "en"):
            display = str(entry.get(f"name_{lang}"))
            if display and display not in listed:
                given.insert(0, (display, lang, "official", True))
                listed.add(display)
        entry.names = given

    def _fact(self, entry: ResolvedEntry, fact: Table) -> None:
        file, slug = entry.file, str(fact.get("id", ""))
        here = ("[[facts]]", f'id = "{slug}"')
        if not _SLUG.fullmatch(slug):
            self._wrong(file, f"a fact needs an id of small letters, digits and '-', not {slug!r}", *here)
        if any(known.id == f"{entry.id}/{slug}" for known in entry.facts):
            self._wrong(file, f"two facts have the id {slug}", *here, f'id = "{slug}"')
        for key in fact.keys() - _FACT_KEYS:
            self._wrong(file, f"unknown key {key} in the fact {slug}", *here, key)
        self._word(file, "property", fact.get("property", ""), *here)
        if not (fact.get("value_zh") and fact.get("value_en")):
            self._wrong(file, f"the fact {slug} needs value_zh and value_en", *here)
        if fact.get("as_of") and not _DATE.fullmatch(str(fact["as_of"])):
            self._wrong(file, f"as_of of {slug} must be YYYY, YYYY-MM or YYYY-MM-DD", *here, "as_of")
        if fact.get("unit"):
            self._word(file, "unit", fact["unit"], *here)
        if ("number" in fact) != bool(fact.get("unit")):
            self._wrong(file, f"the fact {slug} needs both number and unit, or neither", *here)
        self._relation(file, fact, here)
        place = self._citation(file, fact.get("cite", {}), here)
        if place:
            entry.facts.append(ResolvedFact(f"{entry.id}/{slug}", fact, *place))

    def _relation(self, file: SourceFile, fact: Table, here: tuple[str, ...]) -> None:
        if "relation" in fact or "to" in fact:
            self._word(file, "relation", fact.get("relation", ""), *here)
            self._known(file, fact.get("to"), *here)
            if fact.get("to") == file.id:
                self._wrong(file, "an entry cannot be related to itself", *here, "to =")

    def _citation(
        self, file: SourceFile, cite: Table, here: tuple[str, ...]
    ) -> tuple[str, int, int, str] | None:
        id, quote, nth = cite.get("document", ""), str(cite.get("quote", "")), cite.get("occurrence", 0)
        document = self.documents.get(id)
        if document is None:
            self._wrong(file, f"no document has the id {id!r}", *here, "cite")
            return None
        if not quote.strip():
            self._wrong(file, "a citation needs a quote", *here, "cite")
            return None
        places = _occurrences(document.text, quote)
        if not places:
            self._wrong(file, f"the quote does not stand in {id}, letter by letter: {quote!r}", *here, "cite")
            return None
        if (len(places) > 1 and not nth) or nth > len(places):
            reason = f"the quote stands {len(places)} times in {id}: say which with occurrence = 1.."
            self._wrong(file, reason, *here, "cite")
            return None
        start = places[max(nth, 1) - 1]
        return id, start, start + len(quote), quote

    def _texts(self, entry: ResolvedEntry) -> None:
        parts = _SECTION.split(entry.file.body)
        sections = dict(zip(parts[1::2], parts[2::2], strict=True))
        slugs = {fact.get("id") for fact in entry.file.table.get("facts", [])}
        for lang, title in (("zh", "中文"), ("en", "English")):
            summary, _, article = sections.get(title, "").strip().partition("\n\n")
            if not summary:
                self._wrong(entry.file, f"the section '## {title}' with a summary is missing")
            entry.texts[lang] = (summary.replace("\n", " " if lang == "en" else ""), article.strip())
        for note in NOTE.findall(entry.file.body):
            if note not in slugs:
                self._wrong(
                    entry.file, f"[^{note}] cites a fact this entry does not have", "## ", f"[^{note}]"
                )


def _occurrences(text: str, quote: str) -> list[int]:
    places, position = [], text.find(quote)
    while position >= 0:
        places.append(position)
        position = text.find(quote, position + 1)
    return places


def _check_names(entries: list[ResolvedEntry], problems: Problems) -> None:
    """A name belongs to one entry: a reader who looks it up must land in one place."""
    owner: dict[str, ResolvedEntry] = {}
    for entry in entries:
        for text, *_ in entry.names:
            other = owner.setdefault(name_key(text), entry)
            if other is not entry:
                line = entry.file.line_of(f'"{text}"')
                problems.add(entry.file.path, line, f"the name {text!r} is claimed by {other.id} too")


def _check_cycles(entries: list[ResolvedEntry], problems: Problems) -> None:
    parents = {
        entry.id: [*entry.get("parents")]
        + [f.table["to"] for f in entry.facts if f.table.get("relation") == "is_a" and f.table.get("to")]
        for entry in entries
    }
    done: set[str] = set()
    for entry in entries:
        path: list[str] = []
        cycle = _cycle(entry.id, parents, done, path)
        if cycle:
            line = entry.file.line_of("parents")
            problems.add(entry.file.path, line, f"the tree goes round in a circle: {' → '.join(cycle)}")
            return


def _cycle(id: str, parents: dict[str, list[str]], done: set[str], path: list[str]) -> list[str]:
    """Walk upwards; the ids of a circle, or nothing."""
    if id in done:
        return []
    if id in path:
        return [*path[path.index(id) :], id]
    path.append(id)
    for parent in parents.get(id, []):
        found = _cycle(parent, parents, done, path)
        if found:
            return found
    path.pop()
    done.add(id)
    return []
