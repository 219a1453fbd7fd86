"""Is the installed Qt safe for this Python? Asked before Qt is imported, in well under a millisecond."""

from __future__ import annotations

import re
import sys
from importlib.machinery import PathFinder
from pathlib import Path

from cgtatlas.core.errors import AtlasError, Refused

_VERSION = re.compile(r'^__version__ = "([^"]+)"', re.MULTILINE)
_IMMORTAL_NONE = (3, 12)


def qt_version() -> str | None:
    """The version of the PySide6 that would be imported, or None without one. Imports nothing of it.

    ``importlib.metadata`` would tell as well, but costs a tenth of a second at every start.
    """
    spec = PathFinder.find_spec("PySide6")
    if spec is None or spec.origin is None:
        return None
    try:
        found = _VERSION.search(Path(spec.origin).read_text(encoding="utf-8", errors="replace"))
    except OSError:  # frozen into one file: there is nothing to read, and the builder chose the version
        return ""
    return found[1] if found else ""


def qt_problem() -> AtlasError | None:
    """Why Qt must not be imported here; None when it may. Codes: qt_missing, qt_unsafe.

    PySide6 6.12 drops a reference to None with most calls under Python 3.10 and 3.11, and ends the
    interpreter once they are used up, in the middle of the reader's work.
    """
    version = qt_version()
    if version is None:
        return Refused("qt_missing") if not getattr(sys, "frozen", False) else None
    if sys.version_info[:2] < _IMMORTAL_NONE and version.startswith("6.12."):
        python = ".".join(str(part) for part in sys.version_info[:3])
        return Refused("qt_unsafe", qt=version, python=python)
    return None
