from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from cgtatlas.ui.panes.disagreements_view import DisagreementsView

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.library.reader import Library
    from cgtatlas.ui.app import Program
    from cgtatlas.ui.window import Window


def opened(window: Window) -> DisagreementsView:
    window.actions_table["disagreements.open"].trigger()
    view = window.entry_pane.currentWidget()
    assert isinstance(view, DisagreementsView)
    return view


def text_of(window: Window) -> str:
    found = window.findChild(QTextBrowser, "disagreementsView")
    assert found is not None
    return found.toPlainText()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_disagreements_are_on_one_page(window: Window, library: Library, lang: str) -> None:
    window.context.language = lang
    view = opened(window)
    for one in library.conflicts():
        assert (one.note_en if lang == "en" else one.note_zh) in text_of(window).replace("\u00a0", " ")
    assert str(len(library.conflicts())) in view.filter.count.text()


def test_the_home_page_leads_to_it(window: Window, library: Library) -> None:
    window.context.navigator.home()
    home = window.findChild(QTextBrowser, "entryPage")
    assert home is not None
    assert str(len(library.conflicts())) in home.toPlainText()
    home.anchorClicked.emit("cgt:page/disagreements")
    assert isinstance(window.entry_pane.currentWidget(), DisagreementsView)
    assert window.windowTitle().startswith(window.entry_pane.current_title())
    window.context.navigator.back()
    assert window.entry_pane.current_title() == "首页"


def test_both_sides_open_their_words_by_keyboard(window: Window, library: Library, qtbot: QtBot) -> None:
    view = opened(window)
    qtbot.waitUntil(view.browser.hasFocus)
    seen: list[str] = []
    for _ in range(5):
        qtbot.keyClick(view.browser, Qt.Key.Key_Tab)
        cursor = QTextCursor(view.browser.textCursor())
        seen.append(cursor.charFormat().anchorHref())
    facts = [address for address in seen if address.startswith("cgt:fact/")]
    assert len(facts) >= 2
    qtbot.keyClick(view.browser, Qt.Key.Key_Return)
    fact = library.fact(seen[-1].removeprefix("cgt:fact/")) if seen[-1] == facts[-1] else None
    if fact is not None:
        assert window.source_pane.view.marks.target == (fact.citation.start, fact.citation.end)
    else:
        assert window.entry_pane.current_entry() == seen[-1].removeprefix("cgt:entry/")
    view.browser.anchorClicked.emit(facts[0])
    cite = library.fact(facts[0].removeprefix("cgt:fact/")).citation
    assert window.source_pane.view.marks.target == (cite.start, cite.end)


def test_the_field_narrows_it_to_an_entry_or_words(window: Window, library: Library, qtbot: QtBot) -> None:
    view = opened(window)
    view.area.verticalScrollBar().setValue(500)
    window.actions_table["page.find"].trigger()
    assert view.filter.field.hasFocus()
    view.filter.field.setText("复星凯特")
    first = f"{len(library.conflicts())} / {len(library.conflicts())} 处"
    qtbot.waitUntil(lambda: view.filter.count.text() != first)
    assert "复星凯特" in text_of(window)
    assert view.area.place() == 0
    assert library.conflicts()[0].note_zh not in text_of(window)
    view.filter.field.setText("qqqq")
    qtbot.waitUntil(lambda: view.filter.count.text().startswith("0 "))
    assert "没有符合" in text_of(window)
    qtbot.keyClick(view.filter.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: library.conflicts()[0].note_zh in text_of(window))
    qtbot.keyClick(view.filter.field, Qt.Key.Key_Escape)
    assert view.browser.hasFocus()


def test_back_returns_to_the_same_place(window: Window, qtbot: QtBot) -> None:
    view = opened(window)
    bar = view.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 800)
    bar.setValue(700)
    window.context.navigator.open("cgt:entry/kymriah")
    assert window.entry_pane.current_entry() == "kymriah"
    bar.setValue(0)
    window.context.navigator.back()
    assert window.entry_pane.currentWidget() is view
    qtbot.waitUntil(lambda: bar.value() == 700)


def test_the_page_comes_back_in_the_next_run(start: Callable[..., Program]) -> None:
    first = start()
    first.window.restore_place()
    view = opened(first.window)
    view.filter.field.setText("FDA")
    first.window.close()
    second = start()
    second.window.restore_place()
    again = second.window.entry_pane.currentWidget()
    assert isinstance(again, DisagreementsView)
    assert again.filter.field.text() == "FDA"


def test_language_and_theme_change_live(window: Window, qtbot: QtBot) -> None:
    view = opened(window)
    window.actions_table["view.language"].trigger()
    qtbot.waitUntil(lambda: "Where the sources disagree" in text_of(window))
    assert window.entry_pane.tabText(window.entry_pane.currentIndex()) == "Disagreements"
    window.context.style.set_theme("dark")
    colour = window.context.style.colour("base").name()
    assert view.area.widget().grab().toImage().pixelColor(3, 3).name() == colour
    for widget in (view.browser, view.filter.field):
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def test_an_unknown_page_is_no_address(window: Window) -> None:
    assert not window.context.navigator.open("cgt:page/nothing")
