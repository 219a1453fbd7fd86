"""What the review list says in words of a note and of each place it may be put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from cgtatlas.store.anchors import Choice
    from cgtatlas.store.review import Item, Offered

_SAME, _MUCH = 0.95, 0.6

translate = QCoreApplication.translate


def how_line(item: Item) -> str:
    """Why a note is in the list."""
    if item.how == "changed":
        return translate("Review", "Its words have changed; it was moved with them")
    if item.how == "gone":
        return translate("Review", "Its document is not in the library any more")
    return translate("Review", "No place is certain")


def places_line(item: Item | None) -> str:
    """What stands above the places to choose from."""
    if item is None or item.how == "changed":
        return ""
    if not item.offers:
        return translate("Review", "Nothing like these words was found. Select words, or keep the note.")
    if item.how == "gone":
        return translate("Review", "The same words in other documents:")
    return translate("Review", "Places to choose from, the likeliest first:")


def choice_line(number: int, offer: Offered, elsewhere: str) -> str:
    """One place: its words, and in words what speaks for it and against it."""
    words = " ".join(offer.choice.text.split())
    reasons = translate("Review", ", ").join(_reasons(offer.choice))
    line = translate("Review", "{number}. “{words}” ({reasons})")
    shown = words if len(words) <= 40 else f"{words[:28]}…{words[-10:]}"
    told = line.format(number=number, words=shown, reasons=reasons)
    return f"{told} · {elsewhere}" if elsewhere else told


def _reasons(choice: Choice) -> list[str]:
    found = []
    if choice.words == 1:
        found.append(translate("Review", "the same words"))
    elif choice.words >= _MUCH:
        found.append(translate("Review", "similar words"))
    else:
        found.append(translate("Review", "other words"))
    if not choice.numbers:
        found.append(translate("Review", "other numbers or Latin words"))
    if min(choice.before, choice.after) >= _SAME:
        found.append(translate("Review", "the same text around them"))
    elif choice.before >= _MUCH and choice.after >= _MUCH:
        found.append(translate("Review", "similar text around them"))
    elif choice.before >= _MUCH:
        found.append(translate("Review", "like text before them only"))
    elif choice.after >= _MUCH:
        found.append(translate("Review", "like text after them only"))
    else:
        found.append(translate("Review", "other text around them"))
    return found
