"""The line over the tree that narrows it to what goes by a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cgtatlas.library.libraries import parts_of
from cgtatlas.ui.widgets.announce import announce
from cgtatlas.ui.widgets.tree_field import TreeField

if TYPE_CHECKING:
    from cgtatlas.core.cancel import CancelToken
    from cgtatlas.core.model import TreeNode
    from cgtatlas.library.reader import Library
    from cgtatlas.search.called import Called, Titles
    from cgtatlas.ui.context import Context

_KIND = "names"
_TOLD = 5  # names that are told


class TreeNames(QWidget):
    """``changed`` when ``found`` is: what goes by the name in the field, None when that is empty."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.found: Called | None = None
        self._titles: tuple[Library, Titles] | None = None  # touched in the helper thread only
        self.field = TreeField(self)
        self.note = QLabel(self)
        self.note.setObjectName("treeFilterNote")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 2)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self.note)
        self.field.textChanged.connect(lambda _text: self.look())

    def look(self) -> None:
        """Look for the name in the field once more: it, or what the libraries hold, is another one."""
        typed = self.field.text().strip()
        if not typed:
            self._context.tasks.cancel(_KIND)
            self._arrived(None)
            return

        def work(library: Library, token: CancelToken) -> Called:
            if self._titles is None or self._titles[0] is not library:
                from cgtatlas.search.called import Titles

                self._titles = library, Titles(parts_of(library))
            return self._titles[1].called(typed)

        self._context.tasks.run(_KIND, work, self._arrived)

    def why_empty(self) -> str:
        """What an empty tree says when it is the name that nothing goes by, else ""."""
        if self.found is None or self.found.entries or self.found.documents:
            return ""
        text = self.tr("Nothing in the library is called “{text}”. Ctrl+L searches all texts.")
        return text.format(text=self.field.text().strip())

    def _arrived(self, found: Called | None) -> None:
        if found == self.found:
            return
        self.found = found
        self._say()
        self.changed.emit()
        if found is not None:
            count = self.tr("{count} found").format(count=len(found.entries) + len(found.documents))
            announce(self.field, self.why_empty() or self.note.text() or count)

    def _say(self) -> None:
        """Names found otherwise than as they are written are told."""
        found = self.found
        names = " · ".join(found.names[:_TOLD]) if found is not None else ""
        if found is None or found.how == "name":
            self.note.clear()
        elif found.how == "typo":
            self.note.setText(self.tr("Did you mean: {names}").format(names=names))
        else:
            self.note.setText(self.tr("By pinyin: {names}").format(names=names))
        self.note.setVisible(bool(self.note.text()))

    def take_keyboard(self) -> None:
        """Give the keyboard to the field with its text selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


def is_called(node: TreeNode, found: Called) -> bool:
    """Is this the node of something that was found?"""
    return node.entry in found.entries or node.document in found.documents
