"""What stands in the tabs of the entry pane: pages of their own, and every tab as plain values and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.ui.panes.entry_view import EntryView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cgtatlas.ui.context import Context
    from cgtatlas.ui.panes.tab_page import TabPage

#: Pages that are not entries; each stands in one tab at most.
PAGES = ("compare", "disagreements", "review", "guide")
REOPENED = 25  # closed tabs that can be opened again
MOST = 100  # tabs put up at the start


def made_page(context: Context, page: str) -> TabPage:
    """One of PAGES, its code loaded when it is first asked for."""
    if page == "compare":
        from cgtatlas.ui.panes.compare_view import CompareView

        return CompareView(context)
    if page == "review":
        from cgtatlas.ui.panes.review_view import ReviewView

        return ReviewView(context)
    if page == "guide":
        from cgtatlas.ui.panes.guide_view import GuideView

        return GuideView(context)
    from cgtatlas.ui.panes.disagreements_view import DisagreementsView

    return DisagreementsView(context)


def entry_of(tab: TabPage) -> str:
    """The id of the entry in a tab, "" for any other page."""
    return tab.entry_id if isinstance(tab, EntryView) else ""


def tab_state(tab: TabPage) -> dict[str, object]:
    """What is in a tab and how the reader left it."""
    return {"entry": entry_of(tab), "page": tab.page} | tab.state()


def entry_in(state: Mapping[str, object]) -> str:
    """The entry that a state is of, "" for none."""
    return str(state.get("entry", ""))


def page_in(state: Mapping[str, object]) -> str:
    """The page of PAGES that a state is of, "" for an entry or the home page."""
    page = str(state.get("page", ""))
    return page if page in PAGES else ""


def waiting_tab(context: Context, state: Mapping[str, object], home: EntryView | None) -> TabPage:
    """A tab as a state tells it, of entries ``home`` if there is one; an entry is read when it is looked at.

    Raises NotFound.
    """
    page, entry = page_in(state), entry_in(state)
    if page:
        tab = made_page(context, page)
        tab.restore(state)
        return tab
    view = home or EntryView(context)
    if entry:
        view.wait(entry, state)
    elif view is not home:
        view.show_home()
    return view
