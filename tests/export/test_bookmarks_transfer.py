"""Bookmarks out to a browser's file or our own, and in from them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cgtatlas.core.errors import Refused
from cgtatlas.core.model import Bookmark, Folder
from cgtatlas.core.transfer import Report
from cgtatlas.export import bookmarks_html, bookmarks_json, transfer
from cgtatlas.export.bookmarks_json import DEEPEST
from cgtatlas.export.reporting import summary

from .conftest import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.store.store import Store

FORMATS = {
    ".html": (bookmarks_html.to_html, bookmarks_html.from_html),
    ".json": (bookmarks_json.to_json, bookmarks_json.from_json),
}
TARGETS = ["cgt:entry/kymriah", "cgt:document/a#3-9", "cgt:fact/kymriah/x", "cgt:search/CAR-T%20%22a%22"]
BROWSER = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks Menu</H1>
<DL><p>
    <DT><A HREF="https://www.example.org/" ADD_DATE="1700000000" ICON="data:image/png;base64,AAAA">A page</A>
    <DT><H3 ADD_DATE="1700000001" LAST_MODIFIED="1700000002">Empty for us</H3>
    <DL><p>
        <DT><A HREF="http://x.example/?a=1&amp;b=2">B</A>
        <DT><A HREF="javascript:alert(1)">bookmarklet</A>
    </DL><p>
    <DT><H3 PERSONAL_TOOLBAR_FOLDER="true">项目 &amp; 竞品</H3>
    <DL><p>
        <DT><A HREF="cgt:entry/kymriah" ADD_DATE="1700000003">Kymriah &lt;b&gt;</A>
        <DD>first line
        <DT><H3>里面</H3>
        <DL><p>
            <DT><A HREF="cgt:document/cgt-interview-2025#10-20">访谈</A>
            <HR>
        </DL><p>
    </DL><p>
</DL><p>
"""


@pytest.mark.parametrize("ending", FORMATS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_goes_out_comes_back_the_same(ending: str, data: st.DataObject) -> None:
    to, read = FORMATS[ending]
    ids = [str(id) for id in data.draw(st.lists(st.uuids(), min_size=6, max_size=6, unique=True))]
    parents = [data.draw(st.sampled_from(["", *ids[:n]])) for n in range(3)]
    folders = [Folder(ids[n], parents[n], data.draw(TEXT), n, 1) for n in range(3)]
    time = "2026-01-02T03:04:05.678Z"
    marks = [
        Bookmark(ids[n], data.draw(st.sampled_from(["", *ids[:3]])), data.draw(st.sampled_from(TARGETS)),
                 data.draw(TEXT.filter(bool)), data.draw(TEXT), n, time, 1)
        for n in range(3, 6)
    ]  # fmt: skip
    report = Report()
    made, back, _ = read(to(folders, marks).decode(), "f", report)
    assert report.refused == []
    assert {(one.id, one.parent, one.title) for one in made} == {
        (one.id, one.parent, one.title) for one in folders
    }
    assert {(b.id, b.folder, b.target, b.title, b.excerpt, b.created) for b in back} == {
        (b.id, b.folder, b.target, b.title, b.excerpt, b.created) for b in marks
    }


@pytest.mark.parametrize("ending", FORMATS)
def test_folders_order_and_excerpts_come_into_an_empty_file_once(
    store: Store, other: Store, tmp_path: Path, ending: str
) -> None:
    outer = store.add_folder("外 <x>")[0]
    inner = store.add_folder("里", outer.id)[0]
    empty = store.add_folder("空")[0]
    for number, folder in enumerate((inner.id, "", inner.id, inner.id)):
        store.add_bookmark(f"cgt:entry/e{number}", f"名 {number}", folder=folder, excerpt="摘\n录" * number)
    store.move_bookmark(store.bookmarks()[-1].id, inner.id, 0)
    path = tmp_path / f"b{ending}"
    transfer.export_bookmarks(store.folders(), store.bookmarks(), path)
    report, changes = transfer.import_bookmarks(path, other)
    assert (report.read, len(report.added), report.folders, changes.bookmarks) == (4, 4, 3, True)
    assert [(f.id, f.parent, f.title) for f in other.folders()] == [
        (f.id, f.parent, f.title) for f in store.folders()
    ]
    assert empty.id in {folder.id for folder in other.folders()}
    shown = [(b.id, b.folder, b.target, b.title, b.excerpt, b.created) for b in store.bookmarks()]
    assert [(b.id, b.folder, b.target, b.title, b.excerpt, b.created) for b in other.bookmarks()] == shown
    again, changes = transfer.import_bookmarks(path, other)
    assert (len(again.unchanged), again.changes, changes.bookmarks) == (4, 0, False)


def test_a_browsers_file_gives_our_links_and_counts_the_others(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.html"
    path.write_text(BROWSER, encoding="utf-8")
    report, _ = transfer.import_bookmarks(path, store)
    assert (len(report.added), report.skipped, report.refused) == (2, 3, [])
    assert "3 web links left out" in summary(report, "en")
    folders = {folder.id: folder.title for folder in store.folders()}
    assert sorted(folders.values()) == ["里面", "项目 & 竞品"]
    found = {one.target: one for one in store.bookmarks()}
    one = found["cgt:entry/kymriah"]
    assert (one.title, one.excerpt, folders[one.folder]) == ("Kymriah <b>", "first line", "项目 & 竞品")
    assert one.created == "2023-11-14T22:13:23.000Z"
    assert folders[found["cgt:document/cgt-interview-2025#10-20"].folder] == "里面"
    assert transfer.import_bookmarks(path, store)[0].changes == 0
    assert store.undo_step is not None
    store.undo()
    assert (store.bookmarks(), store.folders()) == ([], [])


def test_what_is_here_stays_and_what_was_deleted_comes_back(store: Store, tmp_path: Path) -> None:
    folder = store.add_folder("一")[0]
    kept = store.add_bookmark("cgt:entry/a", "A", folder=folder.id)[0]
    gone = store.add_bookmark("cgt:entry/b", "B", folder=folder.id)[0]
    path = tmp_path / "b.json"
    transfer.export_bookmarks(store.folders(), store.bookmarks(), path)
    store.rename_bookmark(kept.id, "My A")
    store.delete_folder(folder.id)
    report, _ = transfer.import_bookmarks(path, store)
    assert set(report.restored) == {kept.id, gone.id}
    assert {one.title for one in store.bookmarks()} == {"My A", "B"}
    assert [one.title for one in store.folders()] == ["一"]
    assert {one.folder for one in store.bookmarks()} == {folder.id}


def test_the_same_place_is_in_a_folder_once(store: Store, other: Store, tmp_path: Path) -> None:
    store.add_bookmark("cgt:entry/a", "A", folder=store.add_folder("一")[0].id)
    mine = other.add_bookmark("cgt:entry/a", "mine", folder=other.add_folder("一")[0].id)[0]
    path = tmp_path / "b.html"
    transfer.export_bookmarks(store.folders(), store.bookmarks(), path)
    report, _ = transfer.import_bookmarks(path, other)
    assert (report.unchanged, other.bookmarks()) == ([mine.id], [mine])
    assert len(other.folders()) == 1


class Links(HTMLParser):
    """What a browser would make of a file."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        self.tags.add(tag)
        self.links |= {value for key, value in attributes if key in ("href", "src", "icon")}


@settings(max_examples=60, deadline=None)
@given(
    title=TEXT,
    target=st.sampled_from(
        ["javascript:alert(1)", "file:///etc/passwd", "http://x", "cgt:entry/a", '"><script>']
    ),
)
def test_the_html_holds_no_script_and_only_links_of_ours(title: str, target: str) -> None:
    nasty = title + '"><script>alert(1)</script><img src=x onerror=y></A></DL>'
    page = bookmarks_html.to_html(
        [Folder("f", "", nasty, 0, 1)], [Bookmark(nasty, "f", target, nasty, nasty, 0, nasty, 1)]
    ).decode()
    links = Links()
    links.feed(page)
    assert links.tags <= {"meta", "title", "h1", "dl", "p", "dt", "h3", "a", "dd"}
    assert {link[:4] for link in links.links} <= {"cgt:"}
    assert "default-src 'none'" in page


@pytest.mark.parametrize(
    ("content", "ending", "code"),
    [
        ("[]", ".json", "import_no_bookmarks"),
        ('{"format": "cgt-atlas-bookmarks", "version": 2}', ".json", "import_too_new"),
        ("{", ".json", "import_bad_json"),
        ("just text", ".html", "import_no_bookmarks"),
        ("<A B><H3>x</H3><DL><p>" * (DEEPEST + 2), ".html", "import_too_deep"),
        (json.dumps({"a": 1}), ".csv", "no_such_format"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_one_sentence(
    store: Store, tmp_path: Path, content: str, ending: str, code: str
) -> None:
    path = tmp_path / f"x{ending}"
    path.write_text(content)
    with pytest.raises(Refused) as refused:
        transfer.import_bookmarks(path, store)
    assert refused.value.code == code
    assert (store.bookmarks(), store.folders()) == ([], [])


def test_deep_folders_in_json_and_unfit_items_are_told(store: Store, tmp_path: Path) -> None:
    deep: dict[str, Any] = {"title": "x"}
    for _ in range(DEEPEST + 1):
        deep = {"title": "x", "folders": [deep]}
    head = {"format": "cgt-atlas-bookmarks", "version": 1}
    path = tmp_path / "x.json"
    path.write_text(json.dumps({**head, "folders": [deep]}))
    with pytest.raises(Refused, match="import_too_deep"):
        transfer.import_bookmarks(path, store)
    marks = [
        5,
        {"target": 7},
        {"target": "cgt:nothing"},
        {"target": "cgt:entry/a", "title": [1]},
        {"target": "cgt:entry/b"},
    ]
    path.write_text(json.dumps({**head, "bookmarks": marks, "folders": [{"title": 3}, 4]}))
    report, _ = transfer.import_bookmarks(path, store)
    assert len(report.refused) == 6
    assert [one.title for one in store.bookmarks()] == ["cgt:entry/b"]


@pytest.mark.parametrize(
    "piece", ["<", "<A ", '<A "', "<A '", '<A HREF="', "<!--", "<DL><H3>", "&", "<A x='\">"]
)
def test_a_pattern_repeated_takes_no_time(piece: str) -> None:
    text = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n" + piece * 20_000
    try:
        bookmarks_html.from_html(text, "f", Report())
    except Refused as error:
        assert re.fullmatch("import_.*", error.code)  # noqa: PT017


def test_statuses_travel_with_the_bookmarks_and_the_later_one_counts(
    store: Store, other: Store, tmp_path: Path
) -> None:
    for target, status in (("cgt:entry/kymriah", "read"), ("cgt:document/a", "checked")):
        store.set_mark(target, status)
    path = tmp_path / "b.json"
    transfer.export_bookmarks([], [], path, store.marks())
    report, changes = transfer.import_bookmarks(path, other)
    assert (report.marks, changes.marks) == (2, True)
    assert "status of 2 set" in summary(report, "en")
    found = {one.target: (one.status, one.modified) for one in other.marks()}
    assert found == {one.target: (one.status, one.modified) for one in store.marks()}
    other.set_mark("cgt:entry/kymriah", "to-read")
    again, changes = transfer.import_bookmarks(path, other)
    assert (again.changes, changes.marks, other.mark("cgt:entry/kymriah")) == (0, False, "to-read")


@pytest.mark.parametrize(
    "raw",
    ["x", {}, {"target": "cgt:search/x", "status": "read"}, {"target": "cgt:entry/a", "status": "liked"}],
)
def test_an_unfit_status_is_refused(store: Store, tmp_path: Path, raw: object) -> None:
    path = tmp_path / "b.json"
    whole = {"format": "cgt-atlas-bookmarks", "version": 1, "bookmarks": [], "folders": [], "marks": [raw]}
    path.write_text(json.dumps(whole), encoding="utf-8")
    report, _ = transfer.import_bookmarks(path, store)
    assert (len(report.refused), store.marks()) == (1, [])
