from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from cgtatlas.ui.panes.source_pane import SourcePane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from cgtatlas.library.reader import Library
    from cgtatlas.ui.messages import Message
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


def middle_distance(pane: SourcePane, start: int) -> int:
    cursor = QTextCursor(pane.view.document())
    cursor.setPosition(pane.view.map.to_view(start))
    return abs(pane.view.cursorRect(cursor).center().y() - pane.view.viewport().height() // 2)


# finding


def test_find_in_page_counts_leads_and_wraps(pane: SourcePane, library: Library, qtbot: QtBot) -> None:
    pane.show_document(CAR_T)
    text = library.text(CAR_T)
    expected = text.count("Yescarta")
    assert expected > 3
    pane.find_in_page()
    field = pane.find_bar.field
    qtbot.keyClicks(field, "yescarta")
    assert f"1 / {expected}" in _digits(pane) or _digits(pane) == f"1 {expected}"
    assert len(lit(pane, "hit")) >= expected - 1  # the current one is lit otherwise
    assert lit(pane, "flash") == ["Yescarta"]
    first = pane.view.textCursor().position()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pane.view.textCursor().position() > first
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert _digits(pane) == f"{expected} {expected}"
    assert pane.next_match()
    assert _digits(pane) == f"1 {expected}"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not pane.find_bar.isVisible()
    assert lit(pane, "hit") == []


def _digits(pane: SourcePane) -> str:
    text = pane.find_bar.count.text()
    return " ".join("".join(char if char.isdigit() else " " for char in text).split())


def test_find_says_when_there_is_nothing(pane: SourcePane) -> None:
    pane.show_document(CAR_T)
    pane.find_in_page()
    pane.find_bar.field.setText("no such words")
    assert pane.find_bar.count.text()
    assert _digits(pane) == ""
    assert not pane.next_match()


def test_find_starts_where_the_reader_is(pane: SourcePane, library: Library) -> None:
    text = library.text(CAR_T)
    last = text.rindex("CAR-T")
    pane.show_document(CAR_T, last - 30, last - 20)
    pane.find_in_page()
    pane.find_bar.field.setText("CAR-T")
    assert pane.view.map.to_original(pane.view.textCursor().position()) >= last - 30


# places


def test_back_returns_to_the_same_place(
    window: Window, pane: SourcePane, library: Library, qtbot: QtBot
) -> None:
    start, end = words(library, CAR_T, "Runx3")
    navigator = window.context.navigator
    navigator.open(f"cgt:document/{CAR_T}#{start}-{end}")
    qtbot.waitUntil(lambda: middle_distance(pane, start) < 60)
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.value() + 37)
    place = bar.value()
    navigator.open(f"cgt:document/{PAPER}")
    assert pane.current_document() == PAPER
    navigator.back()
    assert pane.current_document() == CAR_T
    assert bar.value() == place
    assert lit(pane, "cite") == ["Runx3"]


def test_a_state_of_a_document_that_is_gone_is_told(window: Window, pane: SourcePane) -> None:
    pane.show_document(CAR_T)
    seen = messages(window)
    pane.restore_view_state({"document": "gone", "top": 3})
    assert [message.level for message in seen] == ["error"]
    assert pane.current_document() == CAR_T


def test_another_width_keeps_what_is_at_the_top(window: Window, pane: SourcePane, library: Library) -> None:
    pane.show_document(PAPER)
    pane.view.scroll_to_top(library.text(PAPER).index("2 临床研究态势"))
    before = pane.view.top()[0]
    pane.resize(pane.width() - 120, pane.height())
    assert abs(pane.view.top()[0] - before) < 60


def test_current_place_is_the_selection_or_the_passage_in_view(pane: SourcePane, library: Library) -> None:
    assert pane.current_place() is None
    pane.show_document(CAR_T)
    start, end = words(library, CAR_T, "Runx3")
    select(pane, start, end)
    place = pane.current_place()
    assert place is not None
    assert (place.id, place.start, place.end) == (CAR_T, start, end)
    pane.show_document(CAR_T, start, end)
    place = pane.current_place()
    assert place is not None
    assert place.start is not None
    assert place.end is not None
    assert place.start <= start < end <= place.end


# long documents


@pytest.fixture
def parts(window: Window, qtbot: QtBot) -> Iterator[SourcePane]:
    made = SourcePane(window.context, part=1_500)
    made.resize(600, 500)
    made.show()
    qtbot.waitExposed(made)
    yield made
    shiboken6.delete(made)  # now: the program it belongs to is closed next


def test_a_long_document_is_shown_in_parts(parts: SourcePane, library: Library) -> None:
    text = library.text(PAPER)
    start = library.blocks(PAPER)[-1].start
    parts.show_document(PAPER, start, start + 7)
    assert lit(parts, "flash") == [text[start : start + 7]]
    assert parts.view.document().characterCount() < len(text) / 2
    assert parts.parts.isVisible()
    assert not parts.parts.next.isEnabled()
    last = parts.view.map.bounds
    parts.parts.previous.click()
    assert parts.view.map.bounds[1] <= last[0]
    parts.parts.next.click()
    assert parts.view.map.bounds == last
    parts.show_document("fosun-kite-base-2019")
    assert not parts.parts.isVisible()


def test_find_goes_through_all_parts(parts: SourcePane, library: Library) -> None:
    parts.show_document(PAPER)
    parts.find_bar.show()
    parts.find_bar.field.setText("CAR-T")
    total = len(parts._finder.matches)
    seen = set()
    for _ in range(total):
        parts.next_match()
        seen.add(parts._part)
    assert len(seen) > 3
    assert total >= 40


def test_in_another_version_of_the_text_nothing_is_lit_or_selected(pane: SourcePane) -> None:
    pane.show_document(CAR_T, 100, 110, [(120, 125)])
    state = pane.view_state()
    pane.restore_view_state({**state, "caret": 130, "anchor": 120})
    assert (pane.view.marks.target, pane.selected_span()) == ((100, 110), (120, 130))
    pane.restore_view_state({**state, "caret": 130, "anchor": 120, "sha256": "other", "top": 10**7})
    assert (pane.view.marks.target, list(pane.view.marks.hits), pane.selected_span()) == (None, [], None)
