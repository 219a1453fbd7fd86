from __future__ import annotations

import os
import shutil
import socket
import stat
import sys
import tempfile
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core import handover
from cgtatlas.ui.listening import Listening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="connects to socket files")


@pytest.fixture
def where(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> Iterator[str]:
    """An address in a folder with a short name: names of socket files are limited."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield handover.addresses(data_dir)[0]


def hand_over(data_dir: Path, message: dict[str, str]) -> list[object]:
    """Start a second one in a thread; the list holds what it got once it is done."""
    got: list[object] = []
    threading.Thread(target=lambda: got.append(handover.first(data_dir, message)), daemon=True).start()
    return got


@pytest.mark.parametrize("pipes", [False, True])
def test_words_of_a_second_start_arrive(qtbot: QtBot, where: str, data_dir: Path, pipes: bool) -> None:
    if pipes:
        pytest.importorskip("PySide6.QtNetwork", exc_type=ImportError)
    claim = handover.first(data_dir, {})
    assert claim is not None
    Path(where).write_bytes(b"left by one that was killed")
    listening = Listening([where], pipes=pipes)
    assert listening.listening
    assert stat.S_IMODE(Path(where).stat().st_mode) & 0o077 == 0
    heard: list[dict[str, str]] = []
    listening.asked.connect(heard.append)
    got = hand_over(data_dir, {"open": "cgt:entry/kymriah", "query": "细胞"})
    qtbot.waitUntil(lambda: bool(got) and bool(heard))
    assert got == [None]
    assert heard == [{"open": "cgt:entry/kymriah", "query": "细胞"}]
    listening.close()
    claim.release()


def test_nonsense_and_callers_that_go_away_do_no_harm(qtbot: QtBot, where: str, data_dir: Path) -> None:
    listening = Listening(["/nowhere/at/all", where])
    heard: list[dict[str, str]] = []
    listening.asked.connect(heard.append)
    for words in (b"", b"GET / HTTP/1.1\r\n\r\n\n", b"[1]\n", b'{"open": 1}\n'):
        with closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as caller:
            caller.connect(where)
            caller.sendall(words)
    claim = handover.first(data_dir, {})
    got = hand_over(data_dir, {"query": "last"})
    qtbot.waitUntil(lambda: bool(got))
    assert heard == [{"query": "last"}]  # the others did not wait for an answer
    listening.close()
    assert claim is not None
    claim.release()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)  # the offscreen platform
def test_a_link_opens_in_the_running_window(
    program: Program, qtbot: QtBot, where: str, data_dir: Path
) -> None:
    program.listen()
    claim = handover.first(data_dir, {})
    program.window.showMinimized()
    got = hand_over(data_dir, {"open": "cgt:entry/kymriah", "query": "", "token": "t"})
    qtbot.waitUntil(lambda: bool(got) and program.window.entry_pane.current_entry() == "kymriah")
    assert not program.window.isMinimized()
    assert os.environ.pop("XDG_ACTIVATION_TOKEN") == "t"
    program.asked({"open": "cgt:entry/yescarta"})
    assert program.window.entry_pane.open_entries() == ["kymriah", "yescarta"]
    program.asked({"open": "cgt:search/CD19"})
    assert program.window.navigation_pane.omnibox.text() == "CD19"
    program.asked({"query": "干细胞"})
    assert program.window.navigation_pane.omnibox.text() == "干细胞"
    program.asked({"open": "cgt:entry/nobody"})
    assert "nobody" in program.window.messages_widget.text.text()
    assert claim is not None
    claim.release()


def test_a_librarys_file_is_opened_beside_the_bundled_one(
    program: Program, library_path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "colleagues.cgtlib"
    shutil.copy(library_path, other)
    program.asked({"open": str(other)})
    assert [Path(path) for path in program.store.opened_libraries()] == [other]
    program.asked({"open": str(tmp_path / "missing.cgtlib")})
    assert len(program.store.opened_libraries()) == 1
