from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from cgtatlas.ui import hints
from cgtatlas.ui.hints import first_hints

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.tour import Tour
    from cgtatlas.ui.window import Window


def taken(window: Window) -> Tour:
    window.resize(1200, 760)
    window.activateWindow()
    window.actions_table["help.tour"].trigger()
    return window.commands.frame.tour


def test_the_tour_points_at_each_part_and_ends(window: Window, qtbot: QtBot) -> None:
    tour = taken(window)
    assert tour.panel.next.hasFocus()
    seen = []
    for _ in range(8):
        assert tour.panel.isVisible()
        assert window.rect().contains(tour.panel.geometry())
        assert tour.spotlight.isVisible()
        seen.append((tour.panel._title.text(), QRect(tour.spotlight.geometry())))
        qtbot.keyClick(tour.panel.next, Qt.Key.Key_Return)
    assert len({title for title, _ in seen}) == 8
    assert len({str(place) for _, place in seen}) == 8
    assert not tour.running
    assert not tour.panel.isVisible()
    assert window.entry_pane.current_entry()  # it has shown an entry and the words of a fact
    assert window.source_pane.view.marks.target is not None
    assert window.frames[1].has_keyboard()


def test_it_can_be_left_gone_back_in_and_used_meanwhile(window: Window, qtbot: QtBot) -> None:
    tour = taken(window)
    qtbot.keyClick(tour.panel.next, Qt.Key.Key_Right)
    assert tour.panel.next.hasFocus()
    qtbot.keyClick(tour.panel.next, Qt.Key.Key_Right)
    title = tour.panel._title.text()
    qtbot.keyClick(tour.panel.next, Qt.Key.Key_Left)
    assert tour.panel._title.text() != title
    window.navigation_pane.focus_omnibox()
    assert window.navigation_pane.omnibox.hasFocus()
    window.actions_table["help.tour"].trigger()
    assert tour.panel.next.hasFocus()
    window.translations.set("en")
    qtbot.waitUntil(lambda: tour.panel._title.text() == "The library as a tree")
    window.actions_table["view.navigation"].trigger()
    tour.go(1)
    assert window.navigation_pane.isVisible()
    qtbot.keyClick(tour.panel.next, Qt.Key.Key_Escape)
    assert not tour.running
    assert QApplication.focusWidget() is not tour.panel.next


def test_it_names_the_keys_as_they_are_now(window: Window) -> None:
    window.actions_table.set_keys({"annotate.highlight": ["Ctrl+Shift+9"]})
    tour = taken(window)
    tour.go(4)
    assert "Ctrl+Shift+9" in tour.panel._text.text()


def test_it_is_offered_once(
    start: Callable[..., Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hints, "only_bundled_chinese", lambda: False)  # else the font is spoken of first
    window = start().window
    first_hints(window)
    area = window.messages_widget
    assert area.action.text() == "开始导览"
    qtbot.mouseClick(area.action, Qt.MouseButton.LeftButton)
    assert window.commands.frame.tour.running
    window.close()
    again = start().window
    first_hints(again)
    assert not again.messages_widget.text.text()


def test_a_system_without_a_chinese_font_is_told_once(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hints, "only_bundled_chinese", lambda: True)
    first_hints(window)
    assert "Noto Sans CJK" in window.messages_widget.text.text()
    window.context.messages.clear()
    first_hints(window)
    assert "Noto Sans CJK" not in window.messages_widget.text.text()
