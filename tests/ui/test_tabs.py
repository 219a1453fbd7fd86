from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from cgtatlas.core import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.window import Window


def three(window: Window) -> None:
    for entry in ("kymriah", "yescarta", "us-fda"):
        assert window.context.navigator.open(f"cgt:entry/{entry}", new_tab=True)


def test_a_middle_click_closes_a_tab_and_it_can_be_opened_again(window: Window, qtbot: QtBot) -> None:
    three(window)
    pane = window.entry_pane
    assert pane.open_entries() == ["kymriah", "yescarta", "us-fda"]
    where = pane.tabBar().tabRect(0).center()
    qtbot.mouseClick(pane.tabBar(), Qt.MouseButton.MiddleButton, pos=where)
    assert pane.open_entries() == ["yescarta", "us-fda"]
    window.actions_table["tab.reopen"].trigger()
    assert pane.open_entries() == ["yescarta", "us-fda", "kymriah"]
    assert pane.current_entry() == "kymriah"
    window.actions_table["tab.reopen"].trigger()
    assert "没有关闭过" in window.messages_widget.text.text()


def test_a_reopened_tab_stands_where_it_was_scrolled_to(window: Window, qtbot: QtBot) -> None:
    window.context.navigator.open("cgt:entry/car-t")
    window.context.navigator.open("cgt:entry/kymriah", new_tab=True)
    pane = window.entry_pane
    pane.setCurrentIndex(0)
    bar = pane.currentWidget().area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    bar.setValue(300)
    window.actions_table["tab.close"].trigger()
    window.actions_table["tab.reopen"].trigger()
    again = pane.currentWidget().area.verticalScrollBar()
    qtbot.waitUntil(lambda: again.value() == 300)


def test_new_tab_close_others_and_moving_by_key(window: Window) -> None:
    three(window)
    pane, table = window.entry_pane, window.actions_table
    table["tab.move_left"].trigger()
    assert pane.open_entries() == ["kymriah", "us-fda", "yescarta"]
    assert pane.current_entry() == "us-fda"
    table["tab.move_right"].trigger()
    assert pane.open_entries() == ["kymriah", "yescarta", "us-fda"]
    table["tab.new"].trigger()
    assert pane.open_entries()[-1] == ""
    assert window.navigation_pane.omnibox.hasFocus()
    table["tab.new"].trigger()
    assert pane.count() == 4  # one empty tab is enough
    pane.setCurrentIndex(1)
    table["tab.close_others"].trigger()
    assert pane.open_entries() == ["yescarta"]
    assert window.windowTitle().startswith(window.context.library.row("yescarta").name("zh"))


@pytest.mark.qt_log_ignore("does not support", extend=True)  # popups on the offscreen platform
def test_the_list_of_tabs_leads_to_each(window: Window, qtbot: QtBot) -> None:
    three(window)
    window.actions_table["tab.list"].trigger()
    menu = window.entry_pane.findChild(QMenu, "tabList")
    assert [action.isChecked() for action in menu.actions()] == [False, False, True]
    menu.actions()[0].trigger()
    menu.close()
    assert window.entry_pane.current_entry() == "kymriah"


def test_a_double_click_beside_the_tabs_opens_one(window: Window, qtbot: QtBot) -> None:
    three(window)
    bar = window.entry_pane.tabBar()
    window.entry_pane.removeTab(2)
    qtbot.mouseDClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() - 2, bar.height() // 2))
    assert window.entry_pane.count() in (2, 3)  # there may be no room beside them


def test_a_middle_click_on_a_result_opens_a_tab(window: Window, qtbot: QtBot) -> None:
    three(window)
    window.navigation_pane.search_now("kite pharma")
    view = window.navigation_pane.results.view
    rows = window.navigation_pane.results.model
    entry = next(rows.index(at) for at in range(rows.rowCount()) if rows.row(rows.index(at)).kind == "entry")
    where = view.visualRect(entry).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, pos=where)
    assert window.entry_pane.count() == 4
    assert f"cgt:entry/{window.entry_pane.current_entry()}" == rows.row(entry).iri


def test_tabs_query_and_selection_come_back(start: Callable[..., Program], qtbot: QtBot) -> None:
    window = start().window
    three(window)
    window.entry_pane.setCurrentIndex(1)
    window.context.navigator.open("cgt:document/car-t-industrialisation-2018#500-560")
    view = window.source_pane.view
    cursor = view.textCursor()
    cursor.setPosition(view.map.to_view(500))
    cursor.setPosition(view.map.to_view(520), cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    window.navigation_pane.search_now("CD19")
    window.close()
    again = start().window
    assert again.entry_pane.open_entries() == ["kymriah", "yescarta", "us-fda"]
    assert again.entry_pane.current_entry() == "yescarta"
    assert again.source_pane.selected_span() == (500, 520)
    assert again.navigation_pane.omnibox.text() == "CD19"
    assert again.navigation_pane.results.model.rowCount() > 1
    again.entry_pane.setCurrentIndex(2)  # read only now
    assert again.entry_pane.currentWidget().entry.row.id == "us-fda"
    again.context.store.set_setting(settings.RESTORE_SESSION, False)
    again.close()
    third = start().window
    assert third.entry_pane.open_entries() == [""]
    assert third.navigation_pane.omnibox.text() == ""


def test_what_is_shown_is_written_within_two_seconds_without_closing(
    start: Callable[..., Program], qtbot: QtBot
) -> None:
    first = start()
    three(first.window)
    bar = first.window.entry_pane.currentWidget().area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 50)
    bar.setValue(50)
    file = first._data_dir / "window.json"
    qtbot.waitUntil(lambda: file.exists() and '"scroll": 50' in file.read_text(), timeout=2000)
    assert not list(file.parent.glob("*.part"))
