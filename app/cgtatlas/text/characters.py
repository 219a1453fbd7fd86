"""Kinds of characters, for rules over mixed Chinese and English text."""

from __future__ import annotations

import re

CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
CLOSING = "”’」』）)】〕》〉］]"
OPENING = "“‘「『（(【〔《〈［["
PAIRS = {"(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "〔": "〕", "《": "》", "〈": "〉"}

_CJK = re.compile(f"[{CJK}]")


def is_cjk(char: str) -> bool:
    """Whether a character is written without spaces around it (Han, kana, hangul)."""
    return _CJK.match(char) is not None


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; empty (start == end) when there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def width(text: str) -> int:
    """Columns the text takes in a fixed-pitch font: two for a CJK character."""
    return len(text) + len(_CJK.findall(text))


def enclosed(text: str, start: int, end: int, longest: int) -> list[tuple[int, int]]:
    """Ranges from an opening bracket to its closing one, outermost only, none over ``longest`` long."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in re.compile(r"[()（）\[\]［］【】〔〕《》〈〉]").finditer(text, start, end):
        char, at = match.group(), match.start()
        if char in PAIRS:
            opened.append((PAIRS[char], at))
        elif opened and opened[-1][0] == char:
            begin = opened.pop()[1]
            if at + 1 - begin <= longest:
                while found and found[-1][0] > begin:
                    found.pop()
                found.append((begin, at + 1))
    return found
