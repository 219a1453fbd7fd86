"""What is known of the words at the caret: the reader's own notes, and the facts drawn from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cgtatlas.ui.widgets.colours import colour_name, colour_of_key, known, swatch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from cgtatlas.core.model import Annotation, Fact
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.panes.source_marks import Mine

_ROWS = 4


class _List(QListWidget):
    """On a highlight 1 to 5 recolour and Delete deletes."""

    def __init__(self, panel: HerePanel) -> None:
        super().__init__()
        self._panel = panel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        kind, id = item.data(Qt.ItemDataRole.UserRole) if item is not None else ("", "")
        colour = colour_of_key(event)
        if kind == "note" and colour:
            self._panel.colour_wanted.emit(id, colour)
        elif kind == "note" and event.key() == Qt.Key.Key_Delete:
            self._panel.delete_wanted.emit(id)
        else:
            super().keyPressEvent(event)


class HerePanel(QFrame):
    """A short list under the text; Enter or a click opens the fact's entry or the note, Esc puts it away."""

    fact_wanted = Signal(str)  # fact id
    note_wanted = Signal(str)  # annotation id
    colour_wanted = Signal(str, str)  # annotation id, colour
    delete_wanted = Signal(str)  # annotation id
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("herePanel")
        self._context = context
        self._shown: tuple[Sequence[Fact], Sequence[Mine]] = ((), ())
        self._title = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._close = QToolButton(autoRaise=True)
        self._close.clicked.connect(self.put_away)
        self.list = _List(self)
        self.list.setObjectName("factsHere")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 4, 8, 6)
        whole.setSpacing(2)
        whole.addLayout(top)
        whole.addWidget(self.list)
        self.retranslate()
        self.restyle()
        self.hide()

    def show_here(self, facts: Sequence[Fact], mine: Sequence[Mine], *, focus: bool) -> bool:
        """List what there is, the reader's own first; False (and hidden) when there is nothing."""
        self._shown = (facts, mine)
        self.list.clear()
        for one in mine:
            self._add_mine(one.annotation)
        for fact in facts:
            self._add(self._fact(fact), ("fact", fact.id))
        rows = min(self.list.count(), _ROWS)
        self.list.setFixedHeight(max(rows, 1) * self.list.sizeHintForRow(0) + 2 if rows else 0)
        self.setVisible(bool(rows))
        if rows:
            self.list.setCurrentRow(0)
            if focus:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(rows)

    def refresh(self, mine: Mapping[str, Mine]) -> None:
        """The reader's annotations, by id, are others now: those shown are shown as they are, or left out."""
        facts, before = self._shown
        if self.isVisible() and before:
            row, focus = self.list.currentRow(), self.list.hasFocus()
            left = [mine[one.annotation.id] for one in before if one.annotation.id in mine]
            if not self.show_here(facts, left, focus=False):
                self.put_away()
            self.list.setCurrentRow(min(row, self.list.count() - 1))
            if focus and self.list.count():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_mine(self, annotation: Annotation) -> None:
        words = " ".join(annotation.body.split())
        label = self.tr("My note: {words}") if words else self.tr("My highlight: {words}")
        if annotation.previous is not None:
            label += " ⚠ " + self.tr("(the words have changed since)")
        colour = known(annotation.colour)
        item = self._add(
            label.format(words=words or " ".join(annotation.anchor.exact.split())),
            ("note", annotation.id),
        )
        item.setIcon(swatch(self._context.style, colour))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {colour_name(colour)}")

    def _add(self, text: str, what: tuple[str, str]) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, what)
        self.list.addItem(item)
        return item

    def _fact(self, fact: Fact) -> str:
        library, lang = self._context.library, self._context.language
        name = library.row(fact.entry).name(lang)
        label = library.label("property", fact.property, lang)
        return self.tr("{entry} · {property}: {value}").format(
            entry=name, property=label, value=fact.value(lang)
        )

    def _open(self, item: QListWidgetItem) -> None:
        kind, id = item.data(Qt.ItemDataRole.UserRole)
        (self.note_wanted if kind == "note" else self.fact_wanted).emit(id)

    def put_away(self) -> None:
        """Hide the panel."""
        self.hide()
        self.closed.emit()

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self._title.setText(self.tr("On these words"))
        self.list.setAccessibleName(self.tr("On these words"))
        self.list.setAccessibleDescription(
            self.tr("Enter opens the note or the entry; on a highlight 1 to 5 recolour, Delete deletes")
        )
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close (Esc)"))
        if self.isVisible():
            self.show_here(*self._shown, focus=False)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        style = self._context.style
        self._title.setStyleSheet(f"color: {style.colour('muted').name()}")
        self._close.setIcon(self._context.icons.icon("close"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the panel away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
