"""Other people's libraries in the window: opened, searched, read, closed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog

from cgtatlas.library.compile import compile_library
from cgtatlas.library.libraries import Libraries, parts_of
from cgtatlas.library.opened import open_other
from cgtatlas.library.reader import Library

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.panes.search_page import SearchPage
    from cgtatlas.ui.window import Window

ROOT = Path(__file__).resolve().parents[2]
CAR_T = "car-t-industrialisation-2018"
OTHER_TEXT = "这一篇与内置的一篇同名,写的是鸭嘴兽。"
OTHER_CAR_T = f"{CAR_T}--{hashlib.sha256(OTHER_TEXT.encode()).hexdigest()[:8]}"


def write_document(folder: Path, id: str, text: str) -> None:
    digest = hashlib.sha256(text.encode()).hexdigest()
    fields = {"id": id, "origin": f"{id}.txt", "title": f"Title of {id}", "language": "zh", "sha256": digest}
    fields |= dict.fromkeys(("title_en", "publisher", "author", "published", "doi", "url"), "")
    lines = [f'{key} = "{value}"' for key, value in fields.items()]
    lines += ['added = "2026-01-01"', "begin = 0", f"end = {len(text)}", "off_topic = false"]
    (folder / f"{id}.toml").write_text("\n".join(lines), encoding="utf-8")
    (folder / f"{id}.txt").write_text(text, encoding="utf-8", newline="")


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a long document of its own, and one whose id the bundled library has too."""
    sources = tmp_path_factory.mktemp("other")
    (sources / "documents").mkdir()
    vocabulary = (ROOT / "resources" / "library" / "vocabulary.toml").read_text(encoding="utf-8")
    (sources / "vocabulary.toml").write_text(vocabulary, encoding="utf-8")
    filler = "这里写的是别的事情,与前面没有关系,也不必去读它,只是为了让这篇文献足够长。" * 4
    lines = [f"第{number}段。{filler}" for number in range(2_100)]
    lines[2_000] = "这里提到了鸭嘴兽细胞疗法,只有这一次。"
    write_document(sources / "documents", "long", "\n".join(lines))
    write_document(sources / "documents", CAR_T, OTHER_TEXT)
    out = sources / "platypus.db"
    compile_library(sources, out)
    return out


@pytest.fixture
def opened(window: Window, other: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    """The window with the other library opened through the menu."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(other), ""))
    window.actions_table["library.open"].trigger()
    return window


def search(qtbot: QtBot, window: Window, words: str) -> SearchPage:
    page = window.navigation_pane.results
    window.navigation_pane.omnibox.setText(words)
    qtbot.waitUntil(lambda: page._result is not None and page._result.query == words and page.settled())
    return page


def go_to(window: Window, document: str) -> None:
    for _ in range(3):
        if window.source_pane.current_document() != document:
            window.actions_table["search.next_hit"].trigger()
    assert window.source_pane.current_document() == document


def lit_words(window: Window) -> list[str]:
    selections = window.source_pane.view.extraSelections()
    return [one.cursor.selectedText() for one in selections if one.format.fontOverline()]


def test_it_is_searched_with_the_bundled_one_and_opens_at_the_words(opened: Window, qtbot: QtBot) -> None:
    assert "platypus.db" in opened.messages_widget.text.text()
    page = search(qtbot, opened, "鸭嘴兽")
    hits = [row for row in page.model.rows() if row.hit is not None]
    assert sorted(row.hit.document for row in hits if row.hit) == [OTHER_CAR_T, "long"]
    assert all("platypus.db" in row.detail for row in hits)
    pane = opened.source_pane
    go_to(opened, OTHER_CAR_T)  # its own words, not those of the bundled document of that id
    assert (lit_words(opened), pane.view.toPlainText().count("鸭嘴兽")) == (["鸭嘴兽"], 1)
    go_to(opened, "long")
    text = opened.context.library.text("long")
    assert len(text) > 300_000
    at = text.index("鸭嘴兽")
    cursor = pane.view.textCursor()
    assert pane.view.map.to_original(cursor.position()) == at
    middle = pane.view.cursorRect(cursor).center().y()
    assert abs(middle - pane.view.viewport().height() / 2) < 40
    assert lit_words(opened) == ["鸭嘴兽"]


def test_it_is_a_branch_of_the_tree_and_counted(opened: Window) -> None:
    roots = [node.key for node in opened.context.library.tree()]
    assert roots[-1] == "library/platypus.db"
    model = opened.navigation_pane.tree.model
    last = model.index(model.rowCount() - 1, 0)
    assert last.data() == "platypus.db"
    assert "10 篇文献" in opened.status.text()


def test_closing_takes_it_out_of_everything_and_can_be_undone(opened: Window, qtbot: QtBot) -> None:
    page = search(qtbot, opened, "鸭嘴兽")
    assert page.model.hits() == 2
    close = opened.actions_table["library.close"]
    assert close.isEnabled()
    close.trigger()
    assert len(parts_of(opened.context.library)) == 1
    assert not close.isEnabled()
    opened.messages_widget.action.click()  # at once: the offer goes away by itself
    assert close.isEnabled()
    qtbot.waitUntil(lambda: page.settled() and page.model.hits() == 2, timeout=20_000)
    close.trigger()
    qtbot.waitUntil(lambda: page.settled() and page.model.hits() == 0, timeout=20_000)


def test_it_is_open_again_at_the_next_start_and_told_when_it_is_gone(
    start: Callable[..., Program], other: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(other.read_bytes())
    first = start()
    first.window.commands.findChildren(type(first.window.commands))
    first.changes.announce(first.store.open_library(copy))
    assert first.library.document("long").title == "Title of long"
    first.close()
    again = start()
    assert again.library.document("long").title == "Title of long"
    again.close()
    copy.unlink()
    last = start()
    last.watch()
    said = last.window.messages_widget.text.text()
    assert "copy.db" in said
    last.window.messages_widget.action.click()
    assert last.store.opened_libraries() == []


def test_a_file_that_is_no_library_is_refused_with_a_sentence(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "wrong.db"
    wrong.write_text("no library at all " * 100, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(wrong), ""))
    window.actions_table["library.open"].trigger()
    assert "wrong.db" in window.messages_widget.text.text()
    assert window.context.store.opened_libraries() == []
    assert len(parts_of(window.context.library)) == 1


def test_several_libraries_read_as_one(library_path: Path, other: Path) -> None:
    bundled = Library(library_path)
    libraries = Libraries([bundled, open_other(other, "platypus.db")])
    try:
        assert libraries.document(CAR_T) == bundled.document(CAR_T)
        assert libraries.library_of("long").name == "platypus.db"
        assert [one.id for one in libraries.documents()] == [*(one.id for one in bundled.documents()), "long"]
        assert libraries.entries() == bundled.entries()
        assert libraries.label("class", "car-t", "en") == bundled.label("class", "car-t", "en")
        assert libraries.blocks("nowhere") == []
        assert libraries.facts() == bundled.facts()
    finally:
        libraries.close()
