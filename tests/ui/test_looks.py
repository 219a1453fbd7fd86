"""What a designer would see: no pane is widened by words, lists of places tell kinds apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QSplitter, QTableView

from cgtatlas.core.model import ENTRY_KINDS
from cgtatlas.render.words import kind_word
from cgtatlas.store.anchors import make_anchor
from cgtatlas.ui.models.compare_model import SIGN
from cgtatlas.ui.models.fact_model import COLUMNS
from cgtatlas.ui.models.place_icon import place_icon
from cgtatlas.ui.shortcuts import native
from cgtatlas.ui.theme.icons import logo
from cgtatlas.ui.widgets.wrapped import cut_to_lines, laid_out

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


def test_a_long_title_has_two_lines_and_no_more() -> None:
    from PySide6.QtGui import QGuiApplication

    font = QGuiApplication.font()
    width, title = QFontMetrics(font).height() * 5, "破晓已现,2018 年国内CAR-T 产品陆续开启产业化之路"
    cut = cut_to_lines(title, font, width, 2)
    assert laid_out(cut, font, width).lineCount() == 2
    assert cut.endswith("…")
    assert len(cut) > 10
    assert cut_to_lines(title, font, width * 4, 2) == title


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_sources_of_facts_wrap(program: Program, qtbot: QtBot, zoom: float) -> None:
    program.window.resize(1280, 800)
    program.style.set_zoom(zoom)
    program.window.actions_table["view.source"].trigger()  # alone it has room for all columns
    program.navigator.open("cgt:entry/yescarta")
    table = next(t for t in program.window.findChildren(QTableView) if t.objectName() == "factTable")
    column, line = COLUMNS.index("source"), QFontMetrics(table.font()).lineSpacing()
    qtbot.waitUntil(lambda: table.isVisible() and not table.isColumnHidden(column))
    for row in range(table.model().rowCount()):
        title = table.model().index(row, column).data()
        wraps = QFontMetrics(table.font()).horizontalAdvance(title) > table.columnWidth(column)
        assert not wraps or table.rowHeight(row) > 2 * line


def test_a_line_about_an_original_never_ends_in_a_separator(program: Program) -> None:
    program.navigator.open(f"cgt:document/{DOCUMENT}#0-40")
    labels = [label for label in program.window.source_pane.findChildren(QLabel) if " ·" in label.text()]
    assert labels
    for label in labels:
        for width in range(140, 500, 5):
            layout = laid_out(label.text(), label.font(), width)
            lines = [layout.lineAt(number) for number in range(layout.lineCount())]
            words = [label.text()[a.textStart() : a.textStart() + a.textLength()] for a in lines]
            assert not any(line.rstrip().endswith("·") for line in words[:-1])
            assert words[-1].strip("· \u00a0").endswith("字")
            assert "14,402\u00a0字" in words[-1]


def test_compared_fields_begin_at_the_same_place(program: Program) -> None:
    program.window.context.comparing.restore(("kymriah", "yescarta"))
    program.window.actions_table["compare.open"].trigger()
    table = program.window.findChild(QTableView, "compareView")
    head = table.verticalHeader()
    signed = [head.words(row).startswith(SIGN) for row in range(head.count())]
    rows = [signed.index(True), signed.index(False)]
    assert head.words(rows[1])
    image, ratio = head.grab().toImage(), head.devicePixelRatioF()
    sign = QFontMetrics(head.section_font(rows[0])).horizontalAdvance(SIGN)
    left = []
    for row in rows:
        top, height = head.sectionViewportPosition(row), head.sectionSize(row)
        skip = sign if row == rows[0] else 0
        columns = range(round((7 + skip - 1) * ratio), image.width())
        across = range(round((top + 3) * ratio), round((top + height - 3) * ratio))
        left.append(next(x for x in columns if any(image.pixelColor(x, y).lightness() < 140 for y in across)))
    assert abs(left[0] - left[1]) <= 3 * ratio
    assert head.hanging >= sign
