"""Commands that check and make: the library, backups of the reader's file, pictures of the window."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cgtatlas.commands.helping import word
from cgtatlas.commands.support import (
    DONE,
    NOTHING,
    OPENED,
    open_library,
    open_store_if_there,
    print_json,
    print_lines,
    reader_path,
    say,
)
from cgtatlas.core.errors import AtlasError, NotFound, Refused
from cgtatlas.core.sentences import sentence
from cgtatlas.core.settings import THEME

if TYPE_CHECKING:
    from cgtatlas.commands.support import AddParser
    from cgtatlas.library.check import CheckResult


_WORDS = {
    "backed_up": ("已备份到 {path}，并打开核对过。", "Backed up to {path}, checked by opening it."),
    "no_copies": ("{path} 里还没有可以恢复的备份。", "There is nothing to restore from in {path} yet."),
    "restored": ("已从 {path} 恢复。", "Restored from {path}."),
    "kept": ("被替换的文件保留为 {path}。", "The replaced file is kept as {path}."),
}


def _word(key: str, lang: str, **data: object) -> str:
    return _WORDS[key][1 if lang == "en" else 0].format(**data)


def add_commands(add: AddParser) -> None:
    """The parsers of this file's commands; the window's picture is made by ``main.py``."""
    sub = add("check", "verify every citation, text, index and reference")
    sub.set_defaults(do=_check)
    sub.add_argument("--library", type=Path, metavar="FILE", help="this library instead of the bundled one")
    sub = add("build", "make a library from a folder of sources")
    sub.set_defaults(do=_build)
    sub.add_argument("source", type=Path, metavar="SRC", help="a folder like resources/library")
    sub.add_argument(
        "--out", type=Path, required=True, metavar="FILE.db", help="where the library is written"
    )
    sub = add("backup", "copy the reader's file, checked by opening the copy")
    sub.set_defaults(do=_backup)
    sub.add_argument(
        "file", type=Path, metavar="FILE", help="with the ending .jsonl: as text, also of a newer file"
    )
    sub = add("restore", "put a backup in the place of the reader's file; the replaced one is kept")
    sub.set_defaults(do=_restore)
    which = sub.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="a backup, a replaced file or a journal"
    )
    which.add_argument("--list", action="store_true", help="what can be restored, newest first")
    which.add_argument("--newest", action="store_true", help="the newest backup that passes every check")
    which.add_argument(
        "--from-journal",
        action="store_true",
        help="build the reader's file anew from the plain-text journal beside it",
    )
    _add_screenshot(add)


def _add_screenshot(add: AddParser) -> None:
    sub = add("screenshot", "draw the window into a picture; needs no display")
    sub.add_argument(
        "--out", type=Path, required=True, metavar="FILE.png", help="where the picture is written"
    )
    content = sub.add_mutually_exclusive_group()
    content.add_argument("--entry", metavar="ID", default="", help="show this entry")
    content.add_argument("--search", metavar="Q", default="", help="show this search")
    sub.add_argument(
        "--size", type=_size, default=(1280, 800), metavar="WxH", help="in pixels; 1280x800 when not given"
    )
    sub.add_argument(
        "--theme",
        choices=THEME.choices[1:],
        default="light",
        help="light or dark, with or without high contrast",
    )


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (
        width.isdecimal() and height.isdecimal() and 320 <= int(width) <= 8000 and 240 <= int(height) <= 8000
    ):
        raise argparse.ArgumentTypeError(word("a size like 1280x800 is needed, from 320x240 to 8000x8000"))
    return int(width), int(height)


def _check(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.library.check import check
    from cgtatlas.library.reader import Library

    library = (
        OPENED.enter_context(closing(Library(arguments.library))) if arguments.library else open_library()
    )
    results = check(library)
    if not arguments.library:
        results += _reader(arguments, lang)
    if arguments.json:
        print_json([{"rule": r.rule, "checked": r.checked, "problems": r.problems} for r in results])
    else:
        print_lines(
            f"{'ok ' if not r.problems else 'BAD'} {r.rule}: {r.checked}"
            + "".join(f"\n    {problem}" for problem in r.problems[:50])
            for r in results
        )
    return NOTHING if any(result.problems for result in results) else DONE


def _reader(arguments: argparse.Namespace, lang: str) -> list[CheckResult]:
    """The reader's file, and the index of the documents in it; one that differs from them is made anew."""
    from cgtatlas.library import index
    from cgtatlas.library.check import CheckResult

    try:
        store = open_store_if_there(arguments)
        if store is None:
            return []
        problems = store.check()
        indexed = store.examined(index.verify)
        if indexed and not problems and not store.read_only:
            store.maintain(index.renew)  # it can be made again from the texts: nothing to ask
            say(sentence(AtlasError("index_renewed", count=len(indexed)), lang))
            indexed = store.examined(index.verify)
    except AtlasError as error:
        return [CheckResult("reader", 1, (sentence(error, lang),))]
    return [CheckResult("reader", 1, tuple(problems)), CheckResult("reader-index", 1, tuple(indexed))]


def _build(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.library.compile import compile_library

    if not arguments.source.is_dir():
        raise AtlasError("no_such_folder", path=str(arguments.source))
    report = compile_library(arguments.source, arguments.out).as_json()
    if arguments.json:
        print_json(report)
    else:
        print_lines(f"{key}: {value}" for key, value in report.items())
    return DONE


def _backup(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.store.backup import copy_to
    from cgtatlas.store.rebuild import save_as_text

    path = reader_path(arguments)
    if arguments.file.suffix == ".jsonl":
        save_as_text(path, arguments.file)
    else:
        copy_to(path, arguments.file)
    if arguments.json:
        print_json({"file": str(arguments.file), "bytes": arguments.file.stat().st_size})
    say(_word("backed_up", lang, path=arguments.file))
    return DONE


def _restore(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.store.copies import bring_back, copies

    path = reader_path(arguments)
    if arguments.list:
        found = [copy.as_json() for copy in copies(path)]
        if arguments.json:
            print_json(found)
        else:
            print_lines(f"{row['made']}\t{row['kind']}\t{row['bytes']}\t{row['path']}" for row in found)
        if not found:
            say(_word("no_copies", lang, path=path.parent))
        return DONE if found else NOTHING
    source = _source(arguments, path)
    kept = bring_back(source, path)
    if arguments.json:
        print_json({"restored": str(source), "kept": str(kept) if kept else None})
    say(_word("restored", lang, path=source))
    if kept is not None:
        say(_word("kept", lang, path=kept))
    return DONE


def _source(arguments: argparse.Namespace, path: Path) -> Path:
    """What to restore from: the file named, the journal, or the newest good backup."""
    from cgtatlas.store import backup, journal, places

    if arguments.from_journal:
        return next(iter(journal.files(path)), journal.file_of(path))
    if arguments.newest:
        newest = backup.newest_good(path)
        if newest is None:
            raise NotFound("no_backup", path=str(backup.folder_of(path)))
        return newest.path
    file: Path = arguments.file
    if not places.regular_file(file):
        raise Refused("no_such_file", path=str(file))
    return file
