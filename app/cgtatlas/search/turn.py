"""Rewrites what stands in the search box: a part taken out, a condition put in.

The reader's own text is kept where it can be; the result is read again, and where it would not mean
what is intended, the intended tree is written out instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cgtatlas.search.query import parse, write
from cgtatlas.search.tree import (
    OPERATORS,
    And,
    Filter,
    Term,
    conjunction,
    dropped,
    show_filter,
    show_option,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from cgtatlas.search.query import Query
    from cgtatlas.search.tree import Node, Option, Place

_LEFT_OVER = re.compile(r"([|｜&(（]|(^|[\s)）])(OR|AND|NOT|NEAR(/\d+)?|或|且|非|不含))\s*$")
_RIGHT_OVER = re.compile(r"\s*([|｜&)）]|(OR|AND|NEAR(/\d+)?|或|且)([\s(（]|$))")


def without_node(query: Query, node: Node) -> str:
    """The query without one of its nodes."""
    assert query.root is not None
    if isinstance(node, Term) and _only_words(query):
        left, right = query.text[: node.place[0]].rstrip(), query.text[node.place[1] :].lstrip()
        return f"{left} {right}".strip()
    place = (0, 0) if isinstance(node, And) or not hasattr(node, "place") else node.place
    return _cut(query, place, dropped(query.root, node), query.options)


def without_option(query: Query, option: Option) -> str:
    """The query without one of its options."""
    options = tuple(one for one in query.options if one is not option)
    return _cut(query, option.place, query.root, options)


def with_option(query: Query, option: Option) -> str:
    """The query with one more option, instead of an older one of the same kind."""
    if option.field == "without":
        return _added(query, show_option(option), query.root, (*query.options, option))
    base = query
    for old in [one for one in query.options if one.field == option.field]:
        base = parse(without_option(base, next(o for o in base.options if o == old)))
    return _added(base, show_option(option), base.root, (*base.options, option))


def with_filter(query: Query, condition: Filter | None, instead_of: Collection[str]) -> str:
    """The query with a condition, without those at its top that ask for one of ``instead_of``."""
    base = query
    while (old := _chosen(base, instead_of)) is not None:
        base = parse(without_node(base, old))
    if condition is None:
        return base.text.strip()
    root = conjunction([*([base.root] if base.root is not None else []), condition])
    return _added(base, show_filter(condition), root, base.options)


def lifted(root: Node | None, fields: Collection[str]) -> Node | None:
    """A tree without the conditions at its top on one of these fields."""
    if isinstance(root, Filter) and root.field in fields:
        return None
    if isinstance(root, And):
        return conjunction([part for part in root.parts if lifted(part, fields) is not None])
    return root


def _chosen(query: Query, fields: Collection[str]) -> Filter | None:
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    return next((part for part in parts if isinstance(part, Filter) and part.field in fields), None)


def _only_words(query: Query) -> bool:
    """Is a query but words and phrases side by side? Then one can go without reading the rest again."""
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    at = 0
    for part in parts:
        if not isinstance(part, Term) or query.text[at : part.place[0]].strip():
            return False
        if not part.quoted and (not part.text.isalnum() or part.text in OPERATORS):
            return False
        at = part.place[1]
    return not query.options and not query.text[at:].strip()


def _cut(query: Query, place: Place, root: Node | None, options: tuple[Option, ...]) -> str:
    left, right = query.text[: place[0]].rstrip(), query.text[place[1] :].lstrip()
    if place != (0, 0) and not _LEFT_OVER.search(left) and not _RIGHT_OVER.match(right):
        text = f"{left} {right}".strip()
        if _means(text, root, options):
            return text
    return write(root, options) or " ".join(map(show_option, options))


def _added(query: Query, what: str, root: Node | None, options: tuple[Option, ...]) -> str:
    base = query.text.strip()
    for text in (f"{base} {what}".strip(), f"({base}) {what}"):
        if _means(text, root, options):
            return text
    return write(root, options) or " ".join(map(show_option, options))


def _means(text: str, root: Node | None, options: tuple[Option, ...]) -> bool:
    again = parse(text)
    return write(again.root) == write(root) and sorted(_key(o) for o in again.options) == sorted(
        _key(o) for o in options
    )


def _key(option: Option) -> tuple[str, str]:
    return option.field, option.value
