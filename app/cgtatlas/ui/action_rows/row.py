"""The shape of an action and of a menu, and the mark for texts that are translated later."""

from __future__ import annotations

from dataclasses import dataclass


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for pyside6-lupdate, which finds this name; :func:`shown` translates it later."""
    return text


@dataclass(frozen=True, slots=True)
class Row:
    """One action. ``text`` is its English source; ``keys`` are portable shortcuts, the first is shown."""

    id: str
    menu: str  # a menu of MENUS
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""  # a file of resources/icons
    toolbar: bool = False
    checkable: bool = False
    separator: bool = False  # a line above it in its menu
