"""The one place that makes spellings equal: index, query, highlight and mention finder all fold here.

Folding drops full width, case, compatibility forms, combining and invisible marks and traditional
characters (OpenCC's table of single characters). What is left are words (letters and digits), characters
from U+2E80 on (Han, kana, Hangul and other high scripts, all called "Han" below) and four marks:

* a blank between two words, whatever dash, quotation mark, prime, blank or line end stood there;
* ``.`` only inside a number (47.5), ``%`` as a word of its own;
* ``,`` for punctuation, a tab or an empty line beside Han.

Blanks and single line ends beside Han vanish, so a Han word broken by a line end is whole again and
``CAR-T 细胞`` equals ``CAR-T细胞``, while ``CAR-T、细胞`` does not.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.text.simplified import SIMPLIFIED, TRADITIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: First character of the scripts that are searched by character, not by word.
HAN = "\u2e80"
#: The same as a range for a regular expression's class.
HAN_RANGE = "\u2e80-\U0010ffff"
#: A regular expression's class of the characters a folded word is made of.
WORD_CLASS = f"[^ ,.%{HAN_RANGE}]"

_HARD = ","
# letters by Unicode's reckoning, but printed and typed as primes and apostrophes: 5ʹ-UTR, Crohnʼs
_PRIMES = frozenset("\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u02ee")
_RAISED = "\x02"  # before a superscript digit, which is a word of its own: Lei¹, 10⁶


def _rules(*rules: tuple[str, str, str]) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Of (character without which there is nothing to do, what is found, what is put there), in order."""
    return tuple((needed, re.compile(pattern), replacement) for needed, pattern, replacement in rules)


_RARE = _rules(
    (_RAISED, r"\x02(?<=\x02[0-9]\x02)", ""),
    (_RAISED, r"\x02", " "),
    ("\n", r"\n *\n[ \n]*", _HARD),
    ("\n", r"\n", " "),
    (".", r"\.(?:(?<![0-9]\.)|(?![0-9]))", _HARD),
)
_COMMON = _rules(  # ``_tidied`` is the same once more
    (",", r",[ ,]+", _HARD),
    (",", r" +,", _HARD),
    (" ", rf" (?:(?<=[{HAN_RANGE}] ) *| *(?=[{HAN_RANGE}]))", ""),
    (",", rf",(?<=[^{HAN_RANGE}],)(?=[^{HAN_RANGE}])", " "),
    (" ", r"  +", " "),
    ("%", r" ?% ?", "%"),
)
_RULES = _RARE + _COMMON
_BESIDE_HAN = re.compile(rf" (?:(?<=[{HAN_RANGE}] )|(?=[{HAN_RANGE}]))")
_BETWEEN_WORDS = re.compile(rf",(?<=[^{HAN_RANGE}],)(?=[^{HAN_RANGE}])")
# Hangul written letter by letter becomes syllables
_JAMO = re.compile("[\u1100-\u115f\uac00-\ud7a3][\u1160-\u11ff]+")
_VOWEL = re.compile("[\u1160-\u11ff]")


def _simplified(char: str) -> str:
    """The simplified form of one Han character."""
    at = TRADITIONAL.find(char)
    return SIMPLIFIED[at] if at >= 0 else char


def _plain(text: str) -> str:
    parts = (char if "\uac00" <= char <= "\ud7a3" else unicodedata.normalize("NFKD", char) for char in text)
    return "".join(part for part in "".join(parts) if unicodedata.category(part) not in ("Mn", "Me", "Cf"))


def _fold_char(char: str) -> str:
    """What one character of a text becomes before the rules are applied."""
    if char in "\t\u2029":
        return _HARD
    if char in "\n\x85\u2028":
        return "\n"
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if unicodedata.decomposition(char).startswith("<super>"):
        if category == "No":
            return _RAISED + _plain(char)
        if category == "So":  # ™ ℠
            return _HARD
    folded = ""
    for part in _plain(_plain(char).casefold()):
        if part not in _PRIMES and (part.isalnum() or unicodedata.category(part) == "Mc"):
            folded += _simplified(part)
        else:
            folded += part if part in ".%" else _HARD
    return folded


class _Table(dict[int, str | int]):
    """Code point -> folded form, filled as characters are met; made for ``str.translate``."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()  # characters that do not become exactly one
        self.jamo = False  # was a vowel or a final of Hangul met that stands by itself?

    def __missing__(self, code: int) -> str | int:
        char = chr(code)
        folded = _fold_char(char)
        if len(folded) != 1:
            self.uneven.add(char)
        self.jamo = self.jamo or _VOWEL.search(folded) is not None
        value: str | int = ord(folded) if len(folded) == 1 else folded
        self[code] = value
        if code < len(_FORMS):
            _FORMS[code] = value
        return value


_TABLE = _Table()
# the same for the basic plane: ``str.translate`` reads a list in half the time of a dict that has __missing__
_UNMET = "\0"  # no folded text holds it
_FORMS: list[str | int] = [_UNMET] * 0x10000


def _translated(text: str) -> str:
    """``text.translate(_TABLE)``, faster."""
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):  # characters beyond the list
        return text.translate(_TABLE)
    folded = text.translate(_FORMS)
    return text.translate(_TABLE) if _UNMET in folded else folded


def _compose(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


def fold(text: str) -> str:
    """The folded form of ``text``: equal for all spellings that a reader takes for the same."""
    folded = _translated(text)
    if _TABLE.jamo and not folded.isascii():
        folded = _JAMO.sub(_compose, folded)
    for needed, pattern, replacement in _RARE:
        if needed in folded:
            folded = pattern.sub(replacement, folded)
    return _tidied(folded).strip(" ,")


def _tidied(folded: str) -> str:
    """What the rules in ``_COMMON`` make of a text: replacing is several times as fast as matching."""
    while "  " in folded:
        folded = folded.replace("  ", " ")
    if "," in folded:
        folded = folded.replace(" ,", ",").replace(", ", ",")
        while ",," in folded:
            folded = folded.replace(",,", ",")
    if " " in folded:
        folded = _BESIDE_HAN.sub("", folded)
    if "," in folded:
        folded = _BETWEEN_WORDS.sub(" ", folded)
    if "%" in folded:
        folded = folded.replace(" %", "%").replace("% ", "%")
    return folded


def letters(text: str) -> str:
    """The letters of ``text`` as folding makes them, in their order, with most marks but without blanks.

    What is not in it (one folded word or Han characters in a row) is not in the folded text either.
    """
    return _translated(text).replace(" ", "").replace("\n", "").replace(_RAISED, "")


@dataclass(slots=True)
class _Step:
    """What one step of folding did to the lengths: each stretch that it changed, ascending.

    ``places`` and ``stops`` are where the new stretches begin and end, ``lefts`` and ``rights`` where the
    old ones did.
    """

    places: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    lefts: list[int] = field(default_factory=list)
    rights: list[int] = field(default_factory=list)
    shift: int = 0  # from a place after the last stretch to where it was
    coming: Iterator[re.Match[str]] = field(default_factory=lambda: iter(()))  # matches not looked at yet
    length: int = 0  # of what the rule puts there

    def put(self, left: int, right: int, length: int) -> None:
        """Note that ``length`` characters now stand for those from ``left`` to ``right``."""
        place = left - self.shift
        self.places.append(place)
        self.stops.append(place + length)
        self.lefts.append(left)
        self.rights.append(right)
        self.shift += right - left - length

    def extend(self, right: int) -> None:
        """Let the last one of the characters noted last stand for what goes on to ``right``."""
        if self.stops[-1] - self.places[-1] > 1:
            self.stops[-1] -= 1
            self.places.append(self.stops[-1])
            self.stops.append(self.stops[-1] + 1)
            self.lefts.append(self.lefts[-1])
            self.rights.append(self.rights[-1])
        self.shift += right - self.rights[-1]
        self.rights[-1] = right

    def before(self, at: int, *, last: bool) -> int:
        """Where the character ``at`` stood before: the first or the last one of those it stands for."""
        if not self.places or self.places[-1] <= at:
            self._read(at)
        i = bisect_right(self.places, at) - 1
        if i < 0:
            return at
        if at < self.stops[i]:
            return self.rights[i] - 1 if last else self.lefts[i]
        return at - self.stops[i] + self.rights[i]

    def _read(self, at: int) -> None:
        """Look at matches until one stands behind ``at``: most found words stand near the beginning."""
        length, shift = self.length, self.shift
        for match in self.coming:
            left, right = match.span()
            if right - left != length:  # as ``put`` does, which would take half of the time of showing a hit
                self.places.append(left - shift)
                self.stops.append(left - shift + length)
                self.lefts.append(left)
                self.rights.append(right)
                shift += right - left - length
                if left - shift > at:
                    break
        self.shift = shift


@dataclass(slots=True)
class Folded:
    """A folded text with the way back: where each of its characters stood in the original.

    Of each rule that changed a length the text before it is kept; what it changed is looked up when a
    range is first asked for, because most texts are only read.
    """

    text: str
    source: str  # the original
    _cut: int  # characters that were stripped from the beginning
    _changes: Sequence[tuple[re.Pattern[str], str | None, str]]  # rule and the text before it
    _steps: list[_Step] | None = None  # the last one first

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that ``text[start:end]`` came from, in code points.

        Marks that folding dropped (accents, invisible ones) belong to the character before them;
        an empty range gives an empty range.
        """
        steps = self._steps
        if steps is None:
            steps = self._steps = [_changed(*change) for change in reversed(self._changes)]
            steps.append(_uneven(self.source))
        if start >= end:
            at = self._first(steps, start) if start < len(self.text) else len(self.source)
            return at, at
        at = end - 1 + self._cut
        for step in steps:
            at = step.before(at, last=True)
        return self._first(steps, start), at + 1

    def _first(self, steps: Sequence[_Step], at: int) -> int:
        at += self._cut
        for step in steps:
            at = step.before(at, last=False)
        return at


def fold_map(text: str) -> Folded:
    """Like :func:`fold`, with the map back to the original."""
    folded = _translated(text)
    changes: list[tuple[re.Pattern[str], str | None, str]] = []
    if _TABLE.jamo and not folded.isascii():
        composed = _JAMO.sub(_compose, folded)
        if len(composed) != len(folded):  # neither a composition nor a rule ever lengthens a text
            changes.append((_JAMO, None, folded))
        folded = composed
    for needed, pattern, replacement in _RULES:
        if needed in folded:
            after = pattern.sub(replacement, folded)
            if len(after) != len(folded):
                changes.append((pattern, replacement, folded))
            folded = after
    cut = len(folded) - len(folded.lstrip(" ,"))
    return Folded(folded.strip(" ,"), text, cut, changes)


def _changed(pattern: re.Pattern[str], replacement: str | None, text: str) -> _Step:
    """What a rule (None: the composition of Hangul) does to the lengths of a text."""
    step = _Step()
    if replacement is None:
        for match in pattern.finditer(text):
            if len(composed := _compose(match)) != len(match[0]):
                step.put(*match.span(), len(composed))
        return step
    step.coming, step.length = pattern.finditer(text), len(replacement)
    return step


def _uneven(text: str) -> _Step:
    """What the translation of characters does to the lengths of a text.

    A mark that is dropped makes the character before it end later.
    """
    step = _Step()
    for place in sorted(at for char in _TABLE.uneven.intersection(text) for at in _finds(char, text)):
        form = _TABLE[ord(text[place])]
        length = 1 if isinstance(form, int) else len(form)
        if length or not place:
            step.put(place, place + 1, length)
        elif not step.rights or step.rights[-1] < place:
            step.put(place - 1, place + 1, 1)
        elif step.stops[-1] > step.places[-1]:
            step.extend(place + 1)
        else:  # nothing but dropped marks so far
            step.put(place, place + 1, 0)
    return step


def _finds(char: str, text: str) -> Iterator[int]:
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)
