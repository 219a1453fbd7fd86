"""Taking back and doing again."""

from __future__ import annotations

from cgtatlas.ui.action_rows.row import QT_TRANSLATE_NOOP, Row

ROWS: tuple[Row, ...] = (
    Row("edit.undo", "edit", QT_TRANSLATE_NOOP("Actions", "Undo"), ("Ctrl+Z",), "undo"),
    Row("edit.redo", "edit", QT_TRANSLATE_NOOP("Actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
)
