"""What every part of the window is given: the rooms below it and the window's own services."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.sentences import sentence
from cgtatlas.library.libraries import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cgtatlas.core.changes import Changes
    from cgtatlas.library.reader import Library
    from cgtatlas.search.find import Searcher
    from cgtatlas.store.store import Store
    from cgtatlas.ui.changes import ChangeSignals
    from cgtatlas.ui.comparing import Comparing
    from cgtatlas.ui.marking import Marking
    from cgtatlas.ui.messages import Messages
    from cgtatlas.ui.navigation import Navigator
    from cgtatlas.ui.reviewing import Reviewing
    from cgtatlas.ui.tasks import Tasks
    from cgtatlas.ui.theme.icons import Icons
    from cgtatlas.ui.theme.style import Style

T = TypeVar("T")


@dataclass
class Context:
    """Made once by the composition root, passed on to every pane; nothing here is global."""

    library: Library  # for reads in the GUI thread
    store: Store
    navigator: Navigator  # open(iri, new_tab=False, matches=()), back(), forward()
    changes: ChangeSignals  # signal ``changed``: tells every view what a write changed
    messages: Messages  # info(text), warning(text), error(text), report(AtlasError)
    tasks: Tasks  # slow work off the GUI thread
    style: Style  # colours by role, for light and dark; signal ``changed``
    data_dir: Path  # folder of the reader's file
    language: str = "zh"  # zh or en: language of the interface and of entry pages

    def do(self, work: Callable[[], Changes]) -> bool:
        """Change the reader's file and tell every view; False when that failed, which is then said."""
        return self.make(lambda: (True, work())) is not None

    def make(self, work: Callable[[], tuple[T, Changes]]) -> T | None:
        """As :meth:`do`, for what is made or changed by it; None when that failed."""
        try:
            made, changes = work()
        except AtlasError as error:
            self.messages.report(error)
            return None
        self.changes.announce(changes)
        return made

    @cached_property
    def icons(self) -> Icons:
        """The icons in the colours of the theme: each is drawn once for the whole window."""
        from cgtatlas.ui.theme.icons import Icons

        return Icons(self.style)

    @cached_property
    def searcher(self) -> Searcher:
        """A searcher over the GUI thread's library, made on first use; workers make their own."""
        from cgtatlas.search.find import Searcher

        return Searcher(parts_of(self.library), self.store.annotations, self.store.bookmarks)

    def refusal(self) -> str:
        """Why nothing of the reader's can be read now, as a sentence; "" when it can."""
        error = self.store.refusal
        return sentence(error, self.language) if error is not None else ""

    def libraries_changed(self) -> None:
        """Other libraries stand beside the bundled one now: what looked through all of them is made anew."""
        self.__dict__.pop("searcher", None)

    @cached_property
    def comparing(self) -> Comparing:
        """The entries chosen to be compared."""
        from cgtatlas.ui.comparing import Comparing

        return Comparing(self.library)

    @cached_property
    def marking(self) -> Marking:
        """The reader's status of entries, documents and facts."""
        from cgtatlas.ui.marking import Marking

        return Marking(self.library, self.store, self.changes, self.messages)

    @cached_property
    def reviewing(self) -> Reviewing:
        """The notes whose place in a changed document the reader has to look at."""
        from cgtatlas.ui.reviewing import Reviewing

        return Reviewing(self)
