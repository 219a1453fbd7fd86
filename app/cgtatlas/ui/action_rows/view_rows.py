"""What is shown, and how it looks."""

from __future__ import annotations

from cgtatlas.ui.action_rows.row import QT_TRANSLATE_NOOP, Row

ROWS: tuple[Row, ...] = (
    Row(
        "view.navigation",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Show navigation"),
        ("F9",),
        "pane-left",
        checkable=True,
    ),
    Row(
        "view.source",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Show original text"),
        ("F8",),
        "pane-right",
        toolbar=True,
        checkable=True,
    ),
    Row(
        "view.split",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Two originals side by side"),
        ("Ctrl+\\",),
        "split",
        checkable=True,
        separator=True,
    ),
    Row(
        "view.split_lock",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Scroll both originals in step"),
        ("Ctrl+F8",),
        "lock",
        checkable=True,
    ),
    Row("view.exchange", "view", QT_TRANSLATE_NOOP("Actions", "Swap the two originals"), (), "exchange"),
    Row(
        "view.detach_navigation",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Navigation in its own window"),
        ("Shift+F9",),
        checkable=True,
        separator=True,
    ),
    Row(
        "view.detach_source",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Original text in its own window"),
        ("Shift+F8",),
        checkable=True,
    ),
    Row("view.full_screen", "view", QT_TRANSLATE_NOOP("Actions", "Full screen"), ("F11",), checkable=True),
    Row(
        "view.zoom_in",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Larger text"),
        ("Ctrl++", "Ctrl+="),
        "zoom-in",
        separator=True,
    ),
    Row("view.zoom_out", "view", QT_TRANSLATE_NOOP("Actions", "Smaller text"), ("Ctrl+-",), "zoom-out"),
    Row("view.zoom_reset", "view", QT_TRANSLATE_NOOP("Actions", "Normal text size"), ("Ctrl+0",)),
    Row(
        "view.theme",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Light or dark"),
        ("F7",),
        "theme",
        toolbar=True,
        separator=True,
    ),
    Row(
        "view.theme_system", "view", QT_TRANSLATE_NOOP("Actions", "Follow the system's theme"), checkable=True
    ),
    Row(
        "view.language", "view", QT_TRANSLATE_NOOP("Actions", "中文 / English"), ("Ctrl+Shift+L",), "language"
    ),
    Row(
        "view.settings",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Settings"),
        ("Ctrl+,",),
        "settings",
        separator=True,
    ),
)
