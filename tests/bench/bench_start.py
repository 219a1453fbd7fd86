"""Time from exec to the first mapped window of 300 x 150 or more, and memory (PSS) some seconds later.

Starts a virtual display of its own. Programs given with --beside are measured in turn with ours, as are other
checkouts of it (--tree) and a window of Qt with one line in it (--bare). On a busy machine CPU time and RSS
compare better than the time on the clock and PSS, of which other programs with the same Qt take a share.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

APP = Path(__file__).resolve().parents[2] / "app"
MAP_NOTIFY, SUBSTRUCTURE = 19, 1 << 19
BARE = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
app.setStyle("Fusion")
font = app.font()
font.setFamilies(["Noto Sans CJK SC", font.family()])
app.setFont(font)
window = QMainWindow()
window.setCentralWidget(QLabel("细胞与基因治疗 Cell and gene therapy"))
window.resize(1280, 800)
window.show()
app.exec()
"""


class Run(NamedTuple):
    """One start: ms on the clock and of CPU until the window, MB some seconds later."""

    shown: float
    cpu: float
    pss: float
    rss: float


class MapEvent(ctypes.Structure):
    """The part of an X event that a MapNotify has."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("event", ctypes.c_ulong),
        ("window", ctypes.c_ulong),
        ("override", ctypes.c_int),
    ]


class Watch:
    """Listens to one X display for windows that appear."""

    def __init__(self, name: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
        self._x.XSetErrorHandler(self._handler)  # a window may be gone before it is asked for its size
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(name.encode()))
        root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XSelectInput(self._display, root, ctypes.c_long(SUBSTRUCTURE))
        self._x.XFlush(self._display)

    def appeared(self) -> bool:
        """Whether a window of some size was mapped since the last call."""
        buffer = (ctypes.c_long * 24)()
        found = False
        while self._x.XPending(self._display):
            self._x.XNextEvent(self._display, buffer)
            event = ctypes.cast(buffer, ctypes.POINTER(MapEvent)).contents
            if event.type == MAP_NOTIFY and not event.override:
                found = found or self._large(event.window)
        return found

    def _large(self, window: int) -> bool:
        root, numbers = ctypes.c_ulong(), [ctypes.c_uint() for _ in range(6)]
        places = [ctypes.byref(number) for number in numbers]
        got = self._x.XGetGeometry(self._display, ctypes.c_ulong(window), ctypes.byref(root), *places)
        return bool(got) and numbers[2].value >= 300 and numbers[3].value >= 150


def processes(pid: int) -> list[int]:
    """A process and everything it started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += processes(int(child))
    return found


def memory_mb(pid: int, kind: str) -> float:
    """Memory of a process tree in MB: ``Pss`` (proportional) or ``Rss`` (all that is mapped and touched)."""
    total = 0
    for process in set(processes(pid)):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith(f"{kind}:"):
                total += int(line.split()[1])
    return total / 1024


def cpu_ms(pid: int) -> float:
    """What all threads of a process tree have computed, in ms."""
    total = 0
    for process in set(processes(pid)):
        for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):  # it ended meanwhile
                total += int(thread.read_text().split()[0])
    return total / 1e6


def measure(command: list[str], display: str, app: Path = APP, wait: float = 3) -> Run:
    """One start of a program that finds our package in ``app``."""
    watch = Watch(display)
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(app)}
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while not watch.appeared():
            if process.poll() is not None or time.perf_counter() - begin > 60:
                raise SystemExit(f"no window: {shlex.join(command)}")
            time.sleep(0.002)
        shown, cpu = (time.perf_counter() - begin) * 1000, cpu_ms(process.pid)
        time.sleep(wait)
        return Run(shown, cpu, memory_mb(process.pid, "Pss"), memory_mb(process.pid, "Rss"))
    finally:
        with contextlib.suppress(ProcessLookupError):  # it ended by itself
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=6)
    parser.add_argument("--beside", action="append", default=[], metavar="COMMAND")
    parser.add_argument("--tree", action="append", default=[], type=Path, metavar="CHECKOUT")
    parser.add_argument("--bare", action="store_true", help="also a window of Qt with one line of text")
    parser.add_argument("--wait", type=float, default=3, metavar="SECONDS", help="until memory is read")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        commands = programs(given, Path(folder))
        read, write = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        try:
            with os.fdopen(read) as pipe:
                display = f":{pipe.readline().strip()}"
            for command, app in list(commands.values())[: 1 + len(given.tree)]:
                measure(command, display, app)  # warm-up: the data folders are made
            runs = {name: [] for name in commands}
            for _ in range(given.rounds):
                for name, (command, app) in list(commands.items()):
                    try:
                        runs[name].append(measure(command, display, app, given.wait))
                    except SystemExit as none:
                        print(f"left out, {none}")
                        del commands[name], runs[name]
        finally:
            server.terminate()
            server.wait(10)
    report(runs)


def programs(given: argparse.Namespace, folder: Path) -> dict[str, tuple[list[str], Path]]:
    """Command and folder of the package of every program, ours and its other checkouts first."""

    def ours(at: int) -> list[str]:
        return [sys.executable, "-m", "cgtatlas.main", "--data-dir", str(folder / str(at))]

    found = {"cgt-atlas": (ours(0), APP)}
    found |= {str(tree): (ours(at), tree.resolve() / "app") for at, tree in enumerate(given.tree, 1)}
    if given.bare:
        found["a bare window"] = ([sys.executable, "-c", BARE], APP)
    return found | {name: (shlex.split(name), APP) for name in given.beside}


def report(runs: dict[str, list[Run]]) -> None:
    """One line a program: first window (min / median / max ms), CPU, memory, and the ratio to ours."""
    base = statistics.median(run.shown for run in runs["cgt-atlas"])
    for name, measured in runs.items():
        if not measured:
            continue
        times = sorted(run.shown for run in measured)
        cpu, pss, rss = (statistics.median(run[at] for run in measured) for at in (1, 2, 3))
        middle = statistics.median(times)
        print(
            f"{name:20} first window {times[0]:.0f} / {middle:.0f} / {times[-1]:.0f} ms   CPU {cpu:.0f} ms"
            f"   PSS {pss:.0f} MB   RSS {rss:.0f} MB   ratio {middle / base:.2f}"
        )


if __name__ == "__main__":
    main()
