"""Positions in code points (ours) to and from UTF-16 units (Qt's) and back."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Utf16Map:
    """The map of one text: the sorted positions of the characters that take two units."""

    code_points: tuple[int, ...]
    units: tuple[int, ...]

    def to_utf16(self, position: int) -> int:
        """The UTF-16 offset of a code point position."""
        return position + bisect_left(self.code_points, position)

    def to_code_point(self, offset: int) -> int:
        """The code point position of a UTF-16 offset; inside a surrogate pair, the pair's start."""
        return offset - bisect_left(self.units, offset)


def utf16_map(text: str) -> Utf16Map:
    """Make the map of a text."""
    points = tuple(match.start() for match in _ASTRAL.finditer(text))
    return Utf16Map(points, tuple(point + index for index, point in enumerate(points)))
