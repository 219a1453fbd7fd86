"""The words of a note as they were marked, beside the words that stand in the document now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from cgtatlas.core.markup import escape
from cgtatlas.render.words import word

#: Characters of the surroundings that are shown on each side.
AROUND = 60
_LONGEST = 1_500  # characters in which differences are looked for
_TOKEN = re.compile(r"[0-9A-Za-z]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words with what stands before and after them."""

    before: str
    words: str
    after: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Excerpt:
        """A range of a text with its surroundings."""
        return cls(text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND])


def comparison(old: Excerpt, new: Excerpt | None, lang: str, source: str = "") -> str:
    """The HTML body: two columns, what is only in one of them struck out or underlined.

    ``source`` is the title of the document that the new words stand in. Without ``new``, the old words alone.
    """
    if new is None:
        gone, _ = marked(old.words, old.words)
        return f'<p class="side-head">{escape(word("as_marked", lang))}</p><p>{_whole(old, gone)}</p>'
    gone, come = marked(old.words, new.words)
    head = escape(word("stands_now", lang)) + (f" · {escape(source)}" if source else "")
    sides = (
        (escape(word("as_marked", lang)), _whole(old, gone)),
        (head, _whole(new, come)),
    )
    cells = "".join(
        f'<td class="side" width="50%"><p class="side-head">{head}</p><p class="side-quote">{whole}</p></td>'
        for head, whole in sides
    )
    return f'<table class="sides" width="100%"><tr>{cells}</tr></table>'


def _whole(excerpt: Excerpt, words: str) -> str:
    before, after = (escape(" ".join(part.split())) for part in (excerpt.before, excerpt.after))
    return f'<span class="muted">…{before} </span><b>[</b>{words}<b>]</b><span class="muted"> {after}…</span>'


def marked(old: str, new: str) -> tuple[str, str]:
    """Both texts as HTML: what went is struck out in the old one, what came is bold and underlined."""
    if max(len(old), len(new)) > _LONGEST:
        return escape(old), escape(new)
    mine, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    left, right = [], []
    for kind, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        gone, come = escape("".join(mine[a:b])), escape("".join(theirs[c:d]))
        left.append(gone if kind == "equal" or not gone else f'<s class="gone">{gone}</s>')
        right.append(come if kind == "equal" or not come else f'<b class="come"><u>{come}</u></b>')
    return "".join(left), "".join(right)
