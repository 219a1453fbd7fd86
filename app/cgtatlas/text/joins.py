"""Sentences that a page break, a figure or a table cut in two, made whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cgtatlas.text.lines import join
from cgtatlas.text.units import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.text.units import Unit

_STOP = re.compile(r"[。！？；]|[.!?;](?=\s)")
_SHORTEST = 40  # characters of a paragraph that may have been cut
_LONGEST_OPENING = 400  # characters in which the rest of a cut sentence comes to its end


def join_cut(text: str, units: Sequence[Unit]) -> list[Unit]:
    """The units, with each one that breaks off joined to the one that goes on, past what stands between.

    The joined unit keeps the place and the kind of its first part.
    """
    kept: list[Unit] = []
    broken: Unit | None = None
    for unit in units:
        if unit.kind in BETWEEN:
            kept.append(unit)
            continue
        if broken is not None and _goes_on(text, broken, unit):
            join(text, broken.spans, unit.spans)
            broken = broken if _breaks_off(text, unit, len_from=broken.start) else None
            continue
        kept.append(unit)
        broken = unit if _breaks_off(text, unit, len_from=unit.start) else None
    return kept


def _breaks_off(text: str, unit: Unit, *, len_from: int) -> bool:
    """Whether a unit is running text that stops in the middle of a sentence."""
    if unit.kind not in ("", "item") or unit.label or unit.end - len_from < _SHORTEST:
        return False
    last = text[unit.end - 1]
    if not (last.isalnum() or last in ",，、-"):
        return False
    if last.isascii() and last.isalpha() and text[unit.end - 60 : unit.end].isascii():
        return _STOP.search(text, unit.start, unit.end) is not None or last.islower()
    return unit.end - len_from >= _SHORTEST + 20 or _STOP.search(text, unit.start, unit.end) is not None


def _goes_on(text: str, broken: Unit, unit: Unit) -> bool:
    """Whether a unit begins in the middle of a sentence."""
    if unit.kind or unit.label or unit.style:
        return False
    if _STOP.search(text, unit.start, min(unit.end, unit.start + _LONGEST_OPENING)) is None:
        return False
    before, first = text[broken.end - 1], text[unit.start]
    if before.isascii() and (before.isalnum() or before in ",-") and first.isascii():
        return first.islower() or (first.isdigit() and before == ",")
    return first.isalnum() or first in "《“(（‘"
