"""The command line: the same capabilities without a window.

JSON goes to standard output with --json, messages to standard error. Exit status: 0 done, 1 nothing
found or a check failed, 2 wrong use, 3 could not be done.
"""

from __future__ import annotations

import argparse
import json
import locale
import os
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cgtatlas import __version__
from cgtatlas.core import shapes
from cgtatlas.core.errors import AtlasError, BuildError, NotFound
from cgtatlas.core.paths import default_data_dir, in_checkout
from cgtatlas.core.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cgtatlas.library.reader import Library
    from cgtatlas.search.find import Searcher

#: Files a command opened, closed when it is done.
_OPENED = ExitStack()
DONE, NOTHING, WRONG_USE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130


def system_language() -> str:
    """``zh`` or ``en``, from the environment's locale."""
    names = [os.environ.get(key, "") for key in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG")]
    name = next((name for name in names if name and name != "C.UTF-8"), "") or (locale.getlocale()[0] or "")
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="JSON on standard output")
    common.add_argument(
        "--data-dir", type=Path, default=None, metavar="DIR", help="folder of the reader's data"
    )
    common.add_argument("--lang", choices=("zh", "en"), default=None, help="language of messages and names")
    top = argparse.ArgumentParser(
        prog="cgt-atlas",
        description="Offline reference for cell and gene therapy. Without a command it opens the window.",
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"cgt-atlas {__version__}")
    top.add_argument(
        "--open", default="", metavar="IRI", help="open the window at cgt:entry/ID or cgt:document/ID"
    )
    top.add_argument("--query", default="", metavar="Q", help="open the window with this search")
    top.add_argument("--theme", choices=("system", "light", "dark"), default=None)
    top.add_argument("--quit-after-show", action="store_true", help=argparse.SUPPRESS)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, help: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help, parents=[_quiet(common)], description=help)

    _add_reading(add)
    _add_making(add)
    return top


def _quiet(common: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The common options again, for after the command; absent ones must not undo those before it."""
    copy = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    for action in common._actions:
        if isinstance(action, argparse._StoreTrueAction):
            copy.add_argument(*action.option_strings, action="store_true", help=action.help)
        else:
            copy.add_argument(
                *action.option_strings,
                type=action.type or str,
                choices=action.choices,
                metavar=action.metavar,
                help=action.help,
            )
    return copy


def _add_reading(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    sub = add("search", "find entries, passages and notes; '-' reads one query a line")
    sub.add_argument("query")
    sub.add_argument("--limit", type=_positive, default=20, metavar="N")
    sub.add_argument("--kind", action="append", choices=("entry", "passage", "annotation"))
    sub.add_argument("--all", action="store_true", help="every hit, however many")
    sub = add("entries", "list the entries")
    sub.add_argument("--kind", metavar="K", help="therapy, company, policy, indication, ...")
    sub = add("entry", "show an entry with its facts and their sources")
    sub.add_argument("id")
    sub = add("compare", "put entries side by side, field by field")
    sub.add_argument("ids", nargs="+", metavar="ENTRY")
    sub.add_argument("--out", type=Path, metavar="FILE.{csv,xlsx,tsv,html}")
    add("documents", "list the original texts")
    sub = add("document", "show an original text")
    sub.add_argument("id")
    what = sub.add_mutually_exclusive_group()
    what.add_argument("--text", action="store_true", help="the exact original text and nothing else")
    what.add_argument("--blocks", action="store_true", help="its structure")


def _add_making(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    sub = add("check", "verify every citation, text, index and reference")
    sub.add_argument("--library", type=Path, metavar="FILE")
    sub = add("build", "make a library from a folder of sources")
    sub.add_argument("source", type=Path, metavar="SRC")
    sub.add_argument("--out", type=Path, required=True, metavar="FILE.db")
    sub = add("backup", "copy the reader's file, checked by opening the copy")
    sub.add_argument("file", type=Path, metavar="FILE")
    sub = add("restore", "put a backup in the place of the reader's file; the replaced one is kept")
    sub.add_argument("file", type=Path, metavar="FILE")
    sub = add("screenshot", "draw the window into a picture; needs no display")
    sub.add_argument("--out", type=Path, required=True, metavar="FILE.png")
    content = sub.add_mutually_exclusive_group()
    content.add_argument("--entry", metavar="ID", default="")
    content.add_argument("--search", metavar="Q", default="")
    sub.add_argument("--size", type=_size, default=(1280, 800), metavar="WxH")
    sub.add_argument("--theme", choices=("light", "dark"), default="light")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 is needed")
    return number


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (
        width.isdecimal() and height.isdecimal() and 320 <= int(width) <= 8000 and 240 <= int(height) <= 8000
    ):
        raise argparse.ArgumentTypeError("a size like 1280x800 is needed, from 320x240 to 8000x8000")
    return int(width), int(height)


def run(arguments: argparse.Namespace) -> int:
    """Do a command that needs no window; errors become one clear line and an exit status."""
    lang = arguments.lang or system_language()
    try:
        with _OPENED:
            return _COMMANDS[arguments.command](arguments, lang)
    except AtlasError as error:
        return report(error, lang)
    except BrokenPipeError:  # the reader of our output went away: nothing left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        say(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
        return FAILED


def report(error: AtlasError, lang: str) -> int:
    """An error as its sentence, and its exit status; a failed build names every problem first."""
    if isinstance(error, BuildError):
        for problem in error.problems:
            say(str(problem))
    say(sentence(error, lang))
    return NOTHING if isinstance(error, NotFound) else FAILED


def say(text: str) -> None:
    """A message for a person."""
    print(text, file=sys.stderr)


def print_json(value: object, *, line: bool = False) -> None:
    """JSON on standard output, UTF-8 whatever the terminal says; ``line`` keeps it on one line."""
    text = json.dumps(value, ensure_ascii=False, indent=None if line else 2)
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()


def data_dir(arguments: argparse.Namespace) -> Path:
    """The folder of the reader's data."""
    return arguments.data_dir or default_data_dir()


def _library() -> Library:
    from cgtatlas.library.bundled import bundled_library
    from cgtatlas.library.reader import Library

    return _OPENED.enter_context(closing(Library(bundled_library())))


def _searcher(arguments: argparse.Namespace) -> Searcher:
    """Over the bundled library, and over the reader's notes where there is a reader's file already."""
    from cgtatlas.search.find import Searcher
    from cgtatlas.store.store import Store, reader_file

    path = reader_file(data_dir(arguments))
    if not path.exists():
        return Searcher([_library()])
    store = _OPENED.enter_context(closing(Store(path)))
    return Searcher([_library()], store.annotations)


def _search(arguments: argparse.Namespace, lang: str) -> int:
    searcher = _searcher(arguments)
    kinds = frozenset(arguments.kind or ("entry", "passage", "annotation"))
    limit = 2**31 if arguments.all else arguments.limit
    if arguments.query == "-":
        for line in sys.stdin.buffer:
            query = line.decode("utf-8", "replace").rstrip("\r\n")
            result = searcher.search(query, limit=limit, kinds=kinds)
            print_json(shapes.search_shape(result), line=True)
        return DONE
    query = arguments.query.encode("utf-8", "replace").decode("utf-8")  # half characters of a broken locale
    result = searcher.search(query, limit=limit, kinds=kinds)
    if arguments.json:
        print_json(shapes.search_shape(result))
    else:
        from cgtatlas.cli_text import print_search

        print_search(result, lang)
    return DONE if result.entries or result.hits or result.annotations else NOTHING


def _entries(arguments: argparse.Namespace, lang: str) -> int:
    rows = _library().entries(arguments.kind)
    if arguments.json:
        print_json([shapes.row_shape(row) for row in rows])
    else:
        _print_lines(f"{row.id}\t{row.kind}\t{row.name_zh}\t{row.name_en}" for row in rows)
    return DONE if rows else NOTHING


def _entry(arguments: argparse.Namespace, lang: str) -> int:
    library = _library()
    entry = library.entry(arguments.id)
    if arguments.json:
        print_json(shapes.entry_shape(entry))
    else:
        from cgtatlas.cli_text import print_entry

        print_entry(library, entry, lang)
    return DONE


def _compare(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.export.tables import to_tsv, write
    from cgtatlas.library.compare import compare

    found = compare(_library(), arguments.ids)
    if arguments.out:
        write(found.table(lang), arguments.out)
    elif arguments.json:
        print_json(shapes.comparison_shape(found.entries, found.rows))
    else:
        sys.stdout.buffer.write(to_tsv(found.table(lang)).encode())
    return DONE


def _documents(arguments: argparse.Namespace, lang: str) -> int:
    documents = _library().documents()
    if arguments.json:
        print_json([shapes.document_shape(document) for document in documents])
    else:
        _print_lines(f"{d.id}\t{d.published or '-'}\t{d.characters}\t{d.title}" for d in documents)
    return DONE if documents else NOTHING


def _document(arguments: argparse.Namespace, lang: str) -> int:
    library = _library()
    document = library.document(arguments.id)
    text = library.text(document.id)
    if arguments.text and not arguments.json:
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
        return DONE
    shape: dict[str, Any] = shapes.document_shape(document)
    if arguments.text:
        shape["text"] = text
    elif arguments.blocks:
        shape["blocks"] = [shapes.block_shape(block, text) for block in library.blocks(document.id)]
    if arguments.json:
        print_json(shape)
    elif arguments.blocks:
        from cgtatlas.cli_text import print_blocks

        print_blocks(library.blocks(document.id), text)
    else:
        _print_lines(f"{key}: {value}" for key, value in shape.items())
    return DONE


def _check(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.library.check import check
    from cgtatlas.library.reader import Library

    library = _OPENED.enter_context(closing(Library(arguments.library))) if arguments.library else _library()
    results = check(library)
    if arguments.json:
        print_json([{"rule": r.rule, "checked": r.checked, "problems": r.problems} for r in results])
    else:
        _print_lines(
            f"{'ok ' if not r.problems else 'BAD'} {r.rule}: {r.checked}"
            + "".join(f"\n    {problem}" for problem in r.problems[:50])
            for r in results
        )
    return NOTHING if any(result.problems for result in results) else DONE


def _build(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.library.compile import compile_library

    if not arguments.source.is_dir():
        raise AtlasError("no_such_folder", path=str(arguments.source))
    report = compile_library(arguments.source, arguments.out).as_json()
    if arguments.json:
        print_json(report)
    else:
        _print_lines(f"{key}: {value}" for key, value in report.items())
    return DONE


def _backup(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.store.backup import copy_to
    from cgtatlas.store.store import reader_file

    copy_to(reader_file(data_dir(arguments)), arguments.file)
    return DONE


def _restore(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.store.backup import restore_from
    from cgtatlas.store.store import reader_file

    kept = restore_from(arguments.file, reader_file(data_dir(arguments)))
    if kept is not None:
        say(str(kept))
    return DONE


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()


_COMMANDS: dict[str, Callable[[argparse.Namespace, str], int]] = {
    "search": _search,
    "entries": _entries,
    "entry": _entry,
    "compare": _compare,
    "documents": _documents,
    "document": _document,
    "check": _check,
    "build": _build,
    "backup": _backup,
    "restore": _restore,
}


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Read the command line; wrong use ends the program with status 2 and a sentence."""
    given = list(words)
    if given and given[-1].startswith("cgt:"):  # a link handed over by the desktop
        given[-1:] = ["--open", given[-1]] if len(given) == 1 or given[-2] != "--open" else [given[-1]]
    return parser().parse_args(given)


def without_window(arguments: argparse.Namespace, lang: str) -> None:
    """What there is to see where no window can be shown."""
    from cgtatlas.cli_text import print_without_window

    program = "python3 app" if in_checkout() else "cgt-atlas"
    with _OPENED:
        print_without_window(_library(), _searcher(arguments), lang, program)
