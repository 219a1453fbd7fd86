"""What the actions of the window itself do: palette, settings, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from cgtatlas.ui.window import Window


class WindowCommands(QObject):
    """Made once by :class:`cgtatlas.ui.commands.Commands`, which connects ``slots()``."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context

    def slots(self) -> dict[str, Callable[[], object]]:
        """The functions of these actions, by id."""
        return {
            "go.palette": self._palette,
            "view.settings": self.settings,
            "help.shortcuts": self.shortcuts,
            "help.about": self._about,
        }

    def _palette(self) -> None:
        from cgtatlas.ui.dialogs.palette import PaletteDialog

        dialog = PaletteDialog(self._window.palette_of_commands, self._window)
        dialog.chosen.connect(self._window.commands.run)
        dialog.open_over(self._window)

    def settings(self) -> None:
        """Show the settings page."""
        from cgtatlas.ui.dialogs.settings import SettingsDialog

        SettingsDialog(self._context, self.shortcuts, self._window).show()

    def shortcuts(self) -> None:
        """Show the page of keyboard shortcuts."""
        from cgtatlas.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._context, self._window.actions_table).show()

    def _about(self) -> None:
        from cgtatlas.ui.dialogs.about import AboutDialog

        AboutDialog(self._context, self._window).show()
