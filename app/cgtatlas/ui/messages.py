"""What any part of the window says to the reader, without a dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cgtatlas.core.sentences import sentence

if TYPE_CHECKING:
    from cgtatlas.core.errors import AtlasError

#: Plain text in the language of the interface as it is when asked: a message that stands while the
#: language is switched is said again. Must not need a widget that may be gone by then.
Words = Callable[[], str]
#: A button beside a message: its label and what it does (such as Undo).
MessageAction = tuple[Words, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``level`` is info, warning or error."""

    level: str
    words: Words
    action: MessageAction | None = None

    @property
    def text(self) -> str:
        """What is said, in the language of now."""
        return self.words()

    @property
    def label(self) -> str:
        """The words on the button, "" for a message without one."""
        return self.action[0]() if self.action is not None else ""


class Messages(QObject):
    """Takes messages from every part of the window; the widget ``messageArea`` shows the latest one."""

    posted = Signal(object)  # Message
    taken_back = Signal(object)  # the words of a message that no longer holds
    cleared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language = "zh"

    def info(self, words: Words, *, action: MessageAction | None = None) -> None:
        """Say that something was done; goes away by itself."""
        self.posted.emit(Message("info", words, action))

    def warning(self, words: Words, *, action: MessageAction | None = None) -> None:
        """Say that something did not go as asked; stays until dismissed or replaced."""
        self.posted.emit(Message("warning", words, action))

    def error(self, words: Words, *, action: MessageAction | None = None) -> None:
        """Say that something failed; stays until dismissed or replaced."""
        self.posted.emit(Message("error", words, action))

    def report(self, error: AtlasError) -> None:
        """Show a known error as its sentence in the language of the interface."""
        self.error(lambda: sentence(error, self.language))

    def take_back(self, words: Words) -> None:
        """Take a message away that no longer holds, if it is the one that is shown."""
        self.taken_back.emit(words)

    def clear(self) -> None:
        """Take the shown message away."""
        self.cleared.emit()
