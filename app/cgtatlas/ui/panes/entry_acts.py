"""The buttons at the head of an entry's page: its status, a note on it, into the comparison, and to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cgtatlas.core import iri
from cgtatlas.ui.widgets.status_button import StatusButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from cgtatlas.ui.context import Context

_AROUND = 28  # px of a button beside icon and word: padding, border, the gaps
COMPARE_PAGE = "cgt:page/compare"


def add_to_comparison(context: Context, entry: str, said: Callable[[], tuple[str, str, str, str]]) -> None:
    """Choose an entry for the comparison and say so, with the way to the comparison beside it.

    ``said`` in the language of now: chosen {name} {count}, chosen before {name}, none open, the label of
    the way.
    """
    if not entry:
        context.messages.info(lambda: said()[2])
        return
    added, count = context.comparing.add(entry), len(context.comparing.ids)
    row = context.library.row(entry)

    def words() -> str:
        return said()[0 if added else 1].format(name=row.name(context.language), count=count)

    context.messages.info(words, action=(lambda: said()[3], lambda: context.navigator.open(COMPARE_PAGE)))


class EntryActs(QWidget):
    """``compareAdd`` shows whether the entry is chosen; ``compareOpen`` how many are."""

    note_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._entry = ""
        self.status = StatusButton(context)
        self.note, self.add, self.open = QPushButton(), QPushButton(), QPushButton()
        self.add.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.status)
        row.addStretch(1)
        self._words: dict[QPushButton, str] = dict.fromkeys((self.note, self.add, self.open), "")
        for button in self._words:
            button.setFlat(True)
            button.setAutoDefault(False)
            row.addWidget(button)
        self.note.clicked.connect(self.note_wanted)
        self.add.clicked.connect(self._toggle)
        self.open.clicked.connect(lambda: context.navigator.open(COMPARE_PAGE))
        context.comparing.changed.connect(self._say)
        self.restyle()

    def show_entry(self, entry: str) -> None:
        """Stand for an entry; "" for the home page, which has no buttons."""
        self._entry = entry
        self.status.show_target(iri.entry(entry).iri if entry else "")
        self._say()

    def bear_names(self, shown: bool) -> None:
        """Give the buttons their object names, or take them away."""
        self.status.setObjectName("entryStatus" if shown else "")
        self.note.setObjectName("entryNote" if shown else "")
        self.add.setObjectName("compareAdd" if shown else "")
        self.open.setObjectName("compareOpen" if shown else "")

    def restyle(self) -> None:
        """Take the colours of the theme."""
        style, icons = self._context.style, self._context.icons
        hover, chosen, focus, link = (
            style.colour(role).name() for role in ("hover", "selection", "focus", "link")
        )
        self.setStyleSheet(
            f"QPushButton {{ color: {link}; border: 1px solid transparent; border-radius: 4px;"
            f" padding: 2px 5px; }} QPushButton:hover {{ background: {hover}; }}"
            f" QPushButton:checked {{ background: {chosen}; }} QPushButton:focus {{ border-color: {focus}; }}"
        )
        for button in (self.add, self.open):
            button.setIcon(icons.icon("compare", "link"))
        self.note.setIcon(icons.icon("note", "link"))
        self.status.refresh()
        self._say()

    def _toggle(self) -> None:
        if self.add.isChecked():
            self._context.comparing.add(self._entry)
        else:
            self._context.comparing.remove(self._entry)

    def _say(self) -> None:
        ids = self._context.comparing.ids
        chosen = self._entry in ids
        self.setVisible(bool(self._entry))
        self._words[self.note] = self.tr("Note")
        self.note.setToolTip(self.tr("Write a note on this entry"))
        self.note.setAccessibleName(self.tr("Write a note on this entry"))
        self.add.setChecked(chosen)
        self._words[self.add] = self.tr("In the comparison ✓") if chosen else self.tr("Add to comparison")
        self._words[self.open] = self.tr("Compare ({count})").format(count=len(ids))
        self.open.setVisible(bool(ids))
        for button in (self.add, self.open):
            button.setToolTip(self._words[button])
            button.setAccessibleName(self._words[button])
        self._fit()

    def _fit(self) -> None:
        """Only the icons where the words do not fit, in a narrow pane or with large text."""
        room = self.width() - self.status.sizeHint().width()
        for button, word in self._words.items():
            if not button.isHidden():
                room -= button.fontMetrics().horizontalAdvance(word) + button.iconSize().width() + _AROUND
        for button, word in self._words.items():
            button.setText(word if room >= 0 else "")

    def minimumSizeHint(self) -> QSize:
        """Qt: the icons alone need little room, so that the page below is never cut for the buttons."""
        icons = sum(button.iconSize().width() + _AROUND for button in self._words)
        return QSize(self.status.sizeHint().width() + icons, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more room or less for the words beside the icons."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
