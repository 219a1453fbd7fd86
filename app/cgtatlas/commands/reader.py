"""Commands over what the reader made: annotations and bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.commands.support import DONE, NOTHING, open_store_if_there, print_json, print_lines
from cgtatlas.core import shapes

if TYPE_CHECKING:
    import argparse

    from cgtatlas.commands.support import AddParser


def add_commands(add: AddParser) -> None:
    """The parsers of this file's commands."""
    sub = add("annotations", "list your highlights and notes")
    sub.set_defaults(do=_annotations)
    sub = add("bookmarks", "list your bookmarks")
    sub.set_defaults(do=_bookmarks)


def _annotations(arguments: argparse.Namespace, lang: str) -> int:
    store = open_store_if_there(arguments)
    found = store.annotations() if store is not None else []
    if arguments.json:
        print_json([shapes.annotation_shape(one) for one in found])
    else:
        print_lines(
            f"{one.id}  {one.anchor.document} {one.anchor.start}-{one.anchor.end}  "
            + " ".join((one.body or one.anchor.exact).split())
            for one in found
        )
    return DONE if found else NOTHING


def _bookmarks(arguments: argparse.Namespace, lang: str) -> int:
    store = open_store_if_there(arguments)
    found = store.bookmarks() if store is not None else []
    if arguments.json:
        print_json([shapes.bookmark_shape(one) for one in found])
    else:
        print_lines(f"{one.target}  {' '.join(one.title.split())}" for one in found)
    return DONE if found else NOTHING
