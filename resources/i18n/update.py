"""Brings the translation files in step with the sources: ``python resources/i18n/update.py``.

Reads every string of the interface into ``cgtatlas_zh.ts`` (translate new ones there, by hand or with
Linguist), then writes ``cgtatlas_zh.qm``, which the program loads. Run it after changing a string; a test
fails until the files are in step. Needs no network. With a folder as argument, writes there instead.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import PySide6

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent.parent / "app" / "cgtatlas" / "ui"
TS = "cgtatlas_zh.ts"


def update(folder: Path = HERE) -> None:
    """Write the .ts and .qm files of all languages into a folder; raises CalledProcessError."""
    files = sorted(str(path) for path in SOURCES.rglob("*.py"))
    if folder != HERE:
        shutil.copy(HERE / TS, folder / TS)
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "zh_CN"]
    _tool("lupdate", *options, *files, "-ts", str(folder / TS))
    _tool("lrelease", "-silent", str(folder / TS), "-qm", str((folder / TS).with_suffix(".qm")))


def _tool(name: str, *arguments: str) -> None:
    tool = Path(PySide6.__file__).parent / (f"{name}.exe" if sys.platform == "win32" else name)
    subprocess.run([str(tool), *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    update(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
