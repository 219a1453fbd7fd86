"""The commands as the palette and the search field list them: fuzzy, in both languages, recent first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from cgtatlas.ui.actions import MENUS, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.ui.actions import Actions
    from cgtatlas.ui.i18n import Translations

_RECENT = 12  # commands remembered


@dataclass(frozen=True, slots=True)
class Command:
    """One action: its words in the language of the interface and in the other one."""

    id: str
    text: str
    other: str
    menu: str
    keys: str
    enabled: bool = True


def score(query: str, text: str) -> int:
    """How well a typed word fits a text, 0 when it does not.

    Its letters occur in this order, the first of them at the beginning of a word; best where they stand
    together.
    """
    query, text = query.casefold(), text.casefold()
    whole = text.find(query)
    if whole >= 0:
        begins = whole == 0 or not text[whole - 1].isalnum()
        return 1000 - whole + (500 if begins else 0) + (500 if len(query) == len(text) else 0)
    at, points = -1, 0
    for letter in query:
        following = text.find(letter, at + 1)
        if following < 0:
            return 0
        begins = following == 0 or not text[following - 1].isalnum()
        if at < 0 and not begins and letter.isascii():
            return 0  # an abbreviation begins where a word begins
        points += 12 if begins else 6 if following == at + 1 else 1
        at = following
    return points


def find(commands: Sequence[Command], query: str, recent: Sequence[str]) -> list[Command]:
    """The commands that fit all words of a query, the best first; without one, those used last first.

    What cannot be done now comes after what can.
    """
    ranks = {id: number for number, id in enumerate(recent)}
    words = query.split()
    found = []
    for at, command in enumerate(commands):
        texts = (command.text, command.other, command.id)
        fits = [
            max(score(word, command.menu) // 10, *(score(word, text) - 3 * n for n, text in enumerate(texts)))
            for word in words  # the name of a menu finds its commands too, after those of that name
        ]
        if all(fit > 0 for fit in fits):
            used = ranks.get(command.id, len(ranks) + 1)
            found.append(((not command.enabled, -sum(fits), used, at), command))
    return [command for _, command in sorted(found, key=lambda one: one[0])]


class Palette:
    """The commands of one window, and those used last."""

    def __init__(self, actions: Actions, translations: Translations) -> None:
        self._actions, self._translations = actions, translations
        self.recent: list[str] = []

    def commands(self, query: str) -> list[Command]:
        """The commands that fit a query, the best first."""
        titles = {id: shown(title).replace("&", "").split("(")[0] for id, title in MENUS}
        native = QKeySequence.SequenceFormat.NativeText
        rows = [
            Command(
                row.id,
                action.text(),
                self._translations.in_other("Actions", row.text),
                titles[row.menu],
                action.shortcut().toString(native),
                action.isEnabled(),
            )
            for row, action in self._actions
            if row.id != "go.palette"
        ]
        return find(rows, query, self.recent)

    def rows(self, query: str) -> list[tuple[str, str, str]]:
        """What can be done now, for the search field: (id, text, shortcut)."""
        return [(one.id, one.text, one.keys) for one in self.commands(query) if one.enabled]

    def used(self, id: str) -> None:
        """Remember that a command was run."""
        self.recent = [id, *(one for one in self.recent if one != id)][:_RECENT]
