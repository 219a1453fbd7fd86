"""Every test has its own data folder, and fails on any unexpected log record or warning."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cgtatlas.library.reader import Library

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point every standard folder into the test's own folder; nothing of the user is read or written."""
    home = tmp_path / "home"
    for name, folder in {
        "HOME": home,
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "LOCALAPPDATA": home / "data",
    }.items():
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return home


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder for the reader's file; made by the program, not here."""
    return tmp_path / "reader-data"


@pytest.fixture(autouse=True)
def fail_on_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A log record of warning or above that the test did not ask for fails it."""
    yield
    asked = getattr(caplog, "expected", set())
    found = [
        record
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING and record.name not in asked
    ]
    assert not found, f"unexpected log records: {[record.getMessage() for record in found]}"


@pytest.fixture(scope="session")
def built_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library compiled from the checkout's sources; shared, never written to."""
    from cgtatlas.library.compile import compile_library

    out = tmp_path_factory.mktemp("library") / "library.db"
    compile_library(ROOT / "resources" / "library", out)
    out.chmod(0o444)
    return out


@pytest.fixture(scope="session")
def library_path(built_library: Path) -> Path:
    """The path of the compiled library."""
    return built_library


@pytest.fixture
def library(library_path: Path) -> Iterator[Library]:
    """The compiled library, open."""
    from cgtatlas.library.reader import Library

    opened = Library(library_path)
    yield opened
    opened.close()


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the library's sources, to be spoilt."""
    return Path(shutil.copytree(ROOT / "resources" / "library", tmp_path / "sources"))
