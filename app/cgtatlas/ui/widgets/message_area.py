"""The strip at the foot of the window that shows what the program has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from cgtatlas.ui.widgets.announce import announce
from cgtatlas.ui.widgets.told import set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from cgtatlas.ui.messages import Message, Messages, Words
    from cgtatlas.ui.theme.icons import Icons
    from cgtatlas.ui.theme.style import Style

_INFO_STAYS = 6000  # ms; with a button longer, so that it can be reached
_ACTION_STAYS = 15000
_ICONS = {"info": ("info", "accent"), "warning": ("warning", "warn"), "error": ("error", "warn")}


class OneLine(QLabel):
    """Words that are cut with an ellipsis where they do not fit; the tool tip has them whole."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, cut)
        painter.end()


class MessageArea(QWidget):
    """``messageArea``: the latest message, its button (such as Undo) and a button to dismiss it."""

    def __init__(self, messages: Messages, style: Style, icons: Icons) -> None:
        super().__init__()
        self._style, self._icons = style, icons
        self._message: Message | None = None
        self.setObjectName("messageArea")
        self._icon = QLabel(self)
        self.text = OneLine(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.text.setObjectName("messageText")
        self.action = QPushButton(self)
        self.action.setObjectName("messageAction")
        self.action.setFlat(True)
        self.action.clicked.connect(self._act)
        self.dismiss = QToolButton(self)
        self.dismiss.setObjectName("messageDismiss")
        self.dismiss.setAutoRaise(True)
        self.dismiss.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 4, 0)
        layout.setSpacing(6)
        layout.addWidget(self._icon)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.action)
        layout.addWidget(self.dismiss)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.clear)
        messages.posted.connect(self.show_message)
        messages.cleared.connect(self.clear)
        messages.taken_back.connect(self._take_back)
        style.changed.connect(self.redraw)
        self.clear()
        self.retranslate()

    def show_message(self, message: Message) -> None:
        """Show a message in place of the one before and tell assistive tools."""
        self._message = message
        self._write(message)
        self.action.setVisible(message.action is not None)
        self.redraw()
        for widget in (self._icon, self.text, self.dismiss):
            widget.show()
        self._timer.stop()
        if message.level == "info":
            self._timer.start(_ACTION_STAYS if message.action else _INFO_STAYS)
        announce(self, self.text.text(), urgent=message.level != "info")

    def _write(self, message: Message) -> None:
        text = message.text
        self.text.setText(text)
        set_tip(self.text, text)
        self.action.setText(message.label)
        self.setAccessibleDescription(text)
        levels = {"warning": self.tr("Warning"), "error": self.tr("Error")}
        self._icon.setAccessibleName(levels.get(message.level, ""))

    def clear(self) -> None:
        """Show nothing."""
        self._message = None
        self._timer.stop()
        self.text.clear()
        set_tip(self.text, "")
        self.setAccessibleDescription("")
        for widget in (self._icon, self.action, self.dismiss):
            widget.hide()

    def _take_back(self, words: Words) -> None:
        if self._message is not None and self._message.words is words:
            self.clear()

    def redraw(self) -> None:
        """Draw icon and colours of the theme."""
        self.dismiss.setIcon(self._icons.icon("close", "muted"))
        level = self._message.level if self._message else "info"
        self._icon.setPixmap(self._icons.pixmap(*_ICONS[level], 16))
        palette = self.text.palette()
        colour = self._style.colour("text" if level == "info" else "warn")
        palette.setColor(self.text.foregroundRole(), colour)
        self.text.setPalette(palette)

    def retranslate(self) -> None:
        """Write all texts anew, a shown message too; it is not announced again."""
        self.setAccessibleName(self.tr("Messages"))
        self.dismiss.setAccessibleName(self.tr("Dismiss the message"))
        self.dismiss.setToolTip(self.tr("Dismiss the message"))
        if self._message is not None:
            self._write(self._message)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _act(self) -> None:
        message = self._message
        self.clear()
        if message is not None and message.action is not None:
            message.action[1]()
