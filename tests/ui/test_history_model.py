from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cgtatlas.store.history import Visit
from cgtatlas.ui.models.history_model import HistoryModel
from cgtatlas.ui.models.roles import ADDRESS_ROLE
from cgtatlas.ui.theme.icons import Icons
from cgtatlas.ui.theme.style import Style

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.modeltest import ModelTester


def test_visits_are_listed_as_plain_text(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    model = HistoryModel(Icons(Style("light")))
    model.set_visits([Visit("cgt:entry/a", "<img src=canary>", ""), Visit("cgt:document/d#1-2", "", "")])
    qtmodeltester.check(model, force_py=True)
    first = model.index(0)
    assert first.data() == "<img src=canary>"
    assert "<img" not in first.data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(1).data() == "cgt:document/d#1-2"
    assert [model.index(row).data(ADDRESS_ROLE) for row in range(2)] == ["cgt:entry/a", "cgt:document/d#1-2"]
