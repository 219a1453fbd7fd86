from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from cgtatlas.core import settings
from cgtatlas.ui import shortcuts
from cgtatlas.ui.actions import TABLE
from cgtatlas.ui.dialogs.shortcuts import ShortcutsDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.window import Window


def test_no_key_ever_has_two_meanings() -> None:
    keys = shortcuts.effective({"page.find": ["Ctrl+D"], "go.back": ["Ctrl+D", "F12"]}, TABLE)
    assert keys["page.find"] == () or keys["go.back"] == ("F12",)
    assert "Ctrl+D" not in keys["bookmark.add"]
    everything = [key for found in keys.values() for key in found]
    assert len(everything) == len(set(everything))


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": "x"}', '{"a": [1]}', '{"a": ["x","x","x","x","x"]}'])
def test_what_is_no_table_of_keys_is_refused_and_ignored(text: str) -> None:
    assert not settings.SHORTCUTS.allows(text)
    assert shortcuts.read(text) == {}


@pytest.mark.parametrize(
    ("key", "is_"),
    [
        *((key, True) for key in ("A", "Up", "Return", "Shift+A", "Ctrl+C", "Ctrl+A")),
        *((key, False) for key in ("F7", "Ctrl+H", "Alt+Left", "Back", "")),
    ],
)
def test_keys_needed_for_reading_and_typing_are_reserved(key: str, is_: bool) -> None:
    assert shortcuts.reserved(key) == is_


def page(window: Window) -> ShortcutsDialog:
    window.actions_table["help.shortcuts"].trigger()
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None
    return dialog


def test_a_shortcut_is_changed_taken_over_and_reset(start: Callable[..., Program], qtbot: QtBot) -> None:
    program = start()
    window = program.window
    table = window.actions_table
    dialog = page(window)
    dialog._choose("page.find")
    editor = dialog.editor
    editor.keys.setKeySequence(QKeySequence("Ctrl+D"))
    assert "添加书签" in editor.hint.text()
    qtbot.mouseClick(editor.set, Qt.MouseButton.LeftButton)
    assert table["page.find"].shortcut() == QKeySequence("Ctrl+D")
    assert table["bookmark.add"].shortcut().isEmpty()
    assert table["page.find"].toolTip().endswith("(Ctrl+D)")
    assert dialog.list.currentItem().text(1) == "Ctrl+D"
    editor.keys.setKeySequence(QKeySequence("A"))
    assert not editor.set.isEnabled()
    again = start().window.actions_table
    assert again["page.find"].shortcut() == QKeySequence("Ctrl+D")
    qtbot.mouseClick(editor.reset, Qt.MouseButton.LeftButton)
    assert table["page.find"].shortcut() == QKeySequence("Ctrl+F")
    qtbot.mouseClick(editor.reset_all, Qt.MouseButton.LeftButton)
    assert table["bookmark.add"].shortcut() == QKeySequence("Ctrl+D")


def test_the_other_keys_of_an_action_stay(window: Window) -> None:
    dialog = page(window)
    dialog._choose("go.back")
    dialog._give("Ctrl+[")
    assert window.actions_table.keys("go.back") == ("Ctrl+[", "Back")
    dialog._give("")
    assert window.actions_table.keys("go.back") == ()


def test_the_filter_leaves_what_fits(window: Window) -> None:
    dialog = page(window)
    dialog.filter.setText("ctrl+f 查找")
    left = [item.text(0) for item in dialog._items() if not item.isHidden()]
    assert len(left) == 1
