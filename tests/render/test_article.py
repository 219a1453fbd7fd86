from __future__ import annotations

import subprocess
import sys

import pytest

from cgtatlas.render.article import article_html, tooltip


def cite(slug: str) -> tuple[str, str, str] | None:
    known = {
        "price": ("3", "cgt:fact/kymriah/price", 'the "quoted" <b>words</b>'),
        "all": ("1", "cgt:fact/k/all", "q"),
    }
    return known.get(slug)


def test_citations_are_numbered_links_with_the_quoted_words() -> None:
    html = article_html("价格 47.5 万美元。[^price]", cite)
    assert 'href="cgt:fact/kymriah/price"' in html
    assert ">3</a></sup>" in html
    # twice escaped: once as the tooltip's own HTML, once as an attribute
    assert "&amp;lt;b&amp;gt;words" in html


def test_a_link_title_of_an_article_is_dropped() -> None:
    html = article_html(
        '[a](cgt:entry/x "<img src=file:///etc/hostname>") [b](cgt:entry/y) cgt-tip="7"', cite
    )
    assert "title" not in html
    assert "hostname" not in html


def test_neighbouring_citations_share_one_superscript() -> None:
    html = article_html("x[^all][^price]", cite)
    assert html.count("<sup>") == 1
    assert "1</a>,<a" in html


def test_an_unknown_citation_is_a_question_mark_without_a_link() -> None:
    html = article_html("x[^nothing]", cite)
    assert "<sup><span>?</span></sup>" in html
    assert "href" not in html


def test_raw_html_is_shown_as_text() -> None:
    html = article_html('a <img src="file:///etc/hostname"> <script>alert(1)</script>\n\n<div>b</div>', cite)
    assert "<img" not in html
    assert "<script" not in html
    assert "<div" not in html
    assert "&lt;img" in html
    assert "&lt;div&gt;" in html


def test_images_become_their_words() -> None:
    html = article_html("see ![a chart](file:///etc/hostname) here", cite)
    assert "<img" not in html
    assert "etc/hostname" not in html
    assert "a chart" in html


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "javascript:alert(1)",
        "//host/share",
        r"\\host\share",
        "/etc/x",
        "data:text/html,x",
    ],
)
def test_other_links_lose_their_address(address: str) -> None:
    html = article_html(f"[words]({address})", cite)
    assert "href" not in html
    assert "words" in html


@pytest.mark.parametrize("address", ["cgt:entry/kymriah", "https://www.fda.gov/x", "mailto:a@b.org", "#part"])
def test_our_links_and_the_web_stay(address: str) -> None:
    assert f'href="{address}"' in article_html(f"[words]({address})", cite)


def test_tables_have_no_inline_style() -> None:
    html = article_html("| a | b |\n|--:|:-:|\n| 1 | 2 |", cite)
    assert '<td align="right">1</td>' in html
    assert "style=" not in html


HOSTILE = {
    "nested list": "- " * 496 + "a",
    "nested numbers": "1. " * 495 + "a",
    "deep list": "\n".join(" " * 4 * n + "- a" for n in range(249)),
    "cdata": "<![CDATA[" * 2000,
    "brackets": "[" * 20000,
    "images": "![" * 20000,
    "links": "[a](" * 20000,
    "tags": "<a " * 20000,
    "ticks": " ".join("`" * n for n in range(1, 300)),
    "quotes": "\n".join(">" * n for n in range(1, 400)),
    "definitions": "a\n" + ":   " * 20000,
    "long": "word " * 20000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_the_converter_cannot_bear_is_shown_plainly(name: str) -> None:
    """Each of these keeps Python-Markdown busy for minutes, or ends in a RecursionError."""
    html = article_html(HOSTILE[name], cite)
    assert html.startswith("<p>")
    assert "<li" not in html
    assert "<a" not in html


def test_a_text_that_recurses_is_shown_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def recurse(source: str, _: object) -> str:
        raise RecursionError

    monkeypatch.setattr("cgtatlas.render.article._convert", recurse)
    assert article_html("one\n\ntwo <b>", cite) == "<p>one</p><p>two &lt;b&gt;</p>"


def test_a_tooltip_is_always_rich_text_with_escaped_words() -> None:
    assert tooltip("<img src=x>") == "<qt>&lt;img src=x&gt;</qt>"


def test_markdown_is_imported_with_the_first_article_only() -> None:
    code = "import sys, cgtatlas.render.entry_page; sys.exit('markdown' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], check=False, env={"PYTHONPATH": "app"}).returncode == 0
    )
