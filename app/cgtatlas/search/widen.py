"""Widens a query: other names of the thing it names, joined and split spellings of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.search.query import And, Or, Term
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from cgtatlas.search.names import Names
    from cgtatlas.search.query import Node


def as_name(words: Node | None) -> str:
    """The words of a query as one folded name; "" when it has operators."""
    parts = words.parts if isinstance(words, And) else (words,)
    texts = [part.text for part in parts if isinstance(part, Term)]
    return fold(" ".join(texts)) if len(texts) == len(parts) else ""


def widen(words: Node, names: Names) -> Node:
    """The query with its other forms as alternatives; the same tree when there are none.

    Words in quotation marks stand for themselves, and so do excluded ones.
    """
    wide = _spelled(words, names)
    parts = words.parts if isinstance(words, And) else (words,)
    if all(isinstance(part, Term) and not part.quoted for part in parts):
        known = {
            part.folded for part in (wide.parts if isinstance(wide, Or) else ()) if isinstance(part, Term)
        }
        others = [
            Term(row.text, row.key, quoted=True, apart=names.longer(row))
            for row in names.others(as_name(words))
            if row.key not in known
        ]
        if others:
            return Or((*(wide.parts if isinstance(wide, Or) else (wide,)), *others))
    return wide


def _spelled(node: Node, names: Names) -> Node:
    if isinstance(node, Term):
        if node.quoted:
            return node
        forms = names.spellings(node.text, node.folded)
        alternatives = (Term(text, folded, quoted=True) for folded, text in forms.items())
        return Or((node, *alternatives)) if forms else node
    if isinstance(node, And):
        return And(tuple(_spelled(part, names) for part in node.parts))
    if isinstance(node, Or):
        flat: list[Node] = []
        for part in node.parts:
            spelled = _spelled(part, names)
            flat += spelled.parts if isinstance(spelled, Or) else (spelled,)
        return Or(tuple(dict.fromkeys(flat)))
    return node
