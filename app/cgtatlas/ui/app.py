"""Puts the window together and runs it: fonts, language, theme, the rooms below, the event loop."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from cgtatlas import __version__
from cgtatlas.core import iri, settings
from cgtatlas.core.errors import AtlasError
from cgtatlas.core.paths import is_library
from cgtatlas.core.sentences import sentence
from cgtatlas.store.store import Store, reader_file
from cgtatlas.ui.applying import reading_of
from cgtatlas.ui.changes import ChangeSignals
from cgtatlas.ui.context import Context
from cgtatlas.ui.hints import first_hints
from cgtatlas.ui.i18n import LANGUAGES, Translations, system_language
from cgtatlas.ui.messages import Messages
from cgtatlas.ui.navigation import Navigator
from cgtatlas.ui.opening import Opening
from cgtatlas.ui.startup import Startup
from cgtatlas.ui.state import WindowState
from cgtatlas.ui.tasks import Tasks
from cgtatlas.ui.theme.fonts import interface_font
from cgtatlas.ui.theme.icons import logo
from cgtatlas.ui.theme.style import THEMES, Style
from cgtatlas.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from cgtatlas.core.changes import Changes
    from cgtatlas.ui.listening import Listening


SETTLED = 2000  # ms after the start, when what is made for the first search stands too
translate = QCoreApplication.translate
_FIRST_TRY = 0.5  # s


class Program:
    """One window with everything it needs; ``close()`` gives back every file and thread.

    Raises :class:`AtlasError` when the library cannot be used; a refused reader's file is told by ``watch``.
    """

    def __init__(
        self,
        library_path: Path,
        data_dir: Path,
        *,
        language: str | None = None,
        theme: str | None = None,
        keep_state: bool = True,
    ) -> None:
        self._data_dir = data_dir
        self._listening: Listening | None = None
        self.store, self.refused = _store(data_dir)
        self.opening = _opening(library_path, data_dir, self.store)
        self.library = self.opening.libraries
        self.style = _style(theme, self.store)
        self.messages = Messages()
        self.changes = ChangeSignals()
        self.changes.changed.connect(self._changed)  # before any view: they read what stands then
        self.navigator = Navigator(self.library, self.store, self.changes, self.messages)
        self.navigator.keep_history = keep_state and self.store.get_setting(settings.KEEP_HISTORY)
        self.tasks = Tasks(self.opening.again)
        self.context = Context(
            library=self.library,
            store=self.store,
            navigator=self.navigator,
            changes=self.changes,
            messages=self.messages,
            tasks=self.tasks,
            style=self.style,
            data_dir=data_dir,
            language="en",
        )
        self._speak(_language(language, self.store))
        self._paint()
        self.style.changed.connect(self._paint)
        state = WindowState(data_dir) if keep_state else None
        self.window = Window(self.context, self.translations, state)
        self.window.setWindowIcon(logo())
        self.tasks.crashed.connect(self._crashed)

    def _speak(self, language: str) -> None:
        self.translations = Translations()
        self.translations.changing.connect(self._language_changes)
        self.translations.set(language)
        self._language_changes(self.translations.language)

    def watch(self) -> None:
        """Tell what state the reader's file is in and see to its backups; once the window stands."""
        from cgtatlas.ui.keeping import Keeping

        path = reader_file(self._data_dir)
        self.window.keeping = Keeping(self.context, path, self.refused, self.window)
        if self.refused is None:
            self.context.reviewing.start()
        self._tell_missing()

    def _tell_missing(self) -> None:
        for path, error in self.opening.missing:
            forget = partial(self._forget_library, path)
            self.messages.warning(
                partial(self._missing_words, path, error),
                action=(lambda: translate("Program", "Forget it"), forget),
            )

    def _missing_words(self, path: Path, error: AtlasError) -> str:
        text = translate("Program", "The library “{path}” is not open: {reason}")
        return text.format(path=path, reason=sentence(error, self.context.language))

    def _forget_library(self, path: Path) -> None:
        try:
            self.changes.announce(self.store.close_library(path))
        except AtlasError as error:
            self.messages.report(error)

    def _changed(self, changes: Changes) -> None:
        """Read the libraries that are open from now on, in this thread and in the helper's."""
        if changes.libraries:
            self.opening.refresh()
            self.tasks.reopen()
            self.context.libraries_changed()

    def listen(self) -> None:
        """Hear the words of later starts; once the window stands."""
        from cgtatlas.core.handover import addresses
        from cgtatlas.ui.listening import Listening

        self._listening = Listening(addresses(self._data_dir), self.window)
        self._listening.asked.connect(self.asked)

    def open(self, what: str) -> None:
        """Show an address in a new tab, or open a library's file beside the bundled one."""
        if is_library(what):
            self.window.commands.libraries.open(Path(what))
        else:
            self.navigator.open(what, new_tab=True)

    def asked(self, message: Mapping[str, str]) -> None:
        """Do what a later start was asked for, and come to the front."""
        if message.get("token"):
            os.environ["XDG_ACTIVATION_TOKEN"] = message["token"]  # Qt takes it from here
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if message.get("open"):
            self.open(message["open"])  # beside what is being read
        if message.get("query"):
            self.navigator.open(iri.search(message["query"]).iri)

    def close(self) -> None:
        """Stop the helper, close the files, take the translators out."""
        if self._listening is not None:
            self._listening.close()
        self.navigator.stop()
        self.tasks.close()
        if isValid(self.window):
            delete(self.window)  # now: nothing may read the files once they are closed
        self.translations.remove()
        self.store.close()
        self.library.close()

    def excepthook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Show what went wrong in the window: a known error as its sentence, a bug with copyable details."""
        if isinstance(error, AtlasError):
            self.messages.report(error)
            return
        import traceback

        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        report = f"CGT Atlas {__version__}\nPython {sys.version}\n{details}"
        self.messages.error(
            lambda: translate("Program", "Something went wrong inside the program. Your notes are safe."),
            action=(
                lambda: translate("Program", "Copy details"),
                lambda: QApplication.clipboard().setText(report),
            ),
        )

    def _crashed(self, error: Exception) -> None:
        self.excepthook(type(error), error, error.__traceback__)

    def _language_changes(self, language: str) -> None:
        self.context.language = self.messages.language = self.navigator.language = language

    def _paint(self) -> None:
        QApplication.setPalette(self.style.palette())


def settle() -> None:
    """What stands now stays: the collector of garbage need not look at it all between two keys."""
    gc.collect()
    gc.freeze()
    gc.enable()  # the start does without: there is little to collect, and much to look at


def run(
    library_path: Path,
    data_dir: Path,
    *,
    open_iri: str = "",
    query: str = "",
    quit_after_show: bool = False,
    language: str | None = None,
    theme: str | None = None,
) -> int:
    """Open the window and stay until it is closed; the exit status is returned.

    ``language`` (zh, en) and ``theme`` (system, light, dark) win over the reader's settings for this run.
    Raises :class:`AtlasError` when the library cannot be used, after showing it.
    """
    app = application()
    try:
        program = Program(library_path, data_dir, language=language, theme=theme)
    except AtlasError as error:
        if not quit_after_show:
            _tell(sentence(error, language or system_language()))
        raise
    previous, sys.excepthook = sys.excepthook, program.excepthook
    try:
        steps = _steps(program, open_iri, query)
        if quit_after_show:
            del steps["hear later starts"]
        startup = Startup(program.window, steps)
        if quit_after_show:
            startup.done.connect(app.quit)
        program.window.navigation_pane.focus_omnibox()  # what is typed before the steps is kept
        startup.show()
        return app.exec()
    finally:
        sys.excepthook = previous
        program.navigator.flush()
        program.close()


def application() -> QApplication:
    """The one QApplication, made on first use: Fusion style, our fonts, no organisation folder."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["cgt-atlas"])
        app.setApplicationName("cgt-atlas")
        app.setApplicationDisplayName("CGT Atlas")
        app.setApplicationVersion(__version__)
        app.setDesktopFileName("cgt-atlas")
        app.setStyle("Fusion")
        app.setFont(interface_font())
    return app


def _steps(program: Program, open_iri: str, query: str) -> dict[str, Callable[[], object]]:
    """What follows the first picture of the window: what the reader saw last, what the words ask."""
    window = program.window
    return {
        "make the panes": window.panes,
        "show what was shown": window.restore_place,
        "do what is asked for": partial(_asked_for, program, open_iri, query),
        "see to the reader's file": program.watch,
        "hear later starts": program.listen,
        "give a hint": partial(first_hints, window),
        "leave the memory in peace": lambda: QTimer.singleShot(SETTLED, window, settle),
    }


def _asked_for(program: Program, open_iri: str, query: str) -> None:
    if open_iri:
        program.open(open_iri)  # beside the tabs of the last session
    navigation = program.window.navigation_pane
    if query:
        navigation.omnibox.setText(query)
    elif not navigation.omnibox.hasFocus():  # else it may hold the first letters of a word
        navigation.focus_omnibox()


def _store(data_dir: Path) -> tuple[Store, AtlasError | None]:
    """The reader's file, or a stand-in and why the file was refused: the library can be read all the same."""
    try:
        # the window is there before another program's long write is over: then it waits visibly
        return Store(reader_file(data_dir), timeout=_FIRST_TRY), None
    except AtlasError as error:
        return Store.stand_in(error), error


def _opening(library_path: Path, data_dir: Path, store: Store) -> Opening:
    try:
        return Opening(library_path, reader_file(data_dir), store)
    except AtlasError:
        store.close()
        raise


def _style(asked: str | None, store: Store) -> Style:
    style = Style(asked if asked in THEMES else store.get_setting(settings.THEME))
    style.set_zoom(store.get_setting(settings.TEXT_SIZE) / 100)
    style.set_reading(reading_of(store))
    style.reduced_motion = store.get_setting(settings.REDUCE_MOTION)
    style.caret_in_pages = store.get_setting(settings.CARET_IN_PAGES)
    return style


def _language(asked: str | None, store: Store) -> str:
    chosen = asked or store.get_setting(settings.LANGUAGE)
    return chosen if chosen in LANGUAGES else system_language()


def _tell(text: str) -> None:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Critical, "CGT Atlas", text)
    box.setTextFormat(box.textFormat().PlainText)
    box.exec()
