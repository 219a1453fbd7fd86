from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication, QTextCharFormat, QTextCursor, QTextTable
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QTextBrowser, QWidget

from cgtatlas.core.errors import NotFound

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
    assert lit(pane, "hit") == []
    assert lit(pane, "flash") == ["Runx3"]  # the one the reader stands at
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
    pane.view.setTextCursor(cursor)
    tip = pane.view.tip_at(pane.view.cursorRect().center())
    assert library.row(mention.entry).name_zh in tip
    assert pane.view.tip_at(QPoint(1, 1)) == ""


def test_words_that_facts_rest_on_are_underlined(pane: SourcePane, library: Library) -> None:
    pane.show_document(CAR_T)
    cited = [fact.citation for fact in library.facts_in(CAR_T)]
    free = next(at for at in range(cited[0].start, 10**9) if not any(c.start <= at < c.end for c in cited))

    def line(at: int) -> QTextCharFormat.UnderlineStyle:
        cursor = QTextCursor(pane.view.document())
        cursor.setPosition(pane.view.map.to_view(at) + 1)
        return cursor.charFormat().underlineStyle()

    assert {line(cite.start) for cite in cited} == {QTextCharFormat.UnderlineStyle.DotLine}
    assert line(free) == QTextCharFormat.UnderlineStyle.NoUnderline


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


def test_tab_walks_the_links_from_the_caret_on(pane: SourcePane, library: Library, qtbot: QtBot) -> None:
    mentions = library.mentions_in(CAR_T)
    middle = len(mentions) // 2
    pane.show_document(CAR_T, mentions[middle].start - 1, mentions[middle].start - 1)
    pane.view.setFocus()
    walked = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        qtbot.keyClick(pane.view, key)
        walked.append(pane.view.map.to_original(pane.view.textCursor().selectionStart()))
    assert walked == [mentions[middle].start, mentions[middle + 1].start, mentions[middle].start]


@pytest.mark.parametrize("into", [0, 1])
def test_enter_follows_the_link_the_caret_stands_in(
    window: Window, pane: SourcePane, library: Library, qtbot: QtBot, into: int
) -> None:
    mention = library.mentions_in(CAR_T)[5]
    pane.show_document(CAR_T, mention.start + into, mention.start + into)
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert window.entry_pane.current_entry() == mention.entry


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
