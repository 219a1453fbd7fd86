"""The command that gathers what a report of a problem needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.commands.support import DONE, data_dir, print_json, print_lines

if TYPE_CHECKING:
    import argparse

    from cgtatlas.commands.support import AddParser


def add_commands(add: AddParser) -> None:
    """The parser of this file's command."""
    sub = add("doctor", "gather what a report of a problem needs; nothing you wrote is in it")
    sub.set_defaults(do=_doctor, window={})


def _doctor(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.export.doctor import as_text, examine

    report = examine(data_dir(arguments))
    if arguments.window:  # what Qt tells, put there by main: this room does not know Qt
        report["window"] = arguments.window
    if arguments.json:
        print_json(report)
    else:
        print_lines(as_text(report).splitlines())
    return DONE
