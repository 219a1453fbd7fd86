"""Where the environment lies and whether it still fits; read at every start, it imports next to nothing."""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
SCRIPTS = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(SCRIPTS, "python.exe" if os.name == "nt" else "python")
PROGRAM = os.path.join(SCRIPTS, "cgt-atlas.exe" if os.name == "nt" else "cgt-atlas")
STAMP = os.path.join(VENV, "cgt-atlas-stamp.txt")
CONSTRAINTS = os.path.join(ROOT, ".ci", "constraints.txt")


def read(path: str) -> str:
    """A text file, or nothing."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return ""


def identity() -> str:
    """All that the environment is made from: when this text changes, it is brought up to date."""
    made_from = [ROOT, sys.base_prefix, sys.version, read(os.path.join(ROOT, "pyproject.toml"))]
    return "\n".join([*made_from, read(CONSTRAINTS)])


def done() -> set:  # type: ignore[type-arg]  # the syntax of Python 3.6
    """Names of what was set up before for exactly this folder, project and interpreter."""
    names, _, made_from = read(STAMP).partition("\n")
    usable = made_from == identity() and os.path.exists(PYTHON) and os.path.exists(PROGRAM)
    return set(names.split()) if usable else set()


def write_stamp(names: set) -> None:  # type: ignore[type-arg]
    """Remember what was set up. Written last and in one step: a half-made environment has no stamp."""
    with open(STAMP + ".new", "w", encoding="utf-8") as file:
        file.write(" ".join(sorted(names)) + "\n" + identity())
    os.replace(STAMP + ".new", STAMP)


def needs(words: list) -> set:  # type: ignore[type-arg]
    """What a command line needs: ``program``, ``tests`` and groups of system libraries."""
    if words[:1] == ["test"]:
        return {"program", "tests", "qt", "x11"}
    first = words[0] if words else ""
    draws = first in ("screenshot", "evidence")
    opens_window = not first or (first.startswith("-") and first not in ("-h", "--help", "--version"))
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if draws or (opens_window and platform.startswith(("offscreen", "minimal"))):
        return {"program", "qt"}
    found = {"program"}
    if opens_window and os.environ.get("DISPLAY"):
        found |= {"qt", "x11"}
    if opens_window and os.environ.get("WAYLAND_DISPLAY"):
        found |= {"qt", "wayland"}
    return found
