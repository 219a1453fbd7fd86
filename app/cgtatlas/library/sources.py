"""Reads the library's source files: documents, entries, vocabulary, disagreements.

Problems are collected with file and line, so that one build names all of them.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Table = dict[str, Any]

_SLUG = re.compile(r"[a-z0-9][a-z0-9._-]*")
_TOML_LINE = re.compile(r"\(at line (\d+)")
#: Folders that hold entry files.
ENTRY_FOLDERS = ("therapies", "companies", "policies", "others")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a source file; ``line`` counts from 1."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass
class Problems:
    """Collects what is wrong while reading goes on."""

    root: Path
    found: list[Problem] = field(default_factory=list)

    def add(self, path: Path, line: int, reason: str) -> None:
        """Note a problem at a line of a file."""
        name = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name
        self.found.append(Problem(name, line, reason))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A parsed source file. ``first`` is the file's line on which its TOML begins."""

    path: Path
    id: str
    table: Table
    raw: str
    body: str = ""
    first: int = 1

    def line_of(self, *needles: str) -> int:
        """The line on which the needles are found one after the other; the last one found counts."""
        position = 0
        for needle in needles:
            found = self.raw.find(needle, position)
            if found >= 0:
                position = found
        return self.raw.count("\n", 0, position) + 1


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One article: its metadata and its exact text."""

    file: SourceFile
    text: str

    @property
    def id(self) -> str:
        """The document's id."""
        return self.file.id


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything a library is made from."""

    root: Path
    vocabulary: dict[str, dict[str, Table]]
    documents: tuple[SourceDocument, ...]
    entries: tuple[SourceFile, ...]
    disagreements: tuple[SourceFile, ...]  # none or one
    judgements: tuple[SourceFile, ...] = ()  # derived.toml, dismissed.toml, those that are there


def read_sources(root: Path, problems: Problems) -> Sources:
    """Read every source file below ``root``; what cannot be read is added to the problems."""
    vocabulary = _read_toml(root / "vocabulary.toml", problems)
    documents = [_read_document(path, problems) for path in sorted((root / "documents").glob("*.toml"))]
    if not documents:
        problems.add(root / "documents", 1, "no document: a library needs at least one .toml file here")
    entries = [
        _read_entry(path, problems)
        for folder in ENTRY_FOLDERS
        for path in sorted((root / folder).glob("*.md"))
        if path.name != "README.md"
    ]
    return Sources(
        root,
        vocabulary.table if vocabulary else {},
        tuple(document for document in documents if document),
        tuple(entry for entry in entries if entry),
        _read_if_there(root, ["disagreements"], problems),
        _read_if_there(root, ["derived", "dismissed"], problems),
    )


def _read_if_there(root: Path, names: list[str], problems: Problems) -> tuple[SourceFile, ...]:
    paths = [root / f"{name}.toml" for name in names]
    return tuple(filter(None, (_read_toml(path, problems) for path in paths if path.exists())))


def _read_text(path: Path, problems: Problems) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        problems.add(path, 1, "the file is missing")
    except UnicodeDecodeError as error:
        problems.add(path, 1, f"not UTF-8 at byte {error.start}")
    return None


def _parse(path: Path, raw: str, toml: str, first: int, problems: Problems) -> Table | None:
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_LINE.search(str(error))
        line = int(place[1]) + first - 1 if place else raw.count("\n")
        problems.add(path, line, f"not valid TOML: {error}")
        return None


def _read_toml(path: Path, problems: Problems) -> SourceFile | None:
    raw = _read_text(path, problems)
    if raw is None:
        return None
    table = _parse(path, raw, raw, 1, problems)
    return None if table is None else SourceFile(path, path.stem, table, raw)


def _read_entry(path: Path, problems: Problems) -> SourceFile | None:
    raw = _read_text(path, problems)
    if raw is None:
        return None
    raw = raw.replace("\r\n", "\n")
    if not _SLUG.fullmatch(path.stem):
        problems.add(path, 1, "the file name is the id: small letters, digits, '-', '.' and '_' only")
        return None
    parts = raw.split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        problems.add(path, 1, "an entry begins with a line +++, then TOML, then a line +++")
        return None
    table = _parse(path, raw, parts[1], 2, problems)
    return None if table is None else SourceFile(path, path.stem, table, raw, parts[2], 2)


def _read_document(path: Path, problems: Problems) -> SourceDocument | None:
    file = _read_toml(path, problems)
    if file is None:
        return None
    if not _SLUG.fullmatch(file.id):
        problems.add(path, 1, "the file name is the id: small letters, digits, '-', '.' and '_' only")
        return None
    missing = [
        key for key in ("origin", "begin", "end", "sha256", "title", "language") if key not in file.table
    ]
    if missing:
        problems.add(path, 1, f"missing: {', '.join(missing)}")
        return None
    origin = _read_text(path.parent / Path(str(file.table["origin"])).name, problems)
    if origin is None:
        return None
    begin, end = file.table["begin"], file.table["end"]
    if not (isinstance(begin, int) and isinstance(end, int) and 0 <= begin < end <= len(origin)):
        problems.add(path, file.line_of("begin"), f"begin and end must lie in 0..{len(origin)}")
        return None
    text = origin[begin:end]
    if hashlib.sha256(text.encode()).hexdigest() != file.table["sha256"]:
        problems.add(
            path, file.line_of("sha256"), "the original text is not the one this file was written for"
        )
        return None
    return SourceDocument(file, text)
