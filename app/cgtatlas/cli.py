"""The same capabilities without a window.

JSON goes to standard output with --json, messages to standard error. Exit status: 0 done, 1 nothing
found or a check failed, 2 wrong use, 3 could not be done.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from cgtatlas import __version__
from cgtatlas.commands.support import (
    DONE,
    FAILED,
    INTERRUPTED,
    NOTHING,
    OPENED,
    WRONG_USE,
    data_dir,
    open_library,
    open_searcher,
    open_store_if_there,
    report,
    say,
    system_language,
)
from cgtatlas.core.errors import AtlasError
from cgtatlas.core.paths import in_checkout, is_library
from cgtatlas.core.settings import THEME

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "DONE",
    "FAILED",
    "INTERRUPTED",
    "NOTHING",
    "WRONG_USE",
    "data_dir",
    "parse",
    "parser",
    "report",
    "run",
    "say",
    "system_language",
    "without_window",
]


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    # 30 ms and more, which a window need not wait for
    from cgtatlas.commands import choosing, doctoring, making, reader, reading
    from cgtatlas.commands.helping import translate

    common = _common()
    top = _window_parser(argparse.ArgumentParser, common)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, help: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help, parents=[_quiet(common)], description=help)

    for group in (reading, reader, choosing, making, doctoring):  # as the help lists them
        group.add_commands(add)
    translate(top)
    return top


def _common() -> argparse.ArgumentParser:
    """The options that stand before a command or after it."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="JSON on standard output")
    common.add_argument(
        "--data-dir", type=_folder, default=None, metavar="DIR", help="folder of the reader's data"
    )
    common.add_argument(
        "--portable", action="store_true", help="keep the reader's data in a folder beside the program"
    )
    common.add_argument("--lang", choices=("zh", "en"), default=None, help="language of messages and names")
    return common


class _NotForTheWindow(Exception):
    """Words that the options of the window do not explain."""


class _Quick(argparse.ArgumentParser):
    """Knows the options of the window alone, and leaves all else to the parser of all commands."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of ending the program."""
        raise _NotForTheWindow(message)


def _window_parser(
    kind: type[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """The options of a start without a command."""
    top = kind(
        prog="cgt-atlas",
        description="Offline reference for cell and gene therapy. Without a command it opens the window.",
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"cgt-atlas {__version__}")
    top.add_argument(
        "--open",
        default="",
        metavar="IRI",
        help="open the window at cgt:entry/ID, cgt:document/ID or cgt:search/QUERY",
    )
    top.add_argument("--query", default="", metavar="Q", help="open the window with this search")
    top.add_argument(
        "--theme",
        choices=THEME.choices,
        default=None,
        help="light or dark, with or without high contrast",
    )
    top.add_argument("--quit-after-show", action="store_true", help=argparse.SUPPRESS)
    return top


def _folder(text: str) -> Path:
    if not text:  # an unset variable in a script: not the folder the program happens to be started in
        from cgtatlas.commands.helping import word

        raise argparse.ArgumentTypeError(word("a folder is needed"))
    return Path(text)


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


def run(arguments: argparse.Namespace) -> int:
    """Do a command that needs no window; errors become one clear line and an exit status."""
    lang = arguments.lang or system_language()
    try:
        with OPENED:
            return int(arguments.do(arguments, lang))
    except AtlasError as error:
        return report(error, lang)
    except BrokenPipeError:  # the reader of our output went away: nothing left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        if error.filename:
            say(f"{error.filename}: {error.strerror or error}")
            return FAILED
        return report(AtlasError("cannot_print", reason=error.strerror or str(error)), lang)


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Read the command line; wrong use ends the program with status 2 and a sentence."""
    given = list(words)
    if given and not given[-1].startswith("-"):
        last = _handed_over(given[-1])
        options = given[:-1]
        if last and options[-1:] == ["--open"]:
            given[-1] = last
        elif last and not _takes_a_word(options):
            given[-1:] = ["--open", last]
    arguments = _for_the_window(given) or _for_a_command(given)
    # paths keep their bytes
    for name, value in vars(arguments).items():
        if isinstance(value, str):
            setattr(arguments, name, _readable(value))
        elif isinstance(value, list):
            setattr(arguments, name, [_readable(one) if isinstance(one, str) else one for one in value])
    return arguments


def _for_the_window(given: Sequence[str]) -> argparse.Namespace | None:
    """What is asked for when no command is; None when the parser of all commands must look at it."""
    if _takes_a_word(given) or any(word.startswith(("-h", "--h", "--v")) for word in given):
        return None
    try:
        return _window_parser(_Quick, _common()).parse_args(given, argparse.Namespace(command=None))
    except _NotForTheWindow:
        return None


def _for_a_command(given: Sequence[str]) -> argparse.Namespace:
    from cgtatlas.commands.helping import speak

    speak(_asked_language(given))
    return parser().parse_args(given)


def _asked_language(words: Sequence[str]) -> str:
    """The language in which wrong use and help are told: known before the words are understood."""
    for at, one in enumerate(words):
        if one in ("--lang=zh", "--lang=en"):
            return one[-2:]
        if one == "--lang" and words[at + 1 : at + 2] in (["zh"], ["en"]):
            return words[at + 1]
    return system_language()


def _readable(word: str) -> str:
    """A word as text: UTF-8 whatever the locale says, a question mark for what is none."""
    if word.isascii():
        return word
    try:
        return os.fsencode(word).decode("utf-8", "replace").replace("\ufffd", "?")
    except UnicodeEncodeError:  # half a character that no command line can hold
        return word.encode("utf-8", "replace").decode("utf-8")


def _handed_over(word: str) -> str:
    """A link or a library's file as the desktop hands it over; "" for any other word."""
    if word[:4].lower() == "cgt:":  # the scheme of an address is the same in any case
        return f"cgt:{word[4:]}"
    if not is_library(word):
        return ""
    if word.startswith("file:"):
        from urllib.parse import urlsplit  # only for what a desktop hands over
        from urllib.request import url2pathname

        word = url2pathname(urlsplit(word).path)
    return str(Path(word).absolute())  # another start, elsewhere, may take it over


def _takes_a_word(options: Sequence[str]) -> bool:
    """Do the words before the last one name a command, or end with an option that needs it?"""
    needs = False
    for word in options:
        if needs:
            needs = False
        elif word in ("--data-dir", "--lang", "--query", "--theme", "--open"):
            needs = True
        elif not word.startswith("-"):
            return True
    return needs


def without_window(arguments: argparse.Namespace, lang: str) -> None:
    """What there is to see where no window can be shown."""
    from cgtatlas.commands.printing import print_without_window

    program = "python3 app" if in_checkout() else "cgt-atlas"
    with OPENED:
        searcher = open_searcher(arguments, open_store_if_there(arguments))
        print_without_window(open_library(), searcher, lang, program)
