"""A dialog with a list and what can be done with its rows: backups, tags, the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QLabel, QPushButton, QTreeWidget, QVBoxLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.context import Context


class ListDialog(QDialog):
    """``{name}Dialog`` with ``{name}List``: a sentence above the list, the buttons ``{name}.{button}`` below.

    ``columns`` are as wide as their words except for the ``stretched`` one. The last of ``buttons`` closes.
    """

    def __init__(
        self,
        context: Context,
        name: str,
        columns: int,
        stretched: int,
        buttons: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName(f"{name}Dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.list = _list(f"{name}List", columns, stretched)
        self.buttons = {button: QPushButton(self) for button in buttons}
        for button, made in self.buttons.items():
            made.setObjectName(f"{name}.{button}")
        self.column, row = QVBoxLayout(self), QHBoxLayout()
        self.column.addWidget(self.note)
        self.column.addWidget(self.list, 1)
        self.column.addLayout(row)
        *acting, last = self.buttons.values()
        for made in acting:
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(last)
        last.clicked.connect(self.close)

    def retranslate(self) -> None:
        """Write all texts anew."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _list(name: str, columns: int, stretched: int) -> QTreeWidget:
    made = QTreeWidget()
    made.setObjectName(name)
    made.setColumnCount(columns)
    made.setRootIsDecorated(False)
    made.setUniformRowHeights(True)
    made.setAlternatingRowColors(True)
    made.header().setStretchLastSection(False)
    for column in range(columns):
        made.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    made.header().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return made
