from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cgtatlas.store.history import Visit
from cgtatlas.store.wanted import local_day
from cgtatlas.ui.models.history_model import VISITS_ROLE, HistoryModel
from cgtatlas.ui.models.roles import ADDRESS_ROLE
from cgtatlas.ui.panes.history_page import HistoryPage
from cgtatlas.ui.theme.icons import Icons
from cgtatlas.ui.theme.style import Style

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.window import Window


def test_visits_are_listed_as_plain_text(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    model = HistoryModel(Icons(Style("light")))
    model.set_visits(
        [
            Visit("cgt:entry/a", "<img src=canary>", "2026-01-31"),
            Visit("cgt:document/d#1-2", "", "2026-01-31"),
        ]
    )
    qtmodeltester.check(model, force_py=True)
    assert "2026" in str(model.index(0).data())
    first = model.index(1)
    assert first.data() == "<img src=canary>"
    assert "<img" not in first.data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(2).data() == "cgt:document/d#1-2"
    rows = range(model.rowCount())
    assert [model.index(row).data(ADDRESS_ROLE) for row in rows] == [
        None,
        "cgt:entry/a",
        "cgt:document/d#1-2",
    ]


def test_places_stand_under_their_day_once_and_are_narrowed(qapp: QApplication) -> None:
    model = HistoryModel(Icons(Style("light")))
    model.set_language("zh")
    today = datetime.now(UTC).isoformat()
    model.set_visits(
        [
            Visit("cgt:entry/a", "甲", today, 4),
            Visit("cgt:entry/b", "乙", today, 3),
            Visit("cgt:entry/a", "甲", today, 2),
            Visit("cgt:entry/a", "甲", "2020-02-03T12:00:00.000Z", 1),
        ]
    )
    shown = [model.index(row).data() for row in range(model.rowCount())]
    assert shown == [model.day_words(local_day(today)), "甲", "乙", "2020年2月3日 星期一", "甲"]
    assert model.index(1).data(VISITS_ROLE) == [4, 2]
    assert sorted(model.index(0).data(VISITS_ROLE)) == [2, 3, 4]
    model.set_words("乙")
    assert [model.index(row).data() for row in range(model.rowCount())] == [shown[0], "乙"]


def test_what_is_forgotten_is_gone_and_the_rest_stays(window: Window, qtbot: QtBot) -> None:
    store = window.context.store
    for entry in ("kymriah", "yescarta"):
        store.remember(f"cgt:entry/{entry}", entry)
    window.actions_table["history.list"].trigger()
    page = window.findChild(HistoryPage)
    assert page is not None
    page.view.setCurrentIndex(page.model.index(1))
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert [visit.title for visit in store.history()] == ["kymriah"]
    page.filter.setText("no such place")
    assert page._empty.isVisible()
