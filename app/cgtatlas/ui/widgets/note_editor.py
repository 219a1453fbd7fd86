"""Writing a note: an inline panel that saves by itself and says plainly whether it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cgtatlas.core.errors import AtlasError, NotSaved
from cgtatlas.core.model import Annotation
from cgtatlas.library.titles import title_of
from cgtatlas.ui.widgets.colours import COLOURS, colour_name, digit_colour, known, swatch
from cgtatlas.ui.widgets.note_preview import NotePreview
from cgtatlas.ui.widgets.save_status import SaveStatus
from cgtatlas.ui.widgets.tag_field import TagField, parted
from cgtatlas.ui.widgets.told import set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from cgtatlas.ui.context import Context

#: Saves an annotation as it is wanted, its revision being the last one known; the second argument tells
#: whether to save over a newer version. Raises AtlasError.
Save = Callable[[Annotation, bool], Annotation]

# ms after the first key that is not saved yet: also under steady typing less than a second can be lost
_PAUSE = 700
_PREVIEW = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_R)
_AGAIN = 10_000  # ms between two attempts after the disk refused


class _Text(QPlainTextEdit):
    """The field; tells when the reader leaves it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and (digit_colour(event.key()) or event.keyCombination() == _PREVIEW):
            event.ignore()  # a colour or the other page, not a letter
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NoteEditor(QFrame):
    """Edits one annotation at a time. Text that could not be saved stays here and is never dropped."""

    closed = Signal()
    delete_wanted = Signal(str)  # annotation id

    def __init__(self, context: Context, save: Save, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteEditor")
        self._context, self._save = context, save
        self._annotation: Annotation | None = None
        self._filling = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.flush)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN)
        self._again.timeout.connect(self.flush)
        self._quote = QLabel()
        self._quote.setTextFormat(Qt.TextFormat.PlainText)
        # shortened to what there is room for: its words never make the pane wider
        self._quote.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.text = _Text(tabChangesFocus=True)
        self.text.setObjectName("noteText")
        self._status = SaveStatus(context, self.text.toPlainText)
        self._status.retry_wanted.connect(lambda: self._write(True))
        self.tags = TagField(self._known_tags)
        self.preview = NotePreview(context)
        self.preview.setObjectName("notePreview")
        self._pages = QStackedWidget()
        self._colours = {name: QToolButton(autoRaise=True) for name in COLOURS}
        self._buttons = {name: QToolButton(autoRaise=True) for name in ("preview", "delete", "close")}
        self._arrange()
        self.text.textChanged.connect(self._typed)
        self.text.left.connect(self.flush)
        self.tags.edited.connect(self._typed)
        self.tags.left.connect(self.flush)
        self.retranslate()
        self.restyle()
        self.hide()

    def _arrange(self) -> None:
        group = QButtonGroup(self)
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self._quote, 1)
        for name, button in self._colours.items():
            button.setCheckable(True)
            group.addButton(button)
            button.setIconSize(QSize(16, 16))
            button.clicked.connect(lambda _=False, name=name: self._recolour(name))
            top.addWidget(button)
        acts = (("preview", self.turn_page), ("delete", self._delete), ("close", self.close_editor))
        for name, act in acts:
            self._buttons[name].clicked.connect(lambda _=False, act=act: act())
            top.addWidget(self._buttons[name])
        self._buttons["preview"].setCheckable(True)
        bottom = QHBoxLayout()
        bottom.addWidget(self.tags, 2)
        bottom.addWidget(self._status, 3)
        self._pages.addWidget(self.text)
        self._pages.addWidget(self.preview)
        self._pages.setFixedHeight(self.text.fontMetrics().lineSpacing() * 4 + 14)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 6, 8, 6)
        whole.setSpacing(4)
        for part in (top, bottom):
            whole.addLayout(part)
        whole.insertWidget(1, self._pages)
        # Tab goes from the note to its tags, not out of the editor
        chain = (*self._colours.values(), *self._buttons.values(), self.text, self.preview, self.tags)
        for one, following in pairwise((*chain, self._status.copy, self._status.retry)):
            QWidget.setTabOrder(one, following)

    # what the pane calls

    @property
    def annotation(self) -> Annotation | None:
        """What is being edited."""
        return self._annotation

    @property
    def unsaved(self) -> bool:
        """Is there text that is not on the disk?"""
        return self._annotation is not None and self._status.state in ("waiting", "failed")

    def open_note(self, annotation: Annotation) -> bool:
        """Edit a note; False when the one being edited cannot be saved and so stays."""
        if self._annotation is not None and annotation.id == self._annotation.id:
            self.show()
        elif not self.flush():
            return False
        else:
            self._fill(annotation)
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def refresh(self, annotation: Annotation) -> None:
        """Take over what was changed elsewhere, unless the reader is typing here."""
        if self._annotation is not None and annotation.id == self._annotation.id and not self.unsaved:
            state = self._status.state
            shown = self._annotation
            if annotation.body != self.text.toPlainText() or (annotation.colour, annotation.tags) != (
                shown.colour,
                shown.tags,
            ):
                self._fill(annotation)
            self._annotation = annotation
            self._tell(state)

    def flush(self) -> bool:
        """Save what was typed, now. True when nothing is left unsaved."""
        self._timer.stop()
        return not self.unsaved or self._write(False)

    def forget(self) -> None:
        """Put the editor away without saving: its annotation was deleted."""
        self._timer.stop()
        self._annotation = None
        self._tell("")
        self.hide()
        self.closed.emit()

    def close_editor(self) -> None:
        """Save and put the editor away; it stays when the text could not be saved."""
        if self.flush():
            self.forget()

    # inside

    def _fill(self, annotation: Annotation) -> None:
        self._filling = True
        self._annotation = annotation
        self.text.setPlainText(annotation.body)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.document().setModified(False)
        self._colours[known(annotation.colour)].setChecked(True)
        if parted(self.tags.text()) != list(annotation.tags):
            self.tags.show_tags(annotation.tags)
        if self._buttons["preview"].isChecked():
            self.preview.show_note(annotation.body)
        self._show_quote()
        self._filling = False
        self._tell("")

    def _show_quote(self) -> None:
        if self._annotation is not None:
            target, library = self._annotation.target, self._context.library
            words = " ".join(self._annotation.anchor.exact.split())
            told = title_of(library, target, self._context.language) if target else f"“{words}”"
            words = told if target else words
            width = self._quote.width() if self.isVisible() else 120
            set_tip(self._quote, told)
            shown = self._quote.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, width)
            self._quote.setText(shown)
            self.text.setAccessibleDescription(words)

    def _typed(self) -> None:
        if not self._filling and self._annotation is not None:
            if self._status.state == "failed":
                return  # tried again before long; a disk that makes every key wait helps nobody
            self._tell("waiting")
            if not self._timer.isActive():
                self._timer.start()

    def _recolour(self, colour: str) -> None:
        if self._annotation is not None and colour != self._annotation.colour:
            self._tell("waiting")
            self._write(False)

    def _write(self, over: bool) -> bool:
        if self._annotation is None:
            return True
        self._timer.stop()
        colour = next(name for name, button in self._colours.items() if button.isChecked())
        wanted = replace(
            self._annotation, body=self.text.toPlainText(), colour=colour, tags=tuple(self.tags.tags())
        )
        if not wanted.revision and not wanted.body.strip() and not wanted.tags:
            self._tell("")  # a new note without a letter is none yet
            return True
        try:
            self._annotation = self._save(wanted, over)
        except AtlasError as error:
            self._tell("failed", error)
            return False
        self._tell("saved")
        return True

    def turn_page(self) -> None:
        """Show the note as it reads, or the field to write it in."""
        reading = self._pages.currentWidget() is self.text
        if reading:
            self.preview.show_note(self.text.toPlainText())
        page = self.preview if reading else self.text
        self._pages.setCurrentWidget(page)
        self._buttons["preview"].setChecked(reading)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _known_tags(self) -> list[str]:
        try:
            return list(self._context.store.tags())
        except AtlasError:  # said when the note itself cannot be saved; without tags one can go on typing
            return []

    def _delete(self) -> None:
        if self._annotation is not None:
            self.delete_wanted.emit(self._annotation.id)

    def _tell(self, state: str, reason: AtlasError | None = None) -> None:
        self._again.stop()
        if isinstance(reason, NotSaved):  # a conflict would not go away by itself
            self._again.start()
        self._status.tell(state, reason)
        self._name()

    def _name(self) -> None:
        self.text.setAccessibleName(" ".join(part for part in (self.tr("Note"), self._status.line()) if part))

    def restyle(self) -> None:
        """Take the colours of the theme."""
        icons = self._context.icons
        for name, button in self._colours.items():
            button.setIcon(swatch(self._context.style, name))
        self._buttons["delete"].setIcon(icons.icon("trash"))
        self._buttons["close"].setIcon(icons.icon("close"))
        self._buttons["preview"].setIcon(icons.icon("read-note"))
        self.preview.restyle()
        self._status.restyle()

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self.setAccessibleName(self.tr("Note"))
        self.text.setPlaceholderText(self.tr("Your note (saved as you type)"))
        for name, button in self._colours.items():
            button.setToolTip(colour_name(name))
            button.setAccessibleName(colour_name(name))
        for name, tip in (
            ("preview", self.tr("Read the note (Alt+R)")),
            ("delete", self.tr("Delete this highlight and its note")),
            ("close", self.tr("Close (Esc)")),
        ):
            self._buttons[name].setToolTip(tip)
            self._buttons[name].setAccessibleName(tip)
        self.preview.setAccessibleName(self.tr("The note as it reads"))
        self.tags.setPlaceholderText(self.tr("Tags, separated by commas"))
        self.tags.setAccessibleName(self.tr("Tags"))
        self._status.retranslate()
        self._name()
        self._show_quote()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The quotation is cut to the width."""
        super().resizeEvent(event)
        self._show_quote()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Ctrl+Enter save and close; Alt+R shows how the note reads; Alt+1 to 5 recolour."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            self.close_editor()
        elif event.keyCombination() == _PREVIEW:
            self.turn_page()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and (colour := digit_colour(event.key())):
            self._colours[colour].click()
        else:
            super().keyPressEvent(event)
