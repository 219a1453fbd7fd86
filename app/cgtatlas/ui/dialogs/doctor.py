"""Report a problem: what a report needs, gathered, shown in full and ready to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from cgtatlas.export.doctor import as_text, examine
from cgtatlas.ui.examining import window_facts
from cgtatlas.ui.widgets.room import take_room

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cgtatlas.export.doctor import Report
    from cgtatlas.ui.context import Context


# What is said outlives the page that says it: it is translated without the page.
translate = QCoreApplication.translate


class DoctorDialog(QDialog):
    """A page of plain text with a button that copies it; gathered in the helper, closes with Escape."""

    def __init__(self, context: Context, data_dir: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("doctor")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._about = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.page = QPlainTextEdit()
        self.page.setObjectName("doctorPage")
        self.page.setReadOnly(True)
        self.page.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy, self._close = QPushButton(), QPushButton()
        self.copy.setEnabled(False)
        self.copy.clicked.connect(self._copy)
        self._close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.addWidget(self._about)
        layout.addWidget(self.page, 1)
        layout.addLayout(buttons)
        self.retranslate()
        self.page.setPlainText(self.tr("Looking…"))
        context.tasks.run("doctor", lambda _library, _token: examine(data_dir), self._show)
        take_room(self)

    def sizeHint(self) -> QSize:
        """Qt: tall enough for the report."""
        return QSize(640, 560)

    def _show(self, report: Report) -> None:
        self.page.setPlainText(as_text({**report, "window": window_facts()}))
        self.copy.setEnabled(True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.page.toPlainText())
        self._context.messages.info(lambda: translate("DoctorDialog", "The report is copied."))

    def retranslate(self) -> None:
        """Write all texts anew."""
        self.setWindowTitle(self.tr("Report a problem"))
        self._about.setText(
            self.tr(
                "Copy this into your report and add what you did and what you expected. Nothing you wrote or"
                " read is in it, and nothing is sent by the program."
            )
        )
        self.page.setAccessibleName(self.tr("Report a problem"))
        self.copy.setText(self.tr("Copy the report"))
        self._close.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
