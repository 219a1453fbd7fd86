"""The query language: a lexer and a recursive descent that turn any text into a tree; nothing raises.

Words are ANDed. ``"…"`` (any quotation marks) is exact words, ``OR`` ``|`` ``或``, ``-x`` ``NOT`` ``非``
``不含``, ``( )``, ``prefix*``, ``a NEAR/n b``, ``field:value``. An operator without its operands is a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cgtatlas.search.fields import (
    CLOSED_FIELDS,
    DATE_FIELDS,
    OPTION_FIELDS,
    date_range,
    field_of,
    option_value,
    values_of,
)
from cgtatlas.search.lexer import OPERATORS, Token, lex
from cgtatlas.search.tree import (
    And,
    Filter,
    Near,
    Node,
    Not,
    Option,
    Or,
    Term,
    conjunction,
    disjunction,
    show,
    show_option,
)
from cgtatlas.text.fold import WORD_CLASS, fold

__all__ = ["And", "Filter", "Near", "Node", "Not", "Option", "Or", "Query", "Term", "parse", "show"]

#: Beyond these a query is cut, with a note.
LONGEST, DEEPEST, MOST_TERMS = 2000, 12, 48
_FARTHEST = 200
_UNTYPED = re.compile("[\0\ud800-\udfff]")
_ENDS_IN_WORD = re.compile(f"{WORD_CLASS}$")


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: its tree (None: nothing to look for), what was cut or ignored.

    ``text`` is the query without characters that nobody can type; the places of nodes and options are in it.
    """

    root: Node | None
    notes: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    text: str = ""

    @property
    def interpreted(self) -> str:
        """The query in clear; "" when there is nothing to look for."""
        return write(self.root, self.options)

    def option(self, field: str) -> str:
        """The value of an option; "" when the query says nothing of it. The last one counts."""
        return next((one.value for one in reversed(self.options) if one.field == field), "")

    @property
    def without(self) -> frozenset[str]:
        """The folded names that are not to be searched for on behalf of what was typed."""
        return frozenset(one.value for one in self.options if one.field == "without")


def parse(text: str, *, typing: bool = False) -> Query:
    """Read a query. ``typing``: the last word may be unfinished, so it stands for all that begin so."""
    clean = _UNTYPED.sub(" ", text)
    parser = _Parser(lex(clean[:LONGEST]), len(clean.rstrip("\n")) if typing else -1)
    if len(clean) > LONGEST:
        parser.notes["query_cut"] = None
    root = parser.everything()
    return Query(root, tuple(parser.notes), tuple(parser.options), clean[:LONGEST])


def write(root: Node | None, options: tuple[Option, ...] = ()) -> str:
    """A tree with its options as a query; "" when there is nothing to look for."""
    if root is None:
        return ""
    return " AND ".join(
        [show(root, inner=bool(options) and isinstance(root, Or)), *map(show_option, options)]
    )


@dataclass(slots=True)
class _Parser:
    tokens: list[Token]
    cursor: int  # where the reader is typing; -1 when done
    at: int = 0
    terms: int = 0
    notes: dict[str, None] = field(default_factory=dict)
    options: list[Option] = field(default_factory=list)

    def everything(self) -> Node | None:
        """The whole query; a closing parenthesis too many is passed over."""
        parts: list[Node] = []
        while self.at < len(self.tokens):
            node = self.alternatives(0)
            if node is not None:
                parts.append(node)
            self.at += 1
        return conjunction(parts)

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
        return disjunction(parts)

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
        return conjunction(parts)

    def near(self, left: Node, distance: int, depth: int) -> Node:
        """The right side of NEAR, joined with its left one."""
        right = self.factor(depth)
        if isinstance(left, Term) and isinstance(right, Term):
            return Near(left, right, min(distance, _FARTHEST), (left.place[0], right.place[1]))
        return left if right is None else And((left, right))

    def factor(self, depth: int) -> Node | None:
        """A word, phrase, field, group or negation; always moves on."""
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "minus" or (token.kind == "not" and self.sees_operand()):
            return self.negation(token, depth)
        if token.kind == "open":
            return self.group(depth)
        if token.kind == "field":
            return self.condition(token)
        if token.kind in OPERATORS and not token.text.strip("|｜&"):
            return None
        return None if token.kind == "close" else self.term(token)

    def negation(self, token: Token, depth: int) -> Node | None:
        """What must not hold; ``-name:X`` is an option."""
        if self.at >= len(self.tokens):
            return None
        following = self.tokens[self.at]
        if following.kind == "field" and field_of(following.text) == "name" and self.sees_word(1):
            name = self.tokens[self.at + 1]
            self.at += 2
            self.options.append(Option("without", fold(name.text), name.text, (token.start, name.end)))
            return None
        node = self.factor(depth)
        if node is None:
            return None
        place = token.start, self.tokens[self.at - 1].end
        return node.part if isinstance(node, Not) else Not(node, place)

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
        given = self.tokens[self.at]
        self.at += 1
        name, value, place = field_of(token.text) or "", given.text, (token.start, given.end)
        if name == "name":  # by this name alone: the same words as a phrase
            return self.term(Token("phrase", value, token.start, given.end, given.prefix))
        if name in OPTION_FIELDS:
            chosen = option_value(name, value)
            if chosen:
                self.options.append(Option(name, chosen, value, place))
            else:
                self.notes["query_bad_value"] = None
            return None
        if name in DATE_FIELDS:
            days = date_range(name, value)
            if days is None:
                self.notes["query_bad_date"] = None
                return None
            return Filter(name, (), value, *days, place=place)
        values = (fold(value),) if token.exact and name not in CLOSED_FIELDS else values_of(name, value)
        if name == "kind" and not values:  # a class of entries goes by the same word
            name, values = "class", values_of("class", value)
        if not any(values):
            self.notes["query_bad_value"] = None
            return None
        return Filter(name, values, value, exact=token.exact and name not in CLOSED_FIELDS, place=place)

    def term(self, token: Token) -> Term | None:
        """A word or phrase; None when folding leaves nothing of it or there are too many."""
        folded = fold(token.text)
        if not folded:
            return None
        if self.terms >= MOST_TERMS:
            self.notes["query_too_many_words"] = None
            return None
        if token.unknown:
            self.notes["query_unknown_field"] = None
        self.terms += 1
        unfinished = token.end == self.cursor and token.kind != "phrase"
        prefix = (token.prefix or unfinished) and _ENDS_IN_WORD.match(folded[-1]) is not None
        text, quoted = " ".join(token.text.split()), token.kind == "phrase"
        return Term(text, folded, quoted, prefix, place=(token.start, token.end))

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
