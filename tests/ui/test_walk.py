"""A walk over every view: no nameless widget, no word of the other language, no markup in labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from walking import OWN, Walk, furnish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program

HAN = re.compile("[\u3400-\u9fff]")
#: Words that may stand in a Chinese sentence, or alone, as they are: names of programs, formats and keys.
LATIN = re.compile(
    r"(?:CGT Atlas|English|EN|DOI|URL|PDF|HTML|CSV|XLSX|TSV|Excel|JSON(?:-LD)?|Markdown|RIS|BibTeX|SHA-256|"
    r"SQLite|Python|PySide6|Qt|Ctrl|Shift|Alt|Esc|Enter|Space|Del|Tab|Home|End|PgUp|PgDown|Return|Backspace|"
    r"Left|Right|Up|Down|Back|Forward|Insert|F\d+|[A-Z]|system|px|MB|kB|CAR-T)"
)
WORD = re.compile(r"[A-Za-z]{2,}")
#: Written in both languages on purpose.
BOTH = ("中 / EN", "中文 / English", "中文", "English", "Switch to 中文", "切换为 English", "简体中文")


def content(program: Program) -> str:
    """Everything that is not the program's own wording: names, titles, values, words of the originals."""
    library = program.library
    parts: list[str] = [*OWN, "CAR-T 价格 after:2015", "Kymirah", "zzqqzzqq", str(program.context.data_dir)]
    for document in library.documents():
        parts += [document.title, document.publisher, document.author, library.text(document.id)]
        parts += [str(getattr(document, "subtitle", "")), str(getattr(document, "source", ""))]
    for row in library.entries():
        entry = library.entry(row.id)
        parts += [name.text for name in entry.names]
        parts += [row.name("zh"), row.name("en"), entry.summary_zh, entry.summary_en]
        parts += [fact.value for fact in entry.facts]
    return "\n".join(str(part) for part in parts)


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Where a text of a widget stands, and the text."""
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    yield "tip", re.sub("<[^>]+>", " ", widget.toolTip())
    if widget.isWindow():
        yield "title", widget.windowTitle()
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield "text", widget.text()
    elif isinstance(widget, QGroupBox):
        yield "title", widget.title()
    elif isinstance(widget, (QLineEdit, QTextEdit, QPlainTextEdit)):
        yield "prompt", widget.placeholderText()
    elif isinstance(widget, QComboBox) and "font" not in widget.objectName():
        yield from (("choice", widget.itemText(at)) for at in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(at)) for at in range(widget.count()))
    elif isinstance(widget, QMenu):
        yield from (("action", action.text()) for action in widget.actions())
    elif isinstance(widget, QHeaderView):
        yield from headings(widget)
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from rows(widget.model())
    if isinstance(widget, QTextEdit):
        yield from chapters(widget)


def headings(header: QHeaderView) -> Iterator[tuple[str, str]]:
    model = header.model()
    for at in range(header.count() if model is not None else 0):
        yield "heading", str(model.headerData(at, header.orientation()) or "")


def chapters(page: QTextEdit) -> Iterator[tuple[str, str]]:
    block = page.document().begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            yield "heading", block.text()
        block = block.next()


def rows(model: QAbstractItemModel, limit: int = 80) -> Iterator[tuple[str, str]]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(min(model.rowCount(QModelIndex()), limit)):
        for column in range(columns):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                yield "row", str(model.index(row, column).data(role) or "")


def stray(text: str, language: str, known: str) -> bool:
    """Is a text in the other language, or unfinished?"""
    if re.search(r"%\d|{\w*}", text):
        return True
    said = text
    for both in BOTH:
        said = said.replace(both, " ")
    if language == "en":
        return any(part not in known for part in re.findall("[\u3400-\u9fff]+", said))
    if HAN.search(said):
        return False
    words = WORD.findall(LATIN.sub(" ", said))
    return any(word not in known for word in words)


def looked_at() -> list[QWidget]:
    tips = ("QTipLabel",)
    windows = [
        one for one in QApplication.topLevelWidgets() if one.isVisible() and type(one).__name__ not in tips
    ]
    return [*windows, *(child for window in windows for child in window.findChildren(QWidget))]


def inside(widget: QWidget) -> bool:
    """Qt's own helpers: viewports and corners speak through their view."""
    parent = widget.parentWidget()
    own = widget.objectName().startswith("qt_") and not isinstance(widget, QMenu)
    return own or (isinstance(parent, QAbstractScrollArea) and not widget.accessibleName())


def path(widget: QWidget) -> str:
    names, at = [], widget
    while at is not None and len(names) < 3:
        names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return " < ".join(names)


def faults(language: str, known: str) -> set[str]:
    """What is wrong with what is on the screen now."""
    found = set()
    for widget in looked_at():
        if not widget.isVisible():
            continue
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not inside(widget):
            interface = QAccessible.queryAccessibleInterface(widget)
            if interface is None or not interface.text(QAccessible.Text.Name).strip():
                found.add(f"no name: {path(widget)}")
        label = isinstance(widget, QLabel) and widget.text() and not widget.objectName().startswith("qt_")
        if label and widget.textFormat() != Qt.TextFormat.PlainText:
            found.add(f"markup: {path(widget)}")
        if not isinstance(widget.parent(), QTabBar):  # Qt names the scroll buttons of tabs once
            for where, text in texts(widget):
                if text and stray(text, language, known):
                    found.add(f"{where} of {path(widget)}: {text[:80]!r}")
    return found


def test_every_view_is_named_and_speaks_one_language(start: Callable[..., Program], qtbot: QtBot) -> None:
    """Each view is looked at in the language it was made in, and after a switch while it stands."""
    program = start(language="zh")
    furnish(program)
    program.watch()
    walk, known = Walk(program, qtbot), content(program)
    wrong: set[str] = set()
    seen = set()

    def look() -> None:
        language = program.context.language
        wrong.update(f"{language} {fault}" for fault in faults(language, known))

    for station in walk.stations():
        seen.add(station)
        look()
        if QApplication.activePopupWidget() is None:  # a menu is made anew each time it opens
            walk.act("view.language")
            walk.settle()
            look()
    assert "\n".join(sorted(wrong)) == ""
    assert len(seen) > 45
