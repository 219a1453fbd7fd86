"""The reader's own shortcuts: read from the setting, checked, and laid over those of the table of actions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from cgtatlas.core.settings import is_shortcuts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cgtatlas.ui.action_rows.row import Row

#: Qt's Chinese says these in words; in lists of keys the arrows are what stands on the keyboard.
_ARROWS = (
    QT_TRANSLATE_NOOP("QShortcut", "Left"),
    QT_TRANSLATE_NOOP("QShortcut", "Right"),
    QT_TRANSLATE_NOOP("QShortcut", "Up"),
    QT_TRANSLATE_NOOP("QShortcut", "Down"),
)
_STANDARD = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_ALONE = range(Qt.Key.Key_F1.value, Qt.Key.Key_F35.value + 1)
_MEDIA = range(Qt.Key.Key_Back.value, Qt.Key.Key_Back.value + 0x100)


def normal(key: str) -> str:
    """A key combination as it is written everywhere in the program; "" for what is none."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def native(keys: Iterable[str]) -> str:
    """Shortcuts as this platform writes them."""
    style = QKeySequence.SequenceFormat.NativeText
    return " / ".join(QKeySequence(key).toString(style) for key in keys)


def read(text: str) -> dict[str, tuple[str, ...]]:
    """The setting's text as key combinations by action id; what cannot be read is left out."""
    if not is_shortcuts(text):
        return {}
    return {id: tuple(k for key in keys if (k := normal(key))) for id, keys in json.loads(text).items()}


def written(chosen: Mapping[str, Sequence[str]]) -> str:
    """The setting's text for key combinations by action id."""
    return json.dumps({id: list(keys) for id, keys in sorted(chosen.items())})


def effective(chosen: Mapping[str, Sequence[str]], rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """The shortcuts of every row. No key has two meanings: the reader's choice wins over the table."""
    taken: set[str] = set()
    found: dict[str, tuple[str, ...]] = {}
    for row in sorted(rows, key=lambda row: row.id not in chosen):
        keys = [normal(key) for key in chosen.get(row.id, row.keys)]
        found[row.id] = tuple(key for key in dict.fromkeys(keys) if key and key not in taken)
        taken.update(found[row.id])
    return found


def reserved(key: str) -> bool:
    """Is this combination needed for typing and reading: a letter, an arrow, Enter, copying?"""
    sequence = QKeySequence(key)
    if sequence.isEmpty():
        return False
    if any(sequence.matches(QKeySequence(one)) is QKeySequence.SequenceMatch.ExactMatch for one in _STANDARD):
        return True
    pressed: QKeyCombination = sequence[0]  # type: ignore[index]
    number = pressed.key().value if isinstance(pressed.key(), Qt.Key) else int(pressed.key())
    return not pressed.keyboardModifiers() & _COMMANDING and number not in _ALONE and number not in _MEDIA
