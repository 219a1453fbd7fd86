from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton, QTableView

from cgtatlas.core.errors import NotFound
from cgtatlas.export import tables
from cgtatlas.library.compare import compare
from cgtatlas.ui import saving
from cgtatlas.ui.models.compare_model import SIGN, CompareModel, CompareRole
from cgtatlas.ui.panes.compare_view import CompareView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cgtatlas.library.reader import Library
    from cgtatlas.ui.app import Program
    from cgtatlas.ui.messages import Message
    from cgtatlas.ui.window import Window

PAIR = ("kymriah", "yescarta")


def choose(window: Window, *ids: str) -> CompareView:
    window.context.comparing.restore(ids)
    window.actions_table["compare.open"].trigger()
    view = window.entry_pane.currentWidget()
    assert isinstance(view, CompareView)
    return view


def shown(window: Window) -> QTableView:
    found = window.findChild(QTableView, "compareView")
    assert found is not None
    return found


def fields(model: CompareModel) -> list[str]:
    labels = (model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount()))
    return [label for label in labels if label]


def cell(model: CompareModel, fact: str) -> tuple[int, int]:
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            if model.index(row, column).data(CompareRole.FACT) == fact:
                return row, column
    raise AssertionError(fact)


# choosing


def test_an_action_adds_the_shown_entry_and_another_opens_the_table(window: Window) -> None:
    said: list[Message] = []
    window.context.messages.posted.connect(said.append)
    window.actions_table["compare.add"].trigger()
    assert window.context.comparing.ids == ()  # the home page is no entry, and that is said
    for id in PAIR:
        window.context.navigator.open(f"cgt:entry/{id}")
        window.actions_table["compare.add"].trigger()
    window.actions_table["compare.add"].trigger()
    assert window.context.comparing.ids == PAIR
    assert len(said) == 4
    assert said[-1].action is not None
    said[-1].action[1]()
    model = shown(window).model()
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(2)] == ["替沙仑赛", "阿基仑赛"]
    assert "2" in window.entry_pane.tabText(window.entry_pane.currentIndex())


def test_the_button_on_the_page_adds_and_takes_out(window: Window, qtbot: QtBot) -> None:
    window.entry_pane.show_entry("kymriah")
    button = window.findChild(QPushButton, "compareAdd")
    opener = window.findChild(QPushButton, "compareOpen")
    assert button is not None
    assert opener is not None
    assert opener.isHidden()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert window.context.comparing.ids == ("kymriah",)
    assert button.isChecked()
    window.entry_pane.show_entry("yescarta")
    assert not button.isChecked()
    qtbot.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert isinstance(window.entry_pane.currentWidget(), CompareView)
    window.entry_pane.show_entry("kymriah")
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert window.context.comparing.ids == ()
    window.entry_pane.show_home()
    assert not button.isVisible()


def test_an_unknown_entry_is_not_chosen(window: Window) -> None:
    with pytest.raises(NotFound):
        window.context.comparing.add("nothing")
    window.context.comparing.restore(["nothing", "kymriah", "kymriah"])
    assert window.context.comparing.ids == ("kymriah",)


def test_too_few_entries_are_told(window: Window) -> None:
    view = choose(window)
    assert view._hint.isVisible()
    assert "Ctrl+Shift+M" in view._hint.text()
    assert not view.table.isVisible()
    window.context.comparing.add("kymriah")
    assert view._hint.isVisible()
    assert view.table.isVisible()
    window.context.comparing.add("yescarta")
    assert not view._hint.isVisible()


def test_the_chosen_entries_are_there_in_the_next_run(start: Callable[..., Program]) -> None:
    first = start()
    first.window.restore_place()
    choose(first.window, *PAIR).only.setChecked(True)
    first.window.close()
    second = start()
    assert second.context.comparing.ids == PAIR
    second.window.restore_place()
    view = second.window.entry_pane.currentWidget()
    assert isinstance(view, CompareView)
    assert view.only.isChecked()


# the table


def test_the_model_is_sound(window: Window, library: Library) -> None:
    model = CompareModel(window.context)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(compare(library, PAIR))
    model.narrow(only_differences=True, words="")
    model.narrow(only_differences=False, words="价格")
    model.show(compare(library, ["car-t", "novartis", "us-fda"]))
    assert model.columnCount() == 3
    model.show(None)
    assert model.rowCount() == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fact_is_a_cell_of_its_own(window: Window, library: Library, lang: str) -> None:
    window.context.language = lang
    model = CompareModel(window.context)
    model.show(compare(library, PAIR))
    for column, id in enumerate(PAIR):
        for fact in library.entry(id).facts:
            row, at = cell(model, fact.id)
            assert at == column
            assert model.index(row, at).data().startswith(fact.value(lang))
            assert fact.as_of in model.index(row, at).data()


def test_fields_that_differ_bear_a_sign_and_weight(window: Window, library: Library) -> None:
    model = CompareModel(window.context)
    comparison = compare(library, PAIR)
    model.show(comparison)
    assert fields(model) == [(SIGN if r.differs else "") + r.label("zh") for r in comparison.rows]
    differ = {row.label("zh") for row in comparison.rows if row.differs}
    for row in range(model.rowCount()):
        label = model.headerData(row, Qt.Orientation.Vertical)
        font = model.headerData(row, Qt.Orientation.Vertical, Qt.ItemDataRole.FontRole)
        if label:
            assert (font is not None and font.bold()) == (label.removeprefix(SIGN) in differ)
    assert model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.FontRole) is None  # both are products


def test_enter_and_click_open_the_words_of_a_cell(window: Window, library: Library, qtbot: QtBot) -> None:
    view = choose(window, *PAIR)
    table, model = view.table, view.table.compared
    for id, press in (("yescarta/licence-announced", "key"), ("kymriah/list-price", "mouse")):
        row, column = cell(model, id)
        index = model.index(row, column)
        table.scrollTo(index)
        if press == "key":
            table.setFocus()
            table.setCurrentIndex(index)
            qtbot.keyClick(table, Qt.Key.Key_Return)
        else:
            at = table.visualRect(index).topLeft() + QPoint(9, 9)
            qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        cite = library.fact(id).citation
        assert window.source_pane.current_document() == cite.document
        assert window.source_pane.view.marks.target == (cite.start, cite.end)
    assert window.entry_pane.currentWidget() is view


def test_the_keyboard_goes_to_the_table_and_through_its_cells(window: Window, qtbot: QtBot) -> None:
    view = choose(window, *PAIR)
    qtbot.waitUntil(view.table.hasFocus)
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    qtbot.keyClick(view.table, Qt.Key.Key_Right)
    assert view.table.currentIndex().column() == 1
    qtbot.keyClick(view.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.entry_pane.current_entry() == "yescarta"
    window.context.navigator.back()
    assert window.entry_pane.currentWidget() is view


def test_words_wrap_and_two_columns_need_no_scrolling(window: Window, qtbot: QtBot) -> None:
    view = choose(window, *PAIR)
    window.resize(1280, 800)
    table = view.table
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    line = table.fontMetrics().lineSpacing()
    row, column = cell(table.compared, "kymriah/list-price")
    longest = max(range(table.compared.rowCount()), key=table.rowHeight)
    assert table.rowHeight(longest) >= 2 * line
    assert table.rowHeight(row) >= line
    assert table.columnWidth(column) > 100


def test_only_differences_and_words_narrow_the_table(window: Window, qtbot: QtBot) -> None:
    view = choose(window, *PAIR)
    model = view.table.compared
    everything = fields(model)
    view.only.setChecked(True)
    assert fields(model) == [label for label in everything if label.startswith(SIGN)]
    assert len(fields(model)) < len(everything)
    view.only.setChecked(False)
    window.actions_table["page.find"].trigger()
    assert view.filter.field.hasFocus()
    qtbot.keyClicks(view.filter.field, "475")
    qtbot.keyClick(view.filter.field, Qt.Key.Key_Return)
    assert [label.removeprefix(SIGN) for label in fields(model)] == []
    assert view._hint.isVisible()
    view.filter.field.setText("价格")
    qtbot.waitUntil(lambda: [label.removeprefix(SIGN) for label in fields(model)] == ["价格"])
    assert view.filter.count.text().startswith("1 ")
    qtbot.keyClick(view.filter.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: fields(model) == everything)


def test_delete_takes_a_column_out_and_undo_brings_it_back(window: Window, qtbot: QtBot) -> None:
    said: list[Message] = []
    window.context.messages.posted.connect(said.append)
    view = choose(window, "kymriah", "yescarta", "car-t")
    view.table.setCurrentIndex(view.table.compared.index(1, 1))
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert window.context.comparing.ids == ("kymriah", "car-t")
    assert view.table.compared.columnCount() == 2
    assert said[-1].action is not None
    said[-1].action[1]()
    assert window.context.comparing.ids == ("kymriah", "yescarta", "car-t")
    clear = window.findChild(QPushButton, "compareClear")
    assert clear is not None
    clear.click()
    assert window.context.comparing.ids == ()
    assert said[-1].action is not None
    said[-1].action[1]()
    assert view.table.compared.columnCount() == 3
    assert [menu.text() for menu in view._menu.actions()] == ["替沙仑赛", "阿基仑赛", "CAR-T 细胞治疗"]


# out of the window


def test_copying_gives_text_and_html_at_once(window: Window, qtbot: QtBot) -> None:
    view = choose(window, *PAIR)
    qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    expected = compare(window.context.library, PAIR).table("zh")
    assert data.text() == tables.to_tsv(expected)
    assert data.html() == tables.to_html(expected)
    view.only.setChecked(True)
    view.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) < len(expected)


@pytest.mark.parametrize("ending", list(saving.FORMATS))
def test_the_table_is_saved_in_every_format(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    view = choose(window, *PAIR)
    path = tmp_path / f"table{ending}"
    monkeypatch.setattr(saving, "ask_file", lambda *_: path)
    view.save()
    data = path.read_bytes()
    if ending == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            text = book.read("xl/sharedStrings.xml").decode()
    else:
        text = data.decode("utf-8-sig")
    assert "替沙仑赛" in text
    assert "47.5" in text
    if ending == ".csv":
        assert {len(row) for row in csv.reader(io.StringIO(text))} == {3}
    assert [file.name for file in tmp_path.iterdir() if "table" in file.name] == [path.name]


def test_what_cannot_be_saved_is_a_sentence(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = choose(window, *PAIR)
    said: list[Message] = []
    window.context.messages.posted.connect(said.append)
    for name in ("table.docx", "no/such/folder/table.csv"):
        monkeypatch.setattr(saving, "ask_file", lambda *_, name=name: tmp_path / name)
        view.save()
        assert said[-1].level == "error"
        assert name.rsplit("/", 1)[-1] in said[-1].text
    monkeypatch.setattr(saving, "ask_file", lambda *_: None)
    view.save()
    assert len(said) == 2


# languages, themes, assistive tools


def test_the_page_changes_language_and_theme_live(window: Window, qtbot: QtBot) -> None:
    view = choose(window, *PAIR)
    view.table.setCurrentIndex(view.table.compared.index(2, 1))
    window.actions_table["view.language"].trigger()
    qtbot.waitUntil(lambda: view.only.text() == "Only differences")
    assert view.table.compared.headerData(0, Qt.Orientation.Horizontal) == "Kymriah"
    assert view.table.currentIndex().column() == 1
    assert window.entry_pane.tabText(window.entry_pane.currentIndex()) == "Comparison (2)"
    style = window.context.style
    for theme in ("light", "dark"):
        style.set_theme(theme)
        below = view.table.viewport().height() - 3
        assert view.table.grab().toImage().pixelColor(3, 3).name() == style.colour("window").name()
        assert below > 0


def test_a_screen_reader_hears_field_entry_and_value(window: Window) -> None:
    view = choose(window, *PAIR)
    row, column = cell(view.table.compared, "kymriah/list-price")
    said = view.table.compared.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "价格" in said
    assert "替沙仑赛" in said
    assert "47.5" in said
    for widget in (view.table, view.only, view.filter.field, *view._buttons):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name).strip()


def test_an_entry_opened_from_the_table_has_a_tab_of_its_own(window: Window) -> None:
    window.entry_pane.show_entry("car-t")
    view = choose(window, *PAIR)
    window.context.navigator.open("cgt:entry/kymriah")
    assert window.entry_pane.open_entries() == ["kymriah", ""]
    window.actions_table["compare.open"].trigger()
    assert window.entry_pane.count() == 2
    assert window.entry_pane.currentWidget() is view
    window.entry_pane.close_current_tab()
    assert window.entry_pane.current_entry() == "kymriah"
    choose(window, *PAIR)
    window.entry_pane.setCurrentIndex(0)
    window.entry_pane.close_current_tab()
    window.entry_pane.close_current_tab()
    assert window.entry_pane.count() == 1
    assert window.entry_pane.current_entry() == ""
    assert window.findChild(QTableView, "factTable") is not None
