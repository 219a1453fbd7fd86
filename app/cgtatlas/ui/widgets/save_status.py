"""Says whether what is typed is on the disk: saving, saved, or NOT saved, why, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cgtatlas.core.errors import NotSaved
from cgtatlas.core.sentences import sentence
from cgtatlas.ui.widgets.announce import Announcer, announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.core.errors import AtlasError
    from cgtatlas.ui.context import Context

_PAUSE = 1500  # ms without a key before it is said that all is saved
_LOOKS = {
    "waiting": ("history", "muted"),
    "saved": ("", "accent"),  # the words have their tick
    "failed": ("warning", "warn"),
}


class SaveStatus(QWidget):
    """A line of icon and words; after a failure with buttons to try again and to copy the text.

    ``state``: "" (nothing typed), waiting, saved, failed. ``text`` gives the words the copy button takes.
    """

    retry_wanted = Signal()

    def __init__(self, context: Context, text: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = ""
        self._context, self._text = context, text
        self._reason: AtlasError | None = None
        self._announcer = Announcer(self, _PAUSE)
        self.setObjectName("saveStatus")
        self._icon, self.words = QLabel(self), QLabel(self)
        self.words.setObjectName("noteStatus")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.retry, self.copy = QToolButton(self), QToolButton(self)
        self.retry.setObjectName("noteRetry")
        self.copy.setObjectName("noteCopy")
        whole = QVBoxLayout(self)  # the buttons under the words: beside them a reason has no room
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        row, below = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(6)
        whole.addLayout(row)
        whole.addLayout(below)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        for button in (self.copy, self.retry):
            button.setAutoRaise(True)
            below.addWidget(button)
        below.addStretch(1)
        self.retry.clicked.connect(self.retry_wanted)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text()))
        self.retranslate()

    def tell(self, state: str, reason: AtlasError | None = None) -> None:
        """Show a state; a failure with its reason. Assistive tools hear of saved and NOT saved."""
        before, self.state = self.state, state
        self._reason = reason if reason is not None else self._reason
        self._show()
        if state == "failed" and (before != state or reason is not None):
            announce(self, self.words.text(), urgent=True)
        self._announcer.say(self.words.text() if state == "saved" else "")

    def line(self) -> str:
        """What is said now, for the accessible name of the field."""
        return self.words.text()

    def _show(self) -> None:
        failed = self.state == "failed"
        text = {"waiting": self.tr("Saving…"), "saved": self.tr("✓ Saved")}.get(self.state, "")
        if failed and self._reason is not None:
            reason = sentence(self._reason, self._context.language)
            text = self.tr("NOT saved. {reason}").format(reason=reason)
            if isinstance(self._reason, NotSaved):
                text += " " + self.tr("It is tried again every 10 seconds.")
        self.words.setText(text)
        self.retry.setVisible(failed)
        self.copy.setVisible(failed)
        self.restyle()

    def restyle(self) -> None:
        """Take the colours of the theme."""
        icon, role = _LOOKS.get(self.state, ("", "muted"))
        self.words.setStyleSheet(f"color: {self._context.style.colour(role).name()}")
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.setPixmap(self._context.icons.pixmap(icon, role, 16))

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        for button, text, tip in (
            (self.retry, self.tr("Try again"), self.tr("Save again, over what was changed elsewhere")),
            (self.copy, self.tr("Copy text"), self.tr("Copy the text of the note to the clipboard")),
        ):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
