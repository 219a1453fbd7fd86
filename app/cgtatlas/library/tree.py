"""The tree of a library: groupings over its entries, each group with its count."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from cgtatlas.core.model import ENTRY_KINDS, Document, EntryRow, TreeNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cgtatlas.library.reader import Library

#: Kinds that stay out of the way of the three main branches, under "more".
_MORE = ENTRY_KINDS[3:]
#: The ways each main branch can be grouped; the first is the usual one.
GROUPINGS: dict[str, tuple[str, ...]] = {
    "therapy": ("modality", "indication", "target", "status"),
    "company": ("country", "role"),
    "policy": ("issuer", "year", "kind"),
}

#: id, Chinese and English title of a group; the id "" collects what belongs to no group
Group = tuple[str, str, str]
_NONE: Group = ("", "其他", "Other")


def build_tree(library: Library, chosen: Mapping[str, str] | None = None) -> tuple[TreeNode, ...]:
    """Roots: therapies, companies, policies (each in its chosen grouping), more, documents.

    ``chosen`` names a grouping of ``GROUPINGS`` for a kind; what it does not name is grouped as usual.
    """
    rows: dict[str, list[EntryRow]] = defaultdict(list)
    for row in library.entries():
        rows[row.kind].append(row)
    more = [_flat(library, kind, rows[kind]) for kind in _MORE if rows[kind]]
    roots = [
        *(
            _branch(library, kind, (chosen or {}).get(kind, ways[0]), rows[kind])
            for kind, ways in GROUPINGS.items()
        ),
        TreeNode("more", "更多", "More", count=sum(node.count for node in more), children=tuple(more)),
        _documents(library.documents()),
    ]
    return tuple(root for root in roots if root.children)


def other_branch(library: Library) -> TreeNode:
    """All of another library under one root: its documents, and its entries by kind."""
    key = f"library/{library.name}"
    kinds: dict[str, list[EntryRow]] = defaultdict(list)
    for row in library.entries():
        kinds[row.kind].append(row)
    nodes = [_flat(library, kind, kinds[kind]) for kind in ENTRY_KINDS if kinds[kind]]
    documents = _documents(library.documents())
    nodes += [documents] if documents.children else []
    titles = {"mine": ("我自己的", "My own")}.get(library.name, (library.name, library.name))
    below = tuple(_under(key, node) for node in nodes)
    return TreeNode(key, *titles, count=sum(node.count for node in nodes), children=below)


def _under(key: str, node: TreeNode) -> TreeNode:
    """A node with the keys of it and all below told apart from those of other branches."""
    below = tuple(_under(key, child) for child in node.children)
    return replace(node, key=f"{key}/{node.key}", children=below)


def _branch(library: Library, kind: str, way: str, rows: list[EntryRow]) -> TreeNode:
    if way == "modality" or way not in GROUPINGS[kind]:
        return (
            _by_parent(library, kind, rows)
            if kind == "therapy"
            else _branch(library, kind, GROUPINGS[kind][0], rows)
        )
    groups = {
        "indication": lambda: _related(library, "treats"),
        "target": lambda: _targets(library),
        "status": lambda: _labelled(library, "class", {row.id: row.class_ for row in rows}),
        "country": lambda: _labelled(
            library, "country", {row.id: row.country for row in rows if row.country}
        ),
        "role": lambda: _labelled(library, "class", {row.id: row.class_ for row in rows}),
        "issuer": lambda: _related(library, "issued_by"),
        "year": lambda: _years(library),
        "kind": lambda: _labelled(library, "class", {row.id: row.class_ for row in rows}),
    }[way]()
    newest_first = way == "year"
    return _grouped(library, kind, way, rows, groups, newest_first)


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


def _labelled(library: Library, scheme: str, words: Mapping[str, str]) -> dict[str, list[Group]]:
    """Groups from one word of the vocabulary for each entry."""
    return {
        id: [(word, library.label(scheme, word, "zh"), library.label(scheme, word, "en"))]
        for id, word in words.items()
    }


def _related(library: Library, relation: str) -> dict[str, list[Group]]:
    """Groups from the entries that an entry is tied to by a relation."""
    groups: dict[str, list[Group]] = defaultdict(list)
    rows = library.connection.execute(
        "SELECT DISTINCT subject, entry.id, name_zh, name_en FROM relation"
        " JOIN entry ON entry.id = object WHERE type = ? ORDER BY subject, entry.id",
        (relation,),
    )
    for subject, id, zh, en in rows:
        groups[subject].append((id, zh or en, en or zh))
    return groups


def _targets(library: Library) -> dict[str, list[Group]]:
    """Targets, an entry's own and those of the modalities it belongs to."""
    own = _related(library, "targets")
    parents: dict[str, list[str]] = defaultdict(list)
    for entry, parent in library.connection.execute("SELECT entry, parent FROM entry_parent"):
        parents[entry].append(parent)

    def all_of(id: str) -> set[Group]:
        return set(own.get(id, [])).union(*(all_of(parent) for parent in parents[id]))

    ids = {*own, *parents}
    return {id: sorted(found) for id in ids if (found := all_of(id))}


def _years(library: Library) -> dict[str, list[Group]]:
    """The year in which a policy was issued, from its facts."""
    rows = library.connection.execute(
        "SELECT entry, min(substr(as_of, 1, 4)) FROM fact"
        " WHERE property IN ('issued', 'issuer', 'effective') AND as_of <> '' GROUP BY entry"
    )
    return {entry: [(year, year, year)] for entry, year in rows}


def _grouped(
    library: Library,
    kind: str,
    way: str,
    rows: list[EntryRow],
    groups: dict[str, list[Group]],
    newest_first: bool,
) -> TreeNode:
    """Entries below the groups they belong to: the largest or the newest group first, ungrouped ones last."""
    members: dict[Group, list[EntryRow]] = defaultdict(list)
    for row in rows:
        for group in groups.get(row.id) or [_NONE]:
            members[group].append(row)
    order = sorted(members, key=lambda g: g[2].lower())
    order.sort(key=lambda g: g[0] if newest_first else f"{len(members[g]):06}", reverse=True)
    order.sort(key=lambda g: g == _NONE)
    nodes = []
    for group in order:
        key = f"{kind}/{way}:{group[0] or 'other'}"
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
    return TreeNode("document", "文献", "Documents", count=len(documents), children=tuple(leaves))
