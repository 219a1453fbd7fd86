"""Places that are dragged out of lists and dropped among the bookmarks: addresses as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from cgtatlas.core import iri
from cgtatlas.ui.models.roles import ADDRESS_ROLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

TEXT = "text/plain"
_MOST = 200  # addresses taken from one drop; what else is dropped is no list of ours
_OPENS_AFTER = 500  # ms that a drag rests on a button until its page is shown


def carried(indexes: Iterable[QModelIndex]) -> QMimeData:
    """The addresses of rows, a line each: other programs take them as text."""
    data = QMimeData()
    data.setText("\n".join(str(index.data(ADDRESS_ROLE) or "") for index in indexes).strip())
    return data


def addresses(data: QMimeData) -> list[str]:
    """The addresses in what is dragged; none when any line of it is something else."""
    lines = data.text().split("\n") if data.hasText() else []
    places = [iri.parse(line.strip()) for line in lines[: _MOST + 1]]
    if len(places) > _MOST:
        return []
    found = [place.iri for place in places if place is not None]
    return found if len(found) == len(places) else []


class DropButton(QToolButton):
    """A button that takes places dropped on it; a drag that rests on it presses it."""

    dropped = Signal(list)  # addresses

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._rest = QTimer(self, singleShot=True, interval=_OPENS_AFTER)
        self._rest.timeout.connect(self.click)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: places are welcome."""
        if addresses(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._rest.start()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt: the drag goes on elsewhere."""
        self._rest.stop()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: tell what was dropped."""
        self._rest.stop()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(addresses(event.mimeData()))
