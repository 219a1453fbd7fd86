from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from shiboken6 import isValid

from cgtatlas.core.errors import NotFound
from cgtatlas.ui.messages import Messages
from cgtatlas.ui.panes.compare_view import CompareView
from cgtatlas.ui.theme.icons import Icons
from cgtatlas.ui.theme.style import Style
from cgtatlas.ui.widgets import message_area
from cgtatlas.ui.widgets.message_area import MessageArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program


@pytest.fixture
def messages(qapp: QApplication) -> Messages:
    return Messages()


@pytest.fixture
def area(qtbot: QtBot, messages: Messages) -> MessageArea:
    style = Style("light")
    made = MessageArea(messages, style, Icons(style))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_message_is_shown_as_plain_text_and_can_be_dismissed(
    area: MessageArea, messages: Messages, qtbot: QtBot
) -> None:
    assert not area.dismiss.isVisible()
    messages.warning(lambda: "<b>low</b> disk")
    assert area.text.text() == "<b>low</b> disk"
    assert area.text.textFormat() == Qt.TextFormat.PlainText
    assert area.accessibleDescription() == "<b>low</b> disk"
    qtbot.mouseClick(area.dismiss, Qt.MouseButton.LeftButton)
    assert area.text.text() == ""
    assert not area.dismiss.isVisible()


def test_undo_is_one_press_away_and_acts_once(area: MessageArea, messages: Messages, qtbot: QtBot) -> None:
    done: list[str] = []
    messages.info(lambda: "Note deleted", action=(lambda: "Undo", lambda: done.append("undone")))
    assert area.action.isVisible()
    assert area.action.text() == "Undo"
    qtbot.mouseClick(area.action, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert not area.action.isVisible()


def test_information_goes_away_and_a_warning_stays(
    area: MessageArea, messages: Messages, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_area, "_INFO_STAYS", 1)
    messages.info(lambda: "saved")
    qtbot.waitUntil(lambda: area.text.text() == "")
    messages.info(lambda: "saved")
    messages.warning(lambda: "not saved")
    assert not area._timer.isActive()
    assert area.text.text() == "not saved"


def test_a_known_error_is_its_sentence_in_the_readers_language(area: MessageArea, messages: Messages) -> None:
    messages.report(NotFound("no_entry", id="x-1"))
    assert "没有编号为“x-1”的条目" in area.text.text()
    messages.language = "en"
    messages.report(NotFound("no_entry", id="x-1"))
    assert "There is no entry “x-1”" in area.text.text()


def test_a_message_is_announced(
    area: MessageArea, messages: Messages, monkeypatch: pytest.MonkeyPatch
) -> None:
    politeness = QAccessible.AnnouncementPoliteness
    said: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    class Heard:
        AnnouncementPoliteness = politeness

        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:
            said.append((event.message(), event.politeness()))

    monkeypatch.setattr(QtGui, "QAccessible", Heard)
    messages.error(lambda: "disk full")
    messages.info(lambda: "saved")
    assert said == [("disk full", politeness.Assertive), ("saved", politeness.Polite)]


def test_a_message_that_stands_is_said_again_in_another_language(program: Program, qtbot: QtBot) -> None:
    """Its words, its button and what a screen reader finds; nobody hears it twice."""
    area, done = program.window.messages_widget, []
    program.navigator.open("cgt:entry/kymriah")
    program.window.actions_table["compare.add"].trigger()
    assert (area.text.text(), area.action.text()) == ("已加入比较：替沙仑赛（共 1 个）", "比较")
    program.translations.set("en")
    qtbot.waitUntil(lambda: area.action.text() == "Compare")
    assert area.text.text() == "Added to the comparison: Kymriah (1)"
    assert area.accessibleDescription() == area.text.text() == area.text.toolTip()
    program.messages.report(NotFound("no_entry", id="x-1"))
    assert "There is no entry" in area.text.text()
    program.messages.posted.connect(done.append)
    program.translations.set("zh")
    qtbot.waitUntil(lambda: "没有编号" in area.text.text())
    assert done == []


def test_what_a_closed_page_said_is_said_again_too(program: Program, qtbot: QtBot) -> None:
    window, area = program.window, program.window.messages_widget
    program.context.comparing.restore(("kymriah", "yescarta"))
    window.actions_table["compare.open"].trigger()
    page = window.entry_pane.currentWidget()
    assert isinstance(page, CompareView)
    page.clear()
    assert area.text.text() == "比较已清空。"
    window.actions_table["tab.close"].trigger()
    qtbot.waitUntil(lambda: not isValid(page))
    program.translations.set("en")
    qtbot.waitUntil(lambda: area.text.text() == "The comparison is empty.")
    assert area.action.text() == "Undo"
