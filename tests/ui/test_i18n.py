from __future__ import annotations

import ast
import importlib.util
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from cgtatlas.core.paths import checkout
from cgtatlas.ui import i18n
from cgtatlas.ui.i18n import moment_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program

I18N = checkout() / "resources" / "i18n"
SOURCES = sorted((checkout() / "app" / "cgtatlas").rglob("*.py"))
TRANSLATING = {"tr", "translate", "QT_TRANSLATE_NOOP"}


def messages(file: Path) -> Iterator[tuple[str, str, str, str]]:
    """Context, source, translation and its type."""
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            found = message.find("translation")
            assert found is not None
            kind = found.get("type", "")
            yield (
                context.findtext("name", ""),
                message.findtext("source", ""),
                found.text or "",
                kind,
            )


def test_the_files_are_in_step_with_the_sources(tmp_path: Path) -> None:
    """After changing a string: python resources/i18n/update.py, then translate."""
    spec = importlib.util.spec_from_file_location("update", I18N / "update.py")
    assert spec is not None
    assert spec.loader is not None
    update = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(update)
    update.update(tmp_path)
    here, there = I18N / update.TS, tmp_path / update.TS
    assert set(messages(here)) == set(messages(there))
    qm = update.TS.replace(".ts", ".qm")
    assert (I18N / qm).read_bytes() == (tmp_path / qm).read_bytes()


def test_every_text_has_its_chinese_and_keeps_its_places() -> None:
    wrong = []
    for context, source, translation, kind in messages(I18N / "cgtatlas_zh.ts"):
        places = sorted(re.findall(r"{\w*}", source))
        if kind or not translation or sorted(re.findall(r"{\w*}", translation)) != places:
            wrong.append((context, source))
    assert wrong == []


def called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_extractor_can_see_every_text(path: Path) -> None:
    """Only plain literals are extracted; an f-string, a name, or a call inside an f-string is missed."""
    tree = ast.parse(path.read_text("utf-8"))
    missed = []
    for node in ast.walk(tree):
        name = called(node)
        if name in ("tr", "QT_TRANSLATE_NOOP") and isinstance(node, ast.Call):
            missed += [node.lineno for argument in node.args if not isinstance(argument, ast.Constant)]
        if isinstance(node, ast.JoinedStr):
            missed += [inner.lineno for inner in ast.walk(node) if called(inner) in TRANSLATING]
    if path.parts[-2] == "ui" or "ui" in path.parts:
        assert missed == []
    else:
        assert not any(called(node) in ("tr", "QT_TRANSLATE_NOOP") for node in ast.walk(tree))


def test_the_interface_changes_its_language_while_it_runs(program: Program, qtbot: QtBot) -> None:
    window = program.window
    assert window.actions_table["app.quit"].text() == "退出"
    window.actions_table["view.language"].trigger()
    qtbot.waitUntil(lambda: window.actions_table["app.quit"].text() == "Quit")
    assert window._menus["file"].title() == "&File"
    assert window.navigation_pane.omnibox.placeholderText().startswith("Search names")
    assert window.navigation_pane.tree.model.index(0, 0).data() == "Therapies"
    assert "documents" in window.status.text()
    window.actions_table["view.language"].trigger()
    qtbot.waitUntil(lambda: window.actions_table["app.quit"].text() == "退出")
    assert window.navigation_pane.tree.model.index(0, 0).data() == "疗法"


def test_the_language_stays_for_the_next_run(start: Callable[..., Program]) -> None:
    start(language="zh").window.actions_table["view.language"].trigger()
    assert start(language=None).context.language == "en"


def test_qts_own_words_are_translated_too(program: Program) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_the_language_of_the_platform_is_the_first_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    class Locale:
        def __init__(self, *names: str) -> None:
            self.names = names

        def uiLanguages(self) -> tuple[str, ...]:
            return self.names

    class Locales:
        now = Locale("fr-FR", "en-GB", "zh-CN")

        @classmethod
        def system(cls) -> Locale:
            return cls.now

    monkeypatch.setattr(i18n, "QLocale", Locales)
    assert i18n.system_language() == "en"
    Locales.now = Locale("fr-FR")
    assert i18n.system_language() == "zh"


def test_a_missing_translation_leaves_the_sources_english(qapp: QApplication, tmp_path: Path) -> None:
    translations = i18n.Translations(tmp_path)
    translations.set("zh")
    try:
        assert QCoreApplication.translate("Actions", "Quit") == "Quit"
    finally:
        translations.remove()


SHOWS_TEXT = {
    *("setText", "setToolTip", "setWindowTitle", "setTitle", "setPlaceholderText", "setStatusTip"),
    *("setAccessibleName", "setAccessibleDescription", "addAction", "addTab", "addItem", "setTabText"),
    *("QLabel", "QPushButton", "QCheckBox", "QAction", "QMenu", "info", "warning", "error", "announce"),
}
AS_IT_IS = {"中 / EN", "DOI", "CGT Atlas"}


@pytest.mark.parametrize("path", [path for path in SOURCES if "ui" in path.parts], ids=lambda path: path.stem)
def test_no_text_is_shown_past_the_translation(path: Path) -> None:
    """A literal with a word in it, given to what shows it, must come through ``tr``."""
    hard = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and called(node) in SHOWS_TEXT:
            for given in node.args:
                parts = given.values if isinstance(given, ast.JoinedStr) else [given]
                words = [one.value for one in parts if isinstance(one, ast.Constant)]
                hard += [
                    (node.lineno, word)
                    for word in words
                    if isinstance(word, str)
                    and re.search(r"[^\W\d_]{2,}", re.sub("<[^>]*>", "", word))
                    and word.strip(" –") not in AS_IT_IS
                ]
    assert hard == []


def test_days_and_sizes_are_written_as_the_language_does(program: Program) -> None:
    moment = QDateTime(QDate(2026, 3, 4), QTime(5, 6))
    assert moment_words(moment) == "2026-03-04 05:06"
    program.translations.set("en")
    assert moment_words(moment) == "4 Mar 2026, 05:06"
    assert QLocale().formattedDataSize(2048) == "2.00 KiB"
