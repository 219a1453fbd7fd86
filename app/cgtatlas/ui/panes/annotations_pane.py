"""All highlights and notes of the reader: found, sorted, opened, and changed many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cgtatlas.core import iri
from cgtatlas.core.errors import AtlasError
from cgtatlas.ui.models.annotation_model import ID_ROLE, SORTS, AnnotationModel
from cgtatlas.ui.panes.annotation_acts import AnnotationActs, entries_of
from cgtatlas.ui.widgets.annotation_delegate import AnnotationDelegate
from cgtatlas.ui.widgets.annotation_filter import AnnotationFilter
from cgtatlas.ui.widgets.announce import Announcer
from cgtatlas.ui.widgets.colours import colour_of_key
from cgtatlas.ui.widgets.empty_label import EmptyLabel
from cgtatlas.ui.widgets.lends_focus import LendsFocus
from cgtatlas.ui.widgets.note_preview import NotePreview
from cgtatlas.ui.widgets.review_badge import ReviewBadge
from cgtatlas.ui.widgets.told import name_choice

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Annotation
    from cgtatlas.ui.context import Context

_TALLEST = 150  # px of the note below the list
_ICONS = {"colour": "highlight", "tag": "tag", "delete": "trash"}


class _List(QListView):
    """The list; Enter opens, Delete deletes, 1 to 5 recolour, T tags what is selected."""

    def __init__(self, pane: AnnotationsPane) -> None:
        super().__init__()
        self._pane = pane

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pane.open_current()
        elif event.key() == Qt.Key.Key_Delete:
            self._pane.acts.delete(self._pane.selected())
        elif colour := colour_of_key(event):
            self._pane.acts.recolour(self._pane.selected(), colour)
        elif event.key() == Qt.Key.Key_T and not event.modifiers():
            self._pane.acts.tag(self._pane.selected())
        else:
            super().keyPressEvent(event)


class AnnotationsPane(QWidget):
    """Filters over the list named ``annotationList``, the note of the current row below it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.acts = AnnotationActs(context, self)
        self.model = AnnotationModel(context, self)
        self.filters = AnnotationFilter(context)
        self.filter = self.filters.words
        self.list, self.count, self.sort = _List(self), QLabel(), QComboBox()
        self.preview = NotePreview(context)
        self.buttons = {name: QToolButton(autoRaise=True) for name in _ICONS}
        self._arrange()
        self._arrange_list()
        self.empty = EmptyLabel(self.list, self._why)
        self._announcer = Announcer(self.list)
        self.filters.changed.connect(self._narrow)
        self.filters.left.connect(self.list.setFocus)
        self.sort.currentIndexChanged.connect(lambda _row: self._narrow())
        context.changes.changed.connect(self._changed)
        context.marking.changed.connect(self._narrow)
        context.style.changed.connect(self.restyle)
        self.retranslate()
        self.restyle()
        self.reload()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 6, 4)
        row.setSpacing(1)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.sort.setObjectName("annotationSort")
        self.sort.addItems(["" for _ in SORTS])
        row.addWidget(self.count, 1)
        row.addWidget(self.sort)
        for name, button in self.buttons.items():
            button.setObjectName(f"annotations.{name}")
            row.addWidget(button)
        self.buttons["colour"].clicked.connect(lambda: self._offer("colour"))
        self.buttons["tag"].clicked.connect(lambda: self._offer("tag"))
        self.buttons["delete"].clicked.connect(lambda: self.acts.delete(self.selected()))
        self.preview.setObjectName("currentNote")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.filters)
        whole.addWidget(ReviewBadge(self._context))
        whole.addLayout(row)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.preview)
        LendsFocus(self, lambda: self.list)

    def _arrange_list(self) -> None:
        view = self.list
        view.setObjectName("annotationList")
        view.setModel(self.model)
        view.setItemDelegate(AnnotationDelegate(self._context.style, view))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        view.clicked.connect(self._clicked)
        view.selectionModel().currentChanged.connect(lambda *_: self._show_note())
        view.selectionModel().selectionChanged.connect(lambda *_: self._say())

    # what the reader does

    def selected(self) -> list[Annotation]:
        """What is selected, in the order shown; the current one when nothing is."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        if not rows and self.list.currentIndex().isValid():
            rows = [self.list.currentIndex().row()]
        return [self.model.annotation(row) for row in rows]

    def open_current(self) -> None:
        """Show the words, the entry or the fact of the current annotation."""
        self._open(self.list.currentIndex())

    def _clicked(self, index: QModelIndex) -> None:
        if len(self.selected()) == 1:  # more: the reader is choosing
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        annotation = self.model.annotation(index.row())
        if annotation.target:
            row = annotation.target.replace("cgt:fact/", "cgt:row/")
            self._context.navigator.open(row)
            return
        found = self.model.place(annotation)
        document = annotation.anchor.document
        if found is None:
            self._context.messages.warning(
                lambda: self.tr("The document of this note is not in the library any more: {id}").format(
                    id=document
                )
            )
        elif found.how == "lost":
            self._context.navigator.open(iri.Place("document", document).iri)
            self._context.messages.warning(
                lambda: self.tr("The words of this note are not in the document any more.")
            )
        else:
            self._context.navigator.open(iri.passage(document, found.start, found.end).iri)

    def _show_menu(self, point: QPoint) -> None:
        chosen = self.selected()
        if chosen:
            menu = self.acts.menu(chosen, self)
            first = menu.actions()[0]
            menu.insertAction(first, menu.addAction(self.tr("Open"), self.open_current))
            menu.popup(self.list.viewport().mapToGlobal(point))

    def _offer(self, name: str) -> None:
        button, chosen = self.buttons[name], self.selected()
        menu = self.acts.colours(chosen, self) if name == "colour" else self.acts.tags(chosen, self)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # listening

    def reload(self) -> None:
        """Read the annotations anew; what was current and selected stays so."""
        kept = {one.id for one in self.selected()}
        current = str(self.list.currentIndex().data(ID_ROLE) or "")
        row = self.list.currentIndex().row()
        try:
            self.model.load()
            self._offer_choices(self._context.store.tags())
        except AtlasError as error:
            self._context.messages.report(error)
            return
        self._select(self.model.row_of(current) if current else -1, row, kept)

    def _offer_choices(self, tags: dict[str, int]) -> None:
        found = self.model.all()
        titles = {one.anchor.document: self.model.title(one) for one in found if not one.target}
        documents = dict(sorted(titles.items(), key=lambda pair: pair[1]))
        self.filters.offer(documents, entries_of(self._context, found), tags)

    def _select(self, row: int, near: int, kept: set[str] = frozenset()) -> None:  # type: ignore[assignment]
        last = self.model.rowCount() - 1
        wanted = row if row >= 0 else min(near, last)
        if wanted >= 0:
            self.list.setCurrentIndex(self.model.index(wanted))
        if len(kept) > 1:
            selection = self.list.selectionModel()
            for id in kept:
                index = self.model.index(self.model.row_of(id))
                selection.select(index, selection.SelectionFlag.Select)
        self._say()
        self._show_note()

    def _narrow(self) -> None:
        current = str(self.list.currentIndex().data(ID_ROLE) or "")
        self.model.set_wanted(self.filters.wanted(), SORTS[max(self.sort.currentIndex(), 0)])
        self.filters.reset.setVisible(self.filters.wanted().narrows)
        self._select(self.model.row_of(current) if current else -1, 0)

    def _changed(self, changes: Changes) -> None:
        if changes.annotations:
            self.reload()

    def _say(self) -> None:
        shown, total, chosen = self.model.rowCount(), self.model.total, len(self.selected())
        if chosen > 1:
            text = self.tr("{chosen} of {shown} selected").format(chosen=chosen, shown=shown)
        elif shown == total:
            text = self.tr("Notes: {total}").format(total=total)
        else:
            text = self.tr("Notes: {shown} of {total}").format(shown=shown, total=total)
        self.count.setText(text if total else "")
        if text != self.filter.accessibleDescription():
            self.filter.setAccessibleDescription(text)
            focus = QApplication.focusWidget()
            if focus is not None and self.filters.isAncestorOf(focus):
                self._announcer.say(text)
        for button in self.buttons.values():
            button.setEnabled(bool(chosen))

    def _show_note(self) -> None:
        index = self.list.currentIndex()
        body = self.model.annotation(index.row()).body if index.isValid() else ""
        self.preview.show_note(body)
        document = self.preview.document()
        document.setTextWidth(self.width() - 2 * document.documentMargin())
        self.preview.setFixedHeight(min(round(document.size().height()) + 8, _TALLEST))
        self.preview.setVisible(bool(body.strip()))
        if index.isValid():  # the list has become lower: the current row stays in sight
            QTimer.singleShot(0, self, lambda: self.list.scrollTo(self.list.currentIndex()))

    def _why(self) -> str:
        if refused := self._context.refusal():
            return refused
        if self.model.total:
            return self.tr("No note fits these filters. The cross beside the field shows all.")
        return self.tr(
            "No notes yet. Select words in an original text and press 1 to 5 or Ctrl+H to highlight them; "
            "Ctrl+Shift+N writes a note on them, on an entry or on a fact."
        )

    # looks

    def restyle(self) -> None:
        """Take the colours of the theme."""
        icons = self._context.icons
        for name, button in self.buttons.items():
            button.setIcon(icons.icon(_ICONS[name]))
        self.filters.restyle()
        self.preview.restyle()
        self.list.viewport().update()

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self.list.setAccessibleName(self.tr("My notes"))
        self.setAccessibleName(self.tr("My notes"))
        self.preview.setAccessibleName(self.tr("The note as it reads"))
        ways = (self.tr("Newest first"), self.tr("Oldest first"), self.tr("By place"), self.tr("By colour"))
        for row, words in enumerate(ways):
            self.sort.setItemText(row, words)
        name_choice(self.sort, self.tr("Sorting"))
        tips = {
            "colour": self.tr("Colour of what is selected (1 to 5)"),
            "tag": self.tr("Tags of what is selected (T)"),
            "delete": self.tr("Delete what is selected (Del)"),
        }
        for name, button in self.buttons.items():
            button.setToolTip(tips[name])
            button.setAccessibleName(tips[name])
        self._say()
        self.list.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts, also in the rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.reload()
