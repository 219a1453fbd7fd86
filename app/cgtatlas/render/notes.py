"""The reader's notes as safe HTML: one note, and the notes on an entry and its facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.markup import escape
from cgtatlas.library.titles import title_of
from cgtatlas.render.article import article_html
from cgtatlas.render.markup import heading, link
from cgtatlas.render.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Annotation
    from cgtatlas.library.reader import Library

_CITATION = re.compile(r"\[\^(?=[a-z0-9][a-z0-9._-]*\])")
_LINE_END = re.compile(r"(?<=\S)\n(?=\S)")  # a line end that the reader typed is one

#: A link to this and a note's id asks to edit it.
EDIT = "#note-"


def note_html(body: str) -> str:
    """A note's Markdown as HTML: links inside the program and to the web work, nothing else is let through.

    A citation mark of an article means nothing in a note, so it is shown as it was written.
    """
    if not body.strip():
        return ""  # without loading the converter: the window stands before the first note is read
    written = _LINE_END.sub("  \n", _CITATION.sub(r"\[^", body))
    return article_html(written, lambda _slug: None)


def notes_html(shelf: Library, notes: Sequence[Annotation], lang: str) -> str:
    """The section of the notes on an entry and on its facts; "" when there are none."""
    if not notes:
        return ""
    parts = [heading("my_notes", lang, len(notes))]
    for note in notes:
        place = iri.parse(note.target)
        about = ""
        if place is not None and place.kind == "fact":
            fact_title = title_of(shelf, note.target, lang).rsplit(" · ", 1)[-1]
            about = link(f"cgt:row/{place.id}", fact_title) + " · "
        tags = "".join(f" #{escape(tag)}" for tag in note.tags)
        edit = link(f"{EDIT}{note.id}", word("edit_note", lang))
        told = f'<p class="muted">{about}{escape(note.modified[:10])}{tags} · {edit}</p>'
        parts.append(f"{note_html(note.body)}{told}")
    return "".join(parts)
