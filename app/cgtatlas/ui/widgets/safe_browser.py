"""A text browser that opens no file, no address and no link by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from PySide6.QtGui import QContextMenuEvent, QMouseEvent

    from cgtatlas.ui.context import Context

# What is said outlives the page that says it: it is translated without the page.
translate = QCoreApplication.translate

#: Links of these kinds are offered to the reader with their full address, never followed at once.
ASKED = ("http", "https", "mailto")


class QTextEdit(QTextBrowser):
    """Told to assistive tools as a text with a caret. A text browser of Qt's own is told as a label.

    Qt chooses what it tells by the names of a widget's classes, the last one first: for this name it is
    its text, in its own code. Tests over AT-SPI see that it stays so.
    """


class SafeBrowser(QTextEdit):
    """Shows our own HTML. Images come only from those registered with :meth:`add_image`.

    ``cgt:`` links go to the navigator; ``#fragment`` links are emitted as ``fragment``; web and mail
    links are shown in the message area first; everything else is refused with a sentence.
    """

    fragment = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.open_outside: Callable[[QUrl], object] = QDesktopServices.openUrl
        self._images: dict[str, QImage] = {}
        self._refused = QImage(1, 1, QImage.Format.Format_ARGB32)
        self._refused.fill(Qt.GlobalColor.transparent)
        self._new_tab = False
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.anchorClicked.connect(self.follow)

    def add_image(self, name: str, image: QImage) -> None:
        """Let pages show ``<img src="cgt:image/NAME">``."""
        self._images[f"cgt:image/{name}"] = image

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """The registered image, or a transparent one for all else.

        Never null and never the base class: for a null answer Qt opens the address itself, be it a file,
        a device or a share of another computer.
        """
        address = name.toString() if isinstance(name, QUrl) else name
        return self._images.get(address, self._refused)

    def doSetSource(
        self,
        name: QUrl | str,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,
    ) -> None:
        """Do nothing: pages are set, never loaded."""

    def follow(self, url: QUrl) -> None:
        """Do what a link asks for, as far as it is allowed."""
        scheme, address = url.scheme().lower(), url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        new_tab = self._new_tab or bool(
            QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        )
        self._new_tab = False
        if scheme == "cgt":
            self.context.navigator.open(address, new_tab=new_tab)
        elif not scheme and address.startswith("#"):
            self.fragment.emit(address[1:])
        elif scheme in ASKED and url.isValid():
            outside = self.open_outside
            self.context.messages.info(
                lambda: translate("SafeBrowser", "This link leads out of the program: {address}").format(
                    address=address
                ),
                action=(lambda: translate("SafeBrowser", "Open in browser"), lambda: outside(QUrl(url))),
            )
        else:
            self.context.messages.warning(
                lambda: translate("SafeBrowser", "Links of this kind are not opened: {address}").format(
                    address=address
                )
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A middle press on a link is ours: the click opens it."""
        if event.button() == Qt.MouseButton.MiddleButton and self.anchorAt(event.position().toPoint()):
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A middle click on a link opens it in a new tab."""
        address = self.anchorAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and address:
            self._new_tab = True
            self.follow(QUrl(address))
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The standard menu, plus copying a link's address."""
        at = self.viewport().mapFromGlobal(event.globalPos())
        address = self.anchorAt(at)
        menu = self.createStandardContextMenu(at)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if address.startswith("cgt:"):
            menu.addSeparator()
            opened = menu.addAction(self.tr("Open in a new tab"))
            opened.triggered.connect(lambda: self.context.navigator.open(address, new_tab=True))
            if address.startswith(("cgt:fact/", "cgt:document/")):
                beside = menu.addAction(self.tr("Open beside the original"))
                beside.triggered.connect(lambda: self.context.navigator.open_beside(address))
        menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Refuse files dropped on the page, whatever the base class thinks of them."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            event.ignore()
            return False
        return super().event(event)
