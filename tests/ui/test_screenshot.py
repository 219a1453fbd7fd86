from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from cgtatlas.core.errors import NotFound
from cgtatlas.core.paths import shipped
from cgtatlas.ui.screenshot import shoot
from cgtatlas.ui.theme.style import read_theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


def fingerprints(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_of_the_asked_size_in_the_asked_theme(
    qapp: QApplication, library_path: Path, data_dir: Path, tmp_path: Path, theme: str
) -> None:
    out = tmp_path / "shot.png"
    shoot(library_path, data_dir, out, query="Kymriah", size=(1280, 800), theme=theme)
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1280, 800)
    colours = {image.pixelColor(x, y).name() for x in range(0, 1280, 8) for y in range(0, 800, 8)}
    roles = read_theme(shipped(f"resources/themes/{theme}.toml"))
    assert roles["base"].name() in colours
    assert roles["hit"].name() in colours
    assert not data_dir.exists()


def test_the_readers_own_file_is_shown_and_left_alone(
    qapp: QApplication, library_path: Path, data_dir: Path, tmp_path: Path
) -> None:
    from cgtatlas.store.store import Store

    Store(data_dir / "reader.db").close()
    before = fingerprints(data_dir)
    shoot(library_path, data_dir, tmp_path / "shot.png", entry="kymriah", lang="en")
    assert {name: value for name, value in fingerprints(data_dir).items() if name in before} == before


def test_an_unknown_entry_is_refused(
    qapp: QApplication, library_path: Path, data_dir: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotFound):
        shoot(library_path, data_dir, tmp_path / "shot.png", entry="nobody")
    assert not (tmp_path / "shot.png").exists()
