"""Commands over annotations and bookmarks: list them, take them to and from files."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from cgtatlas.commands.helping import word
from cgtatlas.commands.support import (
    DONE,
    NOTHING,
    open_library,
    open_store_if_there,
    print_json,
    report,
)
from cgtatlas.commands.transferring import (
    add_files,
    export_annotations,
    export_bookmarks,
    import_annotations,
    import_bookmarks,
)
from cgtatlas.core import shapes
from cgtatlas.core.errors import NotSaved
from cgtatlas.core.model import STATES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.commands.support import AddParser
    from cgtatlas.core.model import Annotation, Folder
    from cgtatlas.library.reader import Library
    from cgtatlas.store.store import Store
    from cgtatlas.store.wanted import About, Wanted


def add_commands(add: AddParser) -> None:
    """The parsers of this file's commands."""
    from cgtatlas.store.annotations import COLOURS

    sub = add("annotations", "list the highlights and notes, or take them to or from a file")
    sub.set_defaults(do=_annotations)
    sub.add_argument("--document", metavar="D", default="", help="on this document")
    sub.add_argument("--entry", metavar="E", default="", help="on this entry, or on words that speak of it")
    sub.add_argument("--tag", metavar="T", default="", help="with this tag")
    sub.add_argument("--colour", choices=COLOURS, default="", help="highlighted in this colour")
    sub.add_argument(
        "--text", metavar="Q", default="", help="quotation, note, tags or title hold these words"
    )
    sub.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help="changed on this day or later")
    sub.add_argument("--until", type=_day, metavar="YYYY-MM-DD", help="... or before")
    kind = sub.add_mutually_exclusive_group()
    kind.add_argument("--noted", action="store_true", help="with a note")
    kind.add_argument("--bare", action="store_true", help="highlights without a note")
    sub.add_argument("--status", choices=STATUSES, default="", help="what they stand on has this status")
    sub.add_argument("--state", choices=("review", *STATES), default="", help="place changed, lost or gone")
    sub.add_argument(
        "--review",
        action="store_true",
        help="those whose place you have to decide, with places to choose from",
    )
    add_files(sub, ".jsonld .md .csv")
    sub = add("bookmarks", "list the bookmarks in their folders, or take them to or from a file")
    sub.set_defaults(do=_bookmarks)
    add_files(sub, ".html .json")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(word("a day like 2026-01-31 is needed")) from error


def _annotations(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.library.texts import texts_of
    from cgtatlas.store.wanted import narrow

    if arguments.import_from:
        return import_annotations(arguments, lang)
    library, store = open_library(), open_store_if_there(arguments)
    if store is not None and not store.read_only:
        try:
            store.relocate(texts_of(library))  # the library may be newer than the notes
        except NotSaved as error:  # they are listed all the same, as they are
            report(error, lang)
    about = about_annotations(library, store, lang)
    found = narrow(store.annotations() if store else (), wanted_of(arguments, library), about)
    if arguments.export_to:
        return export_annotations(found, library, arguments, lang)
    if arguments.review:
        return _review(arguments, library, found, lang)
    if arguments.json:
        print_json(
            [
                shapes.annotation_shape(one) | {"status": about.status(one), "state": about.state(one)}
                for one in found
            ]
        )
    else:
        from cgtatlas.commands.printing import print_annotations

        print_annotations(found, about, lang)
    return DONE if found else NOTHING


def _review(
    arguments: argparse.Namespace, library: Library, annotations: Sequence[Annotation], lang: str
) -> int:
    from cgtatlas.library.texts import texts_of
    from cgtatlas.store.review import items

    found = items(annotations, texts_of(library), [one.id for one in library.documents()])
    if arguments.json:
        print_json(
            [
                shapes.review_shape(
                    one.annotation,
                    one.how,
                    [{"document": offer.document} | asdict(offer.choice) for offer in one.offers],
                )
                for one in found
            ]
        )
    else:
        from cgtatlas.commands.printing import print_review

        print_review(found, lang)
    return DONE if found else NOTHING


def wanted_of(arguments: argparse.Namespace, library: Library) -> Wanted:
    """The filter that the options of ``annotations`` ask for. Raises NotFound for an unknown entry."""
    from cgtatlas.store.wanted import Wanted, touching

    return Wanted(
        words=arguments.text,
        document=arguments.document,
        touching=touching(library.entry(arguments.entry)) if arguments.entry else None,
        tag=arguments.tag,
        colour=arguments.colour,
        since=arguments.since or "",
        until=arguments.until or "",
        noted=True if arguments.noted else False if arguments.bare else None,
        status=arguments.status,
        state=arguments.state,
    )


def about_annotations(library: Library, store: Store | None, lang: str) -> About:
    """Titles, status and state of annotations, from the library and the reader's file."""
    from cgtatlas.library.texts import texts_of
    from cgtatlas.library.titles import exists, title_of
    from cgtatlas.store.review import how
    from cgtatlas.store.wanted import About, place_of

    statuses = {mark.target: mark.status for mark in store.marks()} if store else {}
    texts = texts_of(library)

    def state(one: Annotation) -> str:
        if one.target and not exists(library, place_of(one)):
            return "gone"
        return how(one, texts)

    return About(
        title=lambda one: title_of(library, place_of(one), lang),
        status=lambda one: statuses.get(place_of(one), ""),
        state=state,
    )


def _bookmarks(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.library.texts import texts_of
    from cgtatlas.library.titles import exists
    from cgtatlas.store.relocate import adrift

    if arguments.import_from:
        return import_bookmarks(arguments, lang)
    library, store = open_library(), open_store_if_there(arguments)
    bookmarks, folders = (store.bookmarks(), store.folders()) if store else ([], [])
    if arguments.export_to:
        return export_bookmarks(folders, bookmarks, store.marks() if store else [], arguments, lang)
    gone = {one.id for one in bookmarks if not exists(library, one.target)}
    texts = texts_of(library)
    if arguments.json:
        paths = folder_paths(folders)
        print_json(
            [
                shapes.bookmark_shape(one)
                | {
                    "path": paths.get(one.folder, []),
                    "gone": one.id in gone,
                    "adrift": one.id not in gone and adrift(texts, one.target, one.excerpt),
                }
                for one in bookmarks
            ]
        )
    else:
        from cgtatlas.commands.printing import print_bookmarks

        print_bookmarks(folders, bookmarks, gone, lang)
    sys.stdout.flush()
    return DONE if bookmarks else NOTHING


def folder_paths(folders: Sequence[Folder]) -> dict[str, list[str]]:
    """Id of a folder -> the titles from the top down to it."""
    known = {one.id: one for one in folders}
    paths: dict[str, list[str]] = {}
    for one in folders:
        path, above, seen = [one.title], one.parent, {one.id}
        while above in known and above not in seen:
            seen.add(above)
            path.insert(0, known[above].title)
            above = known[above].parent
        paths[one.id] = path
    return paths
