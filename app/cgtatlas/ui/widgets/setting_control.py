"""The control of one setting: a box to tick, a list, a number, a font or a folder, by the setting's type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from cgtatlas.ui.widgets.told import name_clear

if TYPE_CHECKING:
    from cgtatlas.core.settings import Value

_WIDTH = 230  # px


class SettingControl(QWidget):
    """Shows a value with ``show_value``; ``chosen`` carries what the reader chose."""

    chosen = Signal(object)

    def __init__(self, setting: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = setting
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._browse: QPushButton | None = None
        self.part = self._made()
        self.part.setObjectName(f"setting.{setting.key}")
        self._row.addWidget(self.part)
        if self._browse is not None:
            self._row.addWidget(self._browse)
        if not isinstance(self.part, QCheckBox):
            self.part.setFixedWidth(_WIDTH if self._browse is None else _WIDTH - 60)
        self.setFocusProxy(self.part)

    def _made(self) -> QWidget:
        setting = self._setting
        if isinstance(setting.default, bool):
            box = QCheckBox()
            box.toggled.connect(self._choose)
            return box
        if setting.choices or setting.kind == "font":
            return self._list()
        if isinstance(setting.default, int):
            return self._number()
        line = QLineEdit()
        line.editingFinished.connect(lambda: self._choose(line.text().strip()))
        if setting.kind == "folder":
            line.setClearButtonEnabled(True)
            self._browse = QPushButton()
            self._browse.setAutoDefault(False)
            self._browse.clicked.connect(self._choose_folder)
        return line

    def _list(self) -> QComboBox:
        combo = QComboBox()
        combo.setMaxVisibleItems(18)
        for value in self._setting.choices:
            combo.addItem(str(value), value)
        if self._setting.kind == "font":
            combo.addItem("", "")
            for family in QFontDatabase.families():
                if not QFontDatabase.isPrivateFamily(family) and QFontDatabase.isSmoothlyScalable(family):
                    combo.addItem(family, family)
        combo.activated.connect(lambda at: self._choose(combo.itemData(at)))
        return combo

    def _number(self) -> QSpinBox:
        box = QSpinBox()
        box.setRange(self._setting.low, self._setting.high)
        box.setSingleStep(max(1, round((self._setting.high - self._setting.low) / 50)))
        box.setKeyboardTracking(False)  # a number half typed is not a choice
        box.valueChanged.connect(self._choose)
        return box

    def _choose(self, value: Value) -> None:
        self.chosen.emit(value)

    def _choose_folder(self) -> None:
        line = self.part
        assert isinstance(line, QLineEdit)
        folder = QFileDialog.getExistingDirectory(self, "", line.text())
        if folder:
            line.setText(folder)
            self._choose(folder)

    def show_value(self, value: Value) -> None:
        """Show a value without choosing it."""
        part = self.part
        blocked = part.blockSignals(True)
        if isinstance(part, QCheckBox):
            part.setChecked(bool(value))
        elif isinstance(part, QComboBox):
            at = part.findData(value)
            if at < 0:  # a font that is not there now
                part.addItem(str(value), value)
                at = part.count() - 1
            part.setCurrentIndex(at)
        elif isinstance(part, QSpinBox):
            part.setValue(int(value))
        elif isinstance(part, QLineEdit):
            part.setText(str(value))
        part.blockSignals(blocked)

    def retranslate(self, language: str) -> None:
        """Write names in ``zh`` or ``en``."""
        setting, which = self._setting, 0 if language == "zh" else 1
        name, about = setting.label[which] or setting.key, (setting.zh, setting.en)[which]
        self.part.setAccessibleName(name)
        self.part.setAccessibleDescription(about)
        if isinstance(self.part, QLineEdit):
            name_clear(self.part)
        if isinstance(self.part, QComboBox):
            for at, names in enumerate(setting.names):
                self.part.setItemText(at, names[which])
            if setting.kind == "font":
                self.part.setItemText(0, self.tr("As the interface"))
            self.part.view().setAccessibleName(name)
        if self._browse is not None:
            self._browse.setText(self.tr("Choose…"))
            self._browse.setAccessibleName(f"{name}: {self._browse.text()}")
