"""Makes a changed setting felt at once, whoever changed it: the settings page, an action, another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cgtatlas.core import settings
from cgtatlas.ui.i18n import LANGUAGES, system_language
from cgtatlas.ui.shortcuts import read
from cgtatlas.ui.theme.style import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.settings import Value
    from cgtatlas.store.store import Store
    from cgtatlas.ui.actions import Actions
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.i18n import Translations


def reading_of(store: Store) -> Reading:
    """How the reader wants running text to be set."""
    return Reading(
        store.get_setting(settings.READING_FONT),
        store.get_setting(settings.LINE_WIDTH),
        store.get_setting(settings.LINE_HEIGHT),
    )


class Applying(QObject):
    """Watches the settings. A setting that did not change is left alone: the command line may have
    chosen another theme or language for this run.
    """

    def __init__(self, context: Context, translations: Translations, actions: Actions) -> None:
        super().__init__(actions)
        self._context, self._translations, self._actions = context, translations, actions
        self._known = self._values()
        self._set_keys()
        context.changes.changed.connect(self._changed)

    def _values(self) -> dict[str, Value]:
        return {key: self._context.store.get_setting(key) for key in settings.SETTINGS}

    def _changed(self, changes: Changes) -> None:
        if not changes.settings:
            return
        before, self._known = self._known, self._values()
        appliers = self._appliers()
        wanted = {
            appliers[key] for key, value in self._known.items() if value != before[key] and key in appliers
        }
        for apply in wanted:
            apply()

    def _appliers(self) -> dict[str, Callable[[], object]]:
        return {
            settings.LANGUAGE.key: self._set_language,
            settings.THEME.key: self._set_theme,
            settings.TEXT_SIZE.key: self._set_size,
            settings.REDUCE_MOTION.key: self._set_motion,
            settings.CARET_IN_PAGES.key: self._set_caret,
            settings.READING_FONT.key: self._set_reading,
            settings.LINE_WIDTH.key: self._set_reading,
            settings.LINE_HEIGHT.key: self._set_reading,
            settings.KEEP_HISTORY.key: self._set_history,
            settings.SHORTCUTS.key: self._set_keys,
        }

    def _set_language(self) -> None:
        chosen = self._context.store.get_setting(settings.LANGUAGE)
        self._translations.set(chosen if chosen in LANGUAGES else system_language())

    def _set_theme(self) -> None:
        self._context.style.set_theme(self._context.store.get_setting(settings.THEME))

    def _set_size(self) -> None:
        self._context.style.set_zoom(self._context.store.get_setting(settings.TEXT_SIZE) / 100)

    def _set_motion(self) -> None:
        self._context.style.reduced_motion = self._context.store.get_setting(settings.REDUCE_MOTION)

    def _set_caret(self) -> None:
        self._context.style.caret_in_pages = self._context.store.get_setting(settings.CARET_IN_PAGES)

    def _set_reading(self) -> None:
        self._context.style.set_reading(reading_of(self._context.store))

    def _set_history(self) -> None:
        self._context.navigator.keep_history = self._context.store.get_setting(settings.KEEP_HISTORY)

    def _set_keys(self) -> None:
        self._actions.set_keys(read(self._context.store.get_setting(settings.SHORTCUTS)))
