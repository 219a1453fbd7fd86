"""A field for tags, parted by commas, that completes what is typed from the tags there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QFocusEvent, QKeyEvent

_OF_THE_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab)
_PARTING = re.compile("[,，、;；\n]")


def parted(text: str) -> list[str]:
    """The tags in a text, parted by commas of any kind; blanks inside a tag stay."""
    words = (" ".join(part.split()) for part in _PARTING.split(text))
    return list(dict.fromkeys(word for word in words if word))


class TagField(QLineEdit):
    """``edited`` when the reader changed the tags; ``known`` gives the tags to complete from."""

    edited = Signal()
    left = Signal()

    def __init__(self, known: Callable[[], Iterable[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tagField")
        self._known = known
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.activated.connect(self._take)
        self.textEdited.connect(self._typed)

    def tags(self) -> list[str]:
        """The tags as they stand in the field."""
        return parted(self.text())

    def show_tags(self, tags: Iterable[str]) -> None:
        """Fill the field; nothing is emitted."""
        self.setText("".join(f"{tag}, " for tag in tags))

    def _piece(self) -> tuple[int, int]:
        """Where the tag at the cursor begins and ends in the field's text."""
        text, at = self.text(), self.cursorPosition()
        before = [match.end() for match in _PARTING.finditer(text, 0, at)]
        after = _PARTING.search(text, at)
        return (before[-1] if before else 0), (after.start() if after else len(text))

    def _typed(self) -> None:
        self.edited.emit()
        start, end = self._piece()
        prefix = self.text()[start:end].strip()
        others = set(self.tags()) - {prefix}
        self._words.setStringList([tag for tag in self._known() if tag not in others])
        popup = self._completer.popup()
        assert popup is not None  # a completer makes its own
        popup.setAccessibleName(self.accessibleName())
        if not prefix:
            popup.hide()
            return
        self._completer.setCompletionPrefix(prefix)
        found = self._completer.completionCount()
        if found and not (found == 1 and self._completer.currentCompletion() == prefix):
            self._completer.complete()
        else:
            popup.hide()

    def _take(self, tag: str) -> None:
        start, end = self._piece()
        text = self.text()
        before, after = text[:start].rstrip(), text[end:].lstrip(" ,，、;；")
        head = f"{before} {tag}, " if before else f"{tag}, "
        self.setText(head + after)
        self.setCursorPosition(len(head))
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends a tag; while the list of tags is open, it is the list that hears Enter and Escape."""
        popup = self._completer.popup()
        if popup is not None and popup.isVisible() and event.key() in _OF_THE_LIST:
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.text().strip() and not self.text().rstrip().endswith(","):
                self.setText(self.text().rstrip() + ", ")
                self.edited.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is kept when the reader leaves the field, not when the list of tags opens."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
