"""What a desktop hands to the program as its last word: a link, or the file of a library."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from cgtatlas import cli

HERE = Path.cwd()


@pytest.mark.parametrize(
    ("words", "opened"),
    [
        (["cgt:entry/kymriah"], "cgt:entry/kymriah"),
        (["--lang", "en", "cgt:entry/kymriah"], "cgt:entry/kymriah"),
        (["--data-dir", "d", "--open", "cgt:entry/kymriah"], "cgt:entry/kymriah"),
        (["other.cgtlib"], str(HERE / "other.cgtlib")),
        (["--open", "../Other.CGTLIB"], str(HERE / "../Other.CGTLIB")),
        ([(HERE / "a b" / "细胞.cgtlib").as_uri()], str(HERE / "a b" / "细胞.cgtlib")),
    ],
)
def test_links_and_libraries_are_opened_in_the_window(words: list[str], opened: str) -> None:
    given = cli.parse(words)
    assert given.command is None
    assert given.open == opened


def test_the_window_does_not_wait_for_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = vars(cli.parser().parse_args([]))

    def parser() -> NoReturn:
        raise AssertionError("all commands were loaded")

    monkeypatch.setattr(cli, "parser", parser)
    assert vars(cli.parse([])) == everything
    assert cli.parse(["--portable", "--query=x", "--data-dir", "d"]).data_dir == Path("d")


@pytest.mark.parametrize("words", [["--help"], ["--quer"], ["--lang", "de"], ["surch", "x"], ["--wrong"]])
def test_help_and_faults_tell_of_the_commands(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.parse(words)
    said = capsys.readouterr()
    assert "COMMAND" in said.out + said.err


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        (["search", "cgt:entry/kymriah"], "query", "cgt:entry/kymriah"),
        (["--lang", "en", "search", "x.cgtlib"], "query", "x.cgtlib"),
        (["check", "--library", "x.cgtlib"], "library", Path("x.cgtlib")),
        (["--query", "cgt:entry/kymriah"], "query", "cgt:entry/kymriah"),
    ],
)
def test_what_belongs_to_a_command_or_an_option_is_left_to_it(
    words: list[str], key: str, value: object
) -> None:
    given = cli.parse(words)
    assert getattr(given, key) == value
    assert not given.open


def test_the_scheme_of_a_link_may_be_written_in_capitals() -> None:
    assert cli.parse(["CGT:entry/kymriah"]).open == "cgt:entry/kymriah"
