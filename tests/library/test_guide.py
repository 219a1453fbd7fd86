"""The user guide is whole in both languages and says nothing that the program does not do."""

from __future__ import annotations

import re

import pytest

from cgtatlas import cli
from cgtatlas.core.errors import NotFound
from cgtatlas.core.paths import shipped
from cgtatlas.library import guide
from cgtatlas.search.guide import find_sections

FOLDER = shipped("resources/help")
LANGUAGES = ("zh", "en")
#: Keys that belong to a widget and not to an action.
FIELD_KEYS = {"Enter", "Ctrl+Enter", "F2", "Shift", "Ctrl", "Esc", "Tab", "Delete", "Ctrl+↑", "Ctrl+↓"}


def test_every_page_is_a_chapter_in_both_languages() -> None:
    names = {path.name for path in FOLDER.glob("*.md")}
    assert names == {f"{id}.{lang}.md" for id in guide.CHAPTERS for lang in LANGUAGES}


@pytest.mark.parametrize("id", guide.CHAPTERS)
def test_both_languages_have_the_same_sections(id: str) -> None:
    zh, en = (guide.chapter(id, lang) for lang in LANGUAGES)
    assert [section.anchor for section in zh.sections] == [section.anchor for section in en.sections]
    assert zh.title != en.title
    for chapter in (zh, en):
        assert all(section.title and (section.markdown or not section.anchor) for section in chapter.sections)
        raw = (FOLDER / f"{id}.{'zh' if chapter is zh else 'en'}.md").read_text(encoding="utf-8")
        assert raw.count("\n## ") == len(chapter.sections) - 1, "a heading without its anchor"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_inside_the_guide_lead_to_a_section(lang: str) -> None:
    places = {section.place for chapter in guide.chapters(lang) for section in chapter.sections}
    links = [
        target
        for chapter in guide.chapters(lang)
        for section in chapter.sections
        for target in re.findall(r"\]\(cgt:page/guide/([^)]+)\)", section.markdown)
    ]
    assert links
    assert set(links) <= places


@pytest.mark.parametrize("lang", LANGUAGES)
def test_keys_and_commands_of_the_guide_exist(lang: str) -> None:
    from cgtatlas.ui.actions import TABLE

    keys = {key for row in TABLE for key in row.keys} | FIELD_KEYS
    text = "\n".join(section.markdown for chapter in guide.chapters(lang) for section in chapter.sections)
    named = set(re.findall(r"\*\*((?:Ctrl|Shift|Alt|F\d|Enter|Esc|Tab)[^*]*)\*\*", text))
    assert len(named) > 15
    assert named <= keys
    (commands,) = (a for a in cli.parser()._actions if a.dest == "command")
    used = set(re.findall(r"`cgt-atlas ([a-z]+)[ `]", text))
    assert used <= set(commands.choices or ())


def test_an_unknown_chapter_is_said_to_be_none() -> None:
    with pytest.raises(NotFound):
        guide.chapter("../secret", "en")


@pytest.mark.parametrize(
    ("query", "lang", "first"),
    [
        ("trash", "en", "notes#undo"),
        ("回收站", "zh", "notes#undo"),
        ("backups", "en", "safety#backups"),
        ("boxes AND font", "en", "problems#fonts"),
    ],
)
def test_the_guide_is_searched_with_the_query_language(query: str, lang: str, first: str) -> None:
    assert find_sections(query, lang)[0].place == first


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "CAR-T",
        "Kymriah",
        "Yescarta",
        "诺华",
        "doc:immune trash",
        '"no such words anywhere"',
        "(((",
    ],
)
def test_what_is_no_question_to_the_guide_finds_nothing(query: str) -> None:
    assert find_sections(query, "en") == []
