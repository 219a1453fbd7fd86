"""A role that every list and tree of places answers."""

from __future__ import annotations

from PySide6.QtCore import Qt

#: The address (``cgt:...``) of what a row stands for; "" or None for a row that is no place.
ADDRESS_ROLE = Qt.ItemDataRole.UserRole + 100
