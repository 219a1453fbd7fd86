"""From a query's tree to what FTS5 is asked: quoted tokens of ours and nothing that a reader typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.search.query import And, Near, Node, Not, Or, Term
from cgtatlas.text.tokens import LONGEST_WORD, is_han, phrase, runs

if TYPE_CHECKING:
    import sqlite3

    from cgtatlas.search.postings import Index

#: A prefix with more occurrences than this is replaced by its most frequent completions.
_HEAVY_PREFIX = 6_000
_COMPLETIONS = 12
_SHORT, _KEPT = 3, 2000


@dataclass(slots=True)
class Match:
    """An FTS5 expression and what the champion index needs to order its hits.

    ``node``: the tree it was made of; ``champions``: the terms of a query of one word (several when it is
    being completed); ``leaves``: for each term its tokens; ``either``: each leaf is one word and alone
    makes a hit; ``loose``: when some of several words are single Han characters, what is asked without
    them ("" for nothing); ``partial``: rare completions were left out, so there may be more hits;
    ``least``: so many hits there are at least when a word is being completed.
    """

    expression: str = ""
    node: Node | None = None
    champions: tuple[str, ...] = ()
    loose: str | None = None
    leaves: list[tuple[str, ...]] = field(default_factory=list)
    either: bool = False
    partial: bool = False
    least: int = 0

    @property
    def words(self) -> dict[str, tuple[str, ...]]:
        """Of an AND of words and phrases what FTS5 is asked for each, and its tokens; else nothing."""
        parts = self.node.parts if isinstance(self.node, And) else ()
        if not parts or not all(
            isinstance(part, Term) and not part.prefix and not _single(part) for part in parts
        ):
            return {}
        asked = (phrase(part.folded) or "" for part in parts if isinstance(part, Term))
        return dict(zip(asked, self.leaves, strict=True))

    @property
    def character(self) -> bool:
        """Is it about a single Han character? FTS5 has to gather all pairs that begin with it."""
        return len(self.champions) == 1 and len(self.champions[0]) == 1 and is_han(self.champions[0])


def match(index: Index, node: Node, *, whole: bool = False) -> Match | None:
    """What FTS5 is asked for a tree; None when it cannot be asked (conditions, nothing but exclusions).

    ``whole``: leave no rare completion out, however long it takes.
    """
    result = Match(node=node)
    expression = _Writer(index, result, whole).write(node)
    if expression is None:
        return None
    result.expression = expression
    if not all(isinstance(part, Term) for part in (node.parts if isinstance(node, Or) else (node,))):
        result.champions, result.least = (), 0  # a completed word is not all that a hit must hold
    one_word = isinstance(node, Term) and not node.prefix and len(runs(node.folded)) == 1
    if one_word and len(result.leaves[0]) == 1:
        result.champions = result.leaves[0]
    if isinstance(node, And) and (single := [part for part in node.parts if _single(part)]):
        others = [part for part in node.parts if part not in single]
        result.loose = _Writer(index, Match(), whole).write(And(tuple(others))) or ""
    result.either = (
        isinstance(node, Or)
        and all(isinstance(part, Term) and not part.prefix for part in node.parts)
        and all(len(runs(leaf[0])) == len(leaf) == 1 for leaf in result.leaves)
    )
    return result


def _single(node: Node) -> bool:
    return isinstance(node, Term) and len(node.folded) == 1 and is_han(node.folded)


@dataclass(slots=True)
class _Writer:
    index: Index
    result: Match
    whole: bool

    def write(self, node: Node) -> str | None:
        if isinstance(node, Term):
            return self.term(node)
        if isinstance(node, Near):
            left, right = self.plain(node.left), self.plain(node.right)
            return None if left is None or right is None else f"NEAR({left} {right}, {_reach(node)})"
        if isinstance(node, And):
            return self.conjunction(node)
        if isinstance(node, Or):
            parts = [self.write(part) for part in node.parts]
            return None if None in parts else self.alternatives(parts)
        return None

    def conjunction(self, node: And) -> str | None:
        wanted = [self.write(part) for part in node.parts if not isinstance(part, Not)]
        kept, whole = len(self.result.leaves), self.whole
        self.whole = True  # what is left out of an exclusion would be a wrong hit
        excluded = [self.write(part.part) for part in node.parts if isinstance(part, Not)]
        self.whole = whole
        del self.result.leaves[kept:]  # what is excluded has no weight
        if not wanted or None in wanted or None in excluded:
            return None
        text = " AND ".join(part for part in wanted if part)
        return f"(({text}) NOT {self.alternatives(excluded)})" if excluded else f"({text})"

    def alternatives(self, parts: list[str | None]) -> str | None:
        known = [part for part in parts if part]
        return None if not known else known[0] if len(known) == 1 else f"({' OR '.join(known)})"

    def plain(self, term: Term) -> str | None:
        self.leaf(term)
        return phrase(term.folded, prefix=term.prefix)

    def leaf(self, term: Term) -> None:
        tokens = []
        for run in runs(term.folded):
            pairs = list(map(str.__add__, run, run[1:])) if is_han(run) else []
            tokens += pairs or [run]
        self.result.leaves.append(tuple(tokens))

    def term(self, term: Term) -> str | None:
        if self.whole or not term.prefix:
            return self.plain(term)
        last = runs(term.folded)[-1]
        if is_han(last) or len(last) > LONGEST_WORD:
            return self.plain(term)
        completed = completions(self.index, last)
        if completed is None:
            return self.plain(term)
        words, most = completed
        self.leaf(term)
        self.result.partial = True
        if last == term.folded:
            self.result.champions, self.result.least = tuple(words), most
        head = term.folded[: -len(last)]
        return self.alternatives([phrase(head + word) for word in words])


def completions(index: Index, word: str) -> tuple[list[str], int] | None:
    """The most frequent words that begin with ``word``, itself first, and how many passages hold the most
    frequent one; None when FTS5 may take them all.

    What short beginnings stand for is kept: there are few of them, and each is that of very many words.
    """
    if word in index.completed:
        return index.completed[word]
    found = _completed(index.connection, word)
    if len(word) <= _SHORT and len(index.completed) < _KEPT:
        index.completed[word] = found
    return found


def _completed(connection: sqlite3.Connection, word: str) -> tuple[list[str], int] | None:
    bounds = (word, word + "\U0010ffff")
    where = "WHERE term >= ? AND term < ?"
    rows = connection.execute(
        f"SELECT term, passages FROM vocabulary {where} ORDER BY passages DESC, term LIMIT {_COMPLETIONS}",
        bounds,
    ).fetchall()
    if sum(number for _, number in rows) <= _HEAVY_PREFIX:  # else there is no need to read them all again
        total = connection.execute(f"SELECT total(passages) FROM vocabulary {where}", bounds).fetchone()[0]
        if total <= _HEAVY_PREFIX:
            return None
    return list(dict.fromkeys([word, *(term for term, _ in rows)]))[:_COMPLETIONS], rows[0][1]


def _reach(node: Near) -> int:
    """FTS5 counts tokens; the last character of a Han phrase is a token of its own after it."""
    ends = (runs(term.folded)[-1] for term in (node.left, node.right))
    return node.distance + any(len(end) > 1 and is_han(end) for end in ends)
