"""Bookmarks and statuses as JSON of our own: folders in each other, everything in the reader's order.

::

    {"format": "cgt-atlas-bookmarks", "version": 1,
     "bookmarks": [{"id", "target", "title", "excerpt", "created"}],
     "folders": [{"id", "title", "bookmarks": [...], "folders": [...]}],
     "marks": [{"target", "status", "modified"}]}    status: to-read, read, checked
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.errors import Refused
from cgtatlas.core.model import STATUSES
from cgtatlas.core.transfer import IncomingBookmark, IncomingFolder, IncomingMark, Remark
from cgtatlas.export.jsonld_reader import MOST, load_json
from cgtatlas.export.records import own_id, utc
from cgtatlas.store.writer import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Bookmark, Folder, Mark
    from cgtatlas.core.transfer import Report, Where

Json = dict[str, object]
#: What a file of bookmarks holds: folders, each after its parent, bookmarks, and statuses.
Shelf = tuple[list[IncomingFolder], list[IncomingBookmark], list[IncomingMark]]

FORMAT = "cgt-atlas-bookmarks"
#: How deep folders may lie in each other.
DEEPEST = 50
_LONGEST = 4_000
_WEB = ("http:", "https:", "ftp:", "file:", "javascript:", "data:", "about:", "place:", "chrome:", "mailto:")
_MADE_HERE = uuid.uuid5(uuid.NAMESPACE_URL, "cgt:bookmarks")


def to_json(folders: Sequence[Folder], bookmarks: Sequence[Bookmark], marks: Sequence[Mark] = ()) -> bytes:
    """All folders and bookmarks, in their order, and the status of what has one."""

    def inside(folder: str, depth: int) -> Json:
        return {
            "bookmarks": [_bookmark(one) for one in bookmarks if one.folder == folder],
            "folders": [
                {"id": one.id, "title": one.title, **inside(one.id, depth + 1)}
                for one in folders
                if one.parent == folder and depth < DEEPEST
            ],
        }

    whole: Json = {"format": FORMAT, "version": 1, **inside("", 0)}
    whole["marks"] = [{"target": one.target, "status": one.status, "modified": one.modified} for one in marks]
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _bookmark(one: Bookmark) -> Json:
    return {
        "id": one.id,
        "target": one.target,
        "title": one.title,
        "excerpt": one.excerpt,
        "created": one.created,
    }


def from_json(text: str, name: str, report: Report) -> Shelf:
    """Folders and bookmarks of a file, the unfit ones in the report.

    Raises Refused: import_bad_json, import_too_deep, import_no_bookmarks, import_too_new, import_too_many.
    """
    whole = load_json(text, name)
    if not isinstance(whole, Mapping) or whole.get("format") != FORMAT:
        raise Refused("import_no_bookmarks", path=name)
    if whole.get("version") != 1:
        raise Refused("import_too_new", path=name)
    collected = Collector(name, report)
    _inside(whole, "", 0, collected)
    for one in _list(whole.get("marks")):
        collected.number += 1
        collected.mark(one)
    return collected.folders, collected.bookmarks, collected.marks


def _inside(raw: Mapping[str, object], folder: str, depth: int, into: Collector) -> None:
    for one in _list(raw.get("bookmarks")):
        into.number += 1
        if not isinstance(one, Mapping):
            into.refuse("import_not_a_bookmark")
        else:
            into.bookmark(folder, one.get("target"), one)
    for one in _list(raw.get("folders")):
        into.number += 1
        if not isinstance(one, Mapping) or not isinstance(one.get("title"), str):
            into.refuse("import_not_a_bookmark")
        elif depth >= DEEPEST:
            raise Refused("import_too_deep", path=into.name)
        else:
            made = into.folder(folder, str(one["title"]), one.get("id"))
            _inside(one, made, depth + 1, into)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


class Collector:
    """Gathers what a file of bookmarks holds, gives ids where there are none, and refuses what is unfit."""

    def __init__(self, name: str, report: Report) -> None:
        self.name, self.report = name, report
        self.unit, self.number = "item", 0
        self.folders: list[IncomingFolder] = []
        self.bookmarks: list[IncomingBookmark] = []
        self.marks: list[IncomingMark] = []
        self._ids: set[str] = set()

    @property
    def where(self) -> Where:
        """The place in the file of what is read now."""
        return self.unit, self.number

    def refuse(self, code: str, id: str = "", **data: object) -> None:
        """Leave one out and say why."""
        self.report.read += 1
        self.report.refused.append(Remark(code, self.where, id, data))

    def folder(self, parent: str, title: str, id: object = None) -> str:
        """A folder; its id. One without an id has one made from where it lies, always the same."""
        title = clean(title)[:_LONGEST]
        named = isinstance(id, str) and id
        made = own_id(str(id)) if named else str(uuid.uuid5(_MADE_HERE, f"{parent}/{title}"))
        if made not in self._ids:
            self._ids.add(made)
            self.folders.append(IncomingFolder(made, parent, title))
        return made

    def bookmark(self, folder: str, target: object, about: Mapping[str, object]) -> None:
        """A bookmark, when its target is an address of ours; ``about``: id, title, excerpt, created."""
        if len(self.bookmarks) >= MOST:
            raise Refused("import_too_many", path=self.name, limit=MOST)
        if not isinstance(target, str) or not all(
            isinstance(about.get(key, ""), str) for key in ("id", "title", "excerpt", "created")
        ):
            self.refuse("import_not_a_bookmark")
            return
        place = iri.parse(target)
        if place is None:
            if target.lower().startswith(_WEB):
                self.report.skipped += 1  # nothing here opens the network
            else:
                self.refuse("import_bad_target", value=clean(target)[:80])
            return
        title, excerpt = (clean(str(about.get(key, "")))[:_LONGEST] for key in ("title", "excerpt"))
        id = str(about.get("id", ""))
        made = own_id(id) if id else str(uuid.uuid5(_MADE_HERE, f"{folder}/{place.iri}"))
        created = utc(str(about.get("created", ""))[:40])
        self.report.read += 1
        self.bookmarks.append(
            IncomingBookmark(made, folder, place.iri, title or place.iri, excerpt, created, self.where)
        )

    def mark(self, raw: object) -> None:
        """A status of an entry, a whole document or a fact."""
        if len(self.marks) >= MOST:
            raise Refused("import_too_many", path=self.name, limit=MOST)
        about = raw if isinstance(raw, Mapping) else {}
        target, status, modified = (about.get(key, "") for key in ("target", "status", "modified"))
        place = iri.parse(target) if isinstance(target, str) else None
        if place is None or place.kind == "search" or place.start is not None:
            self.refuse("import_bad_target", value=clean(str(target))[:80])
        elif status not in STATUSES:
            self.refuse("import_bad_status", value=clean(str(status))[:80])
        else:
            self.marks.append(IncomingMark(place.iri, str(status), utc(str(modified)[:40])))
