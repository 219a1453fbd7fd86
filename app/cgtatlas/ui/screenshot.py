"""Draws the window into a picture without showing it, for the documentation and for looking at changes."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from cgtatlas.core.errors import NotSaved

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.ui.app import Program

_SETTLE = 250  # ms in which pages lay themselves out


def shoot(
    library_path: Path,
    data_dir: Path,
    out: Path,
    *,
    entry: str = "",
    query: str = "",
    size: tuple[int, int] = (1280, 800),
    theme: str = "light",
    lang: str = "zh",
) -> None:
    """Write a PNG of the window of ``size`` (px) showing an entry or a search with its first passage.

    The reader's notes are shown when there are any; nothing is written to the data folder. Raises
    NotFound for an unknown entry, NotSaved when the picture cannot be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from cgtatlas.ui.app import Program, application

    application()
    previous = _quiet()
    with tempfile.TemporaryDirectory() as folder:
        copy = _copy(data_dir, Path(folder))
        program = Program(library_path, copy, language=lang, theme=theme, keep_state=False)
        try:
            program.window.resize(*size)
            program.window.show()
            _settle()
            _show(program, entry, query)
            _settle()
            program.window.resize(*size)
            _settle()
            if not program.window.grab().save(str(out), "PNG"):
                raise NotSaved("cannot_write", path=str(out))
        finally:
            program.window.close()
            program.close()
            qInstallMessageHandler(previous)


def _show(program: Program, entry: str, query: str) -> None:
    """An entry with the words of its first fact beside it, or a search with its first passage."""
    program.style.reduced_motion = True
    if entry:
        facts = program.library.entry(entry).facts
        program.navigator.open(f"cgt:entry/{entry}")
        if facts:
            program.navigator.open(f"cgt:fact/{facts[0].id}")
    if query:
        results = program.window.navigation_pane
        results.search_now(query)
        results.results.open_current()
        shown = program.navigator.current()
        if shown is None or shown.kind == "entry":
            results.results.next_hit(1)
    program.messages.clear()
    program.window.frames[1].take_keyboard()


def _copy(data_dir: Path, folder: Path) -> Path:
    """A data folder of its own with the reader's file as it is now."""
    import sqlite3

    original = data_dir / "reader.db"
    if original.is_file():
        source = sqlite3.connect(f"{original.resolve().as_uri()}?mode=ro", uri=True)
        target = sqlite3.connect(folder / "reader.db")
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()
    return folder


def _quiet() -> Callable[[QtMsgType, QMessageLogContext, str], None] | None:
    """Drop the one line that drawing without a display always says; every other goes to standard error."""

    def handler(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if "propagateSizeHints" not in text:
            sys.stderr.write(f"{text}\n")

    previous: Callable[[QtMsgType, QMessageLogContext, str], None] | None = qInstallMessageHandler(handler)
    return previous


def _settle() -> None:
    """Let the window lay itself out: one turn of the event loop after another, for a moment."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(_SETTLE, loop.quit)
    loop.exec()
