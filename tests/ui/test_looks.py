"""What a designer would see: no pane is widened by words, lists of places tell kinds apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QMenu, QSplitter

from cgtatlas.core.model import ENTRY_KINDS
from cgtatlas.render.words import kind_word
from cgtatlas.store.anchors import make_anchor
from cgtatlas.ui.models.place_icon import place_icon
from cgtatlas.ui.shortcuts import native
from cgtatlas.ui.theme.icons import logo

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program

DOCUMENT = "immune-cell-therapy-2022"


def test_two_originals_are_alike_also_while_a_note_is_written(program: Program, qtbot: QtBot) -> None:
    window, text = program.window, program.library.text(DOCUMENT)
    window.resize(1280, 800)
    sha = program.library.document(DOCUMENT).sha256
    note, changes = program.store.add_annotation(make_anchor(DOCUMENT, sha, text, 2000, 2400), body="n")
    program.changes.announce(changes)
    program.navigator.open(f"cgt:document/{DOCUMENT}#2000-2400")
    assert window.source_pane.note_editor.open_note(note)
    window.actions_table["view.split"].trigger()
    qtbot.waitUntil(lambda: abs(_widths(program)[0] - _widths(program)[1]) < 40)


def _widths(program: Program) -> list[int]:
    splitter = program.window.findChild(QSplitter, "originals")
    assert splitter is not None
    return list(splitter.sizes())


def test_the_icon_of_the_window_is_that_of_the_desktop_and_simpler_where_it_is_small(qapp: object) -> None:
    images = {size: logo().pixmap(size, size).toImage() for size in (16, 32, 64)}
    for size, image in images.items():
        assert image.pixelColor(size // 2, size // 10 or 1).name() == "#0b6870"
    assert images[16].pixelColor(0, 8).alpha() == 255  # no margin is lost where there is none to spare
    assert images[64].pixelColor(0, 32).alpha() == 0


def test_every_kind_of_entry_has_a_word_for_one_of_them() -> None:
    for lang in ("zh", "en"):
        assert len({kind_word(kind, lang) for kind in ENTRY_KINDS} - set(ENTRY_KINDS)) == len(ENTRY_KINDS)


def test_dialogs_open_as_large_as_they_want_to_be(program: Program) -> None:
    for id in ("help.shortcuts", "notes.trash", "view.settings", "help.about", "help.doctor"):
        program.window.actions_table[id].trigger()
        dialog = next(one for one in program.window.findChildren(QDialog) if one.isVisible())
        room = dialog.screen().availableGeometry().size()
        assert dialog.height() >= min(dialog.sizeHint().height(), room.height() - 80)
        dialog.close()
        dialog.setParent(None)


def test_the_prompt_over_the_tree_is_as_dark_as_other_prompts(program: Program) -> None:
    field = program.window.navigation_pane.tree.options.date
    image = field.grab().toImage()
    drawn = {image.pixelColor(x, y).name() for x in range(image.width() - 26) for y in range(image.height())}
    assert program.style.colour("muted").name() in drawn  # its contrast is tested with the themes


def test_entries_in_lists_of_places_have_the_icon_of_their_kind(program: Program) -> None:
    icons = [
        place_icon(program.library, f"cgt:{place}")
        for place in ("entry/kymriah", "entry/novartis", f"document/{DOCUMENT}", "entry/nobody")
    ]
    assert icons == ["therapy", "company", "document", "other"]


def test_arrow_keys_are_written_as_on_the_keyboard(start: Callable[..., Program]) -> None:
    start(language="zh")
    assert native(("Alt+Left", "Alt+Down")) == "Alt+← / Alt+↓"


def test_a_menu_of_bookmarks_has_its_keys_in_their_column(program: Program, qtbot: QtBot) -> None:
    program.window.actions_table["bookmark.list"].trigger()
    pane = program.window.navigation_pane._made["bookmarks"]
    pane.tree.customContextMenuRequested.emit(pane.tree.rect().center())
    menu = next(m for m in pane.findChildren(QMenu) if m.isVisible())
    keys = {action.shortcut().toString() for action in menu.actions()}
    assert {"F2", "Alt+Up", "Alt+Down", "Alt+M", "Del"} <= keys
    assert not any("（" in action.text() or "(" in action.text() for action in menu.actions())
    menu.close()
