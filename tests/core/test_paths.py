from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cgtatlas import cli
from cgtatlas.core import paths

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program."""
    monkeypatch.setattr(paths.sys, "frozen", True, raising=False)
    monkeypatch.setattr(paths.sys, "executable", str(tmp_path / "cgt-atlas"))
    monkeypatch.delenv("APPIMAGE", raising=False)
    return tmp_path


def chosen(*words: str) -> Path:
    arguments: argparse.Namespace = cli.parse(list(words))
    return cli.data_dir(arguments)


def test_data_lie_in_the_platforms_folder_unless_the_program_is_portable(folder: Path) -> None:
    assert chosen().name == "cgt-atlas"
    assert chosen().parent.name != folder.name
    (folder / "portable").mkdir()
    assert chosen() == folder / "portable"


def test_a_file_named_portable_puts_them_beside_it(folder: Path) -> None:
    (folder / "portable").write_text("")
    assert chosen() == chosen("--portable") == folder / "cgt-atlas-data"


def test_the_option_makes_it_portable_and_a_named_folder_wins(folder: Path, tmp_path: Path) -> None:
    assert chosen("--portable") == chosen("search", "x", "--portable") == folder / "portable"
    assert chosen("--portable", "--data-dir", str(tmp_path / "mine")) == tmp_path / "mine"


def test_an_appimage_is_portable_where_its_file_lies(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPIMAGE", str(folder / "usb" / "CGT-Atlas.AppImage"))
    assert chosen("--portable") == folder / "usb" / "portable"
