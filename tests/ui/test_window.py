from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from cgtatlas.ui.models.roles import ADDRESS_ROLE
from cgtatlas.ui.models.tree_model import TreeRole
from cgtatlas.ui.state import WindowState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.window import Window

CONTRACT = ("omnibox", "navTree", "resultList", "entryView", "sourceView", "messageArea")
DOCUMENT = "car-t-industrialisation-2018"


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def test_the_named_parts_are_there(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.findChild(QWidget, "resultList") is not None)
    for name in CONTRACT:
        assert window.findChild(QWidget, name) is not None, name
    window.actions_table["bookmark.list"].trigger()
    assert window.findChild(QWidget, "bookmarkTree") is not None
    window.actions_table["annotate.list"].trigger()
    assert window.findChild(QWidget, "annotationList") is not None
    window.context.navigator.open("cgt:entry/kymriah")
    assert window.findChild(QWidget, "factTable") is not None


def test_pages_that_are_not_looked_at_are_not_made(window: Window) -> None:
    for name in ("bookmarkTree", "annotationList", "historyList"):
        assert window.findChild(QWidget, name) is None, name


def test_enter_in_the_tree_opens_and_folds(window: Window, qtbot: QtBot) -> None:
    view = window.navigation_pane.tree.view
    root = view.model().index(0, 0)
    view.setCurrentIndex(root)
    opened = view.isExpanded(root)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.isExpanded(root) != opened
    kymriah = window.navigation_pane.tree.model.find("entry/kymriah@therapy/cell-gene-therapy")
    if not kymriah.isValid():
        kymriah = first_with(window, "cgt:entry/kymriah")
    view.setCurrentIndex(kymriah)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert window.entry_pane.current_entry() == "kymriah"


def first_with(window: Window, iri: str):  # noqa: ANN201
    model = window.navigation_pane.tree.model
    waiting = [model.index(row, 0) for row in range(model.rowCount())]
    for index in waiting:
        if index.data(TreeRole.IRI) == iri:
            return index
        waiting += [model.index(row, 0, index) for row in range(model.rowCount(index))]
    raise AssertionError(iri)


def test_a_click_opens_and_a_middle_click_opens_a_tab(window: Window, qtbot: QtBot) -> None:
    view = window.navigation_pane.tree.view
    index = first_with(window, "cgt:entry/kymriah")
    view.scrollTo(index)
    where = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert window.entry_pane.current_entry() == "kymriah"
    tabs = window.entry_pane.count()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, pos=where)
    assert window.entry_pane.count() == tabs + 1
    place = QPoint(view.viewport().width() - 2, view.viewport().height() - 2)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_arrows_in_an_empty_field_move_in_the_tree(window: Window, qtbot: QtBot) -> None:
    field, view = window.navigation_pane.omnibox, window.navigation_pane.tree.view
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert view.currentIndex().isValid()
    assert field.hasFocus()


def test_the_tree_marks_the_shown_entry_when_it_is_in_sight(window: Window) -> None:
    view = window.navigation_pane.tree.view
    index = first_with(window, "cgt:entry/kymriah")
    view.scrollTo(index)
    window.context.navigator.open("cgt:entry/kymriah")
    assert view.currentIndex().data(TreeRole.IRI) == "cgt:entry/kymriah"


def test_buttons_and_title_follow_the_place(window: Window) -> None:
    back, forward = window.actions_table["go.back"], window.actions_table["go.forward"]
    assert not back.isEnabled()
    assert not forward.isEnabled()
    window.context.navigator.open("cgt:entry/kymriah")
    window.context.navigator.open(f"cgt:document/{DOCUMENT}#5-9")
    assert back.isEnabled()
    assert window.context.library.document(DOCUMENT).title in window.windowTitle()
    back.trigger()
    assert forward.isEnabled()
    assert window.context.library.row("kymriah").name("zh") in window.windowTitle()


def test_a_hidden_source_pane_comes_back_for_a_citation(window: Window) -> None:
    window.actions_table["view.source"].trigger()
    assert not window.source_pane.isVisible()
    window.context.navigator.open(f"cgt:document/{DOCUMENT}#5-9")
    assert window.source_pane.isVisible()
    assert window.actions_table["view.source"].isChecked()


def test_f6_goes_round_the_panes_and_back(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    window.context.navigator.open("cgt:entry/kymriah")
    window.context.navigator.open(f"cgt:document/{DOCUMENT}#5-9")
    window.navigation_pane.focus_omnibox()
    seen = []
    for _ in range(4):
        window.actions_table["go.next_pane"].trigger()
        widget = focused()
        assert widget is not None
        seen.append(next((n for n, frame in enumerate(window.frames) if frame.isAncestorOf(widget)), -1))
    assert seen == [0, 1, 2, -1]
    window.actions_table["go.previous_pane"].trigger()
    assert window.frames[2].has_keyboard()
    window.actions_table["view.source"].trigger()
    assert window.frames[1].has_keyboard()


def test_shortcuts_reach_their_panes(window: Window) -> None:
    window.activateWindow()
    window.actions_table["go.tree"].trigger()
    assert focused() is window.navigation_pane.tree.view
    window.actions_table["history.list"].trigger()
    assert window.navigation_pane.page() == "history"
    window.actions_table["go.omnibox"].trigger()
    assert focused() is window.navigation_pane.omnibox


def test_escape_in_an_empty_field_goes_to_the_page(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    field = window.navigation_pane.omnibox
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert window.frames[1].has_keyboard()


def test_history_lists_what_was_opened_and_opens_it(window: Window, qtbot: QtBot) -> None:
    window.actions_table["history.list"].trigger()
    view = window.navigation_pane.list()
    assert "还没有" in view.accessibleDescription()
    window.context.navigator.open("cgt:entry/kymriah")
    window.context.navigator.open("cgt:entry/yescarta")
    window.context.navigator.flush()
    model = view.model()  # type: ignore[attr-defined]
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    places = [row for row in rows if row.data(ADDRESS_ROLE)]  # the others name the days
    assert [row.data(ADDRESS_ROLE) for row in places] == ["cgt:entry/yescarta", "cgt:entry/kymriah"]
    view.setCurrentIndex(places[1])
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert window.entry_pane.current_entry() == "kymriah"


def test_theme_changes_interface_and_stays(start: Callable[..., Program]) -> None:
    program = start(theme=None)
    first = QApplication.palette().window().color().name()
    program.window.actions_table["view.theme"].trigger()
    assert QApplication.palette().window().color().name() != first
    assert program.style.colour("window").name() in program.window.styleSheet()
    dark = program.style.dark
    again = start(theme=None)
    assert again.style.dark == dark
    assert not again.window.actions_table["view.theme_system"].isChecked()
    again.window.actions_table["view.theme_system"].trigger()
    assert again.style.theme == "system"


def test_text_size_stays(start: Callable[..., Program]) -> None:
    program = start()
    program.window.actions_table["view.zoom_in"].trigger()
    program.window.actions_table["view.zoom_in"].trigger()
    assert start().style.zoom == pytest.approx(1.2)
    program.window.actions_table["view.zoom_reset"].trigger()
    assert start().style.zoom == pytest.approx(1.0)


def test_size_panes_and_last_place_come_back(
    start: Callable[..., Program], data_dir: Path, qtbot: QtBot
) -> None:
    program = start()
    window = program.window
    window.resize(1000, 640)  # the offscreen screen is 800 wide
    window.context.navigator.open("cgt:entry/kymriah")
    window.navigation_pane.tree.expand_keys(["company"])
    window.actions_table["annotate.list"].trigger()
    window.actions_table["view.source"].trigger()
    window.close()
    again = start().window
    assert again.height() == 640
    assert not again.source_pane.isVisible()
    assert not again.actions_table["view.source"].isChecked()
    assert again.navigation_pane.tree.expanded_keys() == ["company"]
    assert again.navigation_pane.page() == "notes"
    assert again.entry_pane.current_entry() == "kymriah"


def test_a_damaged_state_file_is_an_empty_one(start: Callable[..., Program], data_dir: Path) -> None:
    data_dir.mkdir(parents=True, exist_ok=True)
    file = data_dir / "window.json"
    wrong = (
        b'{"geometry": 5, "view": [1], "frames": {"splitter": 3, "out": 7, "windows": 1},'
        b' "session": {"tabs": [3, {"entry": "nobody"}, {"entry": []}], "tab": "x", "place": {"iri": 4},'
        b' "originals": {"second": {"document": "gone"}}, "query": 9}}'
    )
    for damaged in (b"\x00\xff{", b"[1]", wrong):
        file.write_bytes(damaged)
        window = start().window
        assert window.navigation_pane.isVisible()
        assert not window.originals.split
        assert window.entry_pane.count() == 1
        window.close()
    file.write_bytes(b"{{{")
    assert WindowState(data_dir).plain("view") == {}


def test_a_small_window_still_shows_three_panes(window: Window) -> None:
    window.resize(1024, 700)
    assert window.width() == 1024
    assert all(frame.isVisible() for frame in window.frames)
    assert sum(window.splitter.sizes()) <= 1024
    assert window.minimumSizeHint().width() <= 900
    assert window.minimumSizeHint().height() <= 560


def test_a_bug_is_told_with_copyable_details(
    program: Program, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise ValueError("something inside")
    except ValueError as error:
        program.excepthook(type(error), error, error.__traceback__)
    area = program.window.messages_widget
    assert area.text.text()
    qtbot.mouseClick(area.action, Qt.MouseButton.LeftButton)
    report = QApplication.clipboard().text()
    assert "something inside" in report
    assert "Traceback" in report
    assert "something inside" in capsys.readouterr().err


def test_an_error_in_the_helper_is_told(program: Program, qtbot: QtBot) -> None:
    program.tasks.run("x", lambda library, _token: library.document("nowhere"), lambda _value: None)
    qtbot.waitUntil(lambda: "nowhere" in program.window.messages_widget.text.text())


def test_typing_brings_a_hidden_navigation_back(window: Window, qtbot: QtBot) -> None:
    window.actions_table["view.navigation"].trigger()
    assert not window.navigation_pane.isVisible()
    qtbot.keyClicks(window.navigation_pane.omnibox, "fda")
    assert window.navigation_pane.results.view.isVisible()
    assert window.actions_table["view.navigation"].isChecked()


@pytest.mark.parametrize(("language", "word"), [("zh", "没有"), ("en", "There is no entry")])
def test_errors_are_told_in_the_language_of_the_interface(
    start: Callable[..., Program], language: str, word: str
) -> None:
    program = start(language=language)
    program.navigator.open("cgt:entry/nobody")
    assert word in program.window.messages_widget.text.text()


def test_a_note_that_cannot_be_saved_keeps_the_window_open_once(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.source_pane, "flush", lambda: False)
    assert not window.close()
    assert window.isVisible()
    assert window.messages_widget.text.text()
    assert window.close()


def test_a_pane_that_is_made_late_can_take_the_keyboard_at_once(
    qtbot: QtBot, library_path: Path, data_dir: Path
) -> None:
    from cgtatlas.ui.app import Program

    program = Program(library_path, data_dir, language="zh", theme="light")
    try:
        program.window.show()
        qtbot.waitExposed(program.window)
        program.window.activateWindow()
        program.window.focus_pane(1)
        qtbot.waitUntil(program.window.frames[1].has_keyboard)
    finally:
        program.close()


def test_a_file_system_that_can_only_be_read_costs_the_state_alone(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = WindowState(data_dir)
    state.set_plain("view", {"page": "notes"})

    def refuse(*_given: object, **_options: object) -> None:
        raise OSError(30, "Read-only file system")

    for name in ("mkdir", "write_text", "unlink"):
        monkeypatch.setattr(type(data_dir), name, refuse)
    state.write()
    monkeypatch.undo()
    state.write()  # nothing was taken for written
    assert WindowState(data_dir).plain("view") == {"page": "notes"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_window_fits_a_small_screen_and_no_page_is_cut(
    start: Callable[..., Program], qtbot: QtBot, language: str
) -> None:
    window = start(language=language).window
    window.context.navigator.open("cgt:entry/yescarta")
    window.resize(800, 600)
    qtbot.waitUntil(lambda: window.width() == 800)
    column = window.entry_pane.currentWidget().findChild(QWidget, "entryColumn")
    assert column is not None
    parent = column.parentWidget()
    qtbot.waitUntil(lambda: column.width() <= parent.width())
    add = window.findChild(QPushButton, "compareAdd")
    assert add is not None
    assert add.accessibleName() == add.toolTip() != ""
    narrow = add.text()
    window.resize(1400, 800)
    qtbot.waitUntil(lambda: add.text() == add.toolTip())
    assert narrow in ("", add.toolTip())
