"""A virtual X display and the real program as a process, driven by keys alone."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

APP = Path(__file__).resolve().parents[2] / "app"
_PATIENCE = 30.0  # seconds; a loaded machine is slow, and only a failing test waits so long


def _wait_for(condition: Callable[[], object], what: str) -> object:
    """Wait until a condition holds and return what it gave; fails with ``what`` when it never does."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    pytest.fail(f"never happened: {what}")


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The name of a virtual X display that only these tests use."""
    missing = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"needs {' and '.join(missing)}: python3 app test installs them where it may")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


class Program:
    """The program in a window of its own; ``keys`` and ``type`` are what a person would press."""

    def __init__(self, display: str, data_dir: Path, *words: str, language: str = "zh") -> None:
        self.data_dir = data_dir
        self._env = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(APP),
            "LC_ALL": "C.UTF-8",
            "PYTHONWARNINGS": "error",
        }
        self._env.pop("WAYLAND_DISPLAY", None)
        command = [
            sys.executable,
            "-m",
            "cgtatlas.main",
            "--data-dir",
            str(data_dir),
            "--lang",
            language,
            *words,
        ]
        self.process = subprocess.Popen(
            command, env=self._env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.window = str(_wait_for(self._find_window, "a window appears"))
        self.focus()

    def focus(self) -> None:
        """Give the window the keyboard: there is no window manager that would, after a dialog."""
        self._xdo("windowfocus", "--sync", self.window)

    def _find_window(self) -> str:
        if self.process.poll() is not None:
            pytest.fail(f"the program ended: {self.process.communicate()}")
        found = self._xdo("search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "CGT Atlas")
        return found.split("\n")[0]

    def _xdo(self, *words: str) -> str:
        result = subprocess.run(
            ["xdotool", *words], env=self._env, capture_output=True, text=True, check=False
        )
        return result.stdout.strip()

    def keys(self, *combinations: str) -> None:
        """Press key combinations one after the other, named as X names them."""
        self._xdo("key", "--delay", "60", *combinations)

    def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        self._xdo("type", "--delay", "60", text)

    wait_for = staticmethod(_wait_for)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """What the reader's file holds, read by another process than the program."""
        path = self.data_dir / "reader.db"
        if not path.exists():
            return []
        with (
            closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=5)) as connection,
            connection,
        ):
            return connection.execute(sql).fetchall()

    def quit(self) -> None:
        """Leave by the keyboard; the program must end cleanly and say nothing on standard error."""
        self.keys("ctrl+q")
        _, messages = self.process.communicate(timeout=_PATIENCE)
        assert self.process.returncode == 0
        assert messages == b""

    def kill(self) -> None:
        """End the process as a crash would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=_PATIENCE)

    def end(self) -> None:
        """End the process if a failed test left it running."""
        if self.process.poll() is None:
            self.kill()


@pytest.fixture
def start(display: str, data_dir: Path) -> Iterator[Callable[..., Program]]:
    """Start the program; every start of a test shares one data folder."""
    started: list[Program] = []

    def start(*words: str, language: str = "zh") -> Program:
        started.append(Program(display, data_dir, *words, language=language))
        return started[-1]

    yield start
    for program in started:
        program.end()
