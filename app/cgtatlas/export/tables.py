"""A table of plain text as TSV, HTML, CSV or XLSX, harmless to whoever opens it.

A table is a list of rows of equal length, the first being the header.
"""

from __future__ import annotations

import csv
import html
import io
from typing import TYPE_CHECKING

from cgtatlas.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

#: First characters that make a spreadsheet take a text for a formula, full-width forms included.
_FORMULA = "=+-@\t\r＝＋－＠"


def harmless(text: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe keeps it a text."""
    return f"'{text}" if text.startswith(tuple(_FORMULA)) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def to_tsv(table: Sequence[Sequence[str]]) -> str:
    """Tab-separated lines for the clipboard; a line end inside a cell becomes "; "."""
    return "\n".join("\t".join(_one_line(cell) for cell in row) for row in table) + "\n"


def _one_line(cell: str) -> str:
    return harmless("; ".join(part for part in cell.replace("\t", " ").splitlines() if part))


def to_html(table: Sequence[Sequence[str]]) -> str:
    """An HTML table of escaped text; cells keep their lines."""
    header, *body = [
        "".join(_cell(cell, "td" if number else "th") for cell in row) for number, row in enumerate(table)
    ]
    rows = "".join(f"<tr>{row}</tr>" for row in body)
    return f"<table border='1'><thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(text: str, tag: str) -> str:
    return f"<{tag}>{html.escape(text).replace(chr(10), '<br>')}</{tag}>"


def to_csv(table: Sequence[Sequence[str]]) -> bytes:
    """CSV in UTF-8 with a byte-order mark, so that spreadsheets read Chinese."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in table)
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")


def to_xlsx(table: Sequence[Sequence[str]]) -> bytes:
    """An Excel workbook with one sheet; every cell is a text or a number, never a formula."""
    import xlsxwriter  # 100 ms: only when such a file is wanted

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        for number, row in enumerate(table):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, text if number and column else head)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, max((len(row) for row in table), default=1), 36)
    return out.getvalue()


def write(table: Sequence[Sequence[str]], path: Path) -> None:
    """Save a table in the format its file name's ending names; raises ``Refused`` for another ending."""
    makers: dict[str, Callable[[Sequence[Sequence[str]]], bytes]] = {
        ".csv": to_csv,
        ".xlsx": to_xlsx,
        ".tsv": lambda t: to_tsv(t).encode(),
        ".html": lambda t: f"<!doctype html><meta charset='utf-8'>{to_html(t)}".encode(),
    }
    maker = makers.get(path.suffix.lower())
    if maker is None:
        raise Refused("no_such_format", path=path.name, formats=" ".join(makers))
    path.write_bytes(maker(table))
