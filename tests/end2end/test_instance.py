"""The real program: one window for one folder, words handed over, and the same again after a crash."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

APP = Path(__file__).resolve().parents[2] / "app"
pytestmark = [
    pytest.mark.end2end,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="kills and reads /proc"),
]


@pytest.fixture
def launch(data_dir: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts the program without a display; what still runs at the end is ended."""
    started: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory() as runtime:

        def go(*words: str) -> subprocess.Popen[bytes]:
            env = {
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "PYTHONPATH": str(APP),
                "XDG_RUNTIME_DIR": runtime,
            }
            command = [sys.executable, "-m", "cgtatlas.main", "--data-dir", str(data_dir), "--lang", "en"]
            process = subprocess.Popen(
                [*command, *words], env=env, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            started.append(process)
            return process

        try:
            yield go
        finally:
            for process in started:
                if process.poll() is None:
                    process.kill()
                process.wait(30)
                if process.stderr is not None:
                    process.stderr.close()


def wait_for(condition: Callable[[], object], what: str) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(KeyError):
            if condition():
                return
        time.sleep(0.05)
    pytest.fail(f"never happened: {what}")


def session(data_dir: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        return dict(json.loads((data_dir / "window.json").read_text())["session"])
    return {}


def shown(data_dir: Path) -> dict[str, Any]:
    """What a reader would see: tabs, the current one, query, both originals."""
    kept = session(data_dir)
    return {
        "tabs": [tab["entry"] for tab in kept["tabs"]],
        "tab": kept["tab"],
        "query": kept["query"],
        "first": {key: kept["place"]["source"].get(key) for key in ("document", "target")},
        "iri": kept["place"]["iri"],
    }


def test_a_second_start_hands_its_words_over_and_a_crash_loses_nothing_shown(
    launch: Callable[..., Any], data_dir: Path
) -> None:
    window = launch("cgt:entry/kymriah")
    wait_for(lambda: "tabs" in session(data_dir), "the first window keeps what it shows")
    for words in (("cgt:document/car-t-industrialisation-2018#500-560",), ("cgt:search/CD19",)):
        second = launch(*words)
        assert second.wait(30) == 0
        assert second.stderr.read() == b""
    wait_for(lambda: session(data_dir).get("query") == "CD19", "query and place are kept")
    wait_for(
        lambda: session(data_dir)["place"]["iri"] == "cgt:entry/cd19", "the best hit is opened, and kept"
    )
    assert session(data_dir)["place"]["source"]["target"] == [500, 560]
    assert only_local_sockets(window.pid)
    before = shown(data_dir)
    window.send_signal(signal.SIGKILL)
    window.wait(30)

    launch()
    launch("cgt:entry/yescarta")  # whichever of the two is first, the other hands its words over
    wait_for(lambda: session(data_dir)["place"]["iri"] == "cgt:entry/yescarta", "the link is opened")
    after = shown(data_dir)
    assert (after["query"], after["first"]) == (before["query"], before["first"])


def test_of_two_starts_at_once_one_stays(launch: Callable[..., Any], data_dir: Path) -> None:
    both = [launch("cgt:entry/kymriah"), launch("cgt:entry/kymriah")]
    wait_for(lambda: any(process.poll() is not None for process in both), "one of them ends")
    ended = [process for process in both if process.poll() is not None]
    assert len(ended) == 1
    assert ended[0].stderr.read() == b""
    assert ended[0].wait(30) == 0


def only_local_sockets(pid: int) -> bool:
    """Are all sockets of a process Unix ones?"""
    mine = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            target = str(link.readlink())
            if target.startswith("socket:["):
                mine.add(target[8:-1])
    network = set()
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        path = Path(f"/proc/{pid}/net/{table}")
        if path.exists():
            network |= {line.split()[9] for line in path.read_text().splitlines()[1:]}
    local = {line.split()[6] for line in Path(f"/proc/{pid}/net/unix").read_text().splitlines()[1:]}
    return bool(mine) and not mine & network and mine <= local
