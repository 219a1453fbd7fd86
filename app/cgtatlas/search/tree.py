"""The tree of a query: its nodes, and a tree written as a query again."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cgtatlas.search.fields import CLOSED_FIELDS
from cgtatlas.search.lexer import SPELLED, lex

if TYPE_CHECKING:
    from collections.abc import Iterator

Place = tuple[int, int]
_NOWHERE = (0, 0)
#: Words that are operators where they have operands.
OPERATORS = frozenset(word for words in SPELLED.values() for word in words)


@dataclass(frozen=True, slots=True)
class Term:
    """Words to be found as they stand; ``folded`` is what is compared.

    Inside one of the folded names ``apart`` they are part of another thing's name and do not count.
    ``place`` is where they stand in the query, here and in the other nodes.
    """

    text: str
    folded: str
    quoted: bool = False
    prefix: bool = False
    apart: tuple[str, ...] = ()
    place: Place = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Two terms with at most ``distance`` words or Han characters between them, in either order."""

    left: Term
    right: Term
    distance: int
    place: Place = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on the document, the kind or the notes; ``low``/``high`` are days of a date field.

    ``exact``: the value is all of what is compared, not a part of it.
    """

    field: str
    values: tuple[str, ...]
    typed: str
    low: str = ""
    high: str = ""
    exact: bool = False
    place: Place = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Node
    place: Place = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of several."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of several."""

    parts: tuple[Node, ...]


Node = Term | Near | Filter | Not | And | Or


@dataclass(frozen=True, slots=True)
class Option:
    """How to search, not what for: ``names:no``, ``-name:X``, ``off-topic:no``, ``sort:date`` ….

    It holds for the whole query wherever it stands. ``field``: names, spelling, without, off_topic, sort;
    ``value``: yes, no, date, date-asc, relevance or the folded name.
    """

    field: str
    value: str
    typed: str = dataclasses.field(compare=False)
    place: Place = dataclasses.field(default=_NOWHERE, compare=False)


def conjunction(parts: Iterator[Node] | list[Node]) -> Node | None:
    """All of some nodes as one: nested ANDs flat, each part once; None for none."""
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, And) else (part,)
    flat = list(dict.fromkeys(flat))
    return None if not flat else flat[0] if len(flat) == 1 else And(tuple(flat))


def disjunction(parts: Iterator[Node] | list[Node]) -> Node | None:
    """One of some nodes as one; None for none."""
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    once = list(dict.fromkeys(parts))
    return None if not once else once[0] if len(once) == 1 else Or(tuple(once))


def dropped(root: Node, gone: Node) -> Node | None:
    """The tree without one of its nodes; None when nothing is left."""
    if root is gone:
        return None
    if isinstance(root, And | Or):
        parts = [part for part in (dropped(one, gone) for one in root.parts) if part is not None]
        return conjunction(parts) if isinstance(root, And) else disjunction(parts)
    if isinstance(root, Not):
        part = dropped(root.part, gone)
        return None if part is None else Not(part, root.place)
    if isinstance(root, Near) and (gone is root.left or gone is root.right):
        return root.right if gone is root.left else root.left
    return root


def show(node: Node, inner: bool = False) -> str:
    """A tree as a query that means the same."""
    if isinstance(node, Term):
        return _show_term(node)
    if isinstance(node, Near):
        return f"{_show_term(node.left)} NEAR/{node.distance} {_show_term(node.right)}"
    if isinstance(node, Filter):
        return show_filter(node)
    if isinstance(node, Not):
        return f"NOT {show(node.part, inner=True)}"
    glue = " AND " if isinstance(node, And) else " OR "
    text = glue.join(show(part, inner=True) for part in node.parts)
    return f"({text})" if inner else text


def show_filter(node: Filter) -> str:
    """A condition as it is typed."""
    known = node.field in CLOSED_FIELDS
    value = ",".join(node.values) if known else node.typed
    return f"{node.field}:{'=' if node.exact else ''}{field_value(value)}"


def show_option(option: Option) -> str:
    """An option as it is typed."""
    if option.field == "without":
        return f"-name:{field_value(option.typed)}"
    return f"{option.field.replace('_', '-')}:{option.value}"


def field_value(value: str) -> str:
    """A value as it can stand after a field's colon: in quotation marks where it has to be."""
    value = " ".join(value.replace("\0", " ").split())
    tokens = [(token.kind, token.text, token.prefix) for token in lex("doc:" + value)]
    plain = tokens[1:] == [("word", value, False)] and not value.startswith("=")
    return value if plain else '"' + re.sub('["“”＂]', " ", value).strip() + '"'


def _show_term(term: Term) -> str:
    star = "*" if term.prefix else ""
    if not term.quoted and (
        (term.text.isalnum() and term.text not in OPERATORS)  # most words; the rest is for the lexer to say
        or [(one.kind, one.text, one.prefix) for one in lex(term.text + star)]
        == [("word", term.text, term.prefix)]
    ):
        return term.text + star
    return '"' + re.sub('["“”＂]', " ", term.text).strip() + '"' + star
