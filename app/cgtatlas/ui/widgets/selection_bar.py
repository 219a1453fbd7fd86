"""What can be done with selected words: highlight, note, bookmark, copy with citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from cgtatlas.ui.widgets.colours import COLOURS, colour_name, swatch

if TYPE_CHECKING:
    from cgtatlas.ui.theme.style import Style

ACTS = ("note", "bookmark", "cite")


class SelectionBar(QFrame):
    """A small bar over the text, beside the selection. Takes the focus only by Tab."""

    colour = Signal(str)
    act = Signal(str)  # one of ACTS

    def __init__(self, style: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selectionBar")
        self._style = style
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 3, 4, 3)
        row.setSpacing(1)
        self.colours = {name: self._button(row) for name in COLOURS}
        self.acts = {name: self._button(row) for name in ACTS}
        for name, button in self.colours.items():
            button.clicked.connect(lambda _=False, name=name: self.colour.emit(name))
        for name, button in self.acts.items():
            button.clicked.connect(lambda _=False, name=name: self.act.emit(name))
        self.retranslate()
        self.restyle()
        self.hide()

    def _button(self, row: QHBoxLayout) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(QSize(16, 16))
        row.addWidget(button)
        return button

    def place(self, selection: QRect, area: QRect) -> None:
        """Show the bar above ``selection`` (below where there is no room), inside ``area``."""
        self.adjustSize()
        y = selection.top() - self.height() - 8
        if y < area.top() + 2:
            y = min(selection.bottom() + 8, area.bottom() - self.height() - 2)
        left = selection.center().x() - self.width() // 2
        x = max(area.left() + 4, min(left, area.right() - self.width() - 4))
        self.move(QPoint(x, y))
        self.show()
        self.raise_()

    def restyle(self) -> None:
        """Swatches in the colours of the theme."""
        for name, button in self.colours.items():
            button.setIcon(swatch(self._style, name))

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self.setAccessibleName(self.tr("Selected words"))
        for name, button in self.colours.items():
            tip = self.tr("Highlight in {colour}").format(colour=colour_name(name))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        labels = {"note": self.tr("Note"), "bookmark": self.tr("Bookmark"), "cite": self.tr("Copy")}
        tips = {
            "note": self.tr("Write a note on these words"),
            "bookmark": self.tr("Bookmark these words"),
            "cite": self.tr("Copy with citation"),
        }
        for name, button in self.acts.items():
            button.setText(labels[name])
            button.setToolTip(tips[name])
            button.setAccessibleName(tips[name])

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.adjustSize()
