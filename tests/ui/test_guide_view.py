from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser

from cgtatlas.library import guide

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.panes.guide_view import GuideView


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
