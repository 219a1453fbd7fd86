"""The page of the comparison: the table, what narrows it, and the ways out of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from cgtatlas.core.errors import AtlasError
from cgtatlas.library.compare import Comparison, compare
from cgtatlas.ui import saving
from cgtatlas.ui.panes.compare_table import CompareTable
from cgtatlas.ui.panes.tab_page import TabPage
from cgtatlas.ui.widgets.filter_bar import FilterBar
from cgtatlas.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cgtatlas.ui.context import Context
    from cgtatlas.ui.messages import Words


# What is said outlives the page that says it: it is translated without the page.
translate = QCoreApplication.translate


class CompareView(TabPage):
    """Follows the chosen entries; says what to do while there are fewer than two."""

    page = "compare"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.table = CompareTable(context)
        self.filter = FilterBar("compareFilter")
        self.only = QCheckBox()
        self.only.setObjectName("compareOnly")
        self._hint = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._hint.setObjectName("compareHint")
        self._hint.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # what F6 reaches while there is no table
        self._menu = QMenu(self)
        self._entries, self._copy, self._save = QPushButton(), QPushButton(), QPushButton()
        self._clear = QPushButton()
        self._buttons = (self._entries, self._copy, self._save, self._clear)
        for button, name in zip(
            self._buttons, ("compareEntries", "compareCopy", "compareSave", "compareClear"), strict=True
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
        self._entries.setMenu(self._menu)
        self._arrange()
        self._connect()
        self.refresh()

    def _arrange(self) -> None:
        first, second = FlowLayout(gap=6), QHBoxLayout()
        for button in self._buttons:
            first.addWidget(button)
        second.addWidget(self.filter, 1)
        second.addWidget(self.only)
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 6)
        top.setSpacing(6)
        for row in (first, second):
            top.addLayout(row)
        top.addWidget(self._hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self.table, 1)
        self._space = QWidget()
        whole.addWidget(self._space, 1)

    def _connect(self) -> None:
        self._context.comparing.changed.connect(self.refresh)
        self.only.toggled.connect(lambda _on: self._narrow())
        self.filter.changed.connect(lambda _words: self._narrow())
        self.filter.left.connect(lambda: self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason))
        self._copy.clicked.connect(self.copy)
        self._save.clicked.connect(self.save)
        self._clear.clicked.connect(self.clear)
        self.table.copy_wanted.connect(self.copy)
        self.table.removal_wanted.connect(self.remove)

    # content

    def refresh(self) -> None:
        """Read the chosen entries anew and show them in the language and theme as they are now."""
        place = self.table.keep_place()
        ids = self._context.comparing.ids
        self.table.compared.show(compare(self._context.library, ids) if ids else None)
        self._say()
        self._count()
        self.table.restyle()
        self.table.restore_place(place)

    def _narrow(self) -> None:
        place = self.table.keep_place()
        self.table.compared.narrow(only_differences=self.only.isChecked(), words=self.filter.field.text())
        self._count()
        self.table.restore_place(place)

    def _count(self) -> None:
        shown, of = self.table.compared.fields()
        text = self.tr("{shown} of {all} fields").format(shown=shown, all=of) if shown < of else ""
        self.filter.show_count(text)
        chosen = len(self._context.comparing.ids)
        nothing = chosen >= 2 and not shown
        if nothing:
            self._hint.setText(self.tr("No field is left. Clear the filter or show all fields."))
        self._hint.setVisible(chosen < 2 or nothing)

    def _say(self) -> None:
        """Every text, and what can be done with as many entries as are chosen."""
        library, lang, ids = self._context.library, self._context.language, self._context.comparing.ids
        names = [library.row(id).name(lang) for id in ids]
        self.filter.say(self.tr("Filter the fields"))
        self.only.setText(self.tr("Only differences"))
        self._entries.setText(self.tr("Entries ({count})").format(count=len(ids)))
        self._copy.setText(self.tr("Copy as table"))
        self._copy.setToolTip(self.tr("Copies the shown fields for documents and spreadsheets (Ctrl+C)"))
        self._save.setText(self.tr("Save as…"))
        self._save.setToolTip(self.tr("Saves the shown fields as Excel, CSV, TSV or HTML"))
        self._clear.setText(self.tr("Clear"))
        self._clear.setToolTip(self.tr("Takes all entries out of the comparison"))
        listed = (", " if lang == "en" else "、").join(names)
        self.table.setAccessibleName(self.tr("Comparison of {names}").format(names=listed))
        self.table.setAccessibleDescription(
            self.tr("Enter opens the cited words, Ctrl+Enter the entry, Delete takes the entry out")
        )
        none = self.tr("Nothing to compare yet. Open an entry and press Ctrl+Shift+M; then another one.")
        one = self.tr("Add at least one more entry: open it and press Ctrl+Shift+M.")
        self._hint.setText(one if ids else none)
        for widget in (*self._buttons, self.filter, self.only, self.table):
            widget.setVisible(bool(ids))
        self._space.setVisible(not ids)
        self._fill_menu(dict(zip(ids, names, strict=True)))

    def _fill_menu(self, names: Mapping[str, str]) -> None:
        self._menu.clear()
        for id, name in names.items():
            one = self._menu.addMenu(name.replace("&", "&&"))
            address = f"cgt:entry/{id}"
            one.addAction(self.tr("Open"), partial(self._context.navigator.open, address))
            one.addAction(self.tr("Take out"), partial(self.remove, id))

    # what can be done

    def remove(self, id: str) -> None:
        """Take one entry out; Undo puts it back where it was."""
        before = self._context.comparing.ids
        name = self._context.library.row(id).name(self._context.language)
        self._context.comparing.remove(id)
        self._tell_removed(
            lambda: translate("CompareView", "Taken out of the comparison: {name}").format(name=name), before
        )

    def clear(self) -> None:
        """Take all entries out; Undo puts them back."""
        before = self._context.comparing.ids
        self._context.comparing.clear()
        self._tell_removed(lambda: translate("CompareView", "The comparison is empty."), before)

    def _tell_removed(self, text: Words, before: tuple[str, ...]) -> None:
        comparing = self._context.comparing
        undo = (lambda: translate("CompareView", "Undo"), lambda: comparing.restore(before))
        self._context.messages.info(text, action=undo)

    def shown_table(self) -> list[list[str]]:
        """The shown fields as plain text: a row of names, then a row for each field."""
        model = self.table.compared
        comparison = model.comparison()
        if comparison is None:
            return []
        return Comparison(comparison.entries, tuple(model.shown_rows())).table(self._context.language)

    def copy(self) -> None:
        """Put the shown fields on the clipboard, for spreadsheets and for documents at once."""
        table = self.shown_table()
        if table:
            saving.copy_table(table)
            count = len(table) - 1
            self._context.messages.info(
                lambda: translate("CompareView", "Copied as a table: {count} fields").format(count=count)
            )

    def save(self) -> None:
        """Ask for a file and save the shown fields in the format of its ending."""
        table = self.shown_table()
        if not table:
            return
        path = saving.ask_file(self, self.tr("Save the comparison"), " - ".join(table[0][1:]))
        if path is None:
            return
        try:
            saving.save_table(table, path)
        except AtlasError as error:
            self._context.messages.report(error)
            return
        self._context.messages.info(lambda: translate("CompareView", "Saved: {path}").format(path=path))

    # a page in a tab

    def title(self) -> str:
        """The words on the tab, with the number of entries."""
        return self.tr("Comparison ({count})").format(count=len(self._context.comparing.ids))

    def focus_target(self) -> QWidget:
        """The table, or the sentence that stands in its place while nothing is chosen."""
        return self.table if self._context.comparing.ids else self._hint

    def find_in_page(self) -> None:
        """Go to the field that narrows the table."""
        if not self.filter.isHidden():
            self.filter.take_keyboard()

    def state(self) -> dict[str, object]:
        """How far the table is scrolled and whether it shows only differences."""
        return {"scroll": self.table.verticalScrollBar().value(), "only": self.only.isChecked()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Show again what ``state`` told."""
        self.only.setChecked(state.get("only") is True)
        scroll = state.get("scroll")
        self.table.verticalScrollBar().setValue(scroll if isinstance(scroll, int) else 0)
