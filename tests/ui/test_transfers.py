"""Notes and bookmarks to files and from them, as a reader does it in the window."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox

from cgtatlas.store.anchors import make_anchor
from cgtatlas.store.store import Store
from cgtatlas.ui.dialogs.transfer_report import TransferReport

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cgtatlas.core.model import Annotation
    from cgtatlas.ui.app import Program
    from cgtatlas.ui.window import Window


class Files:
    """Answers the file dialogs; remembers what they were asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer, self.filter = "", ""
        self.asked: list[tuple[str, str, str]] = []
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, name, self._ask)

    def _ask(self, _parent: object, title: str, start: str, filters: str) -> tuple[str, str]:
        self.asked.append((title, start, filters))
        return self.answer, self.filter


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    return Files(monkeypatch)


@pytest.fixture
def noted(window: Window) -> list[Annotation]:
    """Two notes, one with a tag; the list shows them."""
    library, store = window.context.library, window.context.store
    document = library.document("cgt-interview-2025")
    text, made = library.text(document.id), []
    for start, body in ((100, "第一条"), (200, "第二条")):
        anchor = make_anchor(document.id, document.sha256, text, start, start + 20)
        one, changes = store.add_annotation(anchor, body=body, tags=("靶点",))
        window.context.changes.announce(changes)
        made.append(one)
    return made


@pytest.fixture
def do(window: Window, qtbot: QtBot, files: Files) -> Callable[..., str]:
    """Trigger an action, answer its dialog with a path, wait for the message; its text."""

    def do(id: str, path: Path | str) -> str:
        files.answer = str(path)
        window.actions_table[id].trigger()
        qtbot.waitUntil(lambda: not window.context.tasks.busy("transfer"))
        return window.messages_widget.text.text()

    return do


def test_notes_go_out_and_come_into_another_readers_file(
    window: Window, do: Any, noted: list[Annotation], tmp_path: Path
) -> None:
    path = tmp_path / "notes.jsonld"
    assert "2" in do("notes.export", path)
    assert len(json.loads(path.read_text(encoding="utf-8"))["items"]) == 2
    store = window.context.store
    for one in noted:
        window.context.changes.announce(store.delete_annotation(one.id))
    assert "从回收站恢复 2" in do("notes.import", path)
    assert len(store.annotations()) == 2
    assert window.navigation_pane.annotations().model.rowCount() == 2  # the list has heard of it
    assert "未变 2" in do("notes.import", path)


def test_only_what_the_list_shows(window: Window, do: Any, noted: list[Annotation], tmp_path: Path) -> None:
    pane = window.navigation_pane.annotations()
    pane.findChild(QLineEdit, "annotationFilter").setText("第二")
    path = tmp_path / "some.csv"
    do("notes.export_shown", path)
    text = path.read_text(encoding="utf-8-sig")
    assert "第二条" in text
    assert "第一条" not in text


def test_the_note_being_written_is_in_the_file(
    window: Window, do: Any, noted: list[Annotation], tmp_path: Path
) -> None:
    window.context.navigator.open("cgt:document/cgt-interview-2025")
    pane = window.source_pane
    ranges, cursor = pane.view.map.view_ranges(300, 310), pane.view.textCursor()
    cursor.setPosition(ranges[0][0])
    cursor.setPosition(ranges[-1][1], QTextCursor.MoveMode.KeepAnchor)
    pane.view.setTextCursor(cursor)
    pane.note_on_selection()
    pane.note_editor.text.setPlainText("刚刚写的")
    path = tmp_path / "notes.md"
    do("notes.export", path)
    assert "刚刚写的" in path.read_text(encoding="utf-8")


def test_bookmarks_go_out_and_come_in(window: Window, do: Any, tmp_path: Path) -> None:
    store = window.context.store
    folder = store.add_folder("项目")[0]
    mark = store.add_bookmark("cgt:entry/kymriah", "Kymriah", folder=folder.id)[0]
    path = tmp_path / "marks.html"
    do("bookmarks.export", path)
    store.delete_folder(folder.id)
    do("bookmarks.import", path)
    assert [one.id for one in store.bookmarks()] == [mark.id]


def test_an_import_is_undone_with_the_button_beside_its_message(
    window: Window, do: Any, tmp_path: Path
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("document,quote,note\ncgt-interview-2025,核心力量,x\n", encoding="utf-8")
    do("notes.import", path)
    assert len(window.context.store.annotations()) == 1
    window.messages_widget.action.click()
    assert window.context.store.annotations() == []


def test_what_was_refused_is_told_line_by_line_on_demand(
    window: Window, do: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("document,quote,note\n,x,y\n<b>no</b>,词,x\n", encoding="utf-8")
    assert "未导入 1" in do("notes.import", path)
    window.messages_widget.action.click()
    dialog = window.findChild(TransferReport)
    assert dialog.isVisible()
    assert "第 2 行" in dialog.lines.toPlainText()
    assert "不在资料库" in dialog.lines.toPlainText()
    window.translations.set("en")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "What was imported")
    dialog._copy.click()
    assert "line 2" in QGuiApplication.clipboard().text()
    dialog.close()


def test_failures_are_sentences(window: Window, do: Any, noted: list[Annotation], tmp_path: Path) -> None:
    broken = tmp_path / "x.jsonld"
    broken.write_text("{")
    assert "不是有效的 JSON" in do("notes.import", broken)
    (tmp_path / "folder.md").mkdir()
    assert "不是普通文件" in do("notes.export", tmp_path / "folder.md")
    assert len(window.context.store.annotations()) == 2


def test_nothing_to_export_asks_for_no_file(window: Window, do: Any, files: Files) -> None:
    assert do("notes.export", "x.md") == "没有可导出的笔记。"
    assert do("bookmarks.export", "x.html") == "没有可导出的书签。"
    assert files.asked == []


def test_cancelled_dialogs_do_nothing(window: Window, do: Any, noted: list[Annotation], files: Files) -> None:
    for id in ("notes.export", "notes.import", "bookmarks.import"):
        do(id, "")
    assert len(files.asked) == 3
    assert len(window.context.store.annotations()) == 2


def test_the_folder_is_remembered_and_an_ending_is_given(
    program: Program, start: Callable[..., Program], do: Any, noted: list[Annotation], files: Files,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    files.filter = "Markdown (*.md)"
    do("notes.export", tmp_path / "notes 2026.11")
    assert (tmp_path / "notes 2026.11.md").exists()
    answers = iter((QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: next(answers))
    before = (tmp_path / "notes 2026.11.md").stat().st_mtime_ns
    do("notes.export", tmp_path / "notes 2026.11")
    assert (tmp_path / "notes 2026.11.md").stat().st_mtime_ns == before
    do("notes.export", tmp_path / "notes 2026.11")
    assert (tmp_path / "notes 2026.11.md").stat().st_mtime_ns > before
    assert files.asked[-1][1].startswith(str(tmp_path))
    program.window.session.save()
    again = start()
    assert again.window.file_folder == str(tmp_path)


def test_the_report_of_a_read_only_file_is_a_sentence(
    window: Window, do: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cgtatlas.core.errors import NotSaved

    def refuse(*_: object) -> None:
        raise NotSaved("disk_full", path="reader.db")

    monkeypatch.setattr(Store, "merge_annotations", refuse)
    path = tmp_path / "notes.csv"
    path.write_text("document,quote,note\na,b,c\n", encoding="utf-8")
    assert "磁盘已满" in do("notes.import", path)
