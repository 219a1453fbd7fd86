from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cgtatlas import main
from cgtatlas.core import settings
from cgtatlas.store.store import Store, reader_file

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_doctor_looks_at_everything_and_changes_nothing(
    own_folders: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = own_folders / "my data"
    assert main.main(["doctor", "--data-dir", str(folder)]) == 0
    text = capsysbinary.readouterr().out.decode()
    assert "there is none yet" in text
    assert not folder.exists()
    assert str(own_folders) not in text
    assert "~/my data" in text.replace("\\", "/")


def test_changed_settings_and_counts_are_told_but_no_contents(
    data_dir: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    store = Store(reader_file(data_dir))
    store.remember("cgt:entry/kymriah", "a secret title")
    store.set_setting(settings.THEME, "dark")
    store.set_setting(settings.BACKUP_FOLDER, str(data_dir / "secret place"))
    store.close()
    assert main.main(["doctor", "--json", "--data-dir", str(data_dir)]) == 0
    out = capsysbinary.readouterr().out
    report = json.loads(out)
    assert report["settings"] == {"backup_folder": "chosen", "theme": "dark"}
    assert report["reader"]["visits"] == "1"
    assert report["reader"]["check"] == "ok"
    assert report["library"]["check"].startswith("sound")
    assert report["window"]["qt"]
    assert b"secret" not in out


def test_a_damaged_file_is_told(data_dir: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    data_dir.mkdir()
    reader_file(data_dir).write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    assert main.main(["doctor", "--json", "--data-dir", str(data_dir)]) == 0
    assert json.loads(capsysbinary.readouterr().out)["reader"]["problem"]
