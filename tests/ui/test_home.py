"""The home page tells what the reader did, keeps and has to do, and leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.window import Window


def test_the_home_page_has_recent_places_bookmarks_and_what_is_to_read(window: Window, qtbot: QtBot) -> None:
    view = window.entry_pane.currentWidget()
    page = view.above  # type: ignore[union-attr]
    store, context = window.context.store, window.context
    assert "待读" not in page.toPlainText()
    store.remember("cgt:entry/kymriah", "old name")
    store.add_bookmark("cgt:search/CAR-T", "检索 CAR-T")
    store.add_bookmark("cgt:entry/no-more", "没了的条目")
    context.marking.set("cgt:entry/yescarta", "to-read")
    window.context.navigator.home()
    shown = page.toPlainText()
    for words in ("最近看过", context.library.row("kymriah").name("zh"), "检索 CAR-T", "待读 1"):
        assert words in shown
    assert context.library.row("yescarta").name("zh") in shown
    assert "没了的条目" not in shown  # it is in the list of bookmarks, marked as gone
    page.follow(QUrl("#list-bookmarks"))
    assert window.navigation_pane.page() == "bookmarks"
    page.follow(QUrl("cgt:search/CAR-T"))
    assert window.navigation_pane.omnibox.text() == "CAR-T"
