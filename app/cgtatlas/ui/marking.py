"""The reader's status of entries, documents and facts, as the window shows and changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.model import STATUSES
from cgtatlas.library.titles import title_of

if TYPE_CHECKING:
    from cgtatlas.core.changes import Changes
    from cgtatlas.library.reader import Library
    from cgtatlas.store.store import Store
    from cgtatlas.ui.changes import ChangeSignals
    from cgtatlas.ui.messages import Messages

_WORDS = {
    "to-read": QT_TRANSLATE_NOOP("Marking", "To read"),
    "read": QT_TRANSLATE_NOOP("Marking", "Read"),
    "checked": QT_TRANSLATE_NOOP("Marking", "Checked"),
}


def status_words(status: str) -> str:
    """A status in the language of the interface; "" for none. Its icon is the file of the same name."""
    return QCoreApplication.translate("Marking", str(_WORDS[status])) if status in _WORDS else ""


def status_role(status: str) -> str:
    """The colour a status is drawn in; its icon and word tell it too."""
    return {"to-read": "warn", "read": "muted", "checked": "accent"}.get(status, "muted")


class Marking(QObject):
    """Knows the status of everything by its address; ``changed`` when any became another."""

    changed = Signal()

    def __init__(self, library: Library, store: Store, changes: ChangeSignals, messages: Messages) -> None:
        super().__init__()
        self._library, self._store = library, store
        self._changes, self._messages = changes, messages
        self._known: dict[str, str] | None = None
        changes.changed.connect(self._heard)

    def all(self) -> dict[str, str]:
        """Address -> status of all that have one, last marked first."""
        if self._known is None:
            try:
                self._known = {mark.target: mark.status for mark in self._store.marks()}
            except AtlasError as error:
                self._messages.report(error)
                return {}
        return self._known

    def status(self, target: str) -> str:
        """The status of a thing, "" for none."""
        return self.all().get(target, "")

    def set(self, target: str, status: str) -> None:
        """Give a status, or take it away with "", and say so."""
        try:
            changes = self._store.set_mark(target, status)
        except AtlasError as error:
            self._messages.report(error)
            return
        self._changes.announce(changes)

        def words() -> str:
            title = title_of(self._library, target, self._messages.language)
            text = self.tr("{status}: {title}") if status else self.tr("No status any more: {title}")
            return text.format(status=status_words(status), title=title)

        self._messages.info(words)

    def toggle(self, target: str, status: str) -> None:
        """Give a status; the same again takes it away."""
        self.set(target, "" if self.status(target) == status else status)

    def _heard(self, changes: Changes) -> None:
        if changes.marks:
            self._known = None
            self.changed.emit()


#: The statuses in the order of their keys, then none.
CHOICES = (*STATUSES, "")
