"""What is known of the words at the caret: the facts drawn from them and the reader's own note."""

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

from cgtatlas.ui.theme.icons import Icons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from cgtatlas.core.model import Fact
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.panes.source_marks import Mine

_ROWS = 4


class HerePanel(QFrame):
    """A short list under the text; Enter or a click opens the fact's entry or the note, Esc puts it away."""

    fact_wanted = Signal(str)  # fact id
    note_wanted = Signal(str)  # annotation id
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("herePanel")
        self._context = context
        self._shown: tuple[Sequence[Fact], Mine | None] = ((), None)
        self._title = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._close = QToolButton(autoRaise=True)
        self._close.clicked.connect(self.put_away)
        self.list = QListWidget()
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

    def show_here(self, facts: Sequence[Fact], mine: Mine | None, *, focus: bool) -> bool:
        """List what there is; False (and hidden) when there is nothing."""
        self._shown = (facts, mine)
        self.list.clear()
        if mine is not None:
            words = " ".join(mine.annotation.body.split())
            label = self.tr("My note: {words}").format(words=words) if words else self.tr("My highlight")
            self._add(label, ("note", mine.annotation.id))
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

    def _add(self, text: str, what: tuple[str, str]) -> None:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, what)
        self.list.addItem(item)

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
        self._title.setText(self.tr("Drawn from these words"))
        self.list.setAccessibleName(self.tr("Drawn from these words"))
        self.list.setAccessibleDescription(self.tr("Enter opens the entry"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close (Esc)"))
        if self.isVisible():
            self.show_here(*self._shown, focus=False)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        style = self._context.style
        self._title.setStyleSheet(f"color: {style.colour('muted').name()}")
        self._close.setIcon(Icons(style).icon("close"))

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
