from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas.store.anchors import make_anchor
from cgtatlas.store.store import Store, reader_file

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.library.reader import Library


@pytest.fixture
def noted(data_dir: Path, library: Library) -> list[str]:
    """Ids of two notes and a bookmark in the reader's file."""
    store, document = Store(reader_file(data_dir)), library.document("cgt-interview-2025")
    text = library.text(document.id)
    ids = []
    for start, tags in ((100, ("靶点",)), (200, ())):
        anchor = make_anchor(document.id, document.sha256, text, start, start + 20)
        ids.append(store.add_annotation(anchor, body=f"笔记 {start}", tags=tags)[0].id)
    ids.append(store.add_bookmark("cgt:entry/kymriah", "Kymriah")[0].id)
    store.close()
    return ids


@pytest.mark.parametrize("ending", [".jsonld", ".md", ".csv"])
def test_annotations_go_out_and_come_in(
    run: Any, noted: list[str], tmp_path: Path, data_dir: Path, ending: str
) -> None:
    file = tmp_path / f"notes{ending}"
    status, out, err = run("annotations", "--export", str(file), "--lang", "en")
    assert (status, out) == (0, "")
    assert "2 annotations" in err
    before = json.loads(run("annotations", "--json")[1])
    data_dir.rename(tmp_path / "old")
    status, out, err = run("annotations", "--import", str(file), "--json", "--lang", "en")
    report = json.loads(out)
    assert status == 0
    assert (report["read"], report["added"], report["refused"]) == (2, 2, [])
    assert sorted(report["ids"]["added"]) == sorted(noted[:2])
    assert "2 added" in err
    assert json.loads(run("annotations", "--json")[1]) == before
    assert json.loads(run("annotations", "--import", str(file), "--json")[1])["unchanged"] == 2


def test_the_filter_goes_for_the_export_too(run: Any, noted: list[str], tmp_path: Path) -> None:
    file = tmp_path / "notes.jsonld"
    assert run("annotations", "--tag", "靶点", "--export", str(file))[0] == 0
    assert [item["id"] for item in json.loads(file.read_text())["items"]] == [f"urn:uuid:{noted[0]}"]
    assert run("annotations", "--tag", "nothing", "--export", str(file))[0] == 0  # an empty file, as asked
    assert json.loads(file.read_text())["items"] == []


@pytest.mark.parametrize("ending", [".html", ".json"])
def test_bookmarks_go_out_and_come_in(
    run: Any, noted: list[str], tmp_path: Path, data_dir: Path, ending: str
) -> None:
    file = tmp_path / f"marks{ending}"
    assert run("bookmarks", "--export", str(file))[0] == 0
    before = json.loads(run("bookmarks", "--json")[1])
    data_dir.rename(tmp_path / "old")
    status, out, _ = run("bookmarks", "--import", str(file), "--json")
    assert (status, json.loads(out)["added"]) == (0, 1)
    assert json.loads(run("bookmarks", "--json")[1]) == before


def test_a_file_of_statuses_alone_is_no_empty_one(run: Any, data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    assert run("bookmarks", "--export", str(file))[0] == 0
    assert json.loads(file.read_text())["marks"] == []
    store = Store(reader_file(data_dir))
    store.set_mark("cgt:entry/kymriah", "read")
    store.close()
    assert run("bookmarks", "--export", str(file))[0] == 0
    assert [one["target"] for one in json.loads(file.read_text())["marks"]] == ["cgt:entry/kymriah"]


def test_what_is_refused_is_named_with_place_and_reason(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("document,quote,note,start\ncgt-interview-2025,,x,\n\n,词,,\ncgt-interview-2025,词,,x\n")
    status, _, err = run("annotations", "--import", str(file), "--lang", "zh")
    assert status == 1
    assert "读到 3 项，新增 1，未导入 2。" in err
    assert "第 4 行：没有说明笔记属于哪篇文献" in err
    assert "第 5 行：“start”的类型不对" in err


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("annotations", "--import", "no-such.csv"), 3, "no file"),
        (("annotations", "--import", "notes.xlsx"), 3, ".jsonld .md .csv"),
        (("annotations", "--export", "notes.txt"), 3, ".jsonld .md .csv"),
        (("annotations", "--export", "no/folder/notes.md"), 3, "no folder"),
        (("bookmarks", "--export", "marks.csv"), 3, ".html .json"),
        (("bookmarks", "--import", "a.html", "--export", "b.html"), 2, "not allowed"),
    ],
)
def test_wrong_use_is_one_clear_line(
    run: Any, noted: list[str], words: tuple[str, ...], status: int, message: str
) -> None:
    got, out, err = run(*words)
    assert (got, out) == (status, "")
    assert message in err
    assert "Traceback" not in err
