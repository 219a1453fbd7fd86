"""Where the shipped data lies and where the reader's data goes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

#: How the files of libraries end that people hand to each other; the program reads any name.
LIBRARY_SUFFIX = ".cgtlib"

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


def program_folder() -> Path:
    """The folder that a person takes along with the program: of the executable or the AppImage, the checkout,
    else the environment that the program is installed in.
    """
    if getattr(sys, "frozen", False):
        return Path(os.environ.get("APPIMAGE") or sys.executable).absolute().parent
    return checkout() if in_checkout() else Path(sys.prefix)


def is_library(word: str) -> bool:
    """Is this the name of a library's file, as the desktop or a person hands it over?"""
    return word.lower().endswith(LIBRARY_SUFFIX) and not word.startswith("cgt:")


def portable_dir(*, wanted: bool = False) -> Path | None:
    """The folder of the reader's data beside the program; None when it is not portable.

    A folder ``portable`` beside the program holds the data; a file of that name puts them into
    ``cgt-atlas-data`` beside it. ``wanted`` asks for the folder although there is none yet.
    """
    marker = program_folder() / "portable"
    if marker.is_file():
        return program_folder() / "cgt-atlas-data"
    return marker if wanted or marker.is_dir() else None


def default_data_dir() -> Path:
    """The folder for this program's user data: beside it when it is portable, else the platform's.

    Not created here.
    """
    beside = portable_dir()
    if beside is not None:
        return beside
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "cgt-atlas"
