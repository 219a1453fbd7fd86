from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas import cli
from cgtatlas import main as program
from cgtatlas.library import index

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.library.reader import Library

Run = "Callable[..., tuple[int, str, str]]"


def test_search_shape(run: Any, library: Library) -> None:
    status, out, err = run("search", "研究", "--json")
    assert (status, err) == (0, "")
    result = json.loads(out)
    assert set(result) >= {"query", "interpreted", "took_ms", "entries", "passages"}
    hits = result["passages"]["hits"]
    assert result["passages"]["total"] >= len(hits) > 0
    for hit in hits:
        text = library.text(hit["document"])
        assert hit["origin"].endswith(".txt")
        assert [text[s:e] for s, e in hit["matches"]] == ["研究"] * len(hit["matches"])
        assert hit["matches"]
        assert "".join(text[s:e] for s, e in hit["spans"]).replace("\t", "") == hit["text"].replace("\t", "")


@pytest.mark.parametrize(
    ("query", "kind", "id"),
    [("Kymriah", "therapy", "kymriah"), ("KTE-C19", "therapy", "yescarta"), ("诺华", "company", "novartis")],
)
def test_a_name_finds_its_entry_first(run: Any, query: str, kind: str, id: str) -> None:
    status, out, _ = run("search", query, "--json", "--kind", "entry")
    first = json.loads(out)["entries"][0]
    assert status == 0
    assert (first["id"], first["kind"]) == (id, kind)
    assert set(first) == {"id", "kind", "class", "name_zh", "name_en", "matched", "how"}


def test_search_limit_and_all(run: Any) -> None:
    few = json.loads(run("search", "细胞", "--json", "--limit", "3", "--kind", "passage")[1])["passages"]
    every = json.loads(run("search", "细胞", "--json", "--all", "--kind", "passage")[1])["passages"]
    assert len(few["hits"]) == 3
    assert len(every["hits"]) == every["total"] == few["total"] > 20


def test_queries_on_standard_input(run: Any) -> None:
    status, out, _ = run("search", "-", stdin='CAR-T\n\n"unclosed (\n啶氧菌酯\n')
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [line["query"] for line in lines] == ["CAR-T", "", '"unclosed (', "啶氧菌酯"]
    assert lines[3]["passages"]["total"] > 0


def test_nothing_found_is_status_1(run: Any) -> None:
    status, out, _ = run("search", "zzzqqq麒麟")
    assert status == 1
    assert "Nothing found" in out


def test_search_for_people_marks_the_words(run: Any) -> None:
    status, out, _ = run("search", "KTE-C19", "--lang", "zh")
    assert status == 0
    assert "【KTE-C19】" in out


def test_entries_and_entry(run: Any, library: Library) -> None:
    status, out, _ = run("entries", "--kind", "policy", "--json")
    rows = json.loads(out)
    assert status == 0
    assert len(rows) >= 8
    assert {row["kind"] for row in rows} == {"policy"}
    status, out, _ = run("entry", "kymriah", "--json")
    entry = json.loads(out)
    assert status == 0
    assert {
        "id",
        "kind",
        "class",
        "names",
        "summary_zh",
        "summary_en",
        "facts",
        "relations",
        "mentions",
    } <= set(entry)
    assert entry["facts"]
    for fact in entry["facts"]:
        cite = fact["citation"]
        assert library.text(cite["document"])[cite["start"] : cite["end"]] == cite["quote"]
    for mention in entry["mentions"]:
        assert library.text(mention["document"])[mention["start"] : mention["end"]] == mention["text"]


def test_entry_for_people_in_both_languages(run: Any) -> None:
    assert "价格" in run("entry", "kymriah", "--lang", "zh")[1]
    assert "Price" in run("entry", "kymriah", "--lang", "en")[1]


def test_compare(run: Any, tmp_path: Path) -> None:
    status, out, _ = run("compare", "kymriah", "yescarta", "--lang", "en")
    header, *rows = [line.split("\t") for line in out.splitlines()]
    assert status == 0
    assert header == ["", "Kymriah", "Yescarta"]
    assert any(row[0] == "Price" for row in rows)
    sheet = tmp_path / "two.xlsx"
    assert run("compare", "kymriah", "yescarta", "--out", str(sheet))[0] == 0
    assert sheet.read_bytes().startswith(b"PK")
    assert run("compare", "kymriah", "nothing")[0] == 1
    assert run("compare", "kymriah", "--out", str(tmp_path / "two.exe"))[0] == 3


def test_documents_and_exact_text(run: Any) -> None:
    documents = json.loads(run("documents", "--json")[1])
    assert len(documents) == 8
    assert [d["id"] for d in documents if d["off_topic"]] == ["picoxystrobin-2024"]
    for document in documents:
        status, out, _ = run("document", document["id"], "--text")
        assert status == 0
        assert hashlib.sha256(out.encode()).hexdigest() == document["sha256"]
        assert len(out) == document["characters"]


def test_document_blocks(run: Any, library: Library) -> None:
    shape = json.loads(run("document", "immune-cell-therapy-2022", "--blocks", "--json")[1])
    kinds = {block["kind"] for block in shape["blocks"]}
    assert {"heading", "paragraph", "table", "row", "caption", "reference"} <= kinds
    assert [
        len(b["spans"]) for b in shape["blocks"] if "".join(b["text"]).startswith("目前, 免疫细胞治疗在基础")
    ] == [1]


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("entry", "no-such-thing"), 1, "no entry"),
        (("document", "no-such-thing", "--text"), 1, "no document"),
        (("search",), 2, "QUERY"),
        (("no-such-command",), 2, "invalid choice"),
        (("search", "x", "--limit", "0"), 2, "from 1"),
        (("build", "no-such-folder", "--out", "x.db"), 3, "no folder"),
        (("check", "--library", "no-such-file.db"), 3, "no file no-such-file.db"),
        (("search", "x", "--library", "no-such-file.db"), 3, "no file no-such-file.db"),
        (("search", "x", "--limit", "many"), 2, "from 1"),
        (("search", "-solid"), 2, "QUERY"),
        (("entries", "--kind", "gadget"), 2, "therapy, company, policy"),
        (("restore", "no-such-file.db"), 3, "no file no-such-file.db"),
        (("entries", "--data-dir", ""), 2, "folder is needed"),
        (("screenshot", "--out", "x.png", "--size", "9x9"), 2, "1280x800"),
    ],
)
def test_wrong_input_is_one_clear_line(run: Any, words: tuple[str, ...], status: int, message: str) -> None:
    got, out, err = run(*words)
    assert got == status
    assert out == ""
    assert message in err
    assert "Traceback" not in err


def test_a_picture_that_cannot_be_written_is_a_sentence(run: Any, tmp_path: Path) -> None:
    status, _, err = run("screenshot", "--out", str(tmp_path / "no" / "folder.png"))
    assert status == 3
    assert "was not saved" in err
    assert "Traceback" not in err


def test_messages_follow_the_language(run: Any) -> None:
    assert "没有编号" in run("entry", "nothing", "--lang", "zh")[2]


def test_check_is_green(run: Any) -> None:
    status, out, _ = run("check")
    assert status == 0, out
    assert "BAD" not in out


def test_check_names_a_spoilt_citation(run: Any, library_path: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.db"
    spoilt.write_bytes(library_path.read_bytes())
    with closing(sqlite3.connect(spoilt)) as connection, connection:
        connection.execute("UPDATE fact SET start = start + 1 WHERE id = 'kymriah/list-price'")
    status, out, _ = run("check", "--library", str(spoilt), "--json")
    problems = {r["rule"]: r["problems"] for r in json.loads(out) if r["problems"]}
    assert status == 1
    assert list(problems) == ["citations"]
    assert "kymriah/list-price" in problems["citations"][0]


def test_check_names_a_changed_original(run: Any, library_path: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.db"
    spoilt.write_bytes(library_path.read_bytes())
    with closing(sqlite3.connect(spoilt)) as connection, connection:
        connection.execute("UPDATE document SET text = replace(text, '毛开云', '毛开雲')")
    status, out, _ = run("check", "--library", str(spoilt), "--json")
    bad = {r["rule"] for r in json.loads(out) if r["problems"]}
    assert status == 1
    assert "texts" in bad


def test_a_file_of_another_program_is_refused(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE t (x)")
    before = path.read_bytes()
    status, _, err = run("check", "--library", str(path))
    assert status == 3
    assert "not a library" in err
    assert path.read_bytes() == before


def test_reading_makes_no_data_folder(run: Any, data_dir: Path) -> None:
    run("search", "CAR-T")
    run("entries")
    assert not data_dir.exists()


def test_without_a_display_the_terminal_shows_the_library(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    status, out, err = run()
    assert status == 0
    assert len(err.strip().splitlines()) == 1
    assert "no display" in err
    assert "8 documents" in out
    assert "【CAR-T】" in out
    assert "python3 app search" in out or "cgt-atlas search" in out


@pytest.mark.parametrize(
    "words",
    [
        *("search x", "annotations", "bookmarks", "settings", "settings theme dark", "backup b.db"),
        *("restore --list", "restore --newest", "restore --from-journal", "annotations --export z.md"),
    ],
)
def test_a_file_in_the_place_of_the_data_folder_is_told(run: Any, data_dir: Path, words: str) -> None:
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    data_dir.write_text("mine")
    status, out, err = run(*words.split(), "--lang", "en")
    assert (status, out) == (3, "")
    assert f"{data_dir} is a file, not a folder" in err
    assert data_dir.read_text() == "mine"


def test_a_query_of_several_words_needs_no_quotation_marks(run: Any) -> None:
    together = json.loads(run("search", "CAR-T 细胞", "--json")[1])
    assert json.loads(run("search", "CAR-T", "细胞", "--json")[1])["passages"] == together["passages"]
    assert cli.parse(["search", "--json", "--", "-CAR-T", "细胞"]).query == "-CAR-T 细胞"


def test_a_query_of_nothing_is_told_so(run: Any) -> None:
    assert "nothing to search for" in run("search", "  ", "--lang", "en")[1]


def test_kinds_go_by_their_names_in_both_languages(run: Any) -> None:
    assert (
        run("entries", "--kind", "疗法")
        == run("entries", "--kind", "Therapies")
        == run("entries", "--kind", "therapy")
    )


def test_messages_are_utf_8_where_the_locale_knows_ascii_only(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="backslashreplace")
    monkeypatch.setattr(sys, "stderr", stream)
    run("entry", "没有", "--lang", "zh")
    stream.flush()
    assert "没有编号为“没有”的条目" in stream.buffer.getvalue().decode()  # type: ignore[attr-defined]


def test_output_that_cannot_be_written_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    def full(arguments: argparse.Namespace, lang: str) -> int:
        raise OSError(28, "No space left on device")

    assert cli.run(argparse.Namespace(lang="zh", do=full)) == 3
    assert "结果没有完整输出：No space left on device" in capsys.readouterr().err


def test_nothing_noted_yet_is_status_1_and_makes_no_file(run: Any, data_dir: Path) -> None:
    for command in ("annotations", "bookmarks"):
        status, out, _ = run(command, "--json")
        assert (status, json.loads(out)) == (1, [])
    assert not data_dir.exists()


def test_words_that_are_no_text_are_answered(run: Any) -> None:
    for command in ("entry", "document", "compare", "settings"):
        status, out, err = run(command, "\udcff\ud800")  # a byte that is no UTF-8, half a character
        assert (status, out) == (1, "")
        assert len(err.splitlines()) == 1
    # typed in Chinese where the locale knows ASCII only
    assert run("search", os.fsdecode("研究".encode()), "--json")[0] == 0


def test_closed_streams(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    status, out, _ = run("entry", "nothing-of-this-name")
    assert (status, out) == (1, "")  # the message does not go among the output
    sys.stderr.close()
    for words in (["entries"], ["search", "FDA"], ["search", "-"]):
        for name in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(sys, name, None)
        assert program.main(words) == 0
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            stream.close()


def test_check_mends_the_index_of_own_documents(run: Any, data_dir: Path) -> None:
    def problems() -> dict[str, list[str]]:
        status, out, _ = run("check", "--json")
        found = {row["rule"]: row["problems"] for row in json.loads(out)}
        assert status == int(any(found.values()))
        return found

    assert "reader" not in problems()  # no file, nothing made
    run("settings", "theme", "dark")
    assert not any(problems().values())
    with closing(sqlite3.connect(data_dir / "reader.db")) as file, file:
        file.execute("DELETE FROM passage_fts_data")
    assert run("search", "FDA")[::2] == (0, "")  # the next search mends what cannot be read
    assert not any(problems().values())


def test_check_mends_an_index_that_lacks_a_passage(run: Any, data_dir: Path) -> None:
    run("settings", "theme", "dark")
    texts = {1: "第一段", 2: "中间的一段谈干细胞培养皿", 3: "最后一段"}
    with closing(sqlite3.connect(data_dir / "reader.db")) as file, file:
        words = "".join(texts.values())
        row = ("mine-1", 0, "my.txt", 0, "mine", "zh", "me", "", "2026", "", "", 0, "", 9, "", words)
        file.execute(f"INSERT INTO document VALUES ({', '.join('?' * 16)})", row)
        for id, text in texts.items():
            file.execute("INSERT INTO passage VALUES (?, 'mine-1', 0, '[[0,3]]', ?)", (id, text))
        index.add(file, [(1, texts[1]), (3, texts[3])])  # the middle one is missing: nothing looks broken
        index.finish(file)
    assert run("search", "培养皿")[0] == 1
    status, _, err = run("check", "--lang", "en")
    assert status == 0
    assert "differed from them" in err
    status, out, _ = run("search", "培养皿", "--json")
    assert [hit["document"] for hit in json.loads(out)["passages"]["hits"]] == ["mine-1"]
    assert run("check")[::2] == (0, "")
