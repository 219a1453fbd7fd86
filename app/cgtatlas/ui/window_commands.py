"""What the actions of the window itself do: tabs, panes, palette, settings, help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from cgtatlas.ui.tour import Tour
    from cgtatlas.ui.window import Window


class WindowCommands(QObject):
    """Made once by :class:`cgtatlas.ui.commands.Commands`, which connects ``slots()``."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context
        self.tour: Tour | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """The functions of these actions, by id."""
        return (
            self._tabs()
            | self._panes()
            | {
                "go.palette": self._palette,
                "view.settings": self.settings,
                "help.tour": self._take_tour,
                "help.shortcuts": self.shortcuts,
                "help.doctor": self._doctor,
                "help.about": self._about,
            }
        )

    def _tabs(self) -> dict[str, Callable[[], object]]:
        window = self._window
        return {
            "tab.new": self._new_tab,
            "tab.reopen": self._reopen_tab,
            "tab.list": self._list_tabs,
            "tab.close": lambda: window.entry_pane.close_current_tab(),
            "tab.close_others": lambda: window.entry_pane.close_other_tabs(),
            "tab.next": lambda: window.entry_pane.next_tab(),
            "tab.previous": lambda: window.entry_pane.previous_tab(),
            "tab.move_left": lambda: window.entry_pane.move_tab(-1),
            "tab.move_right": lambda: window.entry_pane.move_tab(1),
        }

    def _panes(self) -> dict[str, Callable[[], object]]:
        window, layout = self._window, self._window.layout_of_panes
        return {
            "view.split": self._split,
            "view.split_lock": lambda: window.originals.set_locked(
                window.actions_table["view.split_lock"].isChecked()
            ),
            "view.exchange": lambda: window.originals.exchange(),
            "view.detach_navigation": lambda: layout.take_out(0, not layout.is_out(0)),
            "view.detach_source": lambda: layout.take_out(2, not layout.is_out(2)),
            "view.full_screen": self._full_screen,
            "go.open_beside": self._open_beside,
            "go.beside_source": self._to_second,
        }

    # tabs

    def _new_tab(self) -> None:
        self._window.entry_pane.new_tab()
        self._window.navigation_pane.focus_omnibox()

    def _reopen_tab(self) -> None:
        if not self._window.entry_pane.reopen_tab():
            self._context.messages.info(lambda: self.tr("No tab has been closed."))

    def _list_tabs(self) -> None:
        """A menu of the open tabs, to be chosen from with arrows or first letters."""
        pane = self._window.entry_pane
        menu = QMenu(pane)
        menu.setObjectName("tabList")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for at in range(pane.count()):
            action = menu.addAction(pane.tabText(at), partial(pane.setCurrentIndex, at))
            action.setCheckable(True)
            action.setChecked(at == pane.currentIndex())
            if action.isChecked():
                menu.setActiveAction(action)
        menu.popup(pane.mapToGlobal(pane.rect().topLeft()))

    # panes

    def _split(self) -> None:
        originals = self._window.originals
        if not originals.split:
            originals.split_here()
            if not originals.split:
                self._context.messages.info(lambda: self.tr("Open an original text first."))
            else:
                self._window.show_pane(2, True)
                self._window.layout_of_panes.widen_source()
        elif not originals.unsplit():
            self._context.messages.warning(
                lambda: self.tr("A note in the second original is not saved yet; it stays open.")
            )
        self._window.actions_table["view.split"].setChecked(originals.split)

    def _open_beside(self) -> None:
        from cgtatlas.ui.chosen import chosen_iri

        iri = chosen_iri(self._window)
        if not iri:
            self._context.messages.info(
                lambda: self.tr("Choose a result, a fact, a link or a document first.")
            )
        else:
            self._context.navigator.open_beside(iri)

    def _to_second(self) -> None:
        second = self._window.originals.second
        if second is not None:
            self._window.focus_pane(2)
            second.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _full_screen(self) -> None:
        window = self._window
        full = not window.isFullScreen()
        if full:
            window.showFullScreen()
        else:
            window.showNormal()
        window.actions_table["view.full_screen"].setChecked(full)

    # dialogs

    def _palette(self) -> None:
        from cgtatlas.ui.dialogs.palette import PaletteDialog

        dialog = PaletteDialog(self._window.palette_of_commands, self._window)
        dialog.chosen.connect(self._window.commands.run)
        dialog.open_over(self._window)

    def settings(self) -> None:
        """Show the settings page."""
        from cgtatlas.ui.dialogs.settings import SettingsDialog

        _open(SettingsDialog(self._context, self.shortcuts, self._window))

    def shortcuts(self) -> None:
        """Show the page of keyboard shortcuts."""
        from cgtatlas.ui.dialogs.shortcuts import ShortcutsDialog

        _open(ShortcutsDialog(self._context, self._window.actions_table))

    def _doctor(self) -> None:
        from cgtatlas.ui.dialogs.doctor import DoctorDialog

        _open(DoctorDialog(self._context, self._context.data_dir, self._window))

    def _take_tour(self) -> None:
        from cgtatlas.ui.tour import Tour

        if self.tour is None:
            self.tour = Tour(self._window)
        self.tour.start()

    def _about(self) -> None:
        from cgtatlas.ui.dialogs.about import AboutDialog

        _open(AboutDialog(self._context, self._window))


def _open(dialog: QDialog) -> None:
    """Show a page and give it the keyboard, also where no window manager does."""
    dialog.show()
    dialog.activateWindow()
