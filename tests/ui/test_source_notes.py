from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor

from cgtatlas.core.errors import NotSaved

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cgtatlas.library.reader import Library
    from cgtatlas.ui.messages import Message
    from cgtatlas.ui.panes.source_pane import SourcePane
    from cgtatlas.ui.window import Window

CAR_T = "car-t-industrialisation-2018"
PAPER = "immune-cell-therapy-2022"


@pytest.fixture
def pane(window: Window) -> SourcePane:
    return window.source_pane


def words(library: Library, document: str, quote: str) -> tuple[int, int]:
    at = library.text(document).index(quote)
    return at, at + len(quote)


def select(pane: SourcePane, start: int, end: int) -> None:
    cursor = pane.view.textCursor()
    ranges = pane.view.map.view_ranges(start, end)
    cursor.setPosition(ranges[0][0])
    cursor.setPosition(ranges[-1][1], QTextCursor.MoveMode.KeepAnchor)
    pane.view.setTextCursor(cursor)


def lit(pane: SourcePane, role: str) -> list[str]:
    """The words on a background of a role, as the view shows them."""
    colour = pane.view.context.style.colour(role)
    return [
        one.cursor.selectedText()
        for one in pane.view.extraSelections()
        if one.format.background().style() != Qt.BrushStyle.NoBrush
        and one.format.background().color() == colour
    ]


def messages(window: Window) -> list[Message]:
    seen: list[Message] = []
    window.context.messages.posted.connect(seen.append)
    return seen


# highlights and notes


def test_a_highlight_is_stored_and_lit(window: Window, pane: SourcePane, library: Library) -> None:
    pane.show_document(CAR_T)
    start, end = words(library, CAR_T, "客观响应率高达95%")
    select(pane, start, end)
    pane.highlight_selection("green")
    (stored,) = window.context.store.annotations()
    assert (stored.anchor.start, stored.anchor.end, stored.anchor.exact) == (start, end, "客观响应率高达95%")
    assert stored.colour == "green"
    assert lit(pane, "mark-green") == ["客观响应率高达95%"]
    pane.show_document(PAPER)
    pane.show_document(CAR_T)
    assert lit(pane, "mark-green") == ["客观响应率高达95%"]


def test_colours_differ_by_their_underline_too(pane: SourcePane, library: Library) -> None:
    from cgtatlas.ui.widgets.colours import COLOURS

    assert len(set(COLOURS.values())) == 5
    pane.show_document(CAR_T)
    start, _ = words(library, CAR_T, "客观响应率高达95%")
    for number, colour in enumerate(COLOURS):
        select(pane, start + number, start + number + 1)
        pane.highlight_selection(colour)
    for colour, line in COLOURS.items():
        background = pane.view.context.style.colour(f"mark-{colour}")
        (one,) = [s for s in pane.view.extraSelections() if s.format.background().color() == background]
        assert one.format.underlineStyle() == line


def test_without_a_selection_the_reader_is_told(window: Window, pane: SourcePane) -> None:
    pane.show_document(CAR_T)
    seen = messages(window)
    pane.highlight_selection()
    assert [message.level for message in seen] == ["info"]
    assert window.context.store.annotations() == []


def test_a_note_is_written_on_the_selection_and_stays(
    window: Window, pane: SourcePane, library: Library, qtbot: QtBot
) -> None:
    pane.show_document(CAR_T)
    start, end = words(library, CAR_T, "商保有望逐步纳入")
    select(pane, start, end)
    pane.note_on_selection()
    assert pane.note_editor.isVisible()
    qtbot.keyClicks(pane.note_editor.text, "check this")
    pane.show_document(PAPER)  # leaving saves
    assert [one.body for one in window.context.store.annotations()] == ["check this"]
    assert not pane.note_editor.isVisible()
    pane.show_document(CAR_T, start, end)
    pane.note_on_selection()  # the caret stands in the note
    assert pane.note_editor.text.toPlainText() == "check this"
    assert len(window.context.store.annotations()) == 1


def test_a_note_has_a_sign_in_the_margin_with_a_plain_tooltip(
    window: Window, pane: SourcePane, library: Library, qtbot: QtBot
) -> None:
    pane.show_document(CAR_T)
    start, end = words(library, CAR_T, "KTE-C19")
    select(pane, start, end)
    pane.note_on_selection()
    pane.note_editor.text.setPlainText("<b>bold</b>")
    pane.note_editor.close_editor()
    pane.view.grab()
    column = [
        QPoint(x, y)
        for x in range(pane.view.viewport().width())
        for y in range(0, pane.view.viewport().height(), 8)
    ]
    at = next(point for point in column if pane.view.sign_at(point) is not None)
    mine = pane.view.sign_at(at)
    assert mine is not None
    assert mine.annotation.body == "<b>bold</b>"
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert pane.note_editor.isVisible()


def test_deleting_a_note_can_be_undone(
    window: Window, pane: SourcePane, library: Library, qtbot: QtBot
) -> None:
    pane.show_document(CAR_T)
    select(pane, *words(library, CAR_T, "KTE-C19"))
    pane.note_on_selection()
    annotation = pane.note_editor.annotation
    assert annotation is not None
    seen = messages(window)
    pane.note_editor.delete_wanted.emit(annotation.id)
    assert window.context.store.annotations() == []
    assert lit(pane, "mark-yellow") == []
    assert not pane.note_editor.isVisible()
    assert seen[-1].action is not None
    seen[-1].action[1]()
    assert lit(pane, "mark-yellow") == ["KTE-C19"]


def test_a_note_that_cannot_be_saved_is_not_lost_by_turning_to_another_document(
    window: Window, pane: SourcePane, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane.show_document(CAR_T)
    select(pane, *words(library, CAR_T, "KTE-C19"))
    pane.note_on_selection()

    def full(*_: object, **__: object) -> None:
        raise NotSaved("disk_full", path="reader.db")

    monkeypatch.setattr(window.context.store, "edit_annotation", full)
    pane.note_editor.text.setPlainText("precious")
    pane.show_document(PAPER)
    assert pane.note_editor.isVisible()
    assert pane.note_editor.text.toPlainText() == "precious"
    assert not pane.flush()
    monkeypatch.undo()
    assert pane.flush()
    assert [one.body for one in window.context.store.annotations()] == ["precious"]


def test_a_note_changed_elsewhere_is_saved_over_on_demand(
    window: Window, pane: SourcePane, library: Library
) -> None:
    pane.show_document(CAR_T)
    select(pane, *words(library, CAR_T, "KTE-C19"))
    pane.note_on_selection()
    annotation = pane.note_editor.annotation
    assert annotation is not None
    window.context.store.edit_annotation(annotation.id, revision=annotation.revision, body="theirs")
    pane.note_editor.text.setPlainText("mine")
    assert not pane.flush()
    pane.note_editor._write(True)
    assert [one.body for one in window.context.store.annotations()] == ["mine"]
    window.context.store.delete_annotation(annotation.id)
    pane.note_editor.text.setPlainText("mine still")
    assert not pane.flush()
    pane.note_editor._write(True)
    assert [one.body for one in window.context.store.annotations()] == ["mine still"]


def test_the_selection_bar_appears_beside_the_words_and_acts(
    window: Window, pane: SourcePane, library: Library, qtbot: QtBot
) -> None:
    start, end = words(library, CAR_T, "Runx3")
    pane.show_document(CAR_T, start, end)
    select(pane, start, end)
    bar = pane.view.bar
    qtbot.waitUntil(bar.isVisible)
    assert pane.view.viewport().rect().contains(bar.geometry())
    qtbot.mouseClick(bar.colours["purple"], Qt.MouseButton.LeftButton)
    assert lit(pane, "mark-purple") == ["Runx3"]
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_bookmark_of_the_selection_and_of_the_place(
    window: Window, pane: SourcePane, library: Library
) -> None:
    pane.show_document(CAR_T)
    start, end = words(library, CAR_T, "Runx3")
    select(pane, start, end)
    seen = messages(window)
    pane.bookmark_here()
    (bookmark,) = window.context.store.bookmarks()
    assert bookmark.target == f"cgt:document/{CAR_T}#{start}-{end}"
    assert bookmark.excerpt == "Runx3"
    pane.bookmark_here()
    assert len(window.context.store.bookmarks()) == 1
    assert "Runx3" in seen[-1].text
    assert seen[0].action is not None
    seen[0].action[1]()
    assert window.context.store.bookmarks() == []
