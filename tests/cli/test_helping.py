"""The command line explains itself in both languages."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas import cli
from cgtatlas.commands import helping

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    helping.speak("en")


def sentences(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield parser.description or ""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from sentences(one)
            continue
        assert action.help, f"{parser.prog} {action.option_strings or action.dest} has no help"
        if action.help != argparse.SUPPRESS:
            yield action.help


def test_every_option_is_explained_and_in_chinese_too() -> None:
    helping.speak("en")
    wanted = set(sentences(cli.parser()))
    assert len(wanted) > 50
    assert wanted - set(helping.CHINESE) == set()


def test_help_and_wrong_use_follow_the_language(run: Any) -> None:
    status, out, _ = run("search", "--help", "--lang", "zh")
    assert status == 0
    assert "用法：cgt-atlas search" in out
    assert "每组列出多少项" in out
    status, _, err = run("search", "x", "--limit", "0", "--lang", "zh")
    assert (status, err.splitlines()[-1]) == (2, "cgt-atlas search：--limit：需要从 1 起的整数")
    assert "缺少 QUERY" in run("search", "--lang=zh")[2]
    assert "are required: QUERY" in run("search", "--lang", "en")[2]
    assert "--limit N" in run("search", "--help", "--lang", "en")[1]
