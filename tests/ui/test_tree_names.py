"""The tree is narrowed by a name, in any of the ways in which the search field knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cgtatlas.core.iri import Place
from cgtatlas.ui.models.tree_model import TreeRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.panes.tree_page import TreePage
    from cgtatlas.ui.window import Window


def shown(tree: TreePage) -> Iterator[QModelIndex]:
    index = tree.model.index(0, 0)
    while index.isValid():
        yield index
        index = tree.view.indexBelow(index)


def addresses(tree: TreePage) -> list[str]:
    return [index.data(TreeRole.IRI) for index in shown(tree) if index.data(TreeRole.IRI)]


def narrow(qtbot: QtBot, window: Window, typed: str) -> list[str]:
    tree = window.navigation_pane.tree
    tree.names.field.setText(typed)
    qtbot.waitUntil(lambda: not window.context.tasks.busy("names"))
    return addresses(tree)


@pytest.mark.parametrize(
    ("typed", "iri", "told"),
    [
        ("kymr", "cgt:entry/kymriah", ""),
        ("KTE-C19", "cgt:entry/yescarta", ""),  # another of its names
        ("阿基仑", "cgt:entry/yescarta", ""),
        ("阿基侖", "cgt:entry/yescarta", ""),  # traditional
        ("yaoming", "cgt:entry/wuxi-apptec", "药明康德"),
        ("ymkd", "cgt:entry/wuxi-apptec", "药明康德"),
        ("kymriaa", "cgt:entry/kymriah", "Kymriah"),
        ("发展态势", "cgt:document/immune-cell-therapy-2022", ""),
    ],
)
def test_the_tree_is_narrowed_by_names_pinyin_and_near_spellings(
    window: Window, qtbot: QtBot, typed: str, iri: str, told: str
) -> None:
    found = narrow(qtbot, window, typed)
    assert iri in found
    assert len(set(found)) < 12
    note = window.navigation_pane.tree.names.note
    assert told in note.text()
    assert note.isVisibleTo(window) == bool(told)


def test_the_whole_tree_comes_back_as_it_stood_open(window: Window, qtbot: QtBot) -> None:
    tree = window.navigation_pane.tree
    before, rows = tree.expanded_keys(), addresses(tree)
    assert narrow(qtbot, window, "yescarta")
    assert tree.expanded_keys() != before
    assert tree.kept_open() == before  # so a crash now does not open everything at the next start
    assert narrow(qtbot, window, "qqqq") == []
    assert "qqqq" in tree._why()
    assert narrow(qtbot, window, "") == rows
    assert tree.expanded_keys() == before


def test_by_keyboard_from_a_search_to_the_tree_and_the_entry(window: Window, qtbot: QtBot) -> None:
    window.navigation_pane.search_now("CAR-T")
    window.actions_table["tree.filter"].trigger()
    tree = window.navigation_pane.tree
    field = tree.names.field
    assert window.navigation_pane.list() is tree.view
    assert window.focusWidget() is field
    narrow(qtbot, window, "kymriah")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.context.navigator.current() == Place("entry", "kymriah")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert tree.view.currentIndex().data(TreeRole.IRI) == "cgt:entry/kymriah"
    assert window.focusWidget() is tree.view
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert len(addresses(tree)) > 5
