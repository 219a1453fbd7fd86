"""Tables on their way out of the window: to the clipboard and into a file of the reader's choice."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from cgtatlas.core.errors import NotSaved, Refused
from cgtatlas.export import tables
from cgtatlas.store.failures import code_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    Table = Sequence[Sequence[str]]

#: Endings offered, the usual one first, with the format's name.
FORMATS = {".xlsx": "Excel", ".csv": "CSV", ".tsv": "TSV", ".html": "HTML"}
_LONGEST = 80


def copy_table(table: Table) -> None:
    """Put a table on the clipboard as text with tabs and as HTML at once: each program takes what it can."""
    data = QMimeData()
    data.setText(tables.to_tsv(table))
    data.setHtml(tables.to_html(table))
    QGuiApplication.clipboard().setMimeData(data)


def file_name(words: str) -> str:
    """Words as a file name every system takes; without an ending."""
    plain = " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", words).split())
    return plain[:_LONGEST].strip(" .") or "table"


def ask_file(parent: QWidget, title: str, name: str) -> Path | None:
    """Ask where to save; the file always has one of the endings of ``FORMATS`` or the one typed."""
    filters = {f"{label} (*{ending})": ending for ending, label in FORMATS.items()}
    suggested = str(Path.home() / f"{file_name(name)}{next(iter(FORMATS))}")
    chosen, filter_ = QFileDialog.getSaveFileName(parent, title, suggested, ";;".join(filters))
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(filters.get(filter_, next(iter(FORMATS))))


def save_table(table: Table, path: Path) -> None:
    """Write a table whole or not at all. Raises Refused for an unknown ending, NotSaved when it cannot be."""
    part = path.with_name(f".{path.stem}.part{path.suffix}")
    try:
        tables.write(table, part)
        part.replace(path)
    except Refused as error:
        raise Refused(error.code, **(error.data | {"path": path.name})) from error
    except OSError as error:
        code = code_of(error) or "io_error"
        raise NotSaved("cannot_write" if code == "read_only" else code, path=path.name) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
