"""Nothing is told by colour alone: what has a colour of its own has another sign and words too.

Pictures are drawn with one ink and one shade in place of every colour: what is still told apart in them is
told apart by its shape.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPen,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtGui import QTextCharFormat as Format
from PySide6.QtWidgets import QStyleOptionViewItem

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.model import STATUSES
from cgtatlas.store.anchors import make_anchor
from cgtatlas.ui.marking import status_words
from cgtatlas.ui.models.fact_model import COLUMNS
from cgtatlas.ui.panes.entry_find import Match, light
from cgtatlas.ui.panes.source_marks import Painter, current_mark
from cgtatlas.ui.theme.icons import Icons
from cgtatlas.ui.theme.style import Style
from cgtatlas.ui.widgets.annotation_delegate import AnnotationDelegate
from cgtatlas.ui.widgets.colours import COLOURS, colour_name, swatch
from cgtatlas.ui.widgets.result_delegate import ResultDelegate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.widgets.chip_row import ChipButton

PAPER = "immune-cell-therapy-2022"
INK, SHADE = QColor("black"), QColor("lightgrey")


class Grey(Style):
    """A theme in which every text and line is black and every ground light grey."""

    def colour(self, role: str) -> QColor:
        """One of two colours; KeyError for a role that no theme has."""
        super().colour(role)
        inks = ("text", "muted", "link", "accent", "warn", "focus", "border", "off-topic")
        return QColor(INK if role.endswith("-text") or role in inks else SHADE)


def picture(draw: Callable[[QPainter], object]) -> QImage:
    image = QImage(260, 90, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


def marked(form: Format) -> QImage:
    """A word under a mark, as a view draws it, without its colours."""
    plain = Format(form)
    plain.setForeground(QBrush(INK))
    plain.setUnderlineColor(INK)
    if form.background().style() != Qt.BrushStyle.NoBrush:
        plain.setBackground(QBrush(SHADE))
    if form.hasProperty(Format.Property.OutlinePen):
        plain.setProperty(Format.Property.OutlinePen, QPen(INK))
    document = QTextDocument()
    cursor = QTextCursor(document)
    cursor.insertText("before the words after")
    cursor.setPosition(7)
    cursor.setPosition(16, QTextCursor.MoveMode.KeepAnchor)
    chosen = QAbstractTextDocumentLayout.Selection()
    chosen.cursor, chosen.format = cursor, plain
    context = QAbstractTextDocumentLayout.PaintContext()
    context.selections = [chosen]
    document.setTextWidth(250)
    return picture(lambda painter: document.documentLayout().draw(painter, context))


def row(delegate: QStyledItemDelegate, view: QAbstractItemView, index: QModelIndex) -> QImage:
    """A row of a list as its delegate draws it."""
    option: Any = QStyleOptionViewItem()
    option.rect, option.font, option.widget = QRect(0, 0, 260, 90), view.font(), view
    return picture(lambda painter: delegate.paint(painter, option, index))


def alike(pictures: Mapping[str, QImage]) -> list[tuple[str, str]]:
    return [(one, other) for one, other in combinations(pictures, 2) if pictures[one] == pictures[other]]


@pytest.fixture
def noted(program: Program) -> Program:
    """Highlights of every colour, and a note whose words are gone; all with the same words."""
    text, sha256 = program.library.text(PAPER), program.library.document(PAPER).sha256
    for number, colour in enumerate(COLOURS):
        at = 2000 + 100 * number
        anchor = make_anchor(PAPER, sha256, text, at, at + 40)
        program.store.add_annotation(anchor, colour=colour, body="JWCAR029")
    gone = make_anchor(PAPER, sha256, text[:3000] + "不在文中的字" + text[3006:], 3000, 3006)
    program.store.add_annotation(gone, colour="yellow", body="JWCAR029")
    return program


def test_marks_in_an_original_differ_in_their_lines(noted: Program) -> None:
    painter = Painter(noted.style)
    noted.navigator.open(f"cgt:document/{PAPER}#2000-2010")
    mine = {one.annotation.colour: painter._mine([one]) for one in noted.window.source_pane.view.marks.mine}
    assert mine.keys() == COLOURS.keys()
    others = {
        "a hit": painter._lit("hit"),
        "the present hit": current_mark(noted.style),
        "where a link led": painter._target(False),
        "no mark": Format(),
    }
    assert alike({name: marked(form) for name, form in (mine | others).items()}) == []


def test_the_present_one_of_found_words_differs_in_an_entry(program: Program) -> None:
    program.navigator.open("cgt:entry/kymriah")
    page = program.window.entry_pane.currentWidget().above  # type: ignore[attr-defined]
    found = [Match(page, 0, 3), Match(page, 4, 7)]
    light(page, found, found[1], program.style)
    one, other = (marked(lit.format) for lit in page.extraSelections())
    assert one != other


def test_rows_and_samples_of_the_colours_differ_and_name_them(noted: Program) -> None:
    grey = Grey("light")
    assert alike({name: swatch(grey, name).pixmap(16, 16).toImage() for name in COLOURS}) == []  # type: ignore[misc]
    pane = noted.window.navigation_pane.annotations()
    pane.reload()
    model, delegate = pane.model, AnnotationDelegate(grey)
    drawn: dict[str, QImage] = {}
    for at in range(model.rowCount()):
        index, note = model.index(at, 0), model.annotation(at)
        words = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        assert colour_name(note.colour) in words
        if note.anchor.start >= 3000:  # what is wrong is said, in the row too
            assert "⚠" not in words
            assert "不在" in words
        else:
            drawn[note.colour] = bare(delegate, pane.list, index)
    assert drawn.keys() == COLOURS.keys()
    assert alike(drawn) == []
    # among the results of a search
    page = noted.window.navigation_pane.results
    noted.window.navigation_pane.search_now("kind:annotation JWCAR029")
    rows = [at for at, one in enumerate(page.model.rows()) if one.kind == "annotation"]
    page.model.tell(max(rows))
    said = [str(page.model.index(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in rows]
    assert {name for name in COLOURS if any(colour_name(name) in words for words in said)} == set(COLOURS)
    lines = {}
    for at in rows:
        lines[page.model.rows()[at].colour] = bare(ResultDelegate(grey), page.view, page.model.index(at))
    assert alike(lines) == []


def bare(delegate: QStyledItemDelegate, view: QAbstractItemView, index: QModelIndex) -> QImage:
    """The edge of a row, where only its colour is told."""
    return row(delegate, view, index).copy(0, 0, 18, 90)


def test_statuses_and_messages_have_an_icon_and_a_word_each(program: Program) -> None:
    icons = Icons(Grey("light"))
    drawn = {
        name: icons.pixmap(name, "text", 16).toImage() for name in (*STATUSES, "info", "warning", "error")
    }
    assert alike(drawn) == []
    assert len({status_words(status) for status in STATUSES}) == len(STATUSES)
    area, levels = program.window.messages_widget, set()
    for tell in (program.messages.info, program.messages.warning, program.messages.error):
        tell(lambda: "words")
        levels.add((area._icon.accessibleName(), area._icon.pixmap().toImage().bits().tobytes()))
    assert {name for name, _ in levels} == {"", "警告", "错误"}
    assert len({pixels for _, pixels in levels}) == 3
    program.messages.report(AtlasError("disk_full", path="x"))
    assert area._icon.accessibleName() == "错误"


def test_chips_facts_and_off_topic_documents_say_it_in_words(program: Program, qtbot: QtBot) -> None:
    pane = program.window.navigation_pane
    pane.search_now("in:passage Kymriah")
    switch = next(one for one in pane.results.chips.buttons() if one.isCheckable())
    assert switch.text().startswith("✓")
    assert not switch.font().strikeOut()
    switch.click()

    def switched_off() -> list[ChipButton]:
        return [one for one in pane.results.chips.buttons() if one.isCheckable() and not one.isChecked()]

    qtbot.waitUntil(lambda: bool(switched_off()) and pane.results.settled())
    off = switched_off()[0]
    assert "✓" not in off.text()
    assert off.font().strikeOut()
    pane.search_now("啶氧菌酯")
    assert any(one.title == pane.results.lines.words().off_topic for one in pane.results.model.rows())
    program.navigator.open("cgt:document/picoxystrobin-2024")
    assert (
        "离题" in program.window.source_pane._header._off.text()
        or program.window.source_pane._header._off.text()
    )
    program.navigator.open("cgt:entry/yescarta")
    model: Any = program.window.entry_pane.currentWidget().table.model()  # type: ignore[attr-defined]
    column = COLUMNS.index("conflict")
    told = [model.index(at, column) for at in range(model.rowCount())]
    differing = [index for index in told if index.data()]
    assert {index.data() for index in differing} == {"⚠"}
    assert all(index.data(Qt.ItemDataRole.AccessibleTextRole) for index in differing)


@pytest.mark.parametrize("theme", ["contrast-light", "contrast-dark"])
def test_links_in_an_original_are_underlined_in_high_contrast(program: Program, theme: str) -> None:
    program.style.set_theme(theme)
    program.navigator.open(f"cgt:document/{PAPER}")
    document = program.window.source_pane.view.document()
    block, links = document.begin(), []
    while block.isValid():
        for fragment in block:
            form = fragment.fragment().charFormat()
            if form.isAnchor() and form.foreground().color() == program.style.colour("link"):
                links.append(form.underlineStyle())
        block = block.next()
    assert links
    assert Format.UnderlineStyle.NoUnderline not in links  # words that facts rest on have their dotted line
    assert Format.UnderlineStyle.SingleUnderline in links
