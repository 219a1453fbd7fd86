"""No animation where the reader or the system asks for none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtWidgets import QApplication
from walking import Walk, furnish

from cgtatlas.core import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program

PAPER = "cgt:document/immune-cell-therapy-2022#2000-2040"


@pytest.fixture
def lively(qapp: QApplication) -> Iterator[None]:
    """A system that animates everything."""
    for effect in Qt.UIEffect:
        qapp.setEffectEnabled(effect, True)
    yield
    for effect in Qt.UIEffect:
        qapp.setEffectEnabled(effect, False)


def running(program: Program) -> list[str]:
    found = program.window.findChildren(QAbstractAnimation)
    return [str(one.parent()) for one in found if one.state() == QAbstractAnimation.State.Running]


def test_nothing_moves_when_the_reader_wishes_so(
    lively: None, start: Callable[..., Program], qtbot: QtBot
) -> None:
    program = start()
    furnish(program)
    program.navigator.open(PAPER)
    assert program.window.source_pane.view.marks.flashing
    program.changes.announce(program.store.set_setting(settings.REDUCE_MOTION, True))
    assert not any(QApplication.isEffectEnabled(effect) for effect in Qt.UIEffect)
    walk = Walk(program, qtbot)
    for show in {**walk._pages(), **walk._searches()}.values():
        show()
        assert running(program) == []
    program.navigator.open(PAPER.replace("2000-2040", "2100-2140"))
    assert program.window.source_pane.view.marks.target == (2100, 2140)
    assert not program.window.source_pane.view.marks.flashing
    program.changes.announce(program.store.set_setting(settings.REDUCE_MOTION, False))
    assert all(QApplication.isEffectEnabled(effect) for effect in Qt.UIEffect)
