"""The window as a screen reader finds it: over AT-SPI, from another process, on a bus of the test's own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cgtatlas.library.reader import Library

pytestmark = [pytest.mark.end2end, pytest.mark.xvfb]
PROBE = Path(__file__).with_name("atspi_probe.py")
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
PYTHON = "/usr/bin/python3"  # the system's: pyatspi's parts come as packages of the system
NAMED = {"text", "tree", "table", "list", "push button", "check box", "combo box", "radio button", "page tab"}


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus with the accessibility service on it; skips where the system has none."""
    launcher = next((path for path in LAUNCHERS if Path(path).exists()), None)
    knows = [PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    able = Path(PYTHON).exists() and subprocess.run(knows, capture_output=True, check=False).returncode == 0
    if launcher is None or not able or shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon, at-spi2-core and python3-pyatspi of the system")
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        monkeypatch.setenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1")
        service = subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            service.terminate()
            service.wait(10)
    finally:
        daemon.terminate()
        daemon.communicate(timeout=10)


class Reader:
    """A screen reader that has found the program."""

    def __init__(self, program: Any) -> None:
        self._probe = subprocess.Popen(
            [PYTHON, str(PROBE), str(program.process.pid)],
            env={key: value for key, value in os.environ.items() if not key.startswith("PYTHON")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._line() == "ready", "the program is not on the accessibility bus"

    def _line(self) -> Any:
        assert self._probe.stdout is not None
        return json.loads(self._probe.stdout.readline())

    def ask(self, command: str) -> Any:
        assert self._probe.stdin is not None
        self._probe.stdin.write(command + "\n")
        self._probe.stdin.flush()
        return self._line()

    def heard(self, kind: str, held: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first event of a kind of which ``held`` is true; waits for it."""
        end, all_heard = time.monotonic() + 15, []
        while time.monotonic() < end:
            for event in self.ask("events"):
                all_heard.append(event)
                if event["type"].startswith(kind) and held(event):
                    return dict(event)
            time.sleep(0.1)
        pytest.fail(f"never heard: {kind}; but {all_heard[-10:]}")

    def close(self) -> None:
        self._probe.communicate("quit\n", timeout=15)


@pytest.fixture
def listening(bus: None, start: Callable[..., Any]) -> Iterator[Callable[..., tuple[Any, Reader]]]:
    """Starts the program and a screen reader beside it."""
    readers: list[Reader] = []

    def open_both(*words: str, language: str = "zh") -> tuple[Any, Reader]:
        program = start(*words, language=language)
        readers.append(Reader(program))
        return program, readers[-1]

    yield open_both
    for reader in readers:
        reader.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_that_takes_the_keyboard_tells_role_and_name(
    listening: Callable[..., tuple[Any, Reader]], language: str
) -> None:
    program, reader = listening("--open", "cgt:entry/kymriah", language=language)
    program.wait_for(
        lambda: any(row["role"] == "table cell" and row["name"] == "1" for row in reader.ask("tree")),
        "the facts of the entry are told",
    )
    rows = [row for row in reader.ask("tree") if row["showing"]]
    assert {"text", "tree", "table"} <= {row["role"] for row in rows}
    unnamed = [
        (row["role"], row["path"][-2:])
        for row in rows
        if row["focusable"] and row["role"] in NAMED and not row["name"].strip()
    ]
    assert unnamed == []
    assert [row["name"] for row in rows if row["focused"]], "the keyboard is somewhere"
    program.kill()


def test_counts_are_announced_and_the_original_is_text(
    listening: Callable[..., tuple[Any, Reader]], library: Library
) -> None:
    program, reader = listening()
    program.keys("ctrl+l")
    program.type("in:passage JWCAR029")
    total = "4 处"
    reader.heard("object:announcement", lambda event: total in event["said"])
    program.keys("Return", "ctrl+3")
    program.wait_for(lambda: reader.ask("text 原文："), "the original text is told")
    told = reader.ask("text 原文：")
    # the view shows a document's blocks; every word of a passage is in what is told
    assert "JWCAR029" in told["text"]
    reader.ask("events")
    program.keys("Right", "Right", "shift+Right")
    moved = reader.heard("object:text-caret-moved", lambda event: event["name"].startswith("原文："))
    assert moved["detail"] > 0
    program.kill()
