"""The parts of a query as chips: each can be taken out, each other name switched off and on again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core.refine import Chip
from cgtatlas.search.tree import And, Filter, Near, Not, Option, Or, Term, show
from cgtatlas.search.turn import with_option, without_node, without_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cgtatlas.search.query import Query
    from cgtatlas.search.tree import Node
    from cgtatlas.search.widen import Form

#: The option that switches all forms of a kind off.
_ALL = {"name": "names", "spelling": "spelling"}


def chips(query: Query, forms: Sequence[Form]) -> tuple[Chip, ...]:
    """The chips of a query as typed: its parts, its options, then the other ``forms`` it is searched by."""
    found = [_part(query, node) for node in _leaves(query.root)] if query.root is not None else []
    known = {form.folded for form in forms}
    found += [
        Chip("field", _typed(query, one), without_option(query, one), True, one.field, one.value)
        for one in query.options
        if one.field not in _ALL.values() and not (one.field == "without" and one.value in known)
    ]
    for kind in _ALL:
        found += _forms(query, kind, [form for form in forms if form.kind == kind])
    return tuple(found)


def _leaves(node: Node) -> Iterator[Node]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _leaves(part)
    else:
        yield node


def _part(query: Query, node: Node) -> Chip:
    turned = without_node(query, node)
    if isinstance(node, Term):
        return Chip("phrase" if node.quoted else "word", node.text + "*" * node.prefix, turned)
    if isinstance(node, Filter):
        return Chip(
            "field", _typed(query, node), turned, True, node.field, ",".join(node.values) or node.typed
        )
    if isinstance(node, Not):
        return Chip("excluded", show(node.part), turned)
    return Chip("near" if isinstance(node, Near) else "word", show(node), turned)


def _typed(query: Query, part: Filter | Option) -> str:
    return query.text[slice(*part.place)]


def _forms(query: Query, kind: str, forms: Sequence[Form]) -> list[Chip]:
    """A chip for all forms of a kind together where there are several, then one for each."""
    switch = next((one for one in query.options if one.field == _ALL[kind] and one.value == "no"), None)
    if switch is not None:
        return [Chip(f"{kind}s", "", without_option(query, switch), False, _ALL[kind], "no")]
    found = []
    if len(forms) > 1:
        turned = with_option(query, Option(_ALL[kind], "no", "no"))
        found.append(Chip(f"{kind}s", "", turned, True, _ALL[kind], "yes"))
    for form in forms:
        off = [one for one in query.options if one.field == "without" and one.value == form.folded]
        if off:
            found.append(Chip(kind, form.text, without_option(query, off[0]), False))
        else:
            turned = with_option(query, Option("without", form.folded, form.text))
            found.append(Chip(kind, form.text, turned))
    return found
