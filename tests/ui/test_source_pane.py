from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication, QTextCursor, QTextTable
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QTextBrowser, QWidget

from cgtatlas.core.errors import NotFound, NotSaved
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


# showing


def test_the_view_bears_its_name_and_is_read_only(window: Window) -> None:
    view = window.findChild(QTextBrowser, "sourceView")
    assert view is not None
    assert view.isReadOnly()


@pytest.mark.parametrize("number", range(8))
def test_every_document_is_shown_whole(pane: SourcePane, library: Library, number: int) -> None:
    document = library.documents()[number]
    pane.show_document(document.id)
    assert pane.current_document() == document.id
    pane.view.selectAll()
    pane.view.copy()
    copied = QGuiApplication.clipboard().text()
    text = library.text(document.id)
    for block in library.blocks(document.id):
        if block.kind not in ("table", "row"):
            assert "".join(text[a:b] for a, b in block.spans) in copied


def test_a_missing_document_is_told_by_an_error(pane: SourcePane) -> None:
    with pytest.raises(NotFound):
        pane.show_document("nothing")


def test_cited_words_are_centred_lit_and_flash(pane: SourcePane, library: Library, qtbot: QtBot) -> None:
    start, end = words(library, CAR_T, "Kymriah和Yescarta定价分别为47.5万美元和37.3万美元")
    pane.show_document(CAR_T, start, end)
    quote = library.text(CAR_T)[start:end]
    assert lit(pane, "flash") == [quote]
    qtbot.waitUntil(lambda: middle_distance(pane, start) < 60)
    qtbot.waitUntil(lambda: lit(pane, "cite") == [quote], timeout=3_000)
    assert lit(pane, "flash") == []


def test_matches_are_lit(pane: SourcePane, library: Library) -> None:
    start, end = words(library, CAR_T, "Runx3")
    pane.show_document(CAR_T, matches=[(start, end)])
    assert lit(pane, "hit") == ["Runx3"]
    assert pane.view.viewport().rect().contains(pane.view.cursorRect().center())


def test_the_card_tells_what_it_is_as_plain_text(window: Window, pane: SourcePane, library: Library) -> None:
    from PySide6.QtWidgets import QLabel

    pane.show_document("picoxystrobin-2024")
    header = pane.findChild(QWidget, "sourceHeader")
    assert header is not None
    labels = [label for label in header.findChildren(QLabel) if label.isVisible()]
    shown = " ".join(label.text() for label in labels)
    document = library.document("picoxystrobin-2024")
    for part in (document.title, document.author, document.published, f"{document.characters:,}"):
        assert part in shown
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    off_topic = [label for label in labels if label.text() in ("Off topic", "与主题无关", "偏离主题")]
    assert len(off_topic) == 1
    pane.show_document(CAR_T)
    assert not off_topic[0].isVisible()


def test_the_doi_is_asked_about_before_anything_is_opened(window: Window, pane: SourcePane) -> None:
    from PySide6.QtWidgets import QPushButton

    pane.show_document(PAPER)
    seen = messages(window)
    opened: list[QUrl] = []
    pane.view.open_outside = opened.append
    pane.findChild(QPushButton).click()
    assert "https://doi.org/10.13376/j.cbls/2023013" in seen[0].text
    assert opened == []


def test_sections_follow_the_reading_and_lead_to_headings(
    pane: SourcePane, library: Library, qtbot: QtBot
) -> None:
    pane.show_document(PAPER)
    sections = pane.findChild(QComboBox, "sectionList")
    assert sections is not None
    headings = [block for block in library.blocks(PAPER) if block.kind == "heading"]
    assert sections.count() == len(headings)
    row = len(headings) // 2
    sections.setCurrentIndex(row)
    sections.activated.emit(row)
    assert abs(pane.view.top()[0] - headings[row].start) <= 2
    pane.view.verticalScrollBar().setValue(0)
    assert sections.currentIndex() == 0


def test_tables_are_tables(pane: SourcePane) -> None:
    pane.show_document(PAPER)
    frames = pane.view.document().rootFrame().childFrames()
    tables = [frame for frame in frames if isinstance(frame, QTextTable)]
    assert tables
    first = tables[0]
    assert (first.rows(), first.columns()) == (11, 4)
    assert first.cellAt(1, 1).firstCursorPosition().block().text() == "中国"


def test_mentions_are_links_to_entries(pane: SourcePane, library: Library) -> None:
    pane.show_document(CAR_T)
    mention = library.mentions_in(CAR_T)[0]
    cursor = QTextCursor(pane.view.document())
    cursor.setPosition(pane.view.map.to_view(mention.start) + 1)
    assert cursor.charFormat().anchorHref() == f"cgt:entry/{mention.entry}"
    assert cursor.charFormat().toolTip().startswith("<qt>")


# copying


def test_copying_gives_the_original_characters(pane: SourcePane, library: Library) -> None:
    """Qt's own copy would turn the no-break space into a common one."""
    texts = {document.id: library.text(document.id) for document in library.documents()}
    special = [
        block
        for id, text in texts.items()
        for block in library.blocks(id)
        if block.kind not in ("table", "row") and "\u00a0" in text[block.start : block.end]
    ]
    assert special
    block = special[0]
    pane.show_document(block.document)
    select(pane, block.start, block.end)
    assert "\u00a0" not in pane.view.textCursor().selection().toPlainText()
    pane.view.copy()
    expected = "".join(texts[block.document][a:b] for a, b in block.spans)
    assert "\u00a0" in expected
    assert QGuiApplication.clipboard().text() == expected


def test_copying_with_citation_names_the_source(pane: SourcePane, library: Library) -> None:
    pane.show_document(CAR_T)
    start, end = words(library, CAR_T, "完全缓解率达到83%")
    select(pane, start, end)
    pane.copy_with_citation()
    copied = QGuiApplication.clipboard().text()
    document = library.document(CAR_T)
    assert copied.startswith("“完全缓解率达到83%”\n")
    for part in (document.title, document.published, f"cgt:document/{CAR_T}#{start}-{end}"):
        assert part in copied


# keyboard


def test_words_can_be_selected_with_the_keyboard(pane: SourcePane, library: Library, qtbot: QtBot) -> None:
    start, _ = words(library, CAR_T, "Runx3")
    pane.show_document(CAR_T, start, start + 5)
    pane.view.setFocus()
    for _ in range(5):
        qtbot.keyClick(pane.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert pane.selected_span() == (start, start + 5)
    with qtbot.waitSignal(pane.selectionChanged):
        qtbot.keyClick(pane.view, Qt.Key.Key_Right)


def test_enter_lists_the_facts_drawn_from_the_words(window: Window, pane: SourcePane, qtbot: QtBot) -> None:
    fact = window.context.library.fact("kymriah/list-price")
    cite = fact.citation
    facts = window.context.library.facts_in(cite.document, cite.start, cite.start + 1)
    # a place that is cited but not a link
    links = window.context.library.mentions_in(cite.document)
    at = next(p for p in range(cite.start + 1, cite.end) if not any(m.start <= p <= m.end for m in links))
    pane.show_document(cite.document, at, at)
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    listed = window.findChild(QListWidget, "factsHere")
    assert listed is not None
    assert listed.isVisible()
    shown = [listed.item(row).text() for row in range(listed.count())]
    assert any(fact.value("zh") in text for text in shown)
    assert len(shown) >= len([one for one in facts if one.citation.end > at])
    row = next(row for row, text in enumerate(shown) if fact.value("zh") in text)
    listed.setCurrentRow(row)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert window.entry_pane.current_entry() == "kymriah"
    qtbot.keyClick(listed, Qt.Key.Key_Escape)
    assert not listed.isVisible()


def test_enter_on_a_link_follows_it(window: Window, pane: SourcePane, library: Library, qtbot: QtBot) -> None:
    pane.show_document(CAR_T)
    pane.view.setFocus()
    for _ in range(3):
        qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    target = pane.view.textCursor().charFormat().anchorHref()
    assert target.startswith("cgt:entry/")
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert window.entry_pane.current_entry() == target.removeprefix("cgt:entry/")


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
    assert len(lit(pane, "hit")) >= expected
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
    start = text.rindex("参 考 文 献")
    parts.show_document(PAPER, start, start + 7)
    assert lit(parts, "flash") == [text[start : start + 7]]
    assert parts.view.document().characterCount() < len(text) / 2
    link = parts.findChild(QWidget, "partLinks")
    assert link is not None
    assert link.isVisible()
    parts.show_document(PAPER, 0, 3)
    assert parts.view.map.to_view(start) != parts.view.map.to_view(start + 3) or parts._part == 0


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


# languages and themes


def test_the_language_switches_live(window: Window, pane: SourcePane) -> None:
    pane.show_document(CAR_T)
    before = pane.view.accessibleName()
    top = pane.view.top()[0]
    window.actions_table["view.language"].trigger()
    QApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
    assert pane.view.accessibleName() != before
    assert pane.view.top()[0] == top


def test_the_theme_switches_live_and_keeps_the_place(
    window: Window, pane: SourcePane, library: Library
) -> None:
    start, end = words(library, CAR_T, "Runx3")
    pane.show_document(CAR_T, start, end)
    top = pane.view.top()
    window.context.style.set_theme("dark")
    assert pane.view.top() == top
    cursor = QTextCursor(pane.view.document())
    cursor.setPosition(pane.view.map.to_view(start - 40))
    assert cursor.charFormat().foreground().color() in (
        window.context.style.colour("text"),
        window.context.style.colour("link"),
    )


def test_every_control_can_be_named_by_a_screen_reader(window: Window, pane: SourcePane) -> None:
    pane.show_document(PAPER)
    pane.find_in_page()
    select(pane, 40, 60)
    pane.note_on_selection()
    focusable = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(pane)
    ]
    assert len(focusable) > 5
    unnamed = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in focusable
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert unnamed == []
