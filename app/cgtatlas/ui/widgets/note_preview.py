"""A note as it reads: its Markdown rendered, with links that lead to places of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from cgtatlas.render.notes import note_html
from cgtatlas.render.page_css import page_css
from cgtatlas.ui.widgets.safe_browser import SafeBrowser

if TYPE_CHECKING:
    from cgtatlas.ui.context import Context


class NotePreview(SafeBrowser):
    """Opens nothing by itself; foreign HTML in a note is shown as the letters it is made of."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._body = ""

    def show_note(self, body: str) -> None:
        """Show the Markdown of a note."""
        self._body = body
        style = self.context.style
        font = self.font()
        self.document().setDefaultFont(font)
        leading = style.line_height(self.fontInfo().pixelSize())
        self.document().setDefaultStyleSheet(style.css() + style.fill(page_css(leading)))
        self.setHtml(note_html(body))

    def restyle(self) -> None:
        """Show the same in the theme as it is now."""
        self.show_note(self._body)
