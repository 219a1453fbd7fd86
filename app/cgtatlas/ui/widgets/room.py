"""The size a dialog opens with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

_FRAME = QSize(40, 80)  # px for the frame and for seeing what lies below


def take_room(dialog: QDialog) -> None:
    """Open a dialog as large as it wants to be and the screen allows.

    Qt by itself asks the layout instead, once that holds a text that wraps, and makes the dialog low.
    """
    dialog.resize(dialog.sizeHint().boundedTo(dialog.screen().availableGeometry().size() - _FRAME))
