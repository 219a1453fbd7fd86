from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

from cgtatlas.core import settings
from cgtatlas.core.settings import SETTINGS
from cgtatlas.store.store import Store, reader_file
from cgtatlas.ui.dialogs.settings import SettingsDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program
    from cgtatlas.ui.window import Window

DOCUMENT = "cgt:document/immune-cell-therapy-2022"


def opened(window: Window) -> SettingsDialog:
    window.actions_table["view.settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    return dialog


def test_every_setting_has_a_control_with_a_name_in_both_languages(window: Window, qtbot: QtBot) -> None:
    dialog = opened(window)
    assert set(dialog.controls) == {key for key, setting in SETTINGS.items() if setting.group}
    for which, language in enumerate(("zh", "en")):
        window.translations.set(language)
        for key, control in dialog.controls.items():
            assert SETTINGS[key].label[which]
            qtbot.waitUntil(
                lambda key=key, control=control, which=which: (
                    control.part.accessibleName() == SETTINGS[key].label[which]
                )
            )


def test_what_is_chosen_is_felt_at_once_and_kept(
    start: Callable[..., Program], data_dir: Path, qtbot: QtBot
) -> None:
    program = start(language=None, theme=None)
    dialog = opened(program.window)
    theme = dialog.controls["theme"].part
    assert isinstance(theme, QComboBox)
    theme.setCurrentIndex(theme.findData("dark"))
    theme.activated.emit(theme.currentIndex())
    assert program.style.dark
    size = dialog.controls["text_size"].part
    assert isinstance(size, QSpinBox)
    size.setValue(150)
    assert program.style.zoom == 1.5
    motion = dialog.controls["reduce_motion"].part
    assert isinstance(motion, QCheckBox)
    qtbot.keyClick(motion, Qt.Key.Key_Space)
    assert program.style.reduced_motion
    history = dialog.controls["keep_history"].part
    qtbot.keyClick(history, Qt.Key.Key_Space)
    program.navigator.open("cgt:entry/kymriah")
    program.navigator.flush()
    assert program.store.history() == []
    again = Store(reader_file(data_dir))
    assert again.get_setting(settings.THEME) == "dark"
    again.close()
    dialog.reset()
    assert program.style.zoom == 1.0
    assert not motion.isChecked()
    assert program.store.get_setting(settings.KEEP_HISTORY)


def test_a_change_by_another_program_is_followed(start: Callable[..., Program], data_dir: Path) -> None:
    program = start(theme=None)
    other = Store(reader_file(data_dir))
    other.set_setting(settings.TEXT_SIZE, 200)
    other.close()
    program.watch()
    program.window.keeping.look()
    assert program.style.zoom == 2.0


def test_the_command_line_wins_for_this_run(start: Callable[..., Program]) -> None:
    program = start(theme="dark")
    program.changes.announce(program.store.set_setting(settings.TEXT_SIZE, 120))
    assert program.style.dark


def test_reading_comfort_changes_the_original(window: Window) -> None:
    view = window.source_pane.view
    window.resize(1500, 800)
    window.show_pane(0, False)
    window.context.navigator.open(DOCUMENT)
    store, changes = window.context.store, window.context.changes

    def set_(setting: settings.Setting[int] | settings.Setting[str], value: int | str) -> None:
        changes.announce(store.set_setting(setting, value))

    def margin() -> float:
        return view.document().rootFrame().frameFormat().leftMargin()

    before = margin()
    set_(settings.LINE_WIDTH, 20)
    assert margin() > before
    set_(settings.LINE_WIDTH, 42)
    line = view.document().findBlockByNumber(3).blockFormat().lineHeight()
    set_(settings.LINE_HEIGHT, 220)
    assert view.document().findBlockByNumber(3).blockFormat().lineHeight() > line * 1.3
    family = QFontInfo(window.font()).family()
    set_(settings.READING_FONT, family)
    assert view.document().defaultFont().families()[0] == family
    assert len(view.document().defaultFont().families()) > 1  # Chinese falls back to the interface's


def test_off_topic_hits_are_only_counted_when_not_wanted(window: Window) -> None:
    window.navigation_pane.search_now("杀菌剂")
    model = window.navigation_pane.results.model
    shown = model.rowCount()
    assert model.hits()
    window.context.store.set_setting(settings.SHOW_OFF_TOPIC, False)
    window.navigation_pane.search_now("杀菌剂")
    assert model.rowCount() < shown
    assert not model.hits()
    assert window.navigation_pane.results.count.text()
