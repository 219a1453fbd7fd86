"""Widens a query: other names of the thing it names, joined and split spellings of its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.search.query import And, Or, Term
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cgtatlas.search.names import Names
    from cgtatlas.search.query import Node, Query


@dataclass(frozen=True, slots=True)
class Form:
    """Another name or spelling that a query stands for; ``on`` when it is searched for."""

    kind: str  # name or spelling
    text: str
    folded: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Wide:
    """A query's words with their other forms as alternatives, and those forms."""

    node: Node
    forms: tuple[Form, ...] = ()


def as_name(words: Node | None) -> str:
    """The words of a query as one folded name; "" when it has operators."""
    parts = words.parts if isinstance(words, And) else (words,)
    texts = [part.text for part in parts if isinstance(part, Term)]
    return fold(" ".join(texts)) if len(texts) == len(parts) else ""


def widen(words: Node, names: Names, query: Query) -> Wide:
    """The words with their other forms as far as the query's options allow them.

    Words in quotation marks stand for themselves, and so do excluded ones.
    """
    widener = _Widener(names, query)
    node = widener.spelled(words)
    parts = words.parts if isinstance(words, And) else (words,)
    if all(isinstance(part, Term) and not part.quoted for part in parts):
        node = widener.named(node, as_name(words))
    return Wide(node, tuple(widener.forms.values()))


@dataclass(slots=True)
class _Widener:
    names: Names
    query: Query
    forms: dict[str, Form] = field(default_factory=dict)

    def allowed(self, kind: str, option: str, forms: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Those of some forms, given as (folded, text), that are to be searched for; all are noted."""
        kept = []
        for folded, text in forms:
            on = folded not in self.query.without and self.query.option(option) != "no"
            self.forms.setdefault(folded, Form(kind, text, folded, on))
            if on:
                kept.append((folded, text))
        return kept

    def named(self, node: Node, name: str) -> Node:
        """The other names of what the whole query names."""
        rows = {row.key: row for row in self.names.others(name) if row.key not in self.forms}
        kept = self.allowed("name", "names", ((key, row.text) for key, row in rows.items()))
        if not kept:
            return node
        others = [Term(text, key, quoted=True, apart=self.names.longer(rows[key])) for key, text in kept]
        return Or((*(node.parts if isinstance(node, Or) else (node,)), *others))

    def spelled(self, node: Node) -> Node:
        """Every word with its spellings."""
        if isinstance(node, Term):
            if node.quoted:
                return node
            forms = self.names.spellings(node.text, node.folded)
            if not node.prefix:
                forms |= self.names.inflected(node.text, node.folded)
            kept = self.allowed("spelling", "spelling", forms.items())
            alternatives = (Term(text, folded, quoted=True) for folded, text in kept)
            return Or((node, *alternatives)) if kept else node
        if isinstance(node, And):
            return And(tuple(self.spelled(part) for part in node.parts))
        if isinstance(node, Or):
            flat: list[Node] = []
            for part in node.parts:
                spelled = self.spelled(part)
                flat += spelled.parts if isinstance(spelled, Or) else (spelled,)
            return Or(tuple(dict.fromkeys(flat)))
        return node
