"""What the actions of the search menu do besides finding and walking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cgtatlas.core import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.core.changes import Changes
    from cgtatlas.ui.window import Window


class SearchCommands(QObject):
    """Made once by :class:`cgtatlas.ui.commands.Commands`, which connects ``slots()``."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context
        self._context.changes.changed.connect(self._heard)
        self._check()

    def slots(self) -> dict[str, Callable[[], object]]:
        """The functions of these actions, by id."""
        return {
            "search.recent": self._recent,
            "tree.filter": self._filter_tree,
            "search.save": self._save,
            "search.facets": self._facets,
            "search.chips": self._chips,
            "search.off_topic": self._off_topic,
        }

    def _recent(self) -> None:
        self._window.show_pane(0, True)
        self._window.navigation_pane.list_searches()

    def _filter_tree(self) -> None:
        self._window.show_pane(0, True)
        self._window.navigation_pane.filter_tree()

    def _save(self) -> None:
        query = self._window.navigation_pane.omnibox.text().strip()
        if query and not query.startswith((">", "》", "＞")):
            self._window.navigation_pane.results.kept.save(query)
        else:
            self._context.messages.info(lambda: self.tr("Type a search first; then it can be saved."))

    def _facets(self) -> None:
        self._window.show_pane(0, True)
        self._window.navigation_pane.results.to_facets()

    def _chips(self) -> None:
        self._window.show_pane(0, True)
        if not self._window.navigation_pane.results.chips.take_keyboard():
            self._context.messages.info(lambda: self.tr("There is no search whose parts could be changed."))

    def _off_topic(self) -> None:
        wanted = self._window.actions_table["search.off_topic"].isChecked()
        if not self._context.do(lambda: self._context.store.set_setting(settings.SHOW_OFF_TOPIC.key, wanted)):
            self._check()

    def _heard(self, changes: Changes) -> None:
        if changes.settings:
            self._check()

    def _check(self) -> None:
        wanted = self._context.store.get_setting(settings.SHOW_OFF_TOPIC)
        self._window.actions_table["search.off_topic"].setChecked(wanted)
