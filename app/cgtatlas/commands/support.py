"""What every command uses: exit statuses, printing, the files it opens, its errors as sentences."""

from __future__ import annotations

import argparse
import json
import locale
import os
import sys
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, TypeAlias

from cgtatlas.core.errors import AtlasError, BuildError, NotFound
from cgtatlas.core.paths import default_data_dir, portable_dir
from cgtatlas.core.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cgtatlas.library.reader import Library
    from cgtatlas.search.find import Searcher
    from cgtatlas.store.store import Store

#: Files a command opened, closed when it is done.
OPENED = ExitStack()
DONE, NOTHING, WRONG_USE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130

#: Makes the parser of one command from its name and what it does.
AddParser: TypeAlias = "Callable[[str, str], argparse.ArgumentParser]"


def system_language() -> str:
    """``zh`` or ``en``, from the environment's locale."""
    names = [os.environ.get(key, "") for key in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG")]
    name = next((name for name in names if name and name != "C.UTF-8"), "") or (locale.getlocale()[0] or "")
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


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


def print_lines(lines: Iterable[str]) -> None:
    """Plain lines on standard output, UTF-8 whatever the terminal says."""
    for line in lines:
        sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()


def data_dir(arguments: argparse.Namespace) -> Path:
    """The folder of the reader's data."""
    if arguments.data_dir is None and arguments.portable:
        return portable_dir(wanted=True) or default_data_dir()
    return arguments.data_dir or default_data_dir()


def reader_path(arguments: argparse.Namespace) -> Path:
    """Where the reader's own file is or would be. Raises Refused("not_a_folder") when it can be nowhere."""
    from cgtatlas.store.places import folder_of
    from cgtatlas.store.store import reader_file

    path = reader_file(data_dir(arguments))
    folder_of(path)
    return path


def open_library() -> Library:
    """The bundled library, closed when the command is done."""
    from cgtatlas.library.bundled import bundled_library
    from cgtatlas.library.reader import Library

    return OPENED.enter_context(closing(Library(bundled_library())))


def open_store(arguments: argparse.Namespace) -> Store:
    """The reader's own file, made when there is none yet; closed when the command is done."""
    from cgtatlas.store.store import Store

    return OPENED.enter_context(closing(Store(reader_path(arguments))))


def open_store_if_there(arguments: argparse.Namespace) -> Store | None:
    """The reader's own file; None, and nothing made, when there is none yet."""
    path = reader_path(arguments)
    # a link that leads nowhere is something to tell, not an absent file
    return open_store(arguments) if path.exists() or path.is_symlink() else None


def open_searcher(arguments: argparse.Namespace, store: Store | None) -> Searcher:
    """Over everything: the bundled library, the reader's own documents, notes and bookmarks, other libraries.

    Of those, ``--library`` ones must open; one that was opened before and is gone is only told.
    """
    from cgtatlas.search.find import Searcher
    from cgtatlas.search.shelves import open_shelves

    given = list(getattr(arguments, "library", None) or ())
    others = [*given, *(store.opened_libraries() if store else ())]
    shelves = open_shelves(open_library(), reader_path(arguments), others, store.maintain if store else None)
    for library in shelves.libraries[1:]:
        OPENED.enter_context(closing(library))
    for path, error in shelves.refused:
        if path in given:
            raise error
        say(sentence(error, getattr(arguments, "lang", None) or system_language()))
    if store is None:
        return Searcher(shelves.libraries)
    return Searcher(shelves.libraries, store.annotations, store.bookmarks)


def positive(text: str) -> int:
    """A number from 1, as an option of the command line."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        from cgtatlas.commands.helping import word

        raise argparse.ArgumentTypeError(word("a number from 1 is needed"))
    return number
