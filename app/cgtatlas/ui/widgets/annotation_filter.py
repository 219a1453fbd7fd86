"""What narrows the list of annotations: words, and a panel of choices that can be put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cgtatlas.core.errors import NotFound
from cgtatlas.core.model import STATES, STATUSES
from cgtatlas.store.wanted import Wanted, touching
from cgtatlas.ui.marking import status_words
from cgtatlas.ui.panes.tree_options import end_of
from cgtatlas.ui.widgets.colours import COLOURS, colour_name, swatch
from cgtatlas.ui.widgets.told import name_choice, name_clear

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cgtatlas.ui.context import Context

_PAUSE = 150  # ms after a key in the field of words
_CHOICES = ("document", "entry", "tag", "colour", "kind", "status", "state")


class AnnotationFilter(QWidget):
    """``changed`` when something else is wanted; ``wanted()`` says what."""

    changed = Signal()
    left = Signal()  # Down or Enter in the field of words

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.words = QLineEdit(clearButtonEnabled=True)
        self.words.setObjectName("annotationFilter")
        self.more = QToolButton(autoRaise=True)
        self.more.setCheckable(True)
        self.more.setObjectName("annotationFilterMore")
        self.reset = QToolButton(autoRaise=True)
        self.panel = QWidget()
        self.choices = {name: QComboBox() for name in _CHOICES}
        self.since, self.until = QLineEdit(clearButtonEnabled=True), QLineEdit(clearButtonEnabled=True)
        self._form, self._labels = QFormLayout(self.panel), dict[str, QLabel]()
        self._arrange()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _text: self.changed.emit())
        self.words.returnPressed.connect(self.left)
        for field in (self.since, self.until):
            field.textChanged.connect(lambda _text: self._pause.start())
        for choice in self.choices.values():
            choice.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self.more.toggled.connect(self._show_panel)
        self.reset.clicked.connect(self.clear)
        self.retranslate()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2)
        for widget in (self.words, self.more, self.reset):
            top.addWidget(widget)
        for name, choice in self.choices.items():
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(6)
            choice.setObjectName(f"annotationFilter.{name}")
            self._labels[name] = QLabel(textFormat=Qt.TextFormat.PlainText)
            self._form.addRow(self._labels[name], choice)
        dates = QHBoxLayout()
        dates.addWidget(self.since)
        dates.addWidget(self.until)
        self._labels["changed"] = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._form.addRow(self._labels["changed"], dates)
        self._form.setContentsMargins(0, 2, 0, 2)
        self._form.setVerticalSpacing(3)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6, 4, 6, 4)
        whole.setSpacing(2)
        whole.addLayout(top)
        whole.addWidget(self.panel)
        self.panel.hide()
        self.reset.hide()

    # what is wanted

    def wanted(self) -> Wanted:
        """What the fields ask for; a date that is none asks nothing."""
        entry = self._chosen("entry")
        try:
            near = touching(self._context.library.entry(entry)) if entry else None
        except NotFound:
            near = None
        kind = self._chosen("kind")
        since, until = self.since.text().strip(), self.until.text().strip()
        return Wanted(
            words=self.words.text(),
            document=self._chosen("document"),
            touching=near,
            tag=self._chosen("tag"),
            colour=self._chosen("colour"),
            since=since if end_of(since) else "",
            until=end_of(until),
            noted={"noted": True, "bare": False}.get(kind),
            status=self._chosen("status"),
            state=self._chosen("state"),
        )

    def _chosen(self, name: str) -> str:
        return str(self.choices[name].currentData() or "")

    def clear(self) -> None:
        """Ask for everything again."""
        self.blockSignals(True)
        for choice in self.choices.values():
            choice.setCurrentIndex(0)
        for field in (self.words, self.since, self.until):
            field.clear()
        self.blockSignals(False)
        self.changed.emit()

    def ask(self, **values: str) -> None:
        """Choose values by the names of the choices, and show that they are chosen."""
        self.blockSignals(True)
        for name, value in values.items():
            choice = self.choices[name]
            choice.setCurrentIndex(max(choice.findData(value), 0))
        self.blockSignals(False)
        self.more.setChecked(True)
        self.changed.emit()

    def offer(
        self, documents: Mapping[str, str], entries: Mapping[str, str], tags: Mapping[str, int]
    ) -> None:
        """Offer what there are annotations for: id -> title, and tags with their counts."""
        self.blockSignals(True)
        self._fill("document", self.tr("Any document"), documents.items())
        self._fill("entry", self.tr("Any entry"), entries.items())
        self._fill("tag", self.tr("Any tag"), ((tag, f"{tag} ({count})") for tag, count in tags.items()))
        self.blockSignals(False)
        self.reset.setVisible(self.wanted().narrows)

    def _fill(self, name: str, anything: str, rows: Iterable[tuple[str, str]]) -> None:
        choice, before = self.choices[name], self._chosen(name)
        choice.clear()
        choice.addItem(anything, "")
        for data, words in rows:
            choice.addItem(words, data)
        choice.setCurrentIndex(max(choice.findData(before), 0))

    def _show_panel(self, shown: bool) -> None:
        self.panel.setVisible(shown)
        if shown:
            self.choices["document"].setFocus(Qt.FocusReason.OtherFocusReason)

    # looks

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self.blockSignals(True)
        self.words.setPlaceholderText(self.tr("Filter my notes"))
        self.words.setAccessibleName(self.tr("Filter my notes"))
        name_clear(self.words, self.since, self.until)
        self.more.setAccessibleName(self.tr("More filters"))
        self.more.setToolTip(self.tr("More filters: document, entry, tag, colour, date, status"))
        self.reset.setAccessibleName(self.tr("Show all"))
        self.reset.setToolTip(self.tr("Show all"))
        titles = {
            "document": self.tr("Document"),
            "entry": self.tr("Entry"),
            "tag": self.tr("Tag"),
            "colour": self.tr("Colour"),
            "kind": self.tr("Kind"),
            "status": self.tr("Status"),
            "state": self.tr("Place"),
        }
        for name, choice in self.choices.items():
            self._labels[name].setText(titles[name])
            name_choice(choice, titles[name])
        self._name_dates()
        self._fill("colour", self.tr("Any colour"), ((name, colour_name(name)) for name in COLOURS))
        kinds = (("noted", self.tr("With a note")), ("bare", self.tr("Highlights only")))
        self._fill("kind", self.tr("Notes and highlights"), kinds)
        self._fill("status", self.tr("Any status"), ((one, status_words(one)) for one in STATUSES))
        self._fill("state", self.tr("Anywhere"), self._states())
        self.blockSignals(False)
        self.restyle()

    def _name_dates(self) -> None:
        self._labels["changed"].setText(self.tr("Changed"))
        ends = ((self.since, self.tr("from YYYY-MM-DD")), (self.until, self.tr("to YYYY-MM-DD")))
        for field, words in ends:
            field.setPlaceholderText(words)
            field.setAccessibleName(self.tr("Changed {when}").format(when=words))

    def _states(self) -> list[tuple[str, str]]:
        words = {
            "changed": self.tr("The text changed there"),
            "lost": self.tr("Words not found"),
            "gone": self.tr("Not in the library any more"),
            "orphan": self.tr("Kept without a place"),
        }
        return [("review", self.tr("To be looked at")), *((state, words[state]) for state in STATES)]

    def restyle(self) -> None:
        """Take the colours of the theme."""
        icons = self._context.icons
        self.more.setIcon(icons.icon("filter"))
        self.reset.setIcon(icons.icon("close"))
        for row in range(1, self.choices["colour"].count()):
            colour = str(self.choices["colour"].itemData(row))
            self.choices["colour"].setItemIcon(row, swatch(self._context.style, colour))

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other texts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
