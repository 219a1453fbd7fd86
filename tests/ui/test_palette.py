from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from cgtatlas.ui.dialogs.palette import PaletteDialog
from cgtatlas.ui.palette import Command, find, score

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.window import Window

COMMANDS = [
    Command("page.find", "在页内查找", "Find in page", "检索", "Ctrl+F"),
    Command("bookmark.add", "添加书签", "Add bookmark", "笔记", "Ctrl+D"),
    Command("go.forward", "前进", "Forward", "转到", "Alt+Right", enabled=False),
    Command("view.zoom_in", "放大文字", "Larger text", "视图", "Ctrl++"),
]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("查找", ["page.find"]),
        ("find", ["page.find"]),
        ("fip", ["page.find"]),
        ("ab", ["bookmark.add"]),
        ("书 add", ["bookmark.add"]),
        ("文字", ["view.zoom_in"]),
        ("forw", ["go.forward"]),
        ("ext", ["view.zoom_in"]),
        ("ooar", []),
        ("xyz", []),
    ],
)
def test_commands_are_found_by_a_few_letters_in_both_languages(query: str, ids: list[str]) -> None:
    assert [command.id for command in find(COMMANDS, query, [])] == ids


def test_the_name_of_a_menu_finds_its_commands_after_those_of_that_name() -> None:
    named = Command("annotate.note", "写笔记", "Write a note", "其他", "")
    assert [command.id for command in find([*COMMANDS, named], "笔记", [])] == [
        "annotate.note",
        "bookmark.add",
    ]


def test_what_was_used_last_comes_first_and_what_is_not_possible_last() -> None:
    ids = [command.id for command in find(COMMANDS, "", ["view.zoom_in", "bookmark.add"])]
    assert ids == ["view.zoom_in", "bookmark.add", "page.find", "go.forward"]


def test_the_beginning_of_a_word_fits_better_than_its_middle() -> None:
    assert score("text", "Text size") > score("text", "Context") > score("tsize", "text size") > 0


def palette(window: Window) -> PaletteDialog:
    window.actions_table["go.palette"].trigger()
    found = [one for one in window.findChildren(PaletteDialog) if one.isVisible()]
    return found[-1]


def test_enter_runs_the_command_where_the_keyboard_was(
    program: Program, window: Window, qtbot: QtBot
) -> None:
    window.activateWindow()
    window.context.navigator.open("cgt:entry/kymriah")
    window.focus_pane(1)
    before = QApplication.focusWidget()
    dialog = palette(window)
    assert dialog.field.hasFocus()
    qtbot.keyClicks(dialog.field, "add bookm")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert QApplication.focusWidget() is before
    assert [one.target for one in program.store.bookmarks()] == ["cgt:entry/kymriah"]
    again = palette(window)
    assert again.list.topLevelItem(0).data(0, Qt.ItemDataRole.UserRole) == "bookmark.add"
    qtbot.keyClick(again.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(again))


def test_what_is_not_possible_says_so_and_is_not_run(window: Window, qtbot: QtBot) -> None:
    dialog = palette(window)
    qtbot.keyClicks(dialog.field, "forward")
    item = dialog.list.topLevelItem(0)
    assert item.isDisabled()
    assert item.text(2) == "目前不可用"
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_the_search_field_lists_the_same_commands(start: Callable[..., Program], qtbot: QtBot) -> None:
    window = start(language="en").window
    field, results = window.navigation_pane.omnibox, window.navigation_pane.results
    field.setText("> 书签")
    rows = [results.model.row(results.model.index(at)) for at in range(results.model.rowCount())]
    assert "bookmark.add" in [row.command for row in rows if row is not None]
