"""Annotations that come in: merged by id, never twice, anchored where their words stand."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas.core.errors import AtlasError, NotSaved, Refused
from cgtatlas.core.model import Anchor, Annotation
from cgtatlas.export import transfer
from cgtatlas.export.files import LARGEST
from cgtatlas.export.reporting import as_json, details, summary
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cgtatlas.core.transfer import Report
    from cgtatlas.library.reader import Library

ID = "%d1111111-1111-4111-8111-111111111111"
ENDINGS = (".jsonld", ".md", ".csv")


@pytest.fixture
def take(tmp_path: Path, library: Library) -> Callable[..., Report]:
    """Import bytes, text or a value as a file with an ending into a store."""

    def take(store: Store, content: Any, ending: str = ".jsonld") -> Report:
        path = tmp_path / f"in{ending}"
        text = content if isinstance(content, str | bytes) else json.dumps(content)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return transfer.import_annotations(path, store, library)[0]

    return take


def note(exact: str = "细胞", **given: Any) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": exact}
    target = {"source": "cgt:document/cgt-interview-2025", "selector": [quote]}
    return {"type": "Annotation", "bodyValue": "注", "target": target, **given}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_set_comes_into_an_empty_file_and_only_once(
    store: Store, other: Store, mark: Any, library: Library, tmp_path: Path, ending: str
) -> None:
    mark("基因治疗", colour="blue", body="**一**", tags=("靶点, x", "a;b"))
    mark("CAR-T", "car-t-industrialisation-2018", colour="pink")
    lost = Anchor("gone-document", "c" * 64, 5, 7, "没了", "前", "后")
    store.add_annotation(lost, body="文献不在了")
    path = tmp_path / f"notes{ending}"
    transfer.export_annotations(store.annotations(), path, library, "zh")
    report, changes = transfer.import_annotations(path, other, library)
    assert (report.read, len(report.added), report.no_document) == (
        3,
        3,
        [store.annotations("gone-document")[0].id],
    )
    assert changes.annotations
    assert other.annotations() == store.annotations()
    again, changes = transfer.import_annotations(path, other, library)
    assert (len(again.unchanged), again.changes, changes.annotations) == (3, 0, False)
    assert other.annotations() == store.annotations()
    assert other.check() == []


def test_notes_on_entries_and_facts_and_places_before_a_change(
    other: Store, library: Library, tmp_path: Path
) -> None:
    time = "2026-01-02T03:04:05.678Z"
    fact = library.facts()[0].id
    empty, old = Anchor("", "", 0, 0, ""), Anchor("x", "d" * 64, 1, 3, "旧词", "a", "b")
    ones = [
        Annotation(ID % 1, empty, "green", "条", (), time, time, 1, "cgt:entry/kymriah"),
        Annotation(ID % 2, empty, "green", "事实", ("t",), time, time, 1, f"cgt:fact/{fact}"),
        Annotation(ID % 3, replace(old, exact="新词"), "pink", "", (), time, time, 1, "", old),
    ]
    for ending in ENDINGS:
        path = tmp_path / f"notes{ending}"
        transfer.export_annotations(ones, path, library, "zh")
        transfer.import_annotations(path, other, library)
        assert [
            replace(one, revision=1) for one in sorted(other.annotations(), key=lambda one: one.id)
        ] == ones
        for one in ones:
            other.delete_annotation(one.id)


def test_the_newer_one_wins_and_the_words_it_replaces_are_told(
    store: Store, other: Store, mark: Any, library: Library, tmp_path: Path
) -> None:
    made = mark(body="一")
    path, older = tmp_path / "a.jsonld", tmp_path / "old.jsonld"
    transfer.export_annotations([made], older, library, "zh")
    transfer.import_annotations(older, other, library)
    newer = store.edit_annotation(made.id, revision=1, body="二")[0]
    transfer.export_annotations([newer], path, library, "zh")
    report, _ = transfer.import_annotations(path, other, library)
    assert (report.updated, report.replaced) == ([made.id], {made.id: "一"})
    assert replace(other.annotation(made.id), revision=2) == newer
    assert "一" in "".join(details(report, "zh"))
    report, _ = transfer.import_annotations(older, other, library)
    assert (report.kept, report.changes, other.annotation(made.id).body) == ([made.id], 0, "二")
    assert "较新" in summary(report, "zh")


def test_a_cell_edited_in_a_spreadsheet_counts(
    store: Store, mark: Any, library: Library, take: Any, tmp_path: Path
) -> None:
    made = mark(body="旧")
    path = tmp_path / "a.csv"
    transfer.export_annotations([made], path, library, "zh")
    report = take(store, path.read_bytes().replace("旧".encode(), "新".encode()), ".csv")
    assert (report.updated, store.annotation(made.id).body) == ([made.id], "新")
    assert store.annotation(made.id).modified > made.modified


def test_other_line_ends_are_no_edit(
    store: Store, mark: Any, library: Library, take: Any, tmp_path: Path
) -> None:
    mark(body="一\r\n二")
    path = tmp_path / "a.csv"
    transfer.export_annotations(store.annotations(), path, library, "zh")
    assert take(store, path.read_bytes().replace(b"\r\n", b"\n"), ".csv").changes == 0


def test_what_lay_in_the_trash_comes_back(store: Store, mark: Any, library: Library, tmp_path: Path) -> None:
    made, path = mark(body="一"), tmp_path / "a.md"
    transfer.export_annotations([made], path, library, "zh")
    store.delete_annotation(made.id)
    report, _ = transfer.import_annotations(path, store, library)
    assert (report.restored, len(store.annotations()), store.deleted_annotations()) == ([made.id], 1, [])


def test_an_import_is_one_step_to_undo_with_a_backup_before(store: Store, mark: Any, take: Any) -> None:
    before = mark(body="mine")
    report = take(store, [note("核心力量", bodyValue="a"), note("产业", bodyValue="b")])
    assert len(store.annotations()) == 1 + len(report.added) == 3
    assert [one.label for one in store.backups()] == ["before-import"]
    assert report.backup == store.backups()[0].path.name
    step = store.undo_step
    assert step is not None
    assert step.label == "import"
    store.undo()
    assert store.annotations() == [before]


def test_annotations_without_an_id_come_in_once(store: Store, take: Any) -> None:
    assert len(take(store, [note("核心力量"), note("核心力量")]).added) == 1
    assert take(store, [note("核心力量")]).changes == 0
    (made,) = store.annotations()
    store.edit_annotation(made.id, revision=made.revision, body="mine now")
    assert take(store, [note("核心力量")]).changes == 0
    assert store.annotations()[0].body == "mine now"


def test_the_same_id_twice_in_a_file(store: Store, take: Any) -> None:
    id, first, later = (
        "urn:uuid:11111111-1111-4111-8111-111111111111",
        "2026-01-01T00:00:00Z",
        "2026-02-01T00:00:00Z",
    )
    report = take(
        store,
        [
            note(id=id, bodyValue="b", modified=later),
            note(id=id.upper().replace("URN:UUID", "urn:uuid"), modified=first),
        ],
    )
    assert (report.read, len(report.added), len(report.kept)) == (2, 1, 1)
    assert store.annotations()[0].body == "b"


def test_words_are_checked_against_the_text(store: Store, take: Any, library: Library) -> None:
    document = library.document("cgt-interview-2025")
    text = library.text(document.id)
    only = next(
        text[n : n + 12]
        for n in range(500, 900)
        if text.count(text[n : n + 12]) == 1 and "\n" not in text[n : n + 12]
    )
    at = text.index(only)

    def placed(
        start: int, exact: str, sha256: str | None, prefix: str = "", suffix: str = ""
    ) -> dict[str, Any]:
        made = note(exact, bodyValue=f"{start} {exact} {sha256}")
        made["target"]["selector"][0] |= {"prefix": prefix, "suffix": suffix}
        made["target"]["selector"].append(
            {"type": "TextPositionSelector", "start": start, "end": start + len(exact)}
        )
        return made | {"target": made["target"] | ({"state": {"sha256": sha256}} if sha256 else {})}

    before, after = text[at - 40 : at], text[at + 12 : at + 52]
    report = take(store, [placed(at, only, document.sha256)])
    assert (report.moved, report.not_found) == ([], [])
    assert len(take(store, [placed(3, only, document.sha256, before, after)]).moved) == 1
    assert len(take(store, [placed(3, only, "e" * 64, before, after)]).moved) == 1
    assert len(take(store, [placed(3, only, None)]).moved) == 1
    assert {one.anchor.start for one in store.annotations()} == {at}
    assert {one.anchor.sha256 for one in store.annotations()} == {document.sha256}
    # the same words elsewhere are not the place, and what is not certain is kept as it came
    lost = take(store, [placed(3, "细胞", "e" * 64, "nowhere", "nothing"), placed(7, "不在文中的话", None)])
    assert len(lost.not_found) == 2
    assert {one.anchor.start for one in store.annotations()} == {at, 3, 7}


def test_a_note_on_a_web_page_is_kept_without_its_document(store: Store, take: Any) -> None:
    report = take(store, {"target": "https://example.org/a", "bodyValue": "x"})
    assert len(report.no_document) == 1
    assert store.annotations()[0].anchor.document == "https://example.org/a"


WRONG = [
    (["x"], "import_not_an_annotation"),
    ([{"type": "Annotation"}], "import_no_place"),
    ([note(bodyValue=5)], "import_wrong_type"),
    ([note(id=["x"])], "import_wrong_type"),
    ([{"target": {"source": "cgt:document/x", "selector": "y"}}], "import_wrong_type"),
    ([{"target": {"source": "cgt:search/x"}, "bodyValue": "a"}], "import_bad_target"),
    ([{"target": {"source": "cgt:document/x"}}], "import_empty"),
    ([note("x" * 300_000)], "import_too_long"),
    ([note(tags=["t" * 300])], "import_too_long"),
    (
        [{"target": {"source": "d", "selector": {"type": "TextPositionSelector", "start": 9, "end": 3}}}],
        "import_bad_range",
    ),
    (
        [{"target": {"source": "d", "selector": {"type": "TextPositionSelector", "start": -1, "end": True}}}],
        "import_wrong_type",
    ),
]


@pytest.mark.parametrize(("content", "code"), WRONG)
def test_an_unfit_one_is_refused_and_the_others_come_in(
    store: Store, take: Any, content: Any, code: str
) -> None:
    report = take(store, [*content, note("核心力量")])
    assert [one.code for one in report.refused] == [code]
    assert report.refused[0].where == ("item", 1)
    assert len(store.annotations()) == 1
    for lang, word in (("zh", "第 1 项"), ("en", "item 1")):
        assert word in details(report, lang)[0]
    shape = as_json(report, "f", "en")
    assert json.loads(json.dumps(shape))["refused"][0]["code"] == code
    assert shape["read"] == 2


HOSTILE = [
    (b"", ".jsonld", "import_bad_json"),
    (b"{", ".jsonld", "import_bad_json"),
    (b"[" * 200_000, ".jsonld", "import_too_deep"),
    (b'{"items":' * 50_000, ".json", "import_too_deep"),
    (b"1" * 6000, ".jsonld", "import_bad_json"),
    (b"{}", ".jsonld", "import_no_annotations"),
    (b'"x"', ".jsonld", "import_no_annotations"),
    (b'{"items": {"items": {"items": {"items": {"items": []}}}}}', ".jsonld", "import_no_annotations"),
    (bytes(range(128, 256)) * 9, ".csv", "import_not_text"),
    (b"# My diary\n", ".md", "import_no_annotations"),
    (b"a,b\n1,2\n", ".csv", "import_no_columns"),
    (b'document,quote\nx,"unclosed\n', ".csv", "import_bad_csv"),
    (b"", ".csv", "import_no_columns"),
    (b"x", ".exe", "no_such_format"),
]


@pytest.mark.parametrize(("data", "ending", "code"), HOSTILE)
def test_a_hostile_file_is_one_sentence_and_changes_nothing(
    store: Store, mark: Any, take: Any, data: bytes, ending: str, code: str
) -> None:
    mine = mark()
    with pytest.raises(Refused) as refused:
        take(store, data, ending)
    assert refused.value.code == code
    assert store.annotations() == [mine]
    assert store.backups() == []


def test_what_is_no_plain_file_is_refused_at_once(store: Store, library: Library, tmp_path: Path) -> None:
    large = tmp_path / "large.jsonld"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.csv").mkdir()
    for name, code in (
        ("large.jsonld", "import_too_large"),
        ("pipe.md", "not_a_file"),
        ("folder.csv", "not_a_file"),
        ("missing.csv", "no_such_file"),
    ):
        with pytest.raises(Refused) as refused:
            transfer.import_annotations(tmp_path / name, store, library)
        assert refused.value.code == code


ROWS = 'document,quote,note,tags\r\ncgt-interview-2025,核心力量,"一,""二""\r\n三",靶点; CAR-T\r\n'
SEMICOLONS = 'document;quote;note;tags\r\ncgt-interview-2025;核心力量;"一,""二""\r\n三";"靶点; CAR-T"\r\n'


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode(),
        ROWS.encode("utf-8-sig"),
        ROWS.encode("utf-16"),
        ROWS.encode("utf-16-le"),
        ROWS.encode("gb18030"),
        SEMICOLONS.encode(),
        ROWS.replace("document", "\0document").encode(),
    ],
)
def test_csv_as_spreadsheets_save_it(store: Store, take: Any, data: bytes) -> None:
    report = take(store, data, ".csv")
    assert (report.refused, len(report.added)) == ([], 1)
    (one,) = store.annotations()
    assert (one.anchor.exact, one.body, one.tags) == ("核心力量", '一,"二"\r\n三', ("靶点", "CAR-T"))
    assert one.anchor.sha256  # found in the text


def test_a_report_holds_no_control_characters_of_the_file(store: Store, take: Any) -> None:
    report = take(store, [note(id="a\x1b[2J\nb", target={"source": "cgt:search/x"})])
    (line,) = details(report, "en")
    assert line.isprintable()
    assert "a [2J b" in line


def test_half_characters_and_nul_do_not_reach_the_file(store: Store, take: Any) -> None:
    take(store, b'[{"target": "cgt:document/x", "bodyValue": "a\\ud800b\\u0000c"}]')
    assert store.annotations()[0].body == "abc"


def test_a_file_that_cannot_be_written_to_takes_nothing(path_of: Path, take: Any) -> None:
    store = Store.stand_in(AtlasError("too_new", path="x", version=9, known=3))
    with pytest.raises(NotSaved):
        take(store, [note()])


@pytest.fixture
def path_of(tmp_path: Path) -> Path:
    return tmp_path


def test_a_file_is_written_whole_or_not_at_all(
    mark: Any, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("old")
    ones = [mark()]

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotSaved) as failed:
        transfer.export_annotations(ones, path, library, "zh")
    assert failed.value.code == "disk_full"
    assert [p.name for p in tmp_path.iterdir() if "notes" in p.name] == ["notes.csv"]
    assert path.read_text() == "old"
    for wrong, code in ((tmp_path / "a" / "b.md", "no_such_folder"), (tmp_path / "a.txt", "no_such_format")):
        with pytest.raises(AtlasError) as refused:
            transfer.export_annotations(ones, wrong, library, "zh")
        assert refused.value.code == code
