from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cgtatlas.core.model import SearchResult
from cgtatlas.ui.models.result_model import ResultRole
from cgtatlas.ui.panes import search_page
from cgtatlas.ui.widgets import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.models.result_rows import Row
    from cgtatlas.ui.panes.search_page import SearchPage
    from cgtatlas.ui.window import Window


def rows(page: SearchPage) -> list[Row]:
    page.model.tell(len(page.model.rows()))
    return [page.model.index(row).data(ResultRole.ROW) for row in range(page.model.rowCount())]


def type_words(qtbot: QtBot, window: Window, words: str) -> SearchPage:
    """Type into the search field key by key and wait for the results of the last key."""
    field, page = window.navigation_pane.omnibox, window.navigation_pane.results
    field.setFocus()
    for letter in words:
        if letter.isascii():
            qtbot.keyClicks(field, letter)
        else:
            field.insert(letter)  # an input method commits whole characters
    qtbot.waitUntil(
        lambda: page._result is not None and page._result.query == words.strip() and page.settled()
    )
    return page


def test_an_empty_field_shows_the_tree_and_words_show_results(window: Window, qtbot: QtBot) -> None:
    pane = window.navigation_pane
    assert pane.tree.view.isVisible()
    page = type_words(qtbot, window, "Kymriah")
    assert page.view.isVisible()
    assert not pane.tree.view.isVisible()
    assert rows(page)[1].iri == "cgt:entry/kymriah"
    qtbot.keyClick(pane.omnibox, Qt.Key.Key_Escape)
    assert pane.omnibox.text() == ""
    assert pane.tree.view.isVisible()


def test_the_count_line_says_how_many_in_how_many(window: Window, qtbot: QtBot) -> None:
    page = type_words(qtbot, window, "Kymriah")
    hits = [row.hit for row in rows(page) if row.hit is not None]
    documents = len({hit.document for hit in hits})
    assert f"{len(hits)} 处" in page.count.text()
    assert f"{documents} 篇" in page.count.text()


def test_passages_stand_under_the_title_of_their_document_with_the_words_lit(
    window: Window, qtbot: QtBot
) -> None:
    page = type_words(qtbot, window, "Kymriah")
    listed = rows(page)
    first = next(at for at, row in enumerate(listed) if row.kind == "passage")
    hit = listed[first].hit
    assert hit is not None
    assert listed[first - 1].title == window.context.library.document(hit.document).title
    segments = page.model.index(first).data(ResultRole.SEGMENTS)
    assert "kymriah" in [text.lower() for text, lit in segments if lit]


def test_off_topic_hits_come_last_under_their_own_heading(window: Window, qtbot: QtBot) -> None:
    page = type_words(qtbot, window, "发布时间")
    listed = rows(page)
    hits = [row.hit for row in listed if row.hit is not None]
    off = [hit.off_topic for hit in hits]
    assert True in off
    assert off == sorted(off)
    heading = max(at for at, row in enumerate(listed) if row.kind == "heading")
    assert listed[heading].title == "与主题无关"
    assert all(row.hit is not None and row.hit.off_topic for row in listed[heading + 1 :])


def test_arrows_move_the_list_while_the_field_keeps_the_keyboard(window: Window, qtbot: QtBot) -> None:
    field = window.navigation_pane.omnibox
    page = type_words(qtbot, window, "CAR-T")
    before = page.view.currentIndex().row()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert page.view.currentIndex().row() > before
    assert field.hasFocus()
    assert field.text() == "CAR-T"
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert page.view.currentIndex().row() == before


def test_enter_opens_and_control_enter_opens_in_a_new_tab(window: Window, qtbot: QtBot) -> None:
    field, pane = window.navigation_pane.omnibox, window.entry_pane
    type_words(qtbot, window, "Kymriah")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pane.current_entry() == "kymriah"
    tabs = pane.count()
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pane.count() == tabs + 1


def test_enter_before_the_answer_opens_the_best_hit_when_it_comes(window: Window, qtbot: QtBot) -> None:
    field = window.navigation_pane.omnibox
    field.setFocus()
    field.insert("Yescarta")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.entry_pane.current_entry() == "yescarta")
    window.context.navigator.flush()
    assert [visit.target for visit in window.context.store.history()] == ["cgt:entry/yescarta"]


def test_the_best_hit_opens_after_a_pause_and_only_in_passing(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_page, "PAUSE", 1)
    window.context.navigator.open("cgt:entry/car-t")
    type_words(qtbot, window, "Kymriah")
    qtbot.waitUntil(lambda: window.entry_pane.current_entry() == "kymriah")
    window.context.navigator.flush()
    assert [visit.target for visit in window.context.store.history()] == ["cgt:entry/car-t"]
    window.context.navigator.back()
    assert window.entry_pane.current_entry() == "car-t"


def test_clearing_the_field_in_time_opens_nothing(window: Window, qtbot: QtBot) -> None:
    page = type_words(qtbot, window, "Kymriah")
    assert page._pause.isActive()
    qtbot.keyClick(window.navigation_pane.omnibox, Qt.Key.Key_Escape)
    assert not page._pause.isActive()
    assert window.entry_pane.current_entry() == ""


def test_one_latin_letter_opens_nothing_by_itself(window: Window, qtbot: QtBot) -> None:
    page = type_words(qtbot, window, "C")
    assert not page._pause.isActive()


def test_a_passage_opens_at_its_words_and_f3_walks_all_hits(window: Window, qtbot: QtBot) -> None:
    page = type_words(qtbot, window, "Kymriah")
    hits = [row.hit for row in rows(page) if row.hit is not None]
    assert len({hit.document for hit in hits}) > 1
    seen = []
    for _ in hits:
        window.actions_table["search.next_hit"].trigger()
        place = window.context.navigator.current()
        assert place is not None
        seen.append((place.id, place.start))
        assert window.source_pane.current_document() == place.id
    assert seen == [(hit.document, hit.matches[0][0]) for hit in hits]
    said = window.messages_widget.text.text()
    assert said == f"第 {len(hits)} 处，共 {len(hits)} 处"
    window.actions_table["search.next_hit"].trigger()
    assert window.messages_widget.text.text() == f"第 1 处，共 {len(hits)} 处 · 回到第一处"
    window.actions_table["search.previous_hit"].trigger()
    assert window.messages_widget.text.text() == f"{said} · 转到最后一处"


def test_walking_fetches_what_is_not_listed_yet(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_page, "PAGE", 3)
    monkeypatch.setattr(search_page, "FEW", 3)
    page = type_words(qtbot, window, "CAR-T")
    total = page._result.total if page._result else 0
    assert page.model.hits() == 3 < total
    assert rows(page)[-1].kind == "more"
    window.actions_table["search.previous_hit"].trigger()
    qtbot.waitUntil(lambda: f"第 {total} 处" in window.messages_widget.text.text())
    assert page.model.hits() == total


def test_show_more_lists_more(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_page, "PAGE", 3)
    monkeypatch.setattr(search_page, "FEW", 3)
    page = type_words(qtbot, window, "CAR-T")
    page.move_to_end(1)
    page.open_current()
    qtbot.waitUntil(lambda: page.model.hits() == 6)


def test_nothing_found_says_so_and_what_to_try(window: Window, qtbot: QtBot) -> None:
    page = type_words(qtbot, window, "zzzz不存在qqqq")
    assert page.model.rowCount() == 0
    said = page.view.accessibleDescription()
    assert "zzzz不存在qqqq" in said
    assert "没有找到" in said


def test_my_notes_are_found_and_new_ones_at_once(program: Program, qtbot: QtBot) -> None:
    from cgtatlas.store.anchors import make_anchor

    library, window = program.library, program.window
    type_words(qtbot, window, "quokka")
    document = library.document("car-t-industrialisation-2018")
    anchor = make_anchor(document.id, document.sha256, library.text(document.id), 100, 120)
    note, changes = program.store.add_annotation(anchor, body="about the quokka")
    program.changes.announce(changes)
    window.navigation_pane.omnibox.clear()
    page = type_words(qtbot, window, "quokka")
    found = [row for row in rows(page) if row.kind == "annotation"]
    assert [row.iri for row in found] == [f"cgt:document/{document.id}#100-120"]
    assert found[0].title == note.body


def test_commands_are_found_by_name_and_run(window: Window, qtbot: QtBot) -> None:
    field, page = window.navigation_pane.omnibox, window.navigation_pane.results
    field.setFocus()
    dark = window.context.style.dark
    qtbot.keyClicks(field, ">view.theme")
    assert [row.command for row in rows(page)][1] == "view.theme"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.context.style.dark != dark
    assert field.text() == ""
    qtbot.keyClicks(field, ">nothing like this")
    assert page.model.rowCount() == 0
    assert page.view.accessibleDescription() != ""


def test_a_late_answer_to_an_older_query_is_not_shown(window: Window, qtbot: QtBot) -> None:
    page = window.navigation_pane.results
    page.search("Kymriah")
    page.search("Yescarta")
    qtbot.waitUntil(lambda: page._result is not None)
    assert isinstance(page._result, SearchResult)
    assert page._result.query == "Yescarta"


def test_results_speak_the_language_of_the_interface(start: Callable[..., Program], qtbot: QtBot) -> None:
    program = start(language="en")
    page = type_words(qtbot, program.window, "Kymriah")
    assert rows(page)[0].title == "Entries"
    assert rows(page)[1].title == "Kymriah"
    assert " hits in " in page.count.text()
    program.translations.set("zh")
    qtbot.waitUntil(lambda: rows(page)[0].title == "条目")
    assert rows(page)[1].title == program.library.row("kymriah").name("zh")
    assert "处" in page.count.text()


def test_words_about_the_query_are_shown(window: Window, qtbot: QtBot) -> None:
    page = type_words(qtbot, window, "Kymriah after:yesterday ")  # the blank ends the word
    assert "\n" in page.count.text() or page.model.rowCount() == 0


def test_more_entries_unfold_in_their_place(window: Window, qtbot: QtBot) -> None:
    page = type_words(qtbot, window, "CAR-T")
    listed = rows(page)
    more = next(at for at, row in enumerate(listed) if row.kind == "entries")
    page.view.setCurrentIndex(page.model.index(more))
    page.open_current()
    qtbot.waitUntil(lambda: len(rows(page)) == len(listed) - 1 + listed[more].count)
    assert rows(page)[more].kind == "entry"
    assert page.view.currentIndex().row() == more


def test_the_count_is_said_while_the_field_keeps_the_keyboard(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(announce, "announce", lambda _widget, text: said.append(text))
    page = type_words(qtbot, window, "Kymriah")
    qtbot.waitUntil(lambda: said == [page.count.text()])  # once, when the keys rest
    window.navigation_pane.omnibox.clear()
    type_words(qtbot, window, "zzzzqqqq")
    qtbot.waitUntil(lambda: len(said) == 2)
    assert "zzzzqqqq" in said[-1]


def test_all_matches_of_the_document_are_lit_not_only_the_one_opened(window: Window, qtbot: QtBot) -> None:
    page = type_words(qtbot, window, "价格")
    first = next(row for row in rows(page) if row.hit is not None)
    assert first.hit is not None
    wanted = page.model.matches(first.hit.document)
    assert len(wanted) > len(first.hit.matches)
    window.actions_table["search.next_hit"].trigger()
    style, shown = window.context.style, window.source_pane.view.extraSelections()
    lit = {
        role: [one for one in shown if one.format.background().color() == style.colour(role)]
        for role in ("hit", "flash")
    }
    assert [one.cursor.selectedText() for one in lit["hit"]] == ["价格"] * (len(wanted) - 1)
    assert [one.cursor.selectedText() for one in lit["flash"]] == ["价格"]
    assert lit["flash"][0].format.fontOverline()  # the current one is not told by its colour alone


def test_matches_beyond_the_listed_ones_are_lit_a_moment_later(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_page, "PAGE", 2)
    monkeypatch.setattr(search_page, "FEW", 2)
    page = type_words(qtbot, window, "CAR-T")
    page.open_current()
    page.view.select(next(at for at, row in enumerate(page.model.rows()) if row.hit is not None))
    page.open_current()
    document = window.source_pane.current_document()
    every = {
        span
        for hit in window.context.searcher.search("CAR-T", limit=500).hits
        if hit.document == document
        for span in hit.matches
    }
    assert len(every) > 4
    qtbot.waitUntil(lambda: set(window.source_pane.view.marks.hits) == every)


def test_opening_hits_leaves_the_keyboard_in_the_field(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    field = window.navigation_pane.omnibox
    type_words(qtbot, window, "Kymriah")
    for _ in range(8):
        window.actions_table["search.next_hit"].trigger()
        assert field.hasFocus()
    window.actions_table["go.back"].trigger()
    assert field.hasFocus()


def test_f3_in_an_open_find_bar_walks_its_matches(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    type_words(qtbot, window, "Kymriah")
    window.actions_table["search.next_hit"].trigger()
    source, place = window.source_pane, window.context.navigator.current()
    window.focus_pane(2)
    window.actions_table["page.find"].trigger()
    source.find_bar.field.setText("FDA")
    counts = []
    for _ in range(2):
        window.actions_table["search.next_hit"].trigger()
        counts.append(source.find_bar.count.text())
    assert len(set(counts)) == 2
    assert window.context.navigator.current() == place


def test_a_word_half_typed_is_not_complained_about(window: Window, qtbot: QtBot) -> None:
    """``in:pass`` is on the way to ``in:passage``; complete, or left by the caret, it is told."""
    field, complaint = window.navigation_pane.omnibox, "取值无法识别"
    page = type_words(qtbot, window, "CAR-T in:pass")
    assert page.count.text()
    assert complaint not in page.count.text()
    field.setCursorPosition(2)
    assert complaint in page.count.text()
    field.end(False)
    assert complaint not in page.count.text()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert complaint in page.count.text()
    field.clear()
    page = type_words(qtbot, window, "in:pass CAR-T")
    assert complaint in page.count.text()
