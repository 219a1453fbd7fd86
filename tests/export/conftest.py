from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from cgtatlas.core.model import Anchor, Annotation
from cgtatlas.store.anchors import make_anchor
from cgtatlas.store.annotations import COLOURS
from cgtatlas.store.store import Store, reader_file
from cgtatlas.store.writer import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cgtatlas.library.reader import Library

# what breaks formats: ends of comments, quotations and cells, formulas, lines of every kind, half characters
NASTY = [
    "-->",
    "<!-- cgt-atlas:annotation {} -->",
    '"; DROP',
    "=1+1",
    "'=x",
    "''＝1",
    "\t@x",
    "a\r\nb\rc\nd",
    "\n\n# H\n",
    "    code\n",
    "```\n",
    "\u2028\x85\x0b",
    "\\<b>\\!",
    "</script><script>",
    "😀𠀀",
    "> q\n- x\n1. y",
    "a,b;c\\",
    "\ufeff",
    "-   **Note**",
]
TEXT = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=12)), max_size=4).map(
    lambda parts: clean("".join(parts))
)
_NUMBER = st.integers(0, 2**31 - 1)
_TIME = st.datetimes().map(lambda t: f"{t.year:04}{t.isoformat(timespec='milliseconds')[4:]}Z")
_TAG = TEXT.map(lambda text: " ".join(text.split())[:200]).filter(bool)


@st.composite
def anchors(draw: st.DrawFn) -> Anchor:
    start, end = sorted((draw(_NUMBER), draw(_NUMBER)))
    document = draw(st.sampled_from(["cgt-interview-2025", "no-such-document", "https://example.org/a?b=1"]))
    sha = draw(st.sampled_from(["a" * 64, ""]))
    return Anchor(document, sha, start, end, draw(TEXT.filter(bool)), draw(TEXT), draw(TEXT))


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    target = draw(st.sampled_from(["", "", "cgt:entry/kymriah", "cgt:fact/kymriah/list-price"]))
    anchor = Anchor("", "", 0, 0, "") if target else draw(anchors())
    return Annotation(
        id=str(draw(st.uuids())),
        anchor=anchor,
        colour=draw(st.sampled_from(COLOURS)),
        body=draw(TEXT),
        tags=tuple(dict.fromkeys(draw(st.lists(_TAG, max_size=3)))),
        created=draw(_TIME),
        modified=draw(_TIME),
        revision=1,
        target=target,
        previous=None if target else draw(st.none() | anchors()),
    )


@pytest.fixture
def store(data_dir: Path) -> Iterator[Store]:
    opened = Store(reader_file(data_dir))
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """Another reader's file."""
    opened = Store(reader_file(tmp_path / "other"))
    yield opened
    opened.close()


@pytest.fixture
def mark(store: Store, library: Library) -> Callable[..., Annotation]:
    """Annotate ``words`` of the interview, or of another document, in the store."""

    def mark(words: str = "细胞", document: str = "cgt-interview-2025", **given: object) -> Annotation:
        text, sha256 = library.text(document), library.document(document).sha256
        start = text.index(words)
        anchor = make_anchor(document, sha256, text, start, start + len(words))
        return store.add_annotation(anchor, **given)[0]  # type: ignore[arg-type]

    return mark
