from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView

from cgtatlas.store.anchors import make_anchor
from cgtatlas.store.annotations import NOWHERE
from cgtatlas.store.wanted import Wanted
from cgtatlas.ui.models.annotation_model import (
    COLOUR_ROLE,
    DOCUMENT_ROLE,
    ID_ROLE,
    LOST_ROLE,
    NOTE_ROLE,
    QUOTE_ROLE,
    SORTS,
    AnnotationModel,
)
from cgtatlas.ui.panes.annotations_pane import AnnotationsPane

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cgtatlas.core.model import Annotation
    from cgtatlas.ui.messages import Message
    from cgtatlas.ui.window import Window

CAR_T = "car-t-industrialisation-2018"


def note(
    window: Window, quote: str, body: str = "", colour: str = "yellow", **anchored: object
) -> Annotation:
    library = window.context.library
    text, document = library.text(CAR_T), library.document(CAR_T)
    at = text.index(quote)
    anchor = make_anchor(CAR_T, document.sha256, text, at, at + len(quote))
    if anchored:
        anchor = replace(anchor, **anchored)  # type: ignore[arg-type]
    made, changes = window.context.store.add_annotation(anchor, body=body, colour=colour)
    window.context.changes.announce(changes)
    return made


@pytest.fixture
def pane(window: Window, qtbot: QtBot) -> AnnotationsPane:
    window.actions_table["annotate.list"].trigger()
    found = window.findChild(AnnotationsPane)
    assert found is not None
    return found


def quotes(pane: AnnotationsPane) -> list[str]:
    return [pane.model.index(row).data(QUOTE_ROLE) for row in range(pane.model.rowCount())]


def messages(window: Window) -> list[Message]:
    seen: list[Message] = []
    window.context.messages.posted.connect(seen.append)
    return seen


def test_an_empty_list_says_why(window: Window, pane: AnnotationsPane) -> None:
    assert pane.list.objectName() == "annotationList"
    assert pane.empty.isVisible()
    first = pane.empty.text()
    note(window, "Runx3")
    assert not pane.empty.isVisible()
    pane.filter.setText("no such words")
    assert pane.empty.isVisible()
    assert pane.empty.text() != first


def test_a_row_tells_quotation_note_colour_and_document(window: Window, pane: AnnotationsPane) -> None:
    note(window, "Runx3", "look <b>here</b>", "pink")
    index = pane.model.index(0)
    assert index.data(QUOTE_ROLE) == "Runx3"
    assert index.data(NOTE_ROLE) == "look <b>here</b>"
    assert index.data(COLOUR_ROLE) == "pink"
    assert index.data(DOCUMENT_ROLE) == window.context.library.document(CAR_T).title
    assert index.data(LOST_ROLE) == ""
    assert "<b>" not in index.data(Qt.ItemDataRole.ToolTipRole)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Runx3" in spoken
    assert "look" in spoken


def test_the_newest_change_stands_first(window: Window, pane: AnnotationsPane) -> None:
    first = note(window, "Runx3")
    note(window, "KTE-C19")
    assert quotes(pane) == ["KTE-C19", "Runx3"]
    changes = window.context.store.edit_annotation(first.id, revision=1, body="new")[1]
    window.context.changes.announce(changes)
    assert quotes(pane) == ["Runx3", "KTE-C19"]


def test_the_filter_looks_into_quotation_note_and_document(window: Window, pane: AnnotationsPane) -> None:
    note(window, "Runx3", "实体瘤")
    note(window, "KTE-C19", "price")
    for words, expected in {
        "runx3": ["Runx3"],
        "實體瘤": ["Runx3"],
        "PRICE": ["KTE-C19"],
        "破晓 price": ["KTE-C19"],
        "price runx3": [],
        "": ["KTE-C19", "Runx3"],
    }.items():
        pane.filter.setText(words)
        assert quotes(pane) == expected


def test_enter_and_click_open_the_words(window: Window, pane: AnnotationsPane, qtbot: QtBot) -> None:
    made = note(window, "Runx3")
    pane.list.setCurrentIndex(pane.model.index(0))
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert window.source_pane.current_document() == CAR_T
    assert window.source_pane.view.marks.target == (made.anchor.start, made.anchor.end)
    window.context.navigator.open("cgt:document/cgt-interview-2025")
    rect = pane.list.visualRect(pane.model.index(0))
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert window.source_pane.current_document() == CAR_T


def test_delete_can_be_undone(window: Window, pane: AnnotationsPane, qtbot: QtBot) -> None:
    for quote in ("Runx3", "KTE-C19", "BCMA"):
        note(window, quote)
    pane.list.setCurrentIndex(pane.model.index(1))
    seen = messages(window)
    qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    assert quotes(pane) == ["BCMA", "Runx3"]
    assert pane.list.currentIndex().data(QUOTE_ROLE) == "Runx3"
    (message,) = seen
    assert message.action is not None
    message.action[1]()
    assert quotes(pane) == ["BCMA", "KTE-C19", "Runx3"]


def test_lost_ones_are_marked_and_still_listed(window: Window, pane: AnnotationsPane, qtbot: QtBot) -> None:
    note(window, "Runx3", exact="words that are not there", sha256="other")
    note(window, "KTE-C19", document="gone-document")
    assert pane.model.rowCount() == 2
    assert all(pane.model.index(row).data(LOST_ROLE) for row in range(2))
    reasons = {pane.model.index(row).data(LOST_ROLE) for row in range(2)}
    assert len(reasons) == 2
    for row in range(2):
        seen = messages(window)
        pane.list.setCurrentIndex(pane.model.index(row))
        qtbot.keyClick(pane.list, Qt.Key.Key_Return)
        assert [message.level for message in seen] == ["warning"]


def test_what_was_current_stays_current(window: Window, pane: AnnotationsPane) -> None:
    made = note(window, "Runx3")
    pane.list.setCurrentIndex(pane.model.index(0))
    note(window, "KTE-C19")
    assert pane.list.currentIndex().data(ID_ROLE) == made.id


def test_the_model_is_sound(window: Window) -> None:
    model = AnnotationModel(window.context)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for quote in ("Runx3", "KTE-C19"):
        note(window, quote)
    model.load()
    model.set_wanted(Wanted(words="runx3"))
    assert model.rowCount() == 1
    model.set_wanted(Wanted())
    assert model.rowCount() == 2


def test_the_list_paints_every_kind_of_row(window: Window, pane: AnnotationsPane) -> None:
    note(window, "Runx3", "note")
    note(window, "KTE-C19", document="gone", colour="green")
    view = window.findChild(QListView, "annotationList")
    assert view is not None
    image = view.grab().toImage()
    colours = {image.pixelColor(10, y).name() for y in range(image.height())}
    for colour in ("mark-yellow", "mark-green"):
        assert window.context.style.colour(colour).name() in colours
    heights = [view.visualRect(pane.model.index(row)).height() for row in range(2)]
    assert min(heights) > 2 * view.fontMetrics().height()


# filters, sorting, many at once


def choose(pane: AnnotationsPane, **values: str) -> list[str]:
    pane.filters.clear()
    pane.filters.ask(**values)
    return quotes(pane)


def test_the_list_is_narrowed_by_what_notes_stand_on_and_carry(window: Window, pane: AnnotationsPane) -> None:
    store = window.context.store
    runx = note(window, "Runx3", "实体瘤", colour="pink")
    kite = note(window, "KTE-C19")
    store.add_annotation(NOWHERE, body="条目上的笔记", target="cgt:entry/yescarta")
    window.context.changes.announce(store.edit_annotations([runx.id, kite.id], add=["靶点"]))
    window.context.changes.announce(store.set_mark(f"cgt:document/{CAR_T}", "read"))
    yescarta = window.context.library.row("yescarta").name("zh")
    assert set(choose(pane, document=CAR_T)) == {"KTE-C19", "Runx3"}
    assert set(choose(pane, entry="yescarta")) == {yescarta, "KTE-C19"}
    assert set(choose(pane, tag="靶点")) == {"KTE-C19", "Runx3"}
    assert choose(pane, colour="pink") == ["Runx3"]
    assert choose(pane, kind="bare") == ["KTE-C19"]
    assert set(choose(pane, status="read")) == {"KTE-C19", "Runx3"}
    assert choose(pane, state="review") == []
    assert pane.empty.isVisible()
    pane.filters.clear()
    assert len(quotes(pane)) == 3
    pane.filters.since.setText("2100-01-01")
    pane.filters.changed.emit()
    assert quotes(pane) == []
    pane.filters.since.setText("2100-13")  # no date asks nothing
    pane.filters.changed.emit()
    assert len(quotes(pane)) == 3


def test_the_list_is_sorted_as_wanted(window: Window, pane: AnnotationsPane) -> None:
    for quote, colour in (("Runx3", "blue"), ("KTE-C19", "yellow"), ("BCMA", "green")):
        note(window, quote, colour=colour)
    text = window.context.library.text(CAR_T)
    pane.sort.setCurrentIndex(SORTS.index("place"))
    assert quotes(pane) == sorted(("Runx3", "KTE-C19", "BCMA"), key=text.index)
    pane.sort.setCurrentIndex(SORTS.index("colour"))
    assert quotes(pane) == ["KTE-C19", "BCMA", "Runx3"]
    pane.sort.setCurrentIndex(SORTS.index("oldest"))
    assert quotes(pane) == ["Runx3", "KTE-C19", "BCMA"]


def test_many_are_changed_by_key_in_one_step(
    window: Window, pane: AnnotationsPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for quote in ("Runx3", "KTE-C19", "BCMA"):
        note(window, quote)
    store = window.context.store
    pane.list.setCurrentIndex(pane.model.index(0))
    qtbot.keyClick(pane.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(pane.list, Qt.Key.Key_4)
    assert [one.colour for one in store.annotations()].count("pink") == 2
    assert len(pane.selected()) == 2  # still, to go on
    monkeypatch.setattr(
        "cgtatlas.ui.panes.annotation_acts.QInputDialog.getText", lambda *_: ("靶点，价格", True)
    )
    qtbot.keyClick(pane.list, Qt.Key.Key_T)
    assert store.tags() == {"价格": 2, "靶点": 2}
    qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    assert quotes(pane) == ["Runx3"]
    for left in (3, 3, 3):
        window.actions_table["edit.undo"].trigger()
        assert pane.model.rowCount() == left
    assert store.tags() == {}
    assert {one.colour for one in store.annotations()} == {"yellow"}


def test_the_current_note_is_read_below_the_list(window: Window, pane: AnnotationsPane) -> None:
    note(window, "Runx3", "**重点** [Kymriah](cgt:entry/kymriah)")
    pane.list.setCurrentIndex(pane.model.index(0))
    assert pane.preview.isVisible()
    assert pane.preview.toPlainText() == "重点 Kymriah"
    note(window, "KTE-C19")
    pane.list.setCurrentIndex(pane.model.index(0))
    assert not pane.preview.isVisible()


def test_tags_are_renamed_merged_and_deleted_everywhere(
    window: Window, pane: AnnotationsPane, qtbot: QtBot
) -> None:
    from cgtatlas.ui.dialogs.tags import TagsDialog

    store = window.context.store
    ids = [note(window, quote).id for quote in ("Runx3", "KTE-C19")]
    store.edit_annotations(ids, add=["CART"])
    store.edit_annotations(ids[:1], add=["CAR-T"])
    window.actions_table["annotate.tags"].trigger()
    dialog = window.findChild(TagsDialog)
    assert dialog is not None
    item = dialog.list.findItems("CART", Qt.MatchFlag.MatchExactly)[0]
    assert item.text(1) == "2"
    item.setText(0, "CAR-T")
    assert store.tags() == {"CAR-T": 2}
    assert dialog.list.topLevelItemCount() == 1
    qtbot.keyClick(dialog, Qt.Key.Key_Delete)
    assert store.tags() == {}
    assert dialog.empty.isVisible()
    dialog.close()
