"""The starter's sentences: Chinese where the system speaks Chinese, else English."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

COULD_NOT_BE_DONE = 3


class Failed(Exception):
    """A step did not work; the text holds the last lines it printed."""


def chinese() -> bool:
    """Does the reader's system speak Chinese?"""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].lower().startswith("zh")
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x04)


def say(zh: str, en: str) -> None:
    """A line of progress, on standard error: standard output belongs to the program's answer."""
    text = zh if chinese() else en
    encoding = sys.stderr.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


def stop(zh: str, en: str) -> NoReturn:
    """End with a sentence and the status of what could not be done."""
    say(zh, en)
    sys.exit(COULD_NOT_BE_DONE)
