"""Walking from hit to hit through all documents, round at the ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cgtatlas.ui.models.result_rows import BATCH

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex

    from cgtatlas.core.model import PassageHit
    from cgtatlas.ui.messages import Words
    from cgtatlas.ui.models.result_model import ResultModel


#: Hits that a walk goes through; nobody walks further.
MOST = 10 * BATCH


class HitWalk(QObject):
    """Knows the hit the reader stands at, and which one comes next.

    Hits are fetched in batches of which each keeps its order, so that no number changes on the way.
    """

    opened = Signal(object)  # QModelIndex of the hit to open

    def __init__(
        self, model: ResultModel, fetch: Callable[[int, Callable[[], None]], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model, self._fetch = model, fetch
        self.at: PassageHit | None = None  # the hit opened last
        self._wrapped = 0  # 1: after the last hit came the first, -1: the other way round

    def step(self, by: int, total: int) -> None:
        """Go to the next (1) or previous (-1) of ``total`` hits, fetching those that are not listed yet."""
        listed, total = self._model.hits(), min(total, MOST)
        number = self._model.number_of(self.at) if self.at is not None else 0
        following = number + by if number or by > 0 else 0
        needed = min(max(following, BATCH), total) if following >= 1 else total
        if listed < needed:
            self._fetch(-(-needed // BATCH) * BATCH, lambda: self._go(by))
        else:
            self._go(by)

    def line(self, number: int, total: str) -> Words:
        """Which hit of how many this is, and that the walk went round, if it just did."""
        wrapped, self._wrapped = self._wrapped, 0

        def words() -> str:
            line = self.tr("Hit {number} of {total}").format(number=number, total=total)
            if not wrapped:
                return line
            again = self.tr("from the beginning again") if wrapped > 0 else self.tr("from the end")
            return f"{line} · {again}"

        return words

    def _go(self, by: int) -> None:
        number = self._model.number_of(self.at) if self.at is not None else 0
        last = self._model.hits()
        if not last:
            return
        following = number + by if number or by > 0 else 0
        over = following < 1 or following > last
        if over:
            following = 1 if by > 0 else last
        index: QModelIndex = self._model.hit_index(following)
        if over and number:
            self._wrapped = by
        self.opened.emit(index)
