"""What is told once: that there is a tour, and that a system without a Chinese font wants one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from cgtatlas.ui.theme.fonts import only_bundled_chinese

if TYPE_CHECKING:
    from cgtatlas.ui.window import Window

translate = QCoreApplication.translate


def first_hints(window: Window) -> None:
    """Give the next hint that was not given yet, unless something more important is being said."""
    messages = window.context.messages
    if window.messages_widget.text.text():
        return
    if only_bundled_chinese() and "fonts" not in window.told:
        _told(window, "fonts")
        messages.warning(
            lambda: translate(
                "Hints",
                "This system has no Chinese font. The program's own covers its library; for other texts "
                "install one, such as Noto Sans CJK SC.",
            )
        )
    elif "tour" not in window.told:
        _told(window, "tour")
        messages.info(
            lambda: translate("Hints", "New here? A five-minute tour shows what the window can do."),
            action=(lambda: translate("Hints", "Take the tour"), window.actions_table["help.tour"].trigger),
        )


def _told(window: Window, hint: str) -> None:
    window.told.add(hint)
    window.session.touched()
