"""What an import of notes or bookmarks did, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

from cgtatlas.ui.widgets.room import take_room

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget


class TransferReport(QDialog):
    """``transferReport``: the sentence, and below it everything worth a look, as plain text to be copied."""

    def __init__(self, told: Callable[[], tuple[str, Sequence[str]]], parent: QWidget | None = None) -> None:
        """``told`` gives the sentence and the lines in the language of now."""
        super().__init__(parent)
        self._told = told
        self.setObjectName("transferReport")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sentence = QLabel(self)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self.lines = QPlainTextEdit(self)
        self.lines.setObjectName("transferLines")
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self._buttons = QDialogButtonBox(self)
        self._copy = self._buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self._close = self._buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self._close.setDefault(True)
        self._copy.clicked.connect(self._to_clipboard)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._sentence)
        layout.addWidget(self.lines, 1)
        layout.addWidget(self._buttons)
        self.retranslate()
        take_room(self)

    def sizeHint(self) -> QSize:
        """Qt: wide enough for a sentence a line."""
        return QSize(640, 360)

    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._sentence.text()}\n{self.lines.toPlainText()}")

    def retranslate(self) -> None:
        """Write all texts anew, the report too."""
        text, lines = self._told()
        self._sentence.setText(text)
        self.lines.setPlainText("\n".join(lines))
        self.setWindowTitle(self.tr("What was imported"))
        self.lines.setAccessibleName(self.tr("Details of the import"))
        self._copy.setText(self.tr("Copy"))
        self._close.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
