"""What near forms of a query would find, when the query itself finds nothing: each counted, none guessed."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cgtatlas.core.refine import Suggestion
from cgtatlas.search.query import write
from cgtatlas.search.tree import And, Filter, Near, Not, Option, Term, conjunction
from cgtatlas.search.turn import with_option, without_node, without_option
from cgtatlas.search.widen import as_name
from cgtatlas.text.fold import fold
from cgtatlas.text.tokens import is_han

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cgtatlas.search.names import Names
    from cgtatlas.search.query import Query
    from cgtatlas.search.tree import Node

#: So many suggestions are made, from so many forms that are tried.
MOST, _TRIED = 6, 14
_LONG_HAN, _MOST_CUTS = 4, 5


def suggestions(
    query: Query, names: Names, count: Callable[[str], int], also: Sequence[str] = ()
) -> tuple[Suggestion, ...]:
    """Near forms that do find something, the likeliest first; ``count`` says how much a query finds.

    ``also``: the query with off-topic documents, where a wish leaves them out.
    """
    found: dict[str, Suggestion] = {}
    forms = itertools.chain(((text, "off_topic") for text in also), _forms(query, names))
    for tried, (text, why) in enumerate(forms):
        if tried >= _TRIED or len(found) >= MOST:
            break
        if text.strip() and text not in found and text != query.text.strip():
            number = count(text)
            if number:
                found[text] = Suggestion(text, why, number)
    return tuple(found.values())


def _forms(query: Query, names: Names) -> Iterator[tuple[str, str]]:
    assert query.root is not None
    if query.option("off_topic") == "no":
        option = next(one for one in query.options if one.field == "off_topic")
        yield without_option(query, option), "off_topic"
    yield from _names(query, names)
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    for part in parts:
        if isinstance(part, Filter):
            yield without_node(query, part), "no_filter"
    yield from _other_forms(query, parts, names)
    if len(parts) > 1:
        for part in parts:
            if not isinstance(part, Filter) and any(
                not isinstance(other, Filter | Not) for other in parts if other is not part
            ):
                yield without_node(query, part), "fewer_words"


def _names(query: Query, names: Names) -> Iterator[tuple[str, str]]:
    """The query with a name that is nearly what was typed: the whole of it, then a single word."""
    root = query.root
    whole = as_name(root)
    if whole:
        for row in names.sounding(whole):
            yield write(Term(row.text, row.key), query.options), "pinyin"
        for row in names.near(whole):
            yield write(Term(row.text, row.key), query.options), "typo"
    parts = root.parts if isinstance(root, And) else ()
    for part in parts:
        for row in names.near(part.folded) if isinstance(part, Term) else ():
            other = conjunction([Term(row.text, row.key) if one is part else one for one in parts])
            yield write(other, query.options), "typo"


def _other_forms(query: Query, parts: tuple[Node, ...], names: Names) -> Iterator[tuple[str, str]]:
    """Phrases as words, words next to each other instead of as one, exclusions lifted, long words cut."""
    loose = tuple(_loosened(part) for part in parts)
    if loose != parts:
        yield write(conjunction([*loose]), query.options), "other_form"
    for part in parts:
        if isinstance(part, Not):
            yield without_node(query, part), "other_form"
    for part in parts:
        for pair in _halves(part, names) if isinstance(part, Term) else ():
            other = conjunction([pair if one is part else one for one in parts])
            yield write(other, query.options), "other_form"


def _loosened(node: Node) -> Node:
    if isinstance(node, Near):
        return And((node.left, node.right))
    if isinstance(node, Term) and not node.prefix:
        # cut as it was typed: blanks between Chinese characters are gone from the folded form
        words = [piece for word in node.text.split() for piece in fold(word).replace(",", " ").split()]
        if node.quoted or len(words) > 1:
            return conjunction([Term(word, word) for word in words]) or node
    return node


def _halves(term: Term, names: Names) -> list[Node]:
    """A long Chinese word as two: first where one of them is a name, then about the middle."""
    text = term.folded
    if len(text) < _LONG_HAN or not all(is_han(char) for char in text):
        return []
    cuts = sorted(
        range(2, len(text) - 1),
        key=lambda at: (not (names.knows(text[:at]) or names.knows(text[at:])), abs(2 * at - len(text))),
    )
    pairs = (And((Term(text[:at], text[:at]), Term(text[at:], text[at:]))) for at in cuts)
    return list(itertools.islice(pairs, _MOST_CUTS))


def with_off_topic(query: Query) -> str:
    """The query with off-topic documents, for where a setting leaves them out."""
    return with_option(query, Option("off_topic", "yes", "yes"))
