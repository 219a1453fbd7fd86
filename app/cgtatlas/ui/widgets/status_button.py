"""A button that shows and sets the status of one thing: to read, read, checked, none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from cgtatlas.ui.marking import CHOICES, status_role, status_words

if TYPE_CHECKING:
    from cgtatlas.ui.context import Context


def status_menu(context: Context, target: str, parent: QWidget) -> QMenu:
    """The choices for a thing, the present one checked; the menu deletes itself when closed."""
    menu = QMenu(parent)
    group = QActionGroup(menu)
    icons = context.icons
    for status in CHOICES:
        words = status_words(status) or QCoreApplication.translate("StatusButton", "No status")
        action = menu.addAction(words)
        action.triggered.connect(lambda _=False, status=status: context.marking.set(target, status))
        if status:
            action.setIcon(icons.icon(status, status_role(status)))
        action.setCheckable(True)
        action.setChecked(context.marking.status(target) == status)
        group.addAction(action)
    return menu


class StatusButton(QToolButton):
    """Icon and word of the status; pressed it offers the choices."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._target, self._icons = context, "", context.icons
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self._menu().aboutToShow.connect(self._fill)
        context.marking.changed.connect(self.refresh)
        self.refresh()

    def show_target(self, target: str) -> None:
        """Stand for a thing, by its address; "" hides the button."""
        self._target = target
        self.refresh()

    def _menu(self) -> QMenu:
        menu = self.menu()
        assert menu is not None  # made with the button
        return menu

    def _fill(self) -> None:
        menu = self._menu()
        menu.clear()
        offered = status_menu(self._context, self._target, menu)
        menu.addActions(offered.actions())

    def refresh(self) -> None:
        """Show the status as it is now, in the language and colours as they are now."""
        self.setVisible(bool(self._target))
        status = self._context.marking.status(self._target) if self._target else ""
        words = status_words(status)
        self.setText(words or self.tr("Status"))
        role = status_role(status)
        self.setIcon(self._icons.icon(status or "to-read", role if status else "muted"))
        self.setAccessibleName(self.tr("Status: {status}").format(status=words or self.tr("No status")))
        self.setToolTip(self.tr("To read, read or checked"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
