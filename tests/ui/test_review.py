"""A newer library under the reader's notes: what the window says, shows and lets the reader decide."""

from __future__ import annotations

import hashlib
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cgtatlas.core.paths import shipped
from cgtatlas.library.compile import compile_library
from cgtatlas.library.reader import Library
from cgtatlas.store.anchors import make_anchor
from cgtatlas.store.store import Store, reader_file
from cgtatlas.ui.app import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

DOCUMENT = "picoxystrobin-2024"  # no fact cites it: it can be edited at will


def sentences(text: str) -> list[str]:
    """Long sentences that stand once."""
    found = re.findall(r"[^。\n|]{24,80}。", text)
    return [one for one in found if text.count(one) == 1 and not re.search("[0-9A-Za-z]", one)]


@pytest.fixture(scope="module")
def old_text(library_path: Path) -> str:
    library = Library(library_path)
    text = library.text(DOCUMENT)
    library.close()
    return text


@pytest.fixture(scope="module")
def changed_library(old_text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library with a newer version of one document: a new beginning, words changed, words gone."""
    folder = tmp_path_factory.mktemp("changed")
    shutil.copytree(shipped("resources/library"), folder / "src")
    documents = folder / "src" / "documents"
    _, edited, gone = sentences(old_text)[:3]
    new = "新版说明。" + old_text.replace(edited, edited[:10] + "新句" + edited[12:]).replace(gone, "")
    raw = (documents / "000_a9ed376da19c255f.txt").read_text(encoding="utf-8")
    assert old_text in raw
    (documents / "000_a9ed376da19c255f.txt").write_text(raw.replace(old_text, new), encoding="utf-8")
    for path in documents.glob("*.toml"):
        toml, shift = path.read_text(encoding="utf-8"), len(new) - len(old_text)
        if 'origin = "000_a9ed376da19c255f.txt"' not in toml:
            continue
        begin = int(re.search(r"begin = (\d+)", toml)[1])  # type: ignore[index]
        end = int(re.search(r"end = (\d+)", toml)[1])  # type: ignore[index]
        if path.stem == DOCUMENT:
            toml = toml.replace(f"end = {end}", f"end = {end + shift}")
            sha = hashlib.sha256(new.encode()).hexdigest()
            toml = re.sub(r'sha256 = "\w+"', f'sha256 = "{sha}"', toml)
        elif begin > raw.index(old_text):
            toml = toml.replace(f"begin = {begin}", f"begin = {begin + shift}")
            toml = toml.replace(f"end = {end}", f"end = {end + shift}")
        path.write_text(toml, encoding="utf-8")
    compile_library(folder / "src", folder / "library.db")
    return folder / "library.db"


@pytest.fixture
def notes(old_text: str, library_path: Path, data_dir: Path) -> list[str]:
    """Three notes made with the old library; their ids: one stays, one is edited, one loses its words."""
    library, store = Library(library_path), Store(reader_file(data_dir))
    sha, ids = library.document(DOCUMENT).sha256, []
    for number, words in enumerate(sentences(old_text)[:3]):
        start = old_text.index(words)
        anchor = make_anchor(DOCUMENT, sha, old_text, start, start + len(words))
        ids.append(store.add_annotation(anchor, body=f"批注{number}", colour="green")[0].id)
    store.close()
    library.close()
    return ids


@pytest.fixture
def updated(
    qtbot: QtBot, changed_library: Path, notes: list[str], data_dir: Path
) -> Iterator[Callable[[], Program]]:
    """Starts the program with the newer library, as ``run`` does."""
    started: list[Program] = []

    def make(language: str = "en") -> Program:
        program = Program(changed_library, data_dir, language=language, theme="light")
        started.append(program)
        program.window.show()
        qtbot.waitExposed(program.window)
        program.window.restore_place()
        program.watch()
        qtbot.waitUntil(lambda: program.context.reviewing.read, timeout=20_000)
        return program

    yield make
    for program in started:
        program.tasks.close()
        program.close()


def test_notes_follow_a_new_library_and_the_reader_is_told(
    updated: Callable[[], Program], notes: list[str]
) -> None:
    program = updated()
    message = program.window.messages_widget.text.text()
    assert [word in message for word in ("moved with their text: 1", "changed: 1", "to look at: 1")] == [
        True
    ] * 3
    text = program.library.text(DOCUMENT)
    for id in notes[:2]:
        anchor = program.store.annotation(id).anchor
        assert text[anchor.start : anchor.end] == anchor.exact
    program.window.messages_widget.action.click()
    view = program.window.entry_pane.currentWidget()
    assert view.list.objectName() == "reviewList"
    assert view.list.count() == 2
    assert program.store.undo_step.label == "add_annotation"  # following is no step of the reader's


def test_the_review_list_by_keyboard_alone(
    updated: Callable[[], Program], notes: list[str], qtbot: QtBot, old_text: str
) -> None:
    program = updated()
    window = program.window
    window.actions_table["annotate.review"].trigger()
    view = window.entry_pane.currentWidget()
    assert view.list.hasFocus()
    changed, lost = notes[1], notes[2]
    assert [item.annotation.id for item in view._reviewing.items] == [changed, lost]

    # old and new of the changed one, the difference marked otherwise than by colour
    html = view.browser.toHtml()
    assert "line-through" in html
    assert "新句" in view.browser.toPlainText()
    assert sentences(old_text)[1][10:12] in view.browser.toPlainText()
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    anchor = program.store.annotation(changed).anchor
    assert (window.source_pane.current_document(), window.source_pane.view.marks.target) == (
        DOCUMENT,
        (anchor.start, anchor.end),
    )
    assert not view.buttons["take"].isEnabled()
    qtbot.keyClick(view.buttons["seen"], Qt.Key.Key_Space)
    assert program.store.annotation(changed).previous is None

    # the one that lost its words is kept as it is, taken back, and put at words of the reader's choice
    assert view.item is not None
    assert view.item.annotation.id == lost
    qtbot.keyClick(view.buttons["keep"], Qt.Key.Key_Space)
    kept = program.store.annotation(lost)
    assert (kept.anchor.start, kept.anchor.exact) == (-1, sentences(old_text)[2])
    assert view.list.count() == 0
    window.messages_widget.action.click()
    qtbot.waitUntil(lambda: view.list.count() == 1, timeout=5000)
    view._reviewing.selected = lambda: (DOCUMENT, 0, 5)
    qtbot.keyClick(view.buttons["own"], Qt.Key.Key_Space)
    assert program.store.annotation(lost).anchor.exact == "新版说明。"
    assert program.store.check() == []


def test_a_place_that_is_offered_is_taken(
    updated: Callable[[], Program], notes: list[str], qtbot: QtBot, data_dir: Path, old_text: str
) -> None:
    store = Store(reader_file(data_dir))
    short = store.annotation(notes[1])
    words = sentences(old_text)[1]
    start = old_text.index(words) + 8
    anchor = make_anchor(DOCUMENT, short.anchor.sha256, old_text, start, start + 6)
    id = store.add_annotation(anchor, body="短")[0].id
    store.close()
    program = updated()
    program.window.actions_table["annotate.review"].trigger()
    view = program.window.entry_pane.currentWidget()
    row = [item.annotation.id for item in view._reviewing.items].index(id)
    view.list.setCurrentRow(row)
    assert "新句" in view.places.item(0).text()
    assert "the same text around them" in view.places.item(0).text()
    view.places.setFocus()
    qtbot.keyClick(view.places, Qt.Key.Key_Return)
    assert program.window.source_pane.view.marks.target is not None
    qtbot.mouseClick(view.buttons["take"], Qt.MouseButton.LeftButton)
    taken = program.store.annotation(id)
    assert taken.anchor.exact == words[8:10] + "新句" + words[12:14]
    assert (taken.body, taken.colour) == ("短", "yellow")


def test_the_list_of_notes_says_what_needs_a_look(updated: Callable[..., Program], qtbot: QtBot) -> None:
    program = updated("zh")
    window = program.window
    window.actions_table["annotate.list"].trigger()
    badge = window.navigation_pane.findChild(object, "reviewBadge")
    assert (badge.isVisible(), "2" in badge.text()) == (True, True)
    badge.click()
    assert window.entry_pane.currentWidget().page == "review"
    window.translations.set("en")
    qtbot.waitUntil(lambda: badge.text() == "Notes to look at: 2", timeout=5000)


def test_a_bookmark_whose_words_are_gone_is_marked(updated: Callable[[], Program], data_dir: Path) -> None:
    store = Store(reader_file(data_dir))
    id = store.add_bookmark(f"cgt:document/{DOCUMENT}#40-44", "书签", excerpt="别的字句")[0].id
    store.close()
    pane = updated().window.navigation_pane
    pane.show_page("bookmarks")
    model = pane.list().model()
    assert "Other words" in model.index_of(id).data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_with_nothing_to_look_at_the_page_says_so(program: Program, qtbot: QtBot) -> None:
    program.window.actions_table["annotate.review"].trigger()
    view = program.window.entry_pane.currentWidget()
    qtbot.waitUntil(lambda: view._reviewing.read, timeout=5000)
    assert view.empty.isVisible()
    assert not any(button.isEnabled() for button in view.buttons.values())
