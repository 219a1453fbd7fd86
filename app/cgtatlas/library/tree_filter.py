"""A part of the tree: what fits, and the groups that hold it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cgtatlas.core.model import TreeNode


def only(nodes: Iterable[TreeNode], fits: Callable[[TreeNode], bool]) -> tuple[TreeNode, ...]:
    """The entries and documents that fit, in their groups with the counts of what is left in them."""
    kept = []
    for node in nodes:
        below = only(node.children, fits)
        if below:
            kept.append(replace(node, children=below, count=len(_leaves(below))))
        elif (node.entry or node.document) and fits(node):
            kept.append(replace(node, children=(), count=0))
    return tuple(kept)


def _leaves(nodes: Iterable[TreeNode]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        found |= _leaves(node.children) if node.children else {node.entry or node.document}
    return found
