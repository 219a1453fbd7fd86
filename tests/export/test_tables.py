from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import Refused
from cgtatlas.export import tables

if TYPE_CHECKING:
    from pathlib import Path

TABLE = [
    ["", "替沙仑赛", "<img src=x>"],
    ["价格", "47.5 万美元\n(2018)", '=HYPERLINK("x")'],
    ["占比", "-3.5", "＝1+1"],
]


def test_csv_is_read_back_and_runs_nothing() -> None:
    data = tables.to_csv(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == TABLE[0]
    assert rows[1] == ["价格", "47.5 万美元\n(2018)", '\'=HYPERLINK("x")']
    assert rows[2] == ["占比", "-3.5", "'＝1+1"]


def test_tsv_keeps_one_line_a_row() -> None:
    lines = tables.to_tsv(TABLE).splitlines()
    assert len(lines) == 3
    assert lines[1].split("\t") == ["价格", "47.5 万美元; (2018)", '\'=HYPERLINK("x")']


def test_html_shows_text_as_text() -> None:
    page = tables.to_html(TABLE)
    assert "<img" not in page
    assert "&lt;img src=x&gt;" in page
    assert page.count("<th>") == 3
    assert "47.5 万美元<br>(2018)" in page


def test_xlsx_holds_texts_and_no_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(tables.to_xlsx(TABLE))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "替沙仑赛" in strings
    assert "=HYPERLINK" in strings


@pytest.mark.parametrize("name", ["a.csv", "a.XLSX", "a.tsv", "a.html"])
def test_saved_by_the_ending_of_the_name(tmp_path: Path, name: str) -> None:
    tables.write(TABLE, tmp_path / name)
    assert (tmp_path / name).stat().st_size > 50


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        tables.write(TABLE, tmp_path / "a.exe")
    assert not (tmp_path / "a.exe").exists()
