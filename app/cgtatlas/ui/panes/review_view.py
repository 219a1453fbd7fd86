"""The page of notes whose place the reader has to look at: the words then and now, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cgtatlas.core import iri
from cgtatlas.library.titles import title_of
from cgtatlas.render.review_page import AROUND, Excerpt, comparison
from cgtatlas.ui.models.annotation_model import COLOUR_ROLE, DOCUMENT_ROLE, LOST_ROLE, NOTE_ROLE, QUOTE_ROLE
from cgtatlas.ui.panes.review_words import choice_line, how_line, places_line
from cgtatlas.ui.panes.tab_page import TabPage
from cgtatlas.ui.widgets.annotation_delegate import AnnotationDelegate
from cgtatlas.ui.widgets.empty_label import EmptyLabel
from cgtatlas.ui.widgets.flow_layout import FlowLayout
from cgtatlas.ui.widgets.page_browser import PageBrowser
from cgtatlas.ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent

    from cgtatlas.store.review import Item
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.messages import Words

# What is said outlives the page that says it: it is translated without the page.
translate = QCoreApplication.translate

_ROWS = 5  # places to choose from that are in sight


class _List(QListWidget):
    """Enter opens the words of a row, Delete puts its note into the trash."""

    def __init__(self, name: str, act: Callable[[], object], delete: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._act, self._delete = act, delete
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the two keys."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act()
        elif event.key() == Qt.Key.Key_Delete:
            self._delete()
        else:
            super().keyPressEvent(event)


class ReviewView(TabPage):
    """``reviewList`` above, the places to choose from and both texts side by side below it."""

    page = "review"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._reviewing = context, context.reviewing
        self.lead = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.list = _List("reviewList", self.show_words, self._delete)
        self.list.setItemDelegate(AnnotationDelegate(context.style, self.list))
        self.empty = EmptyLabel(self.list, self._why)
        self.places_label = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.places = _List("candidateList", self.show_words, self._delete)
        self.places.setStyleSheet("#candidateList::item { padding: 5px 12px; }")
        self.browser = PageBrowser(context)
        self.browser.setObjectName("reviewWords")
        self.area = ScrollColumn(context, self.browser)
        self.buttons = {name: QPushButton() for name in ("show", "take", "own", "seen", "keep", "delete")}
        self._build()
        self.list.currentRowChanged.connect(lambda _row: self._show_item())
        self.places.currentRowChanged.connect(lambda _row: self._compare())
        self.places.itemClicked.connect(lambda _item: self.show_words())
        acts = (self.show_words, self._take, self._own, self._seen, self._keep, self._delete)
        for button, act in zip(self.buttons.values(), acts, strict=True):
            button.clicked.connect(act)
        self._reviewing.changed.connect(self.reload)
        self.retranslate()
        if not self._reviewing.read:
            self._reviewing.refresh()
        self.reload()

    def _build(self) -> None:
        grid = FlowLayout(gap=6)
        grid.setContentsMargins(12, 6, 12, 10)
        for button in self.buttons.values():
            grid.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for label in (self.lead, self.places_label):
            label.setContentsMargins(14, 10, 14, 6)
        for part, stretch in (
            (self.lead, 0),
            (self.list, 4),
            (self.places_label, 0),
            (self.places, 0),
            (self.area, 3),
        ):
            whole.addWidget(part, stretch)
        whole.addLayout(grid)

    # what is shown

    @property
    def item(self) -> Item | None:
        """The current note."""
        row = self.list.currentRow()
        return self._reviewing.items[row] if 0 <= row < len(self._reviewing.items) else None

    def reload(self) -> None:
        """List the notes anew; the current one stays current, or the one after it becomes so."""
        current = self.list.currentItem()
        id, row = (current.data(Qt.ItemDataRole.UserRole) if current else ""), self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for item in self._reviewing.items:
            self.list.addItem(self._row(item))
        ids = [item.annotation.id for item in self._reviewing.items]
        self.list.blockSignals(False)
        self.list.setCurrentRow(ids.index(id) if id in ids else min(max(row, 0), len(ids) - 1))
        for button in self.buttons.values():
            button.setVisible(bool(ids))
        self._say_lead()
        self._show_item()

    def _row(self, item: Item) -> QListWidgetItem:
        made = QListWidgetItem()
        note, lang = item.annotation, self._context.language
        title = title_of(self._context.library, iri.Place("document", note.anchor.document).iri, lang)
        words = " ".join(item.before.exact.split())
        body = " ".join(note.body.split())
        roles: dict[Any, str] = {
            Qt.ItemDataRole.UserRole: note.id,
            QUOTE_ROLE: words,
            NOTE_ROLE: body,
            COLOUR_ROLE: note.colour,
            DOCUMENT_ROLE: title,
            LOST_ROLE: how_line(item),
            Qt.ItemDataRole.AccessibleTextRole: ". ".join(
                part for part in (how_line(item), words, body, title) if part
            ),
        }
        for role, value in roles.items():
            made.setData(role, value)
        return made

    def _show_item(self) -> None:
        item = self.item
        self.places.blockSignals(True)
        self.places.clear()
        for number, offer in enumerate(item.offers if item else (), 1):
            made = QListWidgetItem(choice_line(number, offer, self._elsewhere(offer.document)))
            self.places.addItem(made)
        self.places.blockSignals(False)
        count = self.places.count()
        height = self.places.sizeHintForRow(0) if count else 0
        self.places.setFixedHeight(min(count, _ROWS) * height + (4 if count else 0))
        self.places.setVisible(bool(count))
        self.places_label.setText(places_line(item))
        self.places_label.setVisible(bool(self.places_label.text()))
        self.places.setCurrentRow(0 if count else -1)
        self._compare()
        self._enable()

    def _elsewhere(self, document: str) -> str:
        """The title of a document that is not the note's own."""
        if self.item is None or document == self.item.annotation.anchor.document:
            return ""
        return title_of(self._context.library, iri.Place("document", document).iri, self._context.language)

    def _compare(self) -> None:
        item, place = self.item, self._place()
        if item is None:
            self.browser.show_html("")
            return
        before = item.before
        old = Excerpt(before.prefix[-AROUND:], before.exact, before.suffix[:AROUND])
        new = None
        if place is not None:
            new = Excerpt.of(self._context.library.text(place[0]), place[1], place[2])
        source = self._elsewhere(place[0]) if place else ""
        self.browser.show_html(comparison(old, new, self._context.language, source))
        self.area.to_top()

    def _place(self) -> tuple[str, int, int] | None:
        """The place that is looked at: the chosen one, or where the note was moved to."""
        item, row = self.item, self.places.currentRow()
        if item is None:
            return None
        if item.how == "changed":
            anchor = item.annotation.anchor
            return anchor.document, anchor.start, anchor.end
        if 0 <= row < len(item.offers):
            choice = item.offers[row].choice
            return item.offers[row].document, choice.start, choice.end
        return None

    def _enable(self) -> None:
        item = self.item
        waits = item is not None and item.how != "changed"
        self.buttons["show"].setEnabled(
            (item is not None and item.how != "gone") or self._place() is not None
        )
        self.buttons["take"].setEnabled(waits and self._place() is not None)
        self.buttons["own"].setEnabled(item is not None)
        self.buttons["seen"].setEnabled(item is not None and not waits)
        self.buttons["keep"].setEnabled(waits)
        self.buttons["delete"].setEnabled(item is not None)

    # what can be done

    def show_words(self) -> None:
        """Show the place that is looked at in its original, or the document when there is none."""
        item, place = self.item, self._place()
        if place is not None:
            self._context.navigator.open(iri.passage(*place).iri)
        elif item is not None and item.how == "lost":
            self._context.navigator.open(iri.Place("document", item.annotation.anchor.document).iri)

    def _take(self) -> None:
        item, place = self.item, self._place()
        if item is not None and place is not None and self._reviewing.place(item.annotation, *place):
            self._done(lambda: translate("ReviewView", "The note stands at its new place now."))

    def _own(self) -> None:
        item, selected = self.item, self._reviewing.selected()
        if item is None:
            return
        if selected is None:
            self._context.messages.info(
                lambda: translate(
                    "ReviewView", "Select the words in the original text first, then choose this again."
                )
            )
        elif self._reviewing.place(item.annotation, *selected):
            self._done(lambda: translate("ReviewView", "The note stands at the selected words now."))

    def _seen(self) -> None:
        item = self.item
        if item is not None and item.how == "changed" and self._reviewing.looked_at(item.annotation):
            self._done(lambda: translate("ReviewView", "The mark is gone; the note stays where it is."))

    def _keep(self) -> None:
        item = self.item
        if item is not None and item.how != "changed" and self._reviewing.let_go(item.annotation):
            self._done(lambda: translate("ReviewView", "The note is kept with its words, without a place."))

    def _delete(self) -> None:
        item = self.item
        if item is not None and self._reviewing.delete(item.annotation):
            self._done(lambda: translate("ReviewView", "The note is in the trash."))

    def _done(self, said: Words) -> None:
        """Say it, with Undo, and go on with the next one."""
        store, context = self._context.store, self._context
        undo = (lambda: translate("ReviewView", "Undo"), lambda: context.make(store.undo))
        context.messages.info(said, action=undo)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # as a tab

    def title(self) -> str:
        """The words on the tab."""
        return self.tr("Review")

    def focus_target(self) -> QWidget:
        """The list of notes."""
        return self.list

    def find_in_page(self) -> None:
        """There is nothing to find but the rows."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def state(self) -> dict[str, object]:
        """Which note is looked at."""
        item = self.item
        return {"note": item.annotation.id if item else ""}

    def restore(self, state: Mapping[str, object]) -> None:
        """Look at the same note again."""
        ids = [item.annotation.id for item in self._reviewing.items]
        if state.get("note") in ids:
            self.list.setCurrentRow(ids.index(str(state["note"])))

    def refresh(self) -> None:
        """Show the same in the language and theme as they are now."""
        self.area.restyle()
        self.retranslate()
        self.reload()

    def _why(self) -> str:
        if not self._reviewing.read:
            return self.tr("Looking at the notes…")
        return self.tr("No note needs a look: all stand where you put them.")

    def _say_lead(self) -> None:
        count = len(self._reviewing.items)
        text = self.tr(
            "The documents of these notes have changed ({count}). None was put where it is not certain."
        )
        self.lead.setText(text.format(count=count))
        self.lead.setVisible(bool(count))

    def retranslate(self) -> None:
        """Write all texts anew."""
        texts = {
            "show": self.tr("Show in the text"),
            "take": self.tr("Take this place"),
            "own": self.tr("Use selected words"),
            "seen": self.tr("Looked at"),
            "keep": self.tr("Keep without a place"),
            "delete": self.tr("Delete the note"),
        }
        for name, text in texts.items():
            self.buttons[name].setText(text)
        self.list.setAccessibleName(self.tr("Notes to look at"))
        self.list.setAccessibleDescription(
            self.tr("Enter shows the words, Delete puts the note into the trash")
        )
        self.places.setAccessibleName(self.tr("Places to choose from"))
        self.places.setAccessibleDescription(self.tr("Enter shows the words in the original text"))
        self.browser.setAccessibleName(self.tr("The words then and now"))
        self.setAccessibleName(self.title())
