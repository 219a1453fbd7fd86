from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QKeySequence

from cgtatlas.core.paths import shipped
from cgtatlas.ui.actions import MENUS, TABLE

if TYPE_CHECKING:
    from cgtatlas.ui.window import Window


def test_ids_and_shortcuts_are_unique() -> None:
    assert [id for id, n in Counter(row.id for row in TABLE).items() if n > 1] == []
    keys = Counter(QKeySequence(key).toString() for row in TABLE for key in row.keys)
    assert [key for key, n in keys.items() if n > 1] == []


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_a_row_is_complete(row: object) -> None:
    assert row.text  # type: ignore[attr-defined]
    assert row.menu in dict(MENUS)  # type: ignore[attr-defined]
    assert all(not QKeySequence(key).isEmpty() for key in row.keys)  # type: ignore[attr-defined]
    icon = row.icon  # type: ignore[attr-defined]
    assert not icon or (shipped("resources/icons") / f"{icon}.svg").is_file()


def test_every_action_does_something_and_stands_in_its_menu(window: Window) -> None:
    for row, action in window.actions_table:
        assert action.receivers(SIGNAL("triggered(bool)")) > 0, row.id
        assert action in window._menus[row.menu].actions(), row.id
        assert bool(row.toolbar) == (action in window.toolbar.actions()), row.id


def test_tool_tips_name_the_shortcut(window: Window) -> None:
    assert window.actions_table["page.find"].toolTip().endswith("(Ctrl+F)")
    assert "(" not in window.actions_table["help.about"].toolTip()
