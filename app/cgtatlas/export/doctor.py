"""What a report of a problem should say: versions, system, library, the state of the reader's file.

Nothing of what the reader wrote or read is in it, and their home folder is written as ``~``.
"""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cgtatlas import __version__
from cgtatlas.core.display import window_problem
from cgtatlas.core.errors import AtlasError
from cgtatlas.core.paths import in_checkout
from cgtatlas.core.settings import SETTINGS
from cgtatlas.store.backup import backups
from cgtatlas.store.store import reader_file

if TYPE_CHECKING:
    from collections.abc import Mapping

#: section -> line -> value
Report = dict[str, dict[str, str]]

PARTS = ("PySide6-Essentials", "sqlite-utils", "Markdown", "pyahocorasick", "XlsxWriter")
_COUNTED = ("annotation", "bookmark", "visit")


def examine(data_dir: Path) -> Report:
    """Look at everything; what cannot be looked at is said in its line and stops nothing."""
    return {
        "program": _program(),
        "system": _system(data_dir),
        "library": _library(),
        "reader": _reader(reader_file(data_dir)),
        "settings": _settings(reader_file(data_dir)),
    }


def as_text(report: Mapping[str, Mapping[str, str]]) -> str:
    """The report as lines to be copied into a letter."""
    lines = []
    for section, values in report.items():
        lines.append(f"[{section}]")
        lines += [f"{key}: {value}" for key, value in values.items()]
        lines.append("")
    return "\n".join(lines)


def tilde(text: object) -> str:
    """A text without the name of the reader's home folder."""
    home = str(Path.home())
    return str(text).replace(home, "~") if len(home) > 1 else str(text)


def _program() -> dict[str, str]:
    kind = "frozen" if getattr(sys, "frozen", False) else "checkout" if in_checkout() else "installed"
    found = {
        "cgt-atlas": f"{__version__} ({kind})",
        "python": f"{platform.python_version()} {platform.python_implementation()}",
        "sqlite": f"{sqlite3.sqlite_version} ({_features()})",
    }
    return found | {name: _version(name) for name in PARTS}


def _version(name: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        # a stand-alone program holds the parts without their descriptions
        return "inside the program" if hasattr(sys, "frozen") else "not installed"


def _features() -> str:
    """Of SQLite: what search and the reader's file need."""
    with closing(sqlite3.connect(":memory:")) as connection:
        options = {str(row[0]) for row in connection.execute("PRAGMA compile_options")}
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(x, tokenize='trigram')")
            trigram = "trigram"
        except sqlite3.Error:
            trigram = "no trigram"
    fts = "fts5" if "ENABLE_FTS5" in options else "no fts5"
    return ", ".join((fts, trigram, f"threadsafe {sqlite3.threadsafety}"))


def _system(data_dir: Path) -> dict[str, str]:
    problem = window_problem()
    session = os.environ.get("XDG_SESSION_TYPE") or os.environ.get("QT_QPA_PLATFORM") or "-"
    desktop = os.environ.get("XDG_CURRENT_DESKTOP") or "-"
    return {
        "platform": f"{platform.system()} {platform.release()} {platform.machine()}",
        "locale": ".".join(part or "-" for part in locale.getlocale()),
        "display": f"{session}, {desktop}" + (f" ({problem[0]})" if problem is not None else ""),
        "encoding": f"{sys.getfilesystemencoding()}, {sys.stdout.encoding if sys.stdout else '-'}",
        "free disk": _free(data_dir),
    }


def _free(folder: Path) -> str:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return f"{shutil.disk_usage(folder).free // 1_000_000:,} MB"
    except OSError as error:
        return str(error.strerror)


def _library() -> dict[str, str]:
    from cgtatlas.library.bundled import bundled_library
    from cgtatlas.library.check import check
    from cgtatlas.library.reader import Library

    try:
        path = bundled_library()
        with closing(Library(path)) as library:
            results = check(library)
            bad = [f"{result.rule} {len(result.problems)}" for result in results if result.problems]
            return {
                "file": f"{tilde(path)}, {path.stat().st_size:,} bytes",
                "fingerprint": library.meta("fingerprint")[:16],
                "contents": f"{len(library.entries())} entries, {len(library.documents())} documents",
                "check": ", ".join(bad) or f"sound ({len(results)} rules)",
            }
    except AtlasError as error:
        return {"problem": tilde(f"{error.code} {error.data}")}
    except (OSError, sqlite3.Error) as error:
        return {"problem": tilde(error)}


def _reader(path: Path) -> dict[str, str]:
    if not path.exists():
        return {"file": f"{tilde(path)}: there is none yet"}
    copies = backups(path)
    found = {"file": f"{tilde(path)}, {path.stat().st_size:,} bytes"}
    log = path.with_name(f"{path.name}-wal")
    found["log"] = f"{log.stat().st_size:,} bytes" if log.exists() else "none"
    found["writable"] = "yes" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "no"
    found["backups"] = f"{len(copies)}" + (f", newest {copies[0].path.name}" if copies else "")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=2)) as file:
            found["schema"] = str(file.execute("PRAGMA user_version").fetchone()[0])
            found["check"] = str(file.execute("PRAGMA quick_check(1)").fetchone()[0])
            for table in _COUNTED:
                found[f"{table}s"] = str(file.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.Error as error:
        found["problem"] = tilde(error)
    return found


def _settings(path: Path) -> dict[str, str]:
    """Settings that are not as at first; of a folder only that there is one."""
    if not path.exists():
        return {}
    changed: dict[str, str] = {}
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=2)) as file:
            for key, stored in file.execute("SELECT key, value FROM setting ORDER BY key"):
                setting = SETTINGS.get(key)
                if setting is not None and setting.decode(stored) != setting.default:
                    changed[key] = "chosen" if setting.kind == "folder" else tilde(setting.decode(stored))
    except sqlite3.Error as error:
        return {"problem": tilde(error)}
    return changed
