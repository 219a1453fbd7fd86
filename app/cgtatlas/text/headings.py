"""Which of the units are headings, captions of pictures and list items, and at what level."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from cgtatlas.text.characters import CJK
from cgtatlas.text.marks import is_byline, is_dated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.text.units import Unit

_TITLE, _SHORT = 80, 40  # characters of a Chinese title and of a Chinese heading
_LATIN = 110  # characters of a heading in Latin letters
_LABELLED, _CAPTION = 8, 150  # characters of the shortest and of the longest captions of pictures
_ENDS = "。！？；;，,、:：…."
_STOP = re.compile(r"[。！；]|[.;!?](?:\s|$)")
_PICTURE = re.compile(r"(?:现场|合影|示意图|资料图|资料图片|供图|摄)$|^(?:图为|图源|供图|摄影|图片)")
_CHAPTERS = {"第": 2, "一、": 2, "(一)": 3}
_BARE = frozenset({"1", "1.1", "第", "#"})
_ITEMS = frozenset({"是", "一、", "(一)", "(1)", "①", "1、", "1.", "[1]"})


def settle(text: str, units: list[Unit]) -> None:
    """Give each unit its kind and level."""
    _settle_searched(text, units)
    candidates = [index for index, unit in enumerate(units) if _may_head(text, unit)]
    title = _title(text, units, set(candidates))
    candidates = [index for index in candidates if index == title or _is_short(text, units[index])]
    pictures = _pictures(text, units, candidates)
    chosen = set(candidates) - pictures
    for index in pictures:
        units[index].kind = "caption"
    _drop_lists(units, chosen, title)
    _drop_endings(text, units, chosen)
    for index in chosen:
        units[index].kind = "heading"
    if title in chosen:
        units[title].level = 1
    _parallel_titles(text, units)
    if pictures:
        _long_captions(text, units)
    _levels(units)
    _items(units)


def _content(text: str, unit: Unit) -> str:
    """The first characters of a unit, without its bullet or number."""
    return text[unit.body : min(unit.end, unit.body + 200)]


def _settle_searched(text: str, units: Sequence[Unit]) -> None:
    """A short line between two lines of page furniture belongs to it: the words of a search box."""
    for before, unit, after in zip(units, units[1:], units[2:], strict=False):
        if (
            before.kind == after.kind == "furniture"
            and not unit.kind
            and unit.end - unit.start <= 20
            and "\n\n" not in text[before.end : after.start]
        ):
            unit.kind = "furniture"


def _is_short(text: str, unit: Unit) -> bool:
    """Whether a heading that is not the title could be as long as the unit."""
    return unit.end - unit.body <= _SHORT or not re.search(f"[{CJK}]", _content(text, unit))


def _may_head(text: str, unit: Unit) -> bool:
    """Whether a unit could be a heading by its own looks."""
    if unit.kind or unit.label or not unit.alone or len(unit.spans) > 1:
        return False
    if unit.style and unit.style not in _BARE | _ITEMS and not _quoted(text, unit):
        return False
    content = _content(text, unit)
    if unit.end - unit.body > (_TITLE if re.search(f"[{CJK}]", content) else _LATIN):
        return False
    if unit.style == "是" or content[0] in "(（,，。、”’)）" or content[-1] in _ENDS + "-—":
        return False
    if is_byline(content) or is_dated(content) or (_STOP.search(content[:-1]) and not content.isupper()):
        return False
    if not re.search(f"[{CJK}]", content):
        return bool(unit.style) or (content[0].isupper() and content[-1] not in "!?}>" and " " in content)
    return sum(char.isalnum() for char in content) * 2 > len(content)


def _quoted(text: str, unit: Unit) -> bool:
    content = _content(text, unit)
    return unit.style == "•" and content.startswith("《") and content.endswith("》")


def _title(text: str, units: Sequence[Unit], candidates: set[int]) -> int:
    """The unit that is the document's title, -1 when it has none."""
    in_front = True
    for index, unit in enumerate(units[:60]):
        following = units[index + 1] if index + 1 < len(units) else None
        named = following is not None and not following.kind and is_byline(_content(text, following))
        if index in candidates and (in_front or named) and unit.style in ("", "#", "•"):
            return index
        in_front = in_front and (unit.kind == "furniture" or unit.label)
    return -1


def _parallel_titles(text: str, units: Sequence[Unit]) -> None:
    """A heading over the names of authors is the title, in whichever language."""
    for unit, following in pairwise(units[:60]):
        if unit.kind == "heading" and not unit.style and is_byline(_content(text, following)):
            unit.level = 1


def _pictures(text: str, units: Sequence[Unit], candidates: Sequence[int]) -> set[int]:
    """Candidates that are captions of pictures: by their words, by standing twice, or by their likes."""
    words = {index: _content(text, units[index]) for index in candidates if not units[index].style}
    times = Counter(words.values())
    sure = {i for i, word in words.items() if _PICTURE.search(word) or (times[word] > 1 and len(word) < 20)}
    if not sure:
        return set()
    others = sorted(len(word) for i, word in words.items() if i not in sure and len(word) > _LABELLED)
    usual = others[len(others) // 2] if others else 0
    for index, word in words.items():
        alone = index + 1 not in words and index - 1 not in words
        if len(word) <= _LABELLED and len(word) * 2 <= usual and alone and index:
            sure.add(index)
    return sure


def _long_captions(text: str, units: Sequence[Unit]) -> None:
    """Where pictures have captions, a line without an end that is too long for a heading is one too."""
    for unit in units:
        content = text[unit.start : min(unit.end, unit.start + _CAPTION + 1)]
        if unit.kind or unit.label or unit.style or not unit.alone or len(content) > _CAPTION:
            continue
        if content[-1] not in _ENDS + "”’" and not _STOP.search(content):
            unit.kind = "caption"


def _drop_lists(units: Sequence[Unit], chosen: set[int], title: int) -> None:
    """Short lines in a row are a list or a verse, numbered ones are items: none of them heads anything."""
    for group in _groups(units, chosen - {title}):
        numbered = [index for index in group if units[index].style in _ITEMS]
        for index, following in pairwise(numbered):
            if following == index + 1 and units[index].style == units[following].style:
                chosen -= {index, following}
        plain = [index for index in group if not units[index].style]
        if len(plain) > 2:
            chosen.difference_update(plain)


def _groups(units: Sequence[Unit], chosen: set[int]) -> list[list[int]]:
    """Runs of candidates with nothing but furniture between them."""
    groups: list[list[int]] = []
    last = -2
    for index in sorted(chosen):
        if groups and all(units[between].kind == "furniture" for between in range(last + 1, index)):
            groups[-1].append(index)
        else:
            groups.append([index])
        last = index
    return groups


def _drop_endings(text: str, units: Sequence[Unit], chosen: set[int]) -> None:
    """A candidate with nothing after it, or a date at most, heads nothing: it is a signature."""
    for index in range(len(units) - 1, -1, -1):
        if index in chosen:
            chosen.discard(index)
        elif units[index].kind != "furniture" and not is_dated(_content(text, units[index])):
            return


def _levels(units: Sequence[Unit]) -> None:
    """Levels of headings: the title's is 1; a number tells; one right below another is under it."""
    previous: Unit | None = None
    for unit in units:
        if unit.kind == "heading" and not unit.level:
            if unit.style == "#":
                unit.level = unit.number[0]
            elif unit.style in ("1", "1.1", "1.", "1、"):
                unit.level = min(len(unit.number) + 1, 6)
            elif unit.style in _CHAPTERS:
                unit.level = _CHAPTERS[unit.style]
            elif previous is not None and previous.level > 1 and not previous.style:
                unit.level = min(previous.level + 1, 6)
            else:
                unit.level = 2
        if unit.kind != "furniture":
            previous = unit if unit.kind == "heading" else None


def _items(units: Sequence[Unit]) -> None:
    """Kinds and depths of list items; the body of a record, in bullets like its metadata, is a paragraph."""
    stack: list[tuple[int, str]] = []
    record: tuple[int, str] | None = None
    for unit in units:
        key = (unit.indent, unit.style)
        if unit.label:
            record = key if unit.style else None
        if unit.kind in ("furniture", "caption", "table"):
            continue
        if unit.label or not _is_item(unit) or (unit.opens and key == record):
            stack.clear()
            continue
        unit.kind = "item"
        _push(stack, key)
        unit.level = len(stack)


def _is_item(unit: Unit) -> bool:
    return unit.kind == "item" or (not unit.kind and bool(unit.style) and unit.style not in _BARE)


def _push(stack: list[tuple[int, str]], key: tuple[int, str]) -> None:
    """Enter the list that an item belongs to: leave lists set deeper, or begun inside that list."""
    if key in stack:
        del stack[stack.index(key) + 1 :]
        return
    while stack and stack[-1][0] > key[0]:
        stack.pop()
    stack.append(key)
