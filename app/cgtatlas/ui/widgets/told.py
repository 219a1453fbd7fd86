"""Small things that assistive tools are told of widgets, where Qt itself would tell nothing or markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from cgtatlas.core.markup import escape

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

_CLEAR = "_q_qlineeditclearaction"  # Qt's name for what its clear button does


def set_tip(widget: QWidget, text: str) -> None:
    """A tool tip of foreign words as they are; assistive tools are not read its markup."""
    widget.setToolTip(escape(text))
    widget.setAccessibleDescription(text)


def name_clear(*fields: QLineEdit) -> None:
    """Give the buttons that empty fields a name in the language of now."""
    for field in fields:
        action = field.findChild(QAction, _CLEAR)
        if action is not None:
            action.setText(QCoreApplication.translate("ClearButton", "Clear the field"))


def name_choice(box: QComboBox, name: str) -> None:
    """Say what a box of choices is for. Under X11 Qt tells its choice as its name: then only this says it."""
    box.setAccessibleName(name)
    box.setAccessibleDescription(name)
    box.view().setAccessibleName(name)
