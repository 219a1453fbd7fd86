"""Places to go to."""

from __future__ import annotations

from cgtatlas.ui.action_rows.row import QT_TRANSLATE_NOOP, Row

ROWS: tuple[Row, ...] = (
    Row("go.back", "go", QT_TRANSLATE_NOOP("Actions", "Back"), ("Alt+Left", "Back"), "back", toolbar=True),
    Row(
        "go.forward",
        "go",
        QT_TRANSLATE_NOOP("Actions", "Forward"),
        ("Alt+Right", "Forward"),
        "forward",
        toolbar=True,
    ),
    Row("go.home", "go", QT_TRANSLATE_NOOP("Actions", "Home page"), ("Alt+Home",), "home", toolbar=True),
    Row(
        "go.tree", "go", QT_TRANSLATE_NOOP("Actions", "Library tree"), ("Ctrl+1",), "library", separator=True
    ),
    Row("go.entry", "go", QT_TRANSLATE_NOOP("Actions", "Entry page"), ("Ctrl+2",)),
    Row("go.source", "go", QT_TRANSLATE_NOOP("Actions", "Original text"), ("Ctrl+3",), "document"),
    Row("go.beside_source", "go", QT_TRANSLATE_NOOP("Actions", "Second original"), ("Ctrl+4",)),
    Row(
        "go.open_beside",
        "go",
        QT_TRANSLATE_NOOP("Actions", "Open what is chosen beside the original"),
        ("Ctrl+Shift+Return",),
        "split",
    ),
    Row("go.next_pane", "go", QT_TRANSLATE_NOOP("Actions", "Next pane"), ("F6",)),
    Row("go.previous_pane", "go", QT_TRANSLATE_NOOP("Actions", "Previous pane"), ("Shift+F6",)),
    Row(
        "compare.add",
        "go",
        QT_TRANSLATE_NOOP("Actions", "Add to comparison"),
        ("Ctrl+Shift+M",),
        "compare",
        separator=True,
    ),
    Row("compare.open", "go", QT_TRANSLATE_NOOP("Actions", "Compare"), ("Ctrl+M",), "compare"),
    Row(
        "disagreements.open",
        "go",
        QT_TRANSLATE_NOOP("Actions", "Disagreements between sources"),
        ("Ctrl+Shift+D",),
        "warning",
    ),
    Row(
        "history.list",
        "go",
        QT_TRANSLATE_NOOP("Actions", "History"),
        ("Ctrl+Shift+Y",),
        "history",
        separator=True,
    ),
)
