"""Tabs, files and the program itself."""

from __future__ import annotations

from cgtatlas.ui.action_rows.row import QT_TRANSLATE_NOOP, Row

ROWS: tuple[Row, ...] = (
    Row("tab.close", "file", QT_TRANSLATE_NOOP("Actions", "Close tab"), ("Ctrl+W",), "close"),
    Row("tab.next", "file", QT_TRANSLATE_NOOP("Actions", "Next tab"), ("Ctrl+Tab",)),
    Row("tab.previous", "file", QT_TRANSLATE_NOOP("Actions", "Previous tab"), ("Ctrl+Shift+Tab",)),
    Row("app.quit", "file", QT_TRANSLATE_NOOP("Actions", "Quit"), ("Ctrl+Q",), separator=True),
)
