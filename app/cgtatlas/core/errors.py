"""Typed errors. Rooms raise them with data; the window and the command line make the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class AtlasError(Exception):
    """Something known went wrong. ``code`` names it, ``data`` fills the sentence.

    Codes are listed, with their sentences in both languages, in ``core/sentences.py``.
    """

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value}" for key, value in self.data.items())
        return f"{self.code} ({details})" if details else self.code


class NotFound(AtlasError):
    """An id that names nothing. Codes: no_document, no_entry, no_range."""


class Refused(AtlasError):
    """A file or an input that is not accepted. Codes: not_ours, too_new, corrupt, locked, ..."""


class NotSaved(AtlasError):
    """A change that did not reach the disk. Codes: disk_full, read_only, io_error, locked."""


class Conflict(AtlasError):
    """An edit of something that was changed or deleted meanwhile. Code: conflict."""


class BuildError(AtlasError):
    """The library's sources are wrong. ``problems`` say where and why, one line each."""

    def __init__(self, problems: Sequence[object]) -> None:
        super().__init__("build_failed", count=len(problems))
        self.problems = tuple(problems)
