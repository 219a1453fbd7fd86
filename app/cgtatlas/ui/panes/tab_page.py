"""What the entry pane needs of whatever stands in one of its tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping


class TabPage(QWidget):
    """A page in a tab: an entry (or the home page), the comparison, the disagreements."""

    #: Name of a page that stands in one tab at most; "" for entries.
    page = ""

    def title(self) -> str:
        """The words on the tab."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the same in the language and theme as they are now, at the same place."""
        raise NotImplementedError

    def focus_target(self) -> QWidget:
        """The widget that takes the keyboard for the page."""
        raise NotImplementedError

    def state(self) -> dict[str, object]:
        """How far it is scrolled and what is chosen in it, as plain values."""
        raise NotImplementedError

    def restore(self, state: Mapping[str, object]) -> None:
        """Show again what ``state`` told."""
        raise NotImplementedError

    def show_part(self, part: str) -> None:
        """Show a part of the page, where it has parts."""

    def find_in_page(self) -> None:
        """Give the keyboard to the field that finds words in the page."""
        raise NotImplementedError

    def next_match(self) -> bool:
        """Go to the next match; False when there is none."""
        return False

    def previous_match(self) -> bool:
        """Go to the previous match; False when there is none."""
        return False
