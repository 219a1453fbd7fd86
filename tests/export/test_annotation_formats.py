"""Each format gives back what was written, whatever is in it, and lets nothing of it out of its place."""

from __future__ import annotations

import csv
import html
import io
import re
from contextlib import suppress
from typing import TYPE_CHECKING

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cgtatlas.core.model import Document
from cgtatlas.core.transfer import Report
from cgtatlas.export.annotations_csv import COLUMNS, from_csv, to_csv
from cgtatlas.export.annotations_jsonld import to_jsonld
from cgtatlas.export.annotations_markdown import from_markdown, to_markdown
from cgtatlas.export.jsonld_reader import from_jsonld

from .conftest import NASTY, TEXT, annotations

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.core.model import Annotation

ABOUT = Document(
    *("cgt-interview-2025", "a.txt", 0, "标题 # <b>", "zh", "=发布\n机构", "[作者](x)", "2025"),
    *("", "", False, "a" * 64, 9, ""),
)
DOCUMENTS = {ABOUT.id: ABOUT}

FORMATS = {
    "jsonld": (lambda ones: to_jsonld(ones, DOCUMENTS, "zh"), from_jsonld),
    "md": (lambda ones: to_markdown(ones, DOCUMENTS, lambda id: id, "en"), from_markdown),
    "csv": (lambda ones: to_csv(ones, DOCUMENTS), from_csv),
}


def sorted_by_id(ones: list[Annotation]) -> list[Annotation]:
    return sorted(ones, key=lambda one: one.id)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=60, deadline=None)
@given(ones=st.lists(annotations(), max_size=3, unique_by=lambda one: one.id))
def test_what_goes_out_comes_back_the_same(format: str, ones: list[Annotation]) -> None:
    to, read = FORMATS[format]
    report = Report()
    back = read(to(ones).decode(), "f", report)
    assert (report.refused, report.remarks) == ([], [])
    assert sorted_by_id([one.annotation for one in back]) == sorted_by_id(ones)
    assert all(one.named and one.dated for one in back)


@settings(max_examples=60, deadline=None)
@given(ones=st.lists(annotations(), min_size=1, max_size=3, unique_by=lambda one: one.id))
def test_no_cell_is_a_formula_and_the_rows_are_rfc_4180(ones: list[Annotation]) -> None:
    data = to_csv(ones, DOCUMENTS)
    assert data.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    assert header == list(COLUMNS)
    assert len(rows) == len(ones)
    for row in rows:
        assert len(row) == len(header)
        assert not [cell for cell in row if re.match("[=+\\-@\t\r\n＝＋－＠]", cell)]


@settings(max_examples=60, deadline=None)
@given(ones=st.lists(annotations(), min_size=1, max_size=3, unique_by=lambda one: one.id))
def test_nothing_leaves_its_place_in_markdown(ones: list[Annotation]) -> None:
    text = to_markdown(ones, DOCUMENTS, lambda id: id, "en").decode()
    ours = ("# ", "## ", "<!-- cgt-atlas:", "> ", ">", "-   **Note**", "-   **Tags**", "    ", "*")
    about = ("&#61;发布", "\\[作者\\]")
    for line in re.split("[\r\n]", text):
        assert (
            line == "" or line.startswith(ours) or line.startswith("[cgt:") or any(w in line for w in about)
        ), line
    assert len(re.findall(r"(?m)^<!-- cgt-atlas:annotation ", text)) == len(ones)
    assert len(re.findall(r"(?m)^# ", text)) == 1
    assert "-->" not in "".join(re.findall(r"(?m)^<!-- (.*) -->$", text))


def test_markdown_shows_quotes_as_text_and_links_only_to_the_program(make: Callable[..., Annotation]) -> None:
    one = make(
        quote="<img src=x onerror=y> [a](http://evil) http://evil www.evil.com `x` **b**\n# H", body=""
    )
    page = markdown.markdown(to_markdown([one], DOCUMENTS, lambda id: id, "zh").decode())
    page = re.sub("<!--.*?-->", "", page, flags=re.DOTALL)
    assert set(re.findall(r"<(\w+)", page)) <= {
        "h1",
        "h2",
        "p",
        "em",
        "blockquote",
        "ul",
        "li",
        "strong",
        "a",
    }
    assert {link[:4] for link in re.findall('href="([^"]*)"', page)} <= {"cgt:"}
    assert "<h1>" not in page.partition("</h1>")[2]
    shown = html.unescape(re.sub("<[^>]+>", "", page))
    assert "[a](http://evil)" in shown
    assert "**b**" in shown


def test_the_words_of_a_note_stand_in_the_file_for_people(make: Callable[..., Annotation]) -> None:
    text = to_markdown([make(body="看 **这里**\n\n- 一")], DOCUMENTS, lambda id: id, "zh").decode()
    assert "\n## 标题 \\# &#60;b&#62;\n" in text
    assert "\n> 引文\n" in text
    assert "\n    看 **这里**\n\n    - 一\n" in text
    assert "2025. [cgt:document/cgt-interview-2025\\#3-5](cgt:document/cgt-interview-2025#3-5)" in text
    assert "-   **标签** 靶点" in text


def test_documents_come_in_order_and_entries_after_them(make: Callable[..., Annotation]) -> None:
    ones = [
        make(start=9, end=11, quote="后"),
        make(target="cgt:fact/kymriah/list-price", body="价"),
        make(document="zzz", quote="别"),
        make(target="cgt:entry/kymriah", body="条"),
        make(start=1, end=3, quote="前"),
    ]
    text = to_markdown(ones, DOCUMENTS, lambda id: "Kymriah ®", "en").decode()
    order = [
        text.index(words) for words in ("> 前", "> 后", "## zzz", "> 别", "## Kymriah ®", "    条", "    价")
    ]
    assert order == sorted(order)
    assert text.count("## Kymriah") == 1


def test_a_note_edited_in_the_file_comes_back_edited(make: Callable[..., Annotation]) -> None:
    for body in ("旧的笔记", "旧的笔记\r\n<b>x</b>"):
        text = to_markdown([make(body=body)], DOCUMENTS, lambda id: id, "zh").decode()
        edited = text.replace("    旧的笔记", "    新的笔记\n\n    第二段").replace("\n", "\r\n")
        (back,) = from_markdown(edited, "f", Report())
        assert back.annotation.body.startswith("新的笔记\n\n第二段")
        assert back.annotation.anchor.exact == "引文"


@settings(max_examples=40, deadline=None)
@given(words=TEXT | st.sampled_from(NASTY))
def test_any_file_is_read_or_refused(words: str) -> None:
    from cgtatlas.core.errors import Refused

    for _, read in FORMATS.values():
        with suppress(Refused):
            read(words, "f", Report())


@pytest.fixture
def make() -> Callable[..., Annotation]:
    import uuid

    from cgtatlas.core.model import Anchor, Annotation

    def make(
        quote: str = "引文", body: str = "", target: str = "", start: int = 3, end: int = 5,
        document: str = ABOUT.id,
    ) -> Annotation:  # fmt: skip
        anchor = (
            Anchor("", "", 0, 0, "") if target else Anchor(document, "a" * 64, start, end, quote, "前", "后")
        )
        time = "2026-01-02T03:04:05.678Z"
        return Annotation(str(uuid.uuid4()), anchor, "green", body, ("靶点",), time, time, 1, target)

    return make
