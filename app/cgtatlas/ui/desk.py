"""What the home page shows of the reader's own: recent places, bookmarks, what is to read, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.errors import AtlasError
from cgtatlas.library.titles import exists, title_of
from cgtatlas.render.home_page import Desk

if TYPE_CHECKING:
    from cgtatlas.ui.context import Context

_SHOWN = 8
_LONGEST = 40  # characters of a title


def desk(context: Context) -> Desk:
    """Read it; an empty one, told, when the reader's file cannot be read. What is gone is left out."""
    store, library, lang = context.store, context.library, context.language
    try:
        visits, bookmarks, notes = store.history(limit=_SHOWN * 3), store.bookmarks(), store.annotations()
    except AtlasError as error:
        context.messages.report(error)
        return Desk()
    to_read = [target for target, status in context.marking.all().items() if status == "to-read"]
    newest = sorted(bookmarks, key=lambda one: one.created, reverse=True)

    def titled(address: str, kept: str) -> tuple[str, str]:
        place = iri.parse(address)
        whole = place is not None and place.start is None and place.kind in ("entry", "document")
        title = title_of(library, address, lang) if whole else kept
        return address, title if len(title) <= _LONGEST else title[:_LONGEST] + "…"

    kept = {one.target: titled(one.target, one.title) for one in newest if exists(library, one.target)}
    recent: dict[str, tuple[str, str]] = {}
    for visit in visits:  # a text is one place here, however many of its passages were seen
        address = visit.target.split("#")[0]
        if exists(library, address):
            recent.setdefault(address, titled(address, visit.title))
    return Desk(
        recent=list(recent.values())[:_SHOWN],
        bookmarks=list(kept.values())[:_SHOWN],
        to_read=[titled(one, title_of(library, one, lang)) for one in to_read if exists(library, one)][
            :_SHOWN
        ],
        notes=len(notes),
        bookmarked=len(bookmarks),
        marked=len(to_read),
        review=len(context.reviewing.items),
    )
