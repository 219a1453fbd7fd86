"""Annotations and bookmarks out to files and in from them; the ending of the name says the format.

Annotations: ``.jsonld`` (also ``.json`` when read), ``.md``, ``.csv``. Bookmarks: ``.html``, ``.json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core.transfer import Report
from cgtatlas.export import (
    annotations_csv,
    annotations_jsonld,
    annotations_markdown,
    bookmarks_html,
    bookmarks_json,
    jsonld_reader,
)
from cgtatlas.export.anchoring import Anchoring
from cgtatlas.export.files import ending, read_text, write
from cgtatlas.library.titles import title_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.model import Annotation, Bookmark, Folder, Mark
    from cgtatlas.library.reader import Library
    from cgtatlas.store.store import Store

#: Endings of files of annotations and of bookmarks, the usual one first, with the format's name.
ANNOTATION_FORMATS = {".jsonld": "W3C JSON-LD", ".md": "Markdown", ".csv": "CSV"}
BOOKMARK_FORMATS = {".html": "HTML", ".json": "JSON"}

_ANNOTATION_READERS = {
    ".jsonld": jsonld_reader.from_jsonld,
    ".md": annotations_markdown.from_markdown,
    ".csv": annotations_csv.from_csv,
    ".json": jsonld_reader.from_jsonld,
}
_BOOKMARK_READERS = {
    ".html": bookmarks_html.from_html,
    ".json": bookmarks_json.from_json,
    ".htm": bookmarks_html.from_html,
}


def export_annotations(annotations: Sequence[Annotation], path: Path, library: Library, lang: str) -> None:
    """Write annotations to a file, whole or not at all. Raises Refused("no_such_format"), NotSaved."""
    format = ending(path, ANNOTATION_FORMATS)
    documents = {one.id: one for one in library.documents()}
    if format == ".csv":
        data = annotations_csv.to_csv(annotations, documents)
    elif format == ".md":

        def name_of(entry: str) -> str:
            return title_of(library, f"cgt:entry/{entry}", lang)

        data = annotations_markdown.to_markdown(annotations, documents, name_of, lang)
    else:
        data = annotations_jsonld.to_jsonld(annotations, documents, lang)
    write(path, data)


def export_bookmarks(
    folders: Sequence[Folder], bookmarks: Sequence[Bookmark], path: Path, marks: Sequence[Mark] = ()
) -> None:
    """Write bookmarks to a file, whole or not at all; the browsers' format has no place for ``marks``.

    Raises Refused("no_such_format"), NotSaved.
    """
    if ending(path, BOOKMARK_FORMATS) == ".html":
        write(path, bookmarks_html.to_html(folders, bookmarks))
    else:
        write(path, bookmarks_json.to_json(folders, bookmarks, marks))


def import_annotations(path: Path, store: Store, library: Library) -> tuple[Report, Changes]:
    """Take a file's annotations in, all in one transaction; what became of them.

    Raises Refused when nothing can be made of the file, NotSaved; then nothing has changed.
    """
    reader = _ANNOTATION_READERS[ending(path, _ANNOTATION_READERS)]
    report = Report()
    incoming = Anchoring(library, report).settle(reader(read_text(path), path.name, report))
    return report, store.merge_annotations(incoming, report)


def import_bookmarks(path: Path, store: Store) -> tuple[Report, Changes]:
    """Take a file's bookmarks in, as :func:`import_annotations` does; links to the web are only counted."""
    reader = _BOOKMARK_READERS[ending(path, _BOOKMARK_READERS)]
    report = Report()
    folders, bookmarks, marks = reader(read_text(path), path.name, report)
    return report, store.merge_bookmarks(folders, bookmarks, report, marks)
