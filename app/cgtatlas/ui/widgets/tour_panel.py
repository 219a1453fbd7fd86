"""What the tour shows over the window: a small panel with words and buttons, and a frame round a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cgtatlas.ui.widgets.announce import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cgtatlas.ui.theme.style import Style

_WIDTH = 340
_GAP = 14


class TourPanel(QFrame):
    """Enter goes on, Left goes back, Escape leaves."""

    next_wanted = Signal()
    back_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self.setAutoFillBackground(True)
        self._title, self._text, self._count = QLabel(wordWrap=True), QLabel(wordWrap=True), QLabel()
        self._title.setObjectName("tourTitle")
        self._count.setObjectName("settingAbout")
        for label in (self._title, self._text, self._count):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.stop, self.back, self.next = QPushButton(), QPushButton(), QPushButton()
        self.stop.clicked.connect(self.stop_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.next.clicked.connect(self.next_wanted)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        foot.addWidget(self.stop)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._text)
        layout.addLayout(foot)
        for button in (self.stop, self.back, self.next):
            button.installEventFilter(self)  # a button takes arrows for going to the next button
        self.retranslate()
        self.hide()

    def show_step(self, step: int, count: int, title: str, text: str, *, target: QWidget | None) -> None:
        """Show the words of a step (from 0), beside what they speak of where there is room."""
        new = title != self._title.text() or not self.isVisible()
        self._title.setText(title)
        self._text.setText(text)
        self._count.setText(f"{step + 1} / {count}")
        self.back.setEnabled(step > 0)
        self.next.setText(self.tr("Done") if step + 1 == count else self.tr("Next"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._place(target)
        self.show()
        self.raise_()
        if new:
            announce(self, f"{title}. {text}")

    def _place(self, target: QWidget | None) -> None:
        window = self.parentWidget()
        if window is None:
            return
        wanted = max(_WIDTH, self.stop.sizeHint().width() * 3, self.fontMetrics().height() * 20)
        width = min(wanted, window.width() - 2 * _GAP)
        self.setFixedWidth(width)
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(width))
        area = window.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        place = QRect(QPoint(0, 0), self.size())
        place.moveBottomRight(area.bottomRight())
        around = placed_in(window, target)
        if around is not None:
            below = QPoint(around.left(), around.bottom() + _GAP)
            beside = QPoint(around.right() + _GAP, around.top() + 3 * _GAP)
            before = QPoint(around.left() - width - _GAP, around.top() + 3 * _GAP)
            for corner in (below, beside, before):
                trial = QRect(corner, self.size())
                trial.moveRight(min(trial.right(), area.right()))
                if area.contains(trial) and not trial.intersects(around):
                    place = trial
                    break
        self.setGeometry(place)

    def take_keyboard(self) -> None:
        """Give the keyboard to the button that goes on."""
        self.activateWindow()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_keyboard(self) -> bool:
        """Is the keyboard in the panel?"""
        return any(part.hasFocus() for part in (self.stop, self.back, self.next))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the keys of the panel."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, QPushButton):
            return super().eventFilter(watched, event)
        key_event: QKeyEvent = event  # type: ignore[assignment]
        acts = {
            Qt.Key.Key_Escape: self.stop,
            Qt.Key.Key_Return: watched,
            Qt.Key.Key_Enter: watched,
            Qt.Key.Key_Right: self.next,
            Qt.Key.Key_Left: self.back,
        }
        button = acts.get(Qt.Key(key_event.key()))
        if button is None:
            return super().eventFilter(watched, event)
        button.click()
        return True

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.stop.setText(self.tr("Stop the tour"))
        self.back.setText(self.tr("Back"))
        self.next.setText(self.tr("Next"))

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class Spotlight(QWidget):
    """A frame round a part of the window; clicks go through it."""

    def __init__(self, window: QWidget, style: Style) -> None:
        super().__init__(window)
        self._style = style
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def point_at(self, target: QWidget | None) -> None:
        """Stand round a part; nowhere when it is not in this window now."""
        window = self.parentWidget()
        around = placed_in(window, target) if window is not None else None
        if window is None or around is None:
            self.hide()
            return
        self.setGeometry(around.adjusted(-3, -3, 3, 3).intersected(window.rect()))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._style.colour("accent"), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 6, 6)
        painter.end()


def placed_in(window: QWidget, target: QWidget | None) -> QRect | None:
    """Where a part stands in a window; None when it is hidden or in another one."""
    if target is None or not target.isVisible() or target.window() is not window:
        return None
    return QRect(target.mapTo(window, QPoint(0, 0)), target.size())
