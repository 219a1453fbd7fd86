from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from cgtatlas import main as program
from cgtatlas.library import bundled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(
    library_path: Path,
    data_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Callable[..., tuple[int, str, str]]:
    """Run the program's command line; returns its exit status, output and messages."""
    monkeypatch.setattr(bundled, "bundled_library", lambda: library_path)

    def run(*words: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        try:
            status = program.main([*words, "--data-dir", str(data_dir)])
        except SystemExit as stop:
            status = int(str(stop.code))
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return run
