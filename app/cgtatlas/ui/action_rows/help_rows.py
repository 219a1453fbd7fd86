"""Help."""

from __future__ import annotations

from cgtatlas.ui.action_rows.row import QT_TRANSLATE_NOOP, Row

ROWS: tuple[Row, ...] = (
    Row("help.guide", "help", QT_TRANSLATE_NOOP("Actions", "User guide"), ("F1",), "guide"),
    Row("help.tour", "help", QT_TRANSLATE_NOOP("Actions", "Five-minute tour"), (), "info"),
    Row(
        "help.shortcuts", "help", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), ("Ctrl+F1",), "keyboard"
    ),
    Row("help.doctor", "help", QT_TRANSLATE_NOOP("Actions", "Report a problem…"), (), "warning"),
    Row("help.about", "help", QT_TRANSLATE_NOOP("Actions", "About CGT Atlas"), (), "info"),
)
