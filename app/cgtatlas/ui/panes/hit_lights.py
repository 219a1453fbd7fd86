"""All words of a search in the document that is opened: the listed ones at once, the others when found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Span
    from cgtatlas.ui.models.result_model import ResultModel
    from cgtatlas.ui.navigation import Navigator
    from cgtatlas.ui.searching import Searching


class HitLights:
    """Knows, for the search that is shown, the matches in each document that was opened from it."""

    def __init__(self, searching: Searching, model: ResultModel, navigator: Navigator) -> None:
        self._searching, self._model, self._navigator = searching, model, navigator
        self._known: dict[str, list[Span]] = {}
        self._search = ("", False)

    def begin(self, query: str, typing: bool) -> None:
        """Another search is shown from now on."""
        self._known = {}
        self._search = (query, typing)

    def of(self, document: str, *, every_hit_listed: bool) -> Sequence[Span]:
        """The matches in a document that are known; further ones are looked for and lit a moment later."""
        if document in self._known:
            return self._known[document]
        if not every_hit_listed:
            query, typing = self._search
            self._searching.light(query, typing, document, partial(self._found, query, document))
        return self._model.matches(document)

    def _found(self, query: str, document: str, places: list[Span]) -> None:
        if query == self._search[0]:
            self._known[document] = places
            self._navigator.light(document, places)
