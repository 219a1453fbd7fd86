"""Finds facts that may contradict each other, their source or themselves.

Each finding is either recorded as a disagreement or dismissed with a reason; ``undecided`` tells what is
left over, on both sides. Pure functions over facts; nothing is read from a file here.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cgtatlas.library.dates import dates_in, gap, interval
from cgtatlas.library.derived import Derivation, wrong_derivations
from cgtatlas.library.numbers import numbers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cgtatlas.core.model import Fact

#: Two figures as of dates no further apart (in days) are taken for figures of the same time.
_SAME_TIME = 365
#: Relations of which one thing has one, or as many as one text names together.
_EXCLUSIVE = frozenset(
    ("issued_by", "developed_by", "owned_by", "located_in", "published_in", "organised_by")
)
#: Units of what can be counted, so that a kind cannot have more of it than the whole.
_COUNTED = frozenset(("products", "trials", "applications", "patients", "companies", "cases"))
#: What happens once to an entry of a kind; an agency issues many things.
_ONCE = frozenset(
    (("policy", "issued"), ("policy", "effective"), ("publication", "issued"), ("company", "founded"))
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible contradiction: the rule that found it, the facts, and the reason in words."""

    rule: str
    facts: tuple[str, ...]
    detail: str

    def __str__(self) -> str:
        return f"{self.rule}: {' | '.join(self.facts)}: {self.detail}"


@dataclass(frozen=True, slots=True)
class Material:
    """What the rules look at.

    ``published``: document -> date; ``kinds``: entry -> all it is a kind of;
    ``targets``: fact -> (relation, entry); ``entry_kinds``: entry -> therapy, company, ...
    """

    facts: Sequence[Fact]
    published: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    targets: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    entry_kinds: Mapping[str, str] = field(default_factory=dict)
    derivations: Sequence[Derivation] = ()


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Why findings are none.

    A single group dismisses findings about its facts. Several speak of different things, each of one:
    then only pairs across groups are dismissed, and facts of one group still have to agree.
    """

    rule: str
    groups: tuple[tuple[str, ...], ...]
    reason: str

    @property
    def facts(self) -> tuple[str, ...]:
        """All facts it names."""
        return tuple(id for group in self.groups for id in group)

    def covers(self, candidate: Candidate) -> bool:
        """Does it speak of this finding?"""
        if candidate.rule != self.rule:
            return False
        if len(self.groups) == 1:
            return set(candidate.facts) <= set(self.groups[0])
        homes = [next((i for i, g in enumerate(self.groups) if id in g), None) for id in candidate.facts]
        return None not in homes and len(set(homes)) == len(homes)


def read_dismissals(table: Mapping[str, Any]) -> list[Dismissal]:
    """The dismissals of a parsed ``dismissed.toml``; raises :class:`ValueError` for a malformed one."""
    found = []
    for item in table.get("dismissed", []):
        unknown = item.keys() - {"rule", "facts", "apart", "reason"}
        if unknown:
            raise ValueError(f"unknown key {min(unknown)} in a [[dismissed]]")
        groups = item.get("apart") or [item.get("facts", [])]
        if item.get("rule") not in RULES or not all(groups) or not str(item.get("reason", "")).strip():
            raise ValueError(f"a [[dismissed]] needs rule ({', '.join(RULES)}), facts or apart, and reason")
        found.append(Dismissal(item["rule"], tuple(tuple(g) for g in groups), item["reason"]))
    return found


def undecided(
    candidates: Iterable[Candidate], recorded: Iterable[tuple[str, str]], dismissals: Sequence[Dismissal]
) -> Iterator[str]:
    """Findings that nobody has decided, and dismissals (or facts in them) that dismiss nothing any more."""
    pairs = [frozenset(pair) for pair in recorded]
    used: dict[int, set[str]] = defaultdict(set)
    for candidate in candidates:
        if any(pair <= set(candidate.facts) for pair in pairs):
            continue
        cover = [i for i, dismissal in enumerate(dismissals) if dismissal.covers(candidate)]
        for i in cover:
            used[i].update(candidate.facts)
        if not cover:
            yield f"neither recorded nor dismissed: {candidate}"
    for i, dismissal in enumerate(dismissals):
        for id in dismissal.facts:
            if id not in used[i]:
                yield f"dismissed.toml: {id} needs no dismissal from {dismissal.rule} any more"


def find(material: Material) -> list[Candidate]:
    """Everything the rules find, in a fixed order."""
    return [candidate for rule in RULES.values() for candidate in sorted(rule(material), key=str)]


def _times_meet(a: Fact, b: Fact, within: int = 0) -> bool:
    """Could both be of the same time? A fact without a date could be of any."""
    x, y = interval(a.as_of), interval(b.as_of)
    return x is None or y is None or gap(x, y) <= within


def _groups(facts: Iterable[Fact], key: Callable[[Fact], object]) -> Iterator[list[Fact]]:
    found: dict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[key(fact)].append(fact)
    return (group for group in found.values() if len(group) > 1)


def _figure(fact: Fact) -> str:
    return (
        f"{fact.number:.10g} {fact.unit} ({fact.as_of or 'no date'})"
        if fact.number is not None
        else fact.value_en
    )


def _pair(rule: str, a: Fact, b: Fact) -> Candidate:
    return Candidate(rule, (a.id, b.id), f"{_figure(a)} against {_figure(b)}")


def _dates(material: Material) -> Iterator[Candidate]:
    """Days no calendar has, and facts of a time after their document."""
    for fact in material.facts:
        when = interval(fact.as_of)
        if fact.as_of and when is None:
            yield Candidate("date", (fact.id,), f"there is no {fact.as_of}")
        if None in dates_in(fact.citation.quote):
            yield Candidate("date", (fact.id,), "the quote names a day that no calendar has")
        issued = interval(material.published.get(fact.citation.document, ""))
        if when and issued and when[0] > issued[1]:
            yield Candidate("date", (fact.id,), f"{fact.as_of} is after the document ({issued[1]})")


def _as_of(material: Material) -> Iterator[Candidate]:
    """A quote that names dates, none of which is the fact's."""
    for fact in material.facts:
        when, named = interval(fact.as_of), [d for d in dates_in(fact.citation.quote) if d]
        if when and named and not any(gap(when, date) == 0 for date in named):
            yield Candidate("as-of", (fact.id,), f"as of {fact.as_of}, but the quote says {named[0][0]}")


def _number(material: Material) -> Iterator[Candidate]:
    """A figure that does not stand in its quote."""
    for fact in material.facts:
        if fact.number is None:
            continue
        named = numbers_in(fact.citation.quote)
        if not any(abs(number - fact.number) <= 0.005 * abs(fact.number) for number in named):
            yield Candidate("number", (fact.id,), f"{_figure(fact)} does not stand in its quote")


def _same_property(material: Material) -> Iterator[Candidate]:
    """Two figures for one property of one thing at one time."""
    numbered = [fact for fact in material.facts if fact.number is not None]
    for group in _groups(numbered, lambda f: (f.entry, f.property)):
        for a, b in itertools.combinations(group, 2):
            if (a.number == b.number) != (a.unit == b.unit) and _times_meet(a, b, _SAME_TIME):
                yield _pair("same-property", a, b)


def _once(material: Material) -> Iterator[Candidate]:
    """Two dates of what happens once."""
    single = [f for f in material.facts if (material.entry_kinds.get(f.entry), f.property) in _ONCE]
    for group in _groups(single, lambda f: (f.entry, f.property)):
        for a, b in itertools.combinations(group, 2):
            if not _times_meet(a, b):
                yield Candidate("once", (a.id, b.id), f"{a.as_of} against {b.as_of}")


def _relation(material: Material) -> Iterator[Candidate]:
    """Two texts that name different issuers, developers or owners of one thing."""
    tied = [f for f in material.facts if material.targets.get(f.id, ("", ""))[0] in _EXCLUSIVE]
    for group in _groups(tied, lambda f: (f.entry, material.targets[f.id][0])):
        named: dict[str, set[str]] = defaultdict(set)
        for fact in group:
            named[fact.citation.document].add(material.targets[fact.id][1])
        for a, b in itertools.combinations(group, 2):
            here, there = named[a.citation.document], named[b.citation.document]
            if not (here <= there or there <= here):
                detail = f"{', '.join(sorted(here))} against {', '.join(sorted(there))}"
                yield Candidate("relation", (a.id, b.id), detail)


def _member(material: Material) -> Iterator[Candidate]:
    """A kind of thing of which there are more than of all such things."""
    counted = [f for f in material.facts if f.number is not None and f.unit in _COUNTED]
    for group in _groups(counted, lambda f: (f.property, f.unit)):
        for a, b in itertools.permutations(group, 2):
            above = b.entry in material.kinds.get(a.entry, ())
            if above and (a.number or 0) > (b.number or 0) and _times_meet(a, b, _SAME_TIME):
                yield _pair("member", a, b)


def _twin(material: Material) -> Iterator[Candidate]:
    """The same words, read differently for two things."""
    numbered = [fact for fact in material.facts if fact.number is not None]
    for group in _groups(numbered, lambda f: (f.citation.document, f.property)):
        for a, b in itertools.combinations(group, 2):
            if a.entry != b.entry and _read_differently(a, b):
                yield _pair("twin", a, b)


def _read_differently(a: Fact, b: Fact) -> bool:
    """One number with two units or times where quotes overlap, or two numbers from the same quote."""
    x, y = a.citation, b.citation
    if x.end <= y.start or y.end <= x.start:
        return False
    if a.number == b.number:
        return a.unit != b.unit or not _times_meet(a, b)
    return (x.start, x.end) == (y.start, y.end) and a.unit == b.unit and _times_meet(a, b)


def _derived(material: Material) -> Iterator[Candidate]:
    """Sums, shares and growth that do not come out."""
    facts = {fact.id: fact for fact in material.facts}
    for derivation, words in wrong_derivations(list(material.derivations), facts):
        yield Candidate("derived", derivation.facts, words)


#: Every rule by name, in the order of the report.
RULES: dict[str, Callable[[Material], Iterator[Candidate]]] = {
    "date": _dates,
    "as-of": _as_of,
    "number": _number,
    "same-property": _same_property,
    "once": _once,
    "relation": _relation,
    "member": _member,
    "twin": _twin,
    "derived": _derived,
}
