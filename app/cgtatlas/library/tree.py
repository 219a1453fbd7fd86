"""The tree of a library: groupings over its entries, each group with its count."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cgtatlas.core.model import ENTRY_KINDS, Document, EntryRow, TreeNode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cgtatlas.library.reader import Library

#: Kinds that stay out of the way of the three main branches, under "more".
_MORE = ENTRY_KINDS[3:]


def build_tree(library: Library) -> tuple[TreeNode, ...]:
    """Roots: therapies by modality, companies by country, policies by issuer, more, documents."""
    rows: dict[str, list[EntryRow]] = defaultdict(list)
    for row in library.entries():
        rows[row.kind].append(row)
    more = [_flat(library, kind, rows[kind]) for kind in _MORE if rows[kind]]
    roots = [
        _by_parent(library, "therapy", rows["therapy"]),
        _grouped(library, "company", "country", rows["company"], _countries(library, rows["company"])),
        _grouped(library, "policy", "issuer", rows["policy"], _issuers(library)),
        TreeNode("more", "更多", "More", count=sum(node.count for node in more), children=tuple(more)),
        _documents(library.documents()),
    ]
    return tuple(root for root in roots if root.children)


def _title(library: Library, kind: str) -> tuple[str, str]:
    return library.label("kind", kind, "zh"), library.label("kind", kind, "en")


def _leaf(row: EntryRow, path: str) -> TreeNode:
    return TreeNode(f"entry/{row.id}@{path}", row.name("zh"), row.name("en"), entry=row.id, count=1)


def _flat(library: Library, kind: str, rows: Iterable[EntryRow]) -> TreeNode:
    leaves = tuple(_leaf(row, kind) for row in rows)
    return TreeNode(kind, *_title(library, kind), count=len(leaves), children=leaves)


def _by_parent(library: Library, kind: str, rows: list[EntryRow]) -> TreeNode:
    """Entries below their parents; one with two parents stands below both."""
    own = {row.id: row for row in rows}
    below: dict[str, list[str]] = defaultdict(list)
    has_parent: set[str] = set()
    for entry, parent in library.connection.execute("SELECT entry, parent FROM entry_parent ORDER BY entry"):
        if entry in own and parent in own:
            below[parent].append(entry)
            has_parent.add(entry)

    def node(id: str, path: str) -> tuple[TreeNode, set[str]]:
        row, here = own[id], f"{path}/{id}"
        built = [node(child, here) for child in sorted(below[id], key=lambda c: _order(own[c], below))]
        inside = set().union({id}, *(ids for _, ids in built))
        children = tuple(child for child, _ in built)
        leaf = _leaf(row, path)
        return TreeNode(
            leaf.key, leaf.title_zh, leaf.title_en, id, count=len(inside), children=children
        ), inside

    tops = sorted((row.id for row in rows if row.id not in has_parent), key=lambda t: _order(own[t], below))
    children = tuple(node(top, kind)[0] for top in tops)
    return TreeNode(kind, *_title(library, kind), count=len(rows), children=children)


def _order(row: EntryRow, below: dict[str, list[str]]) -> tuple[bool, str]:
    """Groups first, then by English name."""
    return not below[row.id], row.name_en.lower()


def _countries(library: Library, rows: Iterable[EntryRow]) -> dict[str, list[tuple[str, str, str]]]:
    return {
        row.id: [
            (
                row.country,
                library.label("country", row.country, "zh"),
                library.label("country", row.country, "en"),
            )
        ]
        for row in rows
        if row.country
    }


def _issuers(library: Library) -> dict[str, list[tuple[str, str, str]]]:
    groups: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    rows = library.connection.execute(
        "SELECT DISTINCT subject, entry.id, name_zh, name_en FROM relation"
        " JOIN entry ON entry.id = object WHERE type = 'issued_by' ORDER BY subject, entry.id"
    )
    for subject, id, zh, en in rows:
        groups[subject].append((id, zh or en, en or zh))
    return groups


def _grouped(
    library: Library,
    kind: str,
    by: str,
    rows: list[EntryRow],
    groups: dict[str, list[tuple[str, str, str]]],
) -> TreeNode:
    """Entries below the groups they belong to, the largest group first, the ungrouped last."""
    members: dict[tuple[str, str, str], list[EntryRow]] = defaultdict(list)
    none = ("", "其他", "Other")
    for row in rows:
        for group in groups.get(row.id) or [none]:
            members[group].append(row)
    nodes = []
    for group in sorted(members, key=lambda g: (g == none, -len(members[g]), g[2])):
        key = f"{kind}/{by}:{group[0] or 'other'}"
        leaves = tuple(_leaf(row, key) for row in members[group])
        nodes.append(TreeNode(key, group[1], group[2], count=len(leaves), children=leaves))
    return TreeNode(kind, *_title(library, kind), count=len(rows), children=tuple(nodes))


def _documents(documents: list[Document]) -> TreeNode:
    leaves = [
        TreeNode(f"document/{d.id}", d.title, d.title, document=d.id, count=1)
        for d in documents
        if not d.off_topic
    ]
    off = tuple(
        TreeNode(f"document/{d.id}", d.title, d.title, document=d.id, count=1)
        for d in documents
        if d.off_topic
    )
    if off:
        leaves.append(TreeNode("document/off-topic", "与主题无关", "Off topic", count=len(off), children=off))
    return TreeNode("document", "原文", "Original texts", count=len(documents), children=tuple(leaves))
