from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QListWidget, QTextBrowser, QWidget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cgtatlas.library.reader import Library
    from cgtatlas.ui.window import Window


def timeline(window: Window) -> QTextBrowser:
    found = window.findChild(QTextBrowser, "timelineView")
    assert found is not None
    return found


def test_the_dated_facts_stand_below_the_table_by_date(
    window: Window, library: Library, qtbot: QtBot
) -> None:
    window.entry_pane.show_entry("kymriah")
    shown = timeline(window)
    table = window.findChild(QWidget, "factTable")
    assert table is not None
    assert shown.isVisible()
    qtbot.waitUntil(lambda: shown.y() >= table.y() + table.height())
    text = shown.toPlainText()
    facts = sorted((f for f in library.entry("kymriah").facts if f.as_of), key=lambda f: f.as_of)
    places = [text.index(fact.value_zh) for fact in facts[:4]]
    assert places == sorted(places)
    for fact in facts:
        assert fact.value_zh in text
        assert fact.as_of in text


def test_an_entry_without_dates_shows_none(window: Window, library: Library) -> None:
    window.entry_pane.show_entry("kymriah")
    entry = library.entry("kymriah")
    dateless = replace(entry, facts=tuple(replace(fact, as_of="") for fact in entry.facts))
    window.entry_pane._view().show_entry(dateless)
    assert timeline(window).isHidden()
    window.entry_pane._view().show_entry(entry)
    assert timeline(window).isVisible()
    window.entry_pane.show_home()
    assert timeline(window).isHidden()


def test_a_line_opens_its_words_by_keyboard(window: Window, library: Library, qtbot: QtBot) -> None:
    window.entry_pane.show_entry("kymriah")
    shown = timeline(window)
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Tab)
    qtbot.keyClick(shown, Qt.Key.Key_Tab)
    address = shown.textCursor().charFormat().anchorHref()
    assert address.startswith("cgt:fact/kymriah/")
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    cite = library.fact(address.removeprefix("cgt:fact/")).citation
    assert window.source_pane.view.marks.target == (cite.start, cite.end)


def test_a_long_one_is_shown_whole_on_demand(window: Window, library: Library) -> None:
    window.entry_pane.show_entry("car-t")
    shown = timeline(window)
    before = shown.toHtml().count("cgt:fact/")
    shown.anchorClicked.emit("#all-dates")
    dated = [fact for fact in library.entry("car-t").facts if fact.as_of]
    assert shown.toHtml().count("cgt:fact/") >= len(dated) > before


def test_finding_reaches_the_timeline(window: Window, qtbot: QtBot) -> None:
    window.entry_pane.show_entry("kymriah")
    window.entry_pane.find_in_page()
    view = window.entry_pane._view()
    qtbot.keyClicks(view.find_bar.field, "2017-08-31")
    assert timeline(window) in {match.where for match in view._matches}
    assert timeline(window).extraSelections()


def test_it_speaks_the_language_and_has_a_name(window: Window, qtbot: QtBot) -> None:
    window.entry_pane.show_entry("kymriah")
    assert "时间线" in timeline(window).toPlainText()
    window.actions_table["view.language"].trigger()
    qtbot.waitUntil(lambda: "Timeline" in timeline(window).toPlainText())
    interface = QAccessible.queryAccessibleInterface(timeline(window))
    assert interface.text(QAccessible.Text.Name) == "Kymriah: timeline"


def test_a_fact_chosen_in_the_text_is_marked_in_its_entry(
    window: Window, library: Library, qtbot: QtBot
) -> None:
    """The way back: from a sentence to the row of the fact drawn from it."""
    fact = library.entry("car-t").facts[40]
    window.context.navigator.open(f"cgt:fact/{fact.id}")
    pane = window.source_pane
    pane.facts_here()
    listed = window.findChild(QListWidget, "factsHere")
    assert listed is not None
    texts = [listed.item(row).text() for row in range(listed.count())]
    row = next(row for row, text in enumerate(texts) if fact.value_zh in text and "CAR-T 细胞治疗" in text)
    listed.setCurrentRow(row)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert window.entry_pane.current_entry() == "car-t"
    view = window.entry_pane._view()
    current = view.table.current_fact()
    assert current is not None
    assert current.id == fact.id
    qtbot.waitUntil(lambda: view.area.place() > 500)
    middle = view.table.y() + view.table.row_rect().center().y() - view.area.place()
    assert 0 < middle < view.area.viewport().height()
