from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from cgtatlas.core.errors import NotFound
from cgtatlas.ui.messages import Messages
from cgtatlas.ui.theme.icons import Icons
from cgtatlas.ui.theme.style import Style
from cgtatlas.ui.widgets import message_area
from cgtatlas.ui.widgets.message_area import MessageArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


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
    messages.warning("<b>low</b> disk")
    assert area.text.text() == "<b>low</b> disk"
    assert area.text.textFormat() == Qt.TextFormat.PlainText
    assert area.accessibleDescription() == "<b>low</b> disk"
    qtbot.mouseClick(area.dismiss, Qt.MouseButton.LeftButton)
    assert area.text.text() == ""
    assert not area.dismiss.isVisible()


def test_undo_is_one_press_away_and_acts_once(area: MessageArea, messages: Messages, qtbot: QtBot) -> None:
    done: list[str] = []
    messages.info("Note deleted", action=("Undo", lambda: done.append("undone")))
    assert area.action.isVisible()
    assert area.action.text() == "Undo"
    qtbot.mouseClick(area.action, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert not area.action.isVisible()


def test_information_goes_away_and_a_warning_stays(
    area: MessageArea, messages: Messages, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_area, "_INFO_STAYS", 1)
    messages.info("saved")
    qtbot.waitUntil(lambda: area.text.text() == "")
    messages.info("saved")
    messages.warning("not saved")
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
    messages.error("disk full")
    messages.info("saved")
    assert said == [("disk full", politeness.Assertive), ("saved", politeness.Polite)]
