"""Undo, redo and the trash in the window: what Ctrl+Z takes back, and what the reader is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from cgtatlas.core.errors import AtlasError, NotFound
from cgtatlas.core.sentences import sentence
from cgtatlas.ui.action_rows.row import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from cgtatlas.store.undo import Step
    from cgtatlas.ui.window import Window

#: What each label of a step means; ``{count}`` is how many things.
_STEPS = {
    "add_annotation": QT_TRANSLATE_NOOP("Undoing", "add note"),
    "remove_annotation": QT_TRANSLATE_NOOP("Undoing", "remove note"),
    "delete_annotation": QT_TRANSLATE_NOOP("Undoing", "delete note"),
    "restore_annotation": QT_TRANSLATE_NOOP("Undoing", "restore note"),
    "edit_annotation": QT_TRANSLATE_NOOP("Undoing", "edit note"),
    "colour_annotation": QT_TRANSLATE_NOOP("Undoing", "change colour"),
    "tag_annotation": QT_TRANSLATE_NOOP("Undoing", "change tags"),
    "move_annotation": QT_TRANSLATE_NOOP("Undoing", "move note"),
    "add_bookmark": QT_TRANSLATE_NOOP("Undoing", "add bookmark"),
    "remove_bookmark": QT_TRANSLATE_NOOP("Undoing", "remove bookmark"),
    "delete_bookmark": QT_TRANSLATE_NOOP("Undoing", "delete bookmark"),
    "restore_bookmark": QT_TRANSLATE_NOOP("Undoing", "restore bookmark"),
    "edit_bookmark": QT_TRANSLATE_NOOP("Undoing", "edit bookmark"),
    "rename_bookmark": QT_TRANSLATE_NOOP("Undoing", "rename bookmark"),
    "move_bookmark": QT_TRANSLATE_NOOP("Undoing", "move bookmark"),
    "add_folder": QT_TRANSLATE_NOOP("Undoing", "add folder"),
    "remove_folder": QT_TRANSLATE_NOOP("Undoing", "remove folder"),
    "delete_folder": QT_TRANSLATE_NOOP("Undoing", "delete folder"),
    "restore_folder": QT_TRANSLATE_NOOP("Undoing", "restore folder"),
    "edit_folder": QT_TRANSLATE_NOOP("Undoing", "edit folder"),
    "rename_folder": QT_TRANSLATE_NOOP("Undoing", "rename folder"),
    "move_folder": QT_TRANSLATE_NOOP("Undoing", "move folder"),
    "add_mark": QT_TRANSLATE_NOOP("Undoing", "set status"),
    "remove_mark": QT_TRANSLATE_NOOP("Undoing", "clear status"),
    "edit_mark": QT_TRANSLATE_NOOP("Undoing", "change status"),
    "import": QT_TRANSLATE_NOOP("Undoing", "import"),
}


def step_words(step: Step) -> str:
    """What a step did, in the language of the interface."""
    text = _STEPS.get(step.label)
    words = QCoreApplication.translate("Undoing", text) if text else step.label
    return f"{words} ({step.count})" if step.count > 1 else words


class Undoing(QObject):
    """Connects ``edit.undo``, ``edit.redo`` and ``notes.trash``; made once by the window's commands."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context
        table = window.actions_table
        table.on("edit.undo", self.undo)
        table.on("edit.redo", self.redo)
        table.on("notes.trash", self.show_trash)
        window.menu("edit").aboutToShow.connect(self.name_steps)
        window.menu("edit").aboutToHide.connect(table.retranslate)

    def undo(self) -> None:
        """Take back typing when a text field has the keyboard, else the last change of the reader's work."""
        field = _field()
        if field is not None:
            field.undo()
        else:
            self._take(redo=False)

    def redo(self) -> None:
        """Do again what was taken back last: in the text field with the keyboard, or in the reader's work."""
        field = _field()
        if field is not None:
            field.redo()
        else:
            self._take(redo=True)

    def show_trash(self) -> None:
        """Show what was deleted."""
        from cgtatlas.ui.dialogs.trash import TrashDialog

        TrashDialog(self._context, self._window).show()

    def name_steps(self) -> None:
        """Say in the menu what would be undone or redone."""
        table, store = self._window.actions_table, self._context.store
        try:
            back, on = store.undo_step, store.redo_step
        except AtlasError:  # said when the reader chooses one of them
            return
        for id, step, text in (
            ("edit.undo", back, self.tr("Undo: {step}")),
            ("edit.redo", on, self.tr("Redo: {step}")),
        ):
            if step is not None:
                table[id].setText(text.format(step=step_words(step)))

    def _take(self, redo: bool) -> None:
        messages, store = self._context.messages, self._context.store
        try:
            step, changes = store.redo() if redo else store.undo()
        except NotFound as error:
            nothing = error  # the name of the exception ends with this branch
            messages.info(lambda: sentence(nothing, self._context.language))
            return
        except AtlasError as error:
            messages.report(error)
            return
        self._context.changes.announce(changes)
        if redo:
            messages.info(
                lambda: self.tr("Done again: {step}").format(step=step_words(step)),
                action=(lambda: self.tr("Undo"), lambda: self._take(redo=False)),
            )
        else:
            messages.info(
                lambda: self.tr("Undone: {step}").format(step=step_words(step)),
                action=(lambda: self.tr("Redo"), lambda: self._take(redo=True)),
            )


def _field() -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """The text field that has the keyboard and can be typed in; a menu takes it for a moment only."""
    widget = QApplication.focusWidget()
    fields = QLineEdit | QPlainTextEdit | QTextEdit
    return widget if isinstance(widget, fields) and not widget.isReadOnly() else None
