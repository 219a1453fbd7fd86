"""The reader's annotations of all documents, entries and facts as a list, narrowed and sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cgtatlas.core.errors import NotFound
from cgtatlas.library.titles import exists, title_of
from cgtatlas.render.article import tooltip
from cgtatlas.store.anchors import place
from cgtatlas.store.annotations import COLOURS
from cgtatlas.store.wanted import About, Wanted, narrow, place_of
from cgtatlas.ui.marking import status_words
from cgtatlas.ui.models.roles import ADDRESS_ROLE
from cgtatlas.ui.widgets.colours import colour_name, known

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.core.model import Annotation, Document
    from cgtatlas.store.anchors import Placed
    from cgtatlas.ui.context import Context

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
ID_ROLE = _Role.UserRole
QUOTE_ROLE = _Role.UserRole + 1
NOTE_ROLE = _Role.UserRole + 2
COLOUR_ROLE = _Role.UserRole + 3
DOCUMENT_ROLE = _Role.UserRole + 4
LOST_ROLE = _Role.UserRole + 5
TAGS_ROLE = _Role.UserRole + 6

#: Ways of sorting, the usual one first.
SORTS = ("newest", "oldest", "place", "colour")


class AnnotationModel(QAbstractListModel):
    """Newest change first. A row keeps the words even when their document or place is gone."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._all: list[Annotation] = []
        self._shown: list[Annotation] = []
        self._wanted, self._sort = Wanted(), SORTS[0]
        self._titles: dict[str, str] = {}
        self._texts: dict[str, tuple[Document, str] | None] = {}  # of documents looked at; None: gone
        self._places: dict[str, tuple[int, Placed | None]] = {}  # id -> revision, place (None: no document)
        self._about = About(self.title, self._status, self.state)

    def load(self) -> None:
        """Read all annotations anew. Raises Refused when the reader's file cannot be read."""
        found = self._context.store.annotations()
        self.beginResetModel()
        self._all = found
        self._titles.clear()
        self._narrow()
        self.endResetModel()

    def set_wanted(self, wanted: Wanted, sort: str = "") -> None:
        """Show only what is wanted, sorted in a way of SORTS."""
        self.beginResetModel()
        self._wanted, self._sort = wanted, sort or self._sort
        self._narrow()
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._all)

    def all(self) -> list[Annotation]:
        """Every annotation, shown or not."""
        return self._all

    def annotation(self, row: int) -> Annotation:
        """The annotation of a row."""
        return self._shown[row]

    def row_of(self, id: str) -> int:
        """The row of an annotation, -1 when it is not shown."""
        return next((row for row, one in enumerate(self._shown) if one.id == id), -1)

    def place(self, annotation: Annotation) -> Placed | None:
        """Where the annotation stands now; ``how`` is lost when nowhere; None when its document is gone."""
        kept = self._places.get(annotation.id)
        if kept is None or kept[0] != annotation.revision:
            kept = (annotation.revision, self._look(annotation))
            self._places[annotation.id] = kept
        return kept[1]

    def state(self, annotation: Annotation) -> str:
        """What is wrong with its place: changed, lost, gone or orphan; "" when nothing is."""
        if annotation.target:
            return "" if exists(self._context.library, annotation.target) else "gone"
        if annotation.anchor.start < 0:
            return "orphan"
        found = self.place(annotation)
        if found is None:
            return "gone"
        if found.how == "lost":
            return "lost"
        return "changed" if annotation.previous is not None else ""

    def title(self, annotation: Annotation) -> str:
        """The title of the document, entry or fact it stands on."""
        address = place_of(annotation)
        if address not in self._titles:
            self._titles[address] = title_of(self._context.library, address, self._context.language)
        return self._titles[address]

    def _status(self, annotation: Annotation) -> str:
        return self._context.marking.status(place_of(annotation))

    def _look(self, annotation: Annotation) -> Placed | None:
        library, id = self._context.library, annotation.anchor.document
        if id not in self._texts:
            try:
                self._texts[id] = (library.document(id), library.text(id))
            except NotFound:
                self._texts[id] = None
        found = self._texts[id]
        return None if found is None else place(annotation.anchor, found[0].sha256, found[1])

    def _narrow(self) -> None:
        fitting = narrow(self._all, self._wanted, self._about)
        keys: dict[str, Callable[[Annotation], Any]] = {
            "newest": lambda one: (one.modified, one.id),
            "oldest": lambda one: (one.modified, one.id),
            "place": lambda one: (self.title(one), one.anchor.start, one.anchor.end, one.created),
            "colour": lambda one: (COLOURS.index(known(one.colour)), self.title(one), one.anchor.start),
        }
        self._shown = sorted(fitting, key=keys[self._sort], reverse=self._sort == "newest")

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each annotation that passes the filter."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Words, note, tags, title and state of a row."""
        if not index.isValid():
            return None
        one = self._shown[index.row()]
        told: dict[int, Callable[[], str]] = {
            ID_ROLE: lambda: one.id,
            ADDRESS_ROLE: lambda: place_of(one),
            COLOUR_ROLE: lambda: one.colour,
            NOTE_ROLE: lambda: " ".join(one.body.split()),
            TAGS_ROLE: lambda: " ".join(f"#{tag}" for tag in one.tags),
            int(_Role.DisplayRole): lambda: self._words(one),
            QUOTE_ROLE: lambda: self._words(one),
            DOCUMENT_ROLE: lambda: self._where(one),
            LOST_ROLE: lambda: self._wrong(one),
            int(_Role.ToolTipRole): lambda: tooltip("\n".join(filter(None, (one.anchor.exact, one.body)))),
            int(_Role.AccessibleTextRole): lambda: self._spoken(one),
        }
        answer = told.get(role)
        return answer() if answer is not None else None

    def _words(self, one: Annotation) -> str:
        return self.title(one) if one.target else " ".join(one.anchor.exact.split())

    def _where(self, one: Annotation) -> str:
        """What it stands on: for a note on an entry or a fact the kind, since its title stands above."""
        kinds = {"cgt:entry": self.tr("Entry"), "cgt:fact/": self.tr("Fact")}
        title = kinds.get(one.target[:9], "") if one.target else self.title(one)
        return " · ".join(part for part in (title, status_words(self._status(one))) if part)

    def _wrong(self, one: Annotation) -> str:
        """What is wrong with the place, "" when nothing is."""
        words = {
            "gone": self.tr("Not in the library any more") if one.target else self.tr("The document is gone"),
            "lost": self.tr("The words are not in the document any more"),
            "changed": self.tr("The text changed here"),
            "orphan": self.tr("Kept without a place"),
        }
        return words.get(self.state(one), "")

    def _spoken(self, one: Annotation) -> str:
        note = self.tr("Note: {words}").format(words=one.body) if one.body.strip() else ""
        tags = self.tr("Tags: {tags}").format(tags=", ".join(one.tags)) if one.tags else ""
        colour = colour_name(known(one.colour))
        words = (self._words(one), note, tags, colour, self._where(one), self._wrong(one))
        return ". ".join(part for part in words if part)
