"""The one table of actions: menus, toolbar, shortcut page, commands and their test read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.theme.icons import Icons


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for pyside6-lupdate, which finds this name; :func:`shown` translates it later."""
    return text


@dataclass(frozen=True, slots=True)
class Row:
    """One action. ``text`` is its English source; ``keys`` are portable shortcuts, the first is shown."""

    id: str
    menu: str  # a menu of MENUS
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""  # a file of resources/icons
    toolbar: bool = False
    checkable: bool = False
    separator: bool = False  # a line above it in its menu


#: Menus in their order: id and English title.
MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File")),
    ("go", QT_TRANSLATE_NOOP("Actions", "&Go")),
    ("search", QT_TRANSLATE_NOOP("Actions", "&Search")),
    ("notes", QT_TRANSLATE_NOOP("Actions", "&Notes")),
    ("view", QT_TRANSLATE_NOOP("Actions", "&View")),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help")),
)

TABLE: tuple[Row, ...] = (
    Row("tab.close", "file", QT_TRANSLATE_NOOP("Actions", "Close tab"), ("Ctrl+W",), "close"),
    Row("tab.next", "file", QT_TRANSLATE_NOOP("Actions", "Next tab"), ("Ctrl+Tab",)),
    Row("tab.previous", "file", QT_TRANSLATE_NOOP("Actions", "Previous tab"), ("Ctrl+Shift+Tab",)),
    Row("app.quit", "file", QT_TRANSLATE_NOOP("Actions", "Quit"), ("Ctrl+Q",), separator=True),
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
    Row(
        "go.omnibox",
        "search",
        QT_TRANSLATE_NOOP("Actions", "Search the library"),
        ("Ctrl+L", "Ctrl+K"),
        "search",
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
        QT_TRANSLATE_NOOP("Actions", "Note on selection"),
        ("Ctrl+Shift+N",),
        "note",
        toolbar=True,
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
        ("Ctrl+T",),
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
    Row("help.shortcuts", "help", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), ("F1",), "keyboard"),
    Row("help.about", "help", QT_TRANSLATE_NOOP("Actions", "About CGT Atlas"), (), "info"),
)


def shown(text: str) -> str:
    """A text of the table in the language of the interface."""
    return QCoreApplication.translate("Actions", text)


class Actions(QObject):
    """The table's rows as ``QAction`` objects of one window, by id."""

    def __init__(self, window: QWidget, icons: Icons) -> None:
        super().__init__(window)
        self._icons = icons
        self._actions: dict[str, QAction] = {}
        for row in TABLE:
            action = QAction(window)
            action.setObjectName(row.id)
            action.setCheckable(row.checkable)
            action.setShortcuts([QKeySequence(key) for key in row.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            window.addAction(action)
            self._actions[row.id] = action
        self.retranslate()

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def __iter__(self) -> Iterator[tuple[Row, QAction]]:
        return ((row, self._actions[row.id]) for row in TABLE)

    def on(self, id: str, slot: Callable[[], object]) -> None:
        """Say what an action does; the slot is called without the checked state."""
        self._actions[id].triggered.connect(lambda _checked=False: slot())

    def retranslate(self) -> None:
        """Write all texts anew, and tool tips with the shortcut."""
        for row, action in self:
            action.setText(shown(row.text))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{shown(row.text)} ({keys})" if keys else shown(row.text))

    def redraw(self) -> None:
        """Draw all icons anew in the colours of the theme."""
        for row, action in self:
            if row.icon:
                action.setIcon(self._icons.icon(row.icon))
