"""Chips, facets, order, suggestions: the parts of the page of results around its list, by real keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from cgtatlas.core import settings
from cgtatlas.core.refine import Chip
from cgtatlas.ui.models.result_rows import BATCH
from cgtatlas.ui.panes import hit_walk
from cgtatlas.ui.widgets import chip_row
from cgtatlas.ui.widgets.chip_row import ChipRow

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.panes.search_page import SearchPage
    from cgtatlas.ui.window import Window


def search(qtbot: QtBot, window: Window, words: str) -> SearchPage:
    """Put words into the field at once, as a paste does, and wait for all that comes."""
    window.activateWindow()
    field, page = window.navigation_pane.omnibox, window.navigation_pane.results
    field.setFocus()
    field.selectAll()
    field.insert(words)
    settle(qtbot, page, words)
    return page


def settle(qtbot: QtBot, page: SearchPage, words: str) -> None:
    def there() -> bool:
        return page._result is not None and page._result.query == words and page.settled()

    qtbot.waitUntil(there, timeout=20_000)  # the first search of a loaded machine reads all names


def labels(row: ChipRow) -> list[str]:
    return [button.text() for button in row.buttons()]


# chips


def test_a_part_is_taken_out_by_key_and_the_keyboard_stays_in_the_row(window: Window, qtbot: QtBot) -> None:
    page = search(qtbot, window, "细胞 价格 -基因")
    assert labels(page.chips)[:3] == ["细胞  ×", "价格  ×", "不含 基因  ×"]
    assert page.chips.buttons()[2].accessibleName() == "从搜索中去掉“不含 基因”"
    page.chips.take_keyboard()
    first = page.chips.buttons()[0]
    qtbot.keyClick(first, Qt.Key.Key_Right)
    second = page.chips.buttons()[1]
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Delete)
    assert window.navigation_pane.omnibox.text() == "细胞 -基因"
    settle(qtbot, page, "细胞 -基因")
    assert labels(page.chips)[:2] == ["细胞  ×", "不含 基因  ×"]
    assert page.chips.buttons()[1].hasFocus()
    qtbot.keyClick(page.chips.buttons()[1], Qt.Key.Key_Return)
    settle(qtbot, page, "细胞")
    qtbot.keyClick(page.chips.buttons()[0], Qt.Key.Key_Escape)
    assert window.navigation_pane.omnibox.hasFocus()


def test_the_last_chip_taken_out_leaves_the_tree_and_the_field(window: Window, qtbot: QtBot) -> None:
    page = search(qtbot, window, "Kymriah")
    page.chips.take_keyboard()
    qtbot.keyClick(page.chips.buttons()[0], Qt.Key.Key_Delete)
    assert window.navigation_pane.omnibox.text() == ""
    assert window.navigation_pane.omnibox.hasFocus()
    assert window.navigation_pane.tree.view.isVisible()


def test_other_names_are_switched_off_and_on_again(window: Window, qtbot: QtBot) -> None:
    page = search(qtbot, window, "Yescarta")
    before = page._result.total if page._result else 0
    switch = next(one for one in page.chips.buttons() if one.chip and one.chip.kind == "names")
    assert switch.isChecked()
    assert switch.text() == "✓ 所有其他名称"
    switch.setFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.settled() and page._result is not None and page._result.total < before)
    off = next(one for one in page.chips.buttons() if one.chip and one.chip.kind == "names")
    assert not off.isChecked()
    assert not off.text().startswith("✓")
    assert off.font().strikeOut()
    off.setFocus()
    qtbot.keyClick(off, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.settled() and page._result is not None and page._result.total == before)


def test_many_names_are_shown_on_request_and_changes_are_said(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(chip_row, "announce", lambda _widget, text: said.append(text))
    row = ChipRow()
    qtbot.addWidget(row)
    row.show()
    row.resize(250, 300)
    row.show_chips([Chip("word", "a&b", ""), *(Chip("name", f"name {n}", f"q{n}") for n in range(9))])
    assert labels(row) == ["a&&b  ×", *(f"✓ name {n}" for n in range(5)), "+4 names"]
    assert all(button.geometry().right() <= 250 for button in row.buttons())
    qtbot.keyClick(row.buttons()[-1], Qt.Key.Key_Return)
    assert len(row.buttons()) == 10
    with qtbot.waitSignal(row.chosen) as chosen:
        qtbot.keyClick(row.buttons()[3], Qt.Key.Key_Delete)
    assert chosen.args == ["q2"]
    assert said == ["name 2 left out"]


# facets and order


def test_a_facet_narrows_by_key_and_lifts_again(window: Window, qtbot: QtBot) -> None:
    page = search(qtbot, window, "细胞")
    before = page._result.total if page._result else 0
    assert not page.facets.isVisible()
    qtbot.keyClick(page.bar.facets, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.facets.isVisible() and page.settled())
    tree = page.facets
    item = next(one for one in tree._items() if tree._key(one).startswith("document:"))
    number = int(item.text(1))
    assert 0 < number < before
    tree.setFocus()
    tree.setCurrentItem(item)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.settled() and page._result is not None and page._result.total == number)
    assert any(one.chip and one.chip.kind == "field" for one in page.chips.buttons())
    assert tree.hasFocus()
    chosen = [one for one in tree._items() if one.checkState(0) == Qt.CheckState.Checked and one.parent()]
    assert [one.text(1) for one in chosen] == [str(number)]
    tree.setCurrentItem(chosen[0])
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.settled() and page._result is not None and page._result.total == before)


def test_shown_counts_and_folded_groups_are_remembered(start: Callable[..., Program], qtbot: QtBot) -> None:
    first = start()
    page = search(qtbot, first.window, "细胞")
    page.bar.facets.setChecked(True)
    qtbot.waitUntil(lambda: page.facets.isVisible() and page.settled())
    group = next(one for one in page.facets._groups() if page.facets._key(one) == "document")
    page.facets.setCurrentItem(group)
    qtbot.keyClick(page.facets, Qt.Key.Key_Left)
    assert not group.isExpanded()
    first.window.close()
    second = start()
    page = search(qtbot, second.window, "治疗")
    qtbot.waitUntil(lambda: page.facets.isVisible() and page.settled())
    folded = {page.facets._key(one): not one.isExpanded() for one in page.facets._groups()}
    assert folded["document"]
    assert not folded["kind"]


def test_a_long_paste_is_searched_for_and_what_is_cut_is_told(window: Window, qtbot: QtBot) -> None:
    words = "细胞治疗 " * 1_000
    page = window.navigation_pane.results
    window.navigation_pane.omnibox.insert(words)
    qtbot.waitUntil(lambda: page._result is not None and page.settled())
    assert page._result is not None
    assert page._result.total > 20
    assert "query_cut" in page._result.notes
    assert "2000" in page.count.text()


def test_the_order_is_chosen_and_remembered(window: Window, qtbot: QtBot) -> None:
    page = search(qtbot, window, "细胞")
    dates = {one.id: one.published for one in window.context.library.documents()}
    menu = page.bar.sort.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.data() == "date").trigger()
    qtbot.waitUntil(lambda: page.settled() and page._result is not None and page._result.sort == "date")
    shown = [row.hit for row in page.model.rows() if row.hit is not None and not row.hit.off_topic]
    found = [dates[hit.document] for hit in shown]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) > 2
    assert window.context.store.get_setting(settings.SORT) == "date"
    assert "新文献在前" in page.bar.sort.accessibleName()


# nothing found, typing, keys


def test_what_was_meant_is_offered_as_rows_and_runs(window: Window, qtbot: QtBot) -> None:
    page = search(qtbot, window, "Kymriah 不存在的词")
    said = page.count.text()
    assert "没有找到“Kymriah 不存在的词”" in said
    assert "8 篇文献" in said
    row = next(row for row in page.model.rows() if row.kind == "search")
    assert row.title == "Kymriah"
    assert "减少词语" in row.detail
    qtbot.keyClick(window.navigation_pane.omnibox, Qt.Key.Key_Return)
    assert window.navigation_pane.omnibox.text() == "Kymriah"
    settle(qtbot, page, "Kymriah")
    assert page.model.hits()


def test_an_input_method_neither_loses_nor_doubles_what_is_typed(window: Window, qtbot: QtBot) -> None:
    field, page = window.navigation_pane.omnibox, window.navigation_pane.results
    window.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "CAR-T")
    for preedit in ("x", "xi", "xi bao"):
        QApplication.sendEvent(field, QInputMethodEvent(preedit, []))
        assert field.text() == "CAR-T"  # what is being composed is no query yet
        qtbot.wait(20)
    commit = QInputMethodEvent()
    commit.setCommitString("细胞")
    QApplication.sendEvent(field, commit)
    assert field.text() == "CAR-T细胞"
    settle(qtbot, page, "CAR-T细胞")
    assert field.text() == "CAR-T细胞"
    assert page._result is not None
    assert page._result.total


def test_keys_of_the_field_reach_all_of_the_list(window: Window, qtbot: QtBot) -> None:
    page = search(qtbot, window, "CAR-T")
    field, view = window.navigation_pane.omnibox, page.view
    qtbot.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.currentIndex().row() == len(page.model.rows()) - 1
    qtbot.keyClick(field, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert view.currentIndex().row() == page.model.step(-1, 1)
    assert view.verticalScrollBar().value() == 0
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    below = view.currentIndex().row()
    assert below > 3
    assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))
    qtbot.keyClick(field, Qt.Key.Key_PageUp)
    assert view.currentIndex().row() < below
    assert field.hasFocus()
    assert field.text() == "CAR-T"


def test_a_walk_fetches_batch_after_batch_and_keeps_its_numbers(window: Window, qtbot: QtBot) -> None:
    asked: list[int] = []
    walk = hit_walk.HitWalk(
        window.navigation_pane.results.model, lambda limit, _go: asked.append(limit), window
    )
    walk.step(1, 30)
    walk.step(1, 3 * BATCH)
    walk.step(-1, 2 * BATCH + 1)
    walk.step(-1, 10**6)
    assert asked == [BATCH, BATCH, 3 * BATCH, hit_walk.MOST]


def test_the_tree_is_walked_from_the_field_too(window: Window, qtbot: QtBot) -> None:
    field, tree = window.navigation_pane.omnibox, window.navigation_pane.tree
    qtbot.keyClick(field, Qt.Key.Key_Down)
    first = tree.view.currentIndex()
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert tree.view.visualRect(tree.view.currentIndex()).top() > tree.view.visualRect(first).top()
    qtbot.keyClick(field, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert tree.view.currentIndex() == tree.model.index(0, 0)
    qtbot.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert not tree.view.indexBelow(tree.view.currentIndex()).isValid()


def test_chips_and_facets_speak_the_language(window: Window, qtbot: QtBot) -> None:
    page = search(qtbot, window, "细胞 -基因")
    QApplication.sendEvent(page.chips, QEvent(QEvent.Type.LanguageChange))
    assert page.chips.accessibleName() == "搜索条件"
    assert page.facets.accessibleName() == "缩小结果范围"


def test_marks_alone_are_told_to_be_no_query(window: Window, qtbot: QtBot) -> None:
    for words in ("|||", "((", '"'):
        page = search(qtbot, window, words)
        assert page._why_empty() == "这里没有可以搜索的文字。"
