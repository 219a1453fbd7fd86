"""Draws a node of the tree: its title, and at the right how many lie below or the reader's status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cgtatlas.ui.marking import status_role, status_words
from cgtatlas.ui.models.tree_model import TreeRole

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QPainter

    from cgtatlas.ui.theme.icons import Icons

_GAP = 8
_ICON = 14


class TreeDelegate(QStyledItemDelegate):
    """One line a node; the count or status keeps its place and the title is cut short before it."""

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: the style draws the row, then the count is written."""
        self.initStyleOption(option, index)
        if index.data(TreeRole.GROUP):
            option.font.setBold(True)
        if index.data(TreeRole.LATER):
            option.font.setItalic(True)  # grey alone would not be seen by everybody
            muted = option.palette.color(QPalette.ColorRole.PlaceholderText)
            option.palette.setColor(QPalette.ColorRole.Text, muted)
        style = option.widget.style() if option.widget else QApplication.style()
        count = index.data(TreeRole.COUNT)
        status = index.data(TreeRole.STATUS) or ""
        text = status_words(status) or (str(count) if count else "")
        room = option.fontMetrics.horizontalAdvance(text) + _GAP * 2 if text else _GAP
        room += _ICON + 3 if status else 0
        metrics_text = option.text
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        width = option.rect.right() - area.left() - room
        font_metrics = option.fontMetrics
        option.text = font_metrics.elidedText(metrics_text, Qt.TextElideMode.ElideRight, max(width, 0))
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if text:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.PlaceholderText
            painter.save()
            painter.setPen(option.palette.color(role))
            place = option.rect.adjusted(0, 0, -_GAP, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            if status:
                left = place.right() - option.fontMetrics.horizontalAdvance(text) - _ICON - 3
                top = place.top() + (place.height() - _ICON) // 2
                colour = "selection-text" if selected else status_role(status)
                painter.drawPixmap(left, top, self._icons.pixmap(status, colour, _ICON))
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: one line with a little air."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), option.fontMetrics.height() + 8))
