from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cgtatlas import cli
from cgtatlas.core.settings import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path


def run(data_dir: Path, *words: str) -> int:
    return cli.run(cli.parse(["settings", *words, "--data-dir", str(data_dir), "--lang", "en"]))


def test_settings_are_listed_changed_and_reset(
    data_dir: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(data_dir, "--json") == 0
    listed = json.loads(capsysbinary.readouterr().out)
    assert [one["key"] for one in listed] == list(SETTINGS)
    assert not data_dir.exists()  # looking makes nothing
    assert run(data_dir, "text_size", "150") == 0
    capsysbinary.readouterr()
    assert run(data_dir, "text_size", "--json") == 0
    assert json.loads(capsysbinary.readouterr().out)["value"] == 150
    assert run(data_dir, "reduce_motion", "yes") == 0
    assert b"reduce_motion = true *" in capsysbinary.readouterr().out
    assert run(data_dir, "--reset") == 0
    assert b" *\n" not in capsysbinary.readouterr().out


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("nothing",), 1, b"cgt-atlas settings"),
        (("text_size", "9"), 3, b"text_size"),
        (("text_size", "big"), 3, b"big"),
        (("theme", "pink"), 3, b"pink"),
        (("keep_history", "maybe"), 3, b"maybe"),
        (("shortcuts", "[1]"), 3, b"shortcuts"),
    ],
)
def test_what_is_not_allowed_is_said(
    data_dir: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    words: tuple[str, ...],
    status: int,
    said: bytes,
) -> None:
    assert run(data_dir, *words) == status
    assert said in capsysbinary.readouterr().err
