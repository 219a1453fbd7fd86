from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, Qt

from cgtatlas.ui.models.tree_model import TreeRole
from cgtatlas.ui.panes.tree_options import end_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cgtatlas.ui.panes.tree_page import TreePage


@pytest.fixture
def page(start: Any) -> TreePage:
    tree: TreePage = start(language="en").window.navigation_pane.tree
    return tree


def _below(page: TreePage, key: str) -> Iterator[QModelIndex]:
    parent = page.model.find(key)
    for row in range(page.model.rowCount(parent)):
        yield page.model.index(row, 0, parent)


def _choose(page: TreePage, way: str) -> None:
    menu = page.options.button.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.data() == way and action.isCheckable()).trigger()


def test_another_grouping_changes_its_branch_and_keeps_what_stood_open(page: TreePage) -> None:
    page.expand_keys(["therapy", "company"])
    before = [index.data() for index in _below(page, "company")]
    _choose(page, "target")
    assert "CD19" in " ".join(str(index.data()) for index in _below(page, "therapy"))
    assert [index.data() for index in _below(page, "company")] == before
    assert set(page.expanded_keys()) == {"therapy", "company"}


def test_every_way_has_a_title_in_both_languages(page: TreePage) -> None:
    menu = page.options.button.menu()
    assert menu is not None
    titles = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_what_came_later_is_marked_and_said(page: TreePage, qtbot: Any) -> None:
    index = page.model.find("policy")
    assert index.isValid()
    page.options.date.setFocus()
    page.options.date.setCurrentText("2018")
    qtbot.keyClick(page.options.date, Qt.Key.Key_Return)
    later, known = _entries(page, True), _entries(page, False)
    assert "cgt:entry/atmp-classification-draft-2025" in later
    assert "cgt:entry/cell-therapy-guideline-2017" in known
    assert all("later" in text for text in later.values())
    assert not any("later" in text for text in known.values())
    page.options.date.setCurrentText("")
    qtbot.keyClick(page.options.date, Qt.Key.Key_Return)
    assert _entries(page, True) == {}


def _entries(page: TreePage, later: bool) -> dict[str, str]:
    found = {}
    for group in _below(page, "policy"):
        for row in range(page.model.rowCount(group)):
            index = page.model.index(row, 0, group)
            if bool(index.data(TreeRole.LATER)) == later:
                found[str(index.data(TreeRole.IRI))] = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    return found


def test_what_is_no_date_is_taken_back(page: TreePage, qtbot: Any) -> None:
    page.options.date.setCurrentText("2018-05")
    qtbot.keyClick(page.options.date, Qt.Key.Key_Return)
    page.options.date.setCurrentText("last week")
    qtbot.keyClick(page.options.date, Qt.Key.Key_Return)
    assert page.options.date.currentText() == "2018-05"


def test_choices_are_kept_for_the_next_start(page: TreePage, start: Any, qtbot: Any) -> None:
    _choose(page, "year")
    page.options.date.setCurrentText("2019")
    qtbot.keyClick(page.options.date, Qt.Key.Key_Return)
    page.window().close()
    again = start(language="en").window.navigation_pane.tree
    assert again.options.ways()["policy"] == "year"
    assert [i.data() for i in _below(again, "policy")] == [i.data() for i in _below(page, "policy")]
    assert "cgt:entry/atmp-classification-draft-2025" in _entries(again, True)


@pytest.mark.parametrize(
    ("date", "end"),
    [
        ("2018", "2018-12-31"),
        ("2018-05", "2018-05-31"),
        (" 2018-05-02 ", "2018-05-02"),
        ("", ""),
        ("18", ""),
        ("2018-13", ""),
    ],
)
def test_the_end_of_a_date(date: str, end: str) -> None:
    assert end_of(date) == end
