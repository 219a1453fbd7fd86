"""The main window: toolbar, three panes and the status line, wired to the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
)

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.paths import default_data_dir
from cgtatlas.ui.actions import MENUS, Actions, shown
from cgtatlas.ui.applying import Applying
from cgtatlas.ui.commands import Commands
from cgtatlas.ui.palette import Palette
from cgtatlas.ui.panes.navigation_pane import NavigationPane
from cgtatlas.ui.session import Session
from cgtatlas.ui.theme.icons import icon_size
from cgtatlas.ui.widgets.message_area import MessageArea
from cgtatlas.ui.window_panes import WindowPanes

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QMoveEvent, QResizeEvent

    from cgtatlas.core.changes import Changes
    from cgtatlas.ui.context import Context
    from cgtatlas.ui.i18n import Translations
    from cgtatlas.ui.keeping import Keeping
    from cgtatlas.ui.panes.entry_pane import EntryPane
    from cgtatlas.ui.panes.originals import Originals
    from cgtatlas.ui.panes.source_pane import SourcePane
    from cgtatlas.ui.state import WindowState

_SIZE = QSize(1280, 800)


class Window(QMainWindow):
    """Made by :func:`cgtatlas.ui.app.build`; owns the panes and nothing of the rooms below."""

    def __init__(self, context: Context, translations: Translations, state: WindowState | None) -> None:
        super().__init__()
        self.context, self.translations = context, translations
        self.file_folder = ""  # where the reader last saved or opened a file
        # a profile of its own is told apart by the name of its folder
        usual = context.data_dir == default_data_dir()
        self._program = "CGT Atlas" if usual else f"{context.data_dir.name} – CGT Atlas"
        self.told: set[str] = set()  # hints that were given once and need not be given again
        self.setObjectName("mainWindow")
        self.actions_table = Actions(self, context.icons)
        self.palette_of_commands = Palette(self.actions_table, translations)
        self.navigation_pane = NavigationPane(context, self.palette_of_commands.rows)
        self._made: tuple[EntryPane, Originals] | None = None
        context.navigator.attach(self.panes)
        self.messages_widget = MessageArea(context.messages, context.style, context.icons)
        self._build_toolbar()
        self._build_panes()
        self._build_status()
        self._menus = self._build_menus()
        self.keeping: Keeping | None = None  # made once the window stands
        self.commands = Commands(self)
        self.applying = Applying(context, translations, self.actions_table)
        self.session = Session(self, state)
        context.navigator.moved.connect(self._moved)
        context.navigator.search_wanted.connect(self._search)
        context.navigator.list_wanted.connect(self._list)
        context.style.changed.connect(self._redraw)
        context.changes.changed.connect(self._changed)
        self.retranslate()
        self._redraw()
        self._close_anyway = False
        self.resize(_SIZE)
        self.session.restore_layout()
        self._moved_to_nothing()

    # building

    def _build_toolbar(self) -> None:
        bar = QToolBar(self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(icon_size(self, 20))
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
        self.layout_of_panes = WindowPanes(self)
        self.frames, self.splitter = self.layout_of_panes.frames, self.layout_of_panes.splitter
        self.frames[0].set_pane(self.navigation_pane)
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

    def panes(self) -> tuple[EntryPane, Originals]:
        """The two panes that show places. Made when first asked for: the window stands before they do."""
        if self._made is None:
            from cgtatlas.ui.panes.entry_pane import EntryPane
            from cgtatlas.ui.panes.originals import Originals

            self._made = EntryPane(self.context), Originals(self.context)
            for frame, pane in zip(self.frames[1:], self._made, strict=True):
                frame.set_pane(pane)
            self._made[0].currentEntryChanged.connect(lambda _id: self._title())
            self._made[1].split_changed.connect(self._check_split)
            self.context.navigator.opened_beside.connect(self._opened_beside)
        return self._made

    @property
    def entry_pane(self) -> EntryPane:
        """The pane of entry pages."""
        return self.panes()[0]

    @property
    def originals(self) -> Originals:
        """The pane of one original text, or of two beside each other."""
        return self.panes()[1]

    @property
    def source_pane(self) -> SourcePane:
        """The original text that is meant: of two, the one the keyboard is in."""
        return self.originals.active()

    def show_pane(self, which: int, visible: bool) -> None:
        """Show or hide the navigation (0) or the original text (2)."""
        self.layout_of_panes.show(which, visible)

    def _list(self, page: str, id: str) -> None:
        """Show a list of the navigation, and a bookmark in it."""
        self.show_pane(0, True)
        if page == "to-read":
            self.actions_table["mark.list"].trigger()
            return
        self.navigation_pane.show_page(page, focus=True)
        if id:
            self.navigation_pane.reveal(id)

    def _search(self, query: str) -> None:
        self.show_pane(0, True)
        self.navigation_pane.open_search(query)

    def focus_pane(self, which: int) -> None:
        """Show a pane and give it the keyboard; the navigation gives it to its list."""
        self.layout_of_panes.focus(which)

    def next_pane(self, by: int) -> None:
        """Move the keyboard to the next pane (1) or the previous one (-1)."""
        self.layout_of_panes.next(by)

    # state

    def restore_place(self) -> None:
        """Open what was open at the end of the last run; called when the window is on the screen.

        What is made on first use and will surely be used is made soon, so that the first key is not slow.
        """
        self.panes()
        self.session.restore_contents()
        QTimer.singleShot(0, self.navigation_pane, self.navigation_pane.prepare)

    def flush_notes(self) -> bool:
        """Save the notes being written, all of them, now; False when one could not be saved."""
        if self._made is None:
            return True
        saved = [pane.flush() for pane in (self.panes()[0], self.originals)]
        return all(saved)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: keep the state; a note that cannot be saved keeps the window open once."""
        if not self.flush_notes() and not self._close_anyway:
            self._close_anyway = True
            self.context.messages.warning(
                lambda: self.tr(
                    "The note you are writing could not be saved. Close again to leave without it."
                )
            )
            event.ignore()
            return
        self.session.save()
        self.context.navigator.flush()
        self.context.tasks.close()
        super().closeEvent(event)

    # looks

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.actions_table.retranslate()
        for id, title in MENUS:
            self._menus[id].setTitle(shown(title))
        # without a title: Qt would tell assistive tools the first one for ever
        self.toolbar.setAccessibleName(self.tr("Toolbar"))
        self.menuBar().setAccessibleName(self.tr("Menu"))
        self.layout_of_panes.retranslate()
        other = "English" if self.context.language == "zh" else "中文"
        self.language_button.setText("中 / EN")
        self.language_button.setToolTip(self.tr("Switch to {language}").format(language=other))
        self.language_button.setAccessibleName(self.language_button.toolTip())
        self.status.setAccessibleDescription(self.tr("Contents of the library"))
        self.statusBar().setAccessibleName(self.tr("Status line"))
        self._count_library()
        self._title()

    def _count_library(self) -> None:
        entries, documents = len(self.context.library.entries()), len(self.context.library.documents())
        line = self.tr("{entries} entries · {documents} documents")
        self.status.setText(line.format(entries=entries, documents=documents))

    def _changed(self, changes: Changes) -> None:
        if changes.libraries:
            self._count_library()

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

    def _opened_beside(self) -> None:
        self.show_pane(2, True)
        self.layout_of_panes.widen_source()

    def _check_split(self) -> None:
        split = self.originals.split
        self.actions_table["view.split"].setChecked(split)
        self.actions_table["view.split_lock"].setChecked(self.originals.locked)
        for id in ("view.split_lock", "view.exchange", "go.beside_source"):
            self.actions_table[id].setEnabled(split)

    def _moved_to_nothing(self) -> None:
        self.actions_table["go.back"].setEnabled(False)
        self.actions_table["go.forward"].setEnabled(False)
        for id in ("view.split_lock", "view.exchange", "go.beside_source"):
            self.actions_table[id].setEnabled(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another size is kept."""
        super().resizeEvent(event)
        self.session.touched()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Qt: another place is kept."""
        super().moveEvent(event)
        self.session.touched()

    def _title(self) -> None:
        place = self.context.navigator.current()
        title = ""
        try:
            if place is not None and place.kind == "document":
                title = self.context.library.document(place.id).title
            elif self._made is not None and (self.entry_pane.current_entry() or place is not None):
                title = self.entry_pane.current_title()
        except AtlasError:
            title = ""
        self.setWindowTitle(f"{title} – {self._program}" if title else self._program)
