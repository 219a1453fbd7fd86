"""Numbers as Chinese and English texts write them: 47.5万, 11,923, 十几万, one million, 1/6."""

from __future__ import annotations

import re

_SCALES = {"万": 1e4, "亿": 1e8, "百万": 1e6, "千万": 1e7, "million": 1e6, "billion": 1e9, "thousand": 1e3}
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HAN = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "百": 100, "千": 1000}
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PATTERN = re.compile(
    rf"(?P<over>\d+)/(?P<under>\d+)(?!\d)"
    rf"|(?P<digits>{_DIGITS})(?: ?(?P<scale>[百千]?[万亿]|million|billion|thousand))?"
    rf"|(?P<word>\b(?:{'|'.join(_WORDS)})\b)(?: (?P<wordscale>million|billion|thousand))?"
    rf"|(?P<han>[{''.join(_HAN)}](?=[^{''.join(_HAN)}]|$))?(?P<hanscale>[百千]?[万亿])?",
    re.IGNORECASE,
)


def numbers_in(text: str) -> list[float]:
    """Every number a text names; a fraction as a percentage, as facts give it."""
    found: list[float] = []
    for match in _PATTERN.finditer(text):
        part = match.groupdict()
        if part["over"]:
            found += [100 * int(part["over"]) / int(part["under"] or 1) if int(part["under"]) else 0.0]
            found += [float(part["over"]), float(part["under"])]
        elif part["digits"]:
            plain = float(part["digits"].replace(",", ""))
            found += [plain, plain * _SCALES.get((part["scale"] or "").lower(), 1.0)]
        elif part["word"]:
            plain = float(_WORDS.index(part["word"].lower()))
            found.append(plain * _SCALES.get((part["wordscale"] or "").lower(), 1.0))
        elif part["han"] or part["hanscale"]:
            plain = float(_HAN.get(part["han"] or "", 1))
            found.append(plain * _SCALES.get(part["hanscale"] or "", 1.0))
    return found
