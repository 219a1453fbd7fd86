from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget

from cgtatlas.ui.models.bookmark_model import ID_ROLE, MIME, BookmarkModel
from cgtatlas.ui.models.tree_model import TreeRole
from cgtatlas.ui.panes.bookmarks_pane import BookmarksPane

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.messages import Message
    from cgtatlas.ui.window import Window

CAR_T = "car-t-industrialisation-2018"
PASSAGE = f"cgt:document/{CAR_T}#100-110"


@pytest.fixture
def pane(window: Window) -> BookmarksPane:
    window.actions_table["bookmark.list"].trigger()
    found = window.findChild(BookmarksPane)
    assert found is not None
    return found


def add(window: Window, target: str, title: str, folder: str = "") -> str:
    made, changes = window.context.store.add_bookmark(target, title, folder=folder)
    window.context.changes.announce(changes)
    return made.id


def folder(window: Window, title: str, parent: str = "") -> str:
    made, changes = window.context.store.add_folder(title, parent)
    window.context.changes.announce(changes)
    return made.id


def outline(pane: BookmarksPane, parent: QModelIndex = QModelIndex()) -> list[object]:  # noqa: B008
    found: list[object] = []
    for row in range(pane.model.rowCount(parent)):
        index = pane.model.index(row, 0, parent)
        inside = outline(pane, index)
        found.append((index.data(), inside) if inside else index.data())
    return found


def choose(pane: BookmarksPane, id: str) -> None:
    pane.tree.setCurrentIndex(pane.model.index_of(id))


def drop(pane: BookmarksPane, id: str, row: int, parent: str = "") -> None:
    data = pane.model.mimeData([pane.model.index_of(id)])
    pane.model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, pane.model.index_of(parent))


def messages(window: Window) -> list[Message]:
    seen: list[Message] = []
    window.context.messages.posted.connect(seen.append)
    return seen


def test_an_empty_tree_says_why(window: Window, pane: BookmarksPane) -> None:
    assert pane.tree.objectName() == "bookmarkTree"
    assert pane.empty.isVisible()
    assert pane.empty.text()
    add(window, "cgt:entry/kymriah", "Kymriah")
    assert not pane.empty.isVisible()


def test_folders_hold_bookmarks_and_folders(window: Window, pane: BookmarksPane) -> None:
    add(window, "cgt:entry/kymriah", "Kymriah")
    prices = folder(window, "Prices")
    inner = folder(window, "2018", prices)
    add(window, PASSAGE, "Passage", inner)
    assert outline(pane) == [("Prices", [("2018", ["Passage"])]), "Kymriah"]


def test_enter_and_click_open_the_place(window: Window, pane: BookmarksPane, qtbot: QtBot) -> None:
    entry, passage = add(window, "cgt:entry/kymriah", "Kymriah"), add(window, PASSAGE, "Passage")
    choose(pane, entry)
    qtbot.keyClick(pane.tree, Qt.Key.Key_Return)
    assert window.entry_pane.current_entry() == "kymriah"
    rect = pane.tree.visualRect(pane.model.index_of(passage))
    qtbot.mouseClick(pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert window.source_pane.view.marks.target == (100, 110)


def test_a_folder_folds_with_enter(window: Window, pane: BookmarksPane, qtbot: QtBot) -> None:
    prices = folder(window, "Prices")
    add(window, PASSAGE, "Passage", prices)
    choose(pane, prices)
    opened = pane.tree.isExpanded(pane.model.index_of(prices))
    qtbot.keyClick(pane.tree, Qt.Key.Key_Return)
    assert pane.tree.isExpanded(pane.model.index_of(prices)) != opened
    add(window, "cgt:entry/kymriah", "Kymriah")  # a reload keeps it folded
    assert pane.tree.isExpanded(pane.model.index_of(prices)) != opened


def test_f2_renames_in_place(window: Window, pane: BookmarksPane, qtbot: QtBot) -> None:
    entry = add(window, "cgt:entry/kymriah", "Kymriah")
    choose(pane, entry)
    pane.tree.setFocus()
    qtbot.keyClick(pane.tree, Qt.Key.Key_F2)
    editor = pane.tree.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "First CAR-T")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: outline(pane) == ["First CAR-T"])
    assert window.context.store.bookmarks()[0].title == "First CAR-T"


def test_an_empty_title_is_refused(window: Window, pane: BookmarksPane) -> None:
    entry = add(window, "cgt:entry/kymriah", "Kymriah")
    assert not pane.model.setData(pane.model.index_of(entry), "   ")
    assert outline(pane) == ["Kymriah"]


def test_a_new_folder_is_made_in_the_current_one_and_named_at_once(
    window: Window, pane: BookmarksPane, qtbot: QtBot
) -> None:
    prices = folder(window, "Prices")
    choose(pane, prices)
    button = next(
        b
        for b in pane.findChildren(QToolButton)
        if b.accessibleName() == pane._buttons["folder"].accessibleName()
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    editor = pane.tree.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "Inner")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: outline(pane) == [("Prices", ["Inner"])])


def test_delete_can_be_undone_for_bookmark_and_folder(
    window: Window, pane: BookmarksPane, qtbot: QtBot
) -> None:
    prices = folder(window, "Prices")
    add(window, PASSAGE, "Passage", prices)
    entry = add(window, "cgt:entry/kymriah", "Kymriah")
    before = outline(pane)
    for id in (entry, prices):
        choose(pane, id)
        seen = messages(window)
        qtbot.keyClick(pane.tree, Qt.Key.Key_Delete)
        assert not pane.model.index_of(id).isValid()
        assert seen[-1].action is not None
        seen[-1].action[1]()
        assert outline(pane) == before


def test_keys_move_up_down_and_out_of_the_folder(window: Window, pane: BookmarksPane, qtbot: QtBot) -> None:
    prices = folder(window, "Prices")
    ids = [add(window, f"cgt:entry/{id}", id, prices) for id in ("kymriah", "yescarta", "novartis")]
    choose(pane, ids[2])
    qtbot.keyClick(pane.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert outline(pane) == [("Prices", ["kymriah", "novartis", "yescarta"])]
    assert pane.tree.currentIndex().data(ID_ROLE) == ids[2]
    qtbot.keyClick(pane.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert outline(pane) == [("Prices", ["kymriah", "yescarta", "novartis"])]
    qtbot.keyClick(pane.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert outline(pane) == [("Prices", ["kymriah", "yescarta"]), "novartis"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (0, ["a", "b", "c"]),
        (1, ["a", "b", "c"]),
        (2, ["b", "a", "c"]),
        (3, ["b", "c", "a"]),
        (-1, ["b", "c", "a"]),
    ],
)
def test_dropping_puts_a_bookmark_where_it_was_dropped(
    window: Window, pane: BookmarksPane, row: int, expected: list[str]
) -> None:
    ids = {id: add(window, f"cgt:entry/{id}", id) for id in ("a", "b", "c")}
    drop(pane, ids["a"], row)
    assert outline(pane) == expected


def test_dropping_into_folders(window: Window, pane: BookmarksPane) -> None:
    outer, other = folder(window, "Outer"), folder(window, "Other")
    inner = folder(window, "Inner", outer)
    entry = add(window, "cgt:entry/kymriah", "Kymriah")
    drop(pane, entry, -1, inner)
    drop(pane, other, -1, outer)
    assert outline(pane) == [("Outer", [("Inner", ["Kymriah"]), "Other"])]
    data = pane.model.mimeData([pane.model.index_of(outer)])
    assert data.hasFormat(MIME)
    for id in (outer, inner):
        assert not pane.model.canDropMimeData(data, Qt.DropAction.MoveAction, -1, 0, pane.model.index_of(id))
    drop(pane, outer, -1, inner)
    assert outline(pane) == [("Outer", [("Inner", ["Kymriah"]), "Other"])]


def test_a_duplicate_in_a_folder_is_told(window: Window, pane: BookmarksPane) -> None:
    prices = folder(window, "Prices")
    add(window, "cgt:entry/kymriah", "Kymriah", prices)
    twin = add(window, "cgt:entry/kymriah", "Kymriah again")
    seen = messages(window)
    drop(pane, twin, -1, prices)
    assert [message.level for message in seen] == ["error"]
    assert outline(pane) == [("Prices", ["Kymriah"]), "Kymriah again"]


@pytest.mark.parametrize(
    "target", ["cgt:entry/gone", "cgt:document/gone", f"cgt:document/{CAR_T}#1-999999", "nonsense"]
)
def test_a_target_that_is_gone_is_marked(
    window: Window, pane: BookmarksPane, target: str, qtbot: QtBot
) -> None:
    there, gone = add(window, "cgt:entry/kymriah", "Kymriah"), add(window, target, "Gone")
    colour = pane.model.index_of(gone).data(Qt.ItemDataRole.ForegroundRole).color()
    assert colour == window.context.style.colour("warn")
    assert pane.model.index_of(there).data(Qt.ItemDataRole.ForegroundRole) is None
    told = pane.model.index_of(gone).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert told != pane.model.index_of(there).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    seen = messages(window)
    choose(pane, gone)
    qtbot.keyClick(pane.tree, Qt.Key.Key_Return)
    assert [message.level for message in seen] == ["warning"]


def test_tooltips_are_escaped(window: Window, pane: BookmarksPane) -> None:
    made, changes = window.context.store.add_bookmark(PASSAGE, "x", excerpt="<img src=file:///x>")
    window.context.changes.announce(changes)
    assert "<img" not in pane.model.index_of(made.id).data(Qt.ItemDataRole.ToolTipRole)


def test_the_model_is_sound(window: Window) -> None:
    model = BookmarkModel(window.context)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    prices = folder(window, "Prices")
    add(window, PASSAGE, "Passage", folder(window, "Inner", prices))
    entry = add(window, "cgt:entry/kymriah", "Kymriah")
    model.load()
    assert model.rowCount() == 2
    assert model.move(entry, prices)
    model.load()
    assert model.rowCount() == 1


def test_many_go_into_a_folder_and_to_the_trash_in_one_step(
    window: Window, pane: BookmarksPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(window, "cgt:entry/kymriah", "Kymriah")
    add(window, "cgt:entry/yescarta", "Yescarta")
    add(window, "cgt:search/CAR-T", "CAR-T")
    prices = folder(window, "Prices")
    pane.tree.setCurrentIndex(pane.model.index(1, 0))
    qtbot.keyClick(pane.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    monkeypatch.setattr("cgtatlas.ui.panes.bookmarks_pane.QInputDialog.getItem", lambda *_: ("Prices", True))
    qtbot.keyClick(pane.tree, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert outline(pane) == [("Prices", ["Kymriah", "Yescarta"]), "CAR-T"]
    window.actions_table["edit.undo"].trigger()
    assert outline(pane) == ["Prices", "Kymriah", "Yescarta", "CAR-T"]
    pane.tree.selectAll()
    seen = messages(window)
    qtbot.keyClick(pane.tree, Qt.Key.Key_Delete)
    assert outline(pane) == []
    seen[-1].action[1]()  # type: ignore[index]
    assert outline(pane) == ["Prices", "Kymriah", "Yescarta", "CAR-T"]
    assert pane.model.index_of(prices).isValid()


def test_bookmarks_are_filtered_and_sorted(window: Window, pane: BookmarksPane) -> None:
    prices = folder(window, "Prices")
    add(window, "cgt:search/CAR-T", "zeta")
    add(window, "cgt:entry/kymriah", "Kymriah", prices)
    add(window, "cgt:entry/yescarta", "alpha")
    pane.sort.setCurrentIndex(1)
    assert outline(pane) == [("Prices", ["Kymriah"]), "alpha", "zeta"]
    pane.sort.setCurrentIndex(2)
    assert outline(pane)[1:] == ["alpha", "zeta"]
    pane.sort.setCurrentIndex(3)
    assert outline(pane)[1:] == ["alpha", "zeta"]  # entries before searches
    pane.filter.setText("kymri")
    assert outline(pane) == [("Prices", ["Kymriah"])]
    pane.filter.setText("nothing like it")
    assert pane.empty.isVisible()


def test_a_place_bookmarked_elsewhere_is_told_with_the_way_there(window: Window, pane: BookmarksPane) -> None:
    prices = folder(window, "Prices")
    there = add(window, "cgt:entry/kymriah", "Kymriah", prices)
    window.context.navigator.open("cgt:entry/kymriah")
    window.focus_pane(1)
    seen = messages(window)
    window.actions_table["bookmark.add"].trigger()
    assert len(window.context.store.bookmarks()) == 1
    assert "Prices" in seen[-1].text
    seen[-1].action[1]()  # type: ignore[index]
    assert pane.tree.currentIndex().data(ID_ROLE) == there


def test_a_fact_is_bookmarked_and_opened(window: Window, pane: BookmarksPane, qtbot: QtBot) -> None:
    window.context.navigator.open("cgt:entry/kymriah")
    fact = window.context.library.entry("kymriah").facts[0]
    view = window.entry_pane.currentWidget()
    window.focus_pane(1)
    view.table.setFocus()  # type: ignore[union-attr]
    view.table.select_fact(fact.id)  # type: ignore[union-attr]
    qtbot.waitUntil(view.table.hasFocus)  # type: ignore[union-attr]
    window.actions_table["bookmark.add"].trigger()
    (made,) = window.context.store.bookmarks()
    assert made.target == f"cgt:fact/{fact.id}"
    choose(pane, made.id)
    qtbot.keyClick(pane.tree, Qt.Key.Key_Return)
    assert window.source_pane.current_document() == fact.citation.document


def send_drop(target: QWidget, data: QMimeData, at: QPoint) -> bool:
    """What a drag from another widget does at its end; whether it was welcome."""
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, data, left, none)
    QApplication.sendEvent(target, enter)
    QApplication.sendEvent(target, QDropEvent(QPointF(at), copy, data, left, none))
    return enter.isAccepted()


def test_rows_of_the_tree_and_of_the_results_are_dropped_among_the_bookmarks(window: Window) -> None:
    navigation = window.navigation_pane
    tree = navigation.tree
    leaf = tree.model.find("therapy")
    assert not tree.model.flags(leaf) & Qt.ItemFlag.ItemIsDragEnabled
    while tree.model.hasChildren(leaf):
        leaf = tree.model.index(0, 0, leaf)
    assert tree.model.flags(leaf) & Qt.ItemFlag.ItemIsDragEnabled
    button = navigation.findChild(QToolButton, "page.bookmarks")
    assert button is not None
    assert send_drop(button, tree.model.mimeData([leaf]), QPoint(5, 5))
    assert [one.target for one in window.context.store.bookmarks()] == [leaf.data(TreeRole.IRI)]

    navigation.search_now("KTE-C19")
    results = navigation.results.model
    hit = results.hit_index(1)
    assert results.flags(hit) & Qt.ItemFlag.ItemIsDragEnabled
    carried = results.mimeData([hit])
    window.actions_table["bookmark.list"].trigger()
    prices = folder(window, "Prices")
    pane = window.findChild(BookmarksPane)
    assert pane is not None
    row = pane.tree.visualRect(pane.model.index_of(prices)).center()
    assert send_drop(pane.tree.viewport(), carried, row)
    (made,) = [one for one in window.context.store.bookmarks() if one.folder == prices]
    assert made.target == carried.text()
    assert made.excerpt


@pytest.mark.parametrize("text", ["", "hello", "https://example.org", "cgt:entry/kymriah\nhello"])
def test_other_things_are_not_taken_for_places(window: Window, pane: BookmarksPane, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    button = window.navigation_pane.findChild(QToolButton, "page.bookmarks")
    assert button is not None
    assert not send_drop(button, data, QPoint(5, 5))
    send_drop(pane.tree.viewport(), data, QPoint(5, 5))
    assert window.context.store.bookmarks() == []


def test_ctrl_d_in_a_list_bookmarks_its_row(window: Window) -> None:
    window.context.navigator.open("cgt:entry/kymriah")
    tree = window.navigation_pane.tree
    tree.view.setCurrentIndex(tree.model.find("document"))
    window.focus_pane(0)
    tree.view.setCurrentIndex(tree.model.index(0, 0, tree.model.find("document")))
    address = tree.view.currentIndex().data(TreeRole.IRI)
    assert address.startswith("cgt:document/")
    window.actions_table["bookmark.add"].trigger()
    assert [one.target for one in window.context.store.bookmarks()] == [address]


def test_the_way_of_sorting_is_kept(start: Callable[..., Program], qtbot: QtBot) -> None:
    first = start()
    first.window.actions_table["bookmark.list"].trigger()
    made = first.window.findChild(BookmarksPane)
    assert made is not None
    made.sort.setCurrentIndex(1)
    first.window.session.save()
    first.close()
    again = start()
    again.window.actions_table["bookmark.list"].trigger()
    shown = again.window.findChild(BookmarksPane)
    assert shown is not None
    assert shown.sort.currentIndex() == 1
