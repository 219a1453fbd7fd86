"""Finds passages in several libraries and puts them into one order."""

from __future__ import annotations

import itertools
import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cgtatlas.core.model import PassageHit
from cgtatlas.search.conditions import passages_of
from cgtatlas.search.matcher import holds, lit, wanted
from cgtatlas.search.plan import Match, match
from cgtatlas.search.postings import COUNT_CAP, Hits, champions, count, held, ids, some
from cgtatlas.search.query import And, Not, Or, Term
from cgtatlas.search.rank import best, holding, reads
from cgtatlas.text.fold import fold, fold_map
from cgtatlas.text.tokens import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cgtatlas.core.model import Annotation, Span
    from cgtatlas.search.query import Filter, Node
    from cgtatlas.search.shelf import Shelf

_CHUNK = 500
_SAMPLED = 5000  # occurrences after which a word counts as common
_READ = 300  # passages that are read to see whether they hold a character


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of passages: the words as typed, the words with other forms, the conditions."""

    strict: Node | None
    wide: Node | None
    conditions: Sequence[Node] = ()
    notes: Sequence[Annotation] = ()
    off_topic: bool = True  # are passages of off-topic documents wanted?


class Found(NamedTuple):
    """A passage in the order of results: off-topic ones last, literal hits before other names."""

    off_topic: bool
    tier: int
    cost: float  # the less the better
    shelf: int
    id: int


@dataclass(slots=True)
class Asking:
    """One library's share of a search."""

    shelf: Shelf
    number: int
    asked: Asked
    allowed: set[int] | None = None
    strict: Match | None = None
    wide: Match | None = None
    factor: float = 1.0
    partial: bool = False
    misled: frozenset[int] = frozenset()  # hits of another name that stands inside a third thing's name
    hidden: frozenset[int] = frozenset()  # of unwanted off-topic documents, or shown from another library
    known: Hits | None = None  # what matches, if it was read to be counted
    found: list[Found] = field(default_factory=list)

    def prepare(self, whole: bool = False) -> None:
        """Work out what FTS5 is asked."""
        asked, shelf = self.asked, self.shelf
        self.hidden = shelf.doubled if asked.off_topic else shelf.doubled | shelf.off_topic
        for part in asked.conditions:
            passages = passages_of(shelf, part, asked.notes)
            self.allowed = passages if self.allowed is None else self.allowed & passages
        if asked.strict is None or asked.wide is None:
            return
        self.strict = match(shelf.index, asked.strict, whole=whole)
        if self.strict is None:  # nothing but exclusions
            passages = passages_of(shelf, asked.strict, asked.notes)
            self.allowed = passages if self.allowed is None else self.allowed & passages
            return
        self.partial = self.strict.partial
        if asked.wide != asked.strict:
            self.wide = match(shelf.index, asked.wide, whole=whole)
            self.misled = _misled(shelf, asked.wide)

    def total(self, cap: int | None) -> int:
        """Number of hits, not beyond ``cap`` when there are no conditions."""
        asked = self.wide or self.strict
        if asked is None:
            return len((self.allowed or set()) - self.hidden)
        if self.hidden:
            matching = ids(self.shelf.connection, asked.expression)
            return sum(1 for _ in itertools.islice(filter(self.wanted, matching), cap))
        if self.allowed is None:
            return self._counted(asked, cap)
        allowed = self.allowed - self.misled
        return sum(1 for id_ in ids(self.shelf.connection, asked.expression) if id_ in allowed)

    def _counted(self, asked: Match, cap: int | None) -> int:
        index = self.shelf.index
        if cap is not None:
            if asked.least >= cap:  # known without counting
                return max(cap - len(self.misled), 0)
            number = self._estimated(asked, cap)
            if number is not None:
                return number
            if not asked.champions:
                words = asked.words
                self.known = index.all_of(words) if len(words) > 1 else None
                self.known = self.known or held(index.connection, asked.expression)
                hits = self.known.ids
                return min(len(hits) - len(self.misled.intersection(hits)), cap)
            return max(holding(index, asked, cap) - len(self.misled), 0)
        return max(count(index.connection, asked.expression) - len(self.misled), 0)

    def _estimated(self, asked: Match, cap: int) -> int | None:
        """A number of hits when a frequent Han character is asked for, at least; None when it is not."""
        index = self.shelf.index
        single = [leaf[0] for leaf in asked.leaves if len(leaf) == 1 and index.character(leaf[0])]
        if not any(map(index.common, single)) or (asked.loose is None and not asked.character):
            return None
        if asked.loose:
            few = some(index.connection, asked.loose, _READ + 1)
            if len(few) <= _READ:
                self.known = Hits(list(reads(index, asked, few)))
                return len(self.known.ids)
        self.partial = True
        if asked.character:
            return min(index.frequency(single[0]), cap)
        terms = [leaf[0] for leaf in asked.leaves if len(leaf) == 1]
        node = asked.node
        if len(terms) < len(asked.leaves) or not isinstance(node, And) or not all(map(_plain, node.parts)):
            return 0
        self.known = Hits(champions(index.connection, terms, cap), upto=0)
        return len(self.known.ids)

    def wanted(self, id_: int) -> bool:
        """May a passage that matches be shown?"""
        if id_ in self.misled or id_ in self.hidden:
            return False
        return self.allowed is None or id_ in self.allowed

    def matching(self) -> Iterator[int]:
        """All hits by id, read as they are taken."""
        asked = self.wide or self.strict
        if asked is None:
            return iter(sorted((self.allowed or set()) - self.hidden))
        return filter(self.wanted, ids(self.shelf.connection, asked.expression))

    def rank(self, need: int) -> None:
        """Find the best ``need`` hits."""
        if self.strict is None:
            listed = sorted((self.allowed or set()) - self.hidden)
            self.found = [Found(id_ in self.shelf.off_topic, 0, 0.0, self.number, id_) for id_ in listed]
            return
        self._take(self.strict, 0, need, self.known if self.wide is None else None)
        if self.wide is not None and sum(not hit.off_topic for hit in self.found) < need:
            rest = Match(f"({self.wide.expression} NOT {self.strict.expression})", self.rest())
            rest.leaves = self.wide.leaves
            self._take(rest, 1, need, None)

    def rest(self) -> Node | None:
        """The tree of what only other names find."""
        asked = self.asked
        return None if asked.strict is None or asked.wide is None else And((asked.wide, Not(asked.strict)))

    def _take(self, asked: Match, tier: int, need: int, known: Hits | None) -> None:
        shelf = self.shelf
        need += len(self.misled) + len(shelf.doubled)
        for score, id_ in best(shelf.index, asked, need, shelf.off_topic, self.allowed, known):
            if id_ not in self.misled and id_ not in self.hidden:
                cost = -score * self.factor
                self.found.append(Found(id_ in shelf.off_topic, tier, cost, self.number, id_))


def _plain(node: Node) -> bool:
    """Is a text that holds all words of a tree a hit, whatever else stands in it?"""
    if isinstance(node, Or):
        return all(map(_plain, node.parts))
    return isinstance(node, Term) and not node.apart


def _misled(shelf: Shelf, wide: Node) -> frozenset[int]:
    """Passages that the index finds by a name which stands there only inside another thing's name."""
    found: set[int] = set()
    for term in wanted(wide):
        if not term.apart:
            continue
        longer = Or(tuple(Term(name, name, quoted=True) for name in term.apart))
        asked = match(shelf.index, And((term, longer)), whole=True)
        if asked is not None:
            found.update(ids(shelf.connection, asked.expression))
    texts = (
        (id_, shelf.connection.execute("SELECT text FROM passage WHERE id = ?", (id_,)).fetchone()[0])
        for id_ in sorted(found)
    )
    return frozenset(id_ for id_, text in texts if not holds(wide, fold(text), _never))


def asking_of(shelves: Sequence[Shelf], asked: Asked, *, whole: bool = False) -> list[Asking]:
    """Each library's share of a search, ready to be counted; ``whole``: no rare completion is left out."""
    asking = [Asking(shelf, number, asked) for number, shelf in enumerate(shelves)]
    for one in asking:
        one.prepare(whole)
    return asking


def total(shelves: Sequence[Shelf], asked: Asked) -> int:
    """The exact number of hits, however long it takes."""
    return sum(one.total(None) for one in asking_of(shelves, asked, whole=True))


def find(shelves: Sequence[Shelf], asked: Asked, need: int) -> tuple[list[Found], int, bool]:
    """The best ``need`` passages in order, how many there are, and whether that number is exact."""
    asking = asking_of(shelves, asked)
    numbers, exact = [], True
    for one in asking:
        number = one.total(COUNT_CAP + 1)
        if one.partial or (number > COUNT_CAP and one.allowed is None):
            number, exact = min(number, COUNT_CAP), False
        numbers.append(number)
    if need > 0:
        if len(asking) > 1:
            _level(asking, asked)
        for one in asking:
            one.rank(need)
        numbers = [max(number, len(one.found)) for one, number in zip(asking, numbers, strict=True)]
    return sorted(hit for one in asking for hit in one.found)[:need], sum(numbers), exact


def _level(asking: list[Asking], asked: Asked) -> None:
    """Make scores of different libraries comparable: a word weighs what it weighs in all of them."""
    terms = list(wanted(asked.strict)) if asked.strict is not None else []
    expressions = [expression for term in terms if (expression := phrase(term.folded))]
    if not expressions:
        return
    every = sum(one.shelf.passages for one in asking)
    counts = [[count(one.shelf.connection, text, _SAMPLED) for text in expressions] for one in asking]
    common = sum(_weight(every, sum(row[i] for row in counts)) for i in range(len(expressions)))
    for one, row in zip(asking, counts, strict=True):
        # FTS5 gives words of more than half of all passages this least weight
        own = sum(max(_weight(one.shelf.passages, number), 1e-6) for number in row)
        one.factor = max(common, 1e-6) / own if one.strict is None or not one.strict.champions else common


def _weight(passages: int, holding: int) -> float:
    return math.log(max((passages - holding + 0.5) / (holding + 0.5), 1e-9))


def show(shelves: Sequence[Shelf], asked: Asked, found: Sequence[Found]) -> list[PassageHit]:
    """Found passages as hits, with the places of their words."""
    rows: dict[tuple[int, int], tuple[str, str, str]] = {}
    for number, shelf in enumerate(shelves):
        numbers = [hit.id for hit in found if hit.shelf == number]
        for at in range(0, len(numbers), _CHUNK):
            chunk = numbers[at : at + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            for id_, *row in shelf.connection.execute(
                f"SELECT id, document, spans, text FROM passage WHERE id IN ({marks})", chunk
            ):
                rows[number, id_] = row[0], row[1], row[2]
    hits = []
    for hit in found:
        document, spans, text = rows[hit.shelf, hit.id]
        shelf = shelves[hit.shelf]
        origin = shelf.documents[document].origin
        pairs = tuple((start, end) for start, end in json.loads(spans))
        ranges, via = words_in(asked, text, bool(hit.tier))
        matches = tuple(in_document(pairs, text, ranges))
        hits.append(PassageHit(document, origin, pairs, text, matches, via, hit.off_topic, shelf.label))
    return hits


def words_in(asked: Asked, text: str, other: bool) -> tuple[list[Span], str]:
    """Where the words of a hit stand in its text, and the other name it was found by ("" for none)."""
    node = asked.wide if other else asked.strict
    if node is None:
        return [], ""
    folded, terms = fold_map(text), list(wanted(node))
    ranges = lit(terms, folded)
    if not other or asked.strict is None:
        return ranges, ""
    typed = set(wanted(asked.strict))
    places = [
        (lit([term], folded)[0], term.text)
        for term in terms
        if term not in typed and holds(term, folded.text, _never)
    ]
    return ranges, min(places)[1] if places else ""


def _never(_: Filter) -> bool:
    return False


def in_document(spans: Sequence[Span], text: str, ranges: Sequence[Span]) -> list[Span]:
    """Ranges of a passage's text as ranges of its document, each inside one span."""
    glue = 1 if len(text) > sum(end - start for start, end in spans) else 0
    found: list[Span] = []
    for start, end in ranges:
        offset = 0
        for first, last in spans:
            low, high = max(start, offset), min(end, offset + last - first)
            if low < high:
                found.append((first + low - offset, first + high - offset))
            offset += last - first + glue
    return sorted(found)
