"""Notes and bookmarks to files and from them: asks for the file, works in the helper, tells what was done."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from cgtatlas.core.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Annotation
    from cgtatlas.core.transfer import Report
    from cgtatlas.library.reader import Library
    from cgtatlas.ui.messages import MessageAction, Words
    from cgtatlas.ui.window import Window

T = TypeVar("T")
_KIND = "transfer"


class Transfers(QObject):
    """Made once by :class:`cgtatlas.ui.commands.Commands`, which connects ``slots()``."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context

    def slots(self) -> dict[str, Callable[[], object]]:
        """The functions of these actions, by id."""
        return {
            "notes.export": self.export_notes,
            "notes.export_shown": self.export_shown,
            "notes.import": self.import_notes,
            "bookmarks.export": self.export_bookmarks,
            "bookmarks.import": self.import_bookmarks,
        }

    def export_notes(self) -> None:
        """All annotations into a file that the reader names."""
        self._export_annotations(self._context.store.annotations)

    def export_shown(self) -> None:
        """The selected annotations when there are several, else all that the list shows, as narrowed."""
        pane = self._window.navigation_pane.annotations()

        def shown() -> list[Annotation]:
            rows = sorted({index.row() for index in pane.list.selectionModel().selectedRows()})
            wanted = rows if len(rows) > 1 else range(pane.model.rowCount())
            return [pane.model.annotation(row) for row in wanted]

        self._export_annotations(shown)

    def _export_annotations(self, read: Callable[[], Sequence[Annotation]]) -> None:
        from cgtatlas.export import transfer

        found = self._found(read)
        if not found:
            if found is not None:
                self._context.messages.info(lambda: self.tr("There are no notes to export."))
            return
        path = self._ask_save(self.tr("Export notes"), self.tr("My notes"), transfer.ANNOTATION_FORMATS)
        if path is None:
            return
        language = self._context.language
        self._write(
            lambda library: transfer.export_annotations(found, path, library, language),
            lambda: self.tr("Notes exported to {name}: {count}").format(count=len(found), name=path.name),
        )

    def export_bookmarks(self) -> None:
        """All bookmarks with their folders into a file that the reader names."""
        from cgtatlas.export import transfer

        store = self._context.store
        kept, folders = self._found(store.bookmarks), self._found(store.folders)
        marks = self._found(store.marks)
        if kept is None or folders is None or marks is None:
            return
        if not kept and not folders and not marks:
            self._context.messages.info(lambda: self.tr("There are no bookmarks to export."))
            return
        path = self._ask_save(self.tr("Export bookmarks"), self.tr("My bookmarks"), transfer.BOOKMARK_FORMATS)
        if path is not None:
            self._write(
                lambda _library: transfer.export_bookmarks(folders, kept, path, marks),
                lambda: self.tr("Bookmarks exported to {name}: {count}").format(
                    count=len(kept), name=path.name
                ),
            )

    def import_notes(self) -> None:
        """The annotations of a file that the reader chooses."""
        from cgtatlas.export import transfer

        endings = (*transfer.ANNOTATION_FORMATS, ".json")
        path = self._ask_open(self.tr("Import notes"), endings)
        if path is not None:
            store = self._context.store
            self._read(lambda library: transfer.import_annotations(path, store, library), path)

    def import_bookmarks(self) -> None:
        """The bookmarks of a file that the reader chooses, ours or a browser's."""
        from cgtatlas.export import transfer

        path = self._ask_open(self.tr("Import bookmarks"), (*transfer.BOOKMARK_FORMATS, ".htm"))
        if path is not None:
            store = self._context.store
            self._read(lambda _library: transfer.import_bookmarks(path, store), path)

    # asking

    def _found(self, read: Callable[[], Sequence[T]]) -> list[T] | None:
        """What there is, the note being written included; None when that failed, which is then said."""
        try:
            return list(read()) if self._free() and self._window.source_pane.flush() else None
        except AtlasError as error:
            self._context.messages.report(error)
            return None

    def _free(self) -> bool:
        """Is no other file at work? A new task would take the place of that one, and of its report."""
        busy = self._context.tasks.busy(_KIND)
        if busy:
            self._context.messages.warning(
                lambda: self.tr("Another file is being written or read. Wait a moment.")
            )
        return not busy

    def _folder(self) -> Path:
        kept = Path(self._window.file_folder)
        return kept if self._window.file_folder and kept.is_dir() else Path.home()

    def _ask_save(self, title: str, name: str, formats: Mapping[str, str]) -> Path | None:
        """Where to save; the name always has one of the endings of ``formats``."""
        from PySide6.QtWidgets import QFileDialog

        filters = {f"{label} (*{ending})": ending for ending, label in formats.items()}
        suggested = str(self._folder() / f"{name}{next(iter(formats))}")
        chosen, filter_ = QFileDialog.getSaveFileName(self._window, title, suggested, ";;".join(filters))
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() not in formats:
            path = path.with_name(path.name + filters.get(filter_, next(iter(formats))))
            if path.exists() and not self._replace(path):  # the dialog asked for another name
                return None
        self._window.file_folder = str(path.parent)
        return path

    def _replace(self, path: Path) -> bool:
        from PySide6.QtWidgets import QMessageBox

        text = self.tr("{name} exists already. Replace it?").format(name=path.name)
        answer = QMessageBox.question(self._window, self.tr("Export"), text)
        return answer == QMessageBox.StandardButton.Yes

    def _ask_open(self, title: str, endings: Sequence[str]) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        if not self._free() or not self._window.source_pane.flush():
            return None
        known = " ".join(f"*{ending}" for ending in endings)
        filters = self.tr("Files that can be imported") + f" ({known})"
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(self._folder()), filters)
        if not chosen:
            return None
        self._window.file_folder = str(Path(chosen).parent)
        return Path(chosen)

    # doing

    def _write(self, work: Callable[[Library], None], done: Words) -> None:
        messages = self._context.messages
        self._context.tasks.run(
            _KIND, lambda library, _token: work(library), lambda _value: messages.info(done), self._failed
        )

    def _read(self, work: Callable[[Library], tuple[Report, Changes]], path: Path) -> None:
        self._context.messages.info(lambda: self.tr("Reading {name}…").format(name=path.name))
        self._context.tasks.run(_KIND, lambda library, _token: work(library), self._taken, self._failed)

    def _taken(self, outcome: tuple[Report, Changes]) -> None:
        from cgtatlas.export.reporting import details, summary

        report, changes = outcome
        self._context.changes.announce(changes)
        messages = self._context.messages
        action: MessageAction | None = None
        if details(report, self._context.language):
            action = (lambda: self.tr("Details"), partial(self._show, report))
        elif report.changes:
            action = (lambda: self.tr("Undo"), self._undo)
        tell = messages.warning if report.refused else messages.info
        tell(lambda: summary(report, self._context.language), action=action)

    def _show(self, report: Report) -> None:
        from cgtatlas.export.reporting import details, summary
        from cgtatlas.ui.dialogs.transfer_report import TransferReport

        context = self._context
        TransferReport(
            lambda: (summary(report, context.language), details(report, context.language)), self._window
        ).show()

    def _undo(self) -> None:
        """Take the import back, if nothing was done since."""
        store = self._context.store
        try:
            step = store.undo_step
            if step is None or step.label != "import":
                self._context.messages.warning(
                    lambda: self.tr("Something was changed since; undo it step by step.")
                )
                return
            self._context.changes.announce(store.undo()[1])
        except AtlasError as error:
            self._context.messages.report(error)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AtlasError):
            raise error
        self._context.messages.report(error)
