from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QTableView, QTabWidget, QTextBrowser, QWidget

from cgtatlas.core.errors import NotFound
from cgtatlas.ui.models.fact_model import COLUMNS, FactModel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cgtatlas.library.reader import Library
    from cgtatlas.ui.messages import Message
    from cgtatlas.ui.panes.entry_pane import EntryPane
    from cgtatlas.ui.window import Window


@pytest.fixture
def pane(window: Window) -> EntryPane:
    return window.entry_pane


def table(window: Window) -> QTableView:
    found = window.findChild(QTableView, "factTable")
    assert found is not None
    return found


def page(window: Window, name: str = "entryPage") -> QTextBrowser:
    found = window.findChild(QTextBrowser, name)
    assert found is not None
    return found


def column(view: QTableView, name: str) -> list[str]:
    model: QAbstractItemModel = view.model()
    return [model.index(row, COLUMNS.index(name)).data() for row in range(model.rowCount())]


# what is shown


def test_home_is_shown_while_no_entry_is_open(window: Window, pane: EntryPane, library: Library) -> None:
    assert isinstance(window.findChild(QTabWidget, "entryView"), QTabWidget)
    assert pane.current_entry() == ""
    text = page(window).toPlainText()
    for document in library.documents():
        assert document.title in text


def test_an_entry_shows_names_summary_article_and_facts(
    window: Window, pane: EntryPane, library: Library
) -> None:
    pane.show_entry("kymriah")
    entry = library.entry("kymriah")
    above, below = page(window).toPlainText(), page(window, "entryDetails").toPlainText()
    assert "替沙仑赛" in above
    assert "Kymriah" in above
    for name in entry.names:
        assert name.text in above.replace("\u00a0", " ")
    assert below.strip()
    shown = table(window)
    assert shown.isVisible()
    assert column(shown, "value") == [fact.value_zh for fact in entry.facts]
    assert column(shown, "number") == [str(n + 1) for n in range(len(entry.facts))]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_entry_can_be_shown(window: Window, pane: EntryPane, library: Library, lang: str) -> None:
    window.context.language = lang
    for row in library.entries():
        pane.show_entry(row.id)
        assert row.name(lang) in page(window).toPlainText().replace("\u00a0", " ")
        assert table(window).isHidden() == (not library.entry(row.id).facts)


def test_an_unknown_entry_is_told_by_an_error_and_changes_nothing(pane: EntryPane) -> None:
    pane.show_entry("kymriah")
    with pytest.raises(NotFound):
        pane.show_entry("nothing")
    assert pane.current_entry() == "kymriah"


# facts


def test_the_fact_model_is_sound(window: Window, library: Library) -> None:
    model = FactModel(window.context)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_facts(library.entry("kymriah").facts)
    model.show_facts(library.entry("car-t").facts)
    assert model.rowCount() == len(library.entry("car-t").facts)
    model.show_facts(())
    assert model.rowCount() == 0


def test_enter_and_click_open_the_cited_words(window: Window, library: Library, qtbot: QtBot) -> None:
    window.entry_pane.show_entry("kymriah")
    facts = library.entry("kymriah").facts
    shown = table(window)
    shown.setFocus()
    shown.selectRow(2)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert window.source_pane.view.marks.target == (facts[2].citation.start, facts[2].citation.end)
    assert window.source_pane.current_document() == facts[2].citation.document
    rect = shown.visualRect(shown.model().index(0, 2))
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert window.source_pane.view.marks.target == (facts[0].citation.start, facts[0].citation.end)


def test_facts_can_be_sorted_and_enter_still_opens_the_right_words(
    window: Window, library: Library, qtbot: QtBot
) -> None:
    window.entry_pane.show_entry("kymriah")
    shown = table(window)
    shown.sortByColumn(COLUMNS.index("as_of"), Qt.SortOrder.DescendingOrder)
    dates = column(shown, "as_of")
    assert dates == sorted(dates, reverse=True)
    facts = library.entry("kymriah").facts
    assert dates != [fact.as_of for fact in facts]
    shown.selectRow(0)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    number = int(column(shown, "number")[0])
    assert window.source_pane.view.marks.target == (
        facts[number - 1].citation.start,
        facts[number - 1].citation.end,
    )


def test_the_table_is_as_tall_as_its_rows(window: Window, qtbot: QtBot) -> None:
    window.entry_pane.show_entry("kymriah")
    shown = table(window)
    last = shown.model().rowCount() - 1
    qtbot.waitUntil(lambda: shown.viewport().rect().contains(shown.visualRect(shown.model().index(last, 2))))
    assert shown.verticalScrollBar().maximum() == 0
    assert shown.horizontalScrollBar().maximum() == 0


def test_disagreeing_facts_are_marked_and_told(window: Window, library: Library) -> None:
    conflict = library.conflicts()[0]
    owner = library.fact(conflict.a).entry
    window.entry_pane.show_entry(owner)
    shown = table(window)
    marked = [row for row, sign in enumerate(column(shown, "conflict")) if sign]
    expected = [row for row, fact in enumerate(library.entry(owner).facts) if fact.conflicts_with]
    assert marked == expected
    index = shown.model().index(marked[0], COLUMNS.index("conflict"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert conflict.note_zh in page(window, "entryDetails").toPlainText()


def test_copying_a_row_takes_the_words_with_it(window: Window, library: Library, qtbot: QtBot) -> None:
    window.entry_pane.show_entry("kymriah")
    shown = table(window)
    shown.selectRow(0)
    qtbot.keyClick(shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    fact = library.entry("kymriah").facts[0]
    copied = QGuiApplication.clipboard().text()
    assert fact.value_zh in copied
    assert fact.citation.quote in copied


def test_tooltips_show_the_quotation_escaped(window: Window, library: Library) -> None:
    window.entry_pane.show_entry("kymriah")
    tip = table(window).model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("<qt>")
    assert library.entry("kymriah").facts[0].citation.quote[:10] in tip


# links


def test_citations_in_the_text_open_the_cited_words(window: Window, library: Library) -> None:
    window.entry_pane.show_entry("kymriah")
    html = page(window, "entryDetails").toHtml()
    assert 'href="cgt:fact/kymriah/' in html
    page(window, "entryDetails").anchorClicked.emit("cgt:fact/kymriah/list-price")
    cite = library.fact("kymriah/list-price").citation
    assert window.source_pane.view.marks.target == (cite.start, cite.end)


def test_all_mentions_on_demand(window: Window, library: Library) -> None:
    window.entry_pane.show_entry("car-t")
    total = len(library.entry("car-t").mentions)
    details = page(window, "entryDetails")
    before = details.toHtml().count("cgt:document/")
    details.anchorClicked.emit("#all-mentions")
    assert details.toHtml().count("cgt:document/") > before
    assert details.toHtml().count("cgt:document/") >= total


def test_tab_walks_through_the_links_and_keeps_them_in_view(window: Window, qtbot: QtBot) -> None:
    window.entry_pane.show_entry("car-t")
    details = page(window, "entryDetails")
    details.setFocus()
    area = window.entry_pane._view().area
    for _ in range(12):
        qtbot.keyClick(details, Qt.Key.Key_Tab)
    caret = details.viewport().mapTo(area.widget(), details.cursorRect().center()).y()
    top = area.verticalScrollBar().value()
    assert details.textCursor().charFormat().isAnchor()
    assert top <= caret <= top + area.viewport().height()
    assert top > 0


# tabs


def test_tabs_open_close_and_end_at_home(window: Window, pane: EntryPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.currentEntryChanged) as seen:
        pane.show_entry("kymriah")
    assert seen.args == ["kymriah"]
    pane.show_entry("car-t", new_tab=True)
    pane.show_entry("novartis", new_tab=True)
    assert pane.open_entries() == ["kymriah", "car-t", "novartis"]
    pane.show_entry("cd19")
    assert pane.open_entries() == ["kymriah", "car-t", "cd19"]
    pane.next_tab()
    assert pane.current_entry() == "kymriah"
    pane.previous_tab()
    assert pane.current_entry() == "cd19"
    for _ in range(3):
        pane.close_current_tab()
    assert pane.count() == 1
    assert pane.current_entry() == ""
    assert "CGT Atlas" in page(window).toPlainText()


def test_the_contract_names_stand_for_one_widget_at_any_time(window: Window, pane: EntryPane) -> None:
    pane.show_entry("kymriah")
    pane.show_entry("car-t", new_tab=True)
    for name in ("factTable", "entryPage", "entryDetails"):
        assert len(window.findChildren(QWidget, name)) == 1
    assert table(window).isVisible()
    pane.setCurrentIndex(0)
    assert column(table(window), "number")[-1] == str(len(window.context.library.entry("kymriah").facts))


def test_an_ampersand_in_a_name_is_no_shortcut(pane: EntryPane, monkeypatch: pytest.MonkeyPatch) -> None:
    pane.show_entry("kymriah")
    entry = pane._view().entry
    assert entry is not None
    from dataclasses import replace

    pane._view().entry = replace(entry, row=replace(entry.row, name_zh="A & B"))
    pane._name_tabs()
    assert pane.tabText(0) == "A && B"


# places


def test_back_returns_to_the_same_scroll_position(window: Window, pane: EntryPane, qtbot: QtBot) -> None:
    navigator = window.context.navigator
    navigator.open("cgt:entry/car-t")
    bar = pane._view().area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 800)
    bar.setValue(777)
    navigator.open("cgt:entry/novartis")
    assert pane._view().area.verticalScrollBar().value() == 0
    navigator.back()
    assert pane.current_entry() == "car-t"
    qtbot.waitUntil(lambda: pane._view().area.verticalScrollBar().value() == 777)


def test_a_state_of_an_entry_that_is_gone_is_told(window: Window, pane: EntryPane) -> None:
    pane.show_entry("kymriah")
    seen: list[Message] = []
    window.context.messages.posted.connect(seen.append)
    pane.restore_view_state({"entry": "gone", "tab": 0, "scroll": 0})
    assert [message.level for message in seen] == ["error"]
    assert pane.current_entry() == "kymriah"


def test_the_entry_can_be_bookmarked_once(window: Window, pane: EntryPane) -> None:
    pane.show_entry("kymriah")
    pane.bookmark_here()
    pane.bookmark_here()
    assert [one.target for one in window.context.store.bookmarks()] == ["cgt:entry/kymriah"]


# finding


def test_find_goes_through_page_and_table(window: Window, pane: EntryPane, qtbot: QtBot) -> None:
    pane.show_entry("kymriah")
    pane.find_in_page()
    view = pane._view()
    qtbot.keyClicks(view.find_bar.field, "fda")
    places = {match.where for match in view._matches}
    assert view.table in places
    assert len(view._matches) >= 2
    for match in view._matches:
        if match.where is not view.table:
            text = match.where.document().toPlainText()  # type: ignore[attr-defined]
            assert text[match.start : match.end].lower() == "fda"
    lit = [s for part in view.pages for s in part.extraSelections()]
    assert len(lit) == len([m for m in view._matches if m.where is not view.table])
    qtbot.keyClick(view.find_bar.field, Qt.Key.Key_Escape)
    assert not view.find_bar.isVisible()
    assert not [s for part in view.pages for s in part.extraSelections()]


# languages and themes


def test_the_language_switches_live(window: Window, pane: EntryPane) -> None:
    pane.show_entry("kymriah")
    window.actions_table["view.language"].trigger()
    QApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
    text = page(window).toPlainText()
    assert text.index("Kymriah") < text.index("替沙仑赛")
    assert column(table(window), "value")[0] == window.context.library.entry("kymriah").facts[0].value_en
    assert pane.tabText(0) == "Kymriah"


def test_the_theme_switches_live(window: Window, pane: EntryPane) -> None:
    pane.show_entry("kymriah")

    def background() -> str:
        view = pane._view().area.widget()
        return str(view.grab().toImage().pixelColor(3, 3).name())

    assert background() == window.context.style.colour("base").name()
    window.context.style.set_theme("dark")
    assert background() == window.context.style.colour("base").name()
    assert window.context.style.colour("accent").name() in page(window).toHtml()


def test_every_control_can_be_named_by_a_screen_reader(pane: EntryPane) -> None:
    pane.show_entry("car-t")
    pane.show_entry("kymriah", new_tab=True)
    pane.find_in_page()
    focusable = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(pane)
    ]
    assert len(focusable) > 5
    unnamed = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in focusable
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert unnamed == []
