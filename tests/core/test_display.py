from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core import display

if TYPE_CHECKING:
    from pathlib import Path

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks X and Wayland")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(display, "missing_libraries", lambda table: [])


@linux_only
def test_no_display_at_all() -> None:
    assert display.window_problem() == ("no_display", {})


@linux_only
def test_a_display_nobody_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    assert display.window_problem() == ("no_display", {})


@linux_only
def test_a_display_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind("\0/tmp/.X11-unix/X988")
        server.listen()
        monkeypatch.setenv("DISPLAY", ":988.0")
        assert display.window_problem() is None


@linux_only
def test_a_wayland_socket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert display.window_problem() == ("no_display", {})
    (tmp_path / "wayland-0").touch()
    assert display.window_problem() is None


@linux_only
def test_missing_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(display, "missing_libraries", lambda table: ["libgl1", "libegl1"])
    assert display.window_problem() == ("missing_libraries", {"packages": "libgl1 libegl1"})


@linux_only
def test_a_library_that_is_not_there_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    table = {"libc.so.6": "libc6", "libsurely-not-there.so.9": "libsurely9"}
    assert display.missing_libraries(table) == ["libsurely9"]
