"""Does a query hold for a text, and where: literal search on folded text, the measure of all hits."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from cgtatlas.search.query import And, Near, Not, Or, Term
from cgtatlas.text.fold import WORD_CLASS
from cgtatlas.text.tokens import is_han, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cgtatlas.search.query import Filter, Node
    from cgtatlas.text.fold import Folded

_WORD = re.compile(WORD_CLASS)


@functools.lru_cache(512)
def pattern(folded: str, prefix: bool = False) -> re.Pattern[str]:
    """What finds ``folded`` in folded text: words on word edges, Han characters anywhere."""
    left = f"(?<!{WORD_CLASS})" if _WORD.match(folded) else ""
    right = f"(?!{WORD_CLASS})" if _WORD.match(folded[-1]) and not prefix else ""
    more = f"{WORD_CLASS}*" if prefix else ""
    return re.compile(left + re.escape(folded) + more + right)


def places(term: Term, folded: str) -> Iterator[tuple[int, int]]:
    """Where a term stands in folded text."""
    if term.folded not in folded:  # far cheaper than the pattern
        return iter(())
    spans = (match.span() for match in pattern(term.folded, term.prefix).finditer(folded))
    if not term.apart:
        return spans
    others = [
        match.span() for name in term.apart if name in folded for match in pattern(name).finditer(folded)
    ]
    return (span for span in spans if not any(a <= span[0] and span[1] <= b for a, b in others))


def holds(node: Node, folded: str, condition: Callable[[Filter], bool]) -> bool:
    """Is the query true of a text?"""
    if isinstance(node, Term):
        return next(places(node, folded), None) is not None
    if isinstance(node, And):
        return all(holds(part, folded, condition) for part in node.parts)
    if isinstance(node, Or):
        return any(holds(part, folded, condition) for part in node.parts)
    if isinstance(node, Not):
        return not holds(node.part, folded, condition)
    if isinstance(node, Near):
        return _near(node, folded)
    return condition(node)


def _near(node: Near, folded: str) -> bool:
    right = list(places(node.right, folded))
    return any(
        _between(folded, min(a[1], b[1]), max(a[0], b[0])) <= node.distance
        for a in places(node.left, folded)
        for b in right
    )


def _between(folded: str, start: int, end: int) -> int:
    """Words and Han characters between two places."""
    return sum(len(run) if is_han(run) else 1 for run in runs(folded[start:end].strip(" ,")))


def wanted(node: Node) -> Iterator[Term]:
    """The terms that a hit is to show: all that are not excluded."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, Near):
        yield node.left
        yield node.right
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from wanted(part)


def lit(terms: Sequence[Term], folded: Folded) -> list[tuple[int, int]]:
    """Ranges of the original text that the terms cover, ascending, overlapping ones joined."""
    spans = sorted(folded.original(*span) for term in terms for span in places(term, folded.text))
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
