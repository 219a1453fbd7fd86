"""Tabs, files and the program itself."""

from __future__ import annotations

from cgtatlas.ui.action_rows.row import QT_TRANSLATE_NOOP, Row

ROWS: tuple[Row, ...] = (
    Row("tab.new", "file", QT_TRANSLATE_NOOP("Actions", "New tab"), ("Ctrl+T",), "tab-new"),
    Row("tab.reopen", "file", QT_TRANSLATE_NOOP("Actions", "Reopen closed tab"), ("Ctrl+Shift+T",)),
    Row("tab.list", "file", QT_TRANSLATE_NOOP("Actions", "List of tabs"), ("Ctrl+J",)),
    Row("tab.close", "file", QT_TRANSLATE_NOOP("Actions", "Close tab"), ("Ctrl+W",), "close"),
    Row("tab.next", "file", QT_TRANSLATE_NOOP("Actions", "Next tab"), ("Ctrl+Tab",)),
    Row("tab.previous", "file", QT_TRANSLATE_NOOP("Actions", "Previous tab"), ("Ctrl+Shift+Tab",)),
    Row("tab.move_left", "file", QT_TRANSLATE_NOOP("Actions", "Move tab left"), ("Ctrl+Shift+PgUp",)),
    Row("tab.move_right", "file", QT_TRANSLATE_NOOP("Actions", "Move tab right"), ("Ctrl+Shift+PgDown",)),
    Row("tab.close_others", "file", QT_TRANSLATE_NOOP("Actions", "Close other tabs")),
    Row(
        "backup.save",
        "file",
        QT_TRANSLATE_NOOP("Actions", "Save a backup of my notes…"),
        (),
        "copy",
        separator=True,
    ),
    Row("backup.restore", "file", QT_TRANSLATE_NOOP("Actions", "Restore notes…"), (), "history"),
    Row(
        "library.open",
        "file",
        QT_TRANSLATE_NOOP("Actions", "Open library…"),
        ("Ctrl+O",),
        "library",
        separator=True,
    ),
    Row("library.close", "file", QT_TRANSLATE_NOOP("Actions", "Close library…"), (), "close"),
    Row("app.quit", "file", QT_TRANSLATE_NOOP("Actions", "Quit"), ("Ctrl+Q",), separator=True),
)
