"""The reader's own file as the rest of the program sees it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cgtatlas.core import settings
from cgtatlas.core.errors import Conflict, NotSaved
from cgtatlas.store import backup, connect
from cgtatlas.store import undo as steps
from cgtatlas.store.annotations import Annotations
from cgtatlas.store.bookmarks import Bookmarks
from cgtatlas.store.bookmarks_many import ManyBookmarks
from cgtatlas.store.history import History, Visit
from cgtatlas.store.many import ManyAnnotations
from cgtatlas.store.marks import Marks
from cgtatlas.store.merging import Merging
from cgtatlas.store.relocate import Relocation
from cgtatlas.store.review import Reviewed
from cgtatlas.store.searches import OpenedLibraries, Searches
from cgtatlas.store.trash import Trash
from cgtatlas.store.writer import ReaderFile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.errors import AtlasError
    from cgtatlas.store.backup import Backup
    from cgtatlas.store.copies import Copy

__all__ = ["Store", "Visit", "reader_file"]


def reader_file(data_dir: Path) -> Path:
    """The reader's file in a data folder."""
    return data_dir / "reader.db"


class Store(
    Annotations,
    ManyAnnotations,
    Reviewed,
    Relocation,
    Bookmarks,
    ManyBookmarks,
    Marks,
    History,
    Searches,
    OpenedLibraries,
    Merging,
    Trash,
):
    """Annotations, bookmarks, marks, visits, searches, opened libraries and settings of one reader.

    A method that changes something returns when the change is on the disk, and raises NotSaved
    (disk_full, read_only, io_error, locked, file_moved) when it is not. Texts lose NUL and half
    surrogates. Another program's changes are seen at the next read.
    """

    def __init__(self, path: Path, *, timeout: float = connect.TIMEOUT) -> None:
        """Open, create or migrate. Raises Refused: not_a_file, no_access, not_ours, too_new, corrupt, locked.

        A file that cannot be written (read-only place, or locked by another program for longer than
        ``timeout`` seconds) opens read-only: see ``read_only`` and ``reason``.
        """
        self._file = ReaderFile(path, timeout, backup.upgrade_backup)
        self._data_version = self._read_data_version()

    @classmethod
    def stand_in(cls, error: AtlasError) -> Store:
        """An empty, read-only store, so that the program can be used while its file is refused."""
        store = cls.__new__(cls)
        store._file = ReaderFile.in_memory(error)
        store._data_version = store._read_data_version()
        return store

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """Is editing off?"""
        return self._file.read_only

    @property
    def reason(self) -> str:
        """The error code that says why editing is off: locked, read_only, io_error, ...; "" when it is on."""
        return self._file.reason

    @property
    def refusal(self) -> AtlasError | None:
        """Why this only stands in for the reader's file, of which nothing can be read; None for the file."""
        return self._file.refusal

    @property
    def created(self) -> bool:
        """Was the file made by this opening? With backups at hand, the reader should be told of them."""
        return self._file.created

    @property
    def shared(self) -> bool:
        """Does the file lie on a network drive or in a synchronised folder? Worth one warning."""
        return self._file.shared

    def retry(self) -> bool:
        """Open anew after a refusal to write; can the store be written now? Raises Refused."""
        self._file.reopen()
        return not self.read_only

    def changed_elsewhere(self) -> bool:
        """Did another program write since this was last asked? Then every view should read again."""
        before, self._data_version = self._data_version, self._read_data_version()
        return before != self._data_version

    def _read_data_version(self) -> int:
        return int(self._file.read("PRAGMA data_version")[0][0])

    @property
    def undo_step(self) -> steps.Step | None:
        """What ``undo`` would take back; None when there is nothing."""
        return self._file.use(steps.peek)

    @property
    def redo_step(self) -> steps.Step | None:
        """What ``redo`` would do again; None when there is nothing."""
        return self._file.use(lambda connection: steps.peek(connection, redo=True))

    def undo(self) -> tuple[steps.Step, Changes]:
        """Take the last change back, also one of an earlier run.

        Raises NotFound("nothing_to_undo"), NotSaved; Conflict("undo_conflict") when the same thing was
        changed since by other means: then that change stays, and the next call takes the one before.
        """
        return self._step(redo=False)

    def redo(self) -> tuple[steps.Step, Changes]:
        """Do again what was undone last. Raises NotFound("nothing_to_redo"), Conflict, NotSaved."""
        return self._step(redo=True)

    def _step(self, redo: bool) -> tuple[steps.Step, Changes]:
        try:
            return self._file.write(lambda connection: steps.take(connection, redo=redo), undoable=False)
        except Conflict:
            self._file.write(lambda connection: steps.drop(connection, redo=redo), undoable=False)
            raise

    def check(self) -> list[str]:
        """Read the whole file, compare every annotation with its checksum and the rest of the reader's work
        with the plain-text journal; the problems found.
        """
        from cgtatlas.core.errors import Refused
        from cgtatlas.store import checks, journal

        def work(connection: sqlite3.Connection) -> list[str]:
            try:
                checks.examine(connection, self.path, full=True, size=0)
            except Refused as error:
                problems = error.data.get("problems")
                return [str(problem) for problem in problems] if isinstance(problems, list) else [str(error)]
            return journal.differing(connection, self.path)

        return self._file.use(work)

    def examined(self, work: Callable[[sqlite3.Connection], list[str]]) -> list[str]:
        """What reading work finds wrong in the file. Raises Refused when it cannot be read."""
        return self._file.use(work)

    def maintain(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Write what can be made again from the file itself (a full-text index). Raises NotSaved, Refused."""
        self._file.write(work, counts=False, undoable=False)

    def backup(self, path: Path) -> None:
        """Write a verified copy to ``path``. Raises Refused("corrupt"), NotSaved."""
        self._file.use(lambda connection: backup.copy_from(connection, self.path, path))

    def backups(self) -> list[Backup]:
        """The copies in the folder of backups, newest first."""
        return backup.backups(self.path)

    def copies(self) -> list[Copy]:
        """Everything the file can be brought back from, newest first."""
        from cgtatlas.store import copies

        return copies.copies(self.path, self.second_place) if self.path.name else []

    def wait_for_others(self, seconds: float) -> None:
        """How long a save waits for another program that writes."""
        self._file.wait_for_others(seconds)

    def backup_if_due(self) -> Path | None:
        """Make the automatic copy when one is due; safe in any thread. Call it once the window stands.

        Also in the second place that the reader has chosen. Raises Refused("corrupt") before any old copy is
        removed, NotSaved; NotSaved("second_place") when only the second copy could not be made.
        """
        if self.read_only or self._file.damaged:
            return None
        made = backup.automatic(self.path)
        second = self.second_place
        if second is not None:
            try:
                if not second.is_dir():  # a drive that is not there must not be made up as a folder
                    raise NotSaved("second_place", path=str(second))
                backup.automatic(self.path, folder=second)
            except NotSaved as error:
                raise NotSaved("second_place", path=str(second)) from error
        return made

    @property
    def second_place(self) -> Path | None:
        """The folder of the second backups, if the reader has chosen one."""
        chosen = self.get_setting(settings.BACKUP_FOLDER)
        return Path(chosen) if chosen else None

    def tend_journal(self) -> None:
        """See to the plain-text journal beside the file; safe in any thread. Raises NotSaved."""
        self._file.tend_journal()

    def restore(self, source: Path) -> Path | None:
        """Go back to a copy while the program runs; where the replaced file is kept.

        Everything shown must be read anew. Raises Refused, NotSaved; then nothing has changed.
        """
        from cgtatlas.store import copies

        self._file.close()
        try:
            return copies.bring_back(source, self.path)
        finally:
            self._file.reopen()

    def adopt(self, path: Path) -> None:
        """Use the file at ``path`` from now on: a stand-in becomes a real store. Raises Refused."""
        file = ReaderFile(path, connect.TIMEOUT, backup.upgrade_backup)
        self._file.close()
        self._file = file
        self._data_version = self._read_data_version()

    def close(self) -> None:
        """Give the file back; closing twice is harmless."""
        self._file.close()
