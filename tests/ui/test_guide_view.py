from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser

from cgtatlas.library import guide

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.models.result_rows import Row
    from cgtatlas.ui.panes.guide_view import GuideView
    from cgtatlas.ui.panes.search_page import SearchPage
    from cgtatlas.ui.window import Window


def rows(page: SearchPage) -> list[Row]:
    page.model.tell(len(page.model.rows()))
    return list(page.model.rows())


def type_words(qtbot: QtBot, window: Window, words: str) -> SearchPage:
    field, page = window.navigation_pane.omnibox, window.navigation_pane.results
    field.setFocus()
    field.insert(words)  # an input method commits whole words
    qtbot.waitUntil(lambda: page._result is not None and page._result.query == words and page.settled())
    return page


def opened(program: Program) -> GuideView:
    program.window.actions_table["help.guide"].trigger()
    view = program.window.entry_pane.currentWidget()
    assert view.page == "guide"
    return view


def words(view: GuideView) -> str:
    page = view.findChild(QTextBrowser, "guideView")
    assert isinstance(page, QTextBrowser)
    return page.toPlainText()


def test_the_guide_opens_in_the_language_of_the_window(program: Program, qtbot: QtBot) -> None:
    view = opened(program)
    assert guide.chapter("start", "zh").title in words(view)
    program.translations.set("en")
    qtbot.waitUntil(lambda: guide.chapter("start", "en").title in words(view))
    assert view.browser.accessibleName() == "User guide"


def test_links_lead_through_the_chapters_and_back_leads_back(program: Program) -> None:
    view = opened(program)
    program.navigator.open("cgt:page/guide/notes#export")
    assert guide.chapter("notes", "zh").title in words(view)
    program.navigator.back()
    assert guide.chapter("start", "zh").title in words(view)
    program.navigator.open("cgt:page/guide/no-such-chapter")
    assert guide.chapter("start", "zh").title in words(view)


def test_a_section_is_scrolled_to(program: Program, qtbot: QtBot) -> None:
    view = opened(program)
    program.navigator.open("cgt:page/guide/notes#changed")
    qtbot.waitUntil(lambda: view.area.place() > 0)


def test_the_field_finds_sections_of_all_chapters(program: Program, qtbot: QtBot) -> None:
    program.translations.set("en")
    view = opened(program)
    program.window.actions_table["page.find"].trigger()
    assert view.filter.field.hasFocus()
    qtbot.keyClicks(view.filter.field, "power cut")
    qtbot.keyClick(view.filter.field, Qt.Key.Key_Return)
    assert "a power cut or a crash does not take it away" in words(view)
    assert guide.chapter("start", "en").title not in words(view).splitlines()[0]
    qtbot.keyClicks(view.filter.field, "zzz")
    qtbot.waitUntil(lambda: "Nothing in the guide" in words(view))


@pytest.mark.parametrize("words", ["回收站", "标签页"])
def test_the_search_field_finds_the_guide_too_after_the_library(
    window: Window, qtbot: QtBot, words: str
) -> None:
    page = type_words(qtbot, window, words)
    listed = rows(page)
    first = next(at for at, row in enumerate(listed) if row.kind == "guide")
    assert listed[first - 1].title == "使用指南"
    assert {row.kind for row in listed[first:]} == {"guide"}
    page.view.setCurrentIndex(page.model.index(first))
    qtbot.keyClick(window.navigation_pane.omnibox, Qt.Key.Key_Return)
    view = window.entry_pane.currentWidget()
    assert view.page == "guide"
    assert words in view.findChild(QTextBrowser, "guideView").toPlainText()
