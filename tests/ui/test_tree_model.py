from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt

from cgtatlas.core.model import TreeNode
from cgtatlas.ui.models.tree_model import TreeModel, TreeRole
from cgtatlas.ui.theme.icons import Icons
from cgtatlas.ui.theme.style import Style

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.modeltest import ModelTester

    from cgtatlas.library.reader import Library


def leaf(id: str, zh: str, en: str) -> TreeNode:
    return TreeNode(f"entry/{id}@therapy", zh, en, entry=id, count=1)


ROOTS = (
    TreeNode(
        "therapy",
        "疗法",
        "Therapies",
        count=3,
        children=(
            TreeNode(
                "entry/car-t@therapy",
                "CAR-T",
                "CAR-T",
                entry="car-t",
                count=2,
                children=(leaf("a", "甲", "Alpha"), leaf("b", "", "<b>Beta</b>")),
            ),
            leaf("c", "丙", "Gamma"),
        ),
    ),
    TreeNode(
        "document", "原文", "Texts", count=1, children=(TreeNode("document/d", "题", "题", document="d"),)
    ),
)


@pytest.fixture
def model(qapp: QApplication) -> TreeModel:
    made = TreeModel(Icons(Style("light")), "zh")
    made.set_tree(ROOTS)
    return made


def titles(model: TreeModel, parent: QModelIndex) -> list[str]:
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def test_the_tree_shows_what_the_library_holds(model: TreeModel, qtmodeltester: ModelTester) -> None:
    therapies = model.index(0, 0)
    assert titles(model, QModelIndex()) == ["疗法", "原文"]
    assert titles(model, therapies) == ["CAR-T", "丙"]
    assert titles(model, model.index(0, 0, therapies)) == ["甲", "<b>Beta</b>"]
    assert model.index(0, 0, therapies).data(TreeRole.IRI) == "cgt:entry/car-t"
    assert model.index(0, 0, model.index(1, 0)).data(TreeRole.IRI) == "cgt:document/d"
    assert therapies.data(TreeRole.IRI) == ""
    qtmodeltester.check(model, force_py=True)


def test_the_real_tree_is_sound(model: TreeModel, library: Library, qtmodeltester: ModelTester) -> None:
    model.set_tree(library.tree())
    qtmodeltester.check(model)
    qtmodeltester.check(model, force_py=True)
    roots = [model.index(row, 0).data(TreeRole.KEY) for row in range(model.rowCount())]
    assert roots[:3] == ["therapy", "company", "policy"]
    assert "document" in roots


def test_a_branch_becomes_rows_only_when_it_is_looked_into(model: TreeModel) -> None:
    assert model.hasChildren(model.index(0, 0))
    assert model.known() == 2
    model.rowCount(model.index(0, 0))
    assert model.known() == 4


def test_counts_stand_at_groups_and_are_told_to_assistive_tools(model: TreeModel) -> None:
    therapies = model.index(0, 0)
    assert therapies.data(TreeRole.COUNT) == 3
    assert model.index(1, 0, therapies).data(TreeRole.COUNT) == 0
    assert therapies.data(Qt.ItemDataRole.AccessibleTextRole) == "疗法, 3"


def test_titles_follow_the_language_and_fall_back(model: TreeModel) -> None:
    model.set_language("en")
    therapies = model.index(0, 0)
    assert therapies.data() == "Therapies"
    car_t = model.index(0, 0, therapies)
    assert titles(model, car_t) == ["Alpha", "<b>Beta</b>"]


def test_a_name_with_markup_is_shown_as_text_in_the_tool_tip(model: TreeModel) -> None:
    beta = model.find("entry/b@therapy")
    assert beta.data(Qt.ItemDataRole.ToolTipRole) == "&lt;b&gt;Beta&lt;/b&gt;"


def test_a_node_is_found_by_its_key_on_its_own_path(model: TreeModel) -> None:
    found = model.find("entry/a@therapy")
    assert (found.data(), found.parent().data(), found.parent().parent().data()) == ("甲", "CAR-T", "疗法")
    assert not model.find("nothing").isValid()
