"""The window's state: size, panes, last place. Kept apart from the reader's settings; may be thrown away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from pathlib import Path


class WindowState:
    """Plain values in ``window.ini`` of the data folder; a damaged file counts as an empty one."""

    def __init__(self, data_dir: Path) -> None:
        self._file = QSettings(str(data_dir / "window.ini"), QSettings.Format.IniFormat)

    def bytes(self, key: str) -> QByteArray:
        """Geometry or splitter positions as Qt wrote them; empty when there are none."""
        value = self._file.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_bytes(self, key: str, value: QByteArray) -> None:
        """Keep geometry or splitter positions."""
        self._file.setValue(key, value)

    def plain(self, key: str) -> dict[str, object]:
        """A dictionary of plain values; empty when there is none or it cannot be read."""
        try:
            value = json.loads(str(self._file.value(key, "{}")))
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def set_plain(self, key: str, value: dict[str, object]) -> None:
        """Keep a dictionary of plain values."""
        self._file.setValue(key, json.dumps(value, ensure_ascii=False))

    def write(self) -> None:
        """Write to disk now; a disk that is full or read-only costs the window's state and nothing else."""
        self._file.sync()
