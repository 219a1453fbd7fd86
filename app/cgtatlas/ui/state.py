"""The window's state: size, panes, tabs, places. Apart from the reader's settings; may be thrown away."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 4_000_000  # bytes of a file that is read


class WindowState:
    """Plain values in ``window.json`` of the data folder; a damaged file counts as an empty one.

    ``fresh`` tells that there was none: the program starts here for the first time.
    """

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "window.json"
        self.fresh = not self._path.exists()
        self._values = _read(self._path)
        self._written = json.dumps(self._values, ensure_ascii=False)

    def bytes(self, key: str) -> QByteArray:
        """Geometry or splitter positions as Qt wrote them; empty when there are none."""
        return from_text(self._values.get(key))

    def set_bytes(self, key: str, value: QByteArray) -> None:
        """Keep geometry or splitter positions."""
        self._values[key] = as_text(value)

    def plain(self, key: str) -> dict[str, object]:
        """A dictionary of plain values; empty when there is none."""
        value = self._values.get(key)
        return value if isinstance(value, dict) else {}

    def set_plain(self, key: str, value: dict[str, object]) -> None:
        """Keep a dictionary of plain values."""
        self._values[key] = value

    def write(self) -> None:
        """Write to disk now, whole or not at all; a disk that is full costs the window's state alone."""
        text = json.dumps(self._values, ensure_ascii=False)
        if text == self._written:
            return
        beside = self._path.with_suffix(f".{os.getpid()}.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8", errors="surrogatepass")
            beside.replace(self._path)
        except OSError:  # the reader's notes are elsewhere, and their failures are told
            with suppress(OSError):  # a file system that can only be read
                beside.unlink(missing_ok=True)
            return
        self._written = text


def as_text(value: QByteArray) -> str:
    """Bytes of Qt as text for the file."""
    return value.toBase64().toStdString()


def from_text(value: object) -> QByteArray:
    """Bytes of Qt from the file's text; empty when it is none."""
    return QByteArray.fromBase64(value.encode("ascii", "ignore")) if isinstance(value, str) else QByteArray()


def _read(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > _LARGEST:
            return {}
        value = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
