"""The reader's annotations of all documents as a list, narrowed by words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cgtatlas.core.errors import NotFound
from cgtatlas.render.article import tooltip
from cgtatlas.store.anchors import place
from cgtatlas.store.wanted import place_of
from cgtatlas.text.fold import fold
from cgtatlas.ui.models.roles import ADDRESS_ROLE

if TYPE_CHECKING:
    from cgtatlas.core.model import Annotation
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


class AnnotationModel(QAbstractListModel):
    """Newest change first. A row keeps the words even when their document or place is gone."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._all: list[Annotation] = []
        self._shown: list[Annotation] = []
        self._words = ""
        self._places: dict[str, tuple[int, Placed | None]] = {}  # id -> revision, place (None: no document)

    def load(self) -> None:
        """Read all annotations anew. Raises Refused when the reader's file cannot be read."""
        found = self._context.store.annotations()
        self.beginResetModel()
        self._all = sorted(found, key=lambda one: (one.modified, one.id), reverse=True)
        self._narrow()
        self.endResetModel()

    def set_filter(self, words: str) -> None:
        """Show only rows whose quotation, note, tags or document hold all of the words."""
        self.beginResetModel()
        self._words = words
        self._narrow()
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._all)

    def annotation(self, row: int) -> Annotation:
        """The annotation of a row."""
        return self._shown[row]

    def row_of(self, id: str) -> int:
        """The row of an annotation, -1 when it is not shown."""
        return next((row for row, one in enumerate(self._shown) if one.id == id), -1)

    def place(self, annotation: Annotation) -> Placed | None:
        """Where the annotation stands now; ``how`` is lost when nowhere; None when its document is gone."""
        known = self._places.get(annotation.id)
        if known is None or known[0] != annotation.revision:
            known = (annotation.revision, self._look(annotation))
            self._places[annotation.id] = known
        return known[1]

    def _look(self, annotation: Annotation) -> Placed | None:
        library, anchor = self._context.library, annotation.anchor
        try:
            document = library.document(anchor.document)
            return place(anchor, document.sha256, library.text(document.id))
        except NotFound:
            return None

    def _narrow(self) -> None:
        wanted = [fold(word) for word in self._words.split()]
        self._shown = [one for one in self._all if all(word in self._searched(one) for word in wanted)]

    def _searched(self, one: Annotation) -> str:
        return fold(" ".join((one.anchor.exact, one.body, *one.tags, self._title(one))))

    def _title(self, annotation: Annotation) -> str:
        try:
            return self._context.library.document(annotation.anchor.document).title
        except NotFound:
            return annotation.anchor.document

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each annotation that passes the filter."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Words, note, document and state of a row."""
        if not index.isValid():
            return None
        one = self._shown[index.row()]
        if role == ID_ROLE:
            return one.id
        if role == ADDRESS_ROLE:
            return place_of(one)
        if role == COLOUR_ROLE:
            return one.colour
        if role == NOTE_ROLE:
            return " ".join(one.body.split())
        if role in (_Role.DisplayRole, QUOTE_ROLE):
            return " ".join(one.anchor.exact.split())
        if role == DOCUMENT_ROLE:
            return self._title(one)
        if role == LOST_ROLE:
            return self._lost(one)
        if role == _Role.ToolTipRole:
            return tooltip("\n".join(part for part in (one.anchor.exact, one.body) if part))
        if role == _Role.AccessibleTextRole:
            return self._spoken(one)
        return None

    def _lost(self, one: Annotation) -> str:
        """What is wrong with the place, "" when nothing is."""
        found = self.place(one)
        if found is None:
            return self.tr("The document is gone")
        if found.how == "lost":
            return self.tr("The words are not in the document any more")
        return self.tr("The words have changed") if one.previous is not None else ""

    def _spoken(self, one: Annotation) -> str:
        note = self.tr("Note: {words}").format(words=one.body) if one.body.strip() else ""
        return ". ".join(part for part in (one.anchor.exact, note, self._title(one), self._lost(one)) if part)
