"""Commands that read: search, entries, comparison, documents."""

from __future__ import annotations

import argparse
import functools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cgtatlas.commands.helping import word
from cgtatlas.commands.support import (
    DONE,
    NOTHING,
    open_library,
    open_searcher,
    open_store_if_there,
    positive,
    print_json,
    print_lines,
)
from cgtatlas.core import shapes
from cgtatlas.core.model import ENTRY_KINDS
from cgtatlas.core.settings import SHOW_OFF_TOPIC
from cgtatlas.search.fields import ENTRY_VALUES, GROUPS, SORTS, values_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.commands.support import AddParser
    from cgtatlas.core.model import SearchResult


def add_commands(add: AddParser) -> None:
    """The parsers of this file's commands."""
    sub = add("search", "find entries, passages and notes; '-' reads one query a line")
    sub.set_defaults(do=_search)
    sub.add_argument(
        "query", nargs="+", action=_Joined, metavar="QUERY", help="one that begins with '-' stands after '--'"
    )
    sub.add_argument(
        "--limit", type=positive, default=20, metavar="N", help="hits of each group; 20 when not given"
    )
    sub.add_argument(
        "--kind",
        action="append",
        choices=("entry", "passage", "annotation", "bookmark"),
        help="only this group; repeatable",
    )
    sub.add_argument("--all", action="store_true", help="every hit, however many")
    sub.add_argument("--sort", choices=SORTS, default=SORTS[0], help="order of the passages")
    sub.add_argument("--facets", action="store_true", help="count the hits by kind, document, year, ...")
    sub.add_argument("--no-off-topic", action="store_true", help="leave out off-topic documents")
    sub.add_argument(
        "--library", action="append", type=Path, metavar="FILE", help="search this library too; repeatable"
    )
    sub = add("entries", "list the entries")
    sub.set_defaults(do=_entries)
    sub.add_argument("--kind", type=_kind, metavar="K", help="one of: " + ", ".join(ENTRY_KINDS))
    sub = add("entry", "show an entry with its facts and their sources")
    sub.set_defaults(do=_entry)
    sub.add_argument("id", metavar="ID", help="as in the list of entries")
    sub = add("compare", "put entries side by side, field by field")
    sub.set_defaults(do=_compare)
    sub.add_argument("ids", nargs="+", metavar="ENTRY", help="ids, as in the list of entries")
    sub.add_argument("--out", type=Path, metavar="FILE.{csv,xlsx,tsv,html}", help="write a table")
    add("documents", "list the documents").set_defaults(do=_documents)
    sub = add("document", "show a document")
    sub.set_defaults(do=_document)
    sub.add_argument("id", metavar="ID", help="as in the list of documents")
    what = sub.add_mutually_exclusive_group()
    what.add_argument("--text", action="store_true", help="the exact original text and nothing else")
    what.add_argument("--blocks", action="store_true", help="its structure")


class _Joined(argparse.Action):
    """A query of several words, as a shell hands it over without quotation marks."""

    def __call__(
        self, parser: object, namespace: argparse.Namespace, values: object, option_string: str | None = None
    ) -> None:
        assert isinstance(values, list)  # nargs
        setattr(namespace, self.dest, " ".join(values))


def _kind(text: str) -> str:
    found = [value for value in values_of("kind", text) if value in ENTRY_VALUES]
    if len(found) != 1:
        raise argparse.ArgumentTypeError(word(f"one of these is needed: {', '.join(ENTRY_KINDS)}"))
    return found[0]


def _search(arguments: argparse.Namespace, lang: str) -> int:
    search = _searching(arguments)
    if arguments.query == "-":
        for line in sys.stdin.buffer:
            query = line.decode("utf-8", "replace").rstrip("\r\n")
            print_json(shapes.search_shape(search(query)), line=True)
        return DONE
    result = search(arguments.query)
    if arguments.json:
        print_json(shapes.search_shape(result))
    else:
        from cgtatlas.commands.printing_search import print_search

        print_search(result, lang)
    found = (result.entry_total, result.total, result.annotation_total, result.bookmark_total)
    return DONE if any(found) else NOTHING


def _searching(arguments: argparse.Namespace) -> Callable[[str], SearchResult]:
    """A search with the options of the command line."""
    store = open_store_if_there(arguments)
    searcher = open_searcher(arguments, store)
    shown = store is None or store.get_setting(SHOW_OFF_TOPIC)
    return functools.partial(
        searcher.search,
        limit=2**31 if arguments.all else arguments.limit,
        kinds=frozenset(arguments.kind or GROUPS),
        sort=arguments.sort,
        facets=arguments.facets,
        off_topic=shown and not arguments.no_off_topic,
    )


def _entries(arguments: argparse.Namespace, lang: str) -> int:
    rows = open_library().entries(arguments.kind)
    if arguments.json:
        print_json([shapes.row_shape(row) for row in rows])
    else:
        print_lines(f"{row.id}\t{row.kind}\t{row.name_zh}\t{row.name_en}" for row in rows)
    return DONE if rows else NOTHING


def _entry(arguments: argparse.Namespace, lang: str) -> int:
    library = open_library()
    entry = library.entry(arguments.id)
    if arguments.json:
        print_json(shapes.entry_shape(entry))
    else:
        from cgtatlas.commands.printing import print_entry

        print_entry(library, entry, lang)
    return DONE


def _compare(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.export.tables import to_tsv, write
    from cgtatlas.library.compare import compare

    found = compare(open_library(), arguments.ids)
    if arguments.out:
        write(found.table(lang), arguments.out)
    elif arguments.json:
        print_json(shapes.comparison_shape(found.entries, found.rows))
    else:
        sys.stdout.buffer.write(to_tsv(found.table(lang)).encode())
    return DONE


def _documents(arguments: argparse.Namespace, lang: str) -> int:
    documents = open_library().documents()
    if arguments.json:
        print_json([shapes.document_shape(document) for document in documents])
    else:
        print_lines(f"{d.id}\t{d.published or '-'}\t{d.characters}\t{d.title}" for d in documents)
    return DONE if documents else NOTHING


def _document(arguments: argparse.Namespace, lang: str) -> int:
    library = open_library()
    document = library.document(arguments.id)
    text = library.text(document.id)
    if arguments.text and not arguments.json:
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
        return DONE
    shape: dict[str, Any] = shapes.document_shape(document)
    if arguments.text:
        shape["text"] = text
    elif arguments.blocks:
        shape["blocks"] = [shapes.block_shape(block, text) for block in library.blocks(document.id)]
    if arguments.json:
        print_json(shape)
    elif arguments.blocks:
        from cgtatlas.commands.printing import print_blocks

        print_blocks(library.blocks(document.id), text)
    else:
        print_lines(f"{key}: {value}" for key, value in shape.items())
    return DONE
