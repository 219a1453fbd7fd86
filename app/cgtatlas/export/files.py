"""Texts in from files of strangers, and files out: whole or not at all."""

from __future__ import annotations

import codecs
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from cgtatlas.core.errors import NotSaved, Refused
from cgtatlas.store.failures import code_of
from cgtatlas.store.places import regular_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: The largest file that is read, in bytes: some 30,000 notes of a long paragraph each.
LARGEST = 32 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# UTF-8 first: a Chinese text in GB 18030 is never valid UTF-8 by chance for long
_LOOK = 60  # bytes
_GUESSES = ("utf-8", "gb18030")


def ending(path: Path, known: Iterable[str]) -> str:
    """The ending of a file name in small letters. Raises Refused("no_such_format") for another one."""
    found = path.suffix.lower()
    if found not in known:
        raise Refused("no_such_format", path=path.name, formats=" ".join(known))
    return found


def read_text(path: Path) -> str:
    """All of a text file: UTF-8, UTF-16 or UTF-32 with a mark, else GB 18030; without NUL.

    Raises Refused: no_such_file, not_a_file, no_access, import_too_large, import_not_text, import_unreadable.
    """
    if not regular_file(path):
        raise Refused("no_such_file", path=str(path))
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except PermissionError as error:
        raise Refused("no_access", path=str(path)) from error
    except OSError as error:
        raise Refused("import_unreadable", path=str(path)) from error
    if len(data) > LARGEST:
        raise Refused("import_too_large", path=path.name, megabytes=LARGEST // 1024**2)
    return _decode(data, path).replace("\0", "")


def _decode(data: bytes, path: Path) -> str:
    encodings = next(((name,) for mark, name in _MARKS if data.startswith(mark)), _GUESSES)
    # UTF-16 without its mark: every other byte of the ASCII in a first line is 0
    for first, name in ((0, "utf-16-be"), (1, "utf-16-le")):
        if data[first:_LOOK:2].count(0) > _LOOK // 6:
            encodings = (name,)
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise Refused("import_not_text", path=path.name)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; one of that name is replaced.

    Raises AtlasError("no_such_folder"), Refused("not_a_file"), NotSaved (disk_full, cannot_write, io_error).
    """
    if not path.absolute().parent.is_dir():
        raise NotSaved("no_such_folder", path=str(path.parent))
    regular_file(path)
    part = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        code = code_of(error) or "io_error"
        raise NotSaved("cannot_write" if code == "read_only" else code, path=str(path)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
