"""Summaries and articles are ours: no sentence of an original stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.markup import NOTE, without_notes

if TYPE_CHECKING:
    from cgtatlas.library.reader import Library

#: Runs of so many characters (letters only) in common with an original are no coincidence.
LONGEST = {"zh": 30, "en": 80}


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_sentence_is_taken_over(library: Library, lang: str) -> None:
    length = LONGEST[lang]
    originals = [_letters(library.text(document.id)) for document in library.documents()]
    runs = {text[at : at + length] for text in originals for at in range(len(text) - length + 1)}
    taken = []
    for row in library.entries():
        entry = library.entry(row.id)
        pair = (entry.summary_zh, entry.article_zh) if lang == "zh" else (entry.summary_en, entry.article_en)
        if row.kind == "publication":  # authors and titles of a reference cannot be said otherwise
            continue
        ours = _letters(without_notes("".join(pair)))
        taken += [row.id for at in range(len(ours) - length + 1) if ours[at : at + length] in runs]
    assert taken == []


def test_what_an_article_says_in_numbers_it_cites(library: Library) -> None:
    """A paragraph with a percentage or a sum of money carries a reference to a fact."""
    telling = re.compile(r"\d%|\d\s?(万|亿|million|billion)")
    bare = []
    for row in library.entries():
        entry = library.entry(row.id)
        for text in (entry.summary_zh, entry.summary_en, entry.article_zh, entry.article_en):
            paragraphs = [p for p in text.split("\n\n") if telling.search(p)]
            bare += [(row.id, p[:60]) for p in paragraphs if not NOTE.search(p)]
    assert bare == []
