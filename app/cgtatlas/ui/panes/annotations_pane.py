"""All highlights and notes of the reader, to be found, opened and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from cgtatlas.core import iri
from cgtatlas.core.errors import AtlasError
from cgtatlas.ui.models.annotation_model import ID_ROLE, AnnotationModel
from cgtatlas.ui.panes.source_notes import Notes
from cgtatlas.ui.widgets.annotation_delegate import AnnotationDelegate
from cgtatlas.ui.widgets.empty_label import EmptyLabel
from cgtatlas.ui.widgets.review_badge import ReviewBadge

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cgtatlas.core.changes import Changes
    from cgtatlas.ui.context import Context


class _List(QListView):
    """The list; Enter opens, Delete deletes."""

    def __init__(self, pane: AnnotationsPane) -> None:
        super().__init__()
        self._pane = pane

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pane.open_current()
        elif event.key() == Qt.Key.Key_Delete:
            self._pane.delete_current()
        else:
            super().keyPressEvent(event)


class AnnotationsPane(QWidget):
    """A filter field over the list named ``annotationList``."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._notes = context, Notes(context, self)
        self.model = AnnotationModel(context, self)
        self.filter, self.list = QLineEdit(clearButtonEnabled=True), _List(self)
        self.filter.setObjectName("annotationFilter")
        self.list.setObjectName("annotationList")
        self.list.setModel(self.model)
        self.list.setItemDelegate(AnnotationDelegate(context.style, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._open)
        self.empty = EmptyLabel(self.list, self._why)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.filter)
        whole.addWidget(ReviewBadge(context))
        whole.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.filter.textChanged.connect(self._narrow)
        context.changes.changed.connect(self._changed)
        context.style.changed.connect(self.list.viewport().update)
        self.retranslate()
        self.reload()

    def reload(self) -> None:
        """Read the annotations anew; the current one stays current."""
        current = self.list.currentIndex().data(ID_ROLE)
        row = self.list.currentIndex().row()
        try:
            self.model.load()
        except AtlasError as error:
            self._context.messages.report(error)
            return
        self._select(self.model.row_of(str(current)) if current else -1, row)

    def _select(self, row: int, near: int) -> None:
        last = self.model.rowCount() - 1
        wanted = row if row >= 0 else min(near, last)
        if wanted >= 0:
            self.list.setCurrentIndex(self.model.index(wanted))

    def open_current(self) -> None:
        """Show the words of the current annotation."""
        self._open(self.list.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        annotation = self.model.annotation(index.row())
        found = self.model.place(annotation)
        document = annotation.anchor.document
        if found is None:
            self._context.messages.warning(
                self.tr("The document of this note is not in the library any more: {id}").format(id=document)
            )
        elif found.how == "lost":
            self._context.navigator.open(iri.Place("document", document).iri)
            self._context.messages.warning(
                self.tr("The words of this note are not in the document any more.")
            )
        else:
            self._context.navigator.open(iri.passage(document, found.start, found.end).iri)

    def delete_current(self) -> None:
        """Delete the current annotation, with Undo."""
        index = self.list.currentIndex()
        if index.isValid():
            self._notes.delete(str(index.data(ID_ROLE)))

    def _narrow(self, words: str) -> None:
        self.model.set_filter(words)
        self._select(-1, 0)

    def _changed(self, changes: Changes) -> None:
        if changes.annotations:
            self.reload()

    def _why(self) -> str:
        if self.model.total:
            return self.tr("No note holds these words.")
        return self.tr("No notes yet. Select words in an original text, then press Ctrl+H or write a note.")

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self.filter.setPlaceholderText(self.tr("Filter my notes"))
        self.filter.setAccessibleName(self.tr("Filter my notes"))
        self.list.setAccessibleName(self.tr("My notes"))
        self.setAccessibleName(self.tr("My notes"))
        self.list.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
