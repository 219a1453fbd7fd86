"""The bundled library: where it is, and in a checkout, that it matches its sources."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from cgtatlas.core.errors import Refused
from cgtatlas.core.paths import in_checkout, shipped
from cgtatlas.library.reader import Library

if TYPE_CHECKING:
    from pathlib import Path


def bundled_library() -> Path:
    """The path of the bundled library.

    In a checkout it is built when it is missing or its sources changed; an installed one is used as it is.
    Raises :class:`~cgtatlas.core.errors.BuildError` when the sources are wrong.
    """
    path = shipped("db/library.db")
    if in_checkout() and not is_current(path):
        from cgtatlas.library.compile import compile_library  # costs 100 ms: only when needed

        compile_library(shipped("resources/library"), path)
    if not path.is_file():
        raise Refused("library_missing", path=path.name)
    return path


def is_current(path: Path) -> bool:
    """Was the library at ``path`` built from the sources and the code as they are now?

    Their contents are read once after every change; after that their sizes and times tell.
    """
    from cgtatlas.library.sources_print import sources_fingerprint

    seen, stamp = path.with_name(f"{path.name}.seen"), _stamp(path)
    if stamp and _kept(seen) == stamp:
        return True
    try:
        library = Library(path)
    except Refused:
        return False
    try:
        current = library.meta("fingerprint") == sources_fingerprint(shipped("resources/library"))
    finally:
        library.close()
    if current and stamp:
        with suppress(
            OSError, UnicodeError
        ):  # without the note the contents are read again at the next start
            seen.write_text(stamp, encoding="utf-8")
    return current


def _stamp(path: Path) -> str:
    """Sizes and times of the library and of all it is made from; "" when one cannot be told."""
    from cgtatlas.library.sources_print import sources_stamp

    try:
        made = path.stat()
        return f"{made.st_size} {made.st_mtime_ns}\n{sources_stamp(shipped('resources/library'))}"
    except (OSError, UnicodeError):
        return ""


def _kept(seen: Path) -> str:
    try:
        return seen.read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return ""
