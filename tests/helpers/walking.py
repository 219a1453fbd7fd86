"""A walk through every view of the window: pages, panes, dialogs, menus and bars, one after the other.

Used by the tests of names, languages and sizes. Each station is looked at while it stands.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from cgtatlas.core.errors import AtlasError
from cgtatlas.store.anchors import make_anchor
from cgtatlas.store.annotations import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from cgtatlas.ui.app import Program

    Station = Callable[[], object]

DOCUMENT = "immune-cell-therapy-2022"
#: What the reader wrote: allowed in every language.
OWN = ("读者 reader 1", "读者 reader 2", "读者 reader folder", "读者 reader tag", "读者 reader search")


def furnish(program: Program) -> None:
    """Notes, bookmarks, marks, a kept search and something in the trash, so that no list is empty."""
    store, text = program.store, program.library.text(DOCUMENT)
    sha = program.library.document(DOCUMENT).sha256
    for at, colour in ((2000, "yellow"), (2100, "blue"), (2200, "pink")):
        anchor = make_anchor(DOCUMENT, sha, text, at, at + 40)
        store.add_annotation(anchor, colour=colour, body=OWN[0], tags=(OWN[3],))
    store.add_annotation(NOWHERE, body=OWN[0], target="cgt:entry/kymriah")
    gone, _ = store.add_annotation(make_anchor(DOCUMENT, sha, text, 2300, 2340), body=OWN[1])
    store.delete_annotation(gone.id)
    folder, _ = store.add_folder(OWN[2])
    store.add_bookmark("cgt:entry/kymriah", "Kymriah", folder=folder.id)
    store.add_bookmark(f"cgt:document/{DOCUMENT}#2000-2040", OWN[1], excerpt=OWN[0])
    lost, _ = store.add_bookmark("cgt:entry/yescarta", "Yescarta")
    store.delete_bookmark(lost.id)


class Walk:
    """``stations`` gives the name of each station once it stands; what was opened for it is closed after."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self.qtbot = program, qtbot
        self.window = program.window

    def stations(self) -> Iterator[str]:
        """All of them, in order."""
        for name, show in {**self._pages(), **self._searches(), **self._frames()}.items():
            show()
            self.settle()
            yield name
            popup = QApplication.activePopupWidget()
            if popup is not None:
                popup.close()
        for name, show in self._dialogs().items():
            before = set(_open_windows())
            show()
            self.settle()
            yield name
            for widget in set(_open_windows()) - before:
                widget.close()
            self.settle()
        yield from self._menus()

    def settle(self) -> None:
        """Let what is under way come to an end."""
        self.qtbot.waitUntil(lambda: not any(self.program.tasks.busy(kind) for kind in ("search", "preview")))
        QApplication.sendPostedEvents()
        QApplication.processEvents()

    def act(self, id: str) -> None:
        """Do an action of the table."""
        self.window.actions_table[id].trigger()

    def _open(self, iri: str) -> Station:
        return lambda: self.program.navigator.open(iri)

    def _pages(self) -> dict[str, Station]:
        fact = self.program.library.entry("kymriah").facts[0].id
        return {
            "home": lambda: self.act("go.home"),
            "entry": self._open("cgt:entry/yescarta"),
            "fact and original": self._open(f"cgt:fact/{fact}"),
            "entry note": self._entry_note,
            "original with notes": self._open(f"cgt:document/{DOCUMENT}#2000-2040"),
            "selection": self._select,
            "note editor": self._note,
            "compare": self._compare,
            "disagreements": lambda: self.act("disagreements.open"),
            "review": lambda: self.act("annotate.review"),
            "guide": lambda: self.act("help.guide"),
            "find in page": lambda: self.act("page.find"),
            "tab list": lambda: self.act("tab.list"),
        }

    def _searches(self) -> dict[str, Station]:
        search = self.window.navigation_pane.search_now
        return {
            "tree": lambda: self.act("go.tree"),
            "to read": lambda: self.act("mark.list"),
            "all again": lambda: self.act("mark.list"),
            "results": lambda: search("CAR-T 价格 after:2015"),
            "result with a typing error": lambda: search("Kymirah"),
            "empty result": lambda: search("zzqqzzqq"),
            "commands": lambda: search(">"),
            "kept searches": lambda: self.window.navigation_pane.list_searches(),
            "bookmarks": lambda: self.act("bookmark.list"),
            "notes": lambda: self.act("annotate.list"),
            "history": lambda: self.act("history.list"),
        }

    def _frames(self) -> dict[str, Station]:
        messages = self.program.messages
        return {
            "split": lambda: self.act("view.split"),
            "split once more": lambda: self.act("view.split"),
            "navigation outside": lambda: self.act("view.detach_navigation"),
            "navigation inside": lambda: self.act("view.detach_navigation"),
            "original outside": lambda: self.act("view.detach_source"),
            "original inside": lambda: self.act("view.detach_source"),
            "error": lambda: messages.report(AtlasError("disk_full", path=OWN[0])),
            "tour": lambda: self.act("help.tour"),
        }

    def _dialogs(self) -> dict[str, Station]:
        ids = ("view.settings", "help.shortcuts", "help.about", "help.doctor", "notes.trash", "go.palette")
        stations: dict[str, Station] = {id: (lambda id=id: self.act(id)) for id in ids}  # type: ignore[misc]
        stations["restore"] = lambda: self.act("backup.restore")
        stations["report of an import"] = self._report
        return stations

    def _entry_note(self) -> None:
        self.act("go.entry")
        self.act("annotate.note")

    def _select(self) -> None:
        view = self.window.source_pane.view
        cursor = view.textCursor()
        cursor.setPosition(view.map.view_ranges(2400, 2440)[0][0])
        cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 30)
        self.act("go.source")
        view.setTextCursor(cursor)

    def _note(self) -> None:
        self._select()
        self.act("annotate.note")

    def _compare(self) -> None:
        for entry in ("yescarta", "kymriah"):
            self.program.navigator.open(f"cgt:entry/{entry}")
            self.act("compare.add")
        self.act("compare.open")

    def _report(self) -> None:
        from cgtatlas.ui.dialogs.transfer_report import TransferReport

        TransferReport(lambda: (OWN[0], [OWN[1]]), self.window).show()

    def _menus(self) -> Iterator[str]:
        for id, menu in self.window._menus.items():
            with shown(menu):
                yield f"menu {id}"
        window = self.window
        self.act("go.tree")
        for owner in (
            window.navigation_pane.tree.view,
            window.entry_pane.tabBar(),
            window.source_pane.view.viewport(),
            window.navigation_pane.omnibox,
            *(w for w in window.findChildren(QWidget) if w.objectName() in ("factTable", "bookmarkTree")),
        ):
            menu = context_menu(owner)
            if menu is not None:
                yield f"menu of {owner.objectName() or type(owner).__name__}"
                menu.close()


def _open_windows() -> list[QWidget]:
    """Dialogs and what lies over the window, such as the palette."""
    found = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    over = [w for top in found for w in top.findChildren(QWidget) if w.objectName() == "palette"]
    return found + [widget for widget in over if widget.isVisible()]


@contextmanager
def shown(menu: QMenu) -> Iterator[None]:
    """A menu, open."""
    menu.popup(QPoint(0, 0))
    yield
    menu.close()


def context_menu(owner: QWidget) -> QMenu | None:
    """The menu that the menu key opens over a widget, None when it has none."""
    where = owner.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, owner.mapToGlobal(where))
    QApplication.sendEvent(owner, event)
    menu = QApplication.activePopupWidget()
    return menu if isinstance(menu, QMenu) else None
