from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from cgtatlas.core import settings
from cgtatlas.core.paths import checkout
from cgtatlas.ui.actions import TABLE, shown
from cgtatlas.ui.dialogs.about import PARTS, AboutDialog
from cgtatlas.ui.dialogs.doctor import DoctorDialog
from cgtatlas.ui.dialogs.shortcuts import ShortcutsDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.window import Window


def listed(dialog: ShortcutsDialog) -> dict[str, str]:
    groups = [dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())]
    rows = [group.child(at) for group in groups if group for at in range(group.childCount())]
    return {row.text(0): row.text(1) for row in rows}


def test_the_shortcut_page_lists_every_shortcut_of_the_table(window: Window, qtbot: QtBot) -> None:
    window.actions_table["help.shortcuts"].trigger()
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None
    rows = listed(dialog)
    native = QKeySequence.SequenceFormat.NativeText
    for row in TABLE:
        if row.keys:
            assert QKeySequence(row.keys[0]).toString(native) in rows[shown(row.text)], row.id
    assert "↑ ↓ PgUp PgDn" in rows.values()
    window.translations.set("en")
    qtbot.waitUntil(lambda: "Next hit" in listed(dialog))


def test_about_credits_every_original_and_every_part(window: Window, qtbot: QtBot) -> None:
    window.actions_table["help.about"].trigger()
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    text = dialog.page.toPlainText()
    documents = window.context.library.documents()
    for document in documents:
        assert document.origin in text
        assert document.title.strip() in text
        assert document.publisher in text
    assert len({document.origin for document in documents}) == 5
    for name, licence in PARTS:
        assert name in text
        assert licence.replace("public domain", "公有领域") in text
    assert "Apache-2.0" in text


def test_about_names_every_dependency() -> None:
    if not (checkout() / "pyproject.toml").is_file():
        pytest.skip("reads the checkout's files")
    project = tomllib.loads((checkout() / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[><=; ]", line)[0].lower() for line in project["dependencies"]}
    named = " ".join(name for name, _ in PARTS).lower()
    assert {name for name in names if name not in named} == set()


def test_the_report_of_a_problem_is_copied_and_holds_nothing_private(
    program: Program, window: Window, qtbot: QtBot
) -> None:
    program.navigator.open("cgt:document/immune-cell-therapy-2022#3000-3050")
    window.source_pane.highlight_selection()
    program.store.set_setting(settings.BACKUP_FOLDER, "")
    window.actions_table["help.doctor"].trigger()
    dialog = window.findChild(DoctorDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.copy.isEnabled, timeout=30_000)  # the whole library is read
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    report = QGuiApplication.clipboard().text()
    for line in ("[window]", "qt: ", "schema: ", "check: sound", "sqlite: "):
        assert line in report
    assert str(Path.home()) not in report


def test_dialogs_close_with_escape_and_are_freed(window: Window, qtbot: QtBot) -> None:
    for id in ("help.shortcuts", "help.about"):
        window.actions_table[id].trigger()
        dialog = window.findChild(QDialog)
        assert dialog is not None
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda dialog=dialog: not isValid(dialog))
