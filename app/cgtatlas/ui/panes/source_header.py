"""The head of the source pane: what document this is, and where in it the reader is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cgtatlas.core.iri import Place
from cgtatlas.core.markup import escape
from cgtatlas.ui.widgets.flow_layout import FlowLayout
from cgtatlas.ui.widgets.status_button import StatusButton
from cgtatlas.ui.widgets.told import name_choice, set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from cgtatlas.core.model import Document
    from cgtatlas.ui.context import Context


_AROUND = 44  # px left and right of what is in the head
_BETWEEN = " ·\u00a0"  # a line breaks before the dot, which says that more was before


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: its words, its place and its depth from 1."""

    title: str
    start: int
    level: int


class SourceHeader(QFrame):
    """Title, who published it when, DOI; the list of sections, which follows the reading."""

    section_chosen = Signal(int)  # original position
    link_wanted = Signal(QUrl)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceHeader")
        self._context = context
        self._document: Document | None = None
        self._sections: list[Section] = []
        self._starts: list[int] = []
        self._title, self._meta, self._off = QLabel(wordWrap=True), QLabel(wordWrap=True), QLabel()
        for label in (self._title, self._meta, self._off):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._doi = QPushButton(flat=True)
        self._doi.setCursor(Qt.CursorShape.PointingHandCursor)
        self._doi.clicked.connect(self._open_doi)
        self.status = StatusButton(context)
        self.status.setObjectName("documentStatus")
        self.sections = QComboBox()
        self.sections.setObjectName("sectionList")
        self.sections.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sections.setMinimumContentsLength(14)
        self.sections.setMaxVisibleItems(24)
        self.sections.activated.connect(lambda row: self.section_chosen.emit(self._sections[row].start))
        self._arrange()
        self.retranslate()
        self.restyle()

    def _arrange(self) -> None:
        for label in (self._title, self._meta):
            fit = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            fit.setHeightForWidth(True)  # all their lines, however large the text is
            label.setSizePolicy(fit)
        first, third = QHBoxLayout(), FlowLayout(gap=8)
        first.setSpacing(8)
        first.addWidget(self._title, 1)
        first.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        for part in (self._off, self._doi):
            third.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 12, 8)
        whole.setSpacing(3)
        whole.addLayout(first)
        whole.addWidget(self._meta)
        whole.addLayout(third)
        whole.addWidget(self.sections)

    def show_document(self, document: Document, sections: list[Section]) -> None:
        """Show a document's card and its sections."""
        self._document, self._sections = document, sections
        self._title.setText(document.title)
        set_tip(self._title, document.title)
        self._doi.setVisible(bool(document.doi))
        self.status.show_target(Place("document", document.id).iri)
        self._name_doi()
        self._off.setVisible(document.off_topic)
        self.sections.clear()
        self.sections.addItems(
            ["\u2003" * (section.level - 1) + " ".join(section.title.split()) for section in sections]
        )
        self._starts = [section.start for section in sections]
        self.sections.setVisible(len(sections) > 1)
        self._say()

    def _name_doi(self) -> None:
        """The whole number where there is room for it."""
        if self._document is not None:
            whole = f"DOI {self._document.doi}"
            fits = self._doi.fontMetrics().horizontalAdvance(whole) + _AROUND <= self.width()
            self._doi.setText(whole if fits else "DOI")
            shows = self.tr("Shows the address first")
            self._doi.setToolTip(f"{escape(whole)}<br>{shows}")
            self._doi.setAccessibleDescription(f"{whole}. {shows}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or less room."""
        super().resizeEvent(event)
        self._name_doi()

    def follow(self, position: int) -> None:
        """Show the section that holds a position."""
        row = max(bisect_right(self._starts, position) - 1, 0)
        if row != self.sections.currentIndex() and not self.sections.view().isVisible():
            self.sections.setCurrentIndex(row)

    def section_at(self, position: int) -> str:
        """The title of the section that holds a position, "" in a document without sections."""
        row = max(bisect_right(self._starts, position) - 1, 0)
        return " ".join(self._sections[row].title.split()) if self._sections else ""

    def _say(self) -> None:
        document = self._document
        if document is None:
            return
        size = self.tr("{count} characters").format(count=f"{document.characters:,}").replace(" ", "\u00a0")
        parts = (document.publisher, document.author, document.published, size)
        self._meta.setText(_BETWEEN.join(part for part in parts if part))
        self.setAccessibleName(document.title)
        self.setAccessibleDescription(" · ".join(part for part in parts if part))

    def _open_doi(self) -> None:
        if self._document is not None:
            self.link_wanted.emit(QUrl(f"https://doi.org/{self._document.doi}"))

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self._off.setText(self.tr("Off topic"))
        self._off.setToolTip(self.tr("Kept as a document; nothing in the library is drawn from it."))
        self._doi.setAccessibleName(self.tr("Open the DOI of this document"))
        self._name_doi()
        name_choice(self.sections, self.tr("Sections of this document"))
        self.sections.setToolTip(self.tr("Go to a section"))
        self._say()

    def restyle(self) -> None:
        """Take the colours and the size of the theme."""
        style = self._context.style
        font = style.page_font()
        font.setPointSizeF(font.pointSizeF() * 1.06)
        font.setWeight(font.Weight.DemiBold)
        self._title.setFont(font)
        self._meta.setStyleSheet(f"color: {style.colour('muted').name()}")
        off = style.colour("off-topic").name()
        self._off.setStyleSheet(f"color: {off}; border: 1px solid {off}; border-radius: 3px; padding: 0 4px")
        self.status.refresh()
        self._doi.setStyleSheet(f"color: {style.colour('link').name()}; border: none; padding: 0")

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
