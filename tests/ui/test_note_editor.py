from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QToolButton

from cgtatlas.core.errors import Conflict, NotSaved
from cgtatlas.core.model import Anchor, Annotation
from cgtatlas.core.sentences import sentence
from cgtatlas.ui.widgets.note_editor import NoteEditor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.window import Window

NOTE = Annotation("1", Anchor("d", "s", 0, 5, "<b>words</b>"), "yellow", "first", (), "", "", 1)


class Saver:
    """Takes what is saved, or refuses."""

    def __init__(self) -> None:
        self.saved: list[tuple[str, str, int, bool]] = []
        self.error: Exception | None = None

    def __call__(self, wanted: Annotation, over: bool) -> Annotation:
        if self.error is not None:
            raise self.error
        self.saved.append((wanted.body, wanted.colour, wanted.revision, over))
        return replace(wanted, revision=wanted.revision + 1)


@pytest.fixture
def saver() -> Saver:
    return Saver()


@pytest.fixture
def editor(window: Window, saver: Saver, qtbot: QtBot) -> NoteEditor:
    made = NoteEditor(window.context, saver)
    qtbot.addWidget(made)
    made.open_note(NOTE)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.text.setFocus()
    qtbot.waitUntil(made.text.hasFocus)
    return made


def status(editor: NoteEditor) -> str:
    return editor.findChild(QLabel, "noteStatus").text()  # type: ignore[union-attr]


def test_typing_is_saved_within_a_second_and_said_so(editor: NoteEditor, saver: Saver, qtbot: QtBot) -> None:
    editor.text.selectAll()
    qtbot.keyClicks(editor.text, "new words")
    assert saver.saved == []
    assert editor.unsaved
    waiting = status(editor)
    qtbot.waitUntil(lambda: saver.saved == [("new words", "yellow", 1, False)], timeout=1_000)
    assert not editor.unsaved
    assert status(editor).startswith("✓")
    assert waiting != status(editor)


def test_steady_typing_is_saved_within_a_second(editor: NoteEditor, saver: Saver, qtbot: QtBot) -> None:
    """20 keys a second, without a pause: the timer of the first key runs on."""
    begin, typed = time.monotonic(), 0
    while not saver.saved:
        qtbot.keyClick(editor.text, "a")
        typed += 1
        qtbot.wait(50)
        assert time.monotonic() - begin < 5
    assert typed * 50 <= 1_000
    assert saver.saved[0][0].startswith("first" + "a" * (typed - 3))


def test_a_refused_save_is_tried_again_by_itself(editor: NoteEditor, saver: Saver, qtbot: QtBot) -> None:
    assert editor._again.interval() == 10_000
    editor._again.setInterval(50)
    saver.error = NotSaved("disk_full", path="reader.db")
    editor.text.setPlainText("precious")
    assert not editor.flush()
    qtbot.keyClicks(editor.text, "x")
    assert "未保存" in status(editor)  # typing on hides nothing
    said = editor.text.accessibleName()
    copy = editor.findChild(QToolButton, "noteCopy")
    assert copy is not None
    assert copy.isVisible()
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "xprecious"
    saver.error = None
    qtbot.waitUntil(lambda: saver.saved == [("xprecious", "yellow", 1, False)])
    assert status(editor).startswith("✓")
    assert editor.text.accessibleName() != said
    assert not copy.isVisible()


def test_a_conflict_is_not_saved_over_by_itself(editor: NoteEditor, saver: Saver) -> None:
    saver.error = Conflict("conflict", id="1")
    editor.text.setPlainText("mine")
    assert not editor.flush()
    assert not editor._again.isActive()


def test_leaving_saves_at_once(editor: NoteEditor, saver: Saver, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor.text, "x")
    editor.text.clearFocus()
    assert [body for body, *_ in saver.saved] == ["firstx"]


def test_each_save_goes_on_from_the_last_revision(editor: NoteEditor, saver: Saver) -> None:
    for body in ("a", "b"):
        editor.text.setPlainText(body)
        assert editor.flush()
    assert [(body, revision) for body, _, revision, _ in saver.saved] == [("a", 1), ("b", 2)]


def test_a_failed_save_keeps_the_text_and_says_so(editor: NoteEditor, saver: Saver, qtbot: QtBot) -> None:
    error = saver.error = NotSaved("disk_full", path="reader.db")
    editor.text.setPlainText("precious")
    qtbot.waitUntil(lambda: sentence(error, "zh") in status(editor), timeout=1_500)
    assert editor.unsaved
    editor.close_editor()
    assert editor.isVisible()
    assert editor.text.toPlainText() == "precious"
    assert not editor.open_note(replace(NOTE, id="2", body="other"))
    assert editor.text.toPlainText() == "precious"
    saver.error = None
    retry = next(
        button for button in editor.findChildren(QToolButton) if button.text() and button.isVisible()
    )
    qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert saver.saved == [("precious", "yellow", 1, True)]
    assert status(editor).startswith("✓")
    editor.close_editor()
    assert not editor.isVisible()


def test_a_conflict_keeps_the_text(editor: NoteEditor, saver: Saver) -> None:
    saver.error = Conflict("conflict", id="1")
    editor.text.setPlainText("mine")
    assert not editor.flush()
    editor.refresh(replace(NOTE, body="theirs", revision=9))
    assert editor.text.toPlainText() == "mine"


def test_changes_from_elsewhere_are_taken_over_when_nothing_is_typed(editor: NoteEditor) -> None:
    editor.refresh(replace(NOTE, body="theirs", colour="green", revision=9))
    assert editor.text.toPlainText() == "theirs"
    assert editor.annotation is not None
    assert editor.annotation.revision == 9
    assert not editor.unsaved


def test_another_colour_is_saved_at_once(editor: NoteEditor, saver: Saver, qtbot: QtBot) -> None:
    buttons = [button for button in editor.findChildren(QToolButton) if button.group() is not None]
    assert len(buttons) == 5
    qtbot.mouseClick(buttons[3], Qt.MouseButton.LeftButton)
    assert saver.saved == [("first", "pink", 1, False)]


def test_escape_saves_and_closes(editor: NoteEditor, saver: Saver, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor.text, "y")
    with qtbot.waitSignal(editor.closed):
        qtbot.keyClick(editor.text, Qt.Key.Key_Escape)
    assert [body for body, *_ in saver.saved] == ["firsty"]
    assert not editor.isVisible()


def test_the_quotation_is_plain_text(editor: NoteEditor) -> None:
    labels = [label for label in editor.findChildren(QLabel) if "words" in label.text()]
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_tab_goes_from_the_note_to_its_tags_and_back(editor: NoteEditor, qtbot: QtBot) -> None:
    editor.text.setFocus()
    qtbot.waitUntil(editor.text.hasFocus)
    qtbot.keyClick(editor.text, Qt.Key.Key_Tab)
    assert editor.tags.hasFocus()
    qtbot.keyClick(editor.tags, Qt.Key.Key_Backtab)
    assert editor.text.hasFocus()
