"""Annotations as CSV for spreadsheets: one row each, with everything, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from cgtatlas.core.errors import Refused
from cgtatlas.core.transfer import Remark
from cgtatlas.export.annotations_jsonld import source
from cgtatlas.export.jsonld_reader import MOST
from cgtatlas.export.records import Record, record, take

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cgtatlas.core.model import Annotation, Document
    from cgtatlas.core.transfer import Incoming, Report

#: The columns, in their order. title, publisher, published and iri are for the eye and not read again.
COLUMNS = (
    "id", "document", "title", "publisher", "published", "start", "end", "quote", "note", "tags", "colour",
    "target", "created", "modified", "prefix", "suffix", "sha256", "previous", "iri",
)  # fmt: skip
_NEEDED = ("document", "quote")
# What a spreadsheet takes for a formula, full-width forms included; also behind apostrophes that the text has
# itself, so that every text comes back as it was.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_KEPT = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_TAG = re.compile(r"(?:[^;\\]|\\.|\\$)+", re.DOTALL)
_FIELD = 2_000_000  # characters of a cell; the module's own limit is shorter than a long note


def harmless(text: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe before what looks like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def original(cell: str) -> str:
    """What :func:`harmless` was given."""
    return cell[1:] if _KEPT.match(cell) else cell


def to_csv(annotations: Sequence[Annotation], documents: Mapping[str, Document]) -> bytes:
    """UTF-8 with a byte-order mark, so that spreadsheets read Chinese; RFC 4180 otherwise."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in annotations:
        row = _row(one, documents)
        writer.writerow([harmless(str(row[column])) for column in COLUMNS])
    return ("\ufeff" + out.getvalue()).encode()


def _row(one: Annotation, documents: Mapping[str, Document]) -> Record:
    anchor, about = one.anchor, documents.get(one.anchor.document)
    where = f"#{anchor.start}-{anchor.end}" if anchor.start >= 0 else ""
    row = record(one) | {
        "title": about.title if about else "",
        "publisher": about.publisher if about else "",
        "published": about.published if about else "",
        "tags": "; ".join(re.sub(r"([;\\])", r"\\\1", tag) for tag in one.tags),
        "iri": one.target or source(anchor.document) + where,
    }
    row["previous"] = json.dumps(row["previous"], ensure_ascii=False) if row["previous"] else ""
    return row


def from_csv(text: str, name: str, report: Report) -> list[Incoming]:
    """All annotations of a file, the unfit rows in the report.

    Comma, semicolon or tab may separate. Raises Refused: import_bad_csv, import_no_columns, import_too_many.
    """
    rows = _rows(text.removeprefix("\ufeff"), name)
    _, header = next(rows, (0, []))
    names = [cell.strip().lower() for cell in header]
    missing = [column for column in _NEEDED if column not in names]
    if missing:
        raise Refused("import_no_columns", path=name, columns=", ".join(missing))
    taken = []
    for number, (line, cells) in enumerate(rows):
        if number >= MOST:
            raise Refused("import_too_many", path=name, limit=MOST)
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names):
            report.read += 1
            report.refused.append(Remark("import_extra_cells", ("line", line)))
            continue
        raw: Record = {key: original(cell) for key, cell in zip(names, cells, strict=False) if key in COLUMNS}
        one = take(raw | {"tags": _tags(raw), "previous": _previous(raw)}, ("line", line), report)
        taken += [one] if one else []
    return taken


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line."""
    first = text[:10_000].split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    before = csv.field_size_limit(_FIELD)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        line = 1
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused("import_bad_csv", path=name, line=reader.line_num) from error
    finally:
        csv.field_size_limit(before)


def _tags(raw: Record) -> list[str]:
    cell = str(raw.get("tags", ""))
    return [re.sub(r"\\(.)", r"\1", found, flags=re.DOTALL) for found in _TAG.findall(cell)]


def _previous(raw: Record) -> object:
    try:
        return json.loads(str(raw.get("previous", "")) or "null")
    except (ValueError, RecursionError):
        return None
