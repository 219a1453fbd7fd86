"""Bookmarks, highlights, notes and quotations."""

from __future__ import annotations

from cgtatlas.ui.action_rows.row import QT_TRANSLATE_NOOP, Row

ROWS: tuple[Row, ...] = (
    Row(
        "bookmark.add",
        "notes",
        QT_TRANSLATE_NOOP("Actions", "Add bookmark"),
        ("Ctrl+D",),
        "bookmark-add",
        toolbar=True,
    ),
    Row(
        "annotate.highlight",
        "notes",
        QT_TRANSLATE_NOOP("Actions", "Highlight selection"),
        ("Ctrl+H",),
        "highlight",
        toolbar=True,
    ),
    Row(
        "annotate.note",
        "notes",
        QT_TRANSLATE_NOOP("Actions", "Write a note"),
        ("Ctrl+Shift+N",),
        "note",
        toolbar=True,
    ),
    Row(
        "mark.to_read",
        "notes",
        QT_TRANSLATE_NOOP("Actions", "Mark as to read"),
        ("Ctrl+Shift+U",),
        "to-read",
        separator=True,
    ),
    Row("mark.read", "notes", QT_TRANSLATE_NOOP("Actions", "Mark as read"), ("Ctrl+Shift+R",), "read"),
    Row(
        "mark.checked", "notes", QT_TRANSLATE_NOOP("Actions", "Mark as checked"), ("Ctrl+Shift+K",), "checked"
    ),
    Row("mark.list", "notes", QT_TRANSLATE_NOOP("Actions", "Show items to read"), ("Ctrl+Shift+J",)),
    Row("annotate.next", "notes", QT_TRANSLATE_NOOP("Actions", "Next highlight"), ("F4",), "down"),
    Row(
        "annotate.previous", "notes", QT_TRANSLATE_NOOP("Actions", "Previous highlight"), ("Shift+F4",), "up"
    ),
    Row(
        "select.sentence",
        "notes",
        QT_TRANSLATE_NOOP("Actions", "Select sentence, then the next too"),
        ("Ctrl+E",),
        separator=True,
    ),
    Row(
        "select.sentence_before",
        "notes",
        QT_TRANSLATE_NOOP("Actions", "Select sentence, then the previous too"),
        ("Ctrl+Shift+E",),
    ),
    Row(
        "copy.citation",
        "notes",
        QT_TRANSLATE_NOOP("Actions", "Copy with citation"),
        ("Ctrl+Shift+C",),
        "quote",
        toolbar=True,
    ),
    Row(
        "bookmark.list",
        "notes",
        QT_TRANSLATE_NOOP("Actions", "Bookmarks"),
        ("Ctrl+Shift+B",),
        "bookmark",
        separator=True,
    ),
    Row("annotate.list", "notes", QT_TRANSLATE_NOOP("Actions", "My notes"), ("Ctrl+Shift+A",), "note"),
    Row(
        "annotate.review",
        "notes",
        QT_TRANSLATE_NOOP("Actions", "Review notes whose text has changed"),
        ("Ctrl+Shift+V",),
        "compare",
    ),
    Row("annotate.tags", "notes", QT_TRANSLATE_NOOP("Actions", "Tags"), (), "tag"),
    Row("notes.trash", "notes", QT_TRANSLATE_NOOP("Actions", "Trash"), ("Ctrl+Shift+Del",), "trash"),
    Row("notes.export", "notes", QT_TRANSLATE_NOOP("Actions", "Export notes…"), separator=True),
    Row("notes.export_shown", "notes", QT_TRANSLATE_NOOP("Actions", "Export the notes in the list…")),
    Row("notes.import", "notes", QT_TRANSLATE_NOOP("Actions", "Import notes…")),
    Row("bookmarks.export", "notes", QT_TRANSLATE_NOOP("Actions", "Export bookmarks…")),
    Row("bookmarks.import", "notes", QT_TRANSLATE_NOOP("Actions", "Import bookmarks…")),
)
