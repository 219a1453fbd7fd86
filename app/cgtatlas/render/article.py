"""Articles in Markdown -> safe HTML for a text browser: no raw HTML, no images, our links only."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from cgtatlas.core.markup import escape

if TYPE_CHECKING:
    from xml.etree import ElementTree

    import markdown as markdown_package  # type: ignore[import-untyped]

#: slug of a fact of the entry -> (number shown, address, words for the tooltip), or None when unknown.
Cite = Callable[[str], tuple[str, str, str] | None]

_CITATIONS = r"((?:\[\^[a-z0-9][a-z0-9._-]*\])+)"
_LINKS = re.compile(r"(?:cgt:|https?://|mailto:|#)", re.ASCII)
_TIP = re.compile(r'(<a [^<>]*)cgt-tip="(\d+)"')
_LONGEST = 60_000
# Runs that Python-Markdown needs minutes for, or recurses on: such a text is shown as plain paragraphs.
_HOSTILE = re.compile(
    r"(?m)^(?:[ \t]*(?:[-+*>]|\d{1,9}[.)])){9}|^[ \t]{40}|`{20}"
    r"|(?:\[[^\]\n]{0,3}){40}|(?:<[^>\n]{0,12}){60}|(?:^:[ \t]*\n?){9}"
)


def article_html(source: str, cite: Cite) -> str:
    """The HTML of one article. ``[^slug]`` becomes a numbered citation link.

    A text that the converter cannot be trusted with is shown as plain paragraphs.
    """
    if len(source) > _LONGEST or _hostile(source):
        return _plain(source)
    try:
        return _convert(source, cite)
    except RecursionError:
        return _plain(source)


def tooltip(words: str) -> str:
    """Foreign words as a tooltip: marked as rich text, so that Qt does not guess, and escaped."""
    return f"<qt>{escape(words)}</qt>"


def _hostile(source: str) -> bool:
    marks = max(source.count(mark) for mark in "[<`>*_")
    lines = source.count("\n    ") + source.count("\n:")
    return marks > 2_000 or lines > 2_000 or _HOSTILE.search(source) is not None


def _plain(source: str) -> str:
    parts = [part.strip() for part in re.split(r"\n[ \t]*\n", source)]
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part)


def _convert(source: str, cite: Cite) -> str:
    converter, current = _converter()
    current.cite, current.tips = cite, []
    converter.reset()
    made = str(converter.convert(source))
    # The converter takes an escaped sign in an attribute for escaped already: tooltips are put in here.
    tips = current.tips
    made = _TIP.sub(lambda found: f'{found[1]}title="{escape(tips[int(found[2])])}"', made)
    # a word joiner: a citation does not begin a line
    return made.replace("<sup>", "\u2060<sup>")


class _Current:
    """The article being converted: its citations, and the tooltips to be put in."""

    cite: Cite
    tips: list[str]


@cache
def _converter() -> tuple[markdown_package.Markdown, _Current]:
    """The converter, made at the first article: importing it takes 70 ms."""
    import markdown
    from markdown.extensions.sane_lists import SaneListExtension  # type: ignore[import-untyped]
    from markdown.extensions.tables import TableExtension  # type: ignore[import-untyped]
    from markdown.inlinepatterns import InlineProcessor  # type: ignore[import-untyped]
    from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]

    current = _Current()

    class Citations(InlineProcessor):  # type: ignore[misc]
        """``[^a][^b]`` -> one superscript with a link for each."""

        def handleMatch(self, match: re.Match[str], data: str) -> tuple[ElementTree.Element, int, int]:
            slugs = re.findall(r"\[\^([^\]]+)\]", match[1])
            return _superscript(slugs, current), match.start(0), match.end(0)

    class OnlyOurs(Treeprocessor):  # type: ignore[misc]
        """Images become their words; links to anything but ours and the web lose their address."""

        def run(self, root: ElementTree.Element) -> None:
            for element in root.iter():
                _tame(element)

    made = markdown.Markdown(extensions=[TableExtension(use_align_attribute=True), SaneListExtension()])
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    made.inlinePatterns.register(Citations(_CITATIONS, made), "citations", 175)
    made.treeprocessors.register(OnlyOurs(made), "only_ours", 5)
    return made, current


def _superscript(slugs: list[str], current: _Current) -> ElementTree.Element:
    from xml.etree import ElementTree  # loaded with the converter

    above = ElementTree.Element("sup")
    last: Any = None
    for slug in slugs:
        found = current.cite(slug)
        if last is not None:
            last.tail = ","
        last = ElementTree.SubElement(above, "a" if found else "span")
        last.text = found[0] if found else "?"
        if found:
            last.set("href", found[1])
            last.set("cgt-tip", str(len(current.tips)))
            current.tips.append(tooltip(found[2]))
    return above


def _tame(element: ElementTree.Element) -> None:
    import html

    if element.tag == "img":
        words = element.get("alt", "")
        tail = element.tail
        element.clear()
        element.tag, element.text, element.tail = "span", words, tail
    elif element.tag == "a":
        address = element.get("href", "")
        if not _LINKS.match(html.unescape(address)):
            element.tag = "span"
            del element.attrib["href"]
    for name in [name for name in element.attrib if name not in ("href", "align", "cgt-tip")]:
        del element.attrib[name]  # a title too: Qt would show it as rich text
