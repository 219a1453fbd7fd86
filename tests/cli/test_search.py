"""The search command: its options, in JSON and for a person."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from cgtatlas.store.store import Store, reader_file

if TYPE_CHECKING:
    from pathlib import Path

    from cgtatlas.library.reader import Library


def test_the_parts_of_a_result(run: Any) -> None:
    result = json.loads(run("search", "Yescarta -肝", "--json", "--facets", "--limit", "1")[1])
    assert {"chips", "facets", "suggestions", "bookmarks", "annotations", "totals", "searched"} <= set(result)
    assert result["totals"]["entries"] > len(result["entries"]) == 1
    assert {"kind": "excluded", "text": "肝", "turned": "Yescarta", "on": True} in [
        {key: chip[key] for key in ("kind", "text", "turned", "on")} for chip in result["chips"]
    ]
    assert {facet["id"] for facet in result["facets"]} >= {"kind", "document", "year", "language", "library"}
    assert {hit["library"] for hit in result["passages"]["hits"]} == {"bundled"}


def test_sort_and_off_topic(run: Any) -> None:
    hits = json.loads(run("search", "研究", "--json", "--all", "--sort", "date")[1])["passages"]["hits"]
    dates = {row["id"]: row["published"] for row in json.loads(run("documents", "--json")[1])}
    years = [dates[hit["document"]][:4] for hit in hits if not hit["off_topic"] and dates[hit["document"]]]
    assert years == sorted(years, reverse=True)
    assert len(set(years)) > 1
    assert [hit["off_topic"] for hit in hits] == sorted(hit["off_topic"] for hit in hits)
    assert run("search", "啶氧菌酯", "--kind", "passage")[0] == 0
    status, out, _ = run("search", "啶氧菌酯", "--kind", "passage", "--no-off-topic", "--lang", "zh")
    assert status == 1
    assert "没有搜索" in out
    assert "off-topic:yes" in out


def test_the_setting_for_off_topic_texts_holds_here_too(run: Any, data_dir: Path) -> None:
    store = Store(reader_file(data_dir))
    store.set_setting("show_off_topic", False)
    store.close()
    assert run("search", "啶氧菌酯", "--kind", "passage")[0] == 1
    assert run("search", "啶氧菌酯 off-topic:yes", "--kind", "passage")[0] == 0


def test_another_library(run: Any, library: Library, tmp_path: Path, data_dir: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_bytes(library.path.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:  # the same texts as other documents
        connection.execute("UPDATE document SET id = 'other-' || id")
        for table in ("block", "passage", "mention", "fact"):
            connection.execute(f"UPDATE {table} SET document = 'other-' || document")
    both = json.loads(run("search", "Yescarta", "--json", "--all", "--library", str(path))[1])
    assert {hit["library"] for hit in both["passages"]["hits"]} == {"bundled", "copy.db"}
    assert [entry["id"] for entry in both["entries"]].count("yescarta") == 1
    status, out, err = run("search", "Yescarta", "--library", str(tmp_path / "none.db"))
    assert (status, out) == (3, "")
    assert "none.db" in err
    store = Store(reader_file(data_dir))
    store.open_library(path)
    store.close()
    path.unlink()
    status, _, err = run("search", "Yescarta")
    assert status == 0
    assert "copy.db" in err


def test_for_a_person(run: Any) -> None:
    _, out, err = run("search", "foo:Yescarta date:soon KTE-C19", "--lang", "zh")
    assert "普通文字" in err
    assert "日期" in err
    _, out, _ = run("search", "KTE-C19", "--lang", "en", "--limit", "1", "--facets")
    assert "Yescarta" in out.splitlines()[0]
    assert "--all lists them" in out
    assert "→ KTE-C19 date:2018" in out
