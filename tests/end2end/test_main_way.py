"""The main way of a reader, by keys alone, in the real program: search, land, highlight, note, bookmark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas.core import iri
from cgtatlas.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.library.reader import Library

NOTE = "ask the licensing team"
pytestmark = [pytest.mark.end2end, pytest.mark.xvfb]


def _landed(program: Any, library: Library, word: str) -> str:
    """The last visited passage; its words must hold what was searched for."""

    def look() -> str:
        rows = program.rows("SELECT target FROM visit ORDER BY id DESC LIMIT 1")
        target = str(rows[0][0]) if rows else ""
        place = iri.parse(target)
        if place is None or place.start is None or place.end is None:
            return ""
        return target if fold(word) in fold(library.text(place.id)[place.start : place.end]) else ""

    return str(program.wait_for(look, f"a passage with {word} is opened"))


@pytest.mark.parametrize("query", ["CFDI", "Goldrath", "JWCAR029"])
def test_a_search_lands_on_the_words(start: Callable[..., Any], library: Library, query: str) -> None:
    program = start()
    program.keys("ctrl+l")
    program.type(f"in:passage {query}")
    program.keys("Return")
    _landed(program, library, query)
    program.quit()


def test_a_chinese_word_given_at_the_start_lands_on_the_words(
    start: Callable[..., Any], library: Library
) -> None:
    program = start("--query", "in:passage 溶瘤")
    program.keys("ctrl+l", "Return")
    _landed(program, library, "溶瘤")
    program.quit()


def _annotations(program: Any) -> list[tuple[Any, ...]]:
    sql = "SELECT document, start, end, exact, body FROM annotation WHERE deleted = '' ORDER BY created"
    return list(program.rows(sql))


def _make_notes(program: Any, library: Library) -> None:
    """Highlight words, write a note, bookmark a passage and an entry, by keys."""
    program.keys("ctrl+l")
    program.type("in:passage JWCAR029")
    program.keys("Return")
    _landed(program, library, "JWCAR029")

    program.keys("ctrl+3", "ctrl+shift+Right", "ctrl+shift+Right", "ctrl+h")
    program.wait_for(lambda: _annotations(program), "the selection is highlighted")
    document, begin, end, exact, body = _annotations(program)[0]
    assert library.text(document)[begin:end] == exact != ""
    assert body == ""

    program.keys("ctrl+3", "ctrl+shift+Right", "ctrl+shift+n")
    program.type(NOTE)
    program.wait_for(lambda: [a for a in _annotations(program) if a[4] == NOTE], "the note is saved")
    program.keys("Escape", "ctrl+3", "ctrl+d")
    program.wait_for(lambda: program.rows("SELECT target FROM bookmark"), "the passage is bookmarked")

    program.keys("ctrl+l")
    program.type("tisagenlecleucel")
    program.keys("Return")
    visited = "SELECT 1 FROM visit WHERE target = 'cgt:entry/kymriah'"
    program.wait_for(lambda: program.rows(visited), "the entry is opened")
    program.keys("ctrl+2", "ctrl+d")
    kept = "SELECT 1 FROM bookmark WHERE target = 'cgt:entry/kymriah'"
    program.wait_for(lambda: program.rows(kept), "the entry is bookmarked")


def test_what_was_noted_is_there_after_a_crash(start: Callable[..., Any], library: Library) -> None:
    program = start()
    _make_notes(program, library)
    tables = ("annotation", "bookmark", "visit")
    before = {table: program.rows(f"SELECT * FROM {table} ORDER BY id") for table in tables}
    program.kill()

    again = start()
    for table in ("annotation", "bookmark"):
        assert again.rows(f"SELECT * FROM {table} ORDER BY id") == before[table]
    assert again.rows("SELECT * FROM visit ORDER BY id")[: len(before["visit"])] == before["visit"]
    assert again.rows("PRAGMA integrity_check") == [("ok",)]
    again.quit()
