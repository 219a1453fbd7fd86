"""Where the shipped data lies and where the reader's data goes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """A shipped file or folder such as ``db/library.db`` or ``resources/themes``.

    Found in an installed wheel, in a checkout and in a frozen program alike.
    """
    inside = _PACKAGE / "_shipped" / name
    return inside if (_PACKAGE / "_shipped").is_dir() else checkout() / name


def checkout() -> Path:
    """The folder that holds ``pyproject.toml`` when the program runs from its checkout."""
    return _PACKAGE.parent.parent


def in_checkout() -> bool:
    """Is the program running from its checkout (not from a wheel or a frozen folder)?"""
    return not (_PACKAGE / "_shipped").is_dir() and (checkout() / "pyproject.toml").is_file()


def default_data_dir() -> Path:
    """The platform's folder for this program's user data. Not created here."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "cgt-atlas"
