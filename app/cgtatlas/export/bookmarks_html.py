"""Bookmarks as the HTML file that browsers export and import (the "Netscape" format), out and in."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cgtatlas.core.errors import Refused
from cgtatlas.export.bookmarks_json import DEEPEST, Collector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.core.model import Bookmark, Folder
    from cgtatlas.core.transfer import IncomingFolder, Report
    from cgtatlas.export.bookmarks_json import Shelf

_HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- Bookmarks of CGT Atlas. The addresses (cgt:…) open in CGT Atlas. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>

"""
# Possessive: a hostile file must not make the pattern try again and again.
_TAG = re.compile(
    r"""<(/?)(DL|DT|DD|H3|A|META|TITLE|H1)\b((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([\w-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_EDGES = re.compile(r"^ +| +$|[\r\n\t\f]")
_EARLIEST, _LATEST = 0, 4_102_444_800  # seconds: 1970 to 2100


def to_html(folders: Sequence[Folder], bookmarks: Sequence[Bookmark]) -> bytes:
    """All folders and bookmarks; ids, times to the millisecond and excerpts are kept for the way back."""
    lines: list[str] = []

    def inside(folder: str, depth: int) -> None:
        indent = "    " * depth
        lines.append(f"{indent}<DL><p>")
        for one in folders:
            if one.parent == folder and depth < DEEPEST:
                lines.append(f'{indent}    <DT><H3 DATA-ID="{_safe(one.id)}">{_safe(one.title)}</H3>')
                inside(one.id, depth + 1)
        for mark in bookmarks:
            if mark.folder == folder:
                lines.extend(indent + "    " + line for line in _bookmark(mark))
        lines.append(f"{indent}</DL><p>")

    inside("", 0)
    return (_HEAD + "\n".join(lines) + "\n").encode()


def _bookmark(one: Bookmark) -> list[str]:
    # only an address of ours becomes a link, whatever stands in the file
    href = f'HREF="{_safe(one.target)}" ' if one.target.startswith("cgt:") else ""
    added = f'ADD_DATE="{_seconds(one.created)}" DATA-CREATED="{_safe(one.created)}"'
    lines = [f'<DT><A {href}{added} DATA-ID="{_safe(one.id)}">{_safe(one.title)}</A>']
    return lines + ([f"<DD>{_safe(one.excerpt)}"] if one.excerpt else [])


def _safe(text: str) -> str:
    """Text for inside HTML; line ends and blanks at the edges would be lost there: written as numbers."""
    return _EDGES.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), html.escape(text, quote=True))


def _seconds(created: str) -> int:
    try:
        return int(datetime.fromisoformat(created).timestamp())
    except (ValueError, OverflowError):
        return 0


def from_html(text: str, name: str, report: Report) -> Shelf:
    """Folders and bookmarks of our own file or of a browser's; its links to the web are counted and left out.

    Raises Refused: import_no_bookmarks, import_too_deep, import_too_many.
    """
    if "netscape-bookmark" not in text[:2000].lower() and not re.search(r"<a\s", text, re.IGNORECASE):
        raise Refused("import_no_bookmarks", path=name)
    reader = _Reader(text, name, report)
    reader.read()
    return reader.wanted_folders(), reader.into.bookmarks, []


class _Reader:
    """Walks the tags of a file; everything else in it is text."""

    def __init__(self, text: str, name: str, report: Report) -> None:
        self._text = _without_comments(text)
        self.into = Collector(name, report)
        self.into.unit = "line"
        self._open: list[str] = []  # ids of the folders around
        self._next: str | None = None  # the folder whose list comes next
        self._own: set[str] = set()  # folders of our own files, kept also when empty
        self._waiting: tuple[int, dict[str, str], str] | None = (
            None  # line, attributes and title of a bookmark
        )

    def read(self) -> None:
        """Go through the whole file."""
        tags = list(_TAG.finditer(self._text))
        line, counted = 1, 0
        for number, tag in enumerate(tags):
            line += self._text.count("\n", counted, tag.start())
            counted = tag.start()
            self.into.number = line
            following = tags[number + 1].start() if number + 1 < len(tags) else len(self._text)
            self._tag(tag[1] + tag[2].upper(), tag[3], self._text[tag.end() : following])
        self._keep("")

    def _tag(self, tag: str, attributes: str, words: str) -> None:
        if tag == "DD":
            self._keep(_plain(words))
        elif tag not in ("/A", "/DT"):
            self._keep("")
        if tag == "H3":
            if len(self._open) >= DEEPEST:
                raise Refused("import_too_deep", path=self.into.name)
            id = _attributes(attributes).get("data-id", "")
            self._next = self.into.folder(self._open[-1] if self._open else "", _plain(words), id)
            if id:
                self._own.add(self._next)
        elif tag == "DL":
            here = self._open[-1] if self._open else ""
            self._open.append(here if self._next is None else self._next)
            self._next = None
        elif tag == "/DL" and self._open:
            self._open.pop()
        elif tag == "A":
            self._waiting = (self.into.number, _attributes(attributes), _plain(words))

    def _keep(self, excerpt: str) -> None:
        """The bookmark read before is complete now."""
        if self._waiting is None:
            return
        line, found, title = self._waiting
        self._waiting, here = None, self.into.number
        self.into.number = line
        about = {"id": found.get("data-id", ""), "title": title, "excerpt": excerpt, "created": _time(found)}
        self.into.bookmark(self._open[-1] if self._open else "", found.get("href", ""), about)
        self.into.number = here

    def wanted_folders(self) -> list[IncomingFolder]:
        """Those with a bookmark of ours somewhere inside; of our own files all."""
        parents = {one.id: one.parent for one in self.into.folders}
        wanted: set[str] = set()
        for id in [one.folder for one in self.into.bookmarks] + list(self._own):
            while id and id not in wanted:
                wanted.add(id)
                id = parents.get(id, "")
        return [one for one in self.into.folders if one.id in wanted]


def _without_comments(text: str) -> str:
    """The text with only the line ends of its comments."""
    parts, start = [], 0
    while (opened := text.find("<!--", start)) >= 0 and (closed := text.find("-->", opened)) >= 0:
        parts += [text[start:opened], "\n" * text.count("\n", opened, closed)]
        start = closed + 3
    return "".join([*parts, text[start:]])


def _plain(words: str) -> str:
    return html.unescape(words.strip(" \t\r\n\f"))


def _attributes(text: str) -> dict[str, str]:
    return {
        found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(text)
    }


def _time(found: dict[str, str]) -> str:
    """When a bookmark was made; a browser's seconds since 1970 become our form."""
    if "data-created" in found:
        return found["data-created"]
    seconds = found.get("add_date", "")
    if not (seconds.isascii() and seconds.isdecimal() and len(seconds) < 12):
        return ""
    if not _EARLIEST < int(seconds) < _LATEST:
        return ""
    return datetime.fromtimestamp(int(seconds), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
