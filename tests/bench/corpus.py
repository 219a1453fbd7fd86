"""Texts for the benchmarks: made-up ones of any size, or the files of a folder.

The words of a made-up text, and the runs of two to four words that follow each other, occur as often as in
the bundled originals and entries; behind them comes a long tail of made-up words with Zipf's frequencies, so
that a larger corpus has more words. Each passage repeats some words of its own, as real ones do. Made in
pieces of their own seeds: passage n is the same in a corpus of any size.
"""

from __future__ import annotations

import functools
import itertools
import multiprocessing
import random
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
#: Characters of a passage: least, most, most frequent (of a triangle; the mean is about 360).
SHORTEST, LONGEST, USUAL = 20, 600, 460
_PIECE = 1000  # passages of one seed
_TAIL = 400_000  # made-up words
# weight of the first of them, and how it falls; so that frequencies are those of the papers in README.md
_FIRST, _FALL = 4.0, 0.9
_OWN = 6  # words that a passage repeats
_SUFFIXES = frozenset({".txt", ".md"})


def real_text() -> str:
    """The bundled originals and the articles of the entries."""
    folder = ROOT / "resources" / "library"
    paths = sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES)
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return "\n".join(text.split("+++\n")[-1] for text in texts)


def segments(text: str) -> Iterator[list[str]]:
    """Sentences as lists of words; Han is cut where pairs of characters are the more frequent ones."""
    pairs = Counter(text[i : i + 2] for i in range(len(text) - 1))
    for sentence in re.split(r"[^\w %./-]+|\n", text):
        words: list[str] = []
        for run in re.findall(r"[\u4e00-\u9fff]+|[A-Za-z0-9][\w%./-]*", sentence, re.ASCII):
            words += [run] if run < "\u2e80" else _cut(run, pairs)
        if words:
            yield words


def _cut(run: str, pairs: Counter[str]) -> list[str]:
    words: list[str] = []
    at = 0
    while at < len(run):
        two = pairs[run[at : at + 2]] > max(2, pairs[run[at + 1 : at + 3]] // 2) and at + 1 < len(run)
        words.append(run[at : at + 1 + two])
        at += 1 + two
    return words


class Corpus:
    """The words and how often each is to be drawn."""

    def __init__(self) -> None:
        chance = random.Random(1)
        counts: Counter[str] = Counter()
        for words in segments(real_text()):
            counts.update(words)
            for length in (2, 3, 4):
                runs = (glued(words[i : i + length]) for i in range(len(words) - length + 1))
                counts.update(runs)
        known = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        frequent = [(word, count) for word, count in known if count > 1]
        han = [char for word, count in known for char in word * min(count, 3) if char >= "\u4e00"]
        tail = [self._made_up(chance, han) for _ in range(_TAIL)]
        rank = len(frequent)
        self.words = [word for word, _ in frequent] + tail
        weights = [count for _, count in frequent]
        weights += [_FIRST * (rank / place) ** _FALL for place in range(rank, rank + _TAIL)]
        self.weights = list(itertools.accumulate(weights))

    @staticmethod
    def _made_up(chance: random.Random, han: list[str]) -> str:
        kind = chance.random()
        if kind < 0.6:
            return "".join(chance.choices(han, k=chance.choice((2, 2, 2, 3, 4))))
        word = "".join(chance.choices("abcdefghilmnoprstuvxyz", k=chance.randint(3, 11)))
        if kind < 0.9:
            return word
        return (
            f"{word[:3].upper()}-{chance.randint(1, 9999)}" if kind < 0.97 else str(chance.randint(1, 99999))
        )

    def passage(self, chance: random.Random) -> str:
        """Some sentences of 20 to 600 characters."""
        length = chance.triangular(SHORTEST, LONGEST, USUAL)
        count = int(length / 2.2) + 1
        words = chance.choices(self.words, cum_weights=self.weights, k=count)
        own = chance.choices(self.words, cum_weights=self.weights, k=_OWN)
        for at in chance.choices(range(count), k=count // 6):
            words[at] = own[at % _OWN]
        marks = chance.choices(("", "", "", "", "", "，", "。", "、"), k=count)
        parts: list[str] = []
        room = int(length)
        for word, mark in zip(words, marks, strict=True):
            part = f" {word} {mark}" if word < "\u2e80" else word + mark
            room -= len(part)
            if room < 0:
                break
            parts.append(part)
        return "".join(parts).strip() or words[0]


def glued(words: list[str]) -> str:
    """Words side by side as they would be printed."""
    text = words[0]
    for word in words[1:]:
        text += f" {word}" if word < "\u2e80" and text[-1] < "\u2e80" else word
    return text


@functools.cache
def _corpus() -> Corpus:
    return Corpus()


def _piece(number: int) -> list[str]:
    chance = random.Random(1000 + number)
    corpus = _corpus()
    return [corpus.passage(chance) for _ in range(_PIECE)]


def made_up(passages: int, processes: int = 2) -> Iterator[str]:
    """Passages of a made-up corpus, always the same."""
    pieces = range(-(-passages // _PIECE))
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        texts = itertools.chain.from_iterable(pool.imap(_piece, pieces))
        yield from itertools.islice(texts, passages)


def of_folder(folder: Path) -> Iterator[str]:
    """Passages of the text and Markdown files below a folder: paragraphs, long ones cut at sentences."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES):
        text = path.read_text(encoding="utf-8", errors="replace")
        for paragraph in re.split(r"\n\s*\n|\r", text):
            yield from (piece for piece in _pieces(paragraph.strip()) if len(piece) >= SHORTEST)


def _pieces(paragraph: str) -> Iterator[str]:
    piece = ""
    for sentence in re.findall(r"[^。！？.!?]+[。！？.!?]*|[。！？.!?]+", paragraph):
        if piece and len(piece) + len(sentence) > LONGEST:
            yield piece
            piece = ""
        piece += sentence
    if piece:
        yield from (piece[at : at + LONGEST] for at in range(0, len(piece), LONGEST))
