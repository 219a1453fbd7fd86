"""The parts of a query as buttons that take them out, and the other names it finds as switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from cgtatlas.ui.widgets.announce import announce
from cgtatlas.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from cgtatlas.core.refine import Chip

#: Chips that are switched on and off instead of being taken out.
SWITCHES = frozenset({"name", "names", "spelling", "spellings"})
_SHOWN = 5  # switches shown at first
_LONGEST = 28  # characters of a chip
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ChipButton(QPushButton):
    """One chip. Enter or Space press it; Delete takes a part out and switches a name off."""

    stepped = Signal(int)
    left = Signal()

    def __init__(self, chip: Chip | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.chip = chip
        self.setObjectName("chip")
        self.setAutoDefault(False)
        if chip is not None and chip.kind in SWITCHES:
            self.setCheckable(True)
            self.setChecked(chip.on)
            font = self.font()
            font.setStrikeOut(not chip.on)
            self.setFont(font)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys of a chip."""
        key = Qt.Key(event.key())
        switched_off = self.isCheckable() and not self.isChecked()
        if key in _PRESS or (key in _REMOVE and self.chip is not None and not switched_off):
            self.click()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class ChipRow(QWidget):
    """``chipRow``: one line or more of chips. ``chosen`` carries the query after pressing one."""

    chosen = Signal(str)
    left = Signal()  # Escape, or the last chip was taken out

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chipRow")
        self._chips: tuple[Chip, ...] = ()
        self._buttons: list[ChipButton] = []
        self._all = False  # show every switch
        self._layout = FlowLayout(self)
        self._layout.setContentsMargins(8, 6, 8, 2)
        self.hide()
        self.retranslate()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these; the keyboard stays at its place in the row, or leaves when nothing is left there."""
        if tuple(chips) == self._chips:
            return
        at = self._place_of_keyboard()
        if not any(chip.kind in SWITCHES for chip in chips):
            self._all = False
        self._chips = tuple(chips)
        self._rebuild()
        if at >= 0:
            self._give_keyboard(at)

    def buttons(self) -> list[ChipButton]:
        """The chips in their order."""
        return list(self._buttons)

    def take_keyboard(self) -> bool:
        """Give the keyboard to the first chip; False when there is none."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self._buttons)

    def _rebuild(self) -> None:
        old, self._buttons = self._buttons, []
        while self._layout.takeAt(0) is not None:
            pass
        for button in old:
            button.hide()
            button.deleteLater()
        switches = [chip for chip in self._chips if chip.kind in SWITCHES]
        for chip in self._chips:
            if chip.kind not in SWITCHES:
                self._add(chip)
        few = self._all or len(switches) <= _SHOWN + 1
        for chip in switches if few else switches[:_SHOWN]:
            self._add(chip)
        if not few:
            self._add(None).clicked.connect(self._show_all)
        self._write()
        self.setVisible(bool(self._buttons))
        self.updateGeometry()

    def _add(self, chip: Chip | None) -> ChipButton:
        button = ChipButton(chip, self)
        button.stepped.connect(self._step)
        button.left.connect(self.left)
        if chip is not None:
            button.clicked.connect(lambda _checked=False, chip=chip: self._press(chip))
        self._buttons.append(button)
        self._layout.addWidget(button)
        button.show()
        return button

    def _press(self, chip: Chip) -> None:
        self.chosen.emit(chip.turned)
        said = self.tr("{part} taken out") if chip.kind not in SWITCHES else self.tr("{part} left out")
        if chip.kind in SWITCHES and not chip.on:
            said = self.tr("{part} searched too")
        announce(self, said.format(part=self._spoken(chip)))

    def _show_all(self) -> None:
        at = self._place_of_keyboard()
        self._all = True
        self._rebuild()
        if at >= 0:
            self._give_keyboard(at)

    def _step(self, by: int) -> None:
        at = self._place_of_keyboard() + by
        if 0 <= at < len(self._buttons):
            self._buttons[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_of_keyboard(self) -> int:
        return next((at for at, button in enumerate(self._buttons) if button.hasFocus()), -1)

    def _give_keyboard(self, at: int) -> None:
        if self._buttons:
            self._buttons[min(at, len(self._buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    # words

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.setAccessibleName(self.tr("Parts of the search"))
        self._write()

    def _write(self) -> None:
        for button in self._buttons:
            chip = button.chip
            if chip is None:
                left = len(self._chips) - len(self._buttons) + 1
                button.setText(self.tr("+{count} names").format(count=left))
                button.setAccessibleName(self.tr("Show {count} more names").format(count=left))
                continue
            words = self._spoken(chip)
            short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
            if chip.kind in SWITCHES:
                button.setText(f"✓ {short}" if chip.on else short)
                button.setAccessibleName(self.tr("Also search for {name}").format(name=words))
                tip = self.tr("Searched too. Press to leave it out.")
                button.setToolTip(tip if chip.on else self.tr("Left out. Press to search for it too."))
            else:
                button.setText(f"{short}  ×")
                button.setAccessibleName(self.tr("Take {part} out of the search").format(part=words))
                button.setToolTip("")
            button.setAccessibleDescription(button.toolTip())
            button.setText(button.text().replace("&", "&&"))

    def _spoken(self, chip: Chip) -> str:
        if chip.kind == "names":
            return self.tr("all other names")
        if chip.kind == "spellings":
            return self.tr("all other spellings")
        if chip.kind == "phrase" and chip.text[:1] not in '"“':
            return f"“{chip.text}”"
        if chip.kind == "excluded":
            return self.tr("without {part}").format(part=chip.text)
        return chip.text

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
