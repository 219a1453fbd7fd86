"""What ``annotations`` and ``bookmarks`` do with files: --import FILE and --export FILE."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cgtatlas.commands.support import DONE, NOTHING, open_library, open_store, print_json, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from cgtatlas.core.model import Annotation, Bookmark, Folder, Mark
    from cgtatlas.core.transfer import Report
    from cgtatlas.library.reader import Library

_DONE = {
    "annotations": ("已把 {count} 条笔记写入 {path}。", "{count} annotations written to {path}."),
    "bookmarks": ("已把 {count} 个书签写入 {path}。", "{count} bookmarks written to {path}."),
}


def add_files(sub: argparse.ArgumentParser, formats: str) -> None:
    """The two options; ``formats`` are the endings that choose the format."""
    files = sub.add_mutually_exclusive_group()
    files.add_argument(
        "--import", dest="import_from", type=Path, metavar="FILE", help=f"take in a file ({formats})"
    )
    files.add_argument(
        "--export", dest="export_to", type=Path, metavar="FILE", help=f"write to a file ({formats})"
    )


def import_annotations(arguments: argparse.Namespace, lang: str) -> int:
    """Take in the annotations of a file and say what became of them."""
    from cgtatlas.export.transfer import import_annotations

    report, _ = import_annotations(arguments.import_from, open_store(arguments), open_library())
    return _tell(report, arguments, lang)


def import_bookmarks(arguments: argparse.Namespace, lang: str) -> int:
    """Take in the bookmarks of a file and say what became of them."""
    from cgtatlas.export.transfer import import_bookmarks

    report, _ = import_bookmarks(arguments.import_from, open_store(arguments))
    return _tell(report, arguments, lang)


def _tell(report: Report, arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.export.reporting import as_json, details, summary

    if arguments.json:
        print_json(as_json(report, str(arguments.import_from), lang))
    say(summary(report, lang))
    if not arguments.json:
        for line in details(report, lang):
            say(line)
    return NOTHING if report.refused else DONE


def export_annotations(
    found: Sequence[Annotation], library: Library, arguments: argparse.Namespace, lang: str
) -> int:
    """Write annotations to a file; an empty file of none is written too."""
    from cgtatlas.export.transfer import export_annotations

    export_annotations(found, arguments.export_to, library, lang)
    return _written("annotations", len(found), arguments, lang)


def export_bookmarks(
    folders: Sequence[Folder],
    bookmarks: Sequence[Bookmark],
    marks: Sequence[Mark],
    arguments: argparse.Namespace,
    lang: str,
) -> int:
    """Write all bookmarks, and in JSON statuses, to a file; an empty file of none is written too."""
    from cgtatlas.export.transfer import export_bookmarks

    export_bookmarks(folders, bookmarks, arguments.export_to, marks)
    return _written("bookmarks", len(bookmarks), arguments, lang)


def _written(what: str, count: int, arguments: argparse.Namespace, lang: str) -> int:
    path = str(arguments.export_to)
    if arguments.json:
        print_json({"file": path, "written": count})
    say(_DONE[what][1 if lang == "en" else 0].format(count=count, path=path))
    return DONE  # the file asked for is there, and says that there was nothing
