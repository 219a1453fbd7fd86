"""The main window: toolbar, three panes and the status line, wired to the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSplitter,
    QToolBar,
    QToolButton,
)

from cgtatlas.core.errors import AtlasError
from cgtatlas.ui.actions import MENUS, Actions, shown
from cgtatlas.ui.applying import Applying
from cgtatlas.ui.commands import Commands
from cgtatlas.ui.palette import Palette
from cgtatlas.ui.panes.navigation_pane import NavigationPane
from cgtatlas.ui.widgets.message_area import MessageArea
from cgtatlas.ui.widgets.pane_frame import PaneFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from cgtatlas.ui.context import Context
    from cgtatlas.ui.i18n import Translations
    from cgtatlas.ui.panes.entry_pane import EntryPane
    from cgtatlas.ui.panes.source_pane import SourcePane
    from cgtatlas.ui.state import WindowState
    from cgtatlas.ui.theme.icons import Icons

_SIZE = QSize(1280, 800)
_WIDTHS = [290, 540, 450]  # px of the panes in a window of that size
_NARROWEST = (250, 300, 280)
_SAVE_AFTER = 2000  # ms after a move: a crash loses little of the window's state


class Window(QMainWindow):
    """Made by :func:`cgtatlas.ui.app.build`; owns the panes and nothing of the rooms below."""

    def __init__(
        self, context: Context, translations: Translations, icons: Icons, state: WindowState | None
    ) -> None:
        super().__init__()
        self.context, self.translations, self._icons, self._state = context, translations, icons, state
        self.setObjectName("mainWindow")
        self.actions_table = Actions(self, icons)
        self.palette_of_commands = Palette(self.actions_table, translations)
        self.navigation_pane = NavigationPane(context, icons, self.palette_of_commands.rows)
        self._made: tuple[EntryPane, SourcePane] | None = None
        context.navigator.attach(self.panes)
        self.messages_widget = MessageArea(context.messages, context.style, icons)
        self._build_toolbar()
        self._build_panes()
        self._build_status()
        self._menus = self._build_menus()
        self.commands = Commands(self)
        self.applying = Applying(context, translations, self.actions_table)
        self._save = QTimer(self, singleShot=True, interval=_SAVE_AFTER)
        self._save.timeout.connect(self.save_state)
        context.navigator.moved.connect(self._moved)
        context.navigator.search_wanted.connect(self._search)
        context.style.changed.connect(self._redraw)
        self.retranslate()
        self._redraw()
        self._close_anyway = False
        self._restore_geometry()
        self._moved_to_nothing()

    # building

    def _build_toolbar(self) -> None:
        bar = QToolBar(self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.toggleViewAction().setEnabled(False)
        omnibox = self.navigation_pane.omnibox
        omnibox.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        omnibox.setMinimumWidth(220)
        omnibox.textEdited.connect(lambda _text: self.show_pane(0, True))
        for row, action in self.actions_table:
            if row.toolbar and row.menu == "go":
                bar.addAction(action)
        bar.addWidget(omnibox)
        for row, action in self.actions_table:
            if row.toolbar and row.menu != "go":
                bar.addAction(action)
        self.toolbar = bar
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)

    def _build_panes(self) -> None:
        self.frames = [PaneFrame(self.context.style, width) for width in _NARROWEST]
        self.frames[0].set_pane(self.navigation_pane)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName("panes")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for frame in self.frames:
            self.splitter.addWidget(frame)
        for at, share in enumerate((1, 3, 3)):
            self.splitter.setStretchFactor(at, share)
        self.setCentralWidget(self.splitter)

    def _build_status(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.messages_widget, 1)
        self.status = QLabel(self)
        self.status.setObjectName("statusLine")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.language_button = QToolButton(self)
        self.language_button.setObjectName("languageButton")
        self.language_button.setAutoRaise(True)
        self.language_button.clicked.connect(self.actions_table["view.language"].trigger)
        bar.addPermanentWidget(self.status)
        bar.addPermanentWidget(self.language_button)

    def _build_menus(self) -> dict[str, QMenu]:
        menus: dict[str, QMenu] = {}
        for id, _ in MENUS:
            menu = QMenu(self.menuBar())
            menu.setObjectName(f"menu.{id}")
            menus[id] = menu
            self.menuBar().addMenu(menu)
        for row, action in self.actions_table:
            if row.separator:
                menus[row.menu].addSeparator()
            menus[row.menu].addAction(action)
        return menus

    def menu(self, id: str) -> QMenu:
        """A menu of ``MENUS``."""
        return self._menus[id]

    # panes

    def panes(self) -> tuple[EntryPane, SourcePane]:
        """The two panes that show places. Made when first asked for: the window stands before they do."""
        if self._made is None:
            from cgtatlas.ui.panes.entry_pane import EntryPane
            from cgtatlas.ui.panes.source_pane import SourcePane

            self._made = EntryPane(self.context), SourcePane(self.context)
            for frame, pane in zip(self.frames[1:], self._made, strict=True):
                frame.set_pane(pane)
        return self._made

    @property
    def entry_pane(self) -> EntryPane:
        """The pane of entry pages."""
        return self.panes()[0]

    @property
    def source_pane(self) -> SourcePane:
        """The pane of original texts."""
        return self.panes()[1]

    def show_pane(self, which: int, visible: bool) -> None:
        """Show or hide the navigation (0) or the original text (2)."""
        if not visible and self.frames[which].has_keyboard():
            self.frames[1].take_keyboard()
        self.frames[which].setVisible(visible)
        self.actions_table["view.navigation" if which == 0 else "view.source"].setChecked(visible)

    def _search(self, query: str) -> None:
        self.show_pane(0, True)
        self.navigation_pane.open_search(query)

    def focus_pane(self, which: int) -> None:
        """Show a pane and give it the keyboard; the navigation gives it to its list."""
        if which != 1:
            self.show_pane(which, True)
        if which != 0:
            self.panes()
        if which == 0:
            self.navigation_pane.focus_page()
        else:
            self.frames[which].take_keyboard()

    def next_pane(self, by: int) -> None:
        """Move the keyboard on: search field, navigation, entry page, original text, and round again."""
        omnibox = self.navigation_pane.omnibox
        stops = [-1, *(n for n, frame in enumerate(self.frames) if frame.isVisible())]
        here = next((n for n, frame in enumerate(self.frames) if frame.has_keyboard()), -1)
        following = stops[(stops.index(here) + by) % len(stops)] if here in stops else -1
        if following < 0:
            omnibox.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.focus_pane(following)

    # state

    def save_state(self) -> None:
        """Keep size, panes and the last place for the next start."""
        if self._state is None:
            return
        self._state.set_bytes("geometry", self.saveGeometry())
        self._state.set_bytes("panes", self.splitter.saveState())
        self._state.set_plain(
            "view",
            {
                "navigation": not self.frames[0].isHidden(),
                "source": not self.frames[2].isHidden(),
                "page": self.navigation_pane.page(),
                "open": self.navigation_pane.tree.expanded_keys(),
                "tree": self.navigation_pane.tree.options.state(),
                "compare": list(self.context.comparing.ids),
                "recent": self.palette_of_commands.recent,
            },
        )
        self._state.set_plain("place", self.context.navigator.state())
        self._state.write()

    def _restore_geometry(self) -> None:
        self.resize(_SIZE)
        self.splitter.setSizes(_WIDTHS)
        view: dict[str, object] = {}
        if self._state is not None:
            self.restoreGeometry(self._state.bytes("geometry"))
            self.splitter.restoreState(self._state.bytes("panes"))
            view = self._state.plain("view")
        self.splitter.setChildrenCollapsible(False)
        self.show_pane(0, view.get("navigation") is not False)
        self.show_pane(2, view.get("source") is not False)
        options = view.get("tree")
        if isinstance(options, dict):
            self.navigation_pane.tree.options.restore(options)
        compared = view.get("compare")
        if isinstance(compared, list):
            self.context.comparing.restore(str(id) for id in compared)
        recent = view.get("recent")
        if isinstance(recent, list):
            self.palette_of_commands.recent = [str(id) for id in recent]
        opened = view.get("open")
        if isinstance(opened, list):
            self.navigation_pane.tree.expand_keys(str(key) for key in opened)
        self._page = str(view.get("page", "library"))

    def restore_place(self) -> None:
        """Open what was open at the end of the last run; called when the window is on the screen.

        What is made on first use and will surely be used is made now, so that the first key is not slow.
        """
        self.panes()
        self.navigation_pane.show_page(self._page)
        if self._state is not None:
            self.context.navigator.restore(self._state.plain("place"))
        QTimer.singleShot(0, self.navigation_pane, self.navigation_pane.prepare)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: keep the state; a note that cannot be saved keeps the window open once."""
        if self._made is not None and not self.source_pane.flush() and not self._close_anyway:
            self._close_anyway = True
            text = self.tr("The note you are writing could not be saved. Close again to leave without it.")
            self.context.messages.warning(text)
            event.ignore()
            return
        self.save_state()
        self.context.navigator.flush()
        self.context.tasks.close()
        super().closeEvent(event)

    # looks

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.actions_table.retranslate()
        for id, title in MENUS:
            self._menus[id].setTitle(shown(title))
        self.toolbar.setWindowTitle(self.tr("Toolbar"))
        self.toolbar.setAccessibleName(self.tr("Toolbar"))
        self.menuBar().setAccessibleName(self.tr("Menu"))
        self.splitter.setAccessibleName(self.tr("Panes"))
        self.frames[0].setAccessibleName(self.tr("Navigation"))
        self.frames[1].setAccessibleName(self.tr("Entry page"))
        self.frames[2].setAccessibleName(self.tr("Original text"))
        other = "English" if self.context.language == "zh" else "中文"
        self.language_button.setText("中 / EN")
        self.language_button.setToolTip(self.tr("Switch to {language}").format(language=other))
        self.language_button.setAccessibleName(self.language_button.toolTip())
        self.status.setAccessibleName(self.tr("Contents of the library"))
        entries, documents = len(self.context.library.entries()), len(self.context.library.documents())
        line = self.tr("{entries} entries · {documents} original texts")
        self.status.setText(line.format(entries=entries, documents=documents))
        self._title()

    def _redraw(self) -> None:
        self.setStyleSheet(self.context.style.interface_css())
        self.actions_table.redraw()
        self.navigation_pane.redraw()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _moved(self) -> None:
        navigator = self.context.navigator
        place = navigator.current()
        self.actions_table["go.back"].setEnabled(navigator.can_back)
        self.actions_table["go.forward"].setEnabled(navigator.can_forward)
        if place is not None:
            if place.kind == "document":
                self.show_pane(2, True)
            self.navigation_pane.tree.show_place(f"cgt:{place.kind}/{place.id}")
        self._title()
        self._save.start()

    def _moved_to_nothing(self) -> None:
        self.actions_table["go.back"].setEnabled(False)
        self.actions_table["go.forward"].setEnabled(False)

    def _title(self) -> None:
        place = self.context.navigator.current()
        title = ""
        try:
            if place is not None and place.kind == "entry":
                title = self.context.library.row(place.id).name(self.context.language)
            elif place is not None and place.kind == "page":
                title = self.entry_pane.current_title()
            elif place is not None:
                title = self.context.library.document(place.id).title
        except AtlasError:
            title = ""
        self.setWindowTitle(f"{title} – CGT Atlas" if title else "CGT Atlas")
