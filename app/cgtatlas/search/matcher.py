"""Does a query hold for a text, and where: literal search on folded text, the measure of all hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.search.query import And, Near, Not, Or, Term
from cgtatlas.text.fold import HAN
from cgtatlas.text.tokens import is_han, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cgtatlas.search.query import Filter, Node
    from cgtatlas.text.fold import Folded

_MARKS = frozenset(" ,.%")


def _in_word(char: str) -> bool:
    """Is a character of folded text one that words are made of? The class ``fold.WORD_CLASS``."""
    return char < HAN and char not in _MARKS


def spans(words: str, folded: str, *, prefix: bool = False) -> Iterator[tuple[int, int]]:
    """Where folded words stand in folded text: words on word edges, Han characters anywhere.

    With ``prefix`` the last word may go on. By hand: compiling a regular expression with the class of all
    Han characters takes 10 ms, for every new word that is typed.
    """
    left, right = _in_word(words[0]), _in_word(words[-1])
    at = folded.find(words)
    while at >= 0:
        end = at + len(words)
        if left and at > 0 and _in_word(folded[at - 1]):
            at = folded.find(words, at + 1)
            continue
        if right and end < len(folded) and _in_word(folded[end]):
            if not prefix:
                at = folded.find(words, at + 1)
                continue
            while end < len(folded) and _in_word(folded[end]):
                end += 1
        yield at, end
        at = folded.find(words, end)


def stands_in(words: str, folded: str, *, prefix: bool = False) -> bool:
    """Do folded words stand in folded text?"""
    return next(spans(words, folded, prefix=prefix), None) is not None


def places(term: Term, folded: str) -> Iterator[tuple[int, int]]:
    """Where a term stands in folded text."""
    found = spans(term.folded, folded, prefix=term.prefix)
    if not term.apart:
        return found
    others = [span for name in term.apart for span in spans(name, folded)]
    return (span for span in found if not any(a <= span[0] and span[1] <= b for a, b in others))


def holds(node: Node, folded: str, condition: Callable[[Filter], bool]) -> bool:
    """Is the query true of a text?"""
    if isinstance(node, Term):
        # mostly it does not stand there at all: that is told without looking at the edges of words
        return node.folded in folded and next(places(node, folded), None) is not None
    if isinstance(node, And | Or):
        enough = isinstance(node, Or)
        for part in node.parts:
            absent = isinstance(part, Term) and part.folded not in folded  # spares the call
            if (not absent and holds(part, folded, condition)) is enough:
                return enough
        return not enough
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
