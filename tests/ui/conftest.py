"""The window as the program makes it, with the compiled library and a data folder of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.window import Window


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The program's own application object: style and fonts as in real life."""
    from cgtatlas.ui.app import application

    return application()


@pytest.fixture
def start(qtbot: QtBot, library_path: Path, data_dir: Path) -> Iterator[Callable[..., Program]]:
    """Starts the program with keyword arguments of ``Program``; closed at the end, newest first."""
    from cgtatlas.ui.app import Program

    started: list[Program] = []

    def make(**given: object) -> Program:
        options: dict[str, object] = {"language": "zh", "theme": "light", **given}
        program = Program(library_path, data_dir, **options)
        program.window.show()
        qtbot.waitExposed(program.window)
        program.window.restore_place()  # as the program does when its window stands
        started.append(program)
        return program

    yield make
    for program in reversed(started):
        program.tasks.close()
        program.close()


@pytest.fixture
def program(start: Callable[..., Program]) -> Program:
    """The running program, in Chinese and light."""
    return start()


@pytest.fixture
def window(program: Program) -> Window:
    """Its window."""
    return program.window
