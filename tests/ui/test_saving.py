from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import NotSaved, Refused
from cgtatlas.export import tables
from cgtatlas.ui import saving

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.ui.window import Window


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.csv"
    saving.save_table([["a", "b"]], path)
    before = path.read_bytes()

    def full(_table: object, part: Path) -> None:
        part.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tables, "write", full)
    with pytest.raises(NotSaved) as caught:
        saving.save_table([["a", "b"]], path)
    assert caught.value.code == "disk_full"
    assert path.read_bytes() == before
    assert list(tmp_path.glob("*.csv")) == [path]
    monkeypatch.undo()
    with pytest.raises(Refused):
        saving.save_table([["a"]], tmp_path / "table.exe")


def test_the_file_asked_for_always_has_an_ending(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choice(chosen: str, filter_: str) -> None:
        def dialog(_parent: object, _title: str, suggested: str, _filters: str) -> tuple[str, str]:
            asked.append(suggested)
            return chosen, filter_

        monkeypatch.setattr(saving.QFileDialog, "getSaveFileName", dialog)

    choice(str(tmp_path / "mine"), "CSV (*.csv)")
    assert saving.ask_file(window, "", "A/B: c?") == tmp_path / "mine.csv"
    assert asked[0].endswith("A B c.xlsx")
    choice(str(tmp_path / "mine.html"), "CSV (*.csv)")
    assert saving.ask_file(window, "", "x") == tmp_path / "mine.html"
    choice("", "")
    assert saving.ask_file(window, "", "x") is None
