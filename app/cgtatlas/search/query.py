"""The query language: a lexer and a recursive descent that turn any text into a tree; nothing raises.

Words are ANDed. ``"…"`` (any quotation marks) is exact words, ``OR`` ``|`` ``或``, ``-x`` ``NOT`` ``非``,
``( )``, ``prefix*``, ``a NEAR/n b``, ``field:value``. An operator without its operands is a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cgtatlas.search.fields import date_range, field_of, values_of
from cgtatlas.search.lexer import OPERATORS, Token, lex
from cgtatlas.text.fold import WORD_CLASS, fold

#: Beyond these a query is cut, with a note.
LONGEST, DEEPEST, MOST_TERMS = 2000, 12, 48
_FARTHEST = 200
_ENDS_IN_WORD = re.compile(f"{WORD_CLASS}$")


@dataclass(frozen=True, slots=True)
class Term:
    """Words to be found as they stand; ``folded`` is what is compared.

    Inside one of the folded names ``apart`` they are part of another thing's name and do not count.
    """

    text: str
    folded: str
    quoted: bool = False
    prefix: bool = False
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """Two terms with at most ``distance`` words or Han characters between them, in either order."""

    left: Term
    right: Term
    distance: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on the document, the kind or the notes; ``low``/``high`` are days of a date field."""

    field: str
    values: tuple[str, ...]
    typed: str
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Node


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
class Query:
    """A parsed query: its tree (None: nothing to look for), itself in clear, what was cut or ignored."""

    root: Node | None
    interpreted: str
    notes: tuple[str, ...] = ()


def parse(text: str, *, typing: bool = False) -> Query:
    """Read a query. ``typing``: the last word may be unfinished, so it stands for all that begin so."""
    clean = "".join(" " if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)
    parser = _Parser(lex(clean[:LONGEST]), len(clean.rstrip("\n")) if typing else -1)
    if len(clean) > LONGEST:
        parser.notes["query_cut"] = None
    root = parser.everything()
    return Query(root, show(root) if root is not None else "", tuple(parser.notes))


@dataclass(slots=True)
class _Parser:
    tokens: list[Token]
    cursor: int  # where the reader is typing; -1 when done
    at: int = 0
    terms: int = 0
    notes: dict[str, None] = field(default_factory=dict)

    def everything(self) -> Node | None:
        """The whole query; a closing parenthesis too many is passed over."""
        parts: list[Node] = []
        while self.at < len(self.tokens):
            node = self.alternatives(0)
            if node is not None:
                parts.append(node)
            self.at += 1
        return _and(parts)

    def alternatives(self, depth: int) -> Node | None:
        """Conjunctions between ORs, up to a closing parenthesis or the end."""
        parts: list[Node] = []
        while True:
            node = self.conjunction(depth)
            if node is not None:
                parts.append(node)
            if not self.sees("or"):
                break
            self.at += 1
        parts = list(dict.fromkeys(parts))
        return None if not parts else parts[0] if len(parts) == 1 else Or(tuple(parts))

    def conjunction(self, depth: int) -> Node | None:
        """Factors side by side, up to OR, a closing parenthesis or the end."""
        parts: list[Node] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind == "close" or (token.kind == "or" and self.operates(bool(parts))):
                break
            if token.kind == "and" and self.operates(bool(parts)):
                self.at += 1
                continue
            if token.kind == "near" and self.operates(bool(parts)):
                near = isinstance(parts[-1], Term) and self.sees_word(1)
                self.at += 1
                if near:  # between anything but words it is an AND
                    parts.append(self.near(parts.pop(), token.distance, depth))
                continue
            node = self.factor(depth)
            if node is not None:
                parts.append(node)
        return _and(parts)

    def near(self, left: Node, distance: int, depth: int) -> Node:
        """The right side of NEAR, joined with its left one."""
        right = self.factor(depth)
        if isinstance(left, Term) and isinstance(right, Term):
            return Near(left, right, min(distance, _FARTHEST))
        return left if right is None else And((left, right))

    def factor(self, depth: int) -> Node | None:
        """A word, phrase, field, group or negation; always moves on."""
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "minus" or (token.kind == "not" and self.sees_operand()):
            if self.at >= len(self.tokens):
                return None
            node = self.factor(depth)
            if node is None:
                return None
            return node.part if isinstance(node, Not) else Not(node)
        if token.kind == "open":
            return self.group(depth)
        if token.kind == "field":
            return self.condition(token)
        if token.kind in OPERATORS and not token.text.strip("|｜&"):
            return None
        return None if token.kind == "close" else self.term(token)

    def group(self, depth: int) -> Node | None:
        """What stands in parentheses; too deep ones are ignored, not what is in them."""
        if depth >= DEEPEST:
            self.notes["query_too_deep"] = None
            return None
        node = self.alternatives(depth + 1)
        if self.sees("close"):
            self.at += 1
        return node

    def condition(self, token: Token) -> Node | None:
        """A field with its value; one that makes no sense is left out with a note."""
        if not self.sees_word(0):
            return self.term(token)
        value = self.tokens[self.at].text
        self.at += 1
        name = field_of(token.text) or ""
        if name in ("date", "after", "before"):
            days = date_range(name, value)
            if days is None:
                self.notes["query_bad_date"] = None
                return None
            return Filter(name, (), value, *days)
        values = values_of(name, value)
        if not values:
            self.notes["query_bad_value"] = None
            return None
        return Filter(name, values, value)

    def term(self, token: Token) -> Term | None:
        """A word or phrase; None when folding leaves nothing of it or there are too many."""
        folded = fold(token.text)
        if not folded:
            return None
        if self.terms >= MOST_TERMS:
            self.notes["query_too_many_words"] = None
            return None
        self.terms += 1
        unfinished = token.end == self.cursor and token.kind != "phrase"
        prefix = (token.prefix or unfinished) and _ENDS_IN_WORD.search(folded) is not None
        return Term(" ".join(token.text.split()), folded, token.kind == "phrase", prefix)

    def sees(self, kind: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].kind == kind

    def sees_word(self, ahead: int) -> bool:
        at = self.at + ahead
        return at < len(self.tokens) and self.tokens[at].kind in ("word", "phrase")

    def sees_operand(self) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].kind not in ("close", "or", "and", "near")

    def operates(self, left: bool) -> bool:
        """Is the operator at hand between operands? A bar or ampersand always is, 或 alone is a word."""
        if not self.tokens[self.at].text.strip("|｜&"):
            return True
        following = self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].kind not in (
            "close",
            "or",
            "and",
        )
        return left and following


def _and(parts: list[Node]) -> Node | None:
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, And) else (part,)
    flat = list(dict.fromkeys(flat))
    return None if not flat else flat[0] if len(flat) == 1 else And(tuple(flat))


def show(node: Node, inner: bool = False) -> str:
    """A tree as a query that means the same."""
    if isinstance(node, Term):
        return _show_term(node)
    if isinstance(node, Near):
        return f"{_show_term(node.left)} NEAR/{node.distance} {_show_term(node.right)}"
    if isinstance(node, Filter):
        known = node.field in ("kind", "language", "has")
        value = ",".join(node.values) if known else node.typed.replace('"', " ").strip()
        return f'{node.field}:"{value}"' if re.search(r"[\s()（）|｜]", value) else f"{node.field}:{value}"
    if isinstance(node, Not):
        return f"NOT {show(node.part, inner=True)}"
    glue = " AND " if isinstance(node, And) else " OR "
    text = glue.join(show(part, inner=True) for part in node.parts)
    return f"({text})" if inner else text


def _show_term(term: Term) -> str:
    star = "*" if term.prefix else ""
    tokens = [(token.kind, token.text, token.prefix) for token in lex(term.text + star)]
    if not term.quoted and tokens == [("word", term.text, term.prefix)]:
        return term.text + star
    return '"' + re.sub('["“”＂]', " ", term.text).strip() + '"' + star
