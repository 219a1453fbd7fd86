"""Stands in the status line for as long as the reader's notes cannot be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QToolButton

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.sentences import sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cgtatlas.ui.context import Context


class KeepState(QToolButton):
    """``keepState``: an icon with words and the reason as tool tip; hidden while all is well."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._reason = context, ""
        self.setObjectName("keepState")
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        context.style.changed.connect(self._redraw)
        self.show_reason("")

    def show_reason(self, code: str) -> None:
        """Show why nothing can be saved (an error code); "" hides it."""
        self._reason = code
        self.setVisible(bool(code))
        self._redraw()

    def _redraw(self) -> None:
        self.setIcon(self._context.icons.icon("warning", "warn"))
        self.setText(self.tr("Notes: not changeable"))
        reason = sentence(AtlasError(self._reason), self._context.language) if self._reason else ""
        self.setToolTip(reason)
        self.setAccessibleName(f"{self.text()}. {reason}")

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._redraw()
        super().changeEvent(event)
