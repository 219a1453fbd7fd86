"""Watches over the reader's file from the window: says what state it is in, and makes the backups."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cgtatlas.core.changes import Changes
from cgtatlas.core.errors import AtlasError
from cgtatlas.core.sentences import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.ui.context import Context

_BACKUP_EVERY = 30 * 60 * 1000  # ms
_LOOK_EVERY = 3000  # ms between two looks for what another program wrote
_EVERYTHING = Changes(annotations=True, bookmarks=True, history=True, settings=True, marks=True)


class Keeping(QObject):
    """Made once the window stands. ``refused`` is why the reader's file was not opened, if it was not."""

    def __init__(
        self, context: Context, path: Path, refused: AtlasError | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._path, self._refused = context, path, refused
        self._backups = QTimer(self, interval=_BACKUP_EVERY)
        self._backups.timeout.connect(self.back_up)
        self._looks = QTimer(self, interval=_LOOK_EVERY)
        self._looks.timeout.connect(self.look)
        self._tell()
        if refused is None:
            self._backups.start()
            self._looks.start()
            self.back_up()

    def back_up(self) -> None:
        """Make the automatic copy when one is due, in the helper."""
        store = self._context.store
        self._context.tasks.run(
            "backup", lambda _library, _token: store.backup_if_due(), lambda _made: None, self._failed
        )

    def look(self) -> None:
        """Read everything again when another program wrote into the file."""
        try:
            if self._context.store.changed_elsewhere():
                self._context.changes.announce(_EVERYTHING)
        except AtlasError:  # said when the reader next writes; a look every few seconds must not repeat it
            self._looks.stop()

    def _tell(self) -> None:
        """One message about what is out of the ordinary, nothing otherwise."""
        messages, store = self._context.messages, self._context.store
        if self._refused is not None:
            self._tell_refused(self._refused)
        elif store.read_only:
            text = self.tr("Your notes can be read but not changed now: {reason}")
            reason = sentence(AtlasError(store.reason, path=self._path.name), self._context.language)
            messages.warning(text.format(reason=reason), action=(self.tr("Try again"), self._retry))
        elif store.created and store.backups():
            newest = store.backups()[0]
            text = self.tr("No file of notes was found, so a new one was made. {count} backups are there.")
            messages.warning(
                text.format(count=len(store.backups())),
                action=(self.tr("Restore the newest"), partial(self._restore, newest.path)),
            )
        elif store.shared:
            messages.warning(
                self.tr(
                    "Your notes lie in a network or synchronised folder. A local folder is safer; "
                    "use cgt-atlas backup for copies elsewhere."
                )
            )

    def _tell_refused(self, error: AtlasError) -> None:
        text = sentence(error, self._context.language)
        action = (self.tr("Save what can be read"), self._recover) if error.code == "corrupt" else None
        self._context.messages.error(text, action=action)

    def _retry(self) -> None:
        try:
            if self._context.store.retry():
                self._context.changes.announce(_EVERYTHING)
                self._context.messages.info(self.tr("Your notes can be changed again."))
            else:
                self._tell()
        except AtlasError as error:
            self._context.messages.report(error)

    def _restore(self, backup: Path) -> None:
        try:
            self._context.store.restore(backup)
        except AtlasError as error:
            self._context.messages.report(error)
            return
        self._context.changes.announce(_EVERYTHING)
        self._context.messages.info(
            self.tr("The backup is in place. Your notes and bookmarks are shown again.")
        )

    def _recover(self) -> None:
        from cgtatlas.store.rescue import recover

        try:
            saved = recover(self._path)
        except AtlasError as error:
            self._context.messages.report(error)
            return
        got, expected = saved.counts.get("annotation", (0, 0))
        text = self.tr(
            "{got} of {expected} notes were saved; the damaged file is kept as {name}. "
            "Start the program again to use them."
        )
        shown = str(expected) if expected >= 0 else "?"
        self._context.messages.warning(text.format(got=got, expected=shown, name=saved.damaged.name))

    def _failed(self, error: Exception) -> None:
        """A backup that could not be made is said, and tried again later."""
        if isinstance(error, AtlasError):
            self._context.messages.report(error)
        else:
            raise error
