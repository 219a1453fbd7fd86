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
    Row(
        "tree.filter",
        "search",
        QT_TRANSLATE_NOOP("Actions", "Filter the tree by name"),
        ("Ctrl+Shift+G",),
        "filter",
    ),
    Row("go.palette", "search", QT_TRANSLATE_NOOP("Actions", "Command palette"), ("Ctrl+P",), "command"),
    Row(
        "search.recent",
        "search",
        QT_TRANSLATE_NOOP("Actions", "Recent and saved searches"),
        ("Ctrl+Shift+H",),
        "history",
    ),
    Row(
        "search.save",
        "search",
        QT_TRANSLATE_NOOP("Actions", "Save search"),
        ("Ctrl+Shift+S",),
        "bookmark-add",
    ),
    Row(
        "search.chips",
        "search",
        QT_TRANSLATE_NOOP("Actions", "Parts of the search"),
        ("Ctrl+Shift+P",),
        "edit",
        separator=True,
    ),
    Row(
        "search.facets",
        "search",
        QT_TRANSLATE_NOOP("Actions", "Narrow the results"),
        ("Ctrl+Shift+F",),
        "filter",
    ),
    Row(
        "search.off_topic",
        "search",
        QT_TRANSLATE_NOOP("Actions", "Search off-topic documents too"),
        checkable=True,
    ),
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
