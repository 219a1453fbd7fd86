"""Opening other people's libraries beside the bundled one, and closing them again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cgtatlas.core.errors import AtlasError
from cgtatlas.library.libraries import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.library.reader import Library
    from cgtatlas.ui.window import Window


class LibraryCommands(QObject):
    """Made once by :class:`cgtatlas.ui.commands.Commands`, which connects ``slots()``."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context
        self._context.changes.changed.connect(lambda _changes: self._check())
        self._check()

    def slots(self) -> dict[str, Callable[[], object]]:
        """The functions of these actions, by id."""
        return {"library.open": self._ask, "library.close": self._close}

    def _others(self) -> list[Library]:
        return [part for part in parts_of(self._context.library)[1:] if part.name != "mine"]

    def _check(self) -> None:
        self._window.actions_table["library.close"].setEnabled(bool(self._others()))

    def _ask(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        title = self.tr("Open a library")
        kinds = self.tr("Libraries") + " (*.cgtlib *.db);;" + self.tr("All files") + " (*)"
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(Path.home()), kinds)
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Open a library's file and keep it open at every start; a file that is none is told."""
        if any(part.path.resolve() == path.resolve() for part in parts_of(self._context.library)):
            self._context.messages.info(lambda: self.tr("“{name}” is open already.").format(name=path.name))
            return
        from cgtatlas.library.opened import open_other  # not on the way to the first window

        try:
            looked = open_other(path)
            documents, entries = len(looked.documents()), len(looked.entries())
            looked.close()
            self._context.changes.announce(self._context.store.open_library(path))
        except AtlasError as error:
            self._context.messages.report(error)
            return
        self._context.messages.info(
            lambda: self.tr("“{name}” is open. Documents: {documents}, entries: {entries}.").format(
                name=path.name, documents=documents, entries=entries
            ),
            action=(lambda: self.tr("Close it"), lambda: self._close_one(path)),
        )

    def _close(self) -> None:
        from PySide6.QtWidgets import QInputDialog

        others = self._others()
        if len(others) == 1:
            self._close_one(others[0].path)
            return
        names = [part.name for part in others]
        name, chosen = QInputDialog.getItem(
            self._window, self.tr("Close a library"), self.tr("Library:"), names, 0, False
        )
        if chosen and name in names:
            self._close_one(others[names.index(name)].path)

    def _close_one(self, path: Path) -> None:
        if not self._context.do(lambda: self._context.store.close_library(path)):
            return
        self._context.messages.info(
            lambda: self.tr("“{name}” is closed; the file stays as it is.").format(name=path.name),
            action=(lambda: self.tr("Open it again"), lambda: self.open(path)),
        )
