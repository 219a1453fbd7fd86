"""Searching and walking hits."""

from __future__ import annotations

from cgtatlas.ui.action_rows.row import QT_TRANSLATE_NOOP, Row

ROWS: tuple[Row, ...] = (
    Row(
        "go.omnibox",
        "search",
        QT_TRANSLATE_NOOP("Actions", "Search the library"),
        ("Ctrl+L", "Ctrl+K"),
        "search",
    ),
    Row("go.palette", "search", QT_TRANSLATE_NOOP("Actions", "Command palette"), ("Ctrl+P",), "command"),
    Row("search.next_hit", "search", QT_TRANSLATE_NOOP("Actions", "Next hit"), ("F3",), "down"),
    Row("search.previous_hit", "search", QT_TRANSLATE_NOOP("Actions", "Previous hit"), ("Shift+F3",), "up"),
    Row(
        "page.find",
        "search",
        QT_TRANSLATE_NOOP("Actions", "Find in page"),
        ("Ctrl+F",),
        "find",
        separator=True,
    ),
)
