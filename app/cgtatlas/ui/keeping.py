"""Watches over the reader's file from the window: says what state it is in, and makes the backups."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cgtatlas.core import settings
from cgtatlas.core.changes import Changes
from cgtatlas.core.errors import AtlasError
from cgtatlas.core.sentences import sentence
from cgtatlas.ui.widgets.keep_state import KeepState

if TYPE_CHECKING:
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.messages import MessageAction
    from cgtatlas.ui.window import Window

_BACKUP_EVERY = 30 * 60 * 1000  # ms
_LOOK_EVERY = 3000  # ms between two looks for what another program wrote
_JOURNAL_AFTER = 2000  # ms after a change: the disk confirms the journal
_WAIT_EVERY, _WAITS = 500, 10  # ms between two attempts while another program writes, and their number
_PATIENCE = 5.0  # s that a save waits for another program
_EVERYTHING = Changes(annotations=True, bookmarks=True, history=True, settings=True, marks=True)
_CORRUPT = frozenset(("corrupt", "not_ours"))


class Keeping(QObject):
    """Made once the window stands. ``refused`` is why the reader's file was not opened, if it was not."""

    def __init__(self, context: Context, path: Path, refused: AtlasError | None, window: Window) -> None:
        super().__init__(window)
        self._context, self._path, self._refused, self._window = context, path, refused, window
        self._backups = QTimer(self, interval=_BACKUP_EVERY)
        self._backups.timeout.connect(self.back_up)
        self._looks = QTimer(self, interval=_LOOK_EVERY)
        self._looks.timeout.connect(self.look)
        self._journal = QTimer(self, interval=_JOURNAL_AFTER, singleShot=True)
        self._journal.timeout.connect(self.tend_journal)
        self._waits = 0
        self._wait = QTimer(self, interval=_WAIT_EVERY, singleShot=True)
        self._wait.timeout.connect(self._try)
        self._told_second_place = False
        self.state = KeepState(context, window)
        self.state.clicked.connect(self._act)
        window.statusBar().addPermanentWidget(self.state)
        context.changes.changed.connect(self._changed)
        self._begin()

    def _begin(self) -> None:
        """Tell the state of the file, and go about keeping it when it is good."""
        if self._reason() == "locked" and self._waits < _WAITS:
            self._context.messages.warning(
                lambda: self.tr("Another program is writing to your notes. Waiting for it…")
            )
            self._wait.start()
        else:
            self._tell()
        self._show_state()
        if self._refused is None:
            self._context.store.wait_for_others(_PATIENCE)
            self._backups.start()
            self._looks.start()
            self.back_up()
            self.tend_journal()

    def _reason(self) -> str:
        return self._refused.code if self._refused is not None else self._context.store.reason

    def _show_state(self) -> None:
        """Let it be seen for as long as nothing can be saved, and switch off what would only be refused."""
        read_only = self._context.store.read_only
        self.state.show_reason(self._reason() if read_only else "")
        for id in ("bookmark.add", "annotate.highlight", "annotate.note", "edit.undo", "edit.redo"):
            self._window.actions_table[id].setEnabled(not read_only)

    # what goes on by itself

    def back_up(self) -> None:
        """Empty the trash of what is old and make the automatic copy when one is due, in the helper."""
        store = self._context.store

        def work(_library: object, _token: object) -> int:
            store.backup_if_due()
            return 0 if store.read_only else store.purge_old()

        self._context.tasks.run("backup", work, self._backed_up, self._failed)

    def _backed_up(self, purged: int) -> None:
        if purged:
            self._context.changes.announce(Changes(annotations=True, bookmarks=True))

    def tend_journal(self) -> None:
        """See that the plain-text journal is whole and on the disk, in the helper."""
        store = self._context.store
        self._context.tasks.run(
            "journal", lambda _library, _token: store.tend_journal(), lambda _done: None, self._failed
        )

    def _changed(self, changes: Changes) -> None:
        if changes.annotations or changes.bookmarks or changes.marks:
            self._journal.start()

    def look(self) -> None:
        """Read everything again when another program wrote into the file."""
        try:
            if self._context.store.changed_elsewhere():
                self._context.changes.announce(_EVERYTHING)
        except AtlasError as error:  # said once: a look every few seconds must not repeat it
            self._looks.stop()
            self._tell_refused(error)

    def _failed(self, error: Exception) -> None:
        """A backup that could not be made is said, and tried again later; a missing drive is said once."""
        if not isinstance(error, AtlasError):
            raise error
        if error.code == "second_place":
            if not self._told_second_place:
                self._context.messages.warning(lambda: sentence(error, self._context.language))
            self._told_second_place = True
        elif error.code in _CORRUPT:
            self._tell_refused(error)
        else:
            self._context.messages.report(error)

    # what is said

    def _tell(self) -> None:
        """One message about what is out of the ordinary, nothing otherwise."""
        messages, store = self._context.messages, self._context.store
        if self._refused is not None:
            self._tell_refused(self._refused)
        elif store.read_only:
            reason = AtlasError(store.reason, path=self._path.name)
            messages.warning(
                lambda: self.tr("Your notes can be read but not changed now: {reason}").format(
                    reason=sentence(reason, self._context.language)
                ),
                action=(lambda: self.tr("Try again"), self._retry),
            )
        elif store.created and store.copies():
            count = len(store.copies())
            messages.warning(
                lambda: self.tr(
                    "No file of notes was found, so a new one was made. Backups found: {count}."
                ).format(count=count),
                action=(lambda: self.tr("Restore notes…"), self.show_restore),
            )
        elif store.shared and not store.get_setting(settings.TOLD_SHARED):
            messages.warning(
                lambda: self.tr(
                    "Your notes lie in a network or synchronised folder. A local folder is safer; "
                    "use cgt-atlas backup for copies elsewhere."
                )
            )
            self._once()

    def _once(self) -> None:
        try:
            self._context.store.set_setting(settings.TOLD_SHARED, True)
        except AtlasError as error:
            self._context.messages.report(error)

    def _tell_refused(self, error: AtlasError) -> None:
        action: MessageAction
        if error.code == "too_new":
            action = (lambda: self.tr("Save as text…"), self._save_as_text)
        elif error.code in _CORRUPT:
            action = (lambda: self.tr("Restore notes…"), self.show_restore)
        else:
            action = (lambda: self.tr("Try again"), self._retry)
        self._context.messages.error(lambda: sentence(error, self._context.language), action=action)

    # what the reader does about it

    def _try(self) -> None:
        self._waits += 1
        self._retry()

    def _retry(self) -> None:
        """Open the file again; a success is said."""
        store = self._context.store
        try:
            if self._refused is None:
                store.retry()
            else:
                store.adopt(self._path)
                self._refused = None
        except AtlasError as error:
            self._refused = error
        if self._reason() == "":
            self._waits = 0
            self._context.changes.announce(_EVERYTHING)
            self._context.messages.info(lambda: self.tr("Your notes can be changed again."))
        self._begin()

    def _act(self) -> None:
        """What helps now: bringing back what is broken, or trying again."""
        if self._refused is not None and self._refused.code in _CORRUPT:
            self.show_restore()
        else:
            self._retry()

    def show_restore(self) -> None:
        """Show what can be brought back, with what is in it."""
        from cgtatlas.ui.dialogs.restore import RestoreDialog

        damaged = self._refused is not None and self._refused.code == "corrupt"
        dialog = RestoreDialog(self._context, self._path, damaged=damaged, parent=self._window)
        dialog.chosen.connect(self._restore)
        dialog.salvage.connect(self._recover)
        dialog.show()

    def save_backup(self) -> None:
        """Ask for a file and write a verified copy there."""
        from PySide6.QtWidgets import QFileDialog

        suggested = str(Path.home() / "cgt-atlas-notes.db")
        title = self.tr("Save a backup of my notes")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, suggested, "SQLite (*.db)")
        if not chosen:
            return
        try:
            self._context.store.backup(Path(chosen))
        except AtlasError as error:
            self._context.messages.report(error)
        else:
            name = Path(chosen).name
            self._context.messages.info(
                lambda: self.tr("A checked copy of your notes is in {name}.").format(name=name)
            )

    def _save_as_text(self) -> None:
        """A newer program's file cannot be opened, but what is in it can be taken along as text."""
        from PySide6.QtWidgets import QFileDialog

        from cgtatlas.store.rebuild import save_as_text

        suggested = str(Path.home() / "cgt-atlas-notes.jsonl")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save as text…"), suggested, "JSON lines (*.jsonl)"
        )
        if not chosen:
            return
        try:
            count = save_as_text(self._path, Path(chosen))
        except AtlasError as error:
            self._context.messages.report(error)
        else:
            name = Path(chosen).name
            self._context.messages.info(
                lambda: self.tr(
                    "{count} rows were written to {name}; the newer file was not changed."
                ).format(count=count, name=name)
            )

    def _restore(self, source: Path) -> None:
        """Go back to a copy; what was there before is one button away."""
        from cgtatlas.store import copies

        if not self._window.flush_notes():
            self._context.messages.warning(
                lambda: self.tr("A note could not be saved. Copy its text, then restore the notes.")
            )
            return
        try:
            if self._refused is None:
                kept = self._context.store.restore(source)
            else:
                kept = copies.bring_back(source, self._path)
                self._context.store.adopt(self._path)
        except AtlasError as error:
            self._context.messages.report(error)
            return
        good, self._refused = self._refused is None, None
        self._after()
        back = (lambda: self.tr("Undo"), partial(self._restore, kept)) if kept is not None and good else None
        self._context.messages.info(
            lambda: self.tr("The backup is in place. Your notes and bookmarks are shown again."), action=back
        )

    def _recover(self) -> None:
        from cgtatlas.store.rescue import recover

        try:
            saved = recover(self._path)
            self._context.store.adopt(self._path)
        except AtlasError as error:
            self._context.messages.report(error)
            return
        self._refused = None
        self._after()
        got, expected = saved.counts.get("annotation", (0, 0))
        shown = str(expected) if expected >= 0 else "?"
        self._context.messages.warning(
            lambda: self.tr(
                "{got} of {expected} notes were saved; the damaged file is kept as {name}."
            ).format(got=got, expected=shown, name=saved.damaged.name)
        )

    def _after(self) -> None:
        self._context.changes.announce(_EVERYTHING)
        self._show_state()
        self._looks.start()
        self._backups.start()
        self.tend_journal()
