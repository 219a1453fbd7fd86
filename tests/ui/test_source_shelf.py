from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from cgtatlas.core.changes import Changes
from cgtatlas.ui.panes.source_pane import SourcePane

if TYPE_CHECKING:
    from cgtatlas.ui.window import Window

CAR_T, LONG, OTHER = "car-t-industrialisation-2018", "immune-cell-therapy-2022", "cgt-interview-2025"


def test_an_original_that_was_just_read_is_not_built_again(window: Window) -> None:
    pane = window.source_pane
    pane.show_document(CAR_T)
    first = pane.view.document()
    pane.show_document(OTHER)
    pane.show_document(CAR_T)
    assert pane.view.document() is first
    assert pane.view.toPlainText().strip()


def test_another_look_or_library_builds_it_anew(window: Window) -> None:
    pane, style = window.source_pane, window.context.style

    def colour() -> str:
        cursor = QTextCursor(pane.view.document())
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        return cursor.charFormat().foreground().color().name()

    pane.show_document(CAR_T)
    pane.show_document(OTHER)
    style.set_theme("dark")
    pane.show_document(CAR_T)
    assert colour() == style.colour("text").name()
    size = pane.view.document().defaultFont().pointSizeF()
    pane.show_document(OTHER)
    style.set_zoom(1.5)
    pane.show_document(CAR_T)
    assert pane.view.document().defaultFont().pointSizeF() > size
    before = pane.view.document()
    window.context.changes.announce(Changes(libraries=True))
    _delete_what_is_to_be_deleted()
    assert isValid(before)
    assert pane.view.toPlainText().strip()  # what is shown stays
    pane.show_document(OTHER)
    pane.show_document(CAR_T)
    assert pane.view.document() is not before
    _delete_what_is_to_be_deleted()
    assert not isValid(before)


def test_what_is_kept_has_a_bound(window: Window) -> None:
    pane = SourcePane(window.context, window, part=1_500)
    texts = []
    for at in range(0, 14_000, 500):
        pane.show_document(LONG, at, at + 5)
        texts.append(pane.view.document())
    _delete_what_is_to_be_deleted()
    assert len(set(texts)) > 5
    assert 1 < len({text for text in texts if isValid(text)}) <= 4
    assert isValid(pane.view.document())


def _delete_what_is_to_be_deleted() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
