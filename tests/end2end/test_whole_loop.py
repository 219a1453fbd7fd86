"""The whole loop of a reader by keys alone, in both languages: search, land, select, highlight, note, tag,
bookmark, undo, back; then the program is killed and everything is there again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas.core import iri

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.library.reader import Library

pytestmark = [pytest.mark.end2end, pytest.mark.xvfb]
NOTE, TAG = "ask licensing", "deal"
NOTES = "SELECT document, start, end, exact, body FROM annotation WHERE deleted = '' ORDER BY created"
TAGS = "SELECT tag FROM annotation_tag"
KEPT = "SELECT target FROM bookmark WHERE deleted = '' ORDER BY created"


def _visited(program: Any) -> str:
    rows = program.rows("SELECT target FROM visit ORDER BY id DESC LIMIT 1")
    return str(rows[0][0]) if rows else ""


def _note_and_tag(program: Any, library: Library) -> str:
    """Highlight the sentence at hand, write a note and a tag on it; the document it stands in."""
    program.keys("ctrl+3", "ctrl+e", "ctrl+h")
    program.wait_for(lambda: program.rows(NOTES), "the sentence is highlighted")
    document, begin, end, exact, _ = program.rows(NOTES)[0]
    assert library.text(document)[begin:end] == exact
    assert "JWCAR029" in exact

    program.keys("ctrl+3", "ctrl+shift+n")
    program.type(NOTE)
    program.wait_for(lambda: any(NOTE in str(row[4]) for row in program.rows(NOTES)), "the note is kept")
    program.keys("Tab")
    program.type(f"{TAG},")
    program.wait_for(lambda: (TAG,) in program.rows(TAGS), "the tag is kept")
    return str(document)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_loop_by_keys(start: Callable[..., Any], library: Library, language: str) -> None:
    program = start(language=language)
    program.keys("ctrl+l")
    program.type("Kymriah")
    program.keys("Return")
    program.wait_for(lambda: _visited(program) == "cgt:entry/kymriah", "the entry is opened")
    program.keys("ctrl+l", "ctrl+a")
    program.type("in:passage JWCAR029")
    program.keys("Return")
    program.wait_for(lambda: _visited(program).startswith("cgt:document/"), "an original is opened")

    document = _note_and_tag(program, library)
    program.keys("Escape", "ctrl+3", "ctrl+d")
    program.wait_for(lambda: len(program.rows(KEPT)) == 1, "the place is bookmarked")
    program.keys("ctrl+z")
    program.wait_for(lambda: not program.rows(KEPT), "the bookmark is undone")
    program.keys("ctrl+y")
    program.wait_for(lambda: len(program.rows(KEPT)) == 1, "and done again")
    place = iri.parse(str(program.rows(KEPT)[0][0]))
    assert place is not None
    assert place.id == document

    program.keys("alt+Left")
    back = "SELECT count(*) FROM visit"
    seen = program.rows(back)
    program.keys("ctrl+2", "ctrl+d")
    program.wait_for(lambda: len(program.rows(KEPT)) == 2, "what back led to is bookmarked")
    assert program.rows(KEPT)[1] == ("cgt:entry/kymriah",)
    assert program.rows(back) >= seen

    kept = program.rows(NOTES), program.rows(KEPT)
    program.kill()
    again = start(language=language)
    assert (again.rows(NOTES), again.rows(KEPT)) == kept
    assert again.rows("PRAGMA integrity_check") == [("ok",)]
    again.quit()
