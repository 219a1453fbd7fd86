from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.model import Anchor
from cgtatlas.store.store import Store, reader_file

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def path(data_dir: Path) -> Path:
    return reader_file(data_dir)


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store(path)
    yield opened
    opened.close()


@pytest.fixture
def anchor() -> Anchor:
    return Anchor("car-t-industrialisation-2018", "a" * 64, 10, 14, "细胞治疗", "前文", "后文")


@pytest.fixture
def plain_user() -> Iterator[Path]:
    """A folder in which the test runs without the right to ignore permissions."""
    if sys.platform == "win32":
        pytest.skip("permissions work otherwise there")
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    if root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        for found in [folder, *folder.rglob("*")]:
            found.chmod(0o755)
        shutil.rmtree(folder)
