"""What the rules of :mod:`cgtatlas.text.blocks` pass on to each other: a block in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cgtatlas.core.model import Spanned

if TYPE_CHECKING:
    from cgtatlas.core.model import Span

#: Kinds that may stand in the middle of a sentence that a page break cut.
BETWEEN = frozenset({"furniture", "caption", "table"})


@dataclass(slots=True)
class Unit(Spanned):
    """A unit of text whose kind may not be settled yet (``kind`` is "" until it is).

    ``style`` names the bullet or numbering it begins with, "" for none; ``number`` is its number in an
    outline, and ``body`` where the words after the mark begin.
    """

    spans: list[Span]
    kind: str = ""
    level: int = 0
    indent: int = 0
    style: str = ""
    number: tuple[int, ...] = ()
    body: int = 0
    label: bool = False  # a line of metadata: "来源: …"
    alone: bool = True  # a line by itself, not a piece of one
    opens: bool = True  # stands at the beginning of its line
    rows: list[tuple[Span, ...]] = field(default_factory=list)
