"""The one place where views hear what a write changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from cgtatlas.core.changes import Changes


class ChangeSignals(QObject):
    """The window's change hub: ``changed`` carries the :class:`Changes` of one write."""

    changed = Signal(object)

    def announce(self, changes: Changes) -> None:
        """Pass the changes of one write to every view, in the GUI thread."""
        self.changed.emit(changes)
