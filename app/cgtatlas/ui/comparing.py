"""The entries that the reader has chosen to compare, one list for the whole window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cgtatlas.core.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cgtatlas.library.reader import Library


class Comparing(QObject):
    """Entry ids in the order in which they were chosen, each once; ``changed`` after every change."""

    changed = Signal()

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._ids: list[str] = []

    @property
    def ids(self) -> tuple[str, ...]:
        """The chosen entries."""
        return tuple(self._ids)

    def add(self, id: str) -> bool:
        """Choose one more; False when it was chosen before. Raises NotFound."""
        self._library.row(id)
        if id in self._ids:
            return False
        self._ids.append(id)
        self.changed.emit()
        return True

    def remove(self, id: str) -> None:
        """Take one out."""
        if id in self._ids:
            self._ids.remove(id)
            self.changed.emit()

    def clear(self) -> None:
        """Take all out."""
        self.restore(())

    def restore(self, ids: Iterable[str]) -> None:
        """Choose exactly these; those the library no longer holds are left out."""
        wanted = [id for id in dict.fromkeys(ids) if self._held(id)]
        if wanted != self._ids:
            self._ids = wanted
            self.changed.emit()

    def _held(self, id: str) -> bool:
        try:
            self._library.row(id)
        except NotFound:
            return False
        return True
