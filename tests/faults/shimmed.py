"""Runs ``work.py`` under ``shim.c``; what powercut.py and iofault.py share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import cgtatlas

HERE = Path(__file__).parent
APP = str(Path(cgtatlas.__file__).parent.parent)


def why_not() -> str:
    """Why the shim cannot be used here; "" when it can."""
    if not sys.platform.startswith("linux"):
        return "the shim needs Linux"
    return "" if shutil.which("gcc") else "the shim needs gcc"


def compile_shim(folder: Path) -> Path:
    """Make shim.so in a folder, once."""
    made = folder / "shim.so"
    if not made.exists():
        words = [
            "gcc",
            "-O1",
            "-w",
            "-shared",
            "-fPIC",
            "-o",
            str(made),
            str(HERE / "shim.c"),
            "-ldl",
            "-lpthread",
        ]
        subprocess.run(words, check=True)
    return made


def run_child(
    shim: Path, path: Path, seed: int, steps: int, said_to: Path, **environment: str
) -> tuple[int | None, str]:
    """Its exit status (None when it hung and was killed) and the end of what it complained about."""
    child = subprocess.Popen(
        [sys.executable, str(HERE / "work.py"), APP, str(path), str(seed), str(steps), str(said_to)],
        env={**os.environ, **environment, "LD_PRELOAD": str(shim), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    try:
        said = child.communicate(timeout=90)[1]
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return None, "hung"
    return child.returncode, said[-300:]
