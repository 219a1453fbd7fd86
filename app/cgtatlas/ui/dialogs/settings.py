"""The settings page, made from the list of settings; what is chosen is applied and kept at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cgtatlas.core.settings import GROUPS, SETTINGS
from cgtatlas.ui.theme.fonts import only_bundled_chinese
from cgtatlas.ui.widgets.room import take_room
from cgtatlas.ui.widgets.setting_control import SettingControl

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.core.changes import Changes
    from cgtatlas.core.settings import Pair, Value
    from cgtatlas.ui.context import Context


class SettingsDialog(QDialog):
    """A column of settings by group; closes with Escape."""

    def __init__(self, context: Context, shortcuts: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.controls: dict[str, SettingControl] = {}
        self._labels: dict[str, tuple[QLabel, QLabel]] = {}
        self._heads: dict[str, QLabel] = {}
        self._hint = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._hint.setObjectName("fontHint")
        self._hint.setVisible(only_bundled_chinese())
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._column())
        self._keys, self._reset, self._close = QPushButton(), QPushButton(), QPushButton()
        self._keys.clicked.connect(lambda: shortcuts())
        self._reset.clicked.connect(self.reset)
        self._close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 8, 16, 12)
        buttons.addWidget(self._keys)
        buttons.addWidget(self._reset)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        for button in (self._keys, self._reset, self._close):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area, 1)
        layout.addLayout(buttons)
        context.changes.changed.connect(self._changed)
        self.retranslate()
        take_room(self)

    def _column(self) -> QWidget:
        column = QWidget()
        grid = QGridLayout(column)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        row = 0
        for group in GROUPS:
            self._heads[group] = head = QLabel(textFormat=Qt.TextFormat.PlainText)
            font = head.font()
            font.setBold(True)
            font.setPointSizeF(font.pointSizeF() * 1.15)
            head.setFont(font)
            head.setContentsMargins(0, 14 if row else 0, 0, 4)
            grid.addWidget(head, row, 0, 1, 2)
            row += 1
            for key in [key for key, setting in SETTINGS.items() if setting.group == group]:
                self._add(grid, row, key)
                row += 2
            if group == "reading":
                grid.addWidget(self._hint, row, 0, 1, 2)
                row += 1
        grid.setRowStretch(row, 1)
        return column

    def _add(self, grid: QGridLayout, row: int, key: str) -> None:
        label, about = QLabel(wordWrap=True), QLabel(wordWrap=True)
        for one in (label, about):
            one.setTextFormat(Qt.TextFormat.PlainText)
        control = SettingControl(SETTINGS[key], self)
        control.show_value(self._context.store.get_setting(key))
        control.chosen.connect(partial(self._keep, key))
        label.setBuddy(control.part)
        about.setObjectName("settingAbout")
        about.setContentsMargins(0, 0, 0, 8)
        grid.addWidget(label, row, 0)
        grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(about, row + 1, 0, 1, 2)
        self._labels[key], self.controls[key] = (label, about), control

    def sizeHint(self) -> QSize:
        """Qt: tall enough for most of the list."""
        return QSize(600, 640)

    def reset(self) -> None:
        """Put every setting of this page back to its default."""
        for key in self.controls:
            if self._context.store.get_setting(key) != SETTINGS[key].default:
                self._keep(key, SETTINGS[key].default)

    def _keep(self, key: str, value: Value) -> None:
        if not self._context.do(lambda: self._context.store.set_setting(key, value)):
            self.controls[key].show_value(self._context.store.get_setting(key))

    def _changed(self, changes: Changes) -> None:
        if changes.settings:
            for key, control in self.controls.items():
                with QSignalBlocker(control):
                    control.show_value(self._context.store.get_setting(key))

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.setWindowTitle(self.tr("Settings"))
        for group, head in self._heads.items():
            head.setText(self._said(GROUPS[group]))
        for key, (label, about) in self._labels.items():
            setting = SETTINGS[key]
            label.setText(self._said(setting.label) or key)
            about.setText(self._said((setting.zh, setting.en)))
            self.controls[key].retranslate(self._context.language)
        self._hint.setText(
            self.tr(
                "This system has no Chinese font. The program's own covers its library; for other texts "
                "install one, such as Noto Sans CJK SC."
            )
        )
        self._keys.setText(self.tr("Keyboard shortcuts…"))
        self._reset.setText(self.tr("Reset all"))
        self._close.setText(self.tr("Close"))

    def _said(self, pair: Pair) -> str:
        return pair[0] if self._context.language == "zh" else pair[1]

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
