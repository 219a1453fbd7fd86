"""Change the originals in many ways and see where annotations go: the right place, the review list, or wrong.

``python tests/faults/reanchor.py [SHARE [SEED]]`` prints a table; SHARE (1 is all) is how many of the quotes
are tried. ``python tests/faults/reanchor.py speed`` prints what a long document costs.

``right``: moved there, or changed and marked so. ``first``: the right place is the first one in the review
list. ``listed``: it is another one there. ``lost``: it is not there. ``gone``: of words that were deleted, no
place is shown, which is right. ``wrong``: shown at a place that is not the annotation's.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cgtatlas.store.anchors import make_anchor, search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cgtatlas.core.model import Span

DOCUMENTS = Path(__file__).parents[2] / "resources" / "library" / "documents"
PHRASES = 300
Edit = Callable[[str, int, int, random.Random], "Case"]
_NEW = "某些改写过的新内容用来代替原来的字句而且彼此都不相同这里还有另外几个汉字可供选择随机抽取组成"


@dataclass(frozen=True)
class Case:
    """A changed text and where the quoted words are in it; None when they are gone."""

    text: str
    place: Span | None


@cache
def originals() -> dict[str, str]:
    """File name -> text."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))}


@cache
def quotes() -> tuple[tuple[str, int, int, str], ...]:
    """(document, start, end, kind) of every sentence, every row of a table and 300 short phrases."""
    found: list[tuple[str, int, int, str]] = []
    for name, text in originals().items():
        for line in re.finditer(r"[^\n]+", text):
            row = "|" in line[0] or "\t" in line[0]
            pieces = [line] if row else re.finditer(r".+?(?:[。！？；;]|(?<=[a-z\])])\. |$)", line[0])
            for piece in pieces:
                shift = 0 if row else line.start()
                words = piece[0].strip()
                start = shift + piece.start() + len(piece[0]) - len(piece[0].lstrip())
                if len(words) > 1:
                    found.append((name, start, start + len(words), "row" if row else "sentence"))
    return (*found, *_phrases())


def _phrases() -> Iterator[tuple[str, int, int, str]]:
    chosen = random.Random(300)
    names = list(originals())
    many = 0
    while many < PHRASES:
        name = chosen.choice(names)
        text = originals()[name]
        at = chosen.randrange(len(text) - 40)
        match = re.compile(r"[一-鿿]{2,8}|[A-Za-z0-9-]{2,}(?: [A-Za-z0-9-]+){0,2}").search(text, at)
        if match:
            words = match[0] if match[0][0] > "一" else " ".join(match[0].split()[: chosen.randint(1, 3)])
            length = chosen.randint(2, len(words)) if words[0] > "一" else len(words)
            yield name, match.start(), match.start() + length, "phrase"
            many += 1


def new(chosen: random.Random, length: int) -> str:
    """So many characters that were never there in this order."""
    return "".join(chosen.choice(_NEW) for _ in range(length))


# what leaves the quote as it is


def far(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """Five insertions and deletions away from the quote."""
    for _ in range(5):
        at = chosen.randrange(len(text))
        cut = chosen.choice([0, 0, chosen.randint(1, 60)])
        if start - 60 - cut <= at <= end + 60:
            continue
        put = new(chosen, chosen.randint(1, 80))
        text = text[:at] + put + text[at + cut :]
        if at < start:
            start, end = start + len(put) - cut, end + len(put) - cut
    return Case(text, (start, end))


def put_before(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """New words right before the quote."""
    put = new(chosen, chosen.randint(4, 60))
    return Case(text[:start] + put + text[start:], (start + len(put), end + len(put)))


def put_after(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """New words right after the quote."""
    return Case(text[:end] + new(chosen, chosen.randint(4, 60)) + text[end:], (start, end))


def rewrite_before(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """The 40 characters before the quote written anew."""
    cut = min(start, 40)
    put = new(chosen, chosen.randint(20, 60))
    text = text[: start - cut] + put + text[start:]
    return Case(text, (start - cut + len(put), end - cut + len(put)))


def rewrite_after(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """The 40 characters after the quote written anew."""
    return Case(text[:end] + new(chosen, chosen.randint(20, 60)) + text[end + 40 :], (start, end))


def edit_both(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """Three characters on each side, among the next thirty, changed, gone or new."""
    left, right = list(text[max(0, start - 30) : start]), list(text[end : end + 30])
    for side in (left, right):
        for _ in range(3):
            if side:
                side[chosen.randrange(len(side))] = chosen.choice(["", new(chosen, 1), new(chosen, 2)])
    head = text[: max(0, start - 30)] + "".join(left)
    return Case(
        head + text[start:end] + "".join(right) + text[end + 30 :], (len(head), len(head) + end - start)
    )


def light(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """Every fiftieth character of the whole text but the quote changed, gone or new."""

    def edited(part: str) -> str:
        return "".join(
            chosen.choice(["", new(chosen, 1), char + new(chosen, 2)]) if chosen.random() < 0.02 else char
            for char in part
        )

    head = edited(text[:start])
    return Case(head + text[start:end] + edited(text[end:]), (len(head), len(head) + end - start))


def _paragraph(text: str, start: int, end: int) -> Span:
    return text.rfind("\n", 0, start) + 1, (text + "\n").find("\n", end)


def move_paragraph(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """The paragraph of the quote somewhere else."""
    low, high = _paragraph(text, start, end)
    piece, rest = text[low:high] + "\n", text[:low] + text[high + 1 :]
    borders = [0, *(match.end() for match in re.finditer("\n", rest))]
    at = chosen.choice(borders)
    return Case(rest[:at] + piece + rest[at:], (at + start - low, at + end - low))


def swap_paragraphs(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """The paragraph of the quote after the next one."""
    low, high = _paragraph(text, start, end)
    other = (text + "\n").find("\n", high + 1)
    if other < 0:
        return far(text, start, end, chosen)
    shift = other - high
    swapped = text[:low] + text[high + 1 : other] + "\n" + text[low:high] + text[other:]
    return Case(swapped, (start + shift, end + shift))


def reflow(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """Other line ends and blanks, in the quote too (not inside numbers and Latin words)."""

    def filled(part: str) -> str:
        part = re.sub(r"[ \t]+", "  ", part)
        return re.sub(
            r"(?<=[一-鿿，。、])(?=[一-鿿])", lambda _: chosen.choice([""] * 30 + ["\n", " "]), part
        )

    parts = filled(text[:start]), filled(text[start:end]), filled(text[end:])
    return Case("".join(parts), (len(parts[0]), len(parts[0]) + len(parts[1])))


def widen(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """Full width made half width."""
    return Case("".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text), (start, end))


# what changes the quote


def change_two(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """Two characters of the quote are others."""
    words = list(text[start:end])
    for at in chosen.sample(range(len(words)), min(2, len(words))):
        words[at] = new(chosen, 1)
    return Case(text[:start] + "".join(words) + text[end:], (start, end))


def change_and_move(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """Two characters of the quote are others, and the text is edited elsewhere."""
    case = change_two(text, start, end, chosen)
    return far(case.text, start, end, chosen)


def put_in_two(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """Two new characters inside the quote."""
    at = chosen.randint(start + 1, end - 1) if end - start > 1 else end
    return Case(text[:at] + new(chosen, 2) + text[at:], (start, end + 2))


def traditional(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """The document is issued again in traditional characters, with some edits."""
    case = far(text, start, end, chosen)
    return Case(case.text.translate(_table()), case.place)


@cache
def _table() -> dict[int, str]:
    import opencc

    convert = opencc.OpenCC("s2t").convert
    table = {}
    for char in set("".join(originals().values())):
        other = convert(char)
        if len(other) == 1 and other != char:
            table[ord(char)] = other
    return table


# what takes the quote away


def delete(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """The words are gone."""
    return Case(text[:start] + text[end:], None)


def delete_more(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """The words are gone with some of the surroundings."""
    return Case(text[: max(0, start - chosen.randint(0, 60))] + text[end + chosen.randint(0, 60) :], None)


def delete_paragraph(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """The paragraph of the quote is gone."""
    low, high = _paragraph(text, start, end)
    return Case(text[:low] + text[high + 1 :], None)


def delete_and_edit(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """The words are gone, and the whole text is lightly edited."""
    case = light(text, start, end, chosen)
    assert case.place is not None
    return Case(case.text[: case.place[0]] + case.text[case.place[1] :], None)


def delete_and_rewrite(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """Other words of the same length stand in place of the quote."""
    return Case(text[:start] + new(chosen, end - start) + text[end:], None)


def delete_and_repeat(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """The words are gone, and stand newly somewhere else."""
    rest = text[:start] + text[end:]
    at = chosen.randrange(len(rest))
    while abs(at - start) < 100:
        at = chosen.randrange(len(rest))
    return Case(rest[:at] + text[start:end] + rest[at:], None)


def another(text: str, start: int, end: int, chosen: random.Random) -> Case:
    """Quite another document has come in its place."""
    return Case(chosen.choice([other for other in originals().values() if other != text]), None)


UNCHANGED = (
    far,
    put_before,
    put_after,
    rewrite_before,
    rewrite_after,
    edit_both,
    light,
    move_paragraph,
    swap_paragraphs,
    reflow,
    widen,
)
CHANGED = (change_two, change_and_move, put_in_two, traditional)
GONE = (
    delete,
    delete_more,
    delete_paragraph,
    delete_and_edit,
    delete_and_rewrite,
    delete_and_repeat,
    another,
)


def outcome(document: str, start: int, end: int, case: Case) -> str:
    """What becomes of one annotation: right, changed, first, listed, lost, gone or wrong."""
    text = originals()[document]
    anchor = make_anchor(document, "before", text, start, end)
    found, listed = search(anchor, "after", case.text)
    if found.how != "lost":
        if case.place is None:
            # a deletion can leave the very text that was there
            same = case.text[: found.start] == text[:start] and case.text[found.end :] == text[end:]
            return "right" if same else "wrong"
        if not _same(case, found.start, found.end):
            return "wrong"
        return "changed" if found.how == "changed" else "right"
    if case.place is None:
        return "gone"
    near = [_near(case, one.start, one.end) for one in listed]
    return "first" if near[:1] == [True] else "listed" if True in near else "lost"


def _same(case: Case, start: int, end: int) -> bool:
    assert case.place is not None
    words = case.text[slice(*case.place)]
    lead, trail = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
    return start in (case.place[0], case.place[0] + lead) and end in (case.place[1], case.place[1] - trail)


def _near(case: Case, start: int, end: int) -> bool:
    assert case.place is not None
    common = min(end, case.place[1]) - max(start, case.place[0])
    return common >= 0.7 * max(end - start, case.place[1] - case.place[0])


def run(edit: Edit, share: float, seed: int) -> Counter[str]:
    """One kind of edit on a share of all quotes; kinds of quotes are counted too, as ``row wrong``."""
    chosen = random.Random(f"{seed}-{edit.__name__}")
    result: Counter[str] = Counter()
    for document, start, end, kind in quotes():
        if chosen.random() < share:
            how = outcome(document, start, end, edit(originals()[document], start, end, chosen))
            result[how] += 1
            result["trials"] += 1
            result[f"{kind} {how}"] += 1
    return result


COLUMNS = ("trials", "right", "changed", "first", "listed", "lost", "gone", "wrong")


def main(share: float, seed: int) -> int:
    """Print the table; the number of wrong places."""
    print(f"{'':20}" + "".join(f"{column:>9}" for column in COLUMNS))
    wrong = 0
    for edit in UNCHANGED + CHANGED + GONE:
        result = run(edit, share, seed)
        wrong += result["wrong"]
        print(f"{edit.__name__:20}" + "".join(f"{result[column]:9}" for column in COLUMNS), flush=True)
    return wrong


def speed(length: int = 300_000) -> None:
    """What one annotation costs in a long document, in ms: making, then finding after each kind of edit."""
    chosen = random.Random(5)
    parts = re.findall(r"[^，。；,;.\n]+[，。；,;.\n]+", "\n".join(originals().values()))
    long = "".join(chosen.choice(parts) for _ in range(length // 8))[:length]
    for name, edit in (("moved", far), ("edited", change_two), ("deleted", delete), ("both", edit_both)):
        times, made = [], []
        for _ in range(20):
            start = chosen.randrange(len(long) - 100)
            end = start + chosen.choice([4, 12, 40, 80])
            begin = time.process_time()
            anchor = make_anchor("long", "before", long, start, end)
            made.append(time.process_time() - begin)
            case = edit(long, start, end, chosen)
            search(anchor, "after", case.text)  # prepares the text
            begin = time.process_time()
            search(anchor, "after", case.text)
            times.append(time.process_time() - begin)
        made.sort(), times.sort()
        print(f"{name:8} make {1000 * made[10]:6.1f} (most {1000 * made[-1]:6.1f})", end="")
        print(f"   find {1000 * times[10]:6.1f} (most {1000 * times[-1]:6.1f})")


if __name__ == "__main__":
    if sys.argv[1:2] == ["speed"]:
        speed()
    else:
        share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
        sys.exit(bool(main(share, int(sys.argv[2]) if len(sys.argv) > 2 else 1)))
