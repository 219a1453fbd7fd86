"""Recent and saved searches in the place of the tree, by real keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cgtatlas.core import iri, settings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.panes.search_page import SearchPage
    from cgtatlas.ui.window import Window


def open_first(qtbot: QtBot, window: Window, words: str) -> SearchPage:
    """Search for words and open the best hit with Enter."""
    window.activateWindow()
    field, page = window.navigation_pane.omnibox, window.navigation_pane.results
    field.setFocus()
    field.setText(words)
    qtbot.waitUntil(lambda: page._result is not None and page._result.query == words and page.settled())
    qtbot.keyClick(field, Qt.Key.Key_Return)
    return page


def titles(page: SearchPage, kind: str = "search") -> list[str]:
    return [row.title for row in page.model.rows() if row.kind == kind]


def test_what_was_opened_is_remembered_listed_run_and_forgotten(window: Window, qtbot: QtBot) -> None:
    field, store = window.navigation_pane.omnibox, window.context.store
    page = open_first(qtbot, window, "Kymriah")
    qtbot.waitUntil(lambda: store.recent_searches() == ["Kymriah"])
    open_first(qtbot, window, "细胞 价格")
    qtbot.waitUntil(lambda: store.recent_searches() == ["细胞 价格", "Kymriah"])
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.text() == ""
    assert field.hasFocus()
    assert page.view.isVisible()
    assert titles(page) == ["细胞 价格", "Kymriah"]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "Kymriah"
    qtbot.waitUntil(lambda: page._result is not None and page._result.query == "Kymriah" and page.settled())
    window.actions_table["search.recent"].trigger()
    qtbot.keyClick(field, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert store.recent_searches() == ["Kymriah"]
    assert titles(page) == ["Kymriah"]
    page.move_to_end(1)
    assert page.model.row(page.view.currentIndex()).kind == "forget"  # type: ignore[union-attr]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert store.recent_searches() == []
    assert "还没有搜索" in page.view.accessibleDescription()


def test_escape_leads_from_the_searches_to_the_tree_and_out(window: Window, qtbot: QtBot) -> None:
    pane = window.navigation_pane
    window.activateWindow()
    window.actions_table["search.recent"].trigger()
    assert pane.results.view.isVisible()
    qtbot.keyClick(pane.omnibox, Qt.Key.Key_Escape)
    assert pane.tree.view.isVisible()
    assert pane.omnibox.hasFocus()
    with qtbot.waitSignal(pane.left):
        qtbot.keyClick(pane.omnibox, Qt.Key.Key_Escape)


def test_a_search_is_saved_as_a_bookmark_and_found_again(window: Window, qtbot: QtBot) -> None:
    window.actions_table["search.save"].trigger()
    assert "请先输入" in window.messages_widget.text.text()
    page = open_first(qtbot, window, "细胞 -基因")
    window.actions_table["search.save"].trigger()
    kept = window.context.store.bookmarks()
    assert [one.target for one in kept] == [iri.search("细胞 -基因").iri]
    window.actions_table["search.recent"].trigger()
    assert page.model.rows()[0].title == "保存的搜索"
    assert page.model.rows()[1].title == "细胞 -基因"
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert window.context.store.bookmarks() == []
    window.messages_widget.action.click()
    assert titles(page)[0] == "细胞 -基因"
    page.view.select(1)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert window.navigation_pane.omnibox.text() == "细胞 -基因"


def test_nothing_is_remembered_when_no_history_is_wanted(window: Window, qtbot: QtBot) -> None:
    store = window.context.store
    window.context.changes.announce(store.set_setting(settings.KEEP_HISTORY, False))
    page = open_first(qtbot, window, "Kymriah")
    page.kept._remember()
    assert store.recent_searches() == []


def test_off_topic_documents_are_switched_off_in_the_menu(window: Window, qtbot: QtBot) -> None:
    action = window.actions_table["search.off_topic"]
    assert action.isChecked()
    page = open_first(qtbot, window, "杀菌剂")
    assert page.model.hits()
    action.trigger()
    qtbot.waitUntil(lambda: page.settled() and not page.model.hits())
    assert "与主题无关" in page.count.text()
    assert any("与主题无关" in row.detail for row in page.model.rows() if row.kind == "search")
    action.trigger()
    qtbot.waitUntil(lambda: page.settled() and page.model.hits() > 0)


def test_bookmarks_and_notes_stand_before_the_passages_and_unfold(window: Window, qtbot: QtBot) -> None:
    store = window.context.store
    for number in range(8):
        _, changes = store.add_bookmark(f"cgt:document/atmp-definition-2025#{number}-99", f"Kymriah {number}")
        window.context.changes.announce(changes)
    page = open_first(qtbot, window, "Kymriah")
    rows = page.model.rows()
    heading = next(at for at, row in enumerate(rows) if row.title == "我的书签")
    assert rows[heading].count == 8
    assert [row.kind for row in rows[heading + 1 : heading + 7]] == ["bookmark"] * 5 + ["bookmarks"]
    assert heading < next(at for at, row in enumerate(rows) if row.kind == "passage")
    page.view.select(heading + 6)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [row.kind for row in page.model.rows()].count("bookmark") == 8)
