"""Cuts what stands in the search box into tokens; any text at all is accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cgtatlas.search.fields import field_of

#: Kinds of tokens: word, phrase, field (a value follows), open, close, or, and, not, near, minus.
OPERATORS = frozenset({"or", "and", "not", "near"})
#: The operators as they are typed; the help page lists them all.
SPELLED = {
    "or": ("OR", "或", "|", "｜"),
    "and": ("AND", "且", "&&"),
    "not": ("NOT", "非", "不含", "-"),
    "near": ("NEAR", "NEAR/5"),
}

_QUOTES = {
    '"': '"“”＂',
    "＂": '"“”＂',
    "“": '”"“＂',
    "”": '”"“＂',
    "„": '“”"',
    "‟": '”"',
    "〝": "〞〟",
    "«": "»",
    "‹": "›",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "﹃": "﹄",
    "《": "》",
    "〈": "〉",
}
_OPENING = "".join(_QUOTES)
_WORD_END = rf"\s()（）|｜{re.escape(_OPENING)}"
_APART = r"(?=[\s(（]|$)"
_TOKEN = re.compile(
    rf"""(?P<open>[(（]) | (?P<close>[)）]) | (?P<bar>[|｜]+)
    | (?P<minus>[-−－–!](?=[^\s\-−－–!|｜)）]))
    | (?P<near>NEAR(?:/(?P<distance>[0-9]{{1,4}}))?{_APART})
    | (?P<or>(?:OR|或){_APART}) | (?P<and>(?:AND|&&?|且){_APART}) | (?P<not>(?:NOT|非|不含){_APART})
    | (?P<field>[A-Za-z]{{1,12}}(?:-[A-Za-z]{{1,12}})?|[\u4e00-\u9fff]{{1,8}})
      [:：](?P<exact>=?)[ ]?(?=[^\s)）|｜])
    | (?P<word>[^{_WORD_END}]+)""",
    re.VERBOSE,
)
_SINGLE = re.compile(r"‘(?P<curly>[^’]+)’|'(?P<straight>[^']+)'(?=[\s)）]|$)")
_STAR = "*＊"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: what it is, its text as typed, where it begins and ends in the query."""

    kind: str
    text: str
    start: int
    end: int
    prefix: bool = False  # of a word or phrase: a star follows
    distance: int = 0  # of NEAR
    exact: bool = False  # of a field: ``:=``
    unknown: bool = False  # of a word: it looks like a field, but there is none of that name


def lex(query: str) -> list[Token]:
    """The tokens of a query, in order."""
    found: list[Token] = []
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        token = _quoted(query, at) or _plain(query, at)
        if token is None:
            at += 1
            continue
        found.append(token)
        at = token.end
    return found


def _quoted(query: str, at: int) -> Token | None:
    closers = _QUOTES.get(query[at])
    if closers is None:
        single = _SINGLE.match(query, at)
        if single is None:
            return None
        inside, end = single["curly"] or single["straight"], single.end()
    else:
        end = next((i for i in range(at + 1, len(query)) if query[i] in closers), len(query))
        inside, end = query[at + 1 : end], min(end + 1, len(query))
    star = end < len(query) and query[end] in _STAR
    return Token("phrase", inside, at, end + star, prefix=star)


def _plain(query: str, at: int) -> Token | None:
    match = _TOKEN.match(query, at)
    if match is None:
        return None
    kind = match.lastgroup or ""
    if match["near"]:
        return Token("near", match["near"], at, match.end(), distance=int(match["distance"] or 10))
    if kind == "bar":
        return Token("or", match[0], at, match.end())
    unknown = False
    if match["field"]:
        if field_of(match["field"]) is not None:
            return Token("field", match["field"], at, match.end(), exact=bool(match["exact"]))
        unknown = query[match.end() : match.end() + 1] != "/"  # an address is none
        match = re.compile(rf"[^{_WORD_END}]+").match(query, at)
        assert match is not None  # a field's name is itself such a run
        kind = "word"
    text = match[0]
    if kind == "word":
        bare = text.rstrip(_STAR)
        starred = bare != text and bare != ""
        return Token("word", bare, at, match.end(), prefix=starred, unknown=unknown)
    return Token(kind, text, at, match.end())
