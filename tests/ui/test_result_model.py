from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cgtatlas.core.model import Anchor, Annotation, EntryHit, EntryRow, PassageHit, SearchResult
from cgtatlas.ui.models.result_model import ResultModel, ResultRole
from cgtatlas.ui.models.result_rows import Row, Words, command_rows, result_rows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.modeltest import ModelTester

WORDS = Words(
    entries="Entries",
    bookmarks="My bookmarks",
    notes="My notes",
    off_topic="Off topic",
    commands="Commands",
    suggestions="Did you mean",
    guide="User guide",
    more="{count} more",
    more_entries="{count} more entries",
    more_notes="{count} more notes",
    more_bookmarks="{count} more bookmarks",
    how=lambda hit: hit.how,
    document=lambda id: f"Title of {id}",
    via=lambda hit: hit.via,
    why=lambda suggestion: suggestion.why,
    sections=lambda query: [],
)
ENTRY = EntryHit(EntryRow("kymriah", "therapy", "product", "替沙仑赛", "Kymriah", "CH"), "CTL019", "alias")


def passage(document: str, start: int, *, off_topic: bool = False, match: bool = True) -> PassageHit:
    matches = ((start + 2, start + 5),) if match else ()
    return PassageHit(
        document, "f.txt", ((start, start + 20),), f"text {start}", matches, off_topic=off_topic
    )


def note() -> Annotation:
    anchor = Anchor("one", "sha", 7, 9, "the quote")
    return Annotation("id", anchor, "green", "my\nwords", (), "2026", "2026", 1)


@pytest.fixture
def model(qapp: QApplication) -> ResultModel:
    return ResultModel(lambda hit: [(hit.text, False), ("lit", True)])


def shown(model: ResultModel) -> list[tuple[str, str]]:
    rows: list[Row] = [model.index(row).data(ResultRole.ROW) for row in range(model.rowCount())]
    return [(row.kind, row.title or row.iri) for row in rows]


def show(model: ResultModel, result: SearchResult, language: str = "zh", *whole: str) -> None:
    model.show(result_rows(result, WORDS, language, set(whole)))


def full() -> SearchResult:
    hits = (
        passage("two", 50),
        passage("fungi", 10, off_topic=True),
        passage("one", 90),
        passage("two", 5),
    )
    return SearchResult("q", "q", 1.0, (ENTRY,), hits, 9, True, (note(),))


def test_entries_then_notes_then_passages_by_document_then_off_topic(
    model: ResultModel, qtmodeltester: ModelTester
) -> None:
    show(model, full())
    assert shown(model) == [
        ("heading", "Entries"),
        ("entry", "替沙仑赛"),
        ("heading", "My notes"),
        ("annotation", "my words"),
        ("heading", "Title of two"),
        ("passage", "cgt:document/two#7-10"),
        ("passage", "cgt:document/two#52-55"),
        ("heading", "Title of one"),
        ("passage", "cgt:document/one#92-95"),
        ("heading", "Off topic"),
        ("passage", "Title of fungi"),
        ("more", "5 more"),
    ]
    qtmodeltester.check(model, force_py=True)


def test_hits_are_numbered_in_the_order_of_the_list(model: ResultModel) -> None:
    show(model, full())
    rows = [model.row(model.hit_index(number)) for number in range(1, 5)]
    assert [(row.number, row.hit.document) for row in rows if row is not None and row.hit is not None] == [
        (1, "two"),
        (2, "two"),
        (3, "one"),
        (4, "fungi"),
    ]
    assert not model.hit_index(5).isValid()
    assert not model.hit_index(0).isValid()
    assert (model.hits(), model.documents()) == (4, 3)
    assert model.number_of(passage("one", 90)) == 3
    assert model.number_of(passage("one", 91)) == 0


def test_all_matches_of_a_document_are_known_in_order(model: ResultModel) -> None:
    show(model, full())
    assert model.matches("two") == [(7, 10), (52, 55)]


def test_a_passage_without_a_match_opens_at_its_beginning(model: ResultModel) -> None:
    show(model, SearchResult("q", "q", 1, (), (passage("one", 3, match=False),), 1))
    assert model.hit_index(1).data(ResultRole.IRI) == "cgt:document/one#3-23"


def test_headings_are_passed_over_and_cannot_be_chosen(model: ResultModel) -> None:
    show(model, full())
    assert model.step(-1, 1) == 1
    assert model.step(1, 1) == 3
    assert model.step(3, -1) == 1
    assert model.step(1, -1) == 1
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable


def test_assistive_tools_hear_the_text_of_every_row(model: ResultModel) -> None:
    show(model, full(), "en")
    said = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert said[0] == "Entries (1)"
    assert said[1] == "Kymriah · 替沙仑赛 · alias"
    assert said[3] == "my words · the quote · green"
    assert said[5] == "text 5lit"


def test_a_flood_of_entries_does_not_hide_the_passages(model: ResultModel) -> None:
    result = SearchResult("q", "q", 1, (ENTRY,) * 12, (passage("one", 3),), 1)
    show(model, result)
    kinds = [kind for kind, _ in shown(model)]
    assert kinds == ["heading", *["entry"] * 8, "entries", "heading", "passage"]
    assert shown(model)[9] == ("entries", "4 more entries")
    show(model, result, "zh", "entries")
    assert [kind for kind, _ in shown(model)].count("entry") == 12


def test_the_best_row_is_a_name_then_a_passage_then_anything(model: ResultModel) -> None:
    by_text = EntryHit(ENTRY.row, "", "text")
    hit = passage("one", 3)
    for entries, hits, best in (
        ((ENTRY, by_text), (hit,), 1),
        ((by_text,) * 9, (hit,), 6),
        ((by_text,), (), 1),
        ((), (hit,), 1),
        ((), (), -1),
    ):
        show(model, SearchResult("q", "q", 1, entries, hits, len(hits)))
        assert model.best() == best


def test_commands_are_rows_too(model: ResultModel) -> None:
    model.show(command_rows([("app.quit", "Quit", "Ctrl+Q")], WORDS))
    row = model.row(model.index(1))
    assert row is not None
    assert (row.kind, row.command, row.title, row.detail) == ("command", "app.quit", "Quit", "Ctrl+Q")
    model.show(command_rows([], WORDS))
    assert model.rowCount() == 0
