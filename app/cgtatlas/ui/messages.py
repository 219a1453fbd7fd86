"""What any part of the window says to the reader, without a dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cgtatlas.core.sentences import sentence

if TYPE_CHECKING:
    from cgtatlas.core.errors import AtlasError

#: A button beside a message: its label and what it does (such as Undo).
MessageAction = tuple[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``level`` is info, warning or error; ``text`` is plain text in the reader's language."""

    level: str
    text: str
    action: MessageAction | None = None


class Messages(QObject):
    """Takes messages from every part of the window; the widget ``messageArea`` shows the latest one."""

    posted = Signal(object)  # Message
    cleared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language = "zh"

    def info(self, text: str, *, action: MessageAction | None = None) -> None:
        """Say that something was done; goes away by itself."""
        self.posted.emit(Message("info", text, action))

    def warning(self, text: str, *, action: MessageAction | None = None) -> None:
        """Say that something did not go as asked; stays until dismissed or replaced."""
        self.posted.emit(Message("warning", text, action))

    def error(self, text: str, *, action: MessageAction | None = None) -> None:
        """Say that something failed; stays until dismissed or replaced."""
        self.posted.emit(Message("error", text, action))

    def report(self, error: AtlasError) -> None:
        """Show a known error as its sentence in the language of the interface."""
        self.error(sentence(error, self.language))

    def clear(self) -> None:
        """Take the shown message away."""
        self.cleared.emit()
